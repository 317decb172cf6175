"""Where a picture lies: addresses of every kind, and a chosen folder that goes before them."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from tests.media.pictures import row
from viewer.media.folder import Folder, read_folder
from viewer.media.problem import MediaError, ProblemKind
from viewer.media.resolve import Places, Remote, Source, locate_image, locate_mask, shown
from viewer.model.row import DataRow, MediaType
from viewer.tasks import Ticket


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def problem(row: DataRow, places: Places) -> MediaError:
    with pytest.raises(MediaError) as caught:
        locate_image(row, places)
    return caught.value


class TestAddresses:
    @pytest.fixture
    def beside(self, tmp_path: Path) -> Places:
        touch(
            tmp_path / "export" / "images" / "a b.png",
            tmp_path / "outside.png",
            tmp_path / "export" / "t=1%20.png",
        )
        return Places(beside=tmp_path / "export")

    @pytest.mark.parametrize(
        "address", ["images/a b.png", "images/a%20b.png", r"images\a b.png", "./images/../images/a b.png"]
    )
    def test_a_relative_path_is_beside_the_export(self, beside: Places, tmp_path: Path, address: str) -> None:
        assert locate_image(row(address), beside) == Source(tmp_path / "export" / "images" / "a b.png")

    def test_a_file_whose_name_looks_encoded_is_found_as_it_is(self, beside: Places, tmp_path: Path) -> None:
        assert locate_image(row("t=1%20.png"), beside).place == tmp_path / "export" / "t=1%20.png"

    @pytest.mark.parametrize(
        "address", ["../outside.png", "images/../../outside.png", "..%2foutside.png", r"..\outside.png", ".."]
    )
    def test_a_relative_path_does_not_leave_the_folder_of_the_export(
        self, beside: Places, address: str
    ) -> None:
        error = problem(row(address), beside)
        assert error.kind is ProblemKind.OUTSIDE
        assert "leads out of the export's folder" in error.reason

    def test_an_absolute_path_and_a_file_address(self, beside: Places, tmp_path: Path) -> None:
        file = tmp_path / "export" / "images" / "a b.png"
        assert locate_image(row(str(file)), beside).place == file
        assert locate_image(row(file.as_uri()), beside).place == file

    def test_http_and_https_are_fetched(self, beside: Places) -> None:
        for address in ("https://example.com/a.png?Signature=x", "http://example.com/a.png"):
            assert locate_image(row(address), beside) == Source(Remote(address))

    def test_a_data_address_holds_its_bytes(self, beside: Places) -> None:
        body = base64.b64encode(b"\x89PNG").decode()
        assert locate_image(row(f"data:image/png;base64,{body}"), beside).place == b"\x89PNG"
        assert locate_image(row("data:,a%20b"), beside).place == b"a b"
        assert problem(row("data:image/png;base64"), beside).kind is ProblemKind.UNREADABLE

    @pytest.mark.parametrize(
        ("address", "kind", "said"),
        [
            (None, ProblemKind.NO_ADDRESS, "no address"),
            ("  ", ProblemKind.NO_ADDRESS, "no address"),
            ("images/none.png", ProblemKind.MISSING, "no such file"),
            ("images", ProblemKind.MISSING, "no such file"),
            ("a\0b.png", ProblemKind.MISSING, ""),
            ("x" * 3000, ProblemKind.MISSING, ""),
            ("gs://bucket/a.png", ProblemKind.UNSUPPORTED_ADDRESS, "gs: addresses cannot be opened"),
            ("s3://bucket/a.png", ProblemKind.UNSUPPORTED_ADDRESS, "choose their folder"),
            ("file://elsewhere/a.png", ProblemKind.UNSUPPORTED_ADDRESS, ""),
            (r"\\elsewhere\share\a.png", ProblemKind.UNSUPPORTED_ADDRESS, "share of another computer"),
            ("//elsewhere/share/a.png", ProblemKind.UNSUPPORTED_ADDRESS, "share of another computer"),
            (r"C:\photos\a.png", ProblemKind.MISSING, ""),
            ('{"tileLayerUrl": "https://x"}', ProblemKind.NOT_DRAWN, "text"),
            ("two\nlines", ProblemKind.NOT_DRAWN, "text"),
        ],
        ids=lambda value: str(value)[:20],
    )
    def test_what_cannot_be_reached_says_why(
        self, beside: Places, address: str | None, kind: ProblemKind, said: str
    ) -> None:
        error = problem(row(address), beside)
        assert error.kind is kind
        assert said in error.reason

    def test_a_relative_path_without_an_export(self) -> None:
        assert problem(row("a.png"), Places()).kind is ProblemKind.MISSING

    def test_an_asset_that_is_no_image_is_not_looked_for(self, beside: Places) -> None:
        error = problem(row("images/a b.png", media_type=MediaType.VIDEO), beside)
        assert error.kind is ProblemKind.NOT_DRAWN
        assert "video" in error.reason


class TestChosenFolder:
    @staticmethod
    def chosen(tmp_path: Path, *names: str) -> Places:
        touch(*(tmp_path / name for name in names))
        return Places(chosen=read_folder(tmp_path, Ticket()))

    @pytest.mark.parametrize(
        ("found", "of"),
        [
            ("key.jpg", {"global_key": "key.jpg"}),
            ("deep/er/key.jpg", {"global_key": "key.jpg"}),
            ("key.jpg", {"global_key": "bucket/2024/key.jpg"}),
            ("key.png", {"global_key": "key.jpg"}),
            ("key.jpg", {"global_key": "key"}),
            ("KEY.JPG", {"global_key": "key.jpg"}),
            ("v1.2.jpg", {"global_key": "v1.2"}),
            ("external.jpg", {"external_id": "external.jpg"}),
            ("external.jpg", {"external_id": r"C:\Users\me\external.jpg"}),
            ("url name.jpg", {"row_data": "https://example.com/x/url%20name.jpg?Expires=1#2"}),
            ("row-0.webp", {}),
            ("noending", {"global_key": "noending"}),
        ],
    )
    def test_a_picture_is_found_by_each_name_of_its_row(
        self, tmp_path: Path, found: str, of: dict[str, str]
    ) -> None:
        places = self.chosen(tmp_path, found, "another.jpg", "notes.txt")
        assert locate_image(row(**{"row_data": "https://example.com/0", **of}), places) == Source(
            tmp_path / found
        )

    def test_the_global_key_goes_before_the_external_id_and_that_before_the_address(
        self, tmp_path: Path
    ) -> None:
        places = self.chosen(tmp_path, "g.jpg", "e.jpg", "u.jpg")
        named = {"global_key": "g", "external_id": "e", "row_data": "https://example.com/u.jpg"}
        for left_out, file in ((None, "g.jpg"), ("global_key", "e.jpg"), ("external_id", "u.jpg")):
            named.pop(left_out or "", None)
            assert locate_image(row(**named), places).place == tmp_path / file

    def test_the_folders_of_a_name_tell_files_of_the_same_name_apart(self, tmp_path: Path) -> None:
        places = self.chosen(tmp_path, "1.jpg", "a/1.jpg", "b/1.jpg")
        for key, file in (
            ("b/1.jpg", "b/1.jpg"),
            ("x/a/1.jpg", "a/1.jpg"),
            ("1.jpg", "1.jpg"),
            ("b/1", "b/1.jpg"),
        ):
            assert locate_image(row(global_key=key), places).place == tmp_path / file

    def test_a_name_in_the_same_case_goes_before_one_in_another(self, tmp_path: Path) -> None:
        places = self.chosen(tmp_path, "x/A.jpg", "y/a.jpg")
        assert locate_image(row(global_key="a.jpg"), places).place == tmp_path / "y" / "a.jpg"

    def test_an_unclear_name_gives_way_to_a_clear_one(self, tmp_path: Path) -> None:
        places = self.chosen(tmp_path, "a/img.jpg", "b/img.jpg", "row-0.jpg")
        assert locate_image(row(external_id="img.jpg"), places) == Source(tmp_path / "row-0.jpg")

    def test_when_no_name_is_clear_the_address_is_used_and_that_is_said(self, tmp_path: Path) -> None:
        places = self.chosen(tmp_path, "a/img.jpg", "b/img.jpg")
        source = locate_image(row("https://example.com/0", external_id="img.jpg"), places)
        assert source.place == Remote("https://example.com/0")
        told = (
            'several files in the chosen folder fit "img.jpg": a/img.jpg, b/img.jpg; none of them was taken'
        )
        assert source.notes == (told,)

    def test_when_nothing_else_is_left_the_problem_names_the_files(self, tmp_path: Path) -> None:
        names = [f"{number}/img.jpg" for number in range(5)]
        error = problem(row("gs://b/0", external_id="img.jpg"), self.chosen(tmp_path, *names))
        assert error.reason.endswith('fit "img.jpg": 0/img.jpg, 1/img.jpg, 2/img.jpg and 2 more')

    def test_a_folder_without_the_picture_is_told_too(self, tmp_path: Path) -> None:
        error = problem(row("gs://b/0"), self.chosen(tmp_path, "other.jpg"))
        assert error.reason.endswith("the chosen folder has no file of that name")

    def test_names_cannot_lead_out_of_the_folder(self, tmp_path: Path) -> None:
        touch(tmp_path / "secret.jpg")
        places = self.chosen(tmp_path / "chosen", "a.jpg")
        with pytest.raises(MediaError):
            locate_image(
                row(None, global_key="../secret.jpg", external_id=str(tmp_path / "secret.jpg")), places
            )

    def test_a_mask_is_taken_only_from_its_very_path(self, tmp_path: Path) -> None:
        places = self.chosen(tmp_path, "1.png", "masks/2.png")
        assert locate_mask("masks/2.png", places).place == tmp_path / "masks" / "2.png"
        with pytest.raises(MediaError):
            locate_mask("masks/1.png", places)

    def test_a_folder_that_is_gone_is_empty(self, tmp_path: Path) -> None:
        assert read_folder(tmp_path / "gone", Ticket()) == Folder(tmp_path / "gone")


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("https://me:pass@example.com:8443/a/b.png?Signature=secret#token", "example.com/a/b.png"),
        ("HTTPS://Example.com/a.png?x", "example.com/a.png"),
        ("data:image/png;base64,AAAA", "data: address"),
        ("images/a?b.png", "images/a?b.png"),
        (None, ""),
        ('{"tileLayerUrl": "https://x?key=secret"}', ""),
        ("x" * 500, "x" * 200 + "…"),
        ("gs://bucket/a.png", "gs://bucket/a.png"),
    ],
)
def test_an_address_is_shown_without_anything_secret(address: str | None, text: str) -> None:
    assert shown(address) == text

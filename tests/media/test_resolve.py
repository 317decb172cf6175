"""Where a picture lies: addresses of every kind, and a chosen folder that goes before them."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.media.pictures import encoded, photo, row
from viewer.media.decode import decode_picture
from viewer.media.folder import Folder, read_folder
from viewer.media.prefixes import Prefix, Prefixes
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
        file = tmp_path / "export" / "images" / "a b.png"
        assert locate_image(row(address), beside) == Source(file, (), f"beside the export: {file}")

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
            assert locate_image(row(address), beside) == Source(
                Remote(address), (), "the network: example.com"
            )

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
            ("s3://bucket/a.png", ProblemKind.UNSUPPORTED_ADDRESS, "aws s3 sync s3://bucket FOLDER"),
            (
                "gs://bucket/a.png",
                ProblemKind.UNSUPPORTED_ADDRESS,
                "choose that folder or map gs://bucket to it",
            ),
            ("az://store/a.png", ProblemKind.UNSUPPORTED_ADDRESS, "copy az://store to a folder here, then"),
            ("file:", ProblemKind.UNSUPPORTED_ADDRESS, "names no file"),
            ("/a\0b.png", ProblemKind.MISSING, "no such file"),
            ("file://elsewhere/a.png", ProblemKind.OUTSIDE, "share of another computer"),
            (r"\\elsewhere\share\a.png", ProblemKind.OUTSIDE, "share of another computer"),
            ("//elsewhere/share/a.png", ProblemKind.OUTSIDE, "share of another computer"),
            (r"\\?\C:\a.png", ProblemKind.OUTSIDE, "share of another computer"),
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
        source = locate_image(row(**{"row_data": "https://example.com/0", **of}), places)
        kind = next((key.replace("_", " ") for key in of), "data row id").replace("row data", "file name")
        assert source.place == tmp_path / found
        assert source.notes == ()
        assert source.came_from.startswith(f"the chosen folder, by its {kind}")

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
        source = locate_image(row(external_id="img.jpg"), places)
        assert (source.place, source.notes) == (tmp_path / "row-0.jpg", ())

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


class TestFilesThatAnExportNames:
    """Only below folders a person chose: the export may come from a stranger."""

    @pytest.fixture
    def files(self, tmp_path: Path) -> Path:
        touch(*(tmp_path / name / "a.png" for name in ("export", "chosen", "mapped", "elsewhere")))
        return tmp_path

    @pytest.fixture
    def places(self, files: Path) -> Places:
        mapped = Prefixes((Prefix("gs://b", files / "mapped"),))
        return Places(Folder(files / "chosen"), files / "export", mapped)

    @pytest.mark.parametrize("folder", ["export", "chosen", "mapped"])
    @pytest.mark.parametrize("spell", [str, Path.as_uri], ids=["path", "file address"])
    def test_below_a_chosen_folder_they_are_read(
        self, files: Path, places: Places, folder: str, spell: Callable[[Path], str]
    ) -> None:
        assert locate_image(row(spell(files / folder / "a.png")), places).place == files / folder / "a.png"

    @pytest.mark.parametrize("spell", [str, Path.as_uri], ids=["path", "file address"])
    def test_elsewhere_they_are_not(self, files: Path, places: Places, spell: Callable[[Path], str]) -> None:
        (files / "export" / "a.png").unlink()
        for address in (files / "elsewhere" / "a.png", files / "chosen" / ".." / "elsewhere" / "a.png"):
            error = problem(row(spell(address)), places)
            assert error.kind is ProblemKind.OUTSIDE
            assert "choose its folder" in error.reason

    def test_nor_masks(self, files: Path, places: Places) -> None:
        with pytest.raises(MediaError) as caught:
            locate_mask(str(files / "elsewhere" / "a.png"), places)
        assert caught.value.kind is ProblemKind.OUTSIDE


class TestBesideTheExport:
    """A picture in the very folder of the export spares the network."""

    @pytest.mark.parametrize(
        ("file", "of"),
        [
            ("key.jpg", {"global_key": "bucket/key.jpg"}),
            ("key.png", {"global_key": "key"}),
            ("photo.jpg", {"external_id": r"C:\pictures\photo.jpg"}),
            ("a b.webp", {"row_data": "https://example.com/x/a%20b.webp?Expires=1"}),
            ("row-0.jpeg", {}),
        ],
    )
    @pytest.mark.parametrize("address", ["https://example.com/0", "gs://bucket/0", r"\\server\0.png"])
    def test_it_is_found_by_each_name(
        self, tmp_path: Path, file: str, of: dict[str, str], address: str
    ) -> None:
        touch(tmp_path / file)
        source = locate_image(row(**{"row_data": address, **of}), Places(beside=tmp_path))
        assert source.place == tmp_path / file
        assert source.came_from.startswith("beside the export, by its ")

    @pytest.mark.parametrize("name", ["export.ndjson", "notes", "..", "x" * 300, "a\0.png", ""])
    def test_what_is_no_picture_is_not_taken(self, tmp_path: Path, name: str) -> None:
        touch(tmp_path / "export.ndjson", tmp_path / "notes")
        place = locate_image(row("https://example.com/0", global_key=name), Places(beside=tmp_path)).place
        assert place == Remote("https://example.com/0")

    def test_the_path_in_the_row_goes_before_its_names(self, tmp_path: Path) -> None:
        touch(tmp_path / "images" / "a.png", tmp_path / "key.png")
        place = locate_image(row("images/a.png", global_key="key"), Places(beside=tmp_path)).place
        assert place == tmp_path / "images" / "a.png"

    def test_the_chosen_folder_goes_before_it(self, tmp_path: Path) -> None:
        touch(tmp_path / "chosen" / "key.png", tmp_path / "key.png")
        places = Places(read_folder(tmp_path / "chosen", Ticket()), tmp_path)
        assert locate_image(row(global_key="key"), places).place == tmp_path / "chosen" / "key.png"


class TestMappedAddresses:
    @pytest.fixture
    def places(self, tmp_path: Path) -> Places:
        touch(tmp_path / "mirror" / "x" / "a.png")
        prefixes = (Prefix("gs://bucket/p", tmp_path / "mirror"), Prefix("https://h/p", tmp_path / "mirror"))
        return Places(prefixes=Prefixes(prefixes))

    def test_they_are_read_from_their_folder(self, places: Places, tmp_path: Path) -> None:
        file = tmp_path / "mirror" / "x" / "a.png"
        source = locate_image(row("gs://bucket/p/x/a.png"), places)
        assert source == Source(file, (), f"{tmp_path / 'mirror'}, mapped from gs://bucket/p: {file}")
        assert locate_mask("https://h/p/x/a.png?token=secret", places).place == file

    def test_what_the_folder_lacks_is_told_with_the_file_it_would_be(
        self, places: Places, tmp_path: Path
    ) -> None:
        error = problem(row("gs://bucket/p/none.png"), places)
        assert error.kind is ProblemKind.MISSING
        missed = f"there is no {tmp_path / 'mirror' / 'none.png'}, where gs://bucket/p is mapped to"
        assert error.reason == missed
        source = locate_image(row("https://h/p/none.png"), places)
        assert source.place == Remote("https://h/p/none.png")
        assert source.notes == (missed.replace("gs://bucket/p", "h/p"),)


class TestDataAddresses:
    PICTURE = encoded(photo((64, 48)))

    @pytest.mark.parametrize("alphabet", [base64.b64encode, base64.urlsafe_b64encode])
    @pytest.mark.parametrize(
        "spoil", [str, lambda text: text.rstrip("="), lambda text: text[:9] + " %0A" + text[9:]]
    )
    def test_their_picture_is_decoded(
        self, alphabet: Callable[[bytes], bytes], spoil: Callable[[str], str]
    ) -> None:
        body = spoil(alphabet(self.PICTURE).decode())
        source = locate_image(row(f"data:image/png;charset=utf-8;base64,{body}"), Places())
        assert source.came_from == "the export itself (data: address)"
        assert isinstance(source.place, bytes)
        assert decode_picture(source.place).size == (64, 48)

    def test_percent_signs(self) -> None:
        source = locate_image(row("data:image/png," + quote(self.PICTURE)), Places())
        assert source.place == self.PICTURE

    @pytest.mark.parametrize("body", ["AA*A", "A", "ü"])
    def test_what_is_no_base64_is_told(self, body: str) -> None:
        error = problem(row(f"data:image/png;base64,{body}"), Places())
        assert error.kind is ProblemKind.UNREADABLE
        assert "data: address is broken" in error.reason


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("https://me:pass@example.com:8443/a/b.png?Signature=secret#token", "example.com:8443/a/b.png"),
        ("HTTPS://Example.com/a.png?x", "example.com/a.png"),
        ("data:image/png;base64,AAAA", "data: address"),
        ("images/a?b.png", "images/a?b.png"),
        (None, ""),
        ('{"tileLayerUrl": "https://x?key=secret"}', ""),
        ("x" * 500, "x" * 200 + "…"),
        ("gs://bucket/a.png", "gs://bucket/a.png"),
        ("ftp://me:secret@host/a.png?token=secret", "ftp://•••@host/a.png?token=•••"),
    ],
)
def test_an_address_is_shown_without_anything_secret(address: str | None, text: str) -> None:
    assert shown(address) == text

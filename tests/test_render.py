"""Pictures without a window."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests import exports
from tests.media.pictures import encoded
from tests.media.servers import Answer, Server, serving
from viewer.canvas.colours import ClassColours
from viewer.canvas.looks import on_ramp
from viewer.cli import main
from viewer.render import render_to_file
from viewer.render_request import ANSWER, COLOURINGS, TABS, RenderRequest
from viewer.state.drawing import TabPart
from viewer.state.view_state import ColourBy

BLUE = (10, 120, 200)
BOX = exports.box("b", 50, 60, 100, 80, name="building")
POINT = exports.point("p", 300, 200, name="pole")
LINK = exports.relationship("r", "b", "p", name="beside")


@pytest.fixture
def request_of(tmp_path: Path) -> RenderRequest:
    Image.new("RGB", exports.SIZE, BLUE).save(tmp_path / "blue.png")
    labels = [exports.label(BOX, POINT, relationships=[LINK]), exports.label(POINT, label_id="label-2")]
    path = exports.write(tmp_path, exports.row(*labels, row_data="blue.png"), exports.row(row_id="empty"))
    return RenderRequest(file=path, row="1", out=tmp_path / "out.png")


def rendered(request: RenderRequest, *, status: int = 0) -> np.ndarray:
    assert render_to_file(request) == status
    with Image.open(request.out) as picture:
        return np.asarray(picture.convert("RGBA"))


def differs(picture: np.ndarray) -> np.ndarray:
    """Pixels that are not the plain image."""
    return (picture[..., :3] != BLUE).any(axis=2)


def test_without_a_size_an_image_pixel_is_a_pixel(request_of: RenderRequest) -> None:
    picture = rendered(request_of)
    assert picture.shape == (300, 400, 4)
    colour = ClassColours(["building", "pole", "beside"]).of_class("building")
    assert tuple(picture[100, 50, :3]) == (colour.red(), colour.green(), colour.blue())
    assert tuple(picture[290, 10, :3]) == BLUE


def test_a_size_is_the_size_of_the_picture_and_nothing_is_stretched(request_of: RenderRequest) -> None:
    picture = rendered(replace(request_of, size=(400, 150)))
    assert picture.shape == (150, 400, 4)
    assert picture[75, 20, 3] == 0, "what the image leaves free is transparent"
    assert tuple(picture[140, 110, :3]) == BLUE


@pytest.mark.parametrize(
    ("only", "has_box", "has_point"),
    [
        (("box",), True, False),
        (("ImageBoundingBox",), True, False),
        (("point",), False, True),
        (("box", "ImagePoint"), True, True),
        (("mask",), False, False),
    ],
)
def test_only_the_kinds_named_are_drawn(
    request_of: RenderRequest, only: tuple[str, ...], has_box: bool, has_point: bool
) -> None:
    different = differs(rendered(replace(request_of, only=only)))
    assert different[60:140, 50:150].any() == has_box
    assert different[195:205, 295:305].any() == has_point


def test_relationships_alone_are_arrows_without_their_ends(request_of: RenderRequest) -> None:
    different = differs(rendered(replace(request_of, only=("relationship",))))
    assert not different[60:100, 50:100].any()
    assert different[140:190, 160:290].any()


def test_without_the_image_the_annotations_stand_in_a_frame(request_of: RenderRequest) -> None:
    picture = rendered(replace(request_of, no_image=True))
    assert tuple(picture[290, 200, :3]) != BLUE
    assert picture[100, 50, 3] == 255


def test_a_label_is_chosen_by_its_id(request_of: RenderRequest) -> None:
    different = differs(rendered(replace(request_of, label="label-2")))
    assert not different[60:140, 50:150].any()
    assert different[195:205, 295:305].any()


def test_names_are_drawn_when_they_are_asked_for(request_of: RenderRequest) -> None:
    without, with_names = (differs(rendered(replace(request_of, names=names))) for names in (False, True))
    assert not without[40:56, 60:90].any()
    assert with_names[40:56, 60:90].any()


def test_names_say_what_is_asked_for(request_of: RenderRequest) -> None:
    def width(*tabs: str) -> int:
        above = differs(rendered(replace(request_of, only=("box",), tabs=tabs)))[40:56]
        return int(above.any(axis=0).sum())

    assert 0 < width("class") < width("class", "size", "id")
    assert set(TABS) == set(TabPart)


def test_colours_stand_for_what_is_asked_for(request_of: RenderRequest, tmp_path: Path) -> None:
    asked = {"name": "state", "radio_answer": {"name": "old"}}
    sure = exports.box("b", 50, 60, 100, 80, name="building", confidence=1.0, classifications=[asked])
    path = exports.write(tmp_path, exports.row(exports.label(sure), row_data="blue.png"), name="sure.ndjson")
    of_class = ClassColours(["building"]).of_class
    expected = {"answer:state": of_class("old"), "confidence": on_ramp(1.0), "class": of_class("building")}
    for colour_by, colour in expected.items():
        picture = rendered(replace(request_of, file=path, colour_by=colour_by))
        assert tuple(picture[100, 50, :3]) == colour.getRgb()[:3], colour_by


def test_a_question_that_is_not_asked_is_said(
    request_of: RenderRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    rendered(replace(request_of, colour_by="answer:mood"), status=1)
    assert "the question mood is not asked; there are: none" in capsys.readouterr().err


def test_every_colouring_has_its_word_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert {*COLOURINGS, ANSWER.rstrip(":")} == set(ColourBy)
    for word in ("answer:", "hue"):
        with pytest.raises(SystemExit):
            main(["render", "a.ndjson", "--row", "1", "--out", "a.png", "--colour-by", word])
        assert f"found '{word}'" in capsys.readouterr().err


def test_a_missing_image_is_said_and_the_rest_is_drawn(
    request_of: RenderRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "blue.png").unlink()
    picture = rendered(request_of, status=1)
    assert picture[100, 50, 3] == 255
    assert "blue.png" in capsys.readouterr().err


def test_images_are_found_in_the_folder_that_is_named(request_of: RenderRequest, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "blue.png").rename(tmp_path / "elsewhere" / "key-row-1.png")
    picture = rendered(replace(request_of, media=tmp_path / "elsewhere"))
    assert tuple(picture[290, 10, :3]) == BLUE


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"row": "99"}, "no row 99"),
        ({"row": "nobody"}, "no row nobody"),
        ({"label": "label-9"}, "label:label-1"),
        ({"file": Path("/nowhere/at/all.ndjson")}, "/nowhere/at/all.ndjson"),
        ({"out": Path("/nowhere/at/all.png")}, "/nowhere/at/all.png"),
        ({"out": Path("picture.jpg")}, "picture.jpg: pictures are written as PNG"),
        ({"media": Path("/nowhere/at/all")}, "/nowhere/at/all: there is no such folder"),
        ({"size": (999_999, 999_999)}, "999999 x 999999 pixels needs 4000.0 GB"),
        ({"row": "9" * 5_000}, "no row 999"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    request_of: RenderRequest, change: dict[str, object], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert render_to_file(replace(request_of, **change)) == 2  # type: ignore[arg-type]
    message = capsys.readouterr().err
    assert said in message
    assert message.count("\n") == 1


def test_a_frame_too_large_to_be_drawn_is_refused_with_its_size(
    request_of: RenderRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = exports.row(exports.label(BOX), row_data="none.png")
    row["media_attributes"] |= {"width": 5_000_000, "height": 7_000_000}
    request = replace(request_of, file=exports.write(tmp_path, row, name="huge.ndjson"))
    assert render_to_file(request) == 2
    assert "5000000 x 7000000 pixels needs" in capsys.readouterr().err
    assert not request.out.exists()
    rendered(replace(request, size=(100, 140)), status=1)


@pytest.mark.parametrize(
    ("only", "status"),
    [
        (("nonsense",), 1),
        (("box", "BOX"), 1),
        (("ImageSegmentationMask",), 0),  # a kind of the format, of which the row has none
        (("ImageUnidirectionalRelationship", "mask", "bbox"), 0),
    ],
)
def test_a_word_that_is_no_kind_is_told(
    request_of: RenderRequest, only: tuple[str, ...], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    rendered(replace(request_of, only=only), status=status)
    said = capsys.readouterr().err
    assert (f"nothing is of the kind {only[-1]}; there are box, polygon" in said) == bool(status)
    assert ("ImageBoundingBox, ImagePoint, ImageUnidirectionalRelationship" in said) == bool(status)


def test_a_kind_that_only_the_file_knows_can_be_asked_for(request_of: RenderRequest, tmp_path: Path) -> None:
    row = exports.row(exports.label(BOX | {"annotation_kind": "ImageTiltedBox"}), row_data="blue.png")
    request = replace(request_of, file=exports.write(tmp_path, row, name="own.ndjson"))
    assert differs(rendered(replace(request, only=("ImageTiltedBox",))))[60:140, 50:150].any()


def test_objects_that_cannot_be_read_are_told(
    request_of: RenderRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = [exports.label(exports.polygon("q", (1, 1))), exports.label(BOX, label_id="label-2")]
    request = replace(
        request_of, file=exports.write(tmp_path, exports.row(*labels, row_data="blue.png"), name="bad.ndjson")
    )
    rendered(replace(request, label="label-1"), status=1)
    assert "a polygon needs 3 different vertices, found 1" in capsys.readouterr().err
    rendered(replace(request, label="label-2"))


def test_an_image_that_is_cut_off_is_told(
    request_of: RenderRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (300, 400, 3), dtype=np.uint8)
    Image.fromarray(noise).save(tmp_path / "blue.png", "JPEG")
    (tmp_path / "blue.png").write_bytes((tmp_path / "blue.png").read_bytes()[:20_000])
    rendered(request_of, status=1)
    assert "cut off" in capsys.readouterr().err


def test_a_name_without_a_suffix_or_outside_of_unicode_is_written(request_of: RenderRequest) -> None:
    for name in ("picture", "p\udcff.PNG"):
        out = request_of.out.with_name(name)
        rendered(replace(request_of, out=out))
        assert out.read_bytes().startswith(b"\x89PNG")


def test_an_id_shared_by_label_and_prediction_can_be_told_apart(
    request_of: RenderRequest, tmp_path: Path
) -> None:
    run = {"labels": [exports.label(BOX)], "predictions": [exports.label(POINT)], "name": "run"}
    row = exports.row(row_data="blue.png")
    del row["projects"]
    row["experiments"] = {"e": {"name": "e", "runs": {"r": run}}}
    request = replace(request_of, file=exports.write(tmp_path, row, name="run.ndjson"))
    guess = differs(rendered(replace(request, label="prediction:label-1")))
    assert not guess[60:140, 50:150].any()
    assert guess[190:210, 290:310].any()
    both = differs(rendered(replace(request, label="label-1")))
    assert both[60:140, 50:150].any()
    assert both[190:210, 290:310].any()


def test_it_works_where_there_is_no_display(request_of: RenderRequest) -> None:
    arguments = [
        "render",
        str(request_of.file),
        "--row",
        "1",
        "--out",
        str(request_of.out),
        "--size",
        "200x150",
    ]
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(request_of.out.parent)}
    done = subprocess.run(
        [sys.executable, "-m", "viewer", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    with Image.open(request_of.out) as picture:
        assert picture.size == (200, 150)


class TestHosts:
    """Without a window nobody can be asked, so only hosts that the command names are."""

    @pytest.fixture
    def server(self) -> Iterator[Server]:
        with serving() as server:
            server.on("/blue.png", Answer(body=encoded(Image.new("RGB", exports.SIZE, BLUE))))
            yield server

    @pytest.fixture
    def remote(self, server: Server, tmp_path: Path) -> RenderRequest:
        row = exports.row(exports.label(POINT), row_data=server.url + "/blue.png")
        return RenderRequest(file=exports.write(tmp_path, row), row="1", out=tmp_path / "out.png")

    def test_a_host_that_was_not_allowed_is_not_asked_and_that_is_told(
        self, remote: RenderRequest, server: Server, capsys: pytest.CaptureFixture[str]
    ) -> None:
        rendered(remote, status=1)
        assert f"not allowed yet; allow it with --allow-host {server.host}" in capsys.readouterr().err
        assert server.asked == []

    def test_one_that_was_is(self, remote: RenderRequest, server: Server) -> None:
        picture = rendered(replace(remote, allow_hosts=("example.com", server.host)))
        assert tuple(picture[290, 10, :3]) == BLUE

    def test_what_is_no_host_is_told_before_anything_is_drawn(
        self, remote: RenderRequest, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert render_to_file(replace(remote, allow_hosts=("http://web/a",))) == 2
        assert "--allow-host http://web/a: expected a host" in capsys.readouterr().err
        assert not remote.out.exists()

    def test_the_command_line_takes_several(
        self, remote: RenderRequest, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[RenderRequest] = []
        monkeypatch.setattr("viewer.render.render_to_file", lambda request: asked.append(request) or 0)
        hosts = ["--allow-host", "a.example", "--allow-host", "b.example:8080"]
        assert main(["render", str(remote.file), "--row", "1", "--out", str(remote.out), *hosts]) == 0
        assert asked[0].allow_hosts == ("a.example", "b.example:8080")

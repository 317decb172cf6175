"""Rows drawn small: as the canvas does, those in sight alone, within a limit, of nobody unasked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from tests import exports
from tests.media.pictures import encoded
from tests.media.servers import Answer, Server, serving
from viewer.canvas import miniatures as module
from viewer.canvas.colours import ClassColours
from viewer.canvas.miniature import draw_fitted, look_of, small_scene
from viewer.canvas.miniatures import AT_ONCE, Miniature, Miniatures, Size
from viewer.media.access import host_of
from viewer.media.problem import ProblemKind
from viewer.media.store import MediaStore
from viewer.media.thumbnails import Small, Thumbnails
from viewer.model.geometry import Kind
from viewer.state.session import Session
from viewer.state.view_state import SoloClasses, SoloObjects, ViewState
from viewer.tasks import Cancelled, InlineTasks, Ticket

pytestmark = pytest.mark.usefixtures("qapp")

SIZE = Size(200, 150)
BLUE, MASKED = (30, 60, 200), (255, 0, 0)
COLOURS = ClassColours(["boundingbox", "segmentationmask"])


class LaterTasks(InlineTasks):
    """Work that is done when the test says so, unless it was given up."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Ticket, Callable[[], object]]] = []

    def start(self, work: Any, **how: Any) -> Ticket:
        ticket = Ticket()
        self.waiting.append((ticket, lambda: InlineTasks.start(self, work, **how)))
        return ticket

    def run_one(self) -> bool:
        ticket, act = self.waiting.pop(0)
        if not ticket.cancelled:
            act()
        return not ticket.cancelled

    def run(self) -> None:
        while self.waiting:
            self.run_one()


def folder_with(tmp_path: Path, count: int = 3) -> Path:
    """Rows of 400 x 300: blue pictures with a box at the left and a mask over the lower right quarter."""
    Image.new("RGB", exports.SIZE, BLUE).save(tmp_path / "picture.jpg", quality=95)
    masks = Image.new("RGB", exports.SIZE)
    masks.paste(MASKED, (200, 150, 400, 300))
    masks.save(tmp_path / "masks.png")
    label = exports.label(exports.box("b", 20, 40, 100, 200), exports.mask("m", "masks.png", MASKED))
    rows = [exports.row(label, row_id=f"row-{n}", row_data="picture.jpg") for n in range(count)]
    return exports.write(tmp_path, *rows)


def opened(path: Path, tasks: InlineTasks | None = None) -> tuple[Session, Miniatures]:
    inline = InlineTasks()
    session = Session(inline, MediaStore(inline))
    session.open(path)
    session.tasks = tasks or inline
    return session, Miniatures(session, Thumbnails(session.media, session.tasks), lambda: COLOURS)


def made(miniatures: Miniatures, row: int) -> Miniature:
    miniature = miniatures.find(row)
    assert miniature is not None
    return miniature


def image_of(miniature: Miniature) -> QImage:
    assert miniature.image is not None
    return miniature.image


def is_near(colour: QColor, wanted: tuple[int, int, int], by: int = 12) -> bool:
    return all(abs(a - b) <= by for a, b in zip(colour.toTuple()[:3], wanted, strict=True))


def has_edge(image: QImage, x: int, y: int) -> bool:
    """Whether an upright line is seen within two pixels of a place."""
    around = [image.pixelColor(x + by, y).lightness() for by in range(-3, 4)]
    return max(abs(a - b) for a, b in pairwise(around)) > 30


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return folder_with(tmp_path)


def test_a_miniature_has_image_boxes_and_masks_in_their_places(export):
    _, miniatures = opened(export)
    miniatures.want([0], SIZE)
    image = image_of(made(miniatures, 0))
    assert (image.width(), image.height()) == (200, 150)
    assert is_near(image.pixelColor(150, 30), BLUE)
    fill = COLOURS.of_class("segmentationmask")
    mixed = tuple(round(a * 0.6 + b * 0.4) for a, b in zip(BLUE, fill.toTuple()[:3], strict=True))
    assert is_near(image.pixelColor(150, 110), mixed)
    assert is_near(image.pixelColor(4, 70), BLUE)
    assert has_edge(image, 10, 70)
    assert has_edge(image, 60, 70)
    assert made(miniatures, 0).objects == 2
    assert not made(miniatures, 0).problems


def test_at_two_device_pixels_a_pixel_it_is_as_sharp_as_the_screen(export):
    _, miniatures = opened(export)
    miniatures.want([0], Size(400, 300, 2.0))
    image = image_of(made(miniatures, 0))
    assert image.width() == 400
    assert image.deviceIndependentSize().width() == 200


def test_what_is_hidden_everywhere_is_hidden_here(export):
    session, miniatures = opened(export)
    session.update(hidden_kinds=frozenset({Kind.MASK}))
    miniatures.want([0], SIZE)
    assert is_near(image_of(made(miniatures, 0)).pixelColor(150, 110), BLUE)


def test_peeking_shows_images_alone(export):
    session, miniatures = opened(export)
    session.update(peek=True)
    miniatures.want([0], SIZE)
    bare = image_of(made(miniatures, 0))
    assert all(is_near(bare.pixelColor(x, y), BLUE) for x in range(5, 195, 10) for y in range(5, 145, 10))


def test_a_change_of_look_draws_again_but_decodes_nothing(export, monkeypatch):
    session, miniatures = opened(export)
    miniatures.want([0], SIZE)
    before = image_of(made(miniatures, 0))
    monkeypatch.setattr("viewer.media.thumbnails.thumbnail", lambda *_a, **_k: pytest.fail("decoded"))
    session.update(opacity=0.9)
    miniatures.want([0], SIZE)
    assert image_of(made(miniatures, 0)) != before


def test_selecting_and_hovering_draw_nothing_again(export):
    session, miniatures = opened(export)
    miniatures.want([0, 1], SIZE)
    before = made(miniatures, 0)
    session.update(selection=(("projects", 0),), hover=("projects", 0))
    miniatures.want([0, 1], SIZE)
    assert made(miniatures, 0) is before


def test_a_solo_of_objects_is_of_its_row_alone_and_one_of_classes_of_all():
    state = ViewState(row=1, solo=SoloObjects(frozenset({("a",)})), hidden_objects=frozenset({(1, ("b",))}))
    assert look_of(state, 2).solo is None
    assert look_of(state, 2) == look_of(replace(state, selection=(("x",),), hidden_objects=frozenset()), 2)
    classes = SoloClasses(frozenset({"car"}))
    assert look_of(replace(state, solo=classes), 2).solo == classes


def test_no_more_than_a_few_are_under_way_and_the_first_wanted_come_first(tmp_path):
    tasks = LaterTasks()
    _, miniatures = opened(folder_with(tmp_path, 20), tasks)
    miniatures.want([7, 3, *range(8, 20)], SIZE)
    assert 0 < len(tasks.waiting) <= 2 * AT_ONCE  # picture and masks
    while miniatures.find(7) is None:
        tasks.run_one()
    assert miniatures.find(19) is None
    tasks.run()
    assert miniatures.find(19) is not None
    assert not miniatures.waiting


def test_what_was_passed_by_is_given_up(tmp_path):
    tasks = LaterTasks()
    _, miniatures = opened(folder_with(tmp_path, 40), tasks)
    miniatures.want(range(20), SIZE)
    miniatures.want(range(30, 33), SIZE)
    tasks.run()
    assert all(miniatures.find(row) is None for row in range(20))
    assert all(miniatures.find(row) is not None for row in range(30, 33))


def test_memory_is_bounded_and_what_is_wanted_stays(tmp_path, monkeypatch):
    one = 200 * 150 * 4
    monkeypatch.setattr(module, "LIMIT_BYTES", 5 * one)
    _, miniatures = opened(folder_with(tmp_path, 30))
    for start in range(0, 30, 3):
        miniatures.want(range(start, start + 3), SIZE)
        assert miniatures.size_bytes <= 5 * one
        assert all(miniatures.find(row) is not None for row in range(start, start + 3))
    assert miniatures.find(0) is None


def test_a_missing_image_is_a_frame_with_the_annotations_and_the_reason(tmp_path):
    label = exports.label(exports.box("b", 20, 40, 100, 200))
    _, miniatures = opened(exports.write(tmp_path, exports.row(label)))
    miniatures.want([0], SIZE)
    miniature = made(miniatures, 0)
    assert [problem.kind for problem in miniature.problems] == [ProblemKind.MISSING]
    assert not miniature.has_picture
    assert has_edge(image_of(miniature), 10, 70)
    assert has_edge(image_of(miniature), 60, 70)


def test_a_record_that_cannot_be_read_says_why_and_costs_no_other(export):
    with export.open("a", encoding="utf-8") as lines:
        lines.write('{"data_row": \n')
    _, miniatures = opened(export)
    miniatures.want([3, 2], SIZE)
    assert made(miniatures, 3).image is None
    assert made(miniatures, 3).reason
    assert made(miniatures, 2).image is not None


def test_another_export_has_other_miniatures(export, tmp_path):
    session, miniatures = opened(export)
    miniatures.want([0], SIZE)
    (tmp_path / "other").mkdir()
    session.open(folder_with(tmp_path / "other", 1))
    assert miniatures.find(0) is None
    assert miniatures.size_bytes == 0


def test_an_image_that_is_located_later_is_shown(tmp_path):
    label = exports.label(exports.box("b", 20, 40, 100, 200))
    session, miniatures = opened(exports.write(tmp_path, exports.row(label, row_data="photo.png")))
    miniatures.want([0], SIZE)
    assert not made(miniatures, 0).has_picture
    (tmp_path / "images").mkdir()
    Image.new("RGB", exports.SIZE, BLUE).save(tmp_path / "images" / "photo.png")
    session.media.set_folder(tmp_path / "images")
    assert made(miniatures, 0).has_picture


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        picture = encoded(Image.new("RGB", exports.SIZE, BLUE))
        server.on("/a.png", Answer(body=picture, headers={"Content-Type": "image/png"}))
        yield server


def test_no_host_is_asked_before_it_was_allowed(server: Server, tmp_path: Path, qtbot: QtBot):
    rows = [exports.row(exports.label(), row_id=f"r{n}", row_data=server.url + "/a.png") for n in range(3)]
    session, miniatures = opened(exports.write(tmp_path, *rows))
    miniatures.want([1], SIZE)
    qtbot.waitUntil(lambda: miniatures.find(1) is not None)
    (problem,) = made(miniatures, 1).problems
    assert problem.kind is ProblemKind.HOST_NOT_ALLOWED
    assert not server.paths
    host = host_of(server.url + "/a.png")
    assert host is not None
    session.media.network.access.allow(host)
    qtbot.waitUntil(lambda: made(miniatures, 1).has_picture)
    assert is_near(image_of(made(miniatures, 1)).pixelColor(100, 70), BLUE)


def test_drawing_thousands_of_objects_can_be_given_up_at_many_points(tmp_path):
    corners = np.random.default_rng(1).uniform(0, 290, (3000, 2))
    boxes = [exports.box(f"b{n}", x, y, 5, 5) for n, (x, y) in enumerate(corners.tolist())]
    session, _ = opened(exports.write(tmp_path, exports.row(exports.label(*boxes))))
    assert session.row is not None
    scene = small_scene(session.row, Small(), ViewState(), COLOURS, lambda: None)
    looks = 0

    def check() -> None:
        nonlocal looks
        looks += 1
        if looks > 20:
            raise Cancelled

    with pytest.raises(Cancelled):
        draw_fitted(scene, (200, 150), 1.0, check)

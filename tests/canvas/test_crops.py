"""Single objects cut out of their images: each alone, in the colour it has on the canvas."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from tests import exports
from viewer.canvas import shapes
from viewer.canvas.colours import ClassColours
from viewer.canvas.crops import Crops
from viewer.canvas.miniature import look_of
from viewer.canvas.miniatures import Miniatures, Size, Ways
from viewer.catalog.objects import joined, objects_of_chunk
from viewer.catalog.walk import chunks_of
from viewer.media.store import MediaStore
from viewer.media.thumbnails import Small, Thumbnails
from viewer.state.session import Session
from viewer.state.view_state import ColourBy, ViewState
from viewer.tasks import InlineTasks

pytestmark = pytest.mark.usefixtures("qapp")

SIZE = Size(120, 90)
COLOURS = ClassColours(["box"])
APART = 40


def boxes(count: int) -> list[exports.Json]:
    """In a line, each 20 pixels wide and so far from the next that no crop shows two."""
    return [
        exports.box(f"b{n}", 5 + n * APART, 100, 20, 20, name="box", confidence=n / 10) for n in range(count)
    ]


def opened(path: Path) -> tuple[Session, Miniatures, Crops]:
    tasks = InlineTasks()
    session = Session(tasks, MediaStore(tasks))
    session.open(path)
    assert session.export is not None
    chunks = chunks_of(session.export, lambda: None)
    objects = joined([objects_of_chunk(chunk) for chunk in chunks])
    crops = Crops(lambda: objects)
    thumbnails = Thumbnails(session.media, tasks)
    return session, Miniatures(session, thumbnails, lambda: COLOURS, subjects=crops), crops


def crop(miniatures: Miniatures, number: int) -> QImage:
    miniatures.want([number], SIZE)
    miniature = miniatures.find(number)
    assert miniature is not None
    assert miniature.image is not None, miniature.reason
    return miniature.image


def hue_at(image: QImage, across: float) -> int:
    """Of a pixel at half the height, which a fill over a grey ground leaves as it is; -1 of grey."""
    return image.pixelColor(round(image.width() * across), image.height() // 2).hsvHue()


@pytest.mark.parametrize("number", [0, 3, 7])
def test_a_crop_has_the_colour_of_its_number_when_each_object_has_its_own(
    tmp_path: Path, number: int
) -> None:
    session, miniatures, _ = opened(exports.write(tmp_path, exports.row(exports.label(*boxes(8)))))
    session.update(colour_by=ColourBy.INSTANCE)
    hue = hue_at(crop(miniatures, number), 0.5)
    nearest = min(range(8), key=lambda n: abs(COLOURS.of_instance(n).hsvHue() - hue))
    assert nearest == number


def test_only_the_object_itself_is_drawn_of_those_that_lie_beside_it(tmp_path: Path) -> None:
    beside = exports.box("other", 50, 100, 20, 20, name="other")
    label = exports.label(exports.box("one", 30, 100, 20, 20, name="one"), beside)
    _, miniatures, _ = opened(exports.write(tmp_path, exports.row(label)))
    image = crop(miniatures, 0)
    assert abs(hue_at(image, 0.5) - COLOURS.of_class("one").hsvHue()) <= 3
    assert hue_at(image, 0.95) == hue_at(image, 0.05) == -1
    assert abs(hue_at(crop(miniatures, 1), 0.5) - COLOURS.of_class("other").hsvHue()) <= 3


def test_a_mask_is_found_by_its_place_among_the_objects(tmp_path: Path) -> None:
    pixels = QImage(*exports.SIZE, QImage.Format.Format_RGB32)
    pixels.fill(QColor(0, 0, 0))
    for x in range(200, 260):
        for y in range(150, 200):
            pixels.setPixelColor(x, y, QColor(9, 8, 7))
    pixels.save(str(tmp_path / "masks.png"))
    label = exports.label(*boxes(3), exports.mask("m", "masks.png", (9, 8, 7), name="mask"))
    session, miniatures, _ = opened(exports.write(tmp_path, exports.row(label)))
    session.update(opacity=1.0)
    image = crop(miniatures, 3)
    middle = image.pixelColor(image.width() // 2, image.height() // 2)
    assert middle.name() == COLOURS.of_class("mask").name()
    masked = miniatures.find(3)
    assert masked is not None
    assert masked.extent is not None
    assert abs(masked.extent.width() - 60) <= 2
    assert abs(masked.extent.height() - 50) <= 2
    crop(miniatures, 0)
    boxed = miniatures.find(0)
    assert boxed is not None
    assert boxed.extent is None, "which stands in the list"


def test_a_row_is_read_once_for_all_of_its_objects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting: list[Callable[[], object]] = []

    class Later(InlineTasks):
        def start(self, work, **how):  # type: ignore[no-untyped-def]
            waiting.append(lambda: InlineTasks.start(self, work, **how))
            return super().start(lambda _: None, done=lambda _: None)

    rows = [exports.row(exports.label(*boxes(8)), row_id=f"row-{n}") for n in range(3)]
    session, miniatures, _ = opened(exports.write(tmp_path, *rows))
    assert session.export is not None
    read: list[int] = []
    whole = session.export.rows
    monkeypatch.setattr(session.export, "at_hand", lambda _: None)
    monkeypatch.setattr(session.export, "rows", lambda rows: (read.extend(rows), whole(rows))[1])
    session.tasks = Later()
    miniatures.want(range(8, 12), SIZE)
    while waiting:
        waiting.pop(0)()
    assert read == [1]
    assert all(miniatures.find(number) is not None for number in range(8, 12))


def test_a_crop_takes_the_object_alone_of_a_label_of_ten_thousand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [exports.box(f"b{n}", n % 390, n // 40, 9, 9) for n in range(10_000)]
    session, _, crops = opened(exports.write(tmp_path, exports.row(exports.label(*many))))
    row = session.row
    assert row is not None
    measured: list[int] = []
    whole = shapes.measured
    monkeypatch.setattr(shapes, "measured", lambda them: (measured.append(len(them)), whole(them))[1])
    ways = Ways(look_of(ViewState(), 0), SIZE, COLOURS)
    made = crops.drawn(row, 9_999, Small(), ways, lambda: None)
    assert made.image is not None
    assert sum(measured) == 1

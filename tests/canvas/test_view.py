"""The canvas under a hand: zoom, pan, point, click."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import exports
from tests.canvas.golden import pixels
from viewer.canvas.colours import ClassColours
from viewer.canvas.pointer import Hover
from viewer.canvas.view import CanvasView
from viewer.media.store import MediaStore
from viewer.state.session import Session
from viewer.tasks import InlineTasks

LEFT = Qt.MouseButton.LeftButton
LARGE = exports.box("large", 50, 50, 300, 200, name="building")
SMALL = exports.box(
    "small",
    100,
    100,
    40,
    40,
    name="window",
    classifications=[{"name": "lit", "radio_answer": {"name": "yes", "classifications": []}}],
)
LINK = exports.relationship("link", "large", "small", name="part of")


class Bench:
    """A canvas with an export of three rows open in it, and a hand."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        Image.new("RGB", exports.SIZE, (10, 120, 200)).save(folder / "blue.png")
        tasks = InlineTasks()
        self.session = Session(tasks, MediaStore(tasks))
        self.colours = ClassColours()
        self.canvas = CanvasView(self.session, lambda: self.colours)
        self.canvas.resize(800, 600)
        qtbot.addWidget(self.canvas)
        self.canvas.show()
        self.qtbot = qtbot
        larger = exports.row(exports.label(SMALL), row_id="larger")
        larger["media_attributes"].update(width=4000, height=3000)
        path = exports.write(
            folder,
            exports.row(exports.label(LARGE, SMALL, relationships=[LINK]), row_data="blue.png"),
            exports.row(exports.label(SMALL), row_id="same-size"),
            larger,
        )
        self.session.open(path)

    def at(self, x: float, y: float) -> QPoint:
        """Where a point of the image is in the view."""
        return self.canvas.viewport.to_view(QPointF(x, y)).toPoint()

    def click(self, x: float, y: float, **more: Qt.KeyboardModifier) -> None:
        self.qtbot.mouseClick(self.canvas, LEFT, pos=self.at(x, y), **more)

    def hover(self, x: float, y: float) -> None:
        self.qtbot.mouseMove(self.canvas, self.at(x, y))
        QApplication.processEvents()

    def wheel(self, at: QPoint, notches: float, **more: object) -> None:
        settings = {
            "pixels": QPoint(),
            "modifiers": Qt.KeyboardModifier.NoModifier,
            "phase": Qt.ScrollPhase.NoScrollPhase,
            **more,
        }
        event = QWheelEvent(
            QPointF(at),
            QPointF(self.canvas.mapToGlobal(at)),
            settings["pixels"],
            QPoint(0, round(notches * 120)),
            Qt.MouseButton.NoButton,
            settings["modifiers"],
            settings["phase"],
            False,
        )
        QApplication.sendEvent(self.canvas, event)

    def selected(self) -> list[str]:
        scene = self.canvas.scene
        assert scene is not None
        return [drawn.thing.name for path in self.session.state.selection for drawn in scene.find(path)]


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Bench:
    return Bench(qtbot, tmp_path)


def test_an_image_is_fitted_when_it_is_opened(bench: Bench) -> None:
    assert bench.canvas.viewport.is_fit


def test_a_click_selects_the_smallest_thing_under_it(bench: Bench) -> None:
    bench.click(110, 125)
    assert bench.selected() == ["window"]


def test_a_click_on_what_is_selected_goes_on_to_what_lies_beneath(bench: Bench) -> None:
    bench.click(110, 130)
    bench.click(110, 130)
    assert bench.selected() == ["building"]
    bench.click(110, 130)
    assert bench.selected() == ["window"]


def test_ctrl_click_adds_and_a_click_beside_clears(bench: Bench) -> None:
    bench.click(110, 130)
    bench.click(300, 240, stateKey=Qt.KeyboardModifier.ControlModifier)
    assert bench.selected() == ["window", "building"]
    bench.click(10, 10)
    assert bench.selected() == []


def test_an_arrow_can_be_clicked(bench: Bench) -> None:
    scene = bench.canvas.scene
    assert scene is not None
    middle = scene.arrows[0].arrow.middle
    bench.click(middle.x(), middle.y())
    assert bench.selected() == ["part of"]


def test_a_drag_pans_and_selects_nothing(bench: Bench) -> None:
    before = bench.canvas.viewport
    start = bench.at(110, 130)
    bench.qtbot.mousePress(bench.canvas, LEFT, pos=start)
    for step in (10, 30, 60):
        move = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(start + QPoint(step, step)),
            QPointF(bench.canvas.mapToGlobal(start + QPoint(step, step))),
            LEFT,
            LEFT,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(bench.canvas, move)
    bench.qtbot.mouseRelease(bench.canvas, LEFT, pos=start + QPoint(60, 60))
    assert bench.selected() == []
    assert bench.canvas.viewport.left == pytest.approx(before.left + 60)
    assert bench.canvas.viewport.top == pytest.approx(before.top + 60)


@pytest.mark.parametrize("modifiers", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_the_wheel_zooms_at_the_cursor(bench: Bench, modifiers: Qt.KeyboardModifier) -> None:
    at = bench.at(100, 80)
    before = bench.canvas.viewport
    bench.wheel(at, 1, modifiers=modifiers)
    after = bench.canvas.viewport
    assert after.scale == pytest.approx(before.scale * 1.2)
    assert after.to_image(QPointF(at)).x() == pytest.approx(before.to_image(QPointF(at)).x())


def test_two_fingers_pan(bench: Bench) -> None:
    before = bench.canvas.viewport
    bench.wheel(bench.at(100, 80), 0.1, pixels=QPoint(7, -5), phase=Qt.ScrollPhase.ScrollUpdate)
    after = bench.canvas.viewport
    assert after.scale == before.scale
    assert (after.left - before.left, after.top - before.top) == (pytest.approx(7), pytest.approx(-5))


def test_alt_and_wheel_go_through_what_lies_under_the_cursor(bench: Bench) -> None:
    bench.hover(110, 130)
    bench.wheel(bench.at(110, 130), -1, modifiers=Qt.KeyboardModifier.AltModifier)
    assert bench.selected() == ["window"]
    bench.wheel(bench.at(110, 130), -1, modifiers=Qt.KeyboardModifier.AltModifier)
    assert bench.selected() == ["building"]


def test_a_double_click_zooms_to_an_object_and_beside_all_of_them_fits(bench: Bench) -> None:
    fitted = bench.canvas.viewport
    bench.qtbot.mouseDClick(bench.canvas, LEFT, pos=bench.at(110, 130))
    assert bench.canvas.viewport.scale > fitted.scale
    bench.canvas.fit()
    bench.canvas.zoom_by(0.8)
    bench.qtbot.mouseDClick(bench.canvas, LEFT, pos=bench.at(10, 10))
    assert bench.canvas.viewport.is_fit


def test_hovering_says_where_and_what_and_which_colour(bench: Bench) -> None:
    heard: list[Hover | None] = []
    bench.canvas.hovered.connect(heard.append)
    bench.hover(110, 130)
    hover = heard[-1]
    assert hover is not None
    assert (hover.x, hover.y) == (pytest.approx(110, abs=1), pytest.approx(130, abs=1))
    assert hover.rgb == (10, 120, 200)
    assert hover.thing is not None
    assert hover.thing.thing.name == "window"


def test_the_card_tells_class_size_and_attributes(bench: Bench) -> None:
    bench.hover(110, 130)
    card = bench.canvas.findChild(type(bench.canvas._card))
    assert card.isVisible()
    assert card.text().splitlines()[:3] == ["window", "box: 40 × 40 px, area 1,600 px²", "lit: yes"]


def test_the_card_goes_with_the_cursor(bench: Bench) -> None:
    bench.hover(110, 130)
    QApplication.sendEvent(bench.canvas, QEvent(QEvent.Type.Leave))
    assert not bench.canvas._card.isVisible()
    assert bench.session.state.hover is None


def test_one_to_one_is_a_device_pixel_an_image_pixel(bench: Bench) -> None:
    heard: list[float] = []
    bench.canvas.zoom_changed.connect(heard.append)
    bench.canvas.actual_size()
    assert bench.canvas.zoom == pytest.approx(1.0)
    assert heard == [pytest.approx(1.0)]


def test_zoom_is_kept_between_rows_of_one_size(bench: Bench) -> None:
    bench.canvas.zoom_by(3)
    zoomed = bench.canvas.viewport
    bench.session.update(row=1)
    assert bench.canvas.viewport == zoomed


def test_a_row_of_another_size_is_fitted(bench: Bench) -> None:
    bench.canvas.zoom_by(3)
    bench.session.update(row=2)
    assert bench.canvas.viewport.is_fit


def test_selecting_elsewhere_brings_it_into_view_at_the_same_zoom(bench: Bench) -> None:
    bench.canvas.zoom_by(8)
    scale = bench.canvas.viewport.scale
    scene = bench.canvas.scene
    assert scene is not None
    window = next(drawn for drawn in scene.objects if drawn.thing.name == "window")
    bench.canvas._camera.pan_by(QPointF(-4000, -4000))
    bench.session.update(selection=(window.thing.path,))
    assert bench.canvas.viewport.scale == scale
    assert bench.canvas.viewport.seen.contains(window.bounds.center())


def test_shown_paths_are_those_of_what_is_visible_in_file_order(bench: Bench) -> None:
    row = bench.session.row
    assert row is not None
    annotations = next(row.labels()).annotations
    paths = [thing.path for thing in (*annotations.objects, *annotations.relationships)]
    assert list(bench.canvas.shown_paths()) == paths
    bench.session.update(hidden_classes=frozenset({"building"}))
    assert list(bench.canvas.shown_paths()) == [paths[1]]


def test_copying_puts_the_view_on_the_clipboard(bench: Bench) -> None:
    bench.canvas.copy_view()
    copied = QGuiApplication.clipboard().image()
    assert (copied.width(), copied.height()) == (800, 600)
    inside = bench.at(20, 20)
    assert tuple(pixels(copied)[inside.y(), inside.x(), :3]) == (10, 120, 200)


def test_what_is_painted_is_what_is_copied(bench: Bench) -> None:
    grabbed = bench.canvas.grab().toImage()
    assert (pixels(grabbed) == pixels(bench.canvas.picture())).all()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space])
def test_space_held_shows_an_open_hand(bench: Bench, key: Qt.Key) -> None:
    bench.qtbot.keyPress(bench.canvas, key)
    assert bench.canvas.cursor().shape() is Qt.CursorShape.OpenHandCursor
    bench.qtbot.keyRelease(bench.canvas, key)
    assert bench.canvas.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_nothing_but_the_background_is_painted_without_an_export(qtbot: QtBot) -> None:
    tasks = InlineTasks()
    canvas = CanvasView(Session(tasks, MediaStore(tasks)), ClassColours)
    qtbot.addWidget(canvas)
    canvas.resize(300, 200)
    colours = {tuple(pixel) for row in pixels(canvas.grab().toImage()) for pixel in row}
    assert len(colours) == 1
    assert canvas.shown_paths() == ()
    actions: tuple[Callable[[], None], ...] = (canvas.fit, canvas.actual_size, lambda: canvas.zoom_to(()))
    for action in actions:
        action()

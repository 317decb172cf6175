"""Two labels, a label and a prediction, or two rows: side by side, under a divider, blinked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests import exports
from tests.ui.conftest import press
from viewer.app import Application
from viewer.canvas.beside import Beside
from viewer.state.view_state import CompareMode

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


def picture(folder: Path, name: str, colour: Qt.GlobalColor) -> str:
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(colour)
    image.save(str(folder / name))
    return name


@pytest.fixture
def program(application: Application, tmp_path: Path) -> Application:
    """Two rows, dark cyan and dark red; the first has two labels with a box each in another place."""
    first = exports.label(exports.box("a", 50, 50, 100, 100, name="own"), label_id="one")
    second = exports.label(exports.box("b", 250, 150, 100, 100, name="other"), label_id="two")
    rows = [
        exports.row(first, second, row_data=picture(tmp_path, "cyan.png", Qt.GlobalColor.darkCyan)),
        exports.row(
            exports.label(exports.box("c", 10, 10, 50, 50), label_id="three"),
            row_id="row-2",
            row_data=picture(tmp_path, "red.png", Qt.GlobalColor.darkRed),
        ),
    ]
    application.session.open(exports.write(tmp_path, *rows))
    QApplication.processEvents()
    application.session.update(opacity=1.0)
    application.canvas.setFocus()
    QApplication.processEvents()
    return application


def shot(program: Application) -> QImage:
    QApplication.processEvents()
    return program.canvas.grab().toImage()


def place(program: Application, x: float, y: float, *, other: bool = False) -> QPoint:
    at = program.canvas.viewport.to_view(QPointF(x, y))
    return (at + QPointF((program.canvas.width() + 2) / 2 if other else 0, 0)).toPoint()


def send(program: Application, kind: QEvent.Type, at: QPoint, button: Any = NONE, held: Any = NONE) -> None:
    canvas = program.canvas
    whole = QPointF(canvas.mapToGlobal(at))
    event = QMouseEvent(kind, QPointF(at), whole, button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas, event)
    QApplication.processEvents()


def rgb(image: QImage, at: QPoint) -> tuple[int, ...]:
    found: tuple[int, ...] = image.pixelColor(at).getRgb()[:3]  # type: ignore[assignment]
    return found


CYAN, RED = (0, 128, 128), (128, 0, 0)


class TestSideBySide:
    def test_the_key_shows_one_label_on_each_side_and_takes_it_back(self, program: Application) -> None:
        whole = shot(program)
        press(program, Qt.Key.Key_Y)
        both = shot(program)
        assert rgb(both, place(program, 100, 100)) != CYAN, "its own box on this side"
        assert rgb(both, place(program, 300, 200)) == CYAN
        assert rgb(both, place(program, 100, 100, other=True)) == CYAN
        assert rgb(both, place(program, 300, 200, other=True)) != CYAN, "the other's on the other"
        press(program, Qt.Key.Key_Y)
        assert shot(program) == whole

    def test_both_sides_move_together(self, program: Application) -> None:
        press(program, Qt.Key.Key_Y)
        program.canvas.zoom_to((program.canvas.shown_paths()[0],))
        both = shot(program)
        for other in (False, True):
            assert rgb(both, place(program, 30, 100, other=other)) == CYAN
        assert rgb(both, place(program, 100, 100)) != CYAN
        assert rgb(both, place(program, 100, 100, other=True)) == CYAN

    def test_a_click_selects_on_the_side_it_is_on(self, program: Application) -> None:
        press(program, Qt.Key.Key_Y)
        QTest.mouseClick(program.canvas, LEFT, pos=place(program, 300, 200, other=True))
        assert program.session.state.selection[0][3] == 1
        QTest.mouseClick(program.canvas, LEFT, pos=place(program, 100, 100))
        assert program.session.state.selection[0][3] == 0
        QTest.mouseClick(program.canvas, LEFT, pos=place(program, 300, 200))
        assert program.session.state.selection == ()

    def test_a_row_of_one_label_is_compared_with_its_neighbour(self, program: Application) -> None:
        program.session.update(row=1)
        QApplication.processEvents()
        press(program, Qt.Key.Key_Y)
        both = shot(program)
        assert rgb(both, place(program, 200, 250)) == RED
        assert rgb(both, place(program, 200, 250, other=True)) == CYAN

    def test_a_row_can_be_kept_on_the_other_side(self, program: Application) -> None:
        program.window.commands.run("compare-keep")
        press(program, Qt.Key.Key_Right)
        both = shot(program)
        assert program.session.state.row == 1
        assert rgb(both, place(program, 200, 250)) == RED
        assert rgb(both, place(program, 200, 250, other=True)) == CYAN
        press(program, Qt.Key.Key_Semicolon)
        assert rgb(shot(program), place(program, 200, 250, other=True)) == RED

    def test_escape_leaves(self, program: Application) -> None:
        press(program, Qt.Key.Key_Y)
        press(program, Qt.Key.Key_Escape)
        assert program.session.state.compared is None

    def test_an_empty_file_of_one_row_has_nothing_to_compare(
        self, application: Application, tmp_path: Path
    ) -> None:
        application.session.open(exports.write(tmp_path, exports.row(exports.label())))
        QApplication.processEvents()
        application.canvas.setFocus()
        press(application, Qt.Key.Key_Y)
        assert application.session.state.compared is None


class TestDivider:
    def test_it_is_dragged_over_the_image(self, program: Application) -> None:
        press(program, Qt.Key.Key_Y)
        press(program, Qt.Key.Key_Y, CTRL)
        compared = program.session.state.compared
        assert compared is not None
        assert compared.mode is CompareMode.SWIPE
        own, other = place(program, 100, 100), place(program, 300, 200)
        both = shot(program)
        assert rgb(both, own) != CYAN, "left of the divider this side"
        assert rgb(both, other) != CYAN, "right of it the other"
        viewport = program.canvas.viewport
        middle, right = QPoint(program.canvas.width() // 2, 40), QPoint(program.canvas.width() - 5, 40)
        send(program, QEvent.Type.MouseButtonPress, middle, LEFT, LEFT)
        send(program, QEvent.Type.MouseMove, right, NONE, LEFT)
        send(program, QEvent.Type.MouseButtonRelease, right, LEFT)
        assert program.canvas.viewport == viewport, "the image stays"
        assert rgb(shot(program), other) == CYAN
        assert rgb(shot(program), own) != CYAN

    def test_the_hand_tells_that_it_can_be_dragged(self, program: Application) -> None:
        press(program, Qt.Key.Key_Y)
        press(program, Qt.Key.Key_Y, CTRL)
        send(program, QEvent.Type.MouseMove, QPoint(program.canvas.width() // 2, 40))
        assert program.canvas.cursor().shape() is Qt.CursorShape.SplitHCursor
        send(program, QEvent.Type.MouseMove, QPoint(30, 40))
        assert program.canvas.cursor().shape() is not Qt.CursorShape.SplitHCursor


class TestBlink:
    def test_the_other_side_is_seen_as_long_as_the_key_is_held(self, program: Application) -> None:
        before = shot(program)
        QTest.keyPress(program.canvas, Qt.Key.Key_Backslash)
        held = shot(program)
        assert rgb(held, place(program, 100, 100)) == CYAN
        assert rgb(held, place(program, 300, 200)) != CYAN
        QTest.keyRelease(program.canvas, Qt.Key.Key_Backslash)
        assert program.session.state.compared is None
        assert shot(program) == before

    def test_while_compared_it_blinks_on_this_side(self, program: Application) -> None:
        press(program, Qt.Key.Key_Y)
        QTest.keyPress(program.canvas, Qt.Key.Key_Backslash)
        held = shot(program)
        assert rgb(held, place(program, 300, 200)) != CYAN
        assert rgb(held, place(program, 300, 200, other=True)) != CYAN
        QTest.keyRelease(program.canvas, Qt.Key.Key_Backslash)
        assert program.session.state.compared is not None
        assert rgb(shot(program), place(program, 300, 200)) == CYAN


def test_another_export_begins_with_one_side(program: Application, tmp_path: Path) -> None:
    program.window.commands.run("compare-keep")
    press(program, Qt.Key.Key_Right)
    program.session.open(exports.write(tmp_path, exports.row(exports.label()), name="another.ndjson"))
    QApplication.processEvents()
    (beside,) = program.canvas.findChildren(Beside)
    assert not beside.is_on

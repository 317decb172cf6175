"""Two labels, a label and a prediction, or two rows: side by side, under a divider, blinked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPointingDevice,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests import exports
from tests.ui.conftest import press
from viewer.app import Application
from viewer.canvas import beside, keeper
from viewer.canvas.badge import badge_size
from viewer.canvas.beside import Beside
from viewer.canvas.hover_card import HoverCard
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


def beside_of(program: Application) -> Beside:
    (beside,) = program.canvas.findChildren(Beside)
    return beside


def card_of(program: Application) -> HoverCard:
    (card,) = program.canvas.findChildren(HoverCard)
    return card


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
        assert rgb(shot(program), place(program, 200, 250, other=True)) == CYAN, "there is no third row"

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


class TestHandOnTheOtherSide:
    def test_what_is_under_the_cursor_is_told_beside_it(self, program: Application) -> None:
        press(program, Qt.Key.Key_Y)
        at = place(program, 300, 200, other=True)
        send(program, QEvent.Type.MouseMove, at)
        card = card_of(program)
        assert card.isVisible()
        assert card.text().startswith("other")
        assert card.geometry().left() > program.canvas.width() / 2
        send(program, QEvent.Type.MouseMove, place(program, 300, 200))
        assert not card.isVisible(), "on this side there is nothing"

    def test_a_right_click_lists_what_lies_on_that_side(self, program: Application) -> None:
        press(program, Qt.Key.Key_Y)
        asked: list[list[str]] = []
        program.canvas.menu_asked.disconnect()
        program.canvas.menu_asked.connect(lambda things, _at: asked.append([it.thing.name for it in things]))
        for at in (place(program, 300, 200, other=True), place(program, 100, 100)):
            event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, program.canvas.mapToGlobal(at))
            QApplication.sendEvent(program.canvas, event)
        assert asked == [["other"], ["own"]]

    def test_a_pinch_zooms_about_the_place_it_is_on(self, program: Application) -> None:
        press(program, Qt.Key.Key_Y)
        at = QPointF(place(program, 300, 200, other=True))
        kind = Qt.NativeGestureType.ZoomNativeGesture
        device = QPointingDevice.primaryPointingDevice()
        event = QNativeGestureEvent(kind, device, 2, at, at, at, 0.5, QPointF())
        scale = program.canvas.viewport.scale
        QApplication.sendEvent(program.canvas, event)
        assert program.canvas.viewport.scale == pytest.approx(1.5 * scale)
        there = QPointF(place(program, 300, 200, other=True))
        assert (there - at).manhattanLength() <= 2

    def test_without_a_cursor_a_key_zooms_about_the_middle_of_a_side(self, program: Application) -> None:
        press(program, Qt.Key.Key_Y)
        QApplication.sendEvent(program.canvas, QEvent(QEvent.Type.Leave))
        middle = QPointF((program.canvas.width() - 2) / 4, program.canvas.height() / 2)
        before = program.canvas.viewport.to_image(middle)
        press(program, Qt.Key.Key_Plus)
        assert (program.canvas.viewport.to_image(middle) - before).manhattanLength() < 1

    def test_a_drag_over_the_middle_stays_one_drag(self, program: Application) -> None:
        press(program, Qt.Key.Key_Y)
        middle = program.canvas.width() // 2
        begin, end = QPoint(middle - 50, 80), QPoint(middle + 60, 90)
        left = program.canvas.viewport.left
        send(program, QEvent.Type.MouseButtonPress, begin, LEFT, LEFT)
        for step in range(1, 11):
            send(program, QEvent.Type.MouseMove, begin + (end - begin) * (step / 10), NONE, LEFT)
        send(program, QEvent.Type.MouseButtonRelease, end, LEFT)
        assert program.canvas.viewport.left - left == pytest.approx(end.x() - begin.x(), abs=2)

    def test_an_exported_picture_has_both_sides_whole(
        self, program: Application, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(keeper, "AT_ONCE_SECS", -1.0)  # all of it is painted behind
        press(program, Qt.Key.Key_Y)
        picture = program.canvas.picture()
        assert rgb(picture, place(program, 100, 100)) != CYAN
        assert rgb(picture, place(program, 300, 200, other=True)) != CYAN


@pytest.fixture
def several(application: Application, tmp_path: Path) -> Application:
    """Four rows: two with a box each in the same place, one without an image, a broken one."""
    rows = [
        exports.row(
            exports.label(exports.box(name, 50, 50, 100, 100, name=name)), row_id=name, row_data=row_data
        )
        for name, row_data in (
            ("first", picture(tmp_path, "cyan.png", Qt.GlobalColor.darkCyan)),
            ("second", picture(tmp_path, "red.png", Qt.GlobalColor.darkRed)),
            ("third", "nowhere.png"),
        )
    ]
    path = exports.write(tmp_path, *rows)
    path.write_text(path.read_text(encoding="utf-8") + '{"data_row": {"id": "broken",\n', encoding="utf-8")
    application.session.open(path)
    QApplication.processEvents()
    application.session.update(opacity=1.0)
    application.canvas.setFocus()
    QApplication.processEvents()
    press(application, Qt.Key.Key_Y)
    return application


class TestAnotherRow:
    def test_its_objects_are_told_of_but_never_taken_for_those_of_this_row(
        self, several: Application
    ) -> None:
        """Both boxes have the same path."""
        at = place(several, 100, 100, other=True)
        send(several, QEvent.Type.MouseMove, at)
        assert card_of(several).text().startswith("second")
        assert several.session.state.hover is None
        QTest.mouseClick(several.canvas, LEFT, pos=at)
        assert several.session.state.selection == ()
        QTest.mouseDClick(several.canvas, LEFT, pos=at)
        assert several.session.state.selection == ()
        assert several.canvas.viewport.scale > 1, "it is gone to all the same"

    def test_what_is_selected_here_is_not_marked_there(self, several: Application) -> None:
        before = shot(several)
        QTest.mouseClick(several.canvas, LEFT, pos=place(several, 100, 100))
        send(several, QEvent.Type.MouseMove, QPoint(3, 3))
        after = shot(several)
        half = (several.canvas.width() + 2) // 2 + 1
        width, height = several.canvas.width() - half, several.canvas.height()
        assert after.copy(0, 0, half - 4, height) != before.copy(0, 0, half - 4, height)
        assert after.copy(half, 0, width, height) == before.copy(half, 0, width, height)

    def test_the_next_one_is_gone_to_round_and_round_past_this_row(self, several: Application) -> None:
        seen = []
        for _ in range(4):
            assert several.session.state.compared is not None
            seen.append(several.session.state.compared.row)
            press(several, Qt.Key.Key_Semicolon)
        assert seen == [1, 2, 3, 1]

    def test_one_without_an_image_or_that_cannot_be_read_says_so_on_its_side(
        self, several: Application, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        said: list[str] = []
        monkeypatch.setattr(beside, "paint_badge", lambda _painter, text, _at: said.append(text))
        shot(several)
        assert said == ["key-first: label", "key-second: label"]
        press(several, Qt.Key.Key_Semicolon)
        said.clear()
        shot(several)
        assert said[1] == "key-third: label"
        assert said[2].startswith("No image: ")
        press(several, Qt.Key.Key_Semicolon)
        said.clear()
        shot(several)
        assert said[0] == "key-first: label"
        assert said[-1].startswith("Record 4 cannot be read\n")
        assert several.canvas.viewport.view.width() < several.canvas.width() / 2, (
            "this side stays where it was"
        )

    def test_a_long_title_is_cut_within_its_side(
        self, several: Application, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        said: list[tuple[str, float]] = []

        def note(painter: QPainter, text: str, at: QPointF) -> None:
            said.append((text, at.x() + badge_size(painter, text)[0]))

        monkeypatch.setattr(beside, "paint_badge", note)
        monkeypatch.setattr(beside, "title_of", lambda *_, **__: "a long name " * 40)
        shot(several)
        (own, own_end), (other, other_end) = said
        assert "…" in own
        assert "…" in other
        assert own_end <= several.canvas.width() / 2
        assert other_end <= several.canvas.width()


def test_another_export_begins_with_one_side(program: Application, tmp_path: Path) -> None:
    program.window.commands.run("compare-keep")
    press(program, Qt.Key.Key_Right)
    program.session.open(exports.write(tmp_path, exports.row(exports.label()), name="another.ndjson"))
    QApplication.processEvents()
    assert beside_of(program).scene is None
    assert not beside_of(program).places.is_split

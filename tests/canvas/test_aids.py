"""Crosshair, rulers, measuring, loupe and map, as a hand uses them."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import application, export, opened, preferences, press  # noqa: F401
from viewer.app import Application
from viewer.canvas.aids import Aids
from viewer.canvas.aids.loupe import SIDE, Loupe
from viewer.canvas.aids.measure import line_text
from viewer.canvas.aids.minimap import Minimap
from viewer.canvas.aids.rulers import nice_step, ticks
from viewer.canvas.viewport import Viewport
from viewer.state.orientation import Orientation
from viewer.state.preferences import Preferences
from viewer.state.view_state import Aid

SHIFT = Qt.KeyboardModifier.ShiftModifier
CYAN = (0, 128, 128)


def mouse(
    program: Application,
    kind: QEvent.Type,
    at: QPoint,
    *,
    button: Qt.MouseButton = Qt.MouseButton.NoButton,
    held: Qt.MouseButton = Qt.MouseButton.NoButton,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    canvas = program.canvas
    whole = QPointF(canvas.mapToGlobal(at))
    QApplication.sendEvent(canvas, QMouseEvent(kind, QPointF(at), whole, button, held, modifiers))
    QApplication.processEvents()


def drag(
    program: Application,
    start: QPoint,
    end: QPoint,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    left = Qt.MouseButton.LeftButton
    mouse(program, QEvent.Type.MouseButtonPress, start, button=left, held=left, modifiers=modifiers)
    mouse(program, QEvent.Type.MouseMove, (start + end) / 2, held=left, modifiers=modifiers)
    mouse(program, QEvent.Type.MouseMove, end, held=left, modifiers=modifiers)
    mouse(program, QEvent.Type.MouseButtonRelease, end, button=left, modifiers=modifiers)


def point_at(program: Application, x: float, y: float) -> QPoint:
    at = program.canvas.viewport.to_view(QPointF(x, y)).toPoint()
    mouse(program, QEvent.Type.MouseMove, at)
    return at


def shot(program: Application) -> QImage:
    return program.canvas.grab().toImage()


def line(program: Application) -> QLineF | None:
    (aids,) = program.canvas.findChildren(Aids)
    return aids.measure.line


@pytest.fixture
def program(opened: Application) -> Application:  # noqa: F811
    opened.canvas.setFocus()
    return opened


class TestCrosshair:
    def test_its_lines_go_through_the_cursor_and_leave_that_free(self, program: Application) -> None:
        press(program, Qt.Key.Key_J)
        at = point_at(program, 300, 250)
        picture = shot(program)
        across = [picture.pixelColor(x, at.y()).getRgb()[:3] for x in range(at.x() + 20, at.x() + 60)]
        assert (255, 255, 255) in across
        assert picture.pixelColor(at).getRgb()[:3] == CYAN
        mouse(program, QEvent.Type.Leave, at)
        press(program, Qt.Key.Key_J)
        assert Aid.CROSSHAIR not in program.session.state.aids

    def test_it_belongs_to_the_screen_alone(self, program: Application) -> None:
        plain = program.canvas.picture()
        for key, modifiers in ((Qt.Key.Key_J, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_R, SHIFT)):
            press(program, key, modifiers)
        point_at(program, 390, 290)
        program.session.update(hover=None)
        assert program.canvas.picture() == plain


class TestRulers:
    @given(
        st.floats(0.01, 200),
        st.floats(-5000, 5000),
        st.sampled_from([Orientation(turn, mirrored) for turn in range(4) for mirrored in (False, True)]),
    )
    def test_each_number_stands_where_that_pixel_begins(
        self, scale: float, left: float, orientation: Orientation
    ) -> None:
        viewport = Viewport(QSizeF(900, 600), QSizeF(4000, 3000), scale, left, -left, orientation)
        for along, length in ((QPointF(1, 0), 900.0), (QPointF(0, 1), 600.0)):
            labelled = [
                (at, int(text.replace(",", ""))) for at, text in ticks(viewport, along, length) if text
            ]
            for at, value in labelled:
                place = viewport.to_image(along * at)
                wanted = place.y() if (along.y() == 0) == orientation.swaps_axes else place.x()
                assert math.isclose(wanted, value, abs_tol=1e-5 + 1e-3 / scale)
            places = sorted(at for at, _ in labelled)
            assert all(b - a >= 63 for a, b in pairwise(places))

    @given(st.floats(0.01, 1e6))
    def test_steps_are_round_and_no_smaller_than_asked_for(self, least: float) -> None:
        step = nice_step(least)
        assert step >= least * (1 - 1e-6)
        assert step <= max(1.0, least * 2.5 * (1 + 1e-6))
        assert f"{step:.0e}"[0] in "125"

    def test_the_key_shows_them_along_both_edges(self, program: Application) -> None:
        before = shot(program)
        press(program, Qt.Key.Key_R, SHIFT)
        after = shot(program)
        ground = program.canvas.palette().window().color()
        assert after.pixelColor(2, 300) == ground
        assert after.pixelColor(400, 2) == ground
        assert before.pixelColor(400, 2) != ground


class TestMeasuring:
    def test_a_drag_measures_in_pixels_of_the_image_and_moves_nothing(self, program: Application) -> None:
        press(program, Qt.Key.Key_M, SHIFT)
        viewport = program.canvas.viewport
        start, end = (viewport.to_view(QPointF(*at)).toPoint() for at in ((250, 200), (330, 260)))
        drag(program, start, end)
        assert program.canvas.viewport == viewport
        measured = line(program)
        assert measured is not None
        assert math.isclose(measured.length(), 100, abs_tol=1.5 / viewport.scale)
        assert math.isclose(measured.dx(), 80, abs_tol=1.5 / viewport.scale)

    def test_with_shift_it_keeps_to_multiples_of_45_degrees(self, program: Application) -> None:
        press(program, Qt.Key.Key_M, SHIFT)
        drag(program, QPoint(200, 200), QPoint(300, 220), SHIFT)
        measured = line(program)
        assert measured is not None
        assert abs(measured.dy()) < 1e-6
        drag(program, QPoint(200, 200), QPoint(300, 290), SHIFT)
        measured = line(program)
        assert measured is not None
        assert math.isclose(measured.dx(), measured.dy())

    @pytest.mark.parametrize(
        ("end", "words"),
        [
            ((80, -60), "100.0 px   36.9°\nacross 80.0   down -60.0"),
            ((0, 10), "10.0 px   -90.0°\nacross 0.0   down 10.0"),
            ((-1500, 0), "1,500.0 px   180.0°\nacross -1,500.0   down 0.0"),
        ],
    )
    def test_length_angle_and_parts_are_told(self, end: tuple[float, float], words: str) -> None:
        assert line_text(QLineF(0, 0, *end)) == words

    def test_a_click_still_selects_and_escape_leaves(self, program: Application) -> None:
        press(program, Qt.Key.Key_M, SHIFT)
        assert program.canvas.cursor().shape() is Qt.CursorShape.CrossCursor
        at = program.canvas.viewport.to_view(QPointF(220, 120)).toPoint()
        QTest.mouseClick(program.canvas, Qt.MouseButton.LeftButton, pos=at)
        assert len(program.session.state.selection) == 1
        press(program, Qt.Key.Key_Escape)
        assert Aid.MEASURE not in program.session.state.aids
        assert len(program.session.state.selection) == 1, "the selection is left with the next one"
        assert program.canvas.cursor().shape() is Qt.CursorShape.ArrowCursor
        drag(program, QPoint(300, 300), QPoint(340, 330))
        assert line(program) is None

    def test_the_next_row_begins_without_a_line(self, program: Application) -> None:
        press(program, Qt.Key.Key_M, SHIFT)
        drag(program, QPoint(200, 200), QPoint(300, 290))
        press(program, Qt.Key.Key_Right)
        assert line(program) is None
        assert Aid.MEASURE in program.session.state.aids


class TestLoupe:
    def test_it_is_there_as_long_as_its_key_is_held(self, program: Application) -> None:
        point_at(program, 350.5, 280.5)
        QTest.keyPress(program.canvas, Qt.Key.Key_Q)
        (loupe,) = program.canvas.findChildren(Loupe)
        assert loupe.isVisible()
        assert loupe.text.startswith("350, 280")
        assert loupe.text.endswith("R 0 G 128 B 128")
        QTest.keyRelease(program.canvas, Qt.Key.Key_Q)
        assert not loupe.isVisible()

    def test_shift_keeps_it_and_it_goes_where_the_cursor_goes(self, program: Application) -> None:
        press(program, Qt.Key.Key_Q, SHIFT)
        first = point_at(program, 100.5, 250.5)
        (loupe,) = program.canvas.findChildren(Loupe)
        places = [loupe.pos()]
        point_at(program, 399.5, 1.5)
        places.append(loupe.pos())
        assert places[0] != places[1]
        for at in places:
            assert program.canvas.rect().contains(at)
        assert not loupe.geometry().translated(places[0] - places[1]).contains(first)

    def test_the_pixel_under_the_cursor_is_in_its_middle(self, program: Application) -> None:
        program.session.update(overlays=False)
        press(program, Qt.Key.Key_Q, SHIFT)
        point_at(program, 0.5, 0.5)
        (loupe,) = program.canvas.findChildren(Loupe)
        picture = loupe.grab().toImage()
        assert picture.pixelColor(SIDE // 2, SIDE // 2).getRgb()[:3] == CYAN
        assert picture.pixelColor(SIDE // 2 - 20, SIDE // 2).getRgb()[:3] != CYAN, (
            "beyond the edge of the image"
        )


class TestMinimap:
    def test_its_frame_is_what_is_seen(self, program: Application) -> None:
        press(program, Qt.Key.Key_O)
        (minimap,) = program.canvas.findChildren(Minimap)
        assert minimap.isVisible()
        program.canvas.zoom_by(8)
        QApplication.processEvents()
        seen, frame = program.canvas.viewport.seen, minimap.frame
        scale = minimap.width() / 400
        wanted = [value * scale for value in seen.getRect()]  # type: ignore[attr-defined]
        for value, other in zip(frame.getRect(), wanted, strict=True):  # type: ignore[attr-defined]
            assert math.isclose(value, other, abs_tol=1.5)

    def test_a_press_and_a_drag_bring_that_place_into_the_middle(self, program: Application) -> None:
        program.canvas.zoom_by(8)
        press(program, Qt.Key.Key_O)
        (minimap,) = program.canvas.findChildren(Minimap)
        for x, y in ((0.25, 0.5), (0.75, 0.25)):
            at = QPoint(round(minimap.width() * x), round(minimap.height() * y))
            QTest.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=at)
            middle = program.canvas.viewport.seen.center()
            assert abs(middle.x() - 400 * x) < 4
            assert abs(middle.y() - 300 * y) < 4
        assert program.session.state.selection == ()

    def test_its_wheel_zooms(self, program: Application) -> None:
        press(program, Qt.Key.Key_O)
        (minimap,) = program.canvas.findChildren(Minimap)
        before, at = program.canvas.zoom, QPointF(5, 5)
        event = QWheelEvent(
            at,
            minimap.mapToGlobal(at),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(minimap, event)
        assert program.canvas.zoom > before

    def test_it_keeps_to_its_corner_and_shows_the_image(self, program: Application) -> None:
        press(program, Qt.Key.Key_O)
        (minimap,) = program.canvas.findChildren(Minimap)
        for size in ((1280, 800), (1000, 700)):
            program.window.resize(*size)
            QApplication.processEvents()
            assert program.canvas.rect().bottomRight() - minimap.geometry().bottomRight() == QPoint(12, 12)
        colour = minimap.grab().toImage().pixelColor(minimap.rect().center())
        assert colour == QColor(*CYAN)


def test_they_are_remembered_but_for_measuring(program: Application, preferences: Preferences) -> None:  # noqa: F811
    for key, modifiers in (
        (Qt.Key.Key_O, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_R, SHIFT),
        (Qt.Key.Key_M, SHIFT),
    ):
        press(program, key, modifiers)
    assert preferences.aids == {Aid.MINIMAP, Aid.RULERS}

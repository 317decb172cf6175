"""Seeing through a crowd: what lies here, doubles, arrows of the selection, spotlight, and why not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from tests import exports
from tests.ui.conftest import press
from viewer.app import Application
from viewer.canvas.hover_card import HoverCard
from viewer.canvas.why import causes
from viewer.model.geometry import Kind
from viewer.state import steps
from viewer.state.drawing import Drawing, TabPart
from viewer.state.view_state import NameMode, Page, SoloClasses
from viewer.ui.dialogs.why import WhyDialog

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
TRIANGLE = ((10, 10), (50, 10), (50, 50))
SQUARE = ((10, 10), (50, 10), (50, 50), (10, 50))
OBJECTS = ("projects", "project-1", "labels", 0, "annotations", "objects")


def opened_with(program: Application, folder: Path, *things: Any, **more: Any) -> Application:
    program.session.open(exports.write(folder, exports.row(exports.label(*things, **more))))
    QApplication.processEvents()
    program.canvas.setFocus()
    return program


@pytest.fixture
def crowd(application: Application, tmp_path: Path) -> Application:
    """Two boxes exactly on each other, a third around them, one aside; the first points to the last."""
    things = [
        exports.box("one", 100, 100, 60, 40, name="car"),
        exports.box("two", 100, 100, 60, 40, name="truck"),
        exports.box("around", 80, 80, 120, 90, name="street"),
        exports.box("aside", 300, 200, 40, 40, name="car"),
    ]
    joined = [exports.relationship("r", "one", "aside", name="follows")]
    return opened_with(application, tmp_path, *things, relationships=joined)


def place(program: Application, x: float, y: float) -> QPoint:
    return program.canvas.viewport.to_view(QPointF(x, y)).toPoint()


def hover(program: Application, x: float, y: float) -> None:
    at, none = QPointF(place(program, x, y)), Qt.MouseButton.NoButton
    whole = program.canvas.mapToGlobal(at)
    event = QMouseEvent(QEvent.Type.MouseMove, at, whole, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(program.canvas, event)
    QApplication.processEvents()


def colour(program: Application, x: float, y: float) -> tuple[int, ...]:
    rgb: tuple[int, ...] = program.canvas.grab().toImage().pixelColor(place(program, x, y)).getRgb()[:3]  # type: ignore[assignment]
    return rgb


def path(number: int) -> tuple[str | int, ...]:
    return (*OBJECTS, number)


class TestList:
    def menu(self, program: Application, x: float, y: float) -> QMenu:
        at = place(program, x, y)
        reason = QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(program.canvas, QContextMenuEvent(reason, at, program.canvas.mapToGlobal(at)))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    def texts(self, menu: QMenu) -> list[str]:
        return [each.text().replace("\u2068", "").replace("\u2069", "") for each in menu.actions()]

    def test_a_right_click_lists_all_that_lies_there_to_be_selected(self, crowd: Application) -> None:
        menu = self.menu(crowd, 130, 120)
        texts = self.texts(menu)
        assert texts[0] == "3 here"
        assert [text.split("\t")[0] for text in texts[1:4]] == ["car", "truck", "street"]
        assert "60 × 40 px" in texts[1]
        menu.actions()[2].trigger()
        menu.close()
        assert crowd.session.state.selection == (path(1),)

    def test_where_nothing_lies_it_says_so(self, crowd: Application) -> None:
        menu = self.menu(crowd, 20, 280)
        assert self.texts(menu) == ["Nothing here"]
        menu.close()

    def test_the_menu_key_lists_what_is_under_the_cursor(self, crowd: Application) -> None:
        hover(crowd, 320, 220)
        reason = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(crowd.canvas, QContextMenuEvent(reason, QPoint(0, 0), QPoint(5, 5)))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert self.texts(menu)[0] == "1 here"
        menu.close()


class TestDoubles:
    def test_exact_doubles_are_marked_and_told_under_the_cursor(self, crowd: Application) -> None:
        scene = crowd.canvas.scene
        assert scene is not None
        assert [len(group) for group in scene.objects.twins()] == [2]
        before = colour(crowd, 160, 100)
        crowd.session.apply(steps.toggle_objects(crowd.session.state, (path(1),)))
        QApplication.processEvents()
        scene = crowd.canvas.scene
        assert scene is not None
        assert scene.objects.twins() == (), "the other one is hidden"
        assert colour(crowd, 160, 100) != before
        crowd.session.apply(steps.toggle_objects(crowd.session.state, (path(1),)))
        hover(crowd, 130, 120)
        (card,) = crowd.canvas.findChildren(HoverCard)
        assert "2 exactly on each other: car, truck" in card.text()

    @pytest.mark.parametrize(
        ("one", "other", "same"),
        [
            (exports.polygon("a", *TRIANGLE), exports.polygon("b", *TRIANGLE), True),
            (exports.polygon("a", *TRIANGLE), exports.polygon("b", *TRIANGLE[::-1]), False),
            (exports.box("a", 10, 10, 40, 40), exports.polygon("b", *SQUARE), False),
            (exports.line("a", (1, 2), (30, 40)), exports.line("b", (1, 2), (30, 40)), True),
            (exports.point("a", 7, 8), exports.point("b", 7, 8), True),
            (exports.point("a", 7, 8), exports.point("b", 7, 8.5), False),
        ],
    )
    def test_only_the_same_kind_and_outline_is_a_double(
        self,
        application: Application,
        tmp_path: Path,
        one: Any,
        other: Any,
        same: bool,
    ) -> None:
        program = opened_with(application, tmp_path, one, other)
        assert program.canvas.scene is not None
        assert bool(program.canvas.scene.objects.twins()) is same


class TestArrows:
    def middle(self, program: Application) -> QPointF:
        assert program.canvas.scene is not None
        (arrow,) = program.canvas.scene.arrows
        return arrow.arrow.middle

    def test_of_the_selection_alone_when_that_is_wished(self, crowd: Application) -> None:
        at = self.middle(crowd)
        painted = colour(crowd, at.x(), at.y())
        press(crowd, Qt.Key.Key_R)
        bare = colour(crowd, at.x(), at.y())
        assert bare != painted
        crowd.session.update(selection=(path(2),))
        QApplication.processEvents()
        assert colour(crowd, at.x(), at.y()) == bare, "which it does not join"
        crowd.session.update(selection=(path(3),))
        QApplication.processEvents()
        assert colour(crowd, at.x(), at.y()) != bare

    def test_only_what_is_seen_is_hit(self, crowd: Application) -> None:
        at = self.middle(crowd)
        press(crowd, Qt.Key.Key_R)
        QTest.mouseClick(crowd.canvas, Qt.MouseButton.LeftButton, pos=place(crowd, at.x(), at.y()))
        assert crowd.session.state.selection == ()
        crowd.session.update(selection=(path(0),))
        QTest.mouseClick(crowd.canvas, Qt.MouseButton.LeftButton, pos=place(crowd, at.x(), at.y()))
        assert crowd.session.state.selection[-1][-2] == "relationships"

    def test_hovering_an_object_raises_its_own(self, crowd: Application) -> None:
        at = self.middle(crowd)
        press(crowd, Qt.Key.Key_R)
        bare = colour(crowd, at.x(), at.y())
        hover(crowd, 320, 220)
        assert colour(crowd, at.x(), at.y()) != bare


def test_the_spotlight_dims_all_but_the_surroundings_of_the_selection(crowd: Application) -> None:
    crowd.session.update(selection=(path(3),))
    QApplication.processEvents()
    away, near = colour(crowd, 30, 280), colour(crowd, 296, 220)
    press(crowd, Qt.Key.Key_S, SHIFT)
    assert sum(colour(crowd, 30, 280)) < 0.6 * sum(away)
    assert colour(crowd, 296, 220) == near
    crowd.session.update(selection=())
    QApplication.processEvents()
    assert colour(crowd, 30, 280) == away, "without a selection there is nothing to light"


class TestDrawing:
    def test_without_fills_there_are_outlines_and_without_outlines_fills(self, crowd: Application) -> None:
        crowd.session.update(opacity=1.0)
        QApplication.processEvents()
        inside, edge = colour(crowd, 310, 230), colour(crowd, 300, 230)
        crowd.window.commands.run("fills")
        QApplication.processEvents()
        bare = colour(crowd, 310, 230)
        assert bare != inside
        assert np.allclose(colour(crowd, 300, 230), edge, atol=12)
        crowd.window.commands.run("outlines")
        QApplication.processEvents()
        assert colour(crowd, 310, 230) not in (bare, inside), "it is all there is to see, and more opaque"
        assert colour(crowd, 310, 230) == colour(crowd, 302, 230)

    def test_outlines_are_as_thick_as_is_wished(self, crowd: Application) -> None:
        at = 300 - 3 / crowd.canvas.viewport.scale
        before = colour(crowd, at, 230)
        for _ in range(12):
            press(crowd, Qt.Key.Key_BraceRight)
        assert crowd.session.state.drawing.line_width == 8.0
        assert colour(crowd, at, 230) == colour(crowd, 300, 230) != before

    def test_what_is_selected_can_be_more_opaque(self, crowd: Application) -> None:
        crowd.session.update(selection=(path(3),), opacity=0.1)
        QApplication.processEvents()
        before = colour(crowd, 315, 215)
        crowd.window.commands.run("selected-opaque")
        QApplication.processEvents()
        assert colour(crowd, 315, 215) != before
        assert crowd.preferences.drawing.selected_opacity > 0

    def test_tabs_say_what_is_wished(self, crowd: Application) -> None:
        from viewer.canvas.layers.names import tab_text

        scene = crowd.canvas.scene
        assert scene is not None
        drawn = scene.objects.find(path(3))[0]
        assert tab_text(drawn, {TabPart.CLASS}) == "car"
        assert tab_text(drawn, {TabPart.CLASS, TabPart.SIZE, TabPart.ID}) == "car · 40 × 40 · aside"
        assert tab_text(drawn, {TabPart.CONFIDENCE}) == "car", "it has none"
        crowd.session.update(names=NameMode.ALL)
        QApplication.processEvents()
        before = crowd.canvas.grab().toImage()
        crowd.session.update(drawing=Drawing(tab=frozenset({TabPart.ID})))
        QApplication.processEvents()
        assert crowd.canvas.grab().toImage() != before


class TestWhy:
    def texts(self, program: Application, number: int = 0) -> list[str]:
        canvas = program.canvas
        found = causes(program.session, canvas.scene, canvas.viewport, path(number))
        return [cause.text for cause in found]

    def test_what_is_seen_has_no_cause(self, crowd: Application) -> None:
        assert self.texts(crowd) == []

    def test_every_cause_is_told_at_once_and_each_button_mends_its_own(
        self, crowd: Application, qtbot: QtBot
    ) -> None:
        state = replace(
            crowd.session.state,
            selection=(path(0),),
            hidden_classes=frozenset({"car"}),
            hidden_kinds=frozenset({Kind.BOX}),
            hidden_objects=frozenset({(0, path(0))}),
            solo=SoloClasses(frozenset({"street"})),
            overlays=False,
        )
        crowd.session.apply(state)
        QApplication.processEvents()
        press(crowd, Qt.Key.Key_H, CTRL)
        (dialog,) = crowd.window.findChildren(WhyDialog)
        assert [cause.text for cause in dialog.causes] == [
            "All annotations are hidden.",
            "Its kind is hidden: box.",
            "Its class is hidden: car.",
            "It is hidden by itself.",
            "Other classes are soloed.",
        ]
        for left in range(5, 0, -1):
            assert len(dialog.causes) == left
            button = next(
                each for each in dialog.findChildren(QPushButton) if each.text() == dialog.causes[0].title
            )
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            qtbot.waitUntil(lambda left=left: len(dialog.causes) == left - 1)
        assert dialog.title.text().endswith("is visible")
        assert self.texts(crowd) == []
        dialog.close()

    def test_what_is_beside_the_view_or_too_small_is_gone_to(self, crowd: Application) -> None:
        crowd.canvas.zoom_to((path(3),))
        QApplication.processEvents()
        assert self.texts(crowd) == ["It is outside the view."]
        crowd.canvas.zoom_by(0.001)
        crowd.canvas.zoom_by(0.001)
        assert any("too small" in text for text in self.texts(crowd)) or crowd.canvas.zoom > 0.05

    def test_another_label_the_lightbox_and_opaque_fills_are_causes(
        self,
        application: Application,
        tmp_path: Path,
    ) -> None:
        things = [exports.box("low", 100, 100, 20, 20, name="low")]
        mask = exports.polygon("high", (50, 50), (250, 50), (250, 250), (50, 250), name="high")
        program = opened_with(application, tmp_path, *things, mask)
        assert self.texts(program) == []
        program.session.update(page=Page.ROWS)
        assert self.texts(program)[0].startswith("The lightbox")
        program.session.update(page=Page.PICTURE, labels=())
        assert self.texts(program)[0] == "Its label is not shown."

    def test_what_could_not_be_read_says_so(self, application: Application, tmp_path: Path) -> None:
        broken = exports.box("b", 1, 1, 5, 5, name="broken")
        broken["bounding_box"]["left"] = "x"
        program = opened_with(application, tmp_path, broken)
        assert self.texts(program)[0].startswith("Its geometry could not be read")

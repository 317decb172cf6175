"""How annotations are drawn, chosen in a small window with mouse and keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from tests.exports import box, label, row, write
from tests.ui.opened import opened
from viewer.state.drawing import PLAIN_DRAWING, TabPart
from viewer.state.session import Session
from viewer.ui.widgets.drawing_popup import DrawingPopup
from viewer.ui.widgets.look_controls import LookControls


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Session:
    return opened(write(tmp_path, row(label(box("a", 0, 0, 10, 20)))))


@pytest.fixture
def popup(qtbot: QtBot, session: Session) -> DrawingPopup:
    controls = LookControls(session)
    qtbot.addWidget(controls)
    controls.show()
    qtbot.waitExposed(controls)
    qtbot.mouseClick(controls.drawing, Qt.MouseButton.LeftButton)
    popup = controls.findChild(DrawingPopup)
    assert isinstance(popup, DrawingPopup)
    assert popup.isVisible()
    return popup


def press(qtbot: QtBot, box: QCheckBox) -> None:
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)


def test_fills_outlines_and_halos_are_switched(qtbot: QtBot, session: Session, popup: DrawingPopup) -> None:
    press(qtbot, popup.halo)
    assert session.state.drawing == replace(PLAIN_DRAWING, halo=False)
    press(qtbot, popup.fill)
    assert not session.state.drawing.fill
    press(qtbot, popup.outline)
    assert not session.state.drawing.outline
    assert popup.fill.isChecked(), "or nothing would be seen"
    assert not popup.halo.isEnabled(), "without outlines there is nothing for halos to stand around"


def test_widths_and_opacity_go_by_arrows(qtbot: QtBot, session: Session, popup: DrawingPopup) -> None:
    qtbot.keyClick(popup.width_slider, Qt.Key.Key_Right)
    assert session.state.drawing.line_width == 2.5
    qtbot.keyClick(popup.width_slider, Qt.Key.Key_End)
    assert session.state.drawing.line_width == 8
    qtbot.keyClick(popup.selected, Qt.Key.Key_End)
    assert session.state.drawing.selected_opacity == 1


def test_names_say_what_is_checked_and_never_nothing(
    qtbot: QtBot, session: Session, popup: DrawingPopup
) -> None:
    press(qtbot, popup.tabs[TabPart.ID])
    assert session.state.drawing.tab == {TabPart.CLASS, TabPart.ID}
    press(qtbot, popup.tabs[TabPart.CLASS])
    press(qtbot, popup.tabs[TabPart.ID])
    assert session.state.drawing.tab == {TabPart.CLASS}
    assert popup.tabs[TabPart.CLASS].isChecked()


def test_it_follows_keys_and_menus_and_goes_back_to_the_beginning(
    qtbot: QtBot, session: Session, popup: DrawingPopup
) -> None:
    assert not popup.reset.isEnabled()
    session.update(drawing=replace(PLAIN_DRAWING, line_width=4.5, outline=False))
    assert popup.width_slider.value() == 9
    assert not popup.outline.isChecked()
    qtbot.mouseClick(popup.reset, Qt.MouseButton.LeftButton)
    assert session.state.drawing == PLAIN_DRAWING


def test_escape_closes_it_and_it_is_within_the_screen(qtbot: QtBot, popup: DrawingPopup) -> None:
    assert popup.screen().availableGeometry().contains(popup.frameGeometry())
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert QApplication.activePopupWidget() is None

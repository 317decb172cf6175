"""Menus, toolbar and shortcuts are the list of actions, and keys go where a person means them."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSlider,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from tests.ui.conftest import press
from viewer.actions import ACTIONS, Menu
from viewer.app import Application
from viewer.model.geometry import Kind
from viewer.ui.menus import LABEL_CHOICES, TOOLBAR
from viewer.ui.panels.rows import RowsPanel

_Key = Qt.Key
_SHIFT = Qt.KeyboardModifier.ShiftModifier


def menu(application: Application, title: str) -> QMenu:
    found = next(a.menu() for a in application.window.menuBar().actions() if a.text() == title)
    assert isinstance(found, QMenu)
    found.aboutToShow.emit()
    return found


def entries(found: QMenu) -> dict[str, bool]:
    return {action.text(): action.isEnabled() for action in found.actions() if not action.isSeparator()}


def rows_panel(application: Application) -> RowsPanel:
    panel = application.window.findChild(RowsPanel)
    assert panel is not None
    return panel


def search_field(application: Application) -> QLineEdit:
    application.window.requests.find()
    field = rows_panel(application).search
    assert field.hasFocus()
    return field


# ----------------------------------------------------------------- menus and toolbar


def test_every_action_is_in_its_menu(application: Application) -> None:
    for title in Menu:
        top = menu(application, title.value)
        texts = entries(top)
        assert {a.title for a in ACTIONS if a.menu is title and a.submenu is None} <= set(texts)
        for submenu in {a.submenu for a in ACTIONS if a.menu is title and a.submenu is not None}:
            below = next(each.menu() for each in top.actions() if each.text() == submenu.value)
            assert isinstance(below, QMenu)
            assert list(entries(below)) == [
                a.title for a in sorted(ACTIONS, key=lambda a: a.group) if a.submenu is submenu
            ]


def test_every_menu_is_seen_whole_on_a_small_screen(application: Application) -> None:
    for title in Menu:
        assert menu(application, title.value).sizeHint().height() <= 700, title


def test_every_action_has_an_icon_that_exists(application: Application) -> None:
    for action in ACTIONS:
        assert application.window.commands.qactions[action.id].icon().isNull() is not bool(action.icon)


def test_no_two_actions_share_a_key() -> None:
    keys = [key for action in ACTIONS for key in action.keys]
    assert len(keys) == len(set(keys))


def test_the_toolbar_names_actions_that_exist() -> None:
    known = {action.id for action in ACTIONS}
    assert {name for group in TOOLBAR for name in group} | set(LABEL_CHOICES) <= known


def test_toolbar_buttons_tell_their_key(application: Application) -> None:
    tips = {
        button.toolTip().partition("\n")[0] for button in application.window.bar.findChildren(QToolButton)
    }
    assert {"Open export (Ctrl+O)", "Next row (Right)", "Hold to hide everything (H)"} <= tips


def test_panels_are_listed_after_the_actions_of_the_window(application: Application) -> None:
    texts = list(entries(menu(application, Menu.WINDOW.value)))
    docks = [dock.windowTitle() for dock in application.window.findChildren(QDockWidget)]
    assert texts.index("&Reset layout") < min(texts.index(title) for title in docks)


def test_recent_files_say_when_they_are_gone(application: Application, export: Path, tmp_path: Path) -> None:
    application.preferences.add_recent(export)
    application.preferences.add_recent(tmp_path / "gone.ndjson")
    recent = next(a.menu() for a in menu(application, "&File").actions() if a.text() == "Open &recent")
    recent.aboutToShow.emit()
    assert entries(recent) == {"gone.ndjson — no longer there": False, "export.ndjson": True}
    recent.actions()[1].trigger()
    assert application.session.row_count == 3


def test_all_samples_can_be_opened(application: Application) -> None:
    bundled = next(a.menu() for a in menu(application, "&File").actions() if a.text() == "Open &sample")
    bundled.aboutToShow.emit()
    assert "street.ndjson" in entries(bundled)
    assert all(entries(bundled).values())


def test_what_needs_a_file_is_disabled_until_there_is_one(application: Application, export: Path) -> None:
    qactions = application.window.commands.qactions
    assert qactions["open"].isEnabled()
    assert not qactions["next-row"].isEnabled()
    application.session.open(export)
    QTest.qWait(10)
    assert qactions["next-row"].isEnabled()
    assert not qactions["hide"].isEnabled()


def test_toggles_show_their_state(opened: Application) -> None:
    boxes = opened.window.commands.qactions["show-box"]
    assert boxes.isChecked()
    boxes.trigger()
    assert not boxes.isChecked()
    assert opened.session.state.hidden_kinds == {Kind.BOX}


# ----------------------------------------------------------------- keys


@pytest.mark.parametrize(
    ("key", "row"),
    [(_Key.Key_Right, 1), (_Key.Key_D, 1), (_Key.Key_End, 2), (_Key.Key_PageDown, 2)],
)
def test_keys_go_from_row_to_row(opened: Application, key: Qt.Key, row: int) -> None:
    press(opened, key)
    assert opened.session.state.row == row


def test_letters_go_from_row_to_row_from_the_tree_too(opened: Application) -> None:
    rows_panel(opened).tree.setFocus()
    press(opened, _Key.Key_D)
    assert opened.session.state.row == 1
    press(opened, _Key.Key_A)
    assert opened.session.state.row == 0


def test_tab_goes_to_the_next_object_on_the_canvas(opened: Application) -> None:
    first, second = opened.canvas.shown_paths()
    press(opened, _Key.Key_Tab)
    assert opened.session.state.selection == (first,)
    press(opened, _Key.Key_Tab)
    assert opened.session.state.selection == (second,)
    press(opened, _Key.Key_Backtab, _SHIFT)
    assert opened.session.state.selection == (first,)
    assert opened.canvas.hasFocus()


def test_tab_moves_the_focus_elsewhere(opened: Application) -> None:
    field = search_field(opened)
    QTest.keyClick(field, _Key.Key_Tab)
    assert not field.hasFocus()
    assert opened.session.state.selection == ()


def test_letters_typed_into_a_field_are_text(opened: Application) -> None:
    field = search_field(opened)
    before = opened.session.state
    QTest.keyClicks(field, "bglpmrnsvhdafzxBHVXY")
    assert field.text() == "bglpmrnsvhdafzxBHVXY"
    for key in (_Key.Key_Left, _Key.Key_Right, _Key.Key_Home, _Key.Key_End):
        QTest.keyClick(field, key)
    state = opened.session.state
    assert (state.row, state.hidden_kinds, state.peek) == (before.row, before.hidden_kinds, False)
    assert (state.overlays, state.names, state.origin_swapped) == (True, before.names, before.origin_swapped)


def test_letters_act_from_a_text_that_can_only_be_read(opened: Application) -> None:
    reader = QPlainTextEdit("{}", opened.window.stage)
    reader.setReadOnly(True)
    reader.show()
    reader.setFocus()
    press(opened, _Key.Key_D)
    assert opened.session.state.row == 1


def test_a_slider_keeps_its_arrows(opened: Application) -> None:
    slider = QSlider(opened.window.stage)
    slider.setValue(50)
    slider.show()
    slider.setFocus()
    press(opened, _Key.Key_Right)
    assert slider.value() == 51
    assert opened.session.state.row == 0


def test_escape_leaves_the_search_first(opened: Application) -> None:
    press(opened, _Key.Key_Tab)
    field = search_field(opened)
    QTest.keyClicks(field, "row-1")
    QTest.keyClick(field, _Key.Key_Escape)
    assert opened.session.state.request.query == ""
    assert opened.session.state.selection
    opened.canvas.setFocus()
    press(opened, _Key.Key_Escape)
    assert not opened.session.state.selection


def test_escape_with_nothing_left_gives_the_keys_back_to_the_picture(opened: Application) -> None:
    field = search_field(opened)
    QTest.keyClicks(field, "row-1")
    QTest.keyClick(field, _Key.Key_Escape)
    assert QApplication.focusWidget() is not opened.canvas
    press(opened, _Key.Key_Escape)
    assert QApplication.focusWidget() is opened.canvas
    press(opened, _Key.Key_Right)
    assert opened.session.state.row == 1


def test_alt_alone_does_not_open_the_menus_as_alt_and_wheel_end_with_it(opened: Application) -> None:
    QTest.keyClick(opened.canvas, _Key.Key_Alt)
    QApplication.processEvents()
    assert QApplication.focusWidget() is opened.canvas


def test_escape_never_closes_the_window(opened: Application) -> None:
    for _ in range(4):
        press(opened, _Key.Key_Escape)
    assert opened.window.isVisible()


# ----------------------------------------------------------------- held keys


def test_peek_lasts_as_long_as_its_key(opened: Application) -> None:
    QTest.keyPress(opened.canvas, _Key.Key_H)
    assert opened.session.state.peek
    QTest.keyRelease(opened.canvas, _Key.Key_H)
    assert not opened.session.state.peek


def test_a_repeating_key_does_not_end_the_peek(opened: Application) -> None:
    QTest.keyPress(opened.canvas, _Key.Key_H)
    for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
        QApplication.sendEvent(
            opened.canvas, QKeyEvent(kind, _Key.Key_H, Qt.KeyboardModifier.NoModifier, "h", autorep=True)
        )
        assert opened.session.state.peek
    QTest.keyRelease(opened.canvas, _Key.Key_H)
    assert not opened.session.state.peek


def test_peek_ends_when_the_window_loses_the_focus(opened: Application) -> None:
    QTest.keyPress(opened.canvas, _Key.Key_H)
    QApplication.sendEvent(opened.window, QEvent(QEvent.Type.WindowDeactivate))
    assert not opened.session.state.peek


def test_rows_can_be_changed_while_peeking(opened: Application) -> None:
    QTest.keyPress(opened.canvas, _Key.Key_H)
    press(opened, _Key.Key_D)
    assert opened.session.state.row == 1
    assert opened.session.state.peek
    QTest.keyRelease(opened.canvas, _Key.Key_H)
    assert not opened.session.state.peek


def test_peek_from_the_menu_ends_with_the_next_click(opened: Application, qtbot: QtBot) -> None:
    opened.window.commands.qactions["peek"].trigger()
    assert opened.session.state.peek
    QTest.mouseClick(opened.canvas, Qt.MouseButton.LeftButton)
    assert not opened.session.state.peek


def test_the_peek_button_lasts_as_long_as_the_mouse_holds_it(opened: Application) -> None:
    button = next(
        b for b in opened.window.bar.findChildren(QToolButton) if b.toolTip().startswith("Hold to hide")
    )
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    assert opened.session.state.peek
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert not opened.session.state.peek

"""The dialogs: what they say and what they do with what is typed into them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from viewer import __version__
from viewer.actions import ACTIONS
from viewer.app import Application
from viewer.state.fit_rule import FitRule
from viewer.state.preferences import Theme
from viewer.state.view_state import NameMode
from viewer.ui.dialogs.about import AboutDialog
from viewer.ui.dialogs.go_to_row import GoToRowDialog
from viewer.ui.dialogs.keys import KeySheet
from viewer.ui.dialogs.palette import CommandPalette, ranked
from viewer.ui.dialogs.preferences import PreferencesDialog

_Key = Qt.Key


def shown(application: Application, kind: type[QDialog], action: str) -> QDialog:
    """The dialog that an action opens."""
    application.window.commands.run(action)
    QTest.qWait(10)
    (dialog,) = application.window.findChildren(kind)
    assert dialog.isVisible()
    return dialog


# ----------------------------------------------------------------- key sheet


def test_the_key_sheet_lists_every_key(application: Application) -> None:
    sheet = shown(application, KeySheet, "keys")
    assert isinstance(sheet, KeySheet)
    titles = {entry.title for entry in sheet.shown()}
    for action in ACTIONS:
        if action.keys:
            assert action.title.replace("&", "").removesuffix("…") in titles
    assert sum(len(entry.keys) for entry in sheet.shown()) >= sum(len(action.keys) for action in ACTIONS)


@pytest.mark.parametrize("key", [_Key.Key_F1, _Key.Key_Question])
def test_the_key_sheet_has_keys_of_its_own(opened: Application, key: Qt.Key) -> None:
    QTest.keyClick(opened.canvas, key)
    assert opened.window.findChildren(KeySheet)


def test_the_key_sheet_is_searched_by_word_and_by_key(application: Application) -> None:
    sheet = shown(application, KeySheet, "keys")
    assert isinstance(sheet, KeySheet)
    QTest.keyClicks(sheet.field, "ctrl+o")
    assert [entry.title for entry in sheet.shown()] == ["Open export"]
    sheet.field.setText("polygons")
    assert [entry.keys for entry in sheet.shown()] == [("G",)]
    sheet.field.setText("no such thing")
    assert sheet.shown() == ()


def test_a_second_key_sheet_replaces_the_first(application: Application) -> None:
    shown(application, KeySheet, "keys")
    application.window.commands.run("keys")
    QTest.qWait(10)
    assert len([s for s in application.window.findChildren(KeySheet) if s.isVisible()]) == 1


# ----------------------------------------------------------------- command palette


def test_everything_is_listed_before_anything_is_typed() -> None:
    assert ranked("", ACTIONS) == ACTIONS


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("next row", "next-row"),
        ("zoom sel", "zoom-selection"),
        ("full", "full-screen"),
        ("fulscr", "full-screen"),
        ("100", "actual-size"),
        ("demo", "open-sample"),
    ],
)
def test_what_is_meant_comes_first(query: str, first: str) -> None:
    assert ranked(query, ACTIONS)[0].id == first


def test_what_fits_nothing_finds_nothing() -> None:
    assert ranked("qqqq", ACTIONS) == ()


def test_enter_runs_what_is_marked(opened: Application) -> None:
    palette = shown(opened, CommandPalette, "palette")
    assert isinstance(palette, CommandPalette)
    QTest.keyClicks(palette.field, "row")
    place = palette.shown().index("next-row")
    for _ in range(place):
        QTest.keyClick(palette.field, _Key.Key_Down)
    QTest.keyClick(palette.field, _Key.Key_Return)
    assert opened.session.state.row == 1
    assert not palette.isVisible()


def test_what_is_disabled_cannot_be_run(application: Application) -> None:
    palette = shown(application, CommandPalette, "palette")
    assert isinstance(palette, CommandPalette)
    QTest.keyClicks(palette.field, "next row")
    assert palette.shown()[0] == "next-row"
    QTest.keyClick(palette.field, _Key.Key_Return)
    assert palette.isVisible()


def test_the_palette_is_as_high_as_what_it_lists(opened: Application, qtbot: QtBot) -> None:
    palette = shown(opened, CommandPalette, "palette")
    assert isinstance(palette, CommandPalette)
    heights = {palette.list.sizeHintForRow(n) for n in range(palette.list.count())}
    assert len(heights) == 1
    full, below = palette.height(), palette.height() - palette.list.height()
    QTest.keyClicks(palette.field, "reset layout")
    qtbot.waitUntil(lambda: palette.height() < full)
    assert palette.height() - palette.list.height() == below


def test_escape_leaves_the_palette(opened: Application) -> None:
    palette = shown(opened, CommandPalette, "palette")
    QTest.keyClick(palette, _Key.Key_Escape)
    assert not palette.isVisible()


# ----------------------------------------------------------------- go to row


@pytest.mark.parametrize(("text", "row"), [("3", 2), ("row-2", 1), ("key-row-3", 2), (" 2 ", 1)])
def test_a_row_is_found_by_number_or_id(opened: Application, text: str, row: int) -> None:
    dialog = shown(opened, GoToRowDialog, "go-to-row")
    assert isinstance(dialog, GoToRowDialog)
    QTest.keyClicks(dialog.field, text)
    QTest.keyClick(dialog.field, _Key.Key_Return)
    assert opened.session.state.row == row
    assert not dialog.isVisible()


@pytest.mark.parametrize("text", ["0", "4", "no-such-id", "Row-2"])
def test_an_unknown_row_is_said_and_can_be_typed_again(opened: Application, text: str) -> None:
    dialog = shown(opened, GoToRowDialog, "go-to-row")
    assert isinstance(dialog, GoToRowDialog)
    QTest.keyClicks(dialog.field, text)
    QTest.keyClick(dialog.field, _Key.Key_Return)
    assert dialog.isVisible()
    assert f'No row "{text}"' in dialog.message
    assert "1 to 3" in dialog.message
    assert opened.session.state.row == 0


# ----------------------------------------------------------------- preferences, about


def test_preferences_act_at_once(opened: Application, export: Path) -> None:
    dialog = shown(opened, PreferencesDialog, "preferences")
    assert isinstance(dialog, PreferencesDialog)
    dialog.theme.setCurrentIndex(2)
    dialog.theme.activated.emit(2)
    assert opened.preferences.theme is Theme.DARK
    QTest.mouseClick(dialog.keep_camera, Qt.MouseButton.LeftButton, pos=dialog.keep_camera.rect().center())
    dialog.names.activated.emit(3)
    assert opened.session.state.names is NameMode.ALL
    dialog.opacity.setValue(90)
    assert opened.session.state.opacity == 0.9
    assert opened.preferences.recent == (export,)
    QTest.mouseClick(dialog.clear_recent, Qt.MouseButton.LeftButton)
    assert opened.preferences.recent == ()
    assert not dialog.clear_recent.isEnabled()


def test_how_images_of_another_size_are_shown_is_chosen(opened: Application) -> None:
    opened.window.requests.show_preferences()
    (dialog,) = opened.window.findChildren(PreferencesDialog)
    dialog.fit_rule.setFocus()
    QTest.keyClick(dialog.fit_rule, Qt.Key.Key_Down)
    assert opened.preferences.fit_rule is FitRule.WIDTH
    dialog.close()


def test_preferences_show_what_is_changed_elsewhere(opened: Application) -> None:
    dialog = shown(opened, PreferencesDialog, "preferences")
    assert isinstance(dialog, PreferencesDialog)
    opened.session.update(opacity=0.25, names=NameMode.OFF)
    assert dialog.opacity.value() == 25
    assert dialog.names.currentText() == "Off"


def test_about_tells_the_versions(application: Application) -> None:
    dialog = shown(application, AboutDialog, "about")
    copy = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Copy details")
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert f"Annoscope {__version__}" in text
    assert "Qt 6" in text
    assert copy.text() == "Copied"


def test_going_to_a_row_that_the_filter_leaves_out_says_so_and_offers_to_clear_it(
    opened: Application, qtbot: QtBot
) -> None:
    session = opened.session
    session.search("key:row-1")
    qtbot.waitUntil(lambda: session.state.found is not None and len(session.state.found) == 1)
    dialog = shown(opened, GoToRowDialog, "go-to-row")
    assert isinstance(dialog, GoToRowDialog)
    assert not dialog.clear.isVisible()
    QTest.keyClicks(dialog.field, "3")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert session.state.row == 0
    assert dialog.message == "Row 3 is not among the 1 row that the filter leaves."
    assert dialog.clear.isVisible()
    QTest.keyClicks(dialog.field, "2")
    assert not dialog.clear.isVisible(), "another row may be meant"
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.message == "Row 2 is not among the 1 row that the filter leaves."
    QTest.keyClicks(dialog.field, "3")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert session.state.row == 2
    assert session.state.found is None
    assert not session.state.request.query

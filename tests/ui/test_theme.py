"""Light and dark, switched while the program runs; icons in the colour of the text."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from tests.colour_science import contrast, linear_from_hex
from viewer.app import Application
from viewer.state.preferences import Preferences, Theme
from viewer.ui.icons import icon
from viewer.ui.theme import Themes, is_dark, palette

_Role = QPalette.ColorRole
_Group = QPalette.ColorGroup
READABLE = 4.5
"""Contrast that WCAG 2 asks of text."""
VISIBLE = 3.0
"""Contrast that WCAG 2 asks of marks and icons."""


def pixels(image: QImage) -> set[tuple[int, int, int]]:
    """The colours of the pixels that are painted fully."""
    image = image.convertToFormat(QImage.Format.Format_ARGB32)
    places = [(x, y) for x in range(image.width()) for y in range(image.height())]
    opaque = [c for c in (image.pixelColor(x, y) for x, y in places) if c.alpha() == 255]
    return {c.getRgb()[:3] for c in opaque}


def contrast_of(colours: QPalette, one: QPalette.ColorRole, other: QPalette.ColorRole) -> float:
    return contrast(*(linear_from_hex(colours.color(role).name()) for role in (one, other)))


@pytest.fixture
def themes(qapp: QApplication, preferences: Preferences) -> Themes:
    return Themes(qapp, preferences)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    ("text", "background"),
    [
        (_Role.WindowText, _Role.Window),
        (_Role.Text, _Role.Base),
        (_Role.Text, _Role.AlternateBase),
        (_Role.PlaceholderText, _Role.Base),
        (_Role.PlaceholderText, _Role.Window),
        (_Role.ButtonText, _Role.Button),
        (_Role.ToolTipText, _Role.ToolTipBase),
        (_Role.HighlightedText, _Role.Highlight),
        (_Role.WindowText, _Role.Highlight),
        (_Role.Link, _Role.Base),
        (_Role.Link, _Role.Window),
        (_Role.LinkVisited, _Role.Base),
    ],
)
def test_text_can_be_read(dark: bool, text: QPalette.ColorRole, background: QPalette.ColorRole) -> None:
    colours = palette(dark=dark)
    assert contrast_of(colours, text, background) >= READABLE


@pytest.mark.parametrize("dark", [False, True])
def test_marks_can_be_seen(dark: bool) -> None:
    colours = palette(dark=dark)
    for mark in (_Role.Accent, _Role.PlaceholderText):
        assert contrast_of(colours, mark, _Role.Base) >= VISIBLE


def test_the_theme_changes_while_the_program_runs(
    qapp: QApplication, preferences: Preferences, themes: Themes
) -> None:
    for theme, dark in ((Theme.DARK, True), (Theme.LIGHT, False)):
        preferences.theme = theme
        assert is_dark(theme) is dark
        assert qapp.palette().color(_Role.Window) == palette(dark=dark).color(_Role.Window)


def test_icons_follow_the_theme_without_being_made_anew(preferences: Preferences, themes: Themes) -> None:
    kept = icon("box")
    for theme, dark in ((Theme.DARK, True), (Theme.LIGHT, False)):
        preferences.theme = theme
        colours = palette(dark=dark)
        text = colours.color(_Role.WindowText).getRgb()[:3]
        grey = colours.color(_Group.Disabled, _Role.WindowText).getRgb()[:3]
        assert text in pixels(kept.pixmap(32, 32).toImage())
        assert grey in pixels(kept.pixmap(QSize(32, 32), 1.0, QIcon.Mode.Disabled).toImage())


def test_icons_are_drawn_at_the_device_pixel_ratio(themes: Themes) -> None:
    pixmap = icon("box").pixmap(QSize(20, 20), 2.0)
    assert pixmap.size() == QSize(40, 40)
    assert pixmap.devicePixelRatio() == 2.0


def test_an_icon_that_does_not_exist_says_so() -> None:
    with pytest.raises(FileNotFoundError, match="no-such-icon"):
        icon("no-such-icon")


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
@pytest.mark.parametrize("checked", [False, True])
def test_check_boxes_stand_out(
    qtbot: QtBot, preferences: Preferences, themes: Themes, theme: Theme, checked: bool
) -> None:
    preferences.theme = theme
    box = QCheckBox()
    qtbot.addWidget(box)
    box.setChecked(checked)
    box.show()
    role = _Role.Accent if checked else _Role.PlaceholderText
    wanted = QApplication.palette().color(role)
    close = [c for c in pixels(box.grab().toImage()) if distance(QColor(*c), wanted) < 40]
    assert close


def distance(one: QColor, other: QColor) -> int:
    return sum(abs(a - b) for a, b in zip(one.getRgb(), other.getRgb(), strict=True))


def test_a_change_of_theme_leaves_the_data_colours(opened: Application) -> None:
    before = opened.colours().of_class("boundingbox")
    opened.preferences.theme = Theme.DARK
    assert opened.colours().of_class("boundingbox") == before

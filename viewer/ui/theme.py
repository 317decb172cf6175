"""Light and dark: one style, two palettes, switched while the program runs.

Fusion looks the same on every system and takes all of its colours from the palette. The highlight is
chosen so that ordinary text and icons read well on it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from viewer.state.preferences import Preferences, Theme
from viewer.ui.style import Style

_Role = QPalette.ColorRole
_Scheme = Qt.ColorScheme

_LIGHT: dict[QPalette.ColorRole, str] = {
    _Role.Window: "#f3f4f6",
    _Role.WindowText: "#1c2128",
    _Role.Base: "#ffffff",
    _Role.AlternateBase: "#f6f7f9",
    _Role.Text: "#1c2128",
    _Role.PlaceholderText: "#5f6b7a",
    _Role.Button: "#e9ebee",
    _Role.ButtonText: "#1c2128",
    _Role.BrightText: "#ffffff",
    _Role.ToolTipBase: "#ffffff",
    _Role.ToolTipText: "#1c2128",
    _Role.Highlight: "#bcd9fb",
    _Role.HighlightedText: "#0f1620",
    _Role.Accent: "#1766c2",
    _Role.Link: "#0b5cad",
    _Role.LinkVisited: "#6b3fa0",
    _Role.Light: "#ffffff",
    _Role.Midlight: "#e3e6ea",
    _Role.Mid: "#c3c8cf",
    _Role.Dark: "#c6cbd3",
    _Role.Shadow: "#6b7280",
}
_LIGHT_DISABLED = "#8a929d"

_DARK: dict[QPalette.ColorRole, str] = {
    _Role.Window: "#23272e",
    _Role.WindowText: "#e4e7eb",
    _Role.Base: "#1b1e24",
    _Role.AlternateBase: "#20242b",
    _Role.Text: "#e4e7eb",
    _Role.PlaceholderText: "#98a2b0",
    _Role.Button: "#2e333b",
    _Role.ButtonText: "#e4e7eb",
    _Role.BrightText: "#ffffff",
    _Role.ToolTipBase: "#2e333b",
    _Role.ToolTipText: "#e4e7eb",
    _Role.Highlight: "#24507f",
    _Role.HighlightedText: "#ffffff",
    _Role.Accent: "#5aa7f5",
    _Role.Link: "#7bb8f7",
    _Role.LinkVisited: "#c1a3ee",
    _Role.Light: "#454c57",
    _Role.Midlight: "#363c45",
    _Role.Mid: "#3d444e",
    _Role.Dark: "#16181d",
    _Role.Shadow: "#0c0e11",
}
_DARK_DISABLED = "#6f7885"

_TEXTS = (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.HighlightedText)


def palette(*, dark: bool) -> QPalette:
    """The colours of the chrome; data colours do not change with the theme and are not here."""
    result = QPalette()
    for role, colour in (_DARK if dark else _LIGHT).items():
        result.setColor(role, QColor(colour))
    disabled = QColor(_DARK_DISABLED if dark else _LIGHT_DISABLED)
    for role in _TEXTS:
        result.setColor(QPalette.ColorGroup.Disabled, role, disabled)
    result.setColor(QPalette.ColorGroup.Disabled, _Role.Highlight, result.color(_Role.Midlight))
    return result


class Themes(QObject):
    """Keeps the application's looks as preferred, and follows the system where that is preferred."""

    def __init__(self, app: QApplication, preferences: Preferences) -> None:
        super().__init__(preferences)
        self._app = app
        self._preferences = preferences
        self._style = Style()
        app.setStyle(self._style)
        preferences.theme_changed.connect(self._apply)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._paint)
        self._apply()

    def _apply(self) -> None:
        """Tell the platform, which draws window frames and file dialogs, and colour what is ours."""
        wanted = {Theme.LIGHT: _Scheme.Light, Theme.DARK: _Scheme.Dark}.get(self._preferences.theme)
        hints = QGuiApplication.styleHints()
        if wanted is None:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(wanted)
        self._paint()

    def _paint(self) -> None:
        self._app.setPalette(palette(dark=is_dark(self._preferences.theme)))


def is_dark(theme: Theme) -> bool:
    """Whether a theme means dark colours now."""
    if theme is Theme.SYSTEM:
        return QGuiApplication.styleHints().colorScheme() is _Scheme.Dark
    return theme is Theme.DARK

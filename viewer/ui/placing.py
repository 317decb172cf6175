"""Where the window stands on the screen: as it was left, at first in a size that fits."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from viewer.state.preferences import Preferences

_WINDOW = (1440, 900)
_FRAME = (16, 64)
"""What the frame around a window may take of the screen, which nobody knows before it is shown."""


def place(window: QMainWindow, preferences: Preferences) -> bool:
    """As it was left, unless nobody knows or it does not fit any screen; says whether it was."""
    layout = preferences.layout()
    if layout is not None and window.restoreGeometry(layout[0]):
        return True
    place_at_first(window)
    return False


def place_at_first(window: QMainWindow) -> None:
    """The size of the beginning, smaller where the screen is."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMaximized)
    room = QGuiApplication.primaryScreen().availableGeometry()
    width, height = room.width() - _FRAME[0], room.height() - _FRAME[1]
    window.resize(min(_WINDOW[0], width), min(_WINDOW[1], height))

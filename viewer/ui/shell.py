"""The window before anything stands in it, and the looks of the program: all that a first sight needs."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from viewer.state.preferences import Preferences
from viewer.ui.theme import Themes
from viewer.ui.window import MainWindow


class Shell:
    """Preferences, themes and the empty window."""

    def __init__(self, qt: QApplication, preferences: Preferences | None = None) -> None:
        self.preferences = preferences or Preferences()
        self.themes = Themes(qt, self.preferences)
        self.window = MainWindow(self.preferences)

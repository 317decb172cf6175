"""A button that copies the details of a message and says that it did."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from viewer.ui.icons import icon

SAID_MS = 1500
"""How long it says "Copied"."""


class CopyButton(QPushButton):
    """Copies what `details` gives at the time of the click."""

    def __init__(self, details: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(icon("copy"), "Copy details", parent)
        self._details = details
        self._back = QTimer(self, singleShot=True, interval=SAID_MS)
        self._back.timeout.connect(lambda: self.setText("Copy details"))
        self.clicked.connect(self._copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details())
        self.setText("Copied")
        self._back.start()

"""The query language on one page: an example and what it means, a line each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.catalog.query.words import LESSON
from viewer.ui.widgets.wrapped_label import heading, quiet_label


class QueryHelp(QDialog):
    """A press on an example tries it: `tried` carries its text."""

    tried = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Finding rows")
        self.examples: list[QPushButton] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(4)
        for line, (example, meaning) in enumerate(LESSON):
            grid.addWidget(self._example(example), line, 0)
            grid.addWidget(QLabel(meaning), line, 1)
        grid.setColumnStretch(1, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(heading("Finding rows", 1.15))
        layout.addLayout(grid)
        layout.addWidget(
            quiet_label("A press on an example tries it. Fields and values are offered as you type.")
        )
        layout.addWidget(buttons)

    def _example(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setFlat(True)
        button.setAutoDefault(False)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setStyleSheet("text-align: left; padding: 2px 4px;")
        button.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        button.clicked.connect(lambda: self.tried.emit(text))
        self.examples.append(button)
        return button

"""That listing or reading all rows was given up, how far it had come, and a button to go on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from viewer.catalog.catalog import Catalog
from viewer.formats import Export
from viewer.ui.icons import icon
from viewer.ui.widgets.wrapped_label import wrapped_label
from viewer.ui.words import counted


class StoppedStrip(QWidget):
    """Takes no room while nothing was given up."""

    asked = Signal()
    """Go on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = wrapped_label()
        self.button = QPushButton(icon("reload"), "Go on")
        self.button.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 8, 6)
        row.setSpacing(6)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        self.hide()

    def show_stopped(self, text: str) -> None:
        """Say it; nothing hides it."""
        self.text.setText(text)
        self.setVisible(bool(text))


def stopped_text(export: Export, catalog: Catalog | None) -> str:
    """What is not known of an export because it was given up to find out."""
    listed = len(export)
    if not export.is_listed:
        return f"Listing was cancelled: only the first {counted(listed, 'row')} can be seen and found."
    known = len(catalog) if catalog is not None else 0
    if catalog is None or not catalog.is_complete:
        return f"Reading was cancelled: search and facets know {known:,} of {counted(listed, 'row')}."
    return "Checking was cancelled: what is wrong is known of rows alone that were looked at."

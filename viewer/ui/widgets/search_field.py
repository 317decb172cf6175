"""A search field that says what was typed once the typing pauses."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from viewer.ui.icons import icon

PAUSE_MS = 150


class SearchField(QLineEdit):
    """`searched(text)` follows the typing by a moment; `entered`: Enter or Down pressed; `left`: Esc."""

    searched = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(lambda: self.searched.emit(self.text()))
        self.textEdited.connect(lambda _: self._pause.start())

    def show_query(self, query: str) -> None:
        """Show the query that is in force, unless another is being typed."""
        if not self._pause.isActive() and self.text() != query:
            self.setText(query)

    def event(self, event: QEvent) -> bool:
        """Esc here is the field's own: it does not reach the window's shortcut."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Down go to the hits, Esc clears and goes back."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Down:
                self._flush()
                self.entered.emit()
            case Qt.Key.Key_Escape:
                self.clear()
                self._flush()
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def _flush(self) -> None:
        self._pause.stop()
        self.searched.emit(self.text())

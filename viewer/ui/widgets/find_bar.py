"""A field to find a text with, and the way to the next and the one before."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from viewer.ui.icons import icon


class FindField(QLineEdit):
    """Enter asks for the next, Shift+Enter for the one before; Esc clears and leaves."""

    asked = Signal(bool)
    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Esc with something typed is the field's own, not the window's."""
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if event.type() == QEvent.Type.ShortcutOverride and is_escape and self.text():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask, leave, or type."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.asked.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            case Qt.Key.Key_Escape if self.text():
                self.clear()
                self.left.emit()
            case _:
                super().keyPressEvent(event)


class FindBar(QWidget):
    """`asked(text, backwards)` asks for a match, `left` gives the keyboard back."""

    asked = Signal(str, bool)
    left = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = FindField()
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleName(placeholder)
        self.field.setClearButtonEnabled(True)
        self.note = QLabel()
        self.before = _button("previous", "Find the one before (Shift+Enter)")
        self.next = _button("next", "Find the next (Enter)")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.field, 1)
        layout.addWidget(self.note)
        layout.addWidget(self.before)
        layout.addWidget(self.next)
        self.field.asked.connect(self._ask)
        self.field.left.connect(self.left)
        self.field.textChanged.connect(self._clear_note)
        self.before.clicked.connect(lambda: self._ask(True))
        self.next.clicked.connect(lambda: self._ask(False))

    def say(self, text: str) -> None:
        """Say in a word how it went."""
        self.note.setText(text)

    def _clear_note(self) -> None:
        self.note.clear()

    def _ask(self, backwards: bool) -> None:
        if self.field.text():
            self.asked.emit(self.field.text(), backwards)


def _button(name: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setAutoRaise(True)
    return button

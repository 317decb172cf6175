"""Rules for keys that shortcuts alone do not keep.

A key that is held acts until it is let go or the window loses the focus. What is typed into a field goes to
the field, its Escape too; what is typed into a text that can only be read goes to the shortcuts. Sliders,
choices and tabs keep the arrow keys.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from viewer.ui.commands import Commands

_Type = QEvent.Type
_LETS_GO = frozenset({_Type.WindowDeactivate, _Type.ApplicationDeactivate})
_CLICKS = frozenset({_Type.MouseButtonPress, _Type.MouseButtonDblClick})
_WATCHED = frozenset({_Type.ShortcutOverride, _Type.KeyPress, _Type.KeyRelease}) | _LETS_GO | _CLICKS
_ARROWS = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class KeyRules(QObject):
    """Filters the keys of the widget in focus, and all events while a key or a button holds an action.

    Not all of them always: thousands of events a second would each wait for Python.
    """

    def __init__(self, commands: Commands, window: QWidget) -> None:
        super().__init__(window)
        self._commands = commands
        self._window = window
        self._down: int | None = None
        """The key pressed last and not let go."""
        self._held_by: int | None = None
        """The key that the held action waits for; None for any key or click."""
        commands.hold_changed.connect(self._note_hold)

    def install(self) -> None:
        """Begin to watch."""
        app = _application()
        app.focusChanged.connect(self._watch)
        self._watch(None, app.focusWidget())

    def uninstall(self) -> None:
        """Stop watching; what is held is let go."""
        self._commands.release()
        app = _application()
        app.focusChanged.disconnect(self._watch)
        self._watch(app.focusWidget(), None)

    def _watch(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if new is not None and self._commands.held is None:
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let go what is held, and say who gets a key: True when it is not the widget."""
        kind = event.type()
        if kind not in _WATCHED:
            return False
        if kind in _LETS_GO:
            self._commands.release()
        elif kind in _CLICKS:
            self._let_go_without_key()
        elif isinstance(event, QKeyEvent):
            return self._key(watched, kind, event)
        return False

    def _key(self, watched: QObject, kind: QEvent.Type, event: QKeyEvent) -> bool:
        if event.isAutoRepeat():
            return kind is _Type.KeyPress and self._held_by == event.key()
        if kind is _Type.KeyRelease:
            if self._down == event.key():
                self._down = None
            if self._commands.held is not None and self._held_by == event.key():
                self._commands.release()
            return False
        if kind is _Type.ShortcutOverride and isinstance(watched, QWidget):
            if event.key() != Qt.Key.Key_Escape:  # its action ends the peek, and nothing beyond it
                self._let_go_without_key()
            self._down = event.key()
            return self._arbitrate(watched, event)
        return False

    def _note_hold(self) -> None:
        held, app = self._commands.held, _application()
        if held is not None:
            self._watch(app.focusWidget(), None)
            app.installEventFilter(self)
        else:
            app.removeEventFilter(self)
            self._watch(None, app.focusWidget())
        keys = [QKeySequence(key) for key in held.keys] if held is not None else []
        by_key = self._down is not None and QKeySequence(self._down) in keys
        self._held_by = self._down if by_key else None

    def _let_go_without_key(self) -> None:
        if self._commands.held is not None and self._held_by is None:
            self._commands.release()

    def _arbitrate(self, widget: QWidget, event: QKeyEvent) -> bool:
        """Whether a shortcut has precedence whatever the widget says; accepts what the widget is to get."""
        if widget.window() is not self._window and widget.window().parentWidget() is not self._window:
            return False
        if _is_read_only_text(widget) and event.modifiers() in _PLAIN and event.key() != Qt.Key.Key_Escape:
            event.ignore()
            return True
        keeps_escape = event.key() == Qt.Key.Key_Escape and _is_field(widget)
        keeps_arrows = event.key() in _ARROWS and event.modifiers() in _PLAIN and _uses_arrows(widget)
        if keeps_escape or keeps_arrows:
            event.accept()
            return True
        return False


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def _is_read_only_text(widget: QWidget) -> bool:
    return isinstance(widget, QTextEdit | QPlainTextEdit) and widget.isReadOnly()


def _is_field(widget: QWidget) -> bool:
    return isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit) and not widget.isReadOnly()


def _uses_arrows(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractSlider | QComboBox | QTabBar)

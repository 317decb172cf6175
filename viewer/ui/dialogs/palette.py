"""The command palette: type some letters of what is wanted, Enter does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.actions import Action
from viewer.ui.commands import key_texts, plain_title
from viewer.ui.icons import icon
from viewer.ui.widgets.key_cap import KeyCap
from viewer.ui.widgets.wrapped_label import quiet_label

_WIDTH = 520
_LINES = 10
_TOP = 24
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _LINES, Qt.Key.Key_PageUp: -_LINES}


def ranked(query: str, actions: Iterable[Action]) -> tuple[Action, ...]:
    """The actions that fit what was typed, best first; all of them, in their order, when nothing was."""
    words = query.lower().split()
    scored = [
        (score, place, action)
        for place, action in enumerate(actions)
        if (score := _score(words, action)) is not None
    ]
    return tuple(action for _, _, action in sorted(scored, key=lambda entry: entry[:2]))


def _score(words: Sequence[str], action: Action) -> int | None:
    """The lower the better: the sum over the words of where they were found, None when one was not."""
    menu = action.menu.value.replace("&", "")
    title = plain_title(action).lower()
    total = 0
    for word in words:
        if title.startswith(word):
            total += 0
        elif any(part.startswith(word) for part in title.replace("%", "").split()):
            total += 1
        elif word in title:
            total += 2
        elif word in f"{action.tip} {menu} {action.id}".lower():
            total += 4
        elif _in_order(word, title):
            total += 6
        else:
            return None
    return total


def _in_order(letters: str, text: str) -> bool:
    """Whether the letters stand in the text in this order, with anything between."""
    rest = iter(text)
    return all(letter in rest for letter in letters)


class CommandPalette(QDialog):
    """A field and the list of what fits; `chosen` carries the id of an action, after the palette closed."""

    chosen = Signal(str)

    def __init__(
        self, actions: Sequence[Action], is_enabled: Callable[[Action], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle("Command palette")
        self._actions = [action for action in actions if action.id != "palette"]
        self._is_enabled = is_enabled
        self.field = QLineEdit(placeholderText="What do you want to do?")
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setIconSize(QSize(16, 16))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(self._choose)
        self._nothing = QLabel("Nothing fits")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        frame = QFrame()
        frame.setFrameShape(QFrame.Shape.StyledPanel)
        inner = QVBoxLayout(frame)
        for widget in (self.field, self.list, self._nothing):
            inner.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)  # as high as what is listed
        layout.addWidget(frame)
        frame.setFixedWidth(_WIDTH)
        self._narrow("")

    def offset_in(self, width: int) -> QPoint:
        """Where it stands over something of a width: near the top, in the middle."""
        return QPoint((width - _WIDTH) // 2, _TOP)

    def shown(self) -> tuple[str, ...]:
        """Ids of the actions listed, best first."""
        return tuple(self.list.item(n).data(Qt.ItemDataRole.UserRole) for n in range(self.list.count()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the field that move in the list or choose from it."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _MOVES:
                self._move(_MOVES[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """It goes away as soon as one turns to something else."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isVisible() and not self.isActiveWindow():
            self.reject()

    def _narrow(self, text: str) -> None:
        self.list.clear()
        for action in ranked(text, self._actions):
            self._add(action)
        self.list.setCurrentRow(0)
        self.list.setVisible(self.list.count() > 0)
        self._nothing.setVisible(self.list.count() == 0)
        height = self.list.sizeHintForRow(0) if self.list.count() else 0
        self.list.setFixedHeight(max(1, height * min(self.list.count(), _LINES) + 4))

    def _add(self, action: Action) -> None:
        enabled = self._is_enabled(action)
        item = QListWidgetItem(self.list)
        item.setData(Qt.ItemDataRole.UserRole, action.id)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, plain_title(action))
        line = _Line(action)
        line.setEnabled(enabled)
        item.setSizeHint(QSize(line.sizeHint().width(), line.height()))
        if not enabled:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
        self.list.setItemWidget(item, line)

    def _move(self, distance: int) -> None:
        last = self.list.count() - 1
        self.list.setCurrentRow(max(0, min(self.list.currentRow() + distance, last)))

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.accept()
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))


class _Line(QWidget):
    """Icon, menu, title, keys."""

    def __init__(self, action: Action) -> None:
        super().__init__()
        picture = QLabel()
        picture.setFixedWidth(22)
        if action.icon:
            picture.setPixmap(icon(action.icon).pixmap(16, 16))
        menu = quiet_label(action.menu.value.replace("&", ""))
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 3, 6, 3)
        row.addWidget(picture)
        row.addWidget(QLabel(plain_title(action)))
        row.addStretch(1)
        row.addWidget(menu)
        for text in key_texts(action)[:1]:
            row.addWidget(KeyCap(text))
        self.setFixedHeight(KeyCap("K").sizeHint().height() + 6)

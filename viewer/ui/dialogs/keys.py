"""The sheet of all keys, made from the list of actions, and of what the mouse does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from viewer.actions import Action, Menu
from viewer.ui.commands import key_texts, plain_title
from viewer.ui.icons import icon
from viewer.ui.widgets.key_cap import KeyCap
from viewer.ui.widgets.wrapped_label import heading

COLUMNS = 3
_SIZE = (1080, 720)

_MOUSE = (
    ("Select", ("Click",)),
    ("Select one more", ("Ctrl+Click",)),
    ("Zoom to it, or fit", ("Double-click",)),
    ("Zoom at the cursor", ("Wheel", "Pinch")),
    ("Move the picture", ("Drag", "Middle-drag", "Space-drag")),
    ("What lies beneath", ("Alt+Wheel", "Click again")),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the sheet."""

    title: str
    keys: tuple[str, ...]

    def holds(self, words: Iterable[str]) -> bool:
        """Whether all words stand in the title or are a key."""
        text = f"{self.title} {' '.join(self.keys)}".lower()
        return all(word in text for word in words)


def sections(actions: Iterable[Action]) -> dict[str, tuple[Entry, ...]]:
    """The lines by menu: every action that has a key, and the mouse."""
    found: dict[str, list[Entry]] = {menu.value.replace("&", ""): [] for menu in Menu}
    for action in actions:
        if action.keys:
            title = plain_title(action).removesuffix("…")
            found[action.menu.value.replace("&", "")].append(Entry(title, key_texts(action)))
    found["Mouse"] = [Entry(title, keys) for title, keys in _MOUSE]
    return {menu: tuple(entries) for menu, entries in found.items() if entries}


class KeySheet(QDialog):
    """All keys in columns, narrowed by what is typed; may stay open beside the window."""

    def __init__(self, actions: Iterable[Action], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.field = QLineEdit(placeholderText="Find a key or what it does", clearButtonEnabled=True)
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.textChanged.connect(self._narrow)
        self._groups = [_Group(title, entries) for title, entries in sections(actions).items()]
        self._nothing = QLabel("No key for this")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self._columns())
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(area, 1)
        self.resize(*_SIZE)
        self._narrow("")

    def shown(self) -> tuple[Entry, ...]:
        """The lines that what was typed leaves."""
        return tuple(entry for group in self._groups for entry in group.shown)

    def _columns(self) -> QWidget:
        """The groups, each in the column that is shortest so far."""
        page = QWidget()
        row = QHBoxLayout(page)
        row.setSpacing(28)
        columns = [QVBoxLayout() for _ in range(COLUMNS)]
        lengths = [0] * COLUMNS
        for group in sorted(self._groups, key=lambda group: -group.length):
            shortest = lengths.index(min(lengths))
            columns[shortest].addWidget(group)
            lengths[shortest] += group.length
        for column in columns:
            column.addStretch(1)
            row.addLayout(column, 1)
        columns[0].insertWidget(0, self._nothing)
        return page

    def _narrow(self, text: str) -> None:
        words = text.lower().split()
        for group in self._groups:
            group.narrow(words)
        self._nothing.setVisible(not self.shown())


class _Group(QWidget):
    """A heading and its lines."""

    def __init__(self, title: str, entries: tuple[Entry, ...]) -> None:
        super().__init__()
        self.length = len(entries) + 2
        self.shown = entries
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 10)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        grid.addWidget(heading(title, 1.05), 0, 0, 1, 2)
        self._lines = [self._line(grid, number, entry) for number, entry in enumerate(entries, start=1)]

    def narrow(self, words: list[str]) -> None:
        """Show the lines that hold all words."""
        self.shown = tuple(entry for entry, _ in self._lines if entry.holds(words))
        for entry, widgets in self._lines:
            for widget in widgets:
                widget.setVisible(entry in self.shown)
        self.setVisible(bool(self.shown))

    @staticmethod
    def _line(grid: QGridLayout, number: int, entry: Entry) -> tuple[Entry, tuple[QWidget, QWidget]]:
        title = QLabel(entry.title)
        title.setWordWrap(True)
        keys = QWidget()
        keys.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(keys)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addStretch(1)
        for key in entry.keys:
            row.addWidget(KeyCap(key))
        grid.addWidget(title, number, 0)
        grid.addWidget(keys, number, 1, Qt.AlignmentFlag.AlignRight)
        return entry, (title, keys)

"""What a line of a tree or list shows, as one value that a model gives and a delegate paints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The item data role under which a model answers with a Line."""

ROLES = frozenset(
    (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.CheckStateRole,
        Qt.ItemDataRole.AccessibleTextRole,
        LINE_ROLE,
    )
)
"""Anything else a view asks for, some ten times a line, is answered without looking."""

QUESTION_LINK = ": "
"""What stands between a question and its answer."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a line shows, left to right: icon, swatch, sample of a line, text, note, warning mark.

    At the right edge stand the icons `marks` and the count. `value` is the second half of a text that has
    two, a question and its answer or the ends of an arrow, and `link` stands between. `note` is said
    quietly. `hidden` is whether the thing itself was hidden, None when it cannot be. `dimmed` is whether it
    is drawn nowhere, for whatever reason. `warning` is what is wrong.
    """

    text: str
    link: str = ""
    value: str = ""
    icon: str = ""
    note: str = ""
    count: str = ""
    marks: tuple[str, ...] = ()
    warning: str = ""
    swatch: QColor | None = None
    sample: Qt.PenStyle | None = None
    hidden: bool | None = None
    dimmed: bool = False

    @property
    def is_pair(self) -> bool:
        """Whether both halves weigh the same, as the ends of an arrow do."""
        return self.link != QUESTION_LINK

    @property
    def whole(self) -> str:
        """The text with both halves."""
        return f"{self.text}{self.link}{self.value}"

    @property
    def in_words(self) -> str:
        """All of it for a screen reader."""
        hidden = "hidden" if self.hidden else ""
        return ", ".join(part for part in (self.whole, self.count, self.note, hidden, self.warning) if part)


def eye_data(line: Line, role: int) -> Any:
    """What the column of eyes answers for a line."""
    if role == LINE_ROLE:
        return line
    if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole) and line.hidden is not None:
        return f"{'Show' if line.hidden else 'Hide'} {line.whole}"
    return None

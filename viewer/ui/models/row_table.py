"""The rows found as a table: a line a row, a column a field, read from the catalogue as they are seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from viewer.catalog.cells import told
from viewer.catalog.columns import NumberColumn
from viewer.catalog.fields import FIELD, FIELDS
from viewer.catalog.found import SortKey
from viewer.state.session import Session
from viewer.state.view_state import ViewState
from viewer.ui.models.wording import isolated

Index: TypeAlias = QModelIndex | QPersistentModelIndex

ROW = "row"
"""The column of row numbers."""
COLUMNS = (ROW, *(field.id for field in FIELDS))
SHOWN_AT_FIRST = (ROW, "key", "status", "labels", "objects", "class", "by", "seconds", "created", "warnings")
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_LONGEST = 300
_NOWHERE = QModelIndex()


class RowTable(QAbstractTableModel):
    """Lists what the session has found, all rows without a request; of rows not yet read the number alone."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: Sequence[int] = ()
        session.opened.connect(self.reset)
        session.changed.connect(self._apply)
        session.catalog_changed.connect(self._renew)
        session.rows_listed.connect(self._grow)
        self.reset()

    def reset(self) -> None:
        """List the rows anew."""
        self.beginResetModel()
        found = self._session.state.found
        self._rows = range(self._session.row_count) if found is None else found
        self.endResetModel()

    def _apply(self, old: ViewState, new: ViewState) -> None:
        if old.found is not new.found:
            self.reset()

    def _grow(self) -> None:
        """More rows were listed."""
        before, now = len(self._rows), self._session.row_count
        if self._session.state.found is None and now > before:
            self.beginInsertRows(QModelIndex(), before, now - 1)
            self._rows = range(now)
            self.endInsertRows()

    def _renew(self) -> None:
        """More is known of the same rows."""
        if self._rows:
            last = self.index(len(self._rows) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row_at(self, index: Index) -> int:
        """The row of the export that a line stands for."""
        return self._rows[index.row()]

    def line_of(self, row: int) -> int | None:
        """The line of a row; None when it is not among those found."""
        found = self._session.state.found
        if found is not None:
            return found.place_of(row)
        return row if row < len(self._rows) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The rows found."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """All fields; the view hides those that nobody chose."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Titles, with what they mean as tool tips."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        name = COLUMNS[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return title_of(name)
            case Qt.ItemDataRole.ToolTipRole:
                return FIELD[name].tip or None if name != ROW else "The number of the record in the file"
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if self._is_number(name) else _LEFT
            case _:
                return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell as text; numbers stand to the right."""
        if not index.isValid():
            return None
        name = COLUMNS[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                text = self.text(self.row_at(index), name)
                return isolated(text[:_LONGEST]) if text else None
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if self._is_number(name) else _LEFT
            case _:
                return None

    def text(self, row: int, name: str) -> str:
        """The whole text of a cell."""
        if name == ROW:
            return f"{row + 1:,}"
        catalog = self._session.catalog
        return told(catalog.columns[name], row) if catalog is not None and row < len(catalog) else ""

    def _is_number(self, name: str) -> bool:
        catalog = self._session.catalog
        return name == ROW or (catalog is not None and isinstance(catalog.columns[name], NumberColumn))


def title_of(name: str) -> str:
    """What the head of a column says."""
    return "Row" if name == ROW else FIELD[name].title


def next_sort(keys: tuple[SortKey, ...], name: str, *, add: bool) -> tuple[SortKey, ...]:
    """The keys after a press on a head: up, then down, then not at all; with `add` beside the other keys."""
    if name == ROW:
        return ()
    before = next((key for key in keys if key.field == name), None)
    now: tuple[SortKey, ...]
    match before:
        case None:
            now = (SortKey(name),)
        case SortKey(descending=False):
            now = (SortKey(name, descending=True),)
        case _:
            now = ()
    if not add:
        return now
    if before is None:
        return (*keys, *now)
    return tuple(each for key in keys for each in (now if key is before else (key,)))

"""Issues as a tree of two levels: causes, and under those that occur more than once each place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from viewer.model.annotation import format_path
from viewer.model.issue import Issue, Severity
from viewer.ui.icons import icon
from viewer.ui.models.issue_groups import IssueGroup
from viewer.ui.widgets.clipboard import safe_tip

AnyIndex: TypeAlias = QModelIndex | QPersistentModelIndex

COLUMNS = ("What", "Row", "Line", "Where")
WHAT, ROW, LINE, WHERE = range(4)
_TOP = 0


class IssueModel(QAbstractItemModel):
    """The internal id of an index is 0 at the top, else the number of its group from 1.

    `row_name` gives the name of a row by its index.
    """

    def __init__(self, row_name: Callable[[int], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._row_name = row_name
        self._groups: tuple[IssueGroup, ...] = ()

    def set_groups(self, groups: Sequence[IssueGroup]) -> None:
        """Show other issues."""
        self.beginResetModel()
        self._groups = tuple(groups)
        self.endResetModel()

    def issue(self, index: AnyIndex) -> Issue | None:
        """The issue of a line; of a group its first."""
        if not index.isValid():
            return None
        return self._group(index).issues[0 if index.internalId() == _TOP else index.row()]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Groups, or the places of one; what occurs once has nothing below."""
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() != _TOP or parent.column() > 0:
            return 0
        count = len(self._groups[parent.row()].issues)
        return count if count > 1 else 0

    def columnCount(self, _parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """As many as COLUMNS."""
        return len(COLUMNS)

    def index(self, row: int, column: int, parent: AnyIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        """The index of a group or a place."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _TOP)

    def parent(self, index: AnyIndex) -> QModelIndex:  # type: ignore[override]  # the stub has QObject.parent() only
        """The group of a place."""
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _TOP)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Names of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return COLUMNS[section]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, tooltip and the icon of the severity."""
        group = self._group(index)
        repeats = index.internalId() == _TOP and len(group.issues) > 1
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._of_group(group, index.column()) if repeats else self._of_issue(index)
            case Qt.ItemDataRole.ToolTipRole if not repeats:
                return safe_tip(str(self.issue(index)))
            case Qt.ItemDataRole.DecorationRole if index.column() == WHAT:
                return icon("error" if group.severity is Severity.ERROR else "warning")
            case Qt.ItemDataRole.TextAlignmentRole if index.column() == LINE:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.AccessibleTextRole if index.column() == WHAT:
                return f"{group.severity.value}: {self.data(index)}"
            case _:
                return None

    def _group(self, index: AnyIndex) -> IssueGroup:
        inside = index.internalId()
        return self._groups[index.row() if inside == _TOP else inside - 1]

    def _of_group(self, group: IssueGroup, column: int) -> str:
        match column:
            case 0:
                return f"{_one_line(group.cause)} — {len(group.issues):,} times"
            case 1:
                rows = {issue.row for issue in group.issues}
                only = next(iter(rows))
                if len(rows) > 1:
                    return f"{len(rows):,} rows"
                return "" if only is None else _one_line(self._row_name(only))
            case _:
                return ""

    def _of_issue(self, index: AnyIndex) -> str:
        issue = self.issue(index)
        if issue is None:
            return ""
        match index.column():
            case 0:
                return _one_line(issue.message)
            case 1:
                return "" if issue.row is None else _one_line(self._row_name(issue.row))
            case 2:
                return "" if issue.line is None else f"{issue.line:,}"
            case _:
                return _one_line(format_path(issue.path))


def _one_line(text: str) -> str:
    return " ".join(text[:1000].split())

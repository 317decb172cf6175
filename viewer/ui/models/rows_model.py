"""The tree of rows as Qt asks for it; what a row holds is read when it is unfolded."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QColor

from viewer.canvas.colours import ClassColours
from viewer.catalog.summary import summarise
from viewer.formats import ReadRow, RecordError
from viewer.formats.heads import HEAD_BYTES, Head, head_of
from viewer.model.annotation import JsonPath
from viewer.model.row import Label, UnreadableRow
from viewer.state import steps
from viewer.state.resolve import shown_labels
from viewer.state.session import Session
from viewer.state.view_state import ViewState
from viewer.ui.models.line import LINE_ROLE, ROLES, Line, eye_data
from viewer.ui.models.nodes import DRAWER, Node
from viewer.ui.models.row_line import reasons_of, row_line, unknown_row_line
from viewer.ui.models.row_list import (
    RowNode,
    drawers_left,
    row_node,
    shown_so_far,
    title_of,
    top_level,
    unit_of,
    unit_so_far,
)
from viewer.ui.models.row_nodes import row_nodes
from viewer.ui.models.swatches import swatch_of
from viewer.ui.models.visibility import is_dimmed, is_hidden, toggled

KEPT_ROWS = 50
"""Rows whose annotations the tree holds; what was unfolded longest ago is folded and let go."""

_LINES_KEPT = 500
"""Lines of rows as they were painted last: each is asked for several times a frame."""

_GROWTH = 2
"""While rows are being listed the tree grows by so much at a time."""

EYE_COLUMN = 1
"""The narrow column of eyes beside the tree."""

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class RowsModel(QAbstractItemModel):
    """Rows, their containers, labels, objects, relationships and answers.

    `filled(row)`: what is below a row is there now. `forgetting(index)`: what is below a row is about to
    go, fold it.
    """

    filled = Signal(int)
    forgetting = Signal(QModelIndex)

    def __init__(
        self, session: Session, colours: Callable[[], ClassColours], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._colours = colours
        self._rows: Sequence[int] = ()
        self._unit = 1
        self._lines: dict[int, Line] = {}
        self._root = Node(text="")
        self._by_id: dict[int, Node] = {}
        self._kept: OrderedDict[int, RowNode] = OrderedDict()
        self._shown: tuple[JsonPath, ...] = ()
        self._reasons: dict[int, str] = {}
        session.catalog_changed.connect(self._take_reasons)
        session.opened.connect(self.reset)
        session.row_read.connect(self._take_current)
        session.file_grown.connect(self._forget_failed)
        session.file_grown.connect(self._lines.clear)
        session.rows_listed.connect(self._grow)
        session.changed.connect(self._apply)
        self.reset()

    # ----------------------------------------------------------------- what is listed

    def reset(self) -> None:
        """List the rows that the filter leaves, all folded."""
        self.beginResetModel()
        export, found = self._session.export, self._session.state.found
        self._unit = self._unit_now()
        self._rows = found if found is not None else range(shown_so_far(export, self._unit) if export else 0)
        if found is None and export is not None and not export.is_listed and len(self._rows) < DRAWER:
            self._unit = 1  # the first rows are shown before they fill anything
        self._by_id.clear()
        self._kept.clear()
        self._root = Node(text="")
        self._root.adopt(top_level(self._rows, self._unit))
        self._take_shown()
        self._take_reasons()
        self.endResetModel()

    def _unit_now(self) -> int:
        export, found = self._session.export, self._session.state.found
        if found is not None or export is None:
            return unit_of(len(found or ()))
        return unit_so_far(export)

    def _grow(self) -> None:
        """Add the rows that were listed since; only whole drawers and shelves, until all are known."""
        export = self._session.export
        if export is None or self._session.state.found is not None:
            return
        before = len(self._rows)
        if not export.is_listed and len(export) < _GROWTH * before:
            return  # a view asks for every line at the top again, whenever some are added
        unit = self._unit_now()
        now = shown_so_far(export, unit)
        goes_on = before % unit == 0 or before == DRAWER
        if now > before and (unit == 1 or unit != self._unit or not goes_on):
            self.reset()
        elif now > before:
            self._append(now)

    def _append(self, count: int) -> None:
        """Go on with more drawers or shelves; the last one was whole, or is the first shelf."""
        before, self._rows = len(self._rows), range(count)
        if before < self._unit:
            first = self._root.children[0]
            self._add(first, drawers_left(before, self._unit))
            first.text, first.count = title_of(range(self._unit)), self._unit
        self._add(self._root, top_level(range(max(before, self._unit), count), self._unit))

    def _add(self, above: Node, lines: list[Node]) -> None:
        """Put lines behind those below another."""
        if lines:
            there = len(above.children)
            self.beginInsertRows(self.index_of(above), there, there + len(lines) - 1)
            above.extend(lines)
            self.endInsertRows()

    def _apply(self, old: ViewState, new: ViewState) -> None:
        if old.found is not new.found:
            self.reset()
        elif (old.row, old.labels) != (new.row, new.labels):
            self._take_shown()

    def _take_reasons(self) -> None:
        """Why records could not be read, for the lines of rows that nobody unfolded."""
        catalog = self._session.catalog
        self._lines.clear()
        self._reasons = reasons_of(catalog.issues if catalog is not None else ())

    def _take_shown(self) -> None:
        row = self._session.row
        labels = shown_labels(row, self._session.state) if row is not None else ()
        self._shown = tuple(label.path for label in labels)

    def _take_current(self) -> None:
        """The row looked at was read: it need not be read again for the tree."""
        self._take_shown()
        node = self._row_node(self._session.state.row)
        if node is not None and node.asked and node.row not in self._kept and self._session.read is not None:
            self._fill(node, self._session.read)

    # ----------------------------------------------------------------- from lines to indexes

    def node(self, index: Index) -> Node:
        """The line of an index; the root for an invalid one, or one whose line has gone."""
        return self._by_id.get(index.internalId(), self._root) if index.isValid() else self._root

    def index_of(self, node: Node, column: int = 0) -> QModelIndex:
        """The index of a line."""
        if node is self._root:
            return QModelIndex()
        self._by_id[node.id] = node
        return self.createIndex(node.place, column, node.id)

    def index_of_row(self, row: int) -> QModelIndex:
        """The index of a row, invalid when the filter leaves it out."""
        node = self._row_node(row)
        return self.index_of(node) if node is not None else QModelIndex()

    def index_for(self, path: JsonPath, row: int | None = None) -> QModelIndex:
        """The index of a thing by its JSON path, or of the nearest line above it.

        Without `row`, in the row looked at.
        """
        node = self._row_node(self._session.state.row if row is None else row)
        return self.index_of(node.find(path)) if node is not None else QModelIndex()

    def _row_node(self, row: int) -> RowNode | None:
        return row_node(self._root, self._rows, row, self._unit)

    # ----------------------------------------------------------------- reading rows

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:
        """Whether a line can be unfolded; for a row always, without reading it."""
        return parent.column() <= 0 and not self.node(parent).is_leaf

    def canFetchMore(self, parent: Index) -> bool:
        """Whether a row still has to be read."""
        node = self.node(parent)
        return isinstance(node, RowNode) and not node.asked

    def fetchMore(self, parent: Index) -> None:
        """Read a row: at once when it is small, else a line says so until it is there."""
        node = self.node(parent)
        if not isinstance(node, RowNode) or node.asked:
            return
        node.asked = True
        if node.row != self._session.state.row:
            self._session.read_record(node.row, lambda read: self._fill(node, read), key=f"tree {node.row}")
        elif self._session.read is not None:
            self._fill(node, self._session.read)
        if node.row not in self._kept:
            self._put(node, [Node(text="Reading…", icon="reload")])

    def _fill(self, node: RowNode, read: ReadRow) -> None:
        if self._by_id.get(node.id) is not node:
            return  # the tree lists another file by now
        self._remove(node)
        self._put(node, list(row_nodes(read.row)))
        self._kept[node.row] = node
        node.failed = isinstance(read.row, UnreadableRow)
        reason = read.row.reason if isinstance(read.row, UnreadableRow) else ""
        node.said = row_line(summarise(read), reason)
        self.filled.emit(node.row)
        if len(self._kept) > KEPT_ROWS:
            QTimer.singleShot(0, self, self._forget_oldest)

    def _put(self, node: RowNode, children: list[Node]) -> None:
        self.beginInsertRows(self.index_of(node), 0, len(children) - 1)
        node.adopt(children)
        self.endInsertRows()

    def _remove(self, node: RowNode) -> None:
        if not node.children:
            return
        self.beginRemoveRows(self.index_of(node), 0, len(node.children) - 1)
        gone = node.forget()
        self.endRemoveRows()
        for line in gone:
            self._by_id.pop(line.id, None)

    def _forget_failed(self) -> None:
        """Rows that could not be read while the file was not what was opened can be read again."""
        for row, node in tuple(self._kept.items()):
            if node.failed:
                self._let_go(row)

    def _let_go(self, row: int) -> None:
        """Fold a row, and read it again when it is unfolded."""
        node = self._kept.pop(row)
        self.forgetting.emit(self.index_of(node))
        self._remove(node)
        node.asked = False

    def _forget_oldest(self) -> None:
        while len(self._kept) > KEPT_ROWS:
            self._let_go(next(row for row in self._kept if row != self._session.state.row))

    # ----------------------------------------------------------------- what a line shows

    def line(self, node: Node) -> Line:
        """Everything that is painted of a line."""
        state = self._session.state
        if isinstance(node, RowNode):
            return self._row_line(node)
        return Line(
            text=node.text,
            link=node.link,
            value=node.value,
            icon=node.icon,
            note=node.note,
            count=f"{node.count:,}" if node.count is not None else "",
            warning=node.warning,
            swatch=self._swatch(node),
            sample=self._sample(node),
            hidden=is_hidden(node, state),
            dimmed=is_dimmed(node, state, self._shown),
        )

    def _row_line(self, node: RowNode) -> Line:
        if node.said is not None:
            return node.said
        if (line := self._lines.get(node.row)) is None:
            if len(self._lines) >= _LINES_KEPT:
                self._lines.clear()
            line = self._lines[node.row] = self._found_line(node.row)
        return line

    def _found_line(self, row: int) -> Line:
        catalog = self._session.catalog
        if catalog is None or row >= len(catalog):
            return unknown_row_line(row, self._head(row))
        return row_line(catalog.summary(row), self._reasons.get(row, ""))

    def _head(self, row: int) -> Head:
        """Read for the lines in sight, as they are painted; the catalogue soon knows better."""
        export = self._session.export
        if export is None or row >= len(export):
            return Head()
        try:
            return head_of(export.raw_bytes(row, most=HEAD_BYTES))
        except RecordError:
            return Head()

    def _swatch(self, node: Node) -> QColor | None:
        return swatch_of(node, self._session.state.colour_by, self._colours())

    def _sample(self, node: Node) -> Qt.PenStyle | None:
        """How the canvas draws a label: the first one shown with solid lines, the others dashed."""
        if not isinstance(node.subject, Label) or node.row != self._session.state.row:
            return None
        if node.subject.path not in self._shown:
            return Qt.PenStyle.NoPen
        return Qt.PenStyle.SolidLine if node.subject.path == self._shown[0] else Qt.PenStyle.DashLine

    def toggle(self, index: Index) -> None:
        """Hide what a line stands for, or show it when it was hidden."""
        self._session.apply(toggled(self.node(index), self._session.state))

    # ----------------------------------------------------------------- as Qt asks for it

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """The index of a line below another."""
        children = self.node(parent).children
        if not (0 <= row < len(children) and 0 <= column <= EYE_COLUMN):
            return QModelIndex()
        return self.index_of(children[row], column)

    def parent(self, index: Index | None = None) -> Any:
        """The index of the line above; without an index the object that owns this model."""
        if index is None:
            return super().parent()
        above = self.node(index).parent
        return self.index_of(above) if above is not None else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Lines below a line, as far as they were read."""
        return len(self.node(parent).children) if parent.column() <= 0 else 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: ARG002 - the same everywhere
        """The line and its eye."""
        return EYE_COLUMN + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every line can be selected; labels of the row looked at have a check box."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self._has_check(index) else flags

    def _has_check(self, index: Index) -> bool:
        node = self.node(index)
        return isinstance(node.subject, Label) and index.column() == 0 and node.row == self._session.state.row

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, tool tip, check state, and the Line with everything else."""
        if not index.isValid() or role not in ROLES:
            return None
        node = self.node(index)
        if role == Qt.ItemDataRole.CheckStateRole:
            return self._check_state(node) if self._has_check(index) else None
        line = self.line(node)
        if index.column() == EYE_COLUMN:
            return eye_data(line, role)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.whole
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(part for part in (line.whole, line.note, line.warning) if part)
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.in_words
            case _:
                return line if role == LINE_ROLE else None

    def _check_state(self, node: Node) -> Qt.CheckState:
        return Qt.CheckState.Checked if node.path in self._shown else Qt.CheckState.Unchecked

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ARG002 - toggled
        """Show or hide a label."""
        node = self.node(index)
        if role != Qt.ItemDataRole.CheckStateRole or node.path is None or not self._has_check(index):
            return False
        self._session.apply(steps.toggle_label(self._session.state, self._shown, node.path))
        return True

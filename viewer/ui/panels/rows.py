"""The left panel: search, the count of what it leaves, and the tree of rows.

The tree follows the selection, and leads it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from viewer.canvas.colours import ClassColours
from viewer.catalog.fields import FIELD
from viewer.catalog.finding import understood
from viewer.catalog.found import Found
from viewer.model.annotation import ObjectAnnotation, Relationship
from viewer.model.row import Label
from viewer.state import steps
from viewer.state.resolve import label_at, shown_labels
from viewer.state.saved_queries import SavedQueries
from viewer.state.session import Session
from viewer.state.view_state import ViewState
from viewer.ui.echo import Echo
from viewer.ui.models.nodes import Node
from viewer.ui.models.rows_model import RowsModel
from viewer.ui.widgets.query_fault import QueryFault
from viewer.ui.widgets.query_field import QueryField
from viewer.ui.widgets.query_menu import QueryMenu
from viewer.ui.widgets.row_menu import row_menu
from viewer.ui.widgets.rows_view import RowsView
from viewer.ui.widgets.stopped_strip import StoppedStrip, stopped_text
from viewer.ui.widgets.wrapped_label import statement

FEW = 24
"""A label with no more lines than this is unfolded to its last object."""

_Flag = QItemSelectionModel.SelectionFlag


class RowsPanel(QWidget):
    """Search field, count and tree."""

    TITLE = "Rows"
    OBJECT_NAME = "rows"
    AREA = Qt.DockWidgetArea.LeftDockWidgetArea

    help_asked = Signal()
    zoom_asked = Signal(object)
    """The paths of objects and relationships that were double-clicked or entered."""

    def __init__(
        self, session: Session, colours: Callable[[], ClassColours], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._echo = Echo()
        self._unfolded: int | None = None
        self.search = QueryField("Search id, key, class, status:…", lambda: session.catalog)
        self.saved = SavedQueries(session.habits)
        self.queries = QueryMenu(self.saved, self.search.text)
        self.fault = QueryFault()
        self.stopped = StoppedStrip()
        self.count = QLabel()
        self.model = RowsModel(session, colours, self)
        self.tree = RowsView(self.model)
        self.no_file = statement("Open an export to see its rows.")
        self.no_hits = statement()
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._reset()

    def sizeHint(self) -> QSize:
        """Wide enough for names some levels deep."""
        return QSize(320, 640)

    def focus_search(self) -> None:
        """Put the cursor into the search field, with what stands there selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _lay_out(self) -> None:
        self.no_hits.setTextFormat(Qt.TextFormat.RichText)  # for its link
        self.count.setAccessibleName("Rows found")
        head = QVBoxLayout()
        head.setContentsMargins(6, 6, 8, 2)
        head.setSpacing(2)
        head.addWidget(self.search)
        below = QHBoxLayout()
        below.setContentsMargins(2, 0, 0, 0)
        below.addWidget(self.count, 1)
        below.addWidget(self.queries)
        head.addLayout(below)
        for page in (self.tree, self.no_file, self.no_hits):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.fault)
        layout.addWidget(self.stopped)
        layout.addWidget(self._pages, 1)

    def _connect(self) -> None:
        session = self._session
        self.search.searched.connect(session.search)
        self.search.entered.connect(self._go_to_first_hit)
        self.search.left.connect(self.tree.setFocus)
        self.queries.chosen.connect(self._ask)
        self.queries.help_asked.connect(self.help_asked)
        session.finding.told.connect(lambda: self.fault.show_error(session.finding.error))
        self.no_hits.linkActivated.connect(lambda _: session.apply(steps.ask_for_everything(session.state)))
        self.tree.selectionModel().selectionChanged.connect(self._lead)
        self.tree.preferred.connect(self._prefer)
        self.tree.customContextMenuRequested.connect(self._show_menu)
        self.model.filled.connect(self._unfold_below)
        self.model.modelReset.connect(self._reset)
        session.changed.connect(self._apply)
        session.row_read.connect(self._follow)
        session.rows_listed.connect(self._show_count)
        session.stopped.connect(self._show_stopped)
        self.stopped.asked.connect(session.go_on)
        session.catalog_changed.connect(self.tree.viewport().update)

    # ----------------------------------------------------------------- search and count

    def _ask(self, query: str) -> None:
        self.search.setText(query)
        self._session.search(query)

    def _show_count(self) -> None:
        session, state = self._session, self._session.state
        total, found = session.row_count, state.found
        if session.export is None:
            self.count.setText("")
        elif found is None:
            self.count.setText(f"{total:,}" if state.request.is_everything else "…")
        else:
            sampled = " (sample)" if understood(found.request).sample is not None else ""
            self.count.setText(f"{len(found):,} of {total:,}{sampled}")
            self.count.setToolTip(_told(found, total))
        self.no_hits.setText(f"0 of {total:,} — <a href='clear'>Clear filter</a>")
        nothing = self.no_hits if found is not None and not found else self.tree
        self._pages.setCurrentWidget(self.no_file if session.export is None else nothing)

    def _show_stopped(self) -> None:
        session, export = self._session, self._session.export
        said = stopped_text(export, session.catalog) if export is not None and session.is_stopped else ""
        self.stopped.show_stopped(said)

    def _go_to_first_hit(self) -> None:
        found = self._session.state.found
        if found:
            self.saved.note(found.request.query)
            self._session.apply(steps.go_to_row(self._session.state, found[0]))
        if found is None or found:
            self.tree.setFocus()

    # ----------------------------------------------------------------- following

    def _reset(self) -> None:
        self._unfolded = None
        self._show_count()
        self._follow()

    def _apply(self, old: ViewState, new: ViewState) -> None:
        if (old.request, old.found) != (new.request, new.found):
            self.search.show_query(new.request.query)
            self._show_count()
        if (old.row, old.selection, old.found) != (new.row, new.selection, new.found):
            self._follow()
        if replace(old, hover=None) != replace(new, hover=None):
            self.tree.viewport().update()

    def _follow(self) -> None:
        """Unfold the row looked at and select in the tree what is selected, unless the tree has led there."""
        index = self.model.index_of_row(self._session.state.row)
        with self._echo.once() as alone:
            if not index.isValid():
                self.tree.clearSelection()
                return
            if alone:
                self._fold_last()
            self._unfold(index)
            if alone:
                self._select(self._wanted(index))

    def _fold_last(self) -> None:
        """Fold the row that was unfolded because it was looked at."""
        row = self._session.state.row
        if self._unfolded is not None and self._unfolded != row:
            self.tree.collapse(self.model.index_of_row(self._unfolded))

    def _unfold(self, index: QModelIndex) -> None:
        row = self._session.state.row
        if self._unfolded == row:
            return
        self._unfolded = None if self.tree.isExpanded(index) else row
        self.tree.expand_to(index)
        self.tree.expand(index)
        self._unfold_below(row)

    def _unfold_below(self, row: int) -> None:
        for child in self.model.node(self.model.index_of_row(row)).children:
            self._unfold_container(child, row == self._session.state.row)

    def _unfold_container(self, node: Node, current: bool) -> None:
        """Projects, experiments and runs always; labels that are shown; small groups in them."""
        if isinstance(node.subject, Label):
            index = self.model.index_of(node)
            if current and index.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked:
                self.tree.expand(index)
                if sum(child.count or 1 for child in node.children) <= FEW:
                    self._unfold_groups(node.children)
        elif not node.is_leaf:
            self.tree.expand(self.model.index_of(node))
            for child in node.children:
                self._unfold_container(child, current)

    def _unfold_groups(self, nodes: Sequence[Node]) -> None:
        for node in nodes:
            if node.inside is not None:
                self.tree.expand(self.model.index_of(node))
                self._unfold_groups(node.children)

    def _wanted(self, row: QModelIndex) -> list[QModelIndex]:
        return [self.model.index_for(path) for path in self._session.state.selection] or [row]

    def _select(self, wanted: list[QModelIndex]) -> None:
        selection = QItemSelection()
        for index in wanted:
            self.tree.expand_to(index)
            selection.select(index, index)
        model = self.tree.selectionModel()
        model.select(selection, _Flag.ClearAndSelect | _Flag.Rows)
        model.setCurrentIndex(wanted[-1], _Flag.NoUpdate)
        last = self._last_below(wanted[-1])
        if last != wanted[-1]:
            self.tree.scrollTo(last)
        self.tree.scrollTo(wanted[-1])

    def _last_below(self, index: QModelIndex) -> QModelIndex:
        """The last visible line below a line."""
        while self.tree.isExpanded(index) and (count := self.model.rowCount(index)):
            index = self.model.index(count - 1, 0, index)
        return index

    # ----------------------------------------------------------------- leading

    def _lead(self) -> None:
        """Look at what was selected in the tree."""
        with self._echo.once() as alone:
            nodes = [self.model.node(index) for index in self.tree.selectionModel().selectedRows(0)]
            current = self.model.node(self.tree.currentIndex())
            if not alone or not nodes:
                return
            if current not in nodes:
                current = nodes[-1]
            if current.row >= 0:
                self._session.apply(_looking_at(self._session.state, nodes, current))
                self._show_label()

    def _show_label(self) -> None:
        """Step into a label that is not shown and it is shown, in place of the others."""
        row, state = self._session.row, self._session.state
        label = label_at(row, state.current) if row is not None and state.current is not None else None
        if row is not None and label is not None and label not in shown_labels(row, state):
            self._session.apply(replace(state, labels=(label.path,)))

    def _prefer(self, index: QModelIndex) -> None:
        """Zoom to an object, or unfold or fold what holds others."""
        index = index.siblingAtColumn(0)
        node = self.model.node(index)
        if isinstance(node.subject, ObjectAnnotation | Relationship) and node.path is not None:
            self.zoom_asked.emit((node.path,))
        else:
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def _show_menu(self, position: QPoint) -> None:
        index = self.tree.indexAt(position)
        if index.isValid():
            menu = row_menu(self._session, self.model, index, self)
            menu.popup(self.tree.viewport().mapToGlobal(position))


def _told(found: Found, total: int) -> str:
    """What is not seen at a glance of the rows found."""
    parts = [] if found.of >= total else [f"Of {found.of:,} rows that have been read so far"]
    if (sample := understood(found.request).sample) is not None:
        by = f", in proportion to {FIELD[sample.by].title}" if sample.by is not None else ""
        parts.append(f"A sample of {sample.size:,}, seed {sample.seed}{by}")
    return "\n".join(parts)


def _looking_at(state: ViewState, nodes: Sequence[Node], current: Node) -> ViewState:
    """The selection of the tree as a ViewState: things of the current line's row, its own last."""
    others = [node for node in nodes if node.row == current.row and node is not current]
    paths = dict.fromkeys(node.path for node in (*others, current) if node.path is not None)
    return replace(steps.go_to_row(state, current.row), selection=tuple(paths))

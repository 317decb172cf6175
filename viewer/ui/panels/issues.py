"""What is wrong with the export, by cause; a click goes to the place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.canvas.colours import ClassColours
from viewer.model.annotation import JsonPath
from viewer.model.issue import Issue, Severity
from viewer.state import steps
from viewer.state.session import Session
from viewer.state.view_state import ViewState
from viewer.tasks import Ticket
from viewer.ui.details.selected import nearest_annotation
from viewer.ui.icons import icon
from viewer.ui.models.issue_groups import IssueFilter, IssueGroup, grouped, told
from viewer.ui.models.issue_table import LINE, ROW, WHAT, IssueModel
from viewer.ui.widgets.clipboard import copy_text
from viewer.ui.widgets.key_tree import KeyTree
from viewer.ui.widgets.search_field import SearchField
from viewer.ui.widgets.wrapped_label import statement

Grouped: TypeAlias = tuple[tuple[Issue, ...], tuple[IssueGroup, ...]]
"""The issues that are shown, and the same by their causes."""

_KEY = "issues"
_COALESCED_MSECS = 100
_FILTERS: tuple[tuple[str, Severity | None], ...] = (
    ("Errors and warnings", None),
    ("Errors", Severity.ERROR),
    ("Warnings", Severity.WARNING),
)


class IssuesPanel(QWidget):
    """Filter, count and the tree of issues."""

    TITLE = "Issues"
    OBJECT_NAME = "issues"
    AREA = Qt.DockWidgetArea.BottomDockWidgetArea

    def __init__(
        self, session: Session, _colours: Callable[[], ClassColours], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: tuple[Issue, ...] = ()
        self._pending: tuple[int, JsonPath] | None = None
        self.severity = QComboBox()
        self.here = QCheckBox("This row only")
        self.search = SearchField("Filter issues…")
        self.count = QLabel()
        self.copy = QToolButton()
        self.tree = KeyTree()
        self.model = IssueModel(self._row_name, self)
        self.empty = statement()
        self._pages = QStackedWidget()
        self._soon = QTimer(self, singleShot=True, interval=_COALESCED_MSECS)
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        for title, _ in _FILTERS:
            self.severity.addItem(title)
        self.severity.setAccessibleName("Severity")
        self.copy.setIcon(icon("copy"))
        self.copy.setAutoRaise(True)
        self.copy.setToolTip("Copy all issues shown, as text")
        self.copy.setAccessibleName("Copy all issues shown")
        self._lay_out_tree()
        head = QHBoxLayout()
        head.setContentsMargins(6, 4, 6, 4)
        head.setSpacing(8)
        for widget in (self.severity, self.here):
            head.addWidget(widget)
        head.addWidget(self.search, 1)
        head.addWidget(self.count)
        head.addWidget(self.copy)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.tree)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)

    def _lay_out_tree(self) -> None:
        tree = self.tree
        tree.setModel(self.model)
        tree.setAccessibleName("Issues")
        tree.setFrameShape(QFrame.Shape.NoFrame)
        tree.setAlternatingRowColors(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = tree.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        for column, width in ((WHAT, 420), (ROW, 180), (LINE, 70)):
            header.resizeSection(column, width)

    def _connect(self) -> None:
        session = self._session
        self._soon.timeout.connect(self._show)
        self.severity.currentIndexChanged.connect(self._show)
        self.here.toggled.connect(self._show)
        self.search.searched.connect(self._show)
        self.search.entered.connect(self.tree.setFocus)
        self.search.left.connect(self.tree.setFocus)
        self.copy.clicked.connect(lambda: copy_text(told(self._shown), self.copy))
        self.tree.clicked.connect(self._go_to)
        self.tree.activated.connect(self._go_to)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.tree)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(self._copy_current)
        session.issues_changed.connect(self._show_soon)
        session.catalog_changed.connect(self._show_soon)
        session.opened.connect(self._show_soon)
        session.changed.connect(self._apply)
        session.row_read.connect(self._select_pending)

    def _show_soon(self) -> None:
        """Many changes in a moment are shown once."""
        if not self._soon.isActive():
            self._soon.start()

    def _apply(self, old: ViewState, new: ViewState) -> None:
        if old.row != new.row:
            if self.here.isChecked():
                self._show_soon()
            if self._pending is not None and self._pending[0] != new.row:
                self._pending = None

    # ----------------------------------------------------------------- showing

    def _show(self) -> None:
        wanted = IssueFilter(
            _FILTERS[self.severity.currentIndex()][1],
            self._session.state.row if self.here.isChecked() else None,
            self.search.text(),
        )
        known, name_of = self._session.issues, self._name_of

        def work(ticket: Ticket) -> Grouped:
            """Ten thousand issues take longer to group than a person should wait for the window."""
            shown = tuple(issue for issue in known if wanted.keeps(issue, name_of))
            ticket.check()
            return shown, grouped(shown)

        self._session.tasks.start(work, done=lambda found: self._take(found, known), key=_KEY)

    def _take(self, found: Grouped, known: tuple[Issue, ...]) -> None:
        self._shown, groups = found
        self.model.set_groups(groups)
        self.count.setText(self._counted(len(self._shown), len(known)))
        self.copy.setEnabled(bool(self._shown))
        self.empty.setText(self._why_empty(bool(known)))
        self._pages.setCurrentWidget(self.tree if self._shown else self.empty)

    def _counted(self, shown: int, known: int) -> str:
        catalog = self._session.catalog
        total = known
        if catalog is not None:
            total += catalog.errors + catalog.warnings - len(catalog.issues)
        if total > known:
            held = f"the first {known:,} of {total:,}"
            return f"{shown:,} of {held}" if shown < known else f"showing {held}"
        return f"{shown:,} of {known:,}" if shown < known else f"{known:,}" if known else ""

    def _why_empty(self, is_filtered: bool) -> str:
        if self._session.export is None:
            return "No export is open."
        if is_filtered:
            return "No issue is left by this filter."
        return (
            "No issues"
            if self._session.catalog is not None
            else "No issues so far: the rows are being read …"
        )

    def _name_of(self, issue: Issue) -> str:
        return "" if issue.row is None else self._row_name(issue.row)

    def _row_name(self, row: int) -> str:
        catalog = self._session.catalog
        if catalog is not None and row < len(catalog):
            return catalog.summary(row).name
        return f"row {row + 1:,}"

    # ----------------------------------------------------------------- going there

    def _go_to(self, index: QModelIndex) -> None:
        """Look at the row of an issue and select what it is about, once the row is read."""
        issue = self.model.issue(index)
        if issue is None or issue.row is None or issue.row >= self._session.row_count:
            return
        self._session.apply(steps.go_to_row(self._session.state, issue.row))
        self._pending = (issue.row, issue.path)
        self._select_pending()

    def _select_pending(self) -> None:
        session, row = self._session, self._session.row
        if self._pending is None:
            return
        wanted, path = self._pending
        if row is not None and row.index == wanted:
            self._pending = None
            nearest = nearest_annotation(row, path)
            if nearest is not None:
                session.apply(steps.select(session.state, nearest))

    def _copy_current(self) -> None:
        issue = self.model.issue(self.tree.currentIndex())
        if issue is not None:
            copy_text(str(issue), self.tree)

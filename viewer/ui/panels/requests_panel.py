"""Everything that was asked over the network: when, of whom, how it ended, what came from the cache."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from viewer.canvas.colours import ClassColours
from viewer.media.journal import Request
from viewer.state.session import Session
from viewer.ui.icons import icon
from viewer.ui.models.requests_model import (
    HOST,
    PATH,
    PROBLEM,
    SIZE,
    STATUS,
    TIME,
    HostTotals,
    RequestsModel,
    line_told,
    size_told,
)
from viewer.ui.widgets.cache_controls import CacheControls
from viewer.ui.widgets.clipboard import copy_text
from viewer.ui.widgets.key_tree import KeyTree
from viewer.ui.widgets.search_field import SearchField
from viewer.ui.words import counted

_COALESCED_MSECS = 100
_WIDTHS = {TIME: 66, HOST: 150, STATUS: 54, SIZE: 70}
_LIST, _SIDE = 520, 320
_NOTHING = "Nothing was asked over the network."


class RequestsPanel(QWidget):
    """The table of requests with its filter, the totals by host, the offline switch and the cache."""

    TITLE = "Requests"
    OBJECT_NAME = "requests"
    AREA = Qt.DockWidgetArea.BottomDockWidgetArea

    def __init__(
        self, session: Session, _colours: Callable[[], ClassColours], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._access = session.media.network.access
        self._journal = session.media.network.journal
        self._new: list[Request] = []
        self.search = SearchField("Filter requests…")
        self.count = QLabel()
        self.offline = QCheckBox("Offline")
        self.copy = _button("copy", "Copy the requests shown, as text")
        self.clear_button = _button("clear", "Empty the list")
        self.cache = CacheControls(session.media.cache, session.tasks)
        self.model = RequestsModel(self)
        self.hosts = HostTotals(self)
        self.table = KeyTree()
        self.host_table = KeyTree()
        self.empty = QLabel()
        self._pages = QStackedWidget()
        self._soon = QTimer(self, singleShot=True, interval=_COALESCED_MSECS)
        self._lay_out()
        self._connect()
        self._begin()
        self._show_access()

    def sizeHint(self) -> QSize:
        """A few lines."""
        return QSize(900, 180)

    def showEvent(self, event: QShowEvent) -> None:
        """The cache is counted when somebody looks."""
        super().showEvent(event)
        self.cache.count()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for both tables, why a request failed matters more than the totals."""
        super().resizeEvent(event)
        self.host_table.setVisible(self.width() >= _LIST + _SIDE)

    # ----------------------------------------------------------------- putting together

    def _lay_out(self) -> None:
        self.offline.setToolTip("Ask for nothing over the network")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        _dress(self.table, self.model, "Requests")
        for column, width in _WIDTHS.items():
            self.table.header().resizeSection(column, width)
        for column in (PATH, PROBLEM):
            self.table.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        _dress(self.host_table, self.hosts, "Totals by host")
        fitting = QHeaderView.ResizeMode.ResizeToContents
        self.host_table.header().setSectionResizeMode(fitting)
        self.host_table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head = QHBoxLayout()
        head.setContentsMargins(6, 4, 6, 4)
        head.setSpacing(8)
        head.addWidget(self.search, 1)
        for widget in (self.count, self.copy, self.clear_button, self.offline, self.cache):
            head.addWidget(widget)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.table)
        both.addWidget(self.host_table)
        both.setStretchFactor(0, 1)
        both.setSizes([_LIST, _SIDE])
        both.setChildrenCollapsible(False)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(both)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self._soon.timeout.connect(self._show_new)
        self._journal.added.connect(self._note)
        self._journal.cleared.connect(self._begin)
        self._access.changed.connect(self._show_access)
        self.search.searched.connect(lambda _: self._filter())
        self.search.entered.connect(self.table.setFocus)
        self.search.left.connect(self.table.setFocus)
        self.offline.toggled.connect(self._set_offline)
        self.clear_button.clicked.connect(self._journal.clear)
        self.copy.clicked.connect(lambda: copy_text("\n".join(map(line_told, self.model.shown)), self.copy))
        self.host_table.activated.connect(self._filter_host)
        self.host_table.clicked.connect(self._filter_host)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(self._copy_current)

    # ----------------------------------------------------------------- showing

    def _begin(self) -> None:
        """Show what is in the journal now."""
        self._new.clear()
        self.hosts.clear()
        self.hosts.add(self._journal.requests)
        self._filter()

    def _note(self, request: Request) -> None:
        """Many in a moment are shown once."""
        self._new.append(request)
        if not self._soon.isActive():
            self._soon.start()

    def _show_new(self) -> None:
        new, self._new = self._new, []
        self.model.add(new)
        self.hosts.add(new)
        self.cache.count_soon()
        self._show_count()

    def _filter(self) -> None:
        self.model.show_all(self._journal.requests, self.search.text())
        self._new.clear()
        self._show_count()

    def _show_count(self) -> None:
        totals, shown = self._journal.totals, self.model.rowCount()
        text = counted(totals.requests, "request")
        if self.search.text().strip():
            text = f"{shown:,} of {text}"
        self.count.setText(f"{text}, {size_told(self.hosts.received_bytes)}" if totals.requests else "")
        told = f"Of these {totals.from_cache:,} from the cache, {totals.failed:,} failed"
        self.count.setToolTip(told if totals.requests else "")
        self.copy.setEnabled(shown > 0)
        self.clear_button.setEnabled(totals.requests > 0)
        self.empty.setText("No request is left by this filter." if totals.requests else _NOTHING)
        self._pages.setCurrentIndex(1 if shown else 0)

    def _show_access(self) -> None:
        self.offline.blockSignals(True)
        self.offline.setChecked(self._access.offline)
        self.offline.blockSignals(False)

    # ----------------------------------------------------------------- acting

    def _set_offline(self, offline: bool) -> None:
        self._access.offline = offline

    def _filter_host(self, index: QModelIndex) -> None:
        """Only this host; once more: all."""
        host = self.hosts.host(index.row())
        self.search.setText("" if self.search.text() == host else host)
        self._filter()

    def _copy_current(self) -> None:
        if (index := self.table.currentIndex()).isValid():
            copy_text(line_told(self.model.request(index)), self.table)


def _button(image: str, tip: str) -> QToolButton:
    button = QToolButton(autoRaise=True)
    button.setIcon(icon(image))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button


def _dress(table: QTreeView, model: RequestsModel | HostTotals, name: str) -> None:
    """A tree without branches: a table that looks like the other lists."""
    table.setModel(model)
    table.setAccessibleName(name)
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setRootIsDecorated(False)
    table.setUniformRowHeights(True)
    table.setAlternatingRowColors(True)
    table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    table.header().setStretchLastSection(False)
    table.header().setMinimumSectionSize(40)

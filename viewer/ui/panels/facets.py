"""What the rows found are made of, to narrow them by: a press on a value writes it into the query."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from viewer.canvas.colours import ClassColours
from viewer.catalog.catalog import Catalog
from viewer.catalog.facets import FACETS, Bin, Facet, chosen, excluded, facet_of, is_known, narrowed, toggled
from viewer.catalog.found import Sample
from viewer.catalog.histogram import Histogram, range_in
from viewer.catalog.query import QueryError, parse, text_of
from viewer.catalog.query.tree import Not, Query
from viewer.state.session import Session
from viewer.state.view_state import ViewState
from viewer.tasks import Ticket
from viewer.ui.icons import icon
from viewer.ui.models.wording import isolated
from viewer.ui.widgets.bar_delegate import COUNT_ROLE, SHARE_ROLE, BarDelegate
from viewer.ui.widgets.histogram_bars import HistogramBars
from viewer.ui.widgets.lazy_panel import LazyPanel
from viewer.ui.widgets.search_field import SearchField
from viewer.ui.widgets.wrapped_label import statement
from viewer.ui.words import counted

_KEY = "facets"
_SOON_MSECS = 80
_FOLDED = "facets/folded"
_FOLDED_AT_FIRST = [
    "media",
    "dataset",
    "project",
    "experiment",
    "run",
    "task",
    "labels",
    "predictions",
    "errors",
]
_SHOWN = 200
_BIN_ROLE = Qt.ItemDataRole.UserRole + 3
_FIELD_ROLE = Qt.ItemDataRole.UserRole + 4
_HOW = "A press chooses a value alone, Ctrl+press one more, Shift+press rules it out"


class FacetsPanel(LazyPanel):
    """Counts come from the background; until they are there the ones before stay, greyed."""

    TITLE = "Facets"
    OBJECT_NAME = "facets"
    AREA = Qt.DockWidgetArea.LeftDockWidgetArea

    def __init__(
        self, session: Session, _colours: Callable[[], ClassColours], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._facets: tuple[Facet, ...] = ()
        self.histograms: dict[str, HistogramBars] = {}
        """Those that are shown, by field."""
        self._keys_at: tuple[str, tuple[int, int]] | None = None
        self.search = SearchField("Find a value…")
        self.clear = QToolButton(autoRaise=True)
        self.count = QLabel()
        self.model = QStandardItemModel(self)
        self.tree = QTreeView()
        self.empty = statement("Open an export to see what its rows are made of.")
        self._pages = QStackedWidget()
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MSECS)
        self._lay_out()
        self._connect()
        self._ask()

    def sizeHint(self) -> QSize:
        """Wide enough for names with their counts."""
        return QSize(300, 480)

    # ----------------------------------------------------------------- putting together

    def _lay_out(self) -> None:
        tree = self.tree
        tree.setModel(self.model)
        tree.setItemDelegate(BarDelegate(tree))
        tree.setHeaderHidden(True)
        tree.setIndentation(10)
        tree.setExpandsOnDoubleClick(False)
        tree.setFrameShape(QFrame.Shape.NoFrame)
        tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setAccessibleName("Facets of the rows found")
        tree.setToolTip(_HOW)
        self.clear.setIcon(icon("clear"))
        self.clear.setToolTip("Clear the query")
        self.clear.setAccessibleName("Clear the query")
        head = QHBoxLayout()
        head.setContentsMargins(6, 6, 8, 6)
        head.addWidget(self.search, 1)
        head.addWidget(self.count)
        head.addWidget(self.clear)
        self._pages.addWidget(tree)
        self._pages.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)

    def _connect(self) -> None:
        session = self._session
        self.search.searched.connect(lambda _: self._show())
        self.search.left.connect(self.tree.setFocus)
        self.clear.clicked.connect(lambda: session.search(""))
        self.tree.clicked.connect(self._press)
        self.tree.activated.connect(self._press)
        self.tree.expanded.connect(lambda _: self._remember())
        self.tree.collapsed.connect(lambda _: self._remember())
        self._soon.timeout.connect(self._count)
        session.changed.connect(self._apply)
        session.opened.connect(self._begin)
        session.catalog_changed.connect(self._ask)
        session.rows_listed.connect(self._show_count)

    def catch_up(self) -> None:
        """What nobody sees is not counted; now somebody looks."""
        self._ask()

    # ----------------------------------------------------------------- counting

    def _begin(self) -> None:
        self._facets = ()
        self.model.clear()
        self._ask()

    def _apply(self, old: ViewState, new: ViewState) -> None:
        if old.request.query != new.request.query:
            self._ask()
        if old.found is not new.found:
            self._show_count()

    def _ask(self) -> None:
        catalog = self._session.catalog
        self._pages.setCurrentWidget(self.tree if catalog is not None else self.empty)
        self._show_count()
        if catalog is not None and self.is_seen:
            self._soon.start()

    @property
    def _query(self) -> Query | None:
        """The query in force; None while it cannot be read."""
        try:
            return parse(self._session.state.request.query)[0]
        except QueryError:
            return None

    @property
    def _typed_sample(self) -> Sample | None:
        """The sample that stands in the query itself."""
        return parse(self._session.state.request.query)[1]

    def _count(self) -> None:
        catalog, query = self._session.catalog, self._query
        if catalog is None or query is None:
            return
        if any(each.is_dragging for each in self.histograms.values()):
            self._soon.start()
            return
        self._note_keys()
        self.tree.setEnabled(bool(not self._facets))
        self._session.tasks.start(
            lambda ticket: counted_facets(catalog, query, ticket),
            done=self._take,
            failed=self._fail,
            key=_KEY,
        )

    def _take(self, facets: tuple[Facet, ...]) -> None:
        self._facets = facets
        self.tree.setEnabled(True)
        self._show()
        self._return_keys()

    def _fail(self, error: Exception) -> None:
        self.tree.setEnabled(True)
        raise error

    # ----------------------------------------------------------------- showing

    def _show_count(self) -> None:
        found, total = self._session.state.found, self._session.row_count
        is_open = self._session.export is not None
        self.count.setText("" if not is_open else f"{len(found) if found is not None else total:,} rows")
        self.clear.setEnabled(bool(self._session.state.request.query.strip()))

    def _show(self) -> None:
        folded = self._session.habits.read(_FOLDED)
        folded = _FOLDED_AT_FIRST if folded is None else folded
        wanted, query = self.search.text().casefold(), self._query
        place = self.tree.verticalScrollBar().value()
        self.tree.blockSignals(True)
        self.histograms.clear()
        self.model.clear()
        for facet in self._facets:
            bins = [each for each in facet.bins if wanted in each.text.casefold()]
            if bins or not wanted:
                item = self._head(facet)
                self.model.appendRow(item)
                if facet.histogram is not None and not wanted:
                    self._put_histogram(item, facet.title, facet.histogram, query)
                self._fill(item, facet, bins, query)
                self.tree.setExpanded(item.index(), bool(wanted) or facet.field not in folded)
        self.tree.blockSignals(False)
        self.tree.verticalScrollBar().setValue(place)

    def _head(self, facet: Facet) -> QStandardItem:
        item = QStandardItem(facet.title)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        item.setData(facet.field, _FIELD_ROLE)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        return item

    def _put_histogram(
        self, head: QStandardItem, title: str, histogram: Histogram, query: Query | None
    ) -> None:
        """The spread of the numbers above their values, with the range that the query leaves."""
        field = histogram.field
        ends = range_in(chosen(query, field)) if query is not None else None
        bars = HistogramBars(title, histogram, histogram.places(*ends) if ends is not None else None)
        bars.chosen.connect(lambda first, last: self._narrow(field, histogram.clause(first, last)))
        bars.cleared.connect(lambda: self._narrow(field, None))
        item = QStandardItem()
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setSizeHint(bars.sizeHint())
        head.appendRow(item)
        self.tree.setIndexWidget(item.index(), bars)
        self.histograms[field] = bars

    def _note_keys(self) -> None:
        """Remember the histogram that has the keys: it is made anew with what is counted anew."""
        held = {field: bars.ends for field, bars in self.histograms.items() if bars.hasFocus()}
        self._keys_at = next(iter(held.items()), None)

    def _return_keys(self) -> None:
        field, ends = self._keys_at or ("", (0, 0))
        if (bars := self.histograms.get(field)) is not None and max(ends) < len(bars.histogram):
            bars.ends = ends if bars.taken is None else bars.ends
            bars.setFocus()
        self._keys_at = None

    def _fill(self, head: QStandardItem, facet: Facet, bins: Sequence[Bin], query: Query | None) -> None:
        most = max((each.count for each in facet.bins), default=1)
        taken = chosen(query, facet.field) if query is not None else ()
        ruled_out = set(query.parts if query is not None and hasattr(query, "parts") else (query,))
        bins = sorted(bins, key=lambda each: each.clause not in taken) if taken else bins
        for each in bins[:_SHOWN]:
            item = QStandardItem(isolated(each.text))
            item.setData(each, _BIN_ROLE)
            item.setData(facet.field, _FIELD_ROLE)
            item.setData(each.count / most, SHARE_ROLE)
            item.setData(f"{each.count:,}", COUNT_ROLE)
            item.setToolTip(f"{each.text}: {counted(each.count, 'row')}\n{_HOW}")
            if each.clause in taken:
                item.setIcon(icon("check"))
            elif Not(each.clause) in ruled_out:
                item.setIcon(icon("close"))
            head.appendRow(item)
        more = max(0, len(bins) - _SHOWN) + facet.more
        if more:
            rest = QStandardItem(f"… and {more:,} more; find them above")
            rest.setFlags(Qt.ItemFlag.NoItemFlags)
            head.appendRow(rest)

    def _remember(self) -> None:
        if self.search.text():
            return
        heads = [self.model.item(row) for row in range(self.model.rowCount())]
        names = {str(head.data(_FIELD_ROLE)): self.tree.isExpanded(head.index()) for head in heads}
        before = self._session.habits.read(_FOLDED)
        kept = [name for name in (_FOLDED_AT_FIRST if before is None else before) if name not in names]
        self._session.habits.write(_FOLDED, kept + [name for name, is_open in names.items() if not is_open])

    # ----------------------------------------------------------------- choosing

    def _narrow(self, field: str, clause: Query | None) -> None:
        """Have a range of numbers in the query, in the place of what it says of the field, or nothing."""
        if (query := self._query) is not None:
            self._session.search(text_of(narrowed(query, field, clause), self._typed_sample))

    def _press(self, index: QModelIndex) -> None:
        each, field, query = index.data(_BIN_ROLE), index.data(_FIELD_ROLE), self._query
        if not isinstance(each, Bin):
            self.tree.setExpanded(index, not self.tree.isExpanded(index))
        elif query is not None:
            keys = QApplication.keyboardModifiers()
            if keys & Qt.KeyboardModifier.ShiftModifier:
                query = excluded(query, each.clause)
            else:
                query = toggled(
                    query, field, each.clause, alone=not keys & Qt.KeyboardModifier.ControlModifier
                )
            self._session.search(text_of(query, self._typed_sample))


def counted_facets(catalog: Catalog, query: Query, ticket: Ticket) -> tuple[Facet, ...]:
    """Every facet that tells something, as the query leaves it; off the main thread.

    Raises:
        Cancelled: the ticket was given up.
    """
    found = []
    for field in FACETS:
        ticket.check()
        if is_known(catalog.columns[field]):
            found.append(facet_of(catalog, query, field))
    return tuple(found)

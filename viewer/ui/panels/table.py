"""The table of rows: the fields of the catalogue side by side, sorted by a press on their heads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QMenu,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from viewer.canvas.colours import ClassColours
from viewer.catalog.found import SortKey
from viewer.state import steps
from viewer.state.session import Session
from viewer.state.view_state import ViewState
from viewer.ui.echo import Echo
from viewer.ui.icons import icon
from viewer.ui.models.row_table import COLUMNS, ROW, SHOWN_AT_FIRST, RowTable, next_sort, title_of
from viewer.ui.widgets.wrapped_label import statement

_HABIT = "table/columns"
_WIDTH, _NARROW, _WIDE = 110, 64, 220
_WIDE_ONES = ("key", "external", "name", "id", "class", "answer")
_NARROW_ONES = (ROW, "labels", "predictions", "objects", "relationships", "errors", "warnings", "selected")
_MOST_COPIED = 100_000
_Flag = QItemSelectionModel.SelectionFlag


class TablePanel(QWidget):
    """Lines follow the row looked at, and lead to it; a press on a head sorts, Shift+press by one more."""

    TITLE = "Table"
    OBJECT_NAME = "table"
    AREA = Qt.DockWidgetArea.BottomDockWidgetArea

    def __init__(
        self, session: Session, _colours: Callable[[], ClassColours], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._echo = Echo()
        self.model = RowTable(session, self)
        self.table = QTableView()
        self.empty = statement("Open an export to see its rows side by side.")
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_columns()
        self._show_sort()
        self._follow()

    def sizeHint(self) -> QSize:
        """A few lines."""
        return QSize(900, 220)

    # ----------------------------------------------------------------- putting together

    def _lay_out(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName("Rows as a table")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        header = table.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        for section, name in enumerate(COLUMNS):
            table.setColumnWidth(section, _width_of(name))
        self._pages.addWidget(table)
        self._pages.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    def _connect(self) -> None:
        session, header = self._session, self.table.horizontalHeader()
        session.changed.connect(self._apply)
        session.opened.connect(self._follow)
        self.model.modelReset.connect(self._follow)
        self.table.selectionModel().currentRowChanged.connect(self._lead)
        header.sectionClicked.connect(self._sort)
        header.sectionMoved.connect(lambda *_: self._remember())
        header.customContextMenuRequested.connect(self._show_menu)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy)

    # ----------------------------------------------------------------- following and leading

    def _apply(self, old: ViewState, new: ViewState) -> None:
        if old.request.sort != new.request.sort:
            self._show_sort()
        if old.row != new.row:
            self._follow()

    def _follow(self) -> None:
        """Keep the line of the row looked at in sight."""
        self._pages.setCurrentWidget(self.table if self._session.export is not None else self.empty)
        line = self.model.line_of(self._session.state.row)
        with self._echo.once() as alone:
            if not alone:
                return
            if line is None or line >= self.model.rowCount():
                self.table.clearSelection()
                return
            index = self.model.index(line, self._first_shown())
            self.table.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect | _Flag.Rows)
            self.table.scrollTo(self.model.index(line, self._first_shown()))

    def _lead(self, current: QModelIndex, _before: QModelIndex) -> None:
        with self._echo.once() as alone:
            if alone and current.isValid():
                self._session.apply(steps.go_to_row(self._session.state, self.model.row_at(current)))

    def _first_shown(self) -> int:
        header = self.table.horizontalHeader()
        places = (header.logicalIndex(place) for place in range(header.count()))
        return next((section for section in places if not header.isSectionHidden(section)), 0)

    # ----------------------------------------------------------------- sorting

    def _sort(self, section: int) -> None:
        request = self._session.state.request
        add = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._session.ask(replace(request, sort=next_sort(request.sort, COLUMNS[section], add=add)))

    def _sort_by(self, *keys: SortKey) -> None:
        self._session.ask(replace(self._session.state.request, sort=keys))

    def _show_sort(self) -> None:
        keys = self._session.state.request.sort
        header = self.table.horizontalHeader()
        header.setSortIndicatorShown(bool(keys))
        if keys:
            order = Qt.SortOrder.DescendingOrder if keys[0].descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(COLUMNS.index(keys[0].field), order)

    # ----------------------------------------------------------------- columns

    @property
    def shown(self) -> list[str]:
        """The columns in sight, from left to right."""
        header = self.table.horizontalHeader()
        sections = [header.logicalIndex(place) for place in range(header.count())]
        return [COLUMNS[section] for section in sections if not header.isSectionHidden(section)]

    def show_column(self, name: str, *, shown: bool) -> None:
        """Show or hide a column; one always stays."""
        if shown or len(self.shown) > 1:
            self.table.setColumnHidden(COLUMNS.index(name), not shown)
            self._remember()

    def _show_columns(self) -> None:
        habit = [name for name in self._session.habits.read(_HABIT) or SHOWN_AT_FIRST if name in COLUMNS]
        wanted = list(dict.fromkeys(habit)) or list(SHOWN_AT_FIRST)
        header = self.table.horizontalHeader()
        header.blockSignals(True)
        for place, name in enumerate((*wanted, *(name for name in COLUMNS if name not in wanted))):
            section = COLUMNS.index(name)
            header.moveSection(header.visualIndex(section), place)
            header.setSectionHidden(section, name not in wanted)
        header.blockSignals(False)

    def _remember(self) -> None:
        self._session.habits.write(_HABIT, self.shown)

    def _show_menu(self, position: QPoint) -> None:
        header = self.table.horizontalHeader()
        menu = self.column_menu(COLUMNS[header.logicalIndexAt(position)])
        menu.popup(header.mapToGlobal(position))

    def column_menu(self, name: str) -> QMenu:
        """What can be done with a column, and all columns to choose from; deletes itself when closed."""
        menu, session = QMenu(self), self._session
        menu.aboutToHide.connect(menu.deleteLater)
        if name != ROW:
            menu.addAction("Sort up", lambda: self._sort_by(SortKey(name)))
            menu.addAction("Sort down", lambda: self._sort_by(SortKey(name, descending=True)))
            menu.addSeparator()
        unsorted = menu.addAction("In the order of the file")
        unsorted.setEnabled(bool(session.state.request.sort))
        unsorted.triggered.connect(lambda _checked: self._sort_by())
        columns = menu.addMenu(icon("details"), "Columns")
        shown = self.shown
        for each in COLUMNS:
            action = columns.addAction(title_of(each))
            action.setCheckable(True)
            action.setChecked(each in shown)
            action.toggled.connect(lambda checked, each=each: self.show_column(each, shown=checked))
        return menu

    # ----------------------------------------------------------------- copying

    def copy(self) -> None:
        """Put the selected lines on the clipboard as tab-separated text, with their heads."""
        names = self.shown
        lines = sorted(index.row() for index in self.table.selectionModel().selectedRows())[:_MOST_COPIED]
        cells = [[title_of(name) for name in names]]
        for line in lines:
            row = self.model.row_at(self.model.index(line, 0))
            cells.append([_plain(self.model.text(row, name)) for name in names])
        QApplication.clipboard().setText("\n".join("\t".join(line) for line in cells))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _width_of(name: str) -> int:
    return _WIDE if name in _WIDE_ONES else _NARROW if name in _NARROW_ONES else _WIDTH

"""The lightbox: the rows found as thumbnails with their annotations, in the place of the canvas."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from viewer.canvas.colours import ClassColours
from viewer.canvas.miniature import look_of
from viewer.canvas.miniatures import Miniature, Miniatures, Size
from viewer.canvas.source import PICTURED
from viewer.media.hosts import Host
from viewer.media.problem import ProblemKind
from viewer.media.thumbnails import Thumbnails
from viewer.state import steps
from viewer.state.session import Session
from viewer.state.view_state import Page, ViewState
from viewer.ui.lightbox.cell import CellContent, cell_size, paint_cell, picture_room, short
from viewer.ui.lightbox.grid import GridView
from viewer.ui.lightbox.head import GridHead
from viewer.ui.models.row_line import row_line
from viewer.ui.models.wording import isolated, joined
from viewer.ui.widgets.wrapped_label import statement
from viewer.ui.words import counted

_HABIT = "lightbox/side"
_SIDE = 180
_SETTLED_MSECS = 120
"""Pictures of another size are made when the slider has rested so long; until then they are scaled."""
_TEXTS_KEPT = 4096


class RowsPage(QWidget):
    """Thumbnails of the rows found, all without a request; the row looked at is marked.

    `hosts_changed`: `hosts` are others that pictures in sight wait for, as nobody may ask them yet.
    """

    hosts_changed = Signal()

    def __init__(
        self, session: Session, colours: Callable[[], ClassColours], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: Sequence[int] = ()
        self._texts: dict[int, tuple[str, str]] = {}
        self._wanted_size: Size | None = None
        self.hosts: frozenset[Host] = frozenset()
        self.thumbnails = Thumbnails(session.media, session.tasks, parent=self)
        self.miniatures = Miniatures(session, self.thumbnails, colours, self)
        self.grid = GridView(self._paint, self._tip, lambda side: cell_size(side, self.fontMetrics()))
        self.grid.setAccessibleName("Rows as thumbnails")
        self.head = GridHead()
        self.empty = statement()
        self._pages = QStackedWidget()
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MSECS)
        self._lay_out()
        self._connect()
        self.grid.set_side(_side_of(session.habits.read(_HABIT)))
        self.head.set_side(self.grid.side)

    def _lay_out(self) -> None:
        self._pages.addWidget(self.grid)
        self._pages.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._pages)
        self.setFocusProxy(self.grid)

    def _connect(self) -> None:
        session, grid = self._session, self.grid
        session.changed.connect(self._apply)
        for signal in (session.opened, session.rows_listed):
            signal.connect(self._list)
        session.catalog_changed.connect(self._rename)
        self.miniatures.arrived.connect(self._arrived)
        self.thumbnails.forgot.connect(self._settled.start)
        grid.chosen.connect(self._choose)
        grid.opened.connect(self._open)
        grid.sight_changed.connect(self._want_soon)
        grid.side_changed.connect(self.head.set_side)
        self.head.side_asked.connect(grid.set_side)
        self._settled.timeout.connect(self._want)

    # ----------------------------------------------------------------- following and leading

    @property
    def rows(self) -> Sequence[int]:
        """The rows in the order of the cells."""
        return self._rows

    def _list(self) -> None:
        """Take over what was found, while somebody sees it."""
        if not self.isVisible():
            return
        found = self._session.state.found
        self._rows = range(self._session.row_count) if found is None else found
        self._texts.clear()
        self.grid.set_count(len(self._rows))
        self._mark()
        self._say()
        self._want()

    def _say(self) -> None:
        count, of = len(self._rows), self._session.row_count
        self.head.set_text(counted(of, "row") if count == of else f"{count:,} of {counted(of, 'row')}")
        self.empty.setText("No row answers the search." if of else "Open an export to see its rows.")
        self._pages.setCurrentWidget(self.grid if count else self.empty)

    def _apply(self, old: ViewState, new: ViewState) -> None:
        if not self.isVisible():
            return
        if old.found is not new.found:
            self._list()
        if old.row != new.row:
            self._mark()
        if look_of(old, new.row) != look_of(new, new.row):
            self._want()

    def _mark(self) -> None:
        found, row = self._session.state.found, self._session.state.row
        place = found.place_of(row) if found is not None else row
        self.grid.set_current(place if place is not None and place < len(self._rows) else None)

    def _choose(self, place: int) -> None:
        self._session.apply(steps.go_to_row(self._session.state, self._rows[place]))

    def _open(self, place: int) -> None:
        self._choose(place)
        self._session.update(page=Page.PICTURE)

    # ----------------------------------------------------------------- pictures

    def _want_soon(self) -> None:
        """At once where only other places came into sight, later while sizes still change."""
        if self._size() == self._wanted_size:
            self._want()
        else:
            self._settled.start()

    def _size(self) -> Size:
        room, ratio = picture_room(self.grid.side), self.devicePixelRatioF()
        return Size(round(room.width() * ratio), round(room.height() * ratio), ratio)

    def _want(self) -> None:
        if not self.isVisible():
            return
        self._wanted_size = self._size()
        seen = self.grid.in_sight()
        ahead = self.grid.in_sight(ahead=1)
        order = [*seen, *range(seen.stop, ahead.stop)]
        self.miniatures.want([self._rows[place] for place in order], self._wanted_size)
        self.grid.viewport().update()
        self._note_hosts()

    def _arrived(self) -> None:
        self.grid.viewport().update()
        self._note_hosts()

    def _note_hosts(self) -> None:
        shown = (self.miniatures.find(self._rows[place]) for place in self.grid.in_sight())
        hosts = frozenset(
            problem.host
            for miniature in shown
            if miniature is not None
            for problem in miniature.problems
            if problem.kind is ProblemKind.HOST_NOT_ALLOWED and problem.host is not None
        )
        if hosts != self.hosts:
            self.hosts = hosts
            self.hosts_changed.emit()

    # ----------------------------------------------------------------- cells

    def content(self, place: int) -> CellContent:
        """What the cell of a place shows by now."""
        row = self._rows[place]
        miniature = self.miniatures.find(row)
        title, note = self._text(row, miniature)
        if miniature is None:
            return CellContent(title, note)
        if miniature.medium not in PICTURED:
            kind = miniature.medium.value
            return CellContent(title, note, miniature.image, kind, icon=kind)
        fault = "record cannot be read" if miniature.reason else ""
        if miniature.problems and not miniature.has_picture:
            fault = short(miniature.problems[0])
        lacking = bool(miniature.problems or miniature.masks_left_out)
        return CellContent(title, note, miniature.image, fault, is_lacking=lacking)

    def _text(self, row: int, miniature: Miniature | None) -> tuple[str, str]:
        if (text := self._texts.get(row)) is not None:
            return text
        catalog = self._session.catalog
        if catalog is not None and row < len(catalog):
            line = row_line(catalog.summary(row))
            text = line.text, line.note
        elif miniature is not None:
            text = f"{row + 1:,}  {isolated(miniature.name)}", counted(miniature.objects, "object")
        else:
            return f"{row + 1:,}", ""
        if len(self._texts) >= _TEXTS_KEPT:
            self._texts.clear()
        self._texts[row] = text
        return text

    def _paint(self, painter: QPainter, rect: QRect, place: int) -> None:
        is_current = place == self.grid.current
        paint_cell(painter, rect, self.content(place), self.palette(), is_current=is_current)

    def _tip(self, place: int) -> str:
        row = self._rows[place]
        miniature = self.miniatures.find(row)
        lines = [joined(*self._text(row, miniature))]
        if miniature is not None:
            lines += [miniature.reason] if miniature.reason else []
            lines += map(str, miniature.problems)
            if miniature.masks_left_out:
                lines.append(f"{counted(miniature.masks_left_out, 'file')} of single masks left out here")
        return "\n".join(lines)

    def _rename(self) -> None:
        self._texts.clear()
        self.grid.viewport().update()

    # ----------------------------------------------------------------- Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Take over what has changed meanwhile."""
        super().showEvent(event)
        self._list()
        self.grid.bring_into_sight()

    def hideEvent(self, event: QHideEvent) -> None:
        """What nobody sees is not made; the size is remembered."""
        super().hideEvent(event)
        self.miniatures.want((), self._size())
        self._session.habits.write(_HABIT, [str(self.grid.side)])
        self.hosts = frozenset()

    def changeEvent(self, event: QEvent) -> None:
        """Another font takes other heights."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and hasattr(self, "grid"):
            self.grid.lay_out()

    def sizeHint(self) -> QSize:
        """As large as there is room."""
        return QSize(800, 600)


def _side_of(habit: list[str] | None) -> int:
    """The width of a cell that was remembered."""
    return int(habit[0]) if habit and habit[0].isdecimal() else _SIDE

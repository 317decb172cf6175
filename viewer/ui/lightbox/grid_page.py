"""What the pages of the lightbox share: a grid of small pictures, made as they come into sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from viewer.canvas.miniatures import Miniature, Miniatures, Size
from viewer.canvas.source import PICTURED
from viewer.media.hosts import Host
from viewer.media.problem import ProblemKind
from viewer.media.thumbnails import Thumbnails
from viewer.state.session import Session
from viewer.ui.lightbox.cell import CellContent, cell_size, paint_cell, picture_room, short
from viewer.ui.lightbox.grid import GridView
from viewer.ui.lightbox.head import GridHead
from viewer.ui.models.wording import joined
from viewer.ui.widgets.wrapped_label import statement
from viewer.ui.words import counted

_SIDE = 180
_SETTLED_MSECS = 120
"""Pictures of another size are made when the slider has rested so long; until then they are scaled."""


class GridPage(QWidget):
    """A page of cells; what they are of says who inherits.

    `hosts_changed`: `hosts` are others that pictures in sight wait for, as nobody may ask them yet.
    """

    hosts_changed = Signal()
    HABIT = ""
    """Where the width of its cells is remembered."""

    def __init__(
        self, session: Session, thumbnails: Thumbnails, miniatures: Miniatures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted_size: Size | None = None
        self.hosts: frozenset[Host] = frozenset()
        self.thumbnails = thumbnails
        self.miniatures = miniatures
        thumbnails.setParent(self)
        miniatures.setParent(self)
        self.grid = GridView(self._paint, self._tip, lambda side: cell_size(side, self.fontMetrics()))
        self.head = GridHead()
        self.empty = statement()
        self._pages = QStackedWidget()
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MSECS)
        self._put_together()
        self.grid.set_side(_side_of(session.habits.read(self.HABIT)))
        self.head.set_side(self.grid.side)

    def _put_together(self) -> None:
        self._pages.addWidget(self.grid)
        self._pages.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._pages)
        self.setFocusProxy(self.grid)
        self.miniatures.arrived.connect(self._arrived)
        self.thumbnails.forgot.connect(self._settled.start)
        self.grid.sight_changed.connect(self._want_soon)
        self.grid.side_changed.connect(self.head.set_side)
        self.head.side_asked.connect(self.grid.set_side)
        self._settled.timeout.connect(self._want)

    # ----------------------------------------------------------------- what who inherits says

    def numbers(self) -> Sequence[int]:
        """What the cells are of, in their order."""
        raise NotImplementedError  # pragma: no cover - a page of nothing is never made

    def text_of(self, number: int, miniature: Miniature | None) -> tuple[str, str]:
        """The two lines below a picture."""
        raise NotImplementedError  # pragma: no cover - as above

    def fault_of(self, miniature: Miniature) -> str:
        """Why there is no picture at all, in few words."""
        return miniature.reason

    def _list(self) -> None:
        """Take over what there is to be seen."""
        raise NotImplementedError  # pragma: no cover - as above

    def _show(self, text: str, why_empty: str) -> None:
        """Show as many cells as there are."""
        count = len(self.numbers())
        self.grid.set_count(count)
        self.head.set_text(text)
        self.empty.setText(why_empty)
        self._pages.setCurrentWidget(self.grid if count else self.empty)
        self._want()

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
        numbers = self.numbers()
        self.miniatures.want([int(numbers[place]) for place in order], self._wanted_size)
        self._note_hosts()

    def _arrived(self, number: int) -> None:
        numbers, seen = self.numbers(), self.grid.in_sight()
        self.grid.update_places(place for place in seen if numbers[place] == number)
        self._note_hosts()

    def _note_hosts(self) -> None:
        numbers = self.numbers()
        shown = (self.miniatures.find(int(numbers[place])) for place in self.grid.in_sight())
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
        number = int(self.numbers()[place])
        miniature = self.miniatures.find(number)
        title, note = self.text_of(number, miniature)
        if miniature is None:
            return CellContent(title, note)
        if miniature.medium not in PICTURED:
            kind = miniature.medium.value
            return CellContent(title, note, miniature.image, kind, icon=kind)
        fault = self.fault_of(miniature)
        if miniature.problems and not miniature.has_picture:
            fault = short(miniature.problems[0])
        lacking = bool(miniature.problems or miniature.masks_left_out)
        return CellContent(title, note, miniature.image, fault, is_lacking=lacking)

    def _paint(self, painter: QPainter, rect: QRect, place: int) -> None:
        is_current = place == self.grid.current
        paint_cell(painter, rect, self.content(place), self.palette(), is_current=is_current)

    def _tip(self, place: int) -> str:
        number = int(self.numbers()[place])
        miniature = self.miniatures.find(number)
        lines = [joined(*self.text_of(number, miniature))]
        if miniature is not None:
            lines += [miniature.reason] if miniature.reason else []
            lines += map(str, miniature.problems)
            if miniature.masks_left_out:
                lines.append(f"{counted(miniature.masks_left_out, 'file')} of single masks left out here")
        return "\n".join(lines)

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
        self._session.habits.write(self.HABIT, [str(self.grid.side)])
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

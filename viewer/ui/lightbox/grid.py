"""A grid that scrolls: keys, wheel and clicks over a `GridLayout`; others paint what a cell shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from viewer.ui.lightbox.layout import GridLayout

SIDES = (80, 480)
"""The least and the most that a cell is wide, in logical pixels."""
_WHEEL_STEP = 1.15
_KEY_STEP = 1.25
_NOTCH = 120
_SCROLL_PIXELS = 40
_ZOOMS_IN = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_MOVES_FAR = (Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_OWN_KEYS = frozenset((*_MOVES, *_MOVES_FAR, *_ENTERS, *_ZOOMS_IN, Qt.Key.Key_Minus))
_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.KeypadModifier,
    Qt.KeyboardModifier.ShiftModifier,
)

PaintCell = Callable[[QPainter, QRect, int], None]


class GridView(QAbstractScrollArea):
    """`chosen` carries the place that keys or a click went to, `opened` one that was opened.

    `sight_changed` tells that other places are in sight, or at another size; `side_changed` carries the
    width of a cell that a person asked for by wheel or keys.
    """

    chosen = Signal(int)
    opened = Signal(int)
    sight_changed = Signal()
    side_changed = Signal(int)

    def __init__(
        self,
        paint_cell: PaintCell,
        tip: Callable[[int], str],
        cell_size: Callable[[int], QSize],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._paint_cell = paint_cell
        self._tip = tip
        self._cell_size = cell_size
        self._count = 0
        self._side = 160
        self._current: int | None = None
        self._wheeled = 0
        self.layout_now = GridLayout(0, 1, 1, 1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Dark)
        self.verticalScrollBar().setSingleStep(_SCROLL_PIXELS)

    # ----------------------------------------------------------------- what it shows

    @property
    def count(self) -> int:
        """How many cells there are."""
        return self._count

    @property
    def side(self) -> int:
        """The width of a cell."""
        return self._side

    @property
    def current(self) -> int | None:
        """The marked place."""
        return self._current

    def set_count(self, count: int) -> None:
        """There are other cells now."""
        self._count = count
        self.lay_out()

    def set_side(self, side: int) -> None:
        """Make cells larger or smaller; what was in the middle of the sight stays there."""
        side = min(max(side, SIDES[0]), SIDES[1])
        if side != self._side:
            anchor = self._anchor()
            self._side = side
            self.lay_out()
            self._hold(anchor)

    def set_current(self, place: int | None) -> None:
        """Mark a place and bring it into sight."""
        if place == self._current:
            return
        before, self._current = self._current, place
        self.bring_into_sight()
        self.update_places(it for it in (before, place) if it is not None)

    def update_places(self, places: Iterable[int]) -> None:
        """What these cells show is another now."""
        for place in places:
            self.viewport().update(self._in_view(place))

    def bring_into_sight(self) -> None:
        """Scroll just so far that the marked cell is seen whole."""
        if self._current is None or self._current >= self._count:
            return
        rect, bar, gap = self.layout_now.rect(self._current), self.verticalScrollBar(), self.layout_now.gap
        if rect.top() - gap < bar.value():
            bar.setValue(rect.top() - gap)
        elif rect.bottom() + gap > bar.value() + self.viewport().height():
            bar.setValue(rect.bottom() + gap - self.viewport().height())

    def in_sight(self, ahead: int = 0) -> range:
        """The places in sight, and those of `ahead` heights of the view below them."""
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        return self.layout_now.places_between(top, top + height * (1 + ahead) - 1)

    def lay_out(self) -> None:
        """Find the places of all cells anew."""
        size = self._cell_size(self._side)
        self.layout_now = GridLayout(self._count, self.viewport().width(), size.width(), size.height())
        bar = self.verticalScrollBar()
        bar.setPageStep(max(1, self.viewport().height() - self.layout_now.line_height))
        bar.setRange(0, max(0, self.layout_now.height - self.viewport().height()))
        self.viewport().update()
        self.sight_changed.emit()

    # ----------------------------------------------------------------- in itself

    def _in_view(self, place: int) -> QRect:
        return self.layout_now.rect(place).translated(0, -self.verticalScrollBar().value())

    def _anchor(self) -> int | None:
        """The place that is to stay in sight: the marked one when it is seen, else the first that is."""
        seen = self.in_sight()
        if self._current is not None and self._current in seen:
            return self._current
        return seen.start if seen else None

    def _hold(self, place: int | None) -> None:
        if place is not None:
            middle = self.layout_now.rect(place).center().y()
            self.verticalScrollBar().setValue(middle - self.viewport().height() // 2)

    def _place_at(self, position: QPoint) -> int | None:
        return self.layout_now.place_at(position.x(), position.y() + self.verticalScrollBar().value())

    def _choose(self, place: int) -> None:
        place = min(max(place, 0), self._count - 1)
        if place >= 0:
            self.set_current(place)
            self.chosen.emit(place)

    def _ask_for_side(self, side: float) -> None:
        self.set_side(round(side))
        self.side_changed.emit(self._side)

    # ----------------------------------------------------------------- Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells in sight, of which nothing is made here."""
        painter = QPainter(self.viewport())
        for place in self.in_sight():
            rect = self._in_view(place)
            if event.region().intersects(rect):
                # In coordinates of its own: QRect.center() rounds another way where they are negative, and
                # the parts of a cell that is scrolled in would not fit together.
                painter.translate(rect.topLeft())
                self._paint_cell(painter, QRect(QPoint(), rect.size()), place)
                painter.translate(-rect.topLeft())
        painter.end()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is painted, so that only what comes into sight has to be."""
        if self.devicePixelRatioF().is_integer():
            self.viewport().scroll(dx, dy)
        else:  # which is moved by whole device pixels alone
            self.viewport().update()
        self.sight_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other columns; what was seen stays in sight."""
        anchor = self._anchor()
        self.lay_out()
        if event.oldSize().width() != event.size().width() and event.oldSize().width() > 0:
            self._hold(anchor)

    def event(self, event: QEvent) -> bool:
        """Take the keys that move in a grid before shortcuts of the window have them."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _OWN_KEYS
            and event.modifiers() in _PLAIN
        ):
            event.accept()
            return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """What there is to say about a cell."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._place_at(event.pos())
            text = self._tip(place) if place is not None else ""
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, open, resize."""
        key = event.key()
        if key in _ENTERS and self._current is not None:
            self.opened.emit(self._current)
        elif key in _ZOOMS_IN:
            self._ask_for_side(self._side * _KEY_STEP)
        elif key == Qt.Key.Key_Minus:
            self._ask_for_side(self._side / _KEY_STEP)
        elif key in _MOVES or key in _MOVES_FAR:
            self._choose(self._place_after(Qt.Key(key)))
        else:
            super().keyPressEvent(event)

    def _place_after(self, key: Qt.Key) -> int:
        """The place that a key leads to; up and down stay in their column where there is one."""
        now, columns = self._current, self.layout_now.columns
        if now is None:
            return self._count - 1 if key is Qt.Key.Key_End else self.in_sight().start
        page = max(1, self.viewport().height() // self.layout_now.line_height) * columns
        match key:
            case Qt.Key.Key_Home:
                return 0
            case Qt.Key.Key_End:
                return self._count - 1
            case Qt.Key.Key_Left:
                return now - 1
            case Qt.Key.Key_Right:
                return now + 1
            case Qt.Key.Key_Up:
                return now - columns if now >= columns else now
            case Qt.Key.Key_Down:
                is_last_line = now // columns == self.layout_now.lines - 1
                return now if is_last_line else now + columns
            case Qt.Key.Key_PageUp:
                return now - min(page, now // columns * columns)
            case _:
                return now + page

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click marks."""
        place = self._place_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self._choose(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens."""
        place = self._place_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self.opened.emit(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl larger or smaller cells."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._wheeled += event.angleDelta().y()
        notches, self._wheeled = int(self._wheeled / _NOTCH), self._wheeled % _NOTCH
        if self._wheeled and notches < 0:
            self._wheeled -= _NOTCH
        if notches:
            self._ask_for_side(self._side * _WHEEL_STEP**notches)
        event.accept()

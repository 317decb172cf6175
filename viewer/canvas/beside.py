"""The other side of a comparison: its scene, and where on the canvas each side is.

Both sides are seen through one camera, so that they move together: side by side each has half of the canvas,
under a divider the other side lies over this one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from viewer.canvas import style
from viewer.canvas.badge import badge_size, paint_badge
from viewer.canvas.colours import ClassColours
from viewer.canvas.keeper import StillKeeper
from viewer.canvas.overlay import resolve_overlay
from viewer.canvas.painting import paint_backdrop, paint_overlay
from viewer.canvas.scene import Scene
from viewer.canvas.source import SceneSource
from viewer.canvas.still import View
from viewer.canvas.viewport import Viewport
from viewer.formats import ReadRow
from viewer.model.row import DataRow
from viewer.state.comparing import Sides, sides, title_of
from viewer.state.session import Session
from viewer.state.view_state import CompareMode, ViewState

GAP = 2.0
"""View pixels between two sides."""
GRIP = 8.0
"""View pixels from the divider within which it is taken hold of."""
_TOP = 10.0


class Beside(QObject):
    """Of one canvas; `changed` is called when there is more of the other side to be seen."""

    def __init__(
        self,
        canvas: QWidget,
        session: Session,
        colours: Callable[[], ClassColours],
        changed: Callable[[], None],
    ) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._session = session
        self._colours = colours
        self._changed = changed
        self._source: SceneSource | None = None
        self._stills: StillKeeper | None = None
        self._read: ReadRow | None = None
        self._asked: int | None = None
        self._is_asking = False
        self._sides: Sides | None = None
        self._divider = 0.5
        self._is_held = False
        self.scene: Scene | None = None
        self.is_under_cursor = False

    # ------------------------------------------------------------- what is compared

    @property
    def is_on(self) -> bool:
        """Whether two sides are to be seen."""
        return self._state.compared is not None and self.scene is not None

    @property
    def is_split(self) -> bool:
        """Whether they stand side by side."""
        compared = self._state.compared
        return self.is_on and compared is not None and compared.mode is CompareMode.SPLIT

    @property
    def _state(self) -> ViewState:
        return self._session.state

    def own_state(self, row: DataRow) -> ViewState:
        """What this side shows of the row looked at, while something is compared."""
        self._sides = sides(row, self._other_row(row), self._state)
        if self._sides is None:
            return self._state
        return replace(self._state, labels=tuple(label.path for label in self._sides.own))

    def refresh(self, row: DataRow | None) -> None:
        """Resolve the other side anew."""
        other = self._other_row(row) if row is not None else None
        if row is None or other is None or self._sides is None:
            self.scene = None
            return
        if self._source is None:
            self._source = SceneSource(self._session.media, self._session.tasks, self._changed, beside=True)
            self._stills = StillKeeper(self)
            self._stills.renewed.connect(self._canvas.update)
        labels = tuple(label.path for label in self._sides.other)
        state = replace(self._state, row=other.index, labels=labels)
        self.scene = self._source.scene(other, state, self._colours())

    def clear(self) -> None:
        """Another export is open."""
        self._read = self._asked = self.scene = self._sides = None

    def forget_row(self) -> None:
        """Another row is looked at."""
        compared = self._state.compared
        if (
            self._source is not None
            and self._stills is not None
            and (compared is None or compared.row is None)
        ):
            self._source.clear()
            self._stills.clear()

    def _other_row(self, row: DataRow) -> DataRow | None:
        """The row of the other side, which is read when it is another one."""
        compared = self._state.compared
        if compared is None:
            return None
        if compared.row is None or compared.row == row.index:
            return row
        wanted = min(max(compared.row, 0), self._session.row_count - 1)
        if self._read is None or self._read.row.index != wanted:
            self._ask(wanted)
        if self._read is None or self._read.row.index != wanted:
            return None
        return self._read.row if isinstance(self._read.row, DataRow) else None

    def _ask(self, wanted: int) -> None:
        """Have a row read, which may be there at once."""
        if self._asked != wanted:
            self._asked = wanted
            self._is_asking = True
            self._session.read_record(wanted, self._take, key="other row")
            self._is_asking = False

    def _take(self, read: ReadRow) -> None:
        self._read, self._asked = read, None
        if self._source is not None and self._stills is not None:
            self._source.clear()
            self._stills.clear()
        if not self._is_asking:
            self._changed()

    # ------------------------------------------------------------- where the sides are

    def size_of_side(self, whole: QSizeF) -> QSizeF:
        """What each side has of the canvas."""
        return QSizeF(max((whole.width() - GAP) / 2, 1.0), whole.height()) if self.is_split else whole

    def in_side(self, at: QPointF) -> QPointF:
        """A point of the canvas in the coordinates of the side that it is on, which is noted."""
        self.is_under_cursor = self._is_other(at)
        left = self._left_of_other()
        return QPointF(at.x() - left, at.y()) if self.is_split and at.x() >= left else at

    def mouse(self, event: QMouseEvent) -> QMouseEvent:
        """The event as the side it is on would have it."""
        if not self.is_on:
            self.is_under_cursor = False
            return event
        at = self.in_side(event.position())
        return QMouseEvent(
            event.type(), at, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
        )

    def wheel(self, event: QWheelEvent) -> QWheelEvent:
        """The same of a wheel."""
        if not self.is_split:
            return event
        return QWheelEvent(
            self.in_side(event.position()),
            event.globalPosition(),
            event.pixelDelta(),
            event.angleDelta(),
            event.buttons(),
            event.modifiers(),
            event.phase(),
            event.inverted(),
        )

    def takes_hold(self, event: QMouseEvent) -> bool:
        """Whether a press takes hold of the divider."""
        is_left = event.button() is Qt.MouseButton.LeftButton
        self._is_held = is_left and self._is_at_divider(event.position())
        return self._is_held

    def drags(self, event: QMouseEvent) -> bool:
        """Whether the divider is dragged along."""
        if self._is_held:
            self._divider = min(max(event.position().x() / max(self._canvas.width(), 1), 0.0), 1.0)
            self._canvas.update()
        elif self.is_on and not event.buttons():
            over = self._is_at_divider(event.position())
            if over:
                self._canvas.setCursor(Qt.CursorShape.SplitHCursor)
            elif self._canvas.cursor().shape() is Qt.CursorShape.SplitHCursor:
                self._canvas.unsetCursor()
        return self._is_held

    def lets_go(self) -> bool:
        """Whether it was held until now."""
        held, self._is_held = self._is_held, False
        return held

    def _is_at_divider(self, at: QPointF) -> bool:
        return self.is_on and not self.is_split and abs(at.x() - self._divider_x) <= GRIP

    def _is_other(self, at: QPointF) -> bool:
        if not self.is_on:
            return False
        if self._state.blink:
            return True
        return at.x() >= (self._left_of_other() if self.is_split else self._divider_x)

    @property
    def _divider_x(self) -> float:
        return self._divider * self._canvas.width()

    def _left_of_other(self) -> float:
        return (self._canvas.width() + GAP) / 2

    # ------------------------------------------------------------- painting

    def paint(self, painter: QPainter, viewport: Viewport, paint_own: Callable[[], None]) -> None:
        """Paint both sides, this one by `paint_own`, or while it is blinked the other one in its place."""
        whole = QRectF(self._canvas.rect())
        if self.scene is None:
            paint_own()
        elif self._state.blink and not self.is_split:
            self._paint_other(painter, viewport, whole, 0.0)
            self._paint_title(painter, whole, 1)
        elif self.is_split:
            left = self._left_of_other()
            half = QRectF(0, 0, left - GAP, whole.height())
            painter.save()
            painter.setClipRect(half)
            if self._state.blink:
                self._paint_other(painter, viewport, half, 0.0)
            else:
                paint_own()
            painter.restore()
            self._paint_other(painter, viewport, QRectF(left, 0, whole.width() - left, whole.height()), left)
            painter.fillRect(QRectF(left - GAP, 0, GAP, whole.height()), self._canvas.palette().mid())
            self._paint_title(painter, half, 1 if self._state.blink else 0)
            self._paint_title(painter, QRectF(left, 0, half.width(), whole.height()), 1)
        else:
            paint_own()
            self._paint_swiped(painter, viewport, whole)

    def _paint_swiped(self, painter: QPainter, viewport: Viewport, whole: QRectF) -> None:
        x = self._divider_x
        right = QRectF(x, 0, whole.width() - x, whole.height())
        painter.save()
        painter.setClipRect(right)
        painter.fillRect(right, self._canvas.palette().dark())
        painter.restore()
        self._paint_other(painter, viewport, right, 0.0)
        for pen in (QPen(style.CASING_COLOUR, 4), QPen(style.LIGHT, 2)):
            painter.setPen(pen)
            painter.drawLine(QPointF(x, 0), QPointF(x, whole.height()))
        painter.setPen(QPen(style.CASING_COLOUR, 1))
        painter.setBrush(style.LIGHT)
        painter.drawEllipse(QPointF(x, whole.height() / 2), GRIP, GRIP)
        self._paint_title(painter, QRectF(0, 0, x, whole.height()), 0)
        self._paint_title(painter, right, 1)

    def _paint_other(self, painter: QPainter, viewport: Viewport, clip: QRectF, left: float) -> None:
        scene, stills = self.scene, self._stills
        if scene is None or stills is None:
            return
        seen = replace(viewport, image=scene.size)
        painter.save()
        painter.setClipRect(clip)
        painter.translate(left, 0)
        paint_backdrop(painter, scene, seen)
        if self._state.overlays_shown:
            stills.paint(painter, View(scene, seen, self._canvas.devicePixelRatioF()))
            paint_overlay(painter, resolve_overlay(scene, self._state), seen)
        painter.restore()

    def _paint_title(self, painter: QPainter, side: QRectF, number: int) -> None:
        """At the top of a side, in its middle, where that has room."""
        row = self._session.row
        if self._sides is None or row is None:
            return
        other = self._other_row(row) or row
        of_rows = other.index != row.index
        labels, of = ((self._sides.own, row), (self._sides.other, other))[number]
        text = title_of(labels, of, with_row=of_rows)
        wide, _ = badge_size(painter, text)
        painter.save()
        painter.setClipRect(side)
        paint_badge(painter, text, QPointF(side.left() + max((side.width() - wide) / 2, 4), _TOP))
        painter.restore()

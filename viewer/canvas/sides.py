"""Where the two sides of a comparison are on the canvas, and on which of them a hand is.

Side by side each has half of the canvas and the coordinates of a view of its own; under a divider both have
the whole of it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from viewer.state.view_state import CompareMode

GAP = 2.0
"""View pixels between two sides."""
GRIP = 8.0
"""View pixels from the divider within which it is taken hold of."""


class SidePlaces:
    """Of one canvas; `mode` is None while there is one side, `blinks` while the other stands in its place."""

    def __init__(
        self, canvas: QWidget, mode: Callable[[], CompareMode | None], blinks: Callable[[], bool]
    ) -> None:
        self._canvas = canvas
        self._mode = mode
        self._blinks = blinks
        self._divider = 0.5
        self._is_held = False
        self._is_right = False
        self._on_other = False

    @property
    def on_other(self) -> bool:
        """Whether the cursor is on the other side, or was when a button was pressed that is still held."""
        return self._on_other and self._mode() is not None

    @property
    def is_split(self) -> bool:
        """Whether both stand side by side."""
        return self._mode() is CompareMode.SPLIT

    @property
    def divider_x(self) -> float:
        """Where the divider is, in view pixels."""
        return self._divider * self._canvas.width()

    @property
    def left_of_other(self) -> float:
        """Where the other side begins, side by side."""
        return (self._canvas.width() + GAP) / 2

    @property
    def areas(self) -> tuple[QRectF, QRectF]:
        """What of the canvas is this side's, and the other's."""
        whole = QRectF(self._canvas.rect())
        match self._mode():
            case None:
                return whole, QRectF()
            case CompareMode.SPLIT:
                left = self.left_of_other
                return whole.adjusted(0, 0, left - GAP - whole.width(), 0), whole.adjusted(left, 0, 0, 0)
            case CompareMode.SWIPE if self._blinks():
                return QRectF(), whole
            case CompareMode.SWIPE:
                x = self.divider_x
                return whole.adjusted(0, 0, x - whole.width(), 0), whole.adjusted(x, 0, 0, 0)

    def size_of_side(self, whole: QSizeF) -> QSizeF:
        """What each side has of the canvas to show an image in."""
        return QSizeF(max((whole.width() - GAP) / 2, 1.0), whole.height()) if self.is_split else whole

    def in_side(self, at: QPointF, *, same: bool = False) -> QPointF:
        """A point of the canvas in the view of the side that it is on, or of the `same` as before."""
        if not same:
            self._is_right = at.x() >= self.left_of_other
            self._on_other = self._is_other(at)
        return at - self._origin

    def on_canvas(self, in_side: QPointF) -> QPointF:
        """Where a point of the side that the cursor is on lies on the canvas."""
        return in_side + self._origin

    def mouse(self, event: QMouseEvent) -> QMouseEvent:
        """The event as the side it is on would have it; a drag stays on the side where it began."""
        is_press = event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
        is_drag = event.type() is QEvent.Type.MouseButtonRelease or bool(event.buttons())
        at = self.in_side(event.position(), same=is_drag and not is_press)
        return QMouseEvent(
            event.type(), at, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
        )

    def wheel(self, event: QWheelEvent) -> QWheelEvent:
        """The same of a wheel."""
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
        elif self._mode() is not None and not event.buttons():
            if self._is_at_divider(event.position()):
                self._canvas.setCursor(Qt.CursorShape.SplitHCursor)
            elif self._canvas.cursor().shape() is Qt.CursorShape.SplitHCursor:
                self._canvas.unsetCursor()
        return self._is_held

    def lets_go(self) -> bool:
        """Whether it was held until now."""
        held, self._is_held = self._is_held, False
        return held

    @property
    def _origin(self) -> QPointF:
        """Where on the canvas the view begins that the cursor is in."""
        return QPointF(self.left_of_other, 0) if self._is_right and self.is_split else QPointF()

    def _is_at_divider(self, at: QPointF) -> bool:
        return self._mode() is CompareMode.SWIPE and abs(at.x() - self.divider_x) <= GRIP

    def _is_other(self, at: QPointF) -> bool:
        return self._blinks() or (self._is_right if self.is_split else at.x() >= self.divider_x)

"""Hand to view: wheel, mouse, trackpad and touch become zoom, pan, hover and selection."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent

WHEEL_STEP = 1.2
"""Zoom of one notch of a wheel (120 eighths of a degree)."""
DRAG_FROM = 4.0
"""View pixels that a pressed mouse moves before it is a drag and no longer a click."""


class Surface(Protocol):
    """What gestures act on."""

    def zoom_at(self, factor: float, in_view: QPointF) -> None:
        """Zoom; the image point under `in_view` stays there."""

    def pan_by(self, by: QPointF) -> None:
        """Move the image by view pixels."""

    def hover_at(self, in_view: QPointF | None) -> None:
        """The cursor is here, or has left."""

    def click_at(self, in_view: QPointF, *, add: bool) -> None:
        """Select what is here."""

    def double_click_at(self, in_view: QPointF) -> None:
        """Zoom to what is here, or fit."""

    def cycle_under_cursor(self, distance: int) -> None:
        """Select the next of what lies here."""


class Line(Protocol):
    """What a drag draws while it is on, in place of moving the image."""

    @property
    def is_on(self) -> bool:
        """Whether it does."""

    def drag(self, start: QPointF, end: QPointF, *, snapped: bool) -> None:
        """From one point of the view to another."""


class Gestures:
    """Tells a click from a drag, a wheel from two fingers, and acts on a surface.

    `set_cursor` shows what the hand would do.
    """

    def __init__(self, surface: Surface, set_cursor: Callable[[Qt.CursorShape], None], line: Line) -> None:
        self._surface = surface
        self._set_cursor = set_cursor
        self._line = line
        self._drawing = False
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._dragging = False
        self._space = False

    def wheel(self, event: QWheelEvent) -> None:
        """A wheel zooms at the cursor, two fingers pan.

        With either, Ctrl zooms and Alt goes through what lies under the cursor.
        """
        modifiers = event.modifiers()
        angle = event.angleDelta()
        if modifiers & Qt.KeyboardModifier.AltModifier:
            turned = angle.y() or angle.x()  # some systems turn Alt+wheel sideways
            if turned:
                self._surface.cycle_under_cursor(1 if turned < 0 else -1)
        elif not modifiers & Qt.KeyboardModifier.ControlModifier and _from_fingers(event):
            by = event.pixelDelta() if not event.pixelDelta().isNull() else angle / 8
            self._surface.pan_by(QPointF(by))
        else:
            self._surface.zoom_at(WHEEL_STEP ** (angle.y() / 120), event.position())
        event.accept()

    def native(self, event: QNativeGestureEvent, at: QPointF) -> bool:
        """Pinch to zoom and smart zoom on trackpads, at a point of the view; False for any other gesture."""
        if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self._surface.zoom_at(1 + event.value(), at)
            return True
        if event.gestureType() is Qt.NativeGestureType.SmartZoomNativeGesture:
            self._surface.double_click_at(at)
            return True
        return False

    def press(self, event: QMouseEvent) -> None:
        """Left or middle button down: a drag may follow."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pressed = self._last = event.position()
            self._dragging = event.button() is Qt.MouseButton.MiddleButton or self._space
            if self._dragging:
                self._set_cursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, event: QMouseEvent) -> None:
        """Drag the image, or hover."""
        at = event.position()
        if self._pressed is None:
            self._surface.hover_at(at)
            return
        if not self._dragging and (at - self._pressed).manhattanLength() >= DRAG_FROM:
            self._dragging = True
            self._drawing = self._line.is_on
            if not self._drawing:
                self._set_cursor(Qt.CursorShape.ClosedHandCursor)
        if self._drawing:
            snapped = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._line.drag(self._pressed, at, snapped=snapped)
        elif self._dragging:
            self._surface.pan_by(at - self._last)
            self._last = at

    def release(self, event: QMouseEvent) -> None:
        """The end of a drag, or a click."""
        clicked = self._pressed is not None and not self._dragging
        self._pressed, self._dragging, self._drawing = None, False, False
        self.show_cursor()
        if clicked and event.button() is Qt.MouseButton.LeftButton:
            add = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._surface.click_at(event.position(), add=add)

    def double_click(self, event: QMouseEvent) -> None:
        """Zoom to what is here, or fit."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._surface.double_click_at(event.position())

    def key(self, event: QKeyEvent, *, down: bool) -> bool:
        """Space held makes every drag a pan; False for any other key."""
        if event.key() != Qt.Key.Key_Space:
            return False
        if not event.isAutoRepeat():
            self._space = down
            self.show_cursor()
        return True

    def leave(self, _: QEvent) -> None:
        """The cursor is gone."""
        self._surface.hover_at(None)

    def show_cursor(self) -> None:
        """Show what a drag would do now."""
        drawing = Qt.CursorShape.CrossCursor if self._line.is_on else Qt.CursorShape.ArrowCursor
        self._set_cursor(Qt.CursorShape.OpenHandCursor if self._space else drawing)


def _from_fingers(event: QWheelEvent) -> bool:
    """Whether a wheel event comes from a trackpad: it tells phases, or moves by pixels."""
    return event.phase() is not Qt.ScrollPhase.NoScrollPhase or not event.pixelDelta().isNull()

"""A line dragged over the image, its length and angle, and the size of what is selected."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QPainter, QPen

from viewer.canvas import style
from viewer.canvas.badge import badge_size, paint_badge
from viewer.canvas.camera import Camera
from viewer.canvas.drawn import Drawn
from viewer.canvas.overlay import Overlay
from viewer.canvas.viewport import Viewport

SNAP_DEGREES = 45
_TICK = 7.0
_GAP = 12.0
_MOST_SELECTED = 4


class Measure:
    """The line, in image pixels; `is_on` says whether a drag measures, `changed` is called when it did."""

    def __init__(self, camera: Camera, is_on: Callable[[], bool], changed: Callable[[], None]) -> None:
        self._camera = camera
        self._is_on = is_on
        self._changed = changed
        self.line: QLineF | None = None

    @property
    def is_on(self) -> bool:
        """Whether a drag measures."""
        return self._is_on()

    def drag(self, start: QPointF, end: QPointF, *, snapped: bool) -> None:
        """From one point of the view to another, at a multiple of 45° when it is to snap."""
        viewport = self._camera.viewport
        if snapped:
            end = _snapped(start, end)
        self.line = QLineF(viewport.to_image(start), viewport.to_image(end))
        self._changed()

    def clear(self) -> None:
        """Another row is looked at."""
        self.line = None

    def paint(self, painter: QPainter, overlay: Overlay, viewport: Viewport, *, left: float) -> None:
        """Paint the line with its length, and what is selected in words, which keep clear of the `left`."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.line is not None:
            _paint_line(painter, self.line, viewport)
        if text := selection_text(overlay):
            _, high = badge_size(painter, text)
            paint_badge(painter, text, QPointF(left + _GAP, viewport.view.height() - high - _GAP))
        painter.restore()


def line_text(line: QLineF) -> str:
    """Length, its parts and its angle, counted as in a drawing: to the right 0°, upwards 90°."""
    angle = math.degrees(math.atan2(0.0 - line.dy(), line.dx()))
    parts = f"across {_signed(line.dx())}   down {_signed(line.dy())}"
    return f"{line.length():,.1f} px   {angle:.1f}°\n{parts}"


def selection_text(overlay: Overlay) -> str:
    """Area and outline of each thing selected, in image pixels."""
    shapes = [drawn for drawn in overlay.selected if isinstance(drawn, Drawn) and not drawn.shape.is_point]
    lines = [_shape_text(drawn) for drawn in shapes[:_MOST_SELECTED]]
    if len(shapes) > _MOST_SELECTED:
        total = sum(drawn.shape.area for drawn in shapes)
        lines.append(f"and {len(shapes) - _MOST_SELECTED} more, {total:,.0f} px² in all")
    return "\n".join(lines)


def _shape_text(drawn: Drawn) -> str:
    around = drawn.shape.outline.length()
    if drawn.shape.encloses:
        return f"{drawn.thing.name}: {drawn.shape.area:,.0f} px², outline {around:,.1f} px"
    return f"{drawn.thing.name}: length {around:,.1f} px"


def _signed(value: float) -> str:
    return f"{value + 0.0:,.1f}"


def _snapped(start: QPointF, end: QPointF) -> QPointF:
    by = end - start
    step = math.radians(SNAP_DEGREES)
    angle = round(math.atan2(by.y(), by.x()) / step) * step
    along = by.x() * math.cos(angle) + by.y() * math.sin(angle)
    return start + QPointF(along * math.cos(angle), along * math.sin(angle))


def _paint_line(painter: QPainter, line: QLineF, viewport: Viewport) -> None:
    seen = QLineF(viewport.to_view(line.p1()), viewport.to_view(line.p2()))
    if seen.length() < 1:
        return
    ticks = []
    for end in (seen.p1(), seen.p2()):
        across = seen.normalVector().unitVector()
        off = QPointF(across.dx(), across.dy()) * _TICK
        ticks.append(QLineF(end - off, end + off))
    for pen in (QPen(style.CASING_COLOUR, style.CASING), QPen(style.LIGHT, 1.5)):
        painter.setPen(pen)
        painter.drawLines([seen, *ticks])
    text = line_text(line)
    wide, high = badge_size(painter, text)
    left = min(max(seen.x2() + _GAP, 0.0), viewport.view.width() - wide)
    top = min(max(seen.y2() + _GAP, 0.0), viewport.view.height() - high)
    paint_badge(painter, text, QPointF(left, top))

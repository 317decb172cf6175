"""Names as tabs: beside the shape rather than over it, and always within the view."""

from __future__ import annotations

import math
from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from viewer.canvas import style
from viewer.canvas.colours import text_colour
from viewer.canvas.overlay import Overlay, Visible
from viewer.canvas.scene import DrawnArrow, Scene
from viewer.canvas.viewport import Viewport

MAX_WIDTH = 260.0
PADDING = 5.0
GAP = 3.0
POINT_SIZE = 9.0


def paint_names(painter: QPainter, scene: Scene, viewport: Viewport) -> None:
    """Paint the name of everything that is visible, when all names are asked for."""
    if scene.all_names:
        paint_tabs(painter, scene.things(), viewport)


def paint_overlay_names(painter: QPainter, overlay: Overlay, viewport: Viewport) -> None:
    """Paint the names of what is selected or hovered."""
    paint_tabs(painter, overlay.named, viewport)


def paint_tabs(painter: QPainter, things: Iterable[Visible], viewport: Viewport) -> None:
    """Paint a tab for each thing that is seen."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(painter.font())
    font.setPointSizeF(POINT_SIZE)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    seen = viewport.seen
    for drawn in things:
        if seen.intersects(drawn.bounds.adjusted(-0.5, -0.5, 0.5, 0.5)):
            _paint_tab(painter, drawn, viewport, metrics)
    painter.restore()


def _paint_tab(painter: QPainter, drawn: Visible, viewport: Viewport, metrics: QFontMetricsF) -> None:
    text = metrics.elidedText(drawn.thing.name, Qt.TextElideMode.ElideMiddle, MAX_WIDTH)
    tab = tab_rect(drawn, viewport, metrics.horizontalAdvance(text) + 2 * PADDING, metrics.height() + 2)
    painter.setPen(style.pen(style.CASING_COLOUR, 1))
    painter.setBrush(drawn.colour)
    painter.drawRoundedRect(tab, 3, 3)
    painter.setPen(text_colour(drawn.colour))
    painter.drawText(tab, Qt.AlignmentFlag.AlignCenter, text)


def tab_rect(drawn: Visible, viewport: Viewport, width: float, height: float) -> QRectF:
    """Above the top left corner of a shape, beside the middle of an arrow; always within the view."""
    if isinstance(drawn, DrawnArrow):
        corner = _beside(drawn, viewport, width, height)
    else:
        corner = viewport.to_view(drawn.anchor) - QPointF(1, height + GAP)
    x = min(max(corner.x(), 2.0), max(viewport.view.width() - width - 2, 2.0))
    y = min(max(corner.y(), 2.0), max(viewport.view.height() - height - 2, 2.0))
    return QRectF(x, y, width, height)


def _beside(drawn: DrawnArrow, viewport: Viewport, width: float, height: float) -> QPointF:
    """The corner of a tab that just clears the line at its middle, above it or to its left."""
    middle = viewport.to_view(drawn.anchor)
    angle = math.radians(drawn.arrow.path.angleAtPercent(0.5))  # counter-clockwise, y up
    aside = QPointF(math.sin(angle), math.cos(angle))
    if aside.y() > 0:
        aside = -aside
    clearance = (width * abs(aside.x()) + height * abs(aside.y())) / 2 + style.HEAD_WIDTH / 2 + GAP
    return middle + aside * clearance - QPointF(width / 2, height / 2)

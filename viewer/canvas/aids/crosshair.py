"""Two lines through the cursor, across the whole view."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from viewer.canvas import style
from viewer.canvas.viewport import Viewport

GAP = 10.0
"""View pixels around the cursor that stay free, so that what it points at is seen."""


def paint_crosshair(painter: QPainter, viewport: Viewport, cursor: QPointF) -> None:
    """A light line within a dark one, which is seen on any image."""
    x, y = cursor.x(), cursor.y()
    lines = [
        QLineF(0, y, x - GAP, y),
        QLineF(x + GAP, y, viewport.view.width(), y),
        QLineF(x, 0, x, y - GAP),
        QLineF(x, y + GAP, x, viewport.view.height()),
    ]
    painter.save()
    for pen in (QPen(style.CASING_COLOUR, 3), QPen(style.LIGHT, 1, Qt.PenStyle.DashLine)):
        painter.setPen(pen)
        painter.drawLines(lines)
    painter.restore()

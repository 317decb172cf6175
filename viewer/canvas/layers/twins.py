"""How many objects lie exactly on each other, where several look like one."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPainter

from viewer.canvas.badge import badge_size, paint_badge
from viewer.canvas.detail import HAIRLINE_BELOW
from viewer.canvas.scene import Scene
from viewer.canvas.steps import Steps
from viewer.canvas.viewport import Viewport

POINT_SIZE = 8.0


def paint_twins(painter: QPainter, scene: Scene, viewport: Viewport) -> Steps:
    """Paint `2×` at the upper right corner of each outline that several visible objects share."""
    groups = scene.objects.twins()
    if not groups:
        return
    painter.save()
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(painter.font())
        font.setPointSizeF(POINT_SIZE)
        font.setBold(True)
        painter.setFont(font)
        for group in groups:
            place = viewport.view_from_image.mapRect(scene.objects.number(group[0]).bounds)
            is_point = scene.objects.number(group[0]).shape.is_point
            if is_point or max(place.width(), place.height()) >= HAIRLINE_BELOW:
                text = f"{len(group)}×"
                wide, high = badge_size(painter, text)
                paint_badge(painter, text, place.topRight() - QPointF(wide / 2, high / 2))
                yield
    finally:
        painter.restore()

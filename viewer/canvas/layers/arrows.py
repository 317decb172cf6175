"""Relationship arrows: lines in image pixels, heads of constant size on the screen."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF

from viewer.canvas import style
from viewer.canvas.drawn import DrawnArrow
from viewer.canvas.scene import Scene
from viewer.canvas.steps import Steps
from viewer.canvas.viewport import Viewport


def paint_arrows(painter: QPainter, scene: Scene, viewport: Viewport) -> Steps:
    """Paint the relationships that are seen."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        for drawn in scene.arrows_seen(viewport):
            width, halo = scene.drawing.line_width, scene.drawing.halo
            paint_arrow(painter, drawn, viewport, drawn.colour, width, halo=halo)
            yield
    finally:
        painter.restore()


def paint_arrow(
    painter: QPainter,
    drawn: DrawnArrow,
    viewport: Viewport,
    colour: QColor,
    width: float,
    *,
    halo: bool = True,
) -> None:
    """Paint one arrow with its heads."""
    path = viewport.view_from_image.map(drawn.arrow.path)
    heads = [_head(path, 1.0, width)]
    if drawn.arrow.both_ways:
        heads.append(_head(path, 0.0, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    casing = style.casing_of(colour)
    if halo:
        painter.strokePath(path, style.pen(casing, width + style.HALO, dashed=drawn.dashed))
    painter.strokePath(path, style.pen(colour, width, dashed=drawn.dashed))
    painter.setBrush(colour)
    painter.setPen(style.pen(casing, 1) if halo else Qt.PenStyle.NoPen)
    for head in heads:
        painter.drawPolygon(head)


def _head(path: QPainterPath, share: float, width: float) -> QPolygonF:
    """The triangle at the end (share 1) or the start (0) of a path, pointing along it."""
    length = path.length()
    step = min(style.HEAD_LENGTH / length, 1.0) if length > 0 else 0.0
    tip = path.pointAtPercent(share)
    behind = path.pointAtPercent(share - step if share > 0 else step)
    angle = math.atan2(tip.y() - behind.y(), tip.x() - behind.x())
    grown = 1 + (width - style.OUTLINE) / 6
    along = QPointF(math.cos(angle), math.sin(angle)) * style.HEAD_LENGTH * grown
    aside = QPointF(-math.sin(angle), math.cos(angle)) * style.HEAD_WIDTH * grown / 2
    return QPolygonF([tip, tip - along + aside, tip - along * 0.75, tip - along - aside])

"""Objects: fills of boxes and polygons, outlines of everything, marks of points."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from viewer.canvas import style
from viewer.canvas.drawn import Drawn
from viewer.canvas.kinds.point import RADIUS
from viewer.canvas.scene import Scene
from viewer.canvas.viewport import Viewport
from viewer.model.geometry import Kind, Point


def paint_objects(painter: QPainter, scene: Scene, viewport: Viewport) -> None:
    """Paint the objects that are seen, in the scene's order."""
    seen = viewport.seen.adjusted(-1, -1, 1, 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for drawn in scene.objects:
        if isinstance(drawn.shape.geometry, Point):
            paint_point(painter, drawn, viewport)
        elif seen.intersects(drawn.bounds.adjusted(-0.5, -0.5, 0.5, 0.5)):
            _paint_outlined(painter, drawn, viewport, scene.opacity)
    painter.restore()


def _paint_outlined(painter: QPainter, drawn: Drawn, viewport: Viewport, opacity: float) -> None:
    path = viewport.view_from_image.map(drawn.shape.outline_at(viewport.scale))
    share = style.FILL_SHARES.get(drawn.thing.kind)
    if share:
        painter.fillPath(path, style.faded(drawn.colour, opacity * share))
    stroke(painter, path, drawn, style.CASING_COLOUR, style.CASING)
    stroke(painter, path, drawn, drawn.colour, style.OUTLINE)


def stroke(painter: QPainter, path: QPainterPath, drawn: Drawn, colour: QColor, width: float) -> None:
    """Draw the outline of an object, dashed where it is of another label than the first."""
    stepped = drawn.thing.kind is Kind.MASK
    painter.strokePath(path, style.pen(colour, width, dashed=drawn.dashed, stepped=stepped))


def paint_point(painter: QPainter, drawn: Drawn, viewport: Viewport) -> None:
    """Paint a mark of constant size: a disc, or a dashed ring for labels beside the first."""
    at = viewport.to_view(drawn.shape.centre)
    mark = QRectF(at.x() - RADIUS, at.y() - RADIUS, 2 * RADIUS, 2 * RADIUS)
    painter.setPen(style.pen(style.CASING_COLOUR, style.CASING))
    painter.setBrush(style.faded(drawn.colour, 0.25 if drawn.dashed else 1.0))
    painter.drawEllipse(mark)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(style.pen(drawn.colour if drawn.dashed else style.LIGHT, 1.6, dashed=drawn.dashed))
    painter.drawEllipse(mark)

"""The selection, told by form: a double line, and handles at the vertices."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from viewer.canvas import style
from viewer.canvas.drawn import Drawn, DrawnArrow
from viewer.canvas.kinds.mask import MaskPixels
from viewer.canvas.kinds.point import RADIUS
from viewer.canvas.layers.arrows import paint_arrow
from viewer.canvas.layers.objects import paint_point, stroke
from viewer.canvas.overlay import Overlay
from viewer.canvas.viewport import Viewport
from viewer.model.geometry import Box, Point, Polygon, Polyline
from viewer.state.drawing import Drawing

MOST_HANDLES = 200


def paint_selection(painter: QPainter, overlay: Overlay, viewport: Viewport) -> None:
    """Paint what is selected over everything else."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for drawn in overlay.selected:
        if isinstance(drawn, DrawnArrow):
            width = overlay.drawing.line_width
            paint_arrow(painter, drawn, viewport, style.LIGHT, width + 4)
            paint_arrow(painter, drawn, viewport, drawn.colour, width + 1)
        elif isinstance(drawn.shape.geometry, Point):
            _paint_ring(painter, drawn, viewport, overlay.drawing)
        else:
            _paint_more_opaque(painter, drawn, viewport, overlay)
            _paint_double_line(painter, drawn, viewport, overlay.drawing.line_width)
            _paint_handles(painter, drawn, viewport)
    painter.restore()


def _paint_more_opaque(painter: QPainter, drawn: Drawn, viewport: Viewport, overlay: Overlay) -> None:
    """A second fill over the first, so that both together have the opacity of what is selected."""
    share = style.fill_share(drawn.thing.kind, outlined=overlay.drawing.outline)
    first = overlay.opacity * share
    wanted = overlay.drawing.selected_opacity
    if drawn.shape.encloses and wanted > first:
        path = viewport.view_from_image.map(drawn.shape.outline_at(viewport.scale))
        painter.fillPath(path, style.faded(drawn.colour, (wanted - first) / (1 - first)))


def _paint_double_line(painter: QPainter, drawn: Drawn, viewport: Viewport, width: float) -> None:
    path = viewport.view_from_image.map(drawn.shape.outline_at(viewport.scale))
    solid = replace(drawn, dashed=False)
    stroke(painter, path, solid, style.CASING_COLOUR, width + 6)
    stroke(painter, path, solid, style.LIGHT, width + 4)
    stroke(painter, path, drawn, drawn.colour, width)


def _paint_ring(painter: QPainter, drawn: Drawn, viewport: Viewport, drawing: Drawing) -> None:
    at = viewport.to_view(drawn.shape.centre)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for width, colour in ((5, style.CASING_COLOUR), (3, style.LIGHT)):
        painter.setPen(style.pen(colour, width))
        painter.drawEllipse(at, RADIUS + 5, RADIUS + 5)
    paint_point(painter, drawn, viewport, drawing)


def _paint_handles(painter: QPainter, drawn: Drawn, viewport: Viewport) -> None:
    corners = _corners(drawn)
    if len(corners) > MOST_HANDLES:
        return
    painter.setPen(style.pen(drawn.colour, 1.5))
    painter.setBrush(style.LIGHT)
    for corner in corners:
        at = viewport.to_view(corner)
        painter.drawRect(
            QRectF(at.x() - style.HANDLE, at.y() - style.HANDLE, 2 * style.HANDLE, 2 * style.HANDLE)
        )


def _corners(drawn: Drawn) -> list[QPointF]:
    match drawn.shape.geometry:
        case Box() as box:
            return [QPointF(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
        case Polygon() as polygon:
            return [QPointF(x, y) for ring in (polygon.exterior, *polygon.holes) for x, y in ring.tolist()]
        case Polyline() as line:
            return [QPointF(x, y) for x, y in line.vertices.tolist()]
        case Point() | MaskPixels():
            return []

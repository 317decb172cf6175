"""Objects: fills of boxes and polygons, outlines of everything, marks of points, dots for what is tiny."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from viewer.canvas import style
from viewer.canvas.detail import DOT, HAIRLINE, WHOLE, details
from viewer.canvas.drawn import Drawn
from viewer.canvas.index import Numbers
from viewer.canvas.kinds import prepare_outlines
from viewer.canvas.kinds.point import RADIUS
from viewer.canvas.scene import Scene, reached
from viewer.canvas.steps import Steps
from viewer.canvas.viewport import Viewport
from viewer.model.geometry import Kind
from viewer.state.drawing import Drawing

CHUNK = 50
"""Objects whose outlines are simplified together: a step."""
SMALL_A_STEP = 20
MANY_CORNERS = 16
"""An outline of more corners is a curve, whose corners are too blunt to tell a bevel from an arc."""
FILLED = (Kind.BOX, Kind.POLYGON)
"""The fills of masks are a layer of their own."""
RING_SHARE = 0.8
"""How wide the line of a mark is beside an outline, which it is too small for."""
DOT_SIDE = 2.0
"""View pixels."""


def paint_objects(painter: QPainter, scene: Scene, viewport: Viewport) -> Steps:
    """Paint the objects that are seen, in the scene's order, with no more detail than can be seen."""
    numbers = scene.objects.touching(reached(viewport))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        for start in range(0, len(numbers), CHUNK):
            yield from _paint_chunk(painter, scene, viewport, numbers[start : start + CHUNK])
    finally:
        painter.restore()


def _paint_chunk(painter: QPainter, scene: Scene, viewport: Viewport, chunk: Numbers) -> Steps:
    objects = scene.objects
    detail = details(objects, chunk, viewport.scale)
    prepare_outlines(map(objects.table.shape, chunk[detail != DOT].tolist()), viewport.scale)
    yield
    for place, (number, much) in enumerate(zip(chunk.tolist(), detail.tolist(), strict=True)):
        _paint(painter, objects.number(number), viewport, scene, much)
        if much == WHOLE or place % SMALL_A_STEP == 0:
            yield


def _paint(painter: QPainter, drawn: Drawn, viewport: Viewport, scene: Scene, detail: int) -> None:
    if drawn.shape.is_point:
        paint_point(painter, drawn, viewport, scene.drawing)
    elif detail == DOT:
        _paint_dot(painter, drawn, viewport)
    else:
        _paint_outlined(painter, drawn, viewport, scene, hairline=detail == HAIRLINE)


def _paint_dot(painter: QPainter, drawn: Drawn, viewport: Viewport) -> None:
    at = viewport.to_view(drawn.bounds.center())
    painter.fillRect(QRectF(at.x() - DOT_SIDE / 2, at.y() - DOT_SIDE / 2, DOT_SIDE, DOT_SIDE), drawn.colour)


def _paint_outlined(
    painter: QPainter, drawn: Drawn, viewport: Viewport, scene: Scene, *, hairline: bool
) -> None:
    path = viewport.view_from_image.map(drawn.shape.outline_at(viewport.scale))
    drawing = scene.drawing
    if drawn.thing.kind in FILLED and scene.opacity:
        share = style.fill_share(drawn.thing.kind, outlined=drawing.outline)
        painter.fillPath(path, style.faded(drawn.colour, scene.opacity * share))
    if not drawing.outline and drawn.shape.encloses:
        return
    if hairline:
        painter.strokePath(path, QPen(drawn.colour, style.HAIRLINE))
        return
    if drawing.halo:
        stroke(painter, path, drawn, style.casing_of(drawn.colour), drawing.line_width + style.HALO)
    stroke(painter, path, drawn, drawn.colour, drawing.line_width)


def stroke(painter: QPainter, path: QPainterPath, drawn: Drawn, colour: QColor, width: float) -> None:
    """Draw the outline of an object, dashed where it is of another label than the first."""
    bevelled = drawn.thing.kind is Kind.MASK or path.elementCount() > MANY_CORNERS
    painter.strokePath(path, style.pen(colour, width, dashed=drawn.dashed, bevelled=bevelled))


def paint_point(painter: QPainter, drawn: Drawn, viewport: Viewport, drawing: Drawing) -> None:
    """Paint a mark of constant size: a disc, or a ring for labels beside the first and without fills."""
    at = viewport.to_view(drawn.shape.centre)
    mark = QRectF(at.x() - RADIUS, at.y() - RADIUS, 2 * RADIUS, 2 * RADIUS)
    is_ring = drawn.dashed or not drawing.fill
    opacity = 0.25 if drawn.dashed else 1.0
    painter.setPen(Qt.PenStyle.NoPen)
    if drawing.halo:
        painter.setPen(style.pen(style.casing_of(drawn.colour), style.CASING))
    painter.setBrush(style.faded(drawn.colour, opacity) if drawing.fill else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(mark)
    if not drawing.outline:
        return
    width = min(RING_SHARE * drawing.line_width, RADIUS / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(style.pen(drawn.colour if is_ring else style.LIGHT, width, dashed=drawn.dashed))
    painter.drawEllipse(mark)

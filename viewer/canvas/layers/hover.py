"""What is under the cursor, lifted a little."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from viewer.canvas import style
from viewer.canvas.drawn import DrawnArrow
from viewer.canvas.kinds.point import RADIUS
from viewer.canvas.layers.arrows import paint_arrow
from viewer.canvas.layers.objects import stroke
from viewer.canvas.overlay import Overlay, Visible
from viewer.canvas.viewport import Viewport
from viewer.model.geometry import Point


def paint_hover(painter: QPainter, overlay: Overlay, viewport: Viewport) -> None:
    """Paint the hovered thing with a light line, its inside a little more opaque, and the arrows it has."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for arrow in overlay.arrows:
        if arrow not in overlay.selected and arrow not in overlay.hovered:
            paint_arrow(painter, arrow, viewport, arrow.colour, overlay.drawing.line_width + 1)
    for drawn in overlay.hovered:
        if drawn not in overlay.selected:
            _lift(painter, drawn, viewport, overlay.drawing.line_width)
    painter.restore()


def _lift(painter: QPainter, drawn: Visible, viewport: Viewport, width: float) -> None:
    if isinstance(drawn, DrawnArrow):
        paint_arrow(painter, drawn, viewport, drawn.colour, width + 2)
    elif isinstance(drawn.shape.geometry, Point):
        painter.setPen(style.pen(style.LIGHT, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(viewport.to_view(drawn.shape.centre), RADIUS + 4, RADIUS + 4)
    else:
        path = viewport.view_from_image.map(drawn.shape.outline_at(viewport.scale))
        if drawn.shape.encloses:
            painter.fillPath(path, style.faded(drawn.colour, 0.15))
        stroke(painter, path, drawn, style.LIGHT, width + style.HALO)
        stroke(painter, path, drawn, drawn.colour, width)

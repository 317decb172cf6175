"""All but the surroundings of the selection dimmed."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from viewer.canvas.overlay import Overlay
from viewer.canvas.viewport import Viewport

DIMMED = QColor(0, 0, 0, 165)
_AROUND = 0.25
"""Of a selected thing's size, that is seen around it too, and no less than so many view pixels."""
_LEAST = 24.0


def paint_spotlight(painter: QPainter, overlay: Overlay, viewport: Viewport) -> None:
    """Paint the dark around what is selected, if that is wished."""
    if not overlay.spotlight or not overlay.selected:
        return
    view = QRectF(0, 0, viewport.view.width(), viewport.view.height())
    dark = QPainterPath()
    dark.addRect(view)
    light = QPainterPath()
    for drawn in overlay.selected:
        place = viewport.view_from_image.mapRect(drawn.bounds)
        across, down = max(place.width() * _AROUND, _LEAST), max(place.height() * _AROUND, _LEAST)
        part = QPainterPath()
        part.addRoundedRect(place.adjusted(-across, -down, across, down), 6, 6)
        light = light.united(part)
    painter.fillPath(dark.subtracted(light), DIMMED)

"""Lines along edges, on screens of every device pixel ratio."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen


def paint_edge(painter: QPainter, rect: QRectF, colour: QColor, width: int = 1) -> None:
    """Paint a line whose middle runs half a view pixel inside the edges.

    So one of a pixel fills just the last pixels of the rectangle, corners and all.
    """
    painter.setPen(QPen(colour, width, j=Qt.PenJoinStyle.MiterJoin))
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))

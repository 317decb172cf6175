"""A few words over the image, light on dark, whatever is beneath."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

GROUND = QColor(20, 24, 30, 225)
WORDS = QColor(255, 255, 255)
RADIUS = 4.0
_PADDING = (7.0, 4.0)


def badge_size(painter: QPainter, text: str) -> tuple[float, float]:
    """Width and height of a badge of lines."""
    metrics = QFontMetricsF(painter.font())
    lines = text.split("\n")
    wide = max(metrics.horizontalAdvance(line) for line in lines)
    return wide + 2 * _PADDING[0], metrics.height() * len(lines) + 2 * _PADDING[1]


def paint_badge(painter: QPainter, text: str, at: QPointF) -> None:
    """With its upper left corner there."""
    wide, high = badge_size(painter, text)
    box = QRectF(round(at.x()), round(at.y()), wide, high)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(GROUND)
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    painter.setPen(WORDS)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

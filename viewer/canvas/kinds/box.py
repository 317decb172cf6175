"""Boxes: rectangles whose whole inside can be clicked."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from viewer.model.geometry import Box


def outline(box: Box) -> QPainterPath:
    """The closed border, in image pixels."""
    path = QPainterPath()
    path.addRect(box.left, box.top, box.width, box.height)
    return path


def distance(box: Box, x: float, y: float) -> float:
    """Image pixels from the box, 0 inside."""
    return math.hypot(max(box.left - x, 0, x - box.right), max(box.top - y, 0, y - box.bottom))


def area(box: Box) -> float:
    """Square pixels."""
    return box.width * box.height


def centre(box: Box) -> QPointF:
    """The middle."""
    return QPointF(box.left + box.width / 2, box.top + box.height / 2)

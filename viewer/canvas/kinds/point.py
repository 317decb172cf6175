"""Points: a mark of constant size on the screen."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from viewer.model.geometry import Point

RADIUS = 5.0
"""View pixels."""


def outline(_: Point) -> QPainterPath:
    """Nothing in image pixels: a point has no size there, its mark is drawn in view pixels."""
    return QPainterPath()


def distance(point: Point, x: float, y: float) -> float:
    """Image pixels from the point."""
    return math.hypot(point.x - x, point.y - y)


def centre(point: Point) -> QPointF:
    """The point itself."""
    return QPointF(point.x, point.y)

"""Polylines: clicked near the line, held at the middle of their length."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from viewer.canvas.kinds.paths import distance_to, path_through
from viewer.model.geometry import Polyline


def outline(line: Polyline) -> QPainterPath:
    """The open line, in image pixels."""
    return path_through(line.vertices)


def distance(line: Polyline, x: float, y: float) -> float:
    """Image pixels from the nearest segment."""
    return distance_to(line.vertices, x, y)


def centre(line: Polyline) -> QPointF:
    """The point half way along the line."""
    steps = np.sqrt((np.diff(line.vertices, axis=0) ** 2).sum(axis=1))
    walked = np.concatenate(([0.0], np.cumsum(steps)))
    half = walked[-1] / 2
    x, y = (np.interp(half, walked, line.vertices[:, axis]) for axis in (0, 1))
    return QPointF(float(x), float(y))

"""Polylines: clicked near the line, held at the middle of their length."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QPolygonF

from viewer.model.geometry import Polyline, Vertices


def outline(line: Polyline) -> QPainterPath:
    """The open line, in image pixels."""
    return path_through(line.vertices)


def path_through(vertices: Vertices, *, closed: bool = False) -> QPainterPath:
    """A path through (n, 2) vertices."""
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in vertices.tolist()]))
    if closed:
        path.closeSubpath()
    return path


def distance(line: Polyline, x: float, y: float) -> float:
    """Image pixels from the nearest segment."""
    return distance_to(line.vertices, x, y)


def distance_to(vertices: Vertices, x: float, y: float) -> float:
    """Distance of a point to the segments between consecutive vertices: its projection on each, clamped to
    the segment's ends.
    """
    start, along = vertices[:-1], np.diff(vertices, axis=0)
    to_point = np.array((x, y)) - start
    lengths = np.einsum("ij,ij->i", along, along)
    share = np.einsum("ij,ij->i", to_point, along) / np.where(lengths == 0, 1, lengths)
    nearest = np.clip(share, 0, 1)[:, None] * along
    return float(np.sqrt(((to_point - nearest) ** 2).sum(axis=1)).min())


def length(line: Polyline) -> float:
    """Image pixels from end to end."""
    return float(np.sqrt((np.diff(line.vertices, axis=0) ** 2).sum(axis=1)).sum())


def centre(line: Polyline) -> QPointF:
    """The point half way along the line."""
    steps = np.sqrt((np.diff(line.vertices, axis=0) ** 2).sum(axis=1))
    walked = np.concatenate(([0.0], np.cumsum(steps)))
    half = walked[-1] / 2
    x, y = (np.interp(half, walked, line.vertices[:, axis]) for axis in (0, 1))
    return QPointF(float(x), float(y))

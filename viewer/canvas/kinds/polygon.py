"""Polygons: rings, with holes in files of 2018, filled by the odd-even rule."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath

from viewer.canvas.kinds.paths import distance_to, path_through
from viewer.model.geometry import Polygon, Vertices
from viewer.model.measures import signed_area


def outline(polygon: Polygon) -> QPainterPath:
    """The closed rings, in image pixels."""
    path = path_through(polygon.exterior, closed=True)
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for hole in polygon.holes:
        path.addPath(path_through(hole, closed=True))
    return path


def distance(polygon: Polygon, x: float, y: float) -> float:
    """Image pixels from the polygon, 0 inside (not in a hole)."""
    rings = (polygon.exterior, *polygon.holes)
    if sum(_crossings(ring, x, y) for ring in rings) % 2:
        return 0.0
    return min(distance_to(np.vstack((ring, ring[:1])), x, y) for ring in rings)


def centre(polygon: Polygon) -> QPointF:
    """The centroid of the exterior, or where that lies outside the middle of what is inside at its height.

    Outside it lies of a bent ring or one that crosses itself; of several stretches of inside at that
    height the widest is taken.
    """
    ring = polygon.exterior
    doubled = 2 * signed_area(ring)
    if abs(doubled) < 1e-9:
        x, y = ring.mean(axis=0)
        return QPointF(float(x), float(y))
    following = np.roll(ring, -1, axis=0)
    cross = ring[:, 0] * following[:, 1] - following[:, 0] * ring[:, 1]
    x, y = ((ring + following) * cross[:, None]).sum(axis=0) / (3 * doubled)
    if _crossings(ring, float(x), float(y)) % 2:
        return QPointF(float(x), float(y))
    low, high = ring[:, 1].min(), ring[:, 1].max()
    height = float(y) if low <= y <= high else float((low + high) / 2)
    return QPointF(_widest_middle(ring, height), height)


def _widest_middle(ring: Vertices, y: float) -> float:
    crossings = np.sort(_crossing_xs(ring, y))
    if len(crossings) < 2:
        return float(ring[:, 0].mean())
    pairs = crossings[: len(crossings) // 2 * 2].reshape(-1, 2)
    left, right = pairs[np.argmax(pairs[:, 1] - pairs[:, 0])]
    return float((left + right) / 2)


def _crossings(ring: Vertices, x: float, y: float) -> int:
    """How often a ray to the right from (x, y) crosses the ring; odd means inside."""
    return int((_crossing_xs(ring, y) > x).sum())


def _crossing_xs(ring: Vertices, y: float) -> Vertices:
    """Where the ring's edges cross the horizontal through y; of an edge's ends only the upper counts."""
    start, end = ring, np.roll(ring, -1, axis=0)
    cut = (start[:, 1] > y) != (end[:, 1] > y)
    (x0, y0), (x1, y1) = start[cut].T, end[cut].T
    crossings: Vertices = x0 + (y - y0) * (x1 - x0) / (y1 - y0)
    return crossings

"""Lengths and areas of vertices, in the unit of the vertices."""

from __future__ import annotations

import numpy as np

from viewer.model.geometry import Polygon, Vertices


def length(vertices: Vertices) -> float:
    """Length of an open line through (n, 2) vertices, 0 for fewer than two."""
    return float(np.hypot(*np.diff(vertices, axis=0).T).sum())


def signed_area(ring: Vertices) -> float:
    """Area of a closed ring by the shoelace formula, positive where it runs clockwise with y down.

    It is taken from the first vertex, against rounding far from the origin.
    """
    x, y = (ring - ring[:1]).T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def polygon_area(polygon: Polygon) -> float:
    """Area inside the exterior, holes taken off; not finite where the vertices are too far apart."""
    with np.errstate(all="ignore"):
        exterior, *holes = (abs(signed_area(ring)) for ring in (polygon.exterior, *polygon.holes))
        return exterior - sum(holes)

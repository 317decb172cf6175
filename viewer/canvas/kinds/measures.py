"""Where many geometries are and how large, in a few calls for all of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from viewer.canvas.index import Boxes
from viewer.canvas.kinds import Drawable
from viewer.canvas.kinds.mask import MaskPixels
from viewer.model.geometry import Box, Point, Polygon, Polyline, Vertices
from viewer.model.measures import polygon_area

Areas = NDArray[np.float64]


def measured(geometries: Sequence[Drawable]) -> tuple[Boxes, Areas]:
    """Bounding boxes (n, 4) and areas (n,) in image pixels; of lines and points the area is 0."""
    boxes, areas = np.zeros((len(geometries), 4)), np.zeros(len(geometries))
    rings: dict[int, Vertices] = {}
    for number, geometry in enumerate(geometries):
        match geometry:
            case Box():
                boxes[number] = geometry.left, geometry.top, geometry.right, geometry.bottom
                areas[number] = geometry.width * geometry.height
            case Point():
                boxes[number] = geometry.x, geometry.y, geometry.x, geometry.y
            case MaskPixels():
                boxes[number] = geometry.layer.box(geometry.instance)
                areas[number] = geometry.area
            case Polyline():
                rings[number] = geometry.vertices
            case Polygon():
                rings[number] = geometry.exterior
    _measure_rings(rings, boxes, areas)
    for number in rings:
        geometry = geometries[number]
        if isinstance(geometry, Polyline):
            areas[number] = 0.0
        elif isinstance(geometry, Polygon) and geometry.holes:
            vertices = np.vstack((geometry.exterior, *geometry.holes))
            boxes[number] = (*vertices.min(axis=0), *vertices.max(axis=0))
            areas[number] = polygon_area(geometry)
    return boxes, areas


def _measure_rings(rings: dict[int, Vertices], boxes: Boxes, areas: Areas) -> None:
    """Fill in bounds and areas (shoelace, from the first vertex of each) of rings by their number."""
    if not rings:
        return
    numbers = np.fromiter(rings, dtype=np.intp, count=len(rings))
    lengths = np.array([len(ring) for ring in rings.values()])
    vertices = np.concatenate(list(rings.values()))
    starts = np.concatenate(([0], lengths.cumsum()[:-1]))
    boxes[numbers, :2] = np.minimum.reduceat(vertices, starts)
    boxes[numbers, 2:] = np.maximum.reduceat(vertices, starts)
    with np.errstate(all="ignore"):
        x, y = (vertices - np.repeat(vertices[starts], lengths, axis=0)).T
        # The last edge of each ring ends at its first vertex, which is the origin: its cross product is zero.
        cross = np.zeros(len(vertices))
        cross[:-1] = x[:-1] * y[1:] - y[:-1] * x[1:]
        cross[starts[1:] - 1] = 0.0
        areas[numbers] = np.abs(np.add.reduceat(cross, starts)) / 2

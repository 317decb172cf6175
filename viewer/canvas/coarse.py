"""The first sight of many objects: thin outlines with few corners, in a tenth of the time the whole takes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from viewer.canvas.drawn import Drawn
from viewer.canvas.kinds.mask import MaskPixels
from viewer.canvas.kinds.paths import paths_through
from viewer.canvas.scene import Scene, reached
from viewer.canvas.steps import Steps
from viewer.canvas.viewport import Viewport
from viewer.model.geometry import Box, Point, Polygon, Polyline, Vertices

CHUNK = 200
"""Objects whose lines of one colour are drawn by one call."""
CORNERS = 12


def coarse_steps(painter: QPainter, scene: Scene, viewport: Viewport) -> Steps:
    """Paint the objects that are seen; no fills, arrows or names."""
    numbers = scene.objects.touching(reached(viewport))
    painter.save()
    try:
        painter.setTransform(viewport.view_from_image, combine=True)
        for start in range(0, len(numbers), CHUNK):
            chunk = [scene.objects.number(number) for number in numbers[start : start + CHUNK].tolist()]
            yield
            for colour, path in _paths(chunk):
                painter.strokePath(path, QPen(colour, 0))
            yield
    finally:
        painter.restore()


def _paths(chunk: list[Drawn]) -> Iterator[tuple[QColor, QPainterPath]]:
    """A path for each colour."""
    by_colour: dict[int, tuple[QColor, list[Vertices]]] = {}
    for drawn in chunk:
        _, lines = by_colour.setdefault(drawn.colour.rgba(), (drawn.colour, []))
        lines.append(_few_corners(drawn))
    for colour, lines in by_colour.values():
        whole = QPainterPath()
        for path in paths_through(lines, [False] * len(lines)):
            whole.addPath(path)
        yield colour, whole


def _few_corners(drawn: Drawn) -> Vertices:
    """A line through some of the corners of a shape, back to the first where it encloses."""
    match drawn.shape.geometry:
        case Polygon(exterior):
            some = exterior[:: -(-len(exterior) // CORNERS)]
            return np.concatenate((some, some[:1]))
        case Polyline(line):
            return line[:: -(-len(line) // CORNERS)]
        case Box() | MaskPixels() | Point():
            box = drawn.bounds
            corners = (box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft(), box.topLeft())
            return np.array([(corner.x(), corner.y()) for corner in corners])

"""One file a kind of geometry, and the one place that tells them apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from viewer.canvas.kinds import box, point, polygon, polyline
from viewer.canvas.kinds.mask import MaskPixels
from viewer.canvas.kinds.paths import paths_through
from viewer.canvas.simplify import FEW, simplified
from viewer.model.geometry import (
    Box,
    Geo,
    Geometry,
    Mask,
    MessageChoice,
    PageBox,
    PageTokens,
    Point,
    Polygon,
    Polyline,
    TextSpan,
    Unreadable,
    Vertices,
)

TOLERANCE = 0.25
"""View pixels that a simplified outline is off at most."""
STEPS_KEPT = 3
"""Steps of zoom whose outlines a shape keeps: one that is looked at, and its neighbours."""

Drawable: TypeAlias = Box | Polygon | Polyline | Point | MaskPixels
"""What there is to draw of a geometry."""


class Shape:
    """What is drawn, clicked and joined of an object, in image pixels; made in parts when they are asked for.

    `area` is in square pixels, 0 for what has none.
    """

    __slots__ = ("_centre", "_outline", "_simpler", "area", "bounds", "geometry")

    def __init__(self, geometry: Drawable, bounds: QRectF, area: float) -> None:
        self.geometry = geometry
        self.bounds = bounds
        self.area = area
        self._outline: QPainterPath | None = None
        self._centre: QPointF | None = None
        self._simpler: dict[int, QPainterPath] = {}

    @property
    def outline(self) -> QPainterPath:
        """The border or line with every vertex; empty for a point, which has no size here."""
        if self._outline is None:
            self._outline = _outline_of(self.geometry)
        return self._outline

    @property
    def centre(self) -> QPointF:
        """Where an arrow to it leads: a place inside, or on the line."""
        if self._centre is None:
            self._centre = _centre_of(self.geometry)
        return self._centre

    def outline_at(self, scale: float) -> QPainterPath:
        """The outline for a zoom of `scale` view pixels an image pixel, no vertex more than can be seen.

        Those left out lie less than a quarter of a view pixel from the line; of masks that are shrunk the
        corners within a view pixel of each other.
        """
        step = step_of(scale)
        if step not in self._simpler:
            prepare_outlines([self], scale)
        return self._simpler.get(step, self.outline)

    @property
    def encloses(self) -> bool:
        """Whether there is an inside to click and to fill."""
        return isinstance(self.geometry, Box | Polygon | MaskPixels)

    @property
    def is_point(self) -> bool:
        """Whether it is a mark of constant size on the screen."""
        return isinstance(self.geometry, Point)

    def _keep(self, step: int, path: QPainterPath) -> None:
        if len(self._simpler) >= STEPS_KEPT:
            del self._simpler[next(iter(self._simpler))]
        self._simpler[step] = path

    def distance(self, x: float, y: float) -> float:
        """Image pixels from (x, y) to the shape, 0 inside; infinite beside a mask, which is hit by pixel."""
        match self.geometry:
            case Box():
                return box.distance(self.geometry, x, y)
            case Polygon():
                return polygon.distance(self.geometry, x, y)
            case Polyline():
                return polyline.distance(self.geometry, x, y)
            case Point():
                return point.distance(self.geometry, x, y)
            case MaskPixels():
                return 0.0 if self.geometry.holds(x, y) else math.inf


def drawable_of(geometry: Geometry, pixels: MaskPixels | None = None) -> Drawable | None:
    """What is drawn of an object; None for what no image shows, and for a mask without pixels (yet)."""
    match geometry:
        case Box() | Polygon() | Polyline() | Point():
            return geometry
        case Mask():
            return pixels if pixels is not None and pixels.area else None
        case TextSpan() | PageBox() | PageTokens() | Geo() | MessageChoice() | Unreadable():
            return None


def step_of(scale: float) -> int:
    """The step of zoom, from one power of two to the next, that a scale belongs to."""
    return math.floor(math.log2(scale))


def prepare_outlines(shapes: Iterable[Shape], scale: float) -> None:
    """Make what `outline_at` gives at this zoom, of many shapes at once."""
    step = step_of(scale)
    lines: dict[Shape, tuple[Vertices, ...]] = {}
    for shape in shapes:
        if step in shape._simpler:
            continue
        match shape.geometry:
            case Polygon(exterior, holes):
                lines[shape] = (exterior, *holes)
            case Polyline(vertices):
                lines[shape] = (vertices,)
            case MaskPixels() if step < 0:
                shape._keep(step, shape.geometry.outline(2.0**-step))
            case MaskPixels() | Box() | Point():
                pass
    many = {shape: parts for shape, parts in lines.items() if max(map(len, parts)) > FEW}
    for shape, path in zip(many, _simpler_paths(many, TOLERANCE / 2.0 ** (step + 1)), strict=True):
        shape._keep(step, path)


def _simpler_paths(lines: dict[Shape, tuple[Vertices, ...]], tolerance: float) -> Iterator[QPainterPath]:
    if not lines:
        return
    closed = [shape.encloses for shape, parts in lines.items() for _ in parts]
    simpler = simplified([part for parts in lines.values() for part in parts], closed, tolerance)
    paths = iter(paths_through(simpler, closed))
    for parts in lines.values():
        path = next(paths)
        for _ in parts[1:]:
            path.addPath(next(paths))
        yield path


def _outline_of(geometry: Drawable) -> QPainterPath:
    match geometry:
        case Box():
            return box.outline(geometry)
        case Polygon():
            return polygon.outline(geometry)
        case Polyline():
            return polyline.outline(geometry)
        case Point():
            return point.outline(geometry)
        case MaskPixels():
            return geometry.outline()


def _centre_of(geometry: Drawable) -> QPointF:
    match geometry:
        case Box():
            return box.centre(geometry)
        case Polygon():
            return polygon.centre(geometry)
        case Polyline():
            return polyline.centre(geometry)
        case Point():
            return point.centre(geometry)
        case MaskPixels():
            return geometry.centre()

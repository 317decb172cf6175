"""One file a kind of geometry, and the one place that tells them apart."""

from __future__ import annotations

import math
from typing import TypeAlias

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from viewer.canvas.kinds import box, point, polygon, polyline
from viewer.canvas.kinds.mask import MaskPixels
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
)

Drawable: TypeAlias = Box | Polygon | Polyline | Point | MaskPixels
"""What there is to draw of a geometry."""


class Shape:
    """What is drawn, clicked and joined of an object, in image pixels; made in parts when they are asked for.

    `area` is in square pixels, 0 for what has none.
    """

    __slots__ = ("_centre", "_outline", "_thinned", "area", "bounds", "geometry")

    def __init__(self, geometry: Drawable, bounds: QRectF, area: float) -> None:
        self.geometry = geometry
        self.bounds = bounds
        self.area = area
        self._outline: QPainterPath | None = None
        self._centre: QPointF | None = None
        self._thinned: dict[int, QPainterPath] = {}

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
        """The outline for a zoom of `scale` view pixels an image pixel.

        Exact, but for masks that are shrunk: of their corners those are left out that lie within a view
        pixel of each other, since drawing thousands of them costs more than all else.
        """
        if scale >= 1 or not isinstance(self.geometry, MaskPixels):
            return self.outline
        halvings = math.ceil(-math.log2(scale))
        if halvings not in self._thinned:
            self._thinned[halvings] = self.geometry.outline(2.0**halvings)
        return self._thinned[halvings]

    @property
    def encloses(self) -> bool:
        """Whether there is an inside to click and to fill."""
        return isinstance(self.geometry, Box | Polygon | MaskPixels)

    @property
    def is_point(self) -> bool:
        """Whether it is a mark of constant size on the screen."""
        return isinstance(self.geometry, Point)

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

"""One file a kind of geometry, and the one place that tells them apart."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

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
from viewer.model.measures import polygon_area


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """What is drawn, clicked and joined of an object, in image pixels.

    `area` is in square pixels, 0 for what has none.
    """

    geometry: Box | Polygon | Polyline | Point | MaskPixels
    outline: QPainterPath
    bounds: QRectF
    centre: QPointF
    area: float
    _thinned: dict[int, QPainterPath] = field(default_factory=dict)

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


def shape_of(geometry: Geometry, pixels: MaskPixels | None = None) -> Shape | None:
    """The shape of an object; None for what no image shows, and for a mask without pixels (yet)."""
    match geometry:
        case Box():
            path = box.outline(geometry)
            return Shape(geometry, path, path.boundingRect(), box.centre(geometry), box.area(geometry))
        case Polygon():
            path = polygon.outline(geometry)
            return Shape(
                geometry, path, path.boundingRect(), polygon.centre(geometry), polygon_area(geometry)
            )
        case Polyline():
            path = polyline.outline(geometry)
            return Shape(geometry, path, path.boundingRect(), polyline.centre(geometry), 0.0)
        case Point():
            at = point.centre(geometry)
            return Shape(geometry, point.outline(geometry), QRectF(at, at), at, 0.0)
        case Mask():
            if pixels is None or not pixels.area:
                return None
            return Shape(pixels, pixels.outline(), pixels.bounds, pixels.centre(), float(pixels.area))
        case TextSpan() | PageBox() | PageTokens() | Geo() | MessageChoice() | Unreadable():
            return None

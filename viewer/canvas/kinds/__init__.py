"""One file a kind of geometry, and the one place that tells them apart."""

from __future__ import annotations

import math
from dataclasses import dataclass

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

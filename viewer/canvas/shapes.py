"""The shapes of a row's objects, made once and kept while the row is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from viewer.canvas.kinds import Shape, shape_of
from viewer.canvas.kinds.mask import MaskPixels
from viewer.media.masks import MaskLayer
from viewer.model.annotation import JsonPath, ObjectAnnotation
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


class ShapeCache:
    """Shapes by their object, not by its path, which the polygons of one WKT text share.

    `flip_height` measures y from the bottom of an image that high, None from the top.
    """

    def __init__(self) -> None:
        self._shapes: dict[int, tuple[ObjectAnnotation, Shape | None]] = {}
        self._flip_height: float | None = None

    @property
    def flip_height(self) -> float | None:
        """The height that y is measured from the bottom of."""
        return self._flip_height

    @flip_height.setter
    def flip_height(self, height: float | None) -> None:
        if height != self._flip_height:
            self.clear()
        self._flip_height = height

    def clear(self) -> None:
        """Forget every shape: another row is looked at."""
        self._shapes.clear()

    def shape(self, thing: ObjectAnnotation, layers: Sequence[MaskLayer]) -> Shape | None:
        """The shape of an object, its mask taken from `layers`; None when there is nothing to draw (yet)."""
        _, known = self._shapes.get(id(thing), (thing, None))
        if known is not None or (id(thing) in self._shapes and not isinstance(thing.geometry, Mask)):
            return known
        geometry = thing.geometry if self._flip_height is None else flipped(thing.geometry, self._flip_height)
        shape = shape_of(geometry, _pixels(thing.path, layers))
        self._shapes[id(thing)] = (thing, shape)
        return shape


def _pixels(path: JsonPath, layers: Sequence[MaskLayer]) -> MaskPixels | None:
    for layer in layers:
        if (instance := layer.instances.get(path)) is not None:
            return MaskPixels(layer, instance)
    return None


def flipped(geometry: Geometry, height: float) -> Geometry:
    """A geometry with y counted from the top of an image `height` pixels high instead of from its bottom.

    The pixels of masks stay where they are.
    """
    match geometry:
        case Box():
            return replace(geometry, top=height - geometry.bottom)
        case Point():
            return replace(geometry, y=height - geometry.y)
        case Polyline():
            return Polyline(_flipped(geometry.vertices, height))
        case Polygon():
            return Polygon(
                _flipped(geometry.exterior, height), tuple(_flipped(hole, height) for hole in geometry.holes)
            )
        case Mask() | TextSpan() | PageBox() | PageTokens() | Geo() | MessageChoice() | Unreadable():
            return geometry


def _flipped(ring: Vertices, height: float) -> Vertices:
    turned: Vertices = ring * np.array((1.0, -1.0)) + np.array((0.0, height))
    return turned

"""The shapes of the labels that are shown, as columns: made once, whatever is hidden and however it looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

from viewer.canvas.index import Boxes, Numbers, SpatialIndex
from viewer.canvas.kinds import Drawable, Shape, drawable_of
from viewer.canvas.kinds.mask import MaskPixels
from viewer.canvas.kinds.measures import Areas, measured
from viewer.canvas.twins import twins
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
from viewer.model.row import Label

_FORGOTTEN_TOGETHER = 100
"""Shapes, whose outlines take half a millisecond to be given back."""
CHUNK = 250
"""Objects that are measured together: about a millisecond."""
_AREA, _LINE, _POINT = 0, 1, 2
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """A label that is shown, its masks there are by now, and the `places` of its objects unless all are."""

    label: Label
    layers: tuple[MaskLayer, ...] = ()
    places: tuple[int, ...] | None = None

    @property
    def shown(self) -> Sequence[int]:
        """The places of its objects that are shown."""
        return range(len(self.label.annotations.objects)) if self.places is None else self.places


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """An object that can be drawn: number `place` of the shown label number `part`."""

    thing: ObjectAnnotation
    geometry: Drawable
    part: int
    place: int


class ShapeTable:
    """Entries in the order of painting, told by their number in it.

    Areas come under lines under points, large areas first: what is small stays in sight and can be clicked.
    """

    def __init__(self, entries: Sequence[Entry] = (), boxes: Boxes | None = None, areas: Areas | None = None):
        boxes = np.empty((0, 4)) if boxes is None else boxes
        areas = np.empty(0) if areas is None else areas
        kinds = np.fromiter((_rank(entry.geometry) for entry in entries), dtype=np.int8, count=len(entries))
        order = np.lexsort((np.where(kinds == _AREA, -areas, 0.0), kinds))
        self.entries = tuple(entries[number] for number in order)
        self.boxes: Boxes = boxes[order]
        self.extents: NDArray[np.float64] = (self.boxes[:, 2:] - self.boxes[:, :2]).max(axis=1, initial=0.0)
        self.points: NDArray[np.bool_] = kinds[order] == _POINT
        self.masks: Numbers = np.flatnonzero(
            np.fromiter((isinstance(e.geometry, MaskPixels) for e in self.entries), np.bool_, len(entries))
        )
        self.index = SpatialIndex(self.boxes)
        self.twins = twins([entry.geometry for entry in self.entries], self.boxes)
        self._areas = areas[order]
        self._shapes: list[Shape | None] = [None] * len(entries)
        self._by_path: dict[JsonPath, list[int]] = {}
        self._by_feature: dict[tuple[int, str], list[int]] | None = None
        for number, entry in enumerate(self.entries):
            self._by_path.setdefault(entry.thing.path, []).append(number)

    def __len__(self) -> int:
        return len(self.entries)

    def shape(self, number: int) -> Shape:
        """The shape of an entry."""
        shape = self._shapes[number]
        if shape is None:
            left, top, right, bottom = self.boxes[number].tolist()
            bounds = QRectF(QPointF(left, top), QPointF(right, bottom))
            shape = Shape(self.entries[number].geometry, bounds, float(self._areas[number]))
            self._shapes[number] = shape
        return shape

    def forget(self, breathe: Callable[[], None]) -> None:
        """Let the shapes go that were made; who still asks for one has it made again."""
        forget(self._shapes, breathe)

    def find(self, path: JsonPath) -> list[int]:
        """Entries of the object that a path leads to or into; several share the path of a WKT text."""
        for length in range(len(path), 0, -1):
            if found := self._by_path.get(path[:length]):
                return found
        return []

    def named(self, part: int, feature_id: str) -> Sequence[int]:
        """Entries of a label with a feature id, in file order."""
        if self._by_feature is None:
            self._by_feature = {}
            for number in sorted(range(len(self)), key=lambda number: self.entries[number].place):
                entry = self.entries[number]
                if entry.thing.feature_id:
                    self._by_feature.setdefault((entry.part, entry.thing.feature_id), []).append(number)
        return self._by_feature.get((part, feature_id), ())

    @property
    def extent(self) -> QRectF:
        """What holds every shape."""
        if not len(self):
            return QRectF()
        low, high = self.boxes[:, :2].min(axis=0), self.boxes[:, 2:].max(axis=0)
        return QRectF(QPointF(*low.tolist()), QPointF(*high.tolist()))


def forget(made: list[T | None], breathe: Callable[[], None]) -> None:
    """Empty a list a little at a time: ten thousand outlines given back at once take longer than a frame."""
    for start in range(0, len(made), _FORGOTTEN_TOGETHER):
        some = slice(start, min(start + _FORGOTTEN_TOGETHER, len(made)))
        made[some] = [None] * (some.stop - start)
        breathe()


def shape_of(geometry: Geometry, pixels: MaskPixels | None = None) -> Shape | None:
    """The shape of one object; None for what no image shows, and for a mask without pixels (yet)."""
    drawable = drawable_of(geometry, pixels)
    if drawable is None:
        return None
    (box,), (area,) = measured([drawable])
    left, top, right, bottom = box.tolist()
    return Shape(drawable, QRectF(QPointF(left, top), QPointF(right, bottom)), float(area))


def build_table(
    parts: Sequence[Part], flip_height: float | None = None, check: Callable[[], None] = lambda: None
) -> ShapeTable:
    """The table of the objects that can be drawn; `check` is called often and may raise to give it up.

    `flip_height` measures y from the bottom of an image that high, None from the top.
    """
    entries: list[Entry] = []
    boxes, areas = [np.empty((0, 4))], [np.empty(0)]
    for number, part in enumerate(parts):
        shown = part.shown
        for start in range(0, len(shown), CHUNK):
            check()
            chunk = _entries(shown[start : start + CHUNK], part, number, flip_height)
            some_boxes, some_areas = measured([entry.geometry for entry in chunk])
            entries += chunk
            boxes.append(some_boxes)
            areas.append(some_areas)
    return ShapeTable(entries, np.concatenate(boxes), np.concatenate(areas))


def _entries(places: Sequence[int], part: Part, number: int, flip_height: float | None) -> list[Entry]:
    made = []
    for place in places:
        thing = part.label.annotations.objects[place]
        geometry = thing.geometry if flip_height is None else flipped(thing.geometry, flip_height)
        pixels = _pixels(thing.path, part.layers) if isinstance(geometry, Mask) else None
        drawable = drawable_of(geometry, pixels)
        if drawable is not None:
            made.append(Entry(thing, drawable, number, place))
    return made


def _rank(geometry: Drawable) -> int:
    match geometry:
        case Box() | Polygon() | MaskPixels():
            return _AREA
        case Polyline():
            return _LINE
        case Point():
            return _POINT


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

"""Every object of an export in columns: where it stands, its class, size and confidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from viewer.formats.chunk import Chunk
from viewer.model.geometry import Box, Geometry, Point, Polygon, Polyline
from viewer.model.measures import polygon_area
from viewer.model.row import DataRow

_UNKNOWN = (np.nan,) * 4


class ObjectOrder(StrEnum):
    """In which order objects are looked at."""

    CLASS = "class"
    SIZE = "size"
    CONFIDENCE = "confidence"


@dataclass(frozen=True, slots=True, eq=False)
class ObjectColumns:
    """n objects in the order of the file.

    `rows` count records, `labels` the labels and predictions of a row, `places` the objects of a label, all
    from 0. `boxes` are (n, 4) left, top, right, bottom in image pixels, NaN where only pixels would tell;
    `areas` are 0 for what has none, `confidences` NaN. `classes` are places in `names`.
    """

    names: tuple[str, ...]
    rows: NDArray[np.int32]
    labels: NDArray[np.int32]
    places: NDArray[np.int32]
    classes: NDArray[np.int32]
    boxes: NDArray[np.float32]
    areas: NDArray[np.float32]
    confidences: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.rows)

    def within(self, rows: Sequence[int] | None) -> NDArray[np.int64]:
        """Numbers of the objects of these rows, of all when None."""
        if rows is None:
            return np.arange(len(self))
        wanted = np.fromiter(rows, np.int32, len(rows))
        return np.flatnonzero(np.isin(self.rows, wanted))

    def ordered(self, numbers: NDArray[np.int64], by: ObjectOrder) -> NDArray[np.int64]:
        """These by class name, largest first, or surest first; alike ones in the order of the file."""
        match by:
            case ObjectOrder.CLASS:
                folded = [name.casefold() for name in self.names]
                rank = np.empty(len(self.names), np.int64)
                rank[sorted(range(len(folded)), key=folded.__getitem__)] = np.arange(len(folded))
                keys: NDArray[Any] = rank[self.classes[numbers]]
            case ObjectOrder.SIZE:
                keys = -np.nan_to_num(self.areas[numbers])
            case ObjectOrder.CONFIDENCE:
                keys = -np.nan_to_num(self.confidences[numbers], nan=-1.0)
        ordered: NDArray[np.int64] = numbers[np.argsort(keys, kind="stable")]
        return ordered


def objects_of_chunk(chunk: Chunk) -> ObjectColumns:
    """The objects of some records; a plain function, so that another process can run it."""
    names: dict[str, int] = {}
    whole: list[tuple[int, int, int, int]] = []
    boxes: list[tuple[float, float, float, float]] = []
    shares: list[tuple[float, float]] = []
    for place, data in enumerate(chunk.raw()):
        row = chunk.read(place, data).row
        if not isinstance(row, DataRow):
            continue
        for number, label in enumerate(row.labels()):
            for nth, thing in enumerate(label.annotations.objects):
                code = names.setdefault(thing.name, len(names))
                whole.append((row.index, number, nth, code))
                box, area = _extent(thing.geometry)
                boxes.append(box)
                shares.append((area, np.nan if thing.confidence is None else thing.confidence))
    numbers = np.array(whole, np.int32).reshape(-1, 4)
    measures = np.array(shares, np.float32).reshape(-1, 2)
    rows, labels, places, classes = (np.ascontiguousarray(numbers[:, column]) for column in range(4))
    areas, confidences = (np.ascontiguousarray(measures[:, column]) for column in range(2))
    extents = np.array(boxes, np.float32).reshape(-1, 4)
    return ObjectColumns(tuple(names), rows, labels, places, classes, extents, areas, confidences)


def joined(parts: Iterable[ObjectColumns]) -> ObjectColumns:
    """The objects of parts that follow each other, classes of one name as one."""
    names: dict[str, int] = {}
    given, classes = list(parts), []
    for part in given:
        codes = np.array([names.setdefault(name, len(names)) for name in part.names], np.int32)
        classes.append(codes[part.classes] if len(codes) else part.classes)

    def column(name: str) -> NDArray[Any]:
        return np.concatenate([getattr(part, name) for part in given])

    if not given:
        empty = np.zeros(0, np.int32)
        none = np.zeros(0, np.float32)
        return ObjectColumns((), empty, empty, empty, empty, none.reshape(0, 4), none, none)
    return ObjectColumns(
        tuple(names),
        column("rows"),
        column("labels"),
        column("places"),
        np.concatenate(classes),
        column("boxes"),
        column("areas"),
        column("confidences"),
    )


def _extent(geometry: Geometry) -> tuple[tuple[float, float, float, float], float]:
    match geometry:
        case Box():
            box = geometry.left, geometry.top, geometry.right, geometry.bottom
            return box, geometry.width * geometry.height
        case Polygon(exterior):
            (left, top), (right, bottom) = exterior.min(axis=0), exterior.max(axis=0)
            return (left, top, right, bottom), polygon_area(geometry)
        case Polyline(line):
            (left, top), (right, bottom) = line.min(axis=0), line.max(axis=0)
            return (left, top, right, bottom), 0.0
        case Point(x, y):
            return (x, y, x, y), 0.0
        case _:
            return _UNKNOWN, 0.0

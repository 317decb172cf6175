"""Cut every mask out of a composite picture in one pass.

A composite holds all masks of a label, each pixel in the colour of the one object it belongs to.
Neighbouring pixels mostly agree, so the picture is taken apart into runs of one colour: a few thousand runs
are looked up instead of millions of pixels, and area and bounding box of every object fall out of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from viewer.model.geometry import Rgb

Index: TypeAlias = NDArray[np.uint8 | np.uint16]
Packed: TypeAlias = NDArray[np.uint32]
Mask: TypeAlias = NDArray[np.bool_]

UNCLAIMED_SHOWN = 20
"""How many colours that nobody asked for are reported."""


@dataclass(frozen=True, slots=True, eq=False)
class IndexedMask:
    """Masks that do not overlap, as one (h, w) index picture.

    `index` is 0 where nothing is and i + 1 where colour i is, uint16 when there are more than 255 colours.
    `areas` (n,) are pixels, `boxes` (n, 4) left, top, right, bottom, the last two exclusive, zeros for a
    colour that is absent. `unclaimed` are the most frequent colours nobody asked for with their pixels,
    black excepted, `unclaimed_count` how many there are in all.
    """

    index: Index
    areas: NDArray[np.int64]
    boxes: NDArray[np.int32]
    unclaimed: tuple[tuple[Rgb, int], ...] = ()
    unclaimed_count: int = 0

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        height, width = self.index.shape
        return width, height

    def cut(self, instance: int) -> Mask:
        """The pixels of one instance (counted from 0) within its bounding box."""
        left, top, right, bottom = self.boxes[instance]
        pixels: Mask = self.index[top:bottom, left:right] == instance + 1
        return pixels


@dataclass(frozen=True, slots=True)
class _Runs:
    """Stretches of one value within a row: where each starts in the flat picture, its length and value."""

    starts: NDArray[np.intp]
    lengths: NDArray[np.intp]
    values: Packed


def isolate(packed: Packed, colours: Sequence[Rgb]) -> IndexedMask:
    """Index picture of an (h, w) picture packed as 0x00RRGGBB; a pixel is of the colour it equals exactly.

    Raises:
        ValueError: a colour is given twice.
    """
    if len(set(colours)) != len(colours):
        raise ValueError("a colour is given twice")
    wanted = np.array([pack(colour) for colour in colours], dtype=np.uint32)
    runs = _runs(packed)
    numbers = _numbers(runs.values, wanted)
    index = np.repeat(numbers, runs.lengths).reshape(packed.shape)
    areas, boxes = _measure(runs, numbers, len(wanted), packed.shape[1])
    unclaimed, count = _unclaimed(runs, numbers)
    return IndexedMask(index, areas, boxes, unclaimed, count)


def index_of(mask: Mask) -> tuple[IndexedMask, tuple[int, int]]:
    """A single (h, w) mask as an index picture of its bounding box, and the box's left and top."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    left, right = (int(columns[0]), int(columns[-1]) + 1) if len(columns) else (0, 0)
    top, bottom = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, 0)
    crop = mask[top:bottom, left:right].astype(np.uint8)
    areas = np.array([np.count_nonzero(crop)], dtype=np.int64)
    boxes = np.array([[0, 0, right - left, bottom - top]], dtype=np.int32)
    return IndexedMask(crop, areas, boxes), (left, top)


def resized(indexed: IndexedMask, width: int, height: int) -> IndexedMask:
    """The same masks at another size, each pixel taken from the nearest one, never mixed."""
    old_height, old_width = indexed.index.shape
    if not old_height or not old_width:
        return indexed
    rows = _nearest(old_height, height)
    columns = _nearest(old_width, width)
    index = indexed.index[rows][:, columns]
    runs = _runs(index.astype(np.uint32))
    areas, boxes = _measure(runs, runs.values, len(indexed.areas), width)
    return IndexedMask(index, areas, boxes, indexed.unclaimed, indexed.unclaimed_count)


def pack(colour: Rgb) -> int:
    """A colour as 0x00RRGGBB."""
    red, green, blue = colour
    return red << 16 | green << 8 | blue


def unpack(value: int) -> Rgb:
    """The colour of 0x00RRGGBB."""
    return value >> 16 & 255, value >> 8 & 255, value & 255


def _nearest(old: int, new: int) -> NDArray[np.intp]:
    """For each of `new` pixels the one of `old` whose middle is under its own."""
    middles = (np.arange(new) + 0.5) * (old / new)
    return np.minimum(middles.astype(np.intp), old - 1)


def _runs(values: Packed) -> _Runs:
    flat = np.ascontiguousarray(values).reshape(-1)
    begins = np.empty(flat.size, dtype=np.bool_)
    np.not_equal(flat[1:], flat[:-1], out=begins[1:])
    begins[:: values.shape[1]] = True  # a run ends with its row, so that its ends give the bounding box
    starts = np.flatnonzero(begins)
    lengths = np.diff(starts, append=flat.size)
    return _Runs(starts, lengths, flat[starts])


def _numbers(values: Packed, wanted: Packed) -> Index:
    """i + 1 for each value that is `wanted[i]`, 0 for any other."""
    kind: type[np.uint8 | np.uint16] = np.uint8 if len(wanted) <= 255 else np.uint16
    if not len(wanted):
        return np.zeros(len(values), dtype=kind)
    order = np.argsort(wanted)
    ranked = wanted[order]
    places = np.minimum(np.searchsorted(ranked, values), len(wanted) - 1)
    return np.where(ranked[places] == values, order[places] + 1, 0).astype(kind)


def _measure(
    runs: _Runs, numbers: NDArray[np.unsignedinteger[Any]], count: int, width: int
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Areas (n,) and boxes (n, 4) of the `count` instances."""
    claimed = np.flatnonzero(numbers)
    instance = numbers[claimed].astype(np.intp) - 1
    lengths = runs.lengths[claimed]
    tops, lefts = np.divmod(runs.starts[claimed], max(width, 1))
    areas = np.zeros(count, dtype=np.int64)
    np.add.at(areas, instance, lengths)
    boxes = np.zeros((count, 4), dtype=np.int32)
    boxes[:, :2] = np.iinfo(np.int32).max
    np.minimum.at(boxes[:, 0], instance, lefts.astype(np.int32))
    np.minimum.at(boxes[:, 1], instance, tops.astype(np.int32))
    np.maximum.at(boxes[:, 2], instance, (lefts + lengths).astype(np.int32))
    np.maximum.at(boxes[:, 3], instance, (tops + 1).astype(np.int32))
    boxes[areas == 0] = 0
    return areas, boxes


def _unclaimed(runs: _Runs, numbers: Index) -> tuple[tuple[tuple[Rgb, int], ...], int]:
    others = np.flatnonzero((numbers == 0) & (runs.values != 0))
    if not len(others):
        return (), 0
    others = others[np.argsort(runs.values[others])]
    ranked = runs.values[others]
    firsts = np.flatnonzero(np.diff(ranked, prepend=ranked[0] ^ 1))
    values, pixels = ranked[firsts], np.add.reduceat(runs.lengths[others], firsts)
    largest = np.argsort(-pixels, kind="stable")[:UNCLAIMED_SHOWN]
    return tuple((unpack(int(values[i])), int(pixels[i])) for i in largest), len(values)

"""The borders of masks, exactly along the edges of their pixels; found when masks are decoded.

Those of all instances together: looked for is where neighbouring pixels differ, which they seldom do, so that
hundreds of large instances take little longer than one.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from viewer.media.composite import Index, IndexedMask, Mask
from viewer.model.geometry import Vertices

Numbers = NDArray[np.int64]
RIGHT, DOWN, LEFT, UP = range(4)


@dataclass(frozen=True, slots=True, eq=False)
class Contour:
    """Closed loops of corners (n, 2), x then y, and the middle of a pixel of the mask near its centroid.

    Both count from the top left corner of the index picture. An empty mask has no loops.
    """

    loops: tuple[Vertices, ...]
    centre: tuple[float, float]

    @property
    def size_bytes(self) -> int:
        """Memory the corners take."""
        return sum(loop.nbytes for loop in self.loops)


def contours_of(indexed: IndexedMask) -> tuple[Contour, ...]:
    """The contour of every instance."""
    count = len(indexed.areas)
    if not indexed.index.size:
        return (Contour((), (0.0, 0.0)),) * count
    right = _rightwards(indexed.index)
    loops = _loops(_stretches(_downwards(indexed.index), right), indexed.index.shape, count)
    centres = _centres(right, count).tolist()
    return tuple(Contour(tuple(of_one), (x, y)) for of_one, (x, y) in zip(loops, centres, strict=True))


def trace(pixels: Mask) -> list[Vertices]:
    """Closed loops, (n, 2) corners x then y, around the set pixels of an (h, w) mask.

    Every stretch of border between a set and an unset pixel is directed so that the set pixel is on its
    right. Where two set pixels touch at a corner only, the loop turns right and so stays with its own pixel.
    """
    if not pixels.size:
        return []
    index = pixels.astype(np.uint8)
    (loops,) = _loops(_stretches(_downwards(index), _rightwards(index)), index.shape, 1)
    return loops


@dataclass(frozen=True, slots=True, eq=False)
class _Changes:
    """Where neighbouring pixels differ, as arrays (n,) in the order of the picture: row and column of the
    latter of two, one more than there are where the picture ends, and the values of both.
    """

    rows: Numbers
    columns: Numbers
    before: Numbers
    after: Numbers

    def transposed(self) -> _Changes:
        """Rows as columns, in the order of the picture that is seen so."""
        order = np.argsort(self.columns, kind="stable")
        return _Changes(self.columns[order], self.rows[order], self.before[order], self.after[order])


def _downwards(index: Index) -> _Changes:
    """From one row to the next."""
    height, width = index.shape
    first, last = np.flatnonzero(index[0]), np.flatnonzero(index[-1])
    rows, columns = np.divmod(np.flatnonzero(index[1:] != index[:-1]), width)
    return _Changes(
        np.concatenate((np.zeros_like(first), rows + 1, np.full_like(last, height))),
        np.concatenate((first, columns, last)),
        np.concatenate((np.zeros_like(first), index[rows, columns], index[-1, last])).astype(np.int64),
        np.concatenate((index[0, first], index[rows + 1, columns], np.zeros_like(last))).astype(np.int64),
    )


def _rightwards(index: Index) -> _Changes:
    """From one column to the next."""
    height, width = index.shape
    flat = np.zeros(1 + height * (width + 1), index.dtype)  # a border before the picture and after each row
    flat[1:].reshape(height, width + 1)[:, :-1] = index
    places = np.flatnonzero(flat[1:] != flat[:-1])
    rows, columns = np.divmod(places, width + 1)
    return _Changes(rows, columns, flat[places].astype(np.int64), flat[places + 1].astype(np.int64))


@dataclass(frozen=True, slots=True, eq=False)
class _Stretches:
    """Straight stretches of border: starts and ends (n, 2), headings and instances, from 0, (n,).

    Those of an instance stand together, those along rows first, each in the order of the picture.
    """

    starts: Numbers
    ends: Numbers
    headings: Numbers
    instances: Numbers


def _stretches(down: _Changes, right: _Changes) -> _Stretches:
    y, x_low, x_high, along, along_sign = _merged(down)
    x, y_low, y_high, across, across_sign = _merged(right.transposed())
    rightward, upward = along_sign > 0, across_sign > 0
    start_x = np.concatenate((np.where(rightward, x_low, x_high), x))
    start_y = np.concatenate((y, np.where(upward, y_high, y_low)))
    end_x = np.concatenate((np.where(rightward, x_high, x_low), x))
    end_y = np.concatenate((y, np.where(upward, y_low, y_high)))
    headings = np.concatenate((np.where(rightward, RIGHT, LEFT), np.where(upward, UP, DOWN)))
    instances = np.concatenate((along, across))
    by_instance = np.argsort(instances, kind="stable")
    return _Stretches(
        np.stack((start_x, start_y), axis=1)[by_instance],
        np.stack((end_x, end_y), axis=1)[by_instance],
        headings[by_instance],
        instances[by_instance],
    )


def _merged(changes: _Changes) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers]:
    """Row, first column, last (exclusive), instance and sign of the runs within a row: positive where the
    pixels of an instance begin, negative where they end.
    """
    parts = []
    for values, sign in ((changes.after, 1), (changes.before, -1)):
        of_any = np.flatnonzero(values)
        line, place, value = changes.rows[of_any], changes.columns[of_any], values[of_any]
        is_first = np.ones(len(of_any), np.bool_)
        is_first[1:] = (np.diff(line) != 0) | (np.diff(place) != 1) | (np.diff(value) != 0)
        firsts = np.flatnonzero(is_first)
        lasts = np.append(firsts[1:], len(of_any)) - 1 if len(firsts) else firsts
        signs = np.full(len(firsts), sign, np.int64)
        parts.append((line[firsts], place[firsts], place[lasts] + 1, value[firsts] - 1, signs))
    line, low, high, instance, signs = (np.concatenate(both) for both in zip(*parts, strict=True))
    order = np.lexsort((low, line))
    return line[order], low[order], high[order], instance[order], signs[order]


def _loops(stretches: _Stretches, shape: tuple[int, ...], count: int) -> list[list[Vertices]]:
    """The closed loops of every instance."""
    successor = _successors(stretches, shape)
    done = bytearray(len(successor))
    walked: list[int] = []
    begins: list[int] = []
    for first in range(len(successor)):
        if done[first]:
            continue
        begins.append(len(walked))
        at = first
        while not done[at]:
            done[at] = 1
            walked.append(at)
            at = successor[at]
    corners = stretches.starts[np.array(walked, np.intp)].astype(np.float64)
    loops: list[list[Vertices]] = [[] for _ in range(count)]
    for begin, end in pairwise([*begins, len(walked)]):
        loops[int(stretches.instances[walked[begin]])].append(corners[begin:end])
    return loops


def _successors(stretches: _Stretches, shape: tuple[int, ...]) -> list[int]:
    """For each stretch the one that goes on where it ends: turning right where there is a choice."""
    height, width = shape[0] + 1, shape[1] + 1

    def keys(corners: Numbers) -> Numbers:
        return ((stretches.instances * height + corners[:, 1]) * width + corners[:, 0]) * 4

    headings = stretches.headings
    starting = keys(stretches.starts) + headings
    order = np.argsort(starting)
    ranked = starting[order]
    ending, last = keys(stretches.ends), max(len(ranked) - 1, 0)
    right, left = ending + (headings + 1) % 4, ending + (headings + 3) % 4
    place = np.minimum(np.searchsorted(ranked, right), last)
    turns_right = ranked[place] == right if len(ranked) else np.zeros(0, np.bool_)
    other = np.minimum(np.searchsorted(ranked, left), last)
    found: list[int] = order[np.where(turns_right, place, other)].tolist()
    return found


def _centres(right: _Changes, count: int) -> NDArray[np.float64]:
    """x, y (count, 2) of the middle of the pixel nearest to each centroid, which can lie outside of a bent
    mask; zeros of an empty one.
    """
    begins, ends = np.flatnonzero(right.after), np.flatnonzero(right.before)
    row, low, high = right.rows[begins], right.columns[begins], right.columns[ends]
    instance, length = right.after[begins] - 1, (high - low).astype(np.float64)
    areas = np.maximum(np.bincount(instance, length, count), 1.0)
    x = np.bincount(instance, length * (low + high - 1) / 2, count) / areas
    y = np.bincount(instance, length * row, count) / areas
    nearest = np.clip(np.ceil(x[instance] - 0.5), low, high - 1)
    away = (nearest - x[instance]) ** 2 + (row - y[instance]) ** 2
    order = np.lexsort((away, instance))
    firsts = order[np.flatnonzero(np.diff(instance[order], prepend=-1))]
    centres = np.zeros((count, 2))
    centres[instance[firsts]] = np.stack((nearest[firsts] + 0.5, row[firsts] + 0.5), axis=1)
    return centres

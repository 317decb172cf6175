"""The borders of masks, exactly along the edges of their pixels; found when masks are decoded."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viewer.media.composite import IndexedMask, Mask
from viewer.model.geometry import Vertices

Corners = NDArray[np.int64]


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
    return tuple(_contour(indexed, instance) for instance in range(len(indexed.areas)))


def _contour(indexed: IndexedMask, instance: int) -> Contour:
    pixels = indexed.cut(instance)
    corner = indexed.boxes[instance, :2].astype(np.float64)
    x, y = corner + _centre(pixels)
    return Contour(tuple(loop + corner for loop in trace(pixels)), (float(x), float(y)))


def _centre(pixels: Mask) -> NDArray[np.float64]:
    """x, y of the middle of the pixel nearest to the centroid, which can lie outside of a bent mask."""
    rows, columns = np.nonzero(pixels)
    if not len(rows):
        return np.zeros(2)
    nearest = int(np.argmin((columns - columns.mean()) ** 2 + (rows - rows.mean()) ** 2))
    return np.array((columns[nearest] + 0.5, rows[nearest] + 0.5))


def trace(pixels: Mask) -> list[Vertices]:
    """Closed loops, (n, 2) corners x then y, around the set pixels of an (h, w) mask.

    Every stretch of border between a set and an unset pixel is directed so that the set pixel is on its
    right. Where two set pixels touch at a corner only, the loop turns right and so stays with its own pixel.
    """
    starts, ends, headings = _border(pixels)
    successor = _successors(starts, ends, headings, width=pixels.shape[1] + 1)
    xs, ys = starts[:, 0].tolist(), starts[:, 1].tolist()
    done = bytearray(len(xs))
    loops = []
    for first in range(len(xs)):
        if done[first]:
            continue
        corners, at = [], first
        while not done[at]:
            done[at] = 1
            corners.append((xs[at], ys[at]))
            at = successor[at]
        loops.append(np.array(corners, dtype=np.float64))
    return loops


RIGHT, DOWN, LEFT, UP = range(4)


def _border(pixels: Mask) -> tuple[Corners, Corners, Corners]:
    """Starts (n, 2), ends (n, 2) and headings (n,) of the straight stretches of border."""
    padded = np.pad(pixels, 1).astype(np.int8)
    # (h + 1, w) and (w + 1, h): 1 where a pixel begins below or to the right, -1 where one ends.
    across = np.diff(padded[:, 1:-1], axis=0)
    down = np.diff(padded[1:-1], axis=1).T
    y, x_low, x_high, sign = _stretches(across)
    x, y_low, y_high, turn = _stretches(down)
    rightward, upward = sign > 0, turn > 0
    starts = np.stack(
        (
            np.concatenate((np.where(rightward, x_low, x_high), x)),
            np.concatenate((y, np.where(upward, y_high, y_low))),
        ),
        axis=1,
    )
    ends = np.stack(
        (
            np.concatenate((np.where(rightward, x_high, x_low), x)),
            np.concatenate((y, np.where(upward, y_low, y_high))),
        ),
        axis=1,
    )
    headings = np.concatenate((np.where(rightward, RIGHT, LEFT), np.where(upward, UP, DOWN)))
    return starts, ends, headings


def _stretches(steps: NDArray[np.int8]) -> tuple[Corners, Corners, Corners, Corners]:
    """Row, first, last (exclusive) and sign of the runs of equal non-zero values in each row."""
    bordered = np.pad(steps, ((0, 0), (1, 1)))
    changes = np.diff(bordered, axis=1) != 0
    rows, places = np.nonzero(changes)
    values = bordered[:, 1:][rows, places]  # the value that begins at each change; 0 where a run only ends
    begins = np.flatnonzero(values)
    return rows[begins], places[begins], places[begins + 1], values[begins].astype(np.int64)


def _successors(starts: Corners, ends: Corners, headings: Corners, *, width: int) -> list[int]:
    """For each stretch the one that goes on where it ends: turning right where there is a choice."""
    stride = width + 1
    keys = (starts[:, 1] * stride + starts[:, 0]) * 4 + headings
    order = np.argsort(keys)
    ranked = keys[order]
    corner = (ends[:, 1] * stride + ends[:, 0]) * 4
    right, left = corner + (headings + 1) % 4, corner + (headings + 3) % 4
    place = np.minimum(np.searchsorted(ranked, right), max(len(ranked) - 1, 0))
    turns_right = ranked[place] == right if len(ranked) else np.zeros(0, dtype=bool)
    other = np.searchsorted(ranked, left)
    found: list[int] = order[
        np.where(turns_right, place, np.minimum(other, max(len(ranked) - 1, 0)))
    ].tolist()
    return found

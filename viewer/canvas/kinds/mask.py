"""Masks: pixels of an index picture; their outline runs exactly along the edges of those pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath

from viewer.canvas.kinds.polyline import path_through
from viewer.media.composite import Mask as Pixels
from viewer.media.masks import MaskLayer

Corners = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class MaskPixels:
    """One instance (counted from 0) of a mask layer, in the coordinates of the image."""

    layer: MaskLayer
    instance: int

    @property
    def area(self) -> int:
        """Pixels; 0 for a mask that others cover, or that is not in the picture."""
        return self.layer.area(self.instance)

    @property
    def bounds(self) -> QRectF:
        """The bounding box."""
        left, top, right, bottom = self.layer.box(self.instance)
        return QRectF(left, top, right - left, bottom - top)

    def holds(self, x: float, y: float) -> bool:
        """Whether the pixel that (x, y) lies in belongs to the mask."""
        return self.layer.at(math.floor(x), math.floor(y)) == self.instance

    def centre(self) -> QPointF:
        """The centroid, or the pixel of the mask nearest to it when that lies outside."""
        rows, columns = np.nonzero(self.layer.cut(self.instance))
        if not len(rows):
            return self.bounds.center()
        x, y = columns.mean(), rows.mean()
        nearest = int(np.argmin((columns - x) ** 2 + (rows - y) ** 2))
        corner = self.bounds.topLeft()
        return QPointF(corner.x() + columns[nearest] + 0.5, corner.y() + rows[nearest] + 0.5)

    def outline(self) -> QPainterPath:
        """The borders of the mask and of its holes, closed."""
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.OddEvenFill)
        offset = np.array(self.bounds.topLeft().toTuple())
        for loop in trace(self.layer.cut(self.instance)):
            path.addPath(path_through(loop + offset, closed=True))
        return path


def trace(pixels: Pixels) -> list[NDArray[np.float64]]:
    """Closed loops, (n, 2) corners x then y, around the set pixels of an (h, w) mask.

    Every stretch of border between a set and an unset pixel is directed so that the set pixel is on its
    right. Where two set pixels touch
    at a corner only, the loop turns right and so stays with its own pixel.
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


def _border(pixels: Pixels) -> tuple[Corners, Corners, Corners]:
    """Starts (n, 2), ends (n, 2) and headings (n,) of the straight stretches of border."""
    padded = np.pad(pixels, 1).astype(np.int8)
    across = np.diff(
        padded[:, 1:-1], axis=0
    )  # (h + 1, w): 1 where a pixel begins below, -1 where one ends above
    down = np.diff(
        padded[1:-1], axis=1
    ).T  # (w + 1, h): 1 where a pixel begins to the right, -1 where one ends
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

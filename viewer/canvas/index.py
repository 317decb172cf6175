"""Which of many boxes touch a place: boxes packed into leaves by sort-tile-recursive (Leutenegger 1997)."""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Boxes: TypeAlias = NDArray[np.float64]
"""(n, 4): left, top, right and bottom of each."""
Numbers: TypeAlias = NDArray[np.intp]
LEAF = 64


class SpatialIndex:
    """Boxes are told by their number; every side belongs to its box."""

    def __init__(self, boxes: Boxes) -> None:
        self._boxes = boxes
        self._order = _packed(boxes)
        starts = np.arange(0, len(boxes), LEAF)
        sorted_boxes = boxes[self._order]
        low = np.minimum.reduceat(sorted_boxes[:, :2], starts) if len(boxes) else np.empty((0, 2))
        high = np.maximum.reduceat(sorted_boxes[:, 2:], starts) if len(boxes) else np.empty((0, 2))
        self._leaves: Boxes = np.ascontiguousarray(np.hstack((low, high)))

    def touching(self, left: float, top: float, right: float, bottom: float) -> Numbers:
        """Numbers of the boxes that share a point with a rectangle, in ascending order."""
        place = (left, top, right, bottom)
        leaves = np.flatnonzero(_touch(self._leaves, *place))
        members = (leaves[:, None] * LEAF + np.arange(LEAF)).ravel()
        numbers = self._order[members[members < len(self._order)]]
        return np.sort(numbers[_touch(self._boxes[numbers], *place)])


def _touch(boxes: Boxes, left: float, top: float, right: float, bottom: float) -> NDArray[np.bool_]:
    touch: NDArray[np.bool_] = (
        (boxes[:, 0] <= right) & (boxes[:, 2] >= left) & (boxes[:, 1] <= bottom) & (boxes[:, 3] >= top)
    )
    return touch


def _packed(boxes: Boxes) -> Numbers:
    """The order in which neighbours follow each other: upright strips, each sorted downwards."""
    across, down = boxes[:, 0] + boxes[:, 2], boxes[:, 1] + boxes[:, 3]
    strips = max(round(math.sqrt(len(boxes) / LEAF)), 1)
    place = np.empty(len(boxes), dtype=np.intp)
    place[np.argsort(across, kind="stable")] = np.arange(len(boxes))
    return np.lexsort((down, place * strips // max(len(boxes), 1)))

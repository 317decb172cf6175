"""Masks: pixels of an index picture, whose contours were traced when it was decoded."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath

from viewer.canvas.kinds.paths import path_through
from viewer.media.masks import MaskLayer
from viewer.model.geometry import Vertices


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
        """A point within the mask, at or near its centroid."""
        return QPointF(*self.layer.contours[self.instance].centre) + QPointF(*self.layer.origin)

    def outline(self, step: float = 0.0) -> QPainterPath:
        """The closed borders of the mask and its holes, with corners `step` image pixels apart, 0 for all."""
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.OddEvenFill)
        for loop in self.layer.contours[self.instance].loops:
            path.addPath(path_through(thinned(loop, step), closed=True))
        return path.translated(*self.layer.origin)


def thinned(loop: Vertices, step: float) -> Vertices:
    """The corners of a loop at least `step` apart along it, three of them if there are so many."""
    if not step:
        return loop
    walked = np.concatenate(((0.0,), np.abs(np.diff(loop, axis=0)).sum(axis=1).cumsum()))
    kept: Vertices = loop[np.diff(np.floor(walked / step), prepend=-1) > 0]
    return kept if len(kept) >= 3 else loop[:: max(len(loop) // 3, 1)]

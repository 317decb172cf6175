"""Objects that lie exactly on each other, which look like one."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from viewer.canvas.kinds import Drawable
from viewer.canvas.kinds.mask import MaskPixels
from viewer.model.geometry import Box, Point, Polygon, Polyline

Groups = tuple[tuple[int, ...], ...]


def twins(geometries: Sequence[Drawable], boxes: NDArray[np.float64]) -> Groups:
    """Places of those that share kind and outline to the last digit, a group an outline, ascending.

    `boxes` are their (n, 4) bounds; only what shares them is looked at closer: of ten thousand a few.
    """
    if len(geometries) < 2:
        return ()
    order = np.lexsort(boxes.T)
    same = (boxes[order[1:]] == boxes[order[:-1]]).all(axis=1)
    shared = np.zeros(len(order), np.bool_)
    shared[1:] |= same
    shared[:-1] |= same
    by_outline: dict[Hashable, list[int]] = {}
    for place in np.sort(order[shared]).tolist():
        by_outline.setdefault(_outline(geometries[place]), []).append(place)
    return tuple(tuple(places) for places in by_outline.values() if len(places) > 1)


def _outline(geometry: Drawable) -> Hashable:
    match geometry:
        case Box() | Point():
            return geometry
        case Polygon(exterior, holes):
            return "polygon", exterior.tobytes(), tuple(hole.tobytes() for hole in holes)
        case Polyline(line):
            return "line", line.tobytes()
        case MaskPixels(layer, instance):
            return "mask", layer.origin, tuple(loop.tobytes() for loop in layer.contours[instance].loops)

"""How much of an object can be seen at a zoom, and what is left out because nobody could."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from viewer.canvas.drawn import DrawnObjects
from viewer.canvas.index import Numbers
from viewer.canvas.scene import Scene
from viewer.canvas.viewport import Viewport

DOT_BELOW = 3.0
"""View pixels: what is smaller both ways is a dot, but for points, which are marks of constant size."""
HAIRLINE_BELOW = 8.0
"""View pixels: what is smaller both ways has a single thin line, as a thicker one would hide its inside."""
DOT, HAIRLINE, WHOLE = 0, 1, 2


def details(objects: DrawnObjects, numbers: Numbers, scale: float) -> NDArray[np.int8]:
    """DOT, HAIRLINE or WHOLE for each of some objects at a zoom of `scale` view pixels an image pixel."""
    sizes = objects.table.extents[numbers] * scale
    detail = (sizes >= DOT_BELOW).astype(np.int8) + (sizes >= HAIRLINE_BELOW)
    detail[objects.table.points[numbers]] = WHOLE
    return detail


def count_dots(scene: Scene, viewport: Viewport) -> int:
    """How many of the objects that are seen are drawn as dots."""
    numbers = scene.objects.touching(viewport.seen)
    return int((details(scene.objects, numbers, viewport.scale) == DOT).sum())

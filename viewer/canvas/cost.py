"""What painting a view will take, estimated before a stroke of it is painted."""

from __future__ import annotations

import numpy as np

from viewer.canvas.detail import DOT, HAIRLINE, WHOLE, details
from viewer.canvas.scene import reached
from viewer.canvas.still import View

_EACH_SECS = {DOT: 6e-6, HAIRLINE: 15e-6, WHOLE: 60e-6}
_LENGTH_SECS = 3.5e-6
"""A view pixel of the longer side of an object, whose outline is drawn twice and its inside filled."""
_LONGEST = 2000.0
_ARROW_SECS, _NAME_SECS = 250e-6, 20e-6
_MASKS_SECS = 2e-9
"""A device pixel of a layer of masks."""


def cost_secs(view: View) -> float:
    """Seconds on a common machine, right within a factor of two or three."""
    scene, viewport = view.scene, view.viewport
    numbers = scene.objects.touching(reached(viewport))
    detail = details(scene.objects, numbers, viewport.scale)
    objects = sum(float((detail == much).sum()) * secs for much, secs in _EACH_SECS.items())
    lengths = np.minimum(scene.objects.table.extents[numbers[detail == WHOLE]] * viewport.scale, _LONGEST)
    arrows = sum(1 for _ in scene.arrows_seen(viewport))
    names = len(numbers) + arrows if scene.all_names else 0
    pixels = viewport.view.width() * viewport.view.height() * view.ratio**2
    return (
        objects
        + float(lengths.sum()) * _LENGTH_SECS
        + arrows * _ARROW_SECS
        + names * _NAME_SECS
        + len(scene.masks) * pixels * _MASKS_SECS
    )

"""Scenes of many polygons, always the same."""

from __future__ import annotations

import numpy as np

from tests import exports
from tests.exports import Json


def polygons(count: int, *, corners: int = 100, radius: float = 12.0, seed: int = 1) -> Json:
    """A label of wobbling outlines strewn over an image of `exports.SIZE`."""
    random = np.random.default_rng(seed)
    turn = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    made = []
    for number in range(count):
        middle = random.uniform((0, 0), exports.SIZE)
        away = radius * random.uniform(0.5, 1.5) * (1 + 0.25 * np.sin(3 * turn + random.uniform(0, 6)))
        outline = middle + away[:, None] * np.column_stack((np.cos(turn), np.sin(turn)))
        name = ("alpha", "beta", "gamma", "delta")[number % 4]
        made.append(exports.polygon(f"p{number}", *map(tuple, outline.round(2).tolist()), name=name))
    return exports.label(*made)

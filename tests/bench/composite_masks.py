"""Isolating every instance of a composite mask, against comparing the whole picture for each of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tests.bench.figure import Figure, medians_secs
from viewer.media.composite import isolate
from viewer.model.geometry import Rgb


def isolating_a_composite(
    width: int = 4000, height: int = 3000, instances: int = 50, rounds: int = 3
) -> Figure:
    """Decoding apart; both sides give every instance."""
    colours = [(40 + 4 * i, 255 - 3 * i, 7 * i % 251) for i in range(instances)]
    picture = ellipses(width, height, colours)
    packed = picture.astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], dtype=np.uint32)

    def reference() -> list[int]:
        return [int(np.all(picture == rgb, axis=-1).sum()) for rgb in colours]

    if isolate(packed, colours).areas.tolist() != reference():
        raise AssertionError("the two do not isolate the same pixels")
    ours_secs, reference_secs = medians_secs(
        lambda: isolate(packed, colours),
        lambda: [np.all(picture == rgb, axis=-1) for rgb in colours],
        rounds=rounds,
        ours_a_round=5,
    )
    megapixels = round(width * height / 1e6, 1)
    name = (
        f"{instances} masks of a composite of {megapixels:g} megapixels, against np.all(mask == rgb, -1) each"
    )
    return Figure(name, ours_secs * 1e3, "ms", reference_secs * 1e3, goal=500)


def ellipses(width: int, height: int, colours: list[Rgb]) -> NDArray[np.uint8]:
    """(h, w, 3) picture with one ellipse a colour, overlapping as real instances do; always the same."""
    random = np.random.default_rng(12)
    picture = np.zeros((height, width, 3), dtype=np.uint8)
    for colour in colours:
        middle_x, middle_y = random.uniform(0, width), random.uniform(0, height)
        radius_x, radius_y = random.uniform(0.02, 0.12, 2) * width
        left, top = max(int(middle_x - radius_x), 0), max(int(middle_y - radius_y), 0)
        right, bottom = int(middle_x + radius_x) + 2, int(middle_y + radius_y) + 2
        part = picture[top:bottom, left:right]
        y, x = np.ogrid[top : top + part.shape[0], left : left + part.shape[1]]
        part[((x - middle_x) / radius_x) ** 2 + ((y - middle_y) / radius_y) ** 2 <= 1] = colour
    return picture

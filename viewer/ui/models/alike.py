"""Which classes have colours that look alike."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import combinations

from PySide6.QtGui import QColor

from viewer.canvas.colours import linear

ALIKE = 16.0
"""CIE 1976 colour difference below which two colours are not told apart as small areas."""

_WHITE = (0.95047, 1.0, 1.08883)
_FROM_RGB = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))

Lab = tuple[float, float, float]


def lab(colour: QColor) -> Lab:
    """CIE L*a*b* of an sRGB colour, for the white point D65 (IEC 61966-2-1, CIE 15)."""
    light = linear(colour)
    x, y, z = (
        _cube_root(sum(k * c for k, c in zip(row, light, strict=True)) / white)
        for row, white in zip(_FROM_RGB, _WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def alike(classes: Iterable[tuple[str, QColor]]) -> list[tuple[str, str]]:
    """Pairs of classes whose colours are the same or nearly so, in the order given."""
    seen = [(name, lab(colour)) for name, colour in classes]
    return [(a, b) for (a, one), (b, other) in combinations(seen, 2) if math.dist(one, other) < ALIKE]


def _cube_root(share: float) -> float:
    return share ** (1 / 3) if share > (6 / 29) ** 3 else share / (3 * (6 / 29) ** 2) + 4 / 29

"""Pens, brushes and lengths, all in view pixels, so that they are the same at every zoom."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from viewer.canvas.colours import luminance

OUTLINE = 2.0
HAIRLINE = 1.0
CASING = 4.0
HALO = CASING - OUTLINE
"""What the dark line around an outline is wider than that."""
HEAD_LENGTH = 13.0
HEAD_WIDTH = 10.0
HIT_TOLERANCE = 6.0
DASHES = (3.0, 2.5)
HANDLE = 3.0

CASING_COLOUR = QColor(0, 0, 0, 110)
LIGHT_CASING_COLOUR = QColor(255, 255, 255, 150)
DARK = 0.12
"""The luminance below which a colour is lost on dark pictures: its contrast to black is below 3.4."""
LIGHT = QColor(255, 255, 255)

FILL_SHARES = {"box": 0.3, "polygon": 0.7}
"""How opaque fills are beside that of masks, whose fill is all there is to see."""


def fill_share(kind: str, *, outlined: bool) -> float:
    """How opaque the fill of a kind is; of anything without its outline it is all there is to see."""
    return FILL_SHARES.get(kind, 1.0) if outlined else 1.0


def pen(colour: QColor, width: float = OUTLINE, *, dashed: bool = False, bevelled: bool = False) -> QPen:
    """A line, dashed for labels beside the first.

    Its corners are round, or `bevelled`, which is three to five times as fast, where that is not to be seen:
    of curves with many corners, and of outlines along the edges of pixels.
    """
    made = QPen(colour, width)
    made.setJoinStyle(Qt.PenJoinStyle.BevelJoin if bevelled else Qt.PenJoinStyle.RoundJoin)
    made.setCapStyle(Qt.PenCapStyle.FlatCap if dashed or bevelled else Qt.PenCapStyle.RoundCap)
    if dashed:
        made.setDashPattern([length * OUTLINE / width for length in DASHES])
    return made


@lru_cache(maxsize=4096)
def _casing_of(rgb: int) -> QColor:
    return LIGHT_CASING_COLOUR if luminance(QColor.fromRgb(rgb)) < DARK else CASING_COLOUR


def casing_of(colour: QColor) -> QColor:
    """The halo of a line of this colour: dark, but light around what is dark itself, so that it is seen on
    any background.
    """
    return _casing_of(colour.rgb())


def faded(colour: QColor, opacity: float) -> QColor:
    """The colour at an opacity from 0 to 1."""
    made = QColor(colour)
    made.setAlphaF(max(0.0, min(1.0, opacity)))
    return made

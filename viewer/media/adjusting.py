"""The picture brighter or darker, with more or less contrast, a channel alone, inverted: to see more in it.

Only what is seen changes. A value v from 0 to 1 becomes ((v - 0.5) * slope + 0.5 + brightness), held within
0 and 1, to the power of 1 / gamma, where slope is tan(45° * (1 + contrast)); inverted it is one less that.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from viewer.media.by_qt import drawable, pixels_of
from viewer.media.guard import out_of_memory

GAMMA_RANGE = (0.1, 10.0)
_BAND_ROWS = 32
"""Rows that are mapped together: what they take stays in the processor's cache."""
_STEEPEST = 1e4
_OPAQUE = 0xFF000000
_SPREAD = 0x010101


class Channel(StrEnum):
    """What of the colours is seen: all of it, or one value as grey."""

    ALL = "all"
    RED = "red"
    GREEN = "green"
    BLUE = "blue"
    LUMINANCE = "luminance"
    ALPHA = "alpha"


_SHIFTS = {Channel.RED: 16, Channel.GREEN: 8, Channel.BLUE: 0, Channel.ALPHA: 24}


@dataclass(frozen=True, slots=True)
class Adjustments:
    """`brightness` and `contrast` from -1 to 1, `gamma` within `GAMMA_RANGE`."""

    brightness: float = 0.0
    contrast: float = 0.0
    gamma: float = 1.0
    channel: Channel = Channel.ALL
    inverted: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether the picture is seen as it is."""
        return self == PLAIN

    @property
    def bends(self) -> bool:
        """Whether values become others, whichever channel is seen."""
        return not replace(self, channel=Channel.ALL).is_plain

    def curve(self, values: NDArray[Any]) -> NDArray[np.float64]:
        """What values from 0 to 1 become."""
        slope = min(np.tan(np.pi / 4 * (1 + self.contrast)), _STEEPEST)
        bent = np.clip((values - 0.5) * slope + 0.5 + self.brightness, 0.0, 1.0) ** (1 / self.gamma)
        return np.asarray(1.0 - bent if self.inverted else bent, np.float64)

    def table(self) -> NDArray[np.uint8]:
        """What each of 256 values becomes."""
        return np.rint(self.curve(np.arange(256) / 255) * 255).astype(np.uint8)


PLAIN = Adjustments()


def adjusted(image: QImage, adjustments: Adjustments, check: Callable[[], None] = lambda: None) -> QImage:
    """The picture so, in its own size; `check` is called in between and may raise to give up.

    Luminance is that of Rec. 601, (299 R + 587 G + 114 B) / 1000.

    Raises:
        MediaError: there is no memory for it.
    """
    if adjustments.is_plain:
        return image
    alpha = image.hasAlphaChannel()
    plain = image.convertToFormat(QImage.Format.Format_ARGB32 if alpha else QImage.Format.Format_RGB32)
    out = QImage(plain.size(), plain.format())
    if plain.isNull() or out.isNull():
        raise out_of_memory()
    read = np.frombuffer(plain.constBits(), np.uint32).reshape(plain.height(), plain.width())
    written = pixels_of(out, np.uint32)
    paint = _mapped(adjustments) if adjustments.channel is Channel.ALL else _picked(adjustments)
    for top in range(0, plain.height(), _BAND_ROWS):
        check()
        paint(read[top : top + _BAND_ROWS], written[top : top + _BAND_ROWS])
    return drawable(out)


_Paint = Callable[[NDArray[np.uint32], NDArray[np.uint32]], None]


def _mapped(adjustments: Adjustments) -> _Paint:
    """Colours by two tables of two bytes each: a look-up a byte takes four times as long."""
    table = adjustments.table().astype(np.uint16)
    pairs = np.arange(1 << 16)
    both = table[pairs & 0xFF] | table[pairs >> 8] << 8
    lower = (table[pairs & 0xFF] | (pairs & 0xFF00).astype(np.uint16)).astype(np.uint16)  # its upper is alpha
    first, second = (both, lower) if sys.byteorder == "little" else (lower, both)

    def paint(read: NDArray[np.uint32], written: NDArray[np.uint32]) -> None:
        halves, out = (each.view(np.uint16).reshape(*each.shape, 2) for each in (read, written))
        out[..., 0] = first[halves[..., 0]]
        out[..., 1] = second[halves[..., 1]]

    return paint


def _picked(adjustments: Adjustments) -> _Paint:
    """One value as an opaque grey."""
    greys = adjustments.table().astype(np.uint32) * np.uint32(_SPREAD) | np.uint32(_OPAQUE)
    shift = _SHIFTS.get(adjustments.channel)

    def paint(read: NDArray[np.uint32], written: NDArray[np.uint32]) -> None:
        written[...] = greys[_luminance(read) if shift is None else _byte(read, shift)]

    return paint


def _luminance(pixels: NDArray[np.uint32]) -> NDArray[np.uint32]:
    total = np.full(pixels.shape, 500, np.uint32)
    for shift, weight in ((16, 299), (8, 587), (0, 114)):
        total += _byte(pixels, shift) * np.uint32(weight)
    total //= np.uint32(1000)
    return total


def _byte(pixels: NDArray[np.uint32], shift: int) -> NDArray[np.uint32]:
    return pixels >> np.uint32(shift) & np.uint32(0xFF)

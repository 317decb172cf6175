"""Data colours: the same in both themes, stable by class name, told apart by colour-blind people."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtGui import QColor

from viewer.assets import resource

_BETWEEN_BLACK_AND_WHITE = 0.179
"""The luminance to which black and white have the same contrast: the root of 1.05 * 0.05, less 0.05."""


@lru_cache(maxsize=1)
def palette() -> tuple[QColor, ...]:
    """The colours of resources/palette.json, in order of preference."""
    data = json.loads(resource("palette.json").read_text(encoding="utf-8"))
    return tuple(QColor(text) for text in data["colours"])


class ClassColours:
    """A colour a class.

    A class takes the palette colour its name hashes to; among `names` (the first classes of the export, in
    file order) a taken colour moves the later one to the next free place, so that up to a palette's length
    of them all differ. Other names keep their hashed colour. Those that are to be told `apart` are dealt the
    colours of the palette in its order, the first of which are farthest from each other; classes give way to
    classes, but never to answers or people that are told apart.
    """

    def __init__(self, names: Sequence[str] = (), apart: Sequence[str] = ()) -> None:
        colours = palette()
        self._slots: dict[str, int] = {name: slot % len(colours) for slot, name in enumerate(apart)}
        self.apart = frozenset(apart)
        known = self.apart.intersection(names)
        taken: set[int] = {self._slots[name] for name in known}
        for name in names:
            if name in self._slots:
                continue
            slot = _hashed(name) % len(colours)
            if len(taken) < len(colours):
                while slot in taken:
                    slot = (slot + 1) % len(colours)
            taken.add(slot)
            self._slots[name] = slot

    def of_class(self, name: str) -> QColor:
        """The colour of a class."""
        colours = palette()
        return colours[self._slots.get(name, _hashed(name)) % len(colours)]

    def of_instance(self, index: int) -> QColor:
        """The colour of a label's object number `index`; each round of the palette is a little lighter."""
        colours = palette()
        turn, slot = divmod(index, len(colours))
        return colours[slot].lighter(100 + 18 * (turn % 4))


def _hashed(name: str) -> int:
    """A number that is the same in every process, unlike hash()."""
    return zlib.crc32(name.encode("utf-8", "surrogatepass"))


def linear(colour: QColor) -> tuple[float, float, float]:
    """Red, green and blue as shares of light, 0 to 1, out of sRGB (IEC 61966-2-1)."""
    return _linear(colour.redF()), _linear(colour.greenF()), _linear(colour.blueF())


def luminance(colour: QColor) -> float:
    """Relative luminance from 0 to 1, as WCAG 2 defines it."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def text_colour(background: QColor) -> QColor:
    """Black or white, whichever has more contrast to `background` (WCAG 2)."""
    return QColor("black") if luminance(background) > _BETWEEN_BLACK_AND_WHITE else QColor("white")


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

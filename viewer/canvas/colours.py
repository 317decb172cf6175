"""Data colours: the same in both themes, stable by class name, told apart by colour-blind people."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtGui import QColor

from viewer.assets import resource


@lru_cache(maxsize=1)
def palette() -> tuple[QColor, ...]:
    """The colours of resources/palette.json, in order of preference."""
    data = json.loads(resource("palette.json").read_text(encoding="utf-8"))
    return tuple(QColor(text) for text in data["colours"])


class ClassColours:
    """A colour a class.

    A class takes the palette colour its name hashes to; among `names` (the first classes of the export, in
    file order) a taken colour moves the later one to the next free place, so that up to a palette's length
    of them all differ. Other names keep their hashed colour.
    """

    def __init__(self, names: Sequence[str] = ()) -> None:
        colours = palette()
        self._slots: dict[str, int] = {}
        taken: set[int] = set()
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


def text_colour(background: QColor) -> QColor:
    """Black or white, whichever reads better on `background` (WCAG relative luminance)."""
    channels = (background.redF(), background.greenF(), background.blueF())
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return QColor("black") if luminance > 0.179 else QColor("white")

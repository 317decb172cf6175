"""Find a text in a million texts: in one buffer, without regard to case, without an object a row."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from viewer.catalog.columns import TextColumn

_FEW = 4_000
"""Hits up to here are looked for one by one, which skips from hit to hit; more of them all at once."""
_LOWER = np.arange(256, dtype=np.uint8)
_LOWER[ord("A") : ord("Z") + 1] += 32
_ROWS_AT_ONCE = 1 << 16

Mask = NDArray[np.bool_]


class Folded:
    """The texts of a column without regard to case; row i is `data[bounds[i]:bounds[i + 1]]`."""

    def __init__(self, column: TextColumn) -> None:
        blob = column.blob
        if len(blob) and int(blob.max()) >= 128:
            pieces = [_folded(column, row) for row in range(len(column))]
            self.data = b"".join(pieces)
            self.bounds = np.zeros(len(pieces) + 1, np.int64)
            np.cumsum([*map(len, pieces)], out=self.bounds[1:])
        else:
            self.data = _LOWER[blob].tobytes() if len(blob) else b""
            self.bounds = column.bounds

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def holding(self, text: str) -> Mask:
        """(n,) bool: the rows that hold the text; every row holds the empty one."""
        needle = text.casefold().encode("utf-8", "replace")
        if not needle:
            return np.ones(len(self), np.bool_)
        found = np.zeros(len(self), np.bool_)
        rest = self._few(needle, found)
        if rest is not None:
            self._many(needle, found, rest)
        return found

    def equal(self, text: str) -> Mask:
        """(n,) bool: the rows that are the text."""
        lengths = np.diff(self.bounds)
        size = len(text.casefold().encode("utf-8", "replace"))
        found: Mask = lengths == size
        return found & self.holding(text) if size else found

    def _few(self, needle: bytes, found: Mask) -> int | None:
        """Mark the rows of the first hits; the offset to go on from, None when there are no more."""
        at = 0
        for _ in range(_FEW):
            at = self.data.find(needle, at)
            if at < 0:
                return None
            row = int(np.searchsorted(self.bounds, at, side="right")) - 1
            end = int(self.bounds[row + 1])
            if at + len(needle) <= end:
                found[row] = True
                at = end
            else:
                at += 1
        return at

    def _many(self, needle: bytes, found: Mask, start: int) -> None:
        values = np.frombuffer(self.data, np.uint8)[start:]
        places = np.flatnonzero(values[: max(len(values) - len(needle) + 1, 0)] == needle[0])
        for distance, value in enumerate(needle[1:], 1):
            places = places[values[places + distance] == value]
        places += start
        rows = np.searchsorted(self.bounds, places, side="right") - 1
        whole = places + len(needle) <= self.bounds[rows + 1]
        found[rows[whole]] = True


def _folded(column: TextColumn, row: int) -> bytes:
    return (column.text(row) or "").casefold().encode("utf-8", "replace")


@lru_cache(maxsize=8)
def folded(column: TextColumn) -> Folded:
    """The folded texts of a column, made when they are first searched; of few columns they are kept."""
    return Folded(column)

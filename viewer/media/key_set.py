"""A set of addresses in eight bytes each, so that those of millions of rows can be told apart."""

from __future__ import annotations

import numpy as np

_DIGITS = 16
_LOOSE = 1 << 16


class KeySet:
    """Knows which names of `cache_name` were added, by their first 64 bits.

    Two of ten million share these with a chance of one in 400,000.
    """

    def __init__(self) -> None:
        self._sorted = np.empty(0, np.uint64)
        self._loose: set[int] = set()

    def __len__(self) -> int:
        return len(self._sorted) + len(self._loose)

    def __contains__(self, name: str) -> bool:
        return self._has(_number(name))

    def add(self, name: str) -> bool:
        """Add a name; False when it was there."""
        number = _number(name)
        if self._has(number):
            return False
        self._loose.add(number)
        if len(self._loose) >= _LOOSE:
            loose = np.fromiter(self._loose, np.uint64, len(self._loose))
            self._sorted = np.union1d(self._sorted, loose)
            self._loose.clear()
        return True

    def _has(self, number: int) -> bool:
        if number in self._loose:
            return True
        at = int(np.searchsorted(self._sorted, np.uint64(number)))
        return at < len(self._sorted) and int(self._sorted[at]) == number


def _number(name: str) -> int:
    return int(name[:_DIGITS], 16)

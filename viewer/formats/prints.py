"""Checksums of places all over a file: whether what was read of it still stands where it stood."""

from __future__ import annotations

from collections.abc import Callable
from zlib import crc32

_PRINT_BYTES = 4_096
"""Of a piece of the file so much at both of its ends."""


class Prints:
    """Grows with the pieces that are read; of a file of a gigabyte some thousand are kept, not its bytes.

    What is changed in place, between the prints and without moving anything, goes unnoticed.
    """

    def __init__(self) -> None:
        self._sums: dict[tuple[int, int], int] = {}

    def note(self, offset: int, piece: bytes) -> None:
        """Remember the ends of a piece of the file."""
        for at in (0, max(0, len(piece) - _PRINT_BYTES)):
            end = piece[at : at + _PRINT_BYTES]
            self._sums[offset + at, len(end)] = crc32(end)

    def hold(self, read: Callable[[int, int], bytes], check: Callable[[], None]) -> bool:
        """Whether `read(offset, size)` gives the same everywhere; `check` may raise to give up."""
        for (offset, size), known in self._sums.items():
            check()
            if crc32(read(offset, size)) != known:
                return False
        return bool(self._sums)

"""Where the records of a file stand: three compact columns, since a file may hold millions."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class Record:
    """The place of one record: `line` from 1, `offset` and `size` in bytes of the uncompressed file."""

    line: int
    offset: int
    size: int


class Spans:
    """Records in the order of the file."""

    def __init__(self) -> None:
        self._lines = array("Q")
        self._offsets = array("Q")
        self._sizes = array("Q")

    def __len__(self) -> int:
        return len(self._sizes)  # the last of the three to grow, while another thread reads

    def __getitem__(self, index: int) -> Record:
        return Record(self._lines[index], self._offsets[index], self._sizes[index])

    def piece(self, start: int, most_bytes: int) -> Spans:
        """A copy of the records from `start` on that end within so many bytes, but at least one."""
        begin = self._offsets[start]
        stop = max(start + 1, bisect_right(self._offsets, begin + most_bytes, start, len(self)))
        if stop > start + 1 and self._offsets[stop - 1] + self._sizes[stop - 1] - begin > most_bytes:
            stop -= 1
        copy = Spans()
        copy._lines, copy._offsets = self._lines[start:stop], self._offsets[start:stop]
        copy._sizes = self._sizes[start:stop]
        return copy

    def end_of(self, index: int) -> int:
        """The offset behind a record."""
        return self._offsets[index] + self._sizes[index]

    def before(self, offset: int) -> Spans:
        """A copy of the records that begin before an offset."""
        stop = bisect_left(self._offsets, offset)
        copy = Spans()
        copy._lines, copy._offsets = self._lines[:stop], self._offsets[:stop]
        copy._sizes = self._sizes[:stop]
        return copy

    def count_until(self, offset: int) -> int:
        """How many records begin before an offset."""
        return bisect_left(self._offsets, offset, 0, len(self))

    @property
    def begin(self) -> int:
        """The offset of the first record, of which there must be one."""
        return self._offsets[0]

    @property
    def end(self) -> int:
        """The offset behind the last record, of which there must be one."""
        return self._offsets[-1] + self._sizes[-1]

    def places(self) -> Iterator[tuple[int, int]]:
        """Offset and size of each record."""
        return zip(self._offsets, self._sizes, strict=True)

    def add_all(self, lines: Numbers, offsets: Numbers, sizes: Numbers) -> None:
        """Append records, each (n,)."""
        for column, values in ((self._lines, lines), (self._offsets, offsets), (self._sizes, sizes)):
            column.frombytes(np.ascontiguousarray(values, np.uint64).tobytes())

    def add(self, line: int, start: int, end: int) -> None:
        """Append the record from byte `start` to `end`, exclusive."""
        self._lines.append(line)
        self._offsets.append(start)
        self._sizes.append(end - start)

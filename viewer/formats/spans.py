"""Where the records of a file stand: three compact columns, since a file may hold millions."""

from __future__ import annotations

from array import array
from dataclasses import dataclass


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

    def add(self, line: int, start: int, end: int) -> None:
        """Append the record from byte `start` to `end`, exclusive."""
        self._lines.append(line)
        self._offsets.append(start)
        self._sizes.append(end - start)

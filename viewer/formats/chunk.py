"""Some records as they stand in the file one after the other: what another process is handed to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from viewer.formats.csv_rows import CsvHeader
from viewer.formats.records import read_record, stripped
from viewer.formats.row import ReadRow
from viewer.formats.shared import Shared
from viewer.formats.spans import Spans

_WINDOW_BYTES = 2 << 20
"""Read at a time: what fits a processor's cache is looked at faster."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Records `start` and following, at `spans`; `ends_file` when nothing follows them.

    Their bytes are in a `shared` file, which whoever needs them reads, or in `held`.
    """

    start: int
    spans: Spans
    header: CsvHeader | None
    ends_file: bool
    shared: Shared | None = None
    held: bytes = b""

    def __len__(self) -> int:
        return len(self.spans)

    @property
    def size_bytes(self) -> int:
        """From the first byte of the first record to the last of the last."""
        return self.spans.end - self.spans.begin

    def raw(self) -> Iterator[memoryview]:
        """The bytes of each record, with the blanks that may be around it.

        Raises:
            FileChangedError: the file was changed on disk.
        """
        begin, view = self.spans.begin, memoryview(self.held)
        for offset, size in self.spans.places():
            if self.shared is not None and offset + size > begin + len(view):
                begin = offset
                view = memoryview(
                    self.shared.read(begin, min(max(size, _WINDOW_BYTES), self.spans.end - begin))
                )
            yield view[offset - begin : offset - begin + size]

    def read(self, place: int, data: memoryview) -> ReadRow:
        """The row of the record at a place in the chunk, whose bytes are `data`."""
        ends_file = self.ends_file and place == len(self) - 1
        record, raw = self.spans[place], stripped(bytes(data), self.header)
        return read_record(raw, self.start + place, record, self.header, ends_file=ends_file)

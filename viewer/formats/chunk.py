"""Some records as they stand in the file one after the other: what another process is handed to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from viewer.formats.csv_rows import CsvHeader
from viewer.formats.records import read_record
from viewer.formats.row import ReadRow
from viewer.formats.spans import Record


@dataclass(frozen=True, slots=True)
class Chunk:
    """Records `start` and following; `data` begins with the first of them, `ends_file` with the last."""

    start: int
    data: bytes
    records: tuple[Record, ...]
    header: CsvHeader | None
    ends_file: bool

    def __len__(self) -> int:
        return len(self.records)

    def raw(self) -> Iterator[bytes]:
        """The bytes of each record, without the blanks around it."""
        base = self.records[0].offset
        for record in self.records:
            at = record.offset - base
            yield stripped(self.data[at : at + record.size], self.header)

    def read(self, place: int, data: bytes) -> ReadRow:
        """The row of the record at a place in the chunk, whose bytes are `data`."""
        ends_file = self.ends_file and place == len(self) - 1
        return read_record(data, self.start + place, self.records[place], self.header, ends_file=ends_file)


def stripped(data: bytes, header: CsvHeader | None) -> bytes:
    """A record without the blanks around it; in CSV a tab ends a cell."""
    return data.strip() if header is None else data.strip(b"\r\n")

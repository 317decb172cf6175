"""An export that is open: its records by number, parsed when they are asked for."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from viewer.formats.chunk import Chunk
from viewer.formats.containers import Layout
from viewer.formats.errors import ExportError, FileChangedError, RecordError
from viewer.formats.records import RecordJob, decode_record, read_job, stripped, unreadable
from viewer.formats.row import ReadRow
from viewer.formats.source import Check, Progress, Source, Watch, open_source
from viewer.formats.spans import Record
from viewer.model.issue import Issue, Severity
from viewer.model.row import DataRow

__all__ = ["Export", "ExportError", "FileChangedError", "Record", "RecordError", "open_export"]

_AT_END = object()
_ALL = 1 << 62
_WAIT_SECS = 0.02
_LARGE_BYTES = 2 << 20
"""A record of more is read elsewhere: it takes a tenth of a second and more."""
_KEPT_ROWS = 32
_KEPT_BYTES = 64 << 20
_LOOK_BYTES = 4 << 20
"""A key is looked for in so much of the file at a time."""
_LONGEST_NUMBER = 18
"""Digits of a row number; Python refuses to read thousands of them."""
_PLAIN_KEY = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.: ()")


class Export:
    """The records of a file, record N of the file being row N - 1 whether it can be read or not.

    All methods may be called from any thread. While the records are still being listed, `len` grows.
    `taken_over` are those that were known from before the file grew.
    """

    def __init__(self, source: Source, layout: Layout) -> None:
        self.path = source.path
        self.is_listed = False
        self._source = source
        self._layout = layout
        self.taken_over = len(layout.spans)
        self._listing = layout.listing()
        self._turn = threading.Lock()
        self._late: tuple[Issue, ...] = ()
        self._kept: OrderedDict[int, ReadRow] = OrderedDict()
        self._kept_bytes = 0
        self._lock = threading.Lock()

    @property
    def size_bytes(self) -> int:
        """Length of the unwrapped text."""
        return self._source.size_bytes

    @property
    def container(self) -> str:
        """The word for how records are held together; of what begins alike only the end of the file tells."""
        name = self._layout.container.value
        return f"{name}+gzip" if self._source.is_gzip else name

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What is wrong with the file as a whole, as far as it was listed."""
        return (*self._source.issues, *self._layout.issues, *self._late)

    def list_on(self, progress: Progress | None = None, check: Check | None = None) -> None:
        """List the records that were not listed yet, to the end of the file.

        `progress` is told bytes done and in all (0 while that is unknown), `check` may raise to give up: what
        was listed stays, and another call goes on. What ends it early becomes an issue.
        """
        with self._turn:
            self._source.watch = Watch.of(progress, None)  # what was raised within would end the listing
            try:
                while self._list_some():
                    if check is not None:
                        check()
            finally:
                self._source.watch = Watch.of(None, None)

    def grown(self, check: Check | None = None) -> Export | None:
        """The file as it is now, with what was listed of it, when it was only added to; else None.

        The last record is found anew, as it may not have been whole. `check` may raise to give up.

        Raises:
            ExportError: it cannot be opened any more.
        """
        try:
            source = self._source.grown(Watch.of(None, check))
            if source is None:
                return None
            with self._turn:
                layout = self._layout.grown(source)
            if layout is not None and (export := Export(source, layout)).list_until(len(self)):
                return export
            source.close()
        except FileChangedError:
            pass  # it grows at this moment; whoever opens it says so
        return None

    def list_until(self, count: int) -> bool:
        """List until there are so many records; whether there are."""
        with self._turn:
            while len(self) < count and self._list_some():
                pass
        return len(self) >= count

    def indices(self, check: Check | None = None) -> Iterator[int]:
        """The index of every record, listing those that nobody has listed yet."""
        index = 0
        while self.has(index, check):
            yield index
            index += 1

    def has(self, index: int, check: Check | None = None) -> bool:
        """Whether there is such a record, waiting for it to be listed, or listing where nobody does."""
        while index >= len(self):
            if self.is_listed:
                return index < len(self)
            if check is not None:
                check()
            if self._turn.acquire(timeout=_WAIT_SECS):
                try:
                    self._list_some()
                finally:
                    self._turn.release()
        return True

    def end_of(self, index: int) -> int:
        """The offset behind a record."""
        return self._layout.spans.end_of(index)

    def count_until(self, offset: int) -> int:
        """How many of the listed records begin before an offset."""
        return self._layout.spans.count_until(offset)

    def _list_some(self) -> bool:
        """One breath of the listing; whether there may be more. What ends it early becomes an issue."""
        try:
            if not self.is_listed and next(self._listing, _AT_END) is _AT_END:
                self.is_listed = True
        except (FileChangedError, ExportError) as error:
            if not len(self):
                raise
            text = f"only the first {len(self):,} rows could be listed: {error}"
            self._late = (Issue(Severity.ERROR, text),)
            self.is_listed = True
        return not self.is_listed

    def __len__(self) -> int:
        return len(self._layout.spans)

    def __enter__(self) -> Export:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, index: int, elsewhere: Callable[[RecordJob], ReadRow] = read_job) -> ReadRow:
        """The row with what is wrong in it; the last ones read stay at hand even when the file goes away.

        A large record, which takes Python long, is read `elsewhere`: it gets what `read_job` reads.
        """
        if kept := self.at_hand(index):
            return kept
        try:
            read = self._read(index, elsewhere)
        except FileChangedError as error:
            return self._unreadable(index, error)
        self._keep(index, read)
        return read

    def at_hand(self, index: int) -> ReadRow | None:
        """The row when it was read lately, so that it need not be parsed again."""
        with self._lock:
            if kept := self._kept.get(index):
                self._kept.move_to_end(index)
            return kept

    def rows(self, indices: Iterable[int] | None = None) -> Iterator[ReadRow]:
        """Every row in turn, or these, none of them kept."""
        for index in range(len(self)) if indices is None else indices:
            with self._lock:
                kept = self._kept.get(index)
            try:
                yield kept or self._read(index)
            except FileChangedError as error:
                yield self._unreadable(index, error)

    def raw(self, index: int) -> Any:
        """The JSON value of a record, embeddings included; of a CSV record the v1 object made from it.

        Raises:
            RecordError: the record is no JSON, or the file was changed.
        """
        return decode_record(self.raw_bytes(index), self._layout.header).value

    def raw_bytes(self, index: int, *, most: int | None = None) -> bytes:
        """The record as it stands in the (uncompressed) file, or its first `most` bytes.

        Raises:
            FileChangedError: the file was changed on disk, so that the record may stand elsewhere.
        """
        record = self.record(index)
        size = record.size if most is None else min(record.size, most)
        return stripped(self._source.read_at(record.offset, size), self._layout.header)

    @property
    def preamble(self) -> bytes:
        """What records need before them to be read alone: the head of a table, else nothing.

        Raises:
            FileChangedError: the file was changed on disk.
        """
        if self._layout.header is None or not len(self):
            return b""
        start = self._source.start
        return self._source.read_at(start, self.record(0).offset - start)

    def record(self, index: int) -> Record:
        """Where the record stands."""
        if not 0 <= index < len(self):
            raise IndexError(f"no row {index + 1}: the file has {len(self)}")
        return self._layout.spans[index]

    def find(self, key: str, check: Check | None = None) -> int | None:
        """The index of row number `key` (from 1), else of the first with that id, global key, external id.

        Rows that were not listed yet are; `check` may raise to give up.
        """
        if (index := self.numbered(key, check)) is not None:
            return index
        return next(iter(self.with_id(key, check).values()), None)

    def numbered(self, key: str, check: Check | None = None) -> int | None:
        """The index of row number `key` (from 1), None when it is no number of a row."""
        is_number = key.isdecimal() and len(key) <= _LONGEST_NUMBER and int(key) >= 1
        return int(key) - 1 if is_number and self.has(int(key) - 1, check) else None

    def with_id(self, key: str, check: Check | None = None, *, start: int = 0) -> dict[int, int]:
        """The first row from `start` on of those whose id (0), global key (1), external id (2) is the key.

        By these numbers, the least first; when there is an id, nothing else is looked for.
        """
        found: dict[int, int] = {}
        for index in self._mentioning(key, start, check) if key else ():
            rank = self._rank(index, key)
            if rank is not None:
                found.setdefault(rank, index)
            if rank == 0:
                break
        return dict(sorted(found.items()))

    def _mentioning(self, key: str, start: int, check: Check | None) -> Iterator[int]:
        """The records whose bytes hold the key; all where it can be written in several ways."""
        needle = key.encode() if _PLAIN_KEY.issuperset(key) else b""
        while self.has(start, check):
            if check is not None:
                check()
            spans = self._layout.spans.piece(start, _LOOK_BYTES)
            try:
                data = self._source.read_at(spans.begin, spans.end - spans.begin)
            except FileChangedError:
                return
            if not needle:
                yield from range(start, start + len(spans))
            at = data.find(needle) if needle else -1
            while at >= 0:
                place = spans.count_until(spans.begin + at + 1) - 1
                yield start + place
                at = data.find(needle, spans.end_of(place) - spans.begin)
            start += len(spans)

    def close(self) -> None:
        """Give the file back; rows that were not read before can no longer be."""
        self._source.close()

    def _rank(self, index: int, key: str) -> int | None:
        """0 when the row's id is the key, 1 its global key, 2 its external id."""
        row = self.read(index).row
        ids = (row.id, row.global_key, row.external_id) if isinstance(row, DataRow) else ()
        return ids.index(key) if key in ids else None

    def _keep(self, index: int, read: ReadRow) -> None:
        with self._lock:
            if index not in self._kept:
                self._kept_bytes += self.record(index).size
            self._kept[index] = read
            while len(self._kept) > 1 and (len(self._kept) > _KEPT_ROWS or self._kept_bytes > _KEPT_BYTES):
                dropped, _ = self._kept.popitem(last=False)
                self._kept_bytes -= self.record(dropped).size

    def chunk(self, start: int, most_bytes: int) -> Chunk:
        """Some records from `start` on, at least one, as they stand in the file one after the other.

        Raises:
            FileChangedError: the file was changed on disk.
        """
        source, spans = self._source, self._layout.spans.piece(start, most_bytes)
        ends_file = source.is_whole and spans.end >= source.size_bytes
        held = b"" if source.shared is not None else source.read_at(spans.begin, spans.end - spans.begin)
        return Chunk(start, spans, self._layout.header, ends_file, source.shared, held)

    def _read(self, index: int, elsewhere: Callable[[RecordJob], ReadRow] = read_job) -> ReadRow:
        record, header, ends_file = self.record(index), self._layout.header, self._ends_file(index)
        is_large = record.size > _LARGE_BYTES
        shared = self._source.shared if is_large else None
        held = b"" if shared is not None else self._source.read_at(record.offset, record.size)
        job = RecordJob(index, record, header, ends_file, shared, held)
        return (elsewhere if is_large else read_job)(job)

    def _unreadable(self, index: int, error: RecordError) -> ReadRow:
        return unreadable(error, index, self.record(index), ends_file=self._ends_file(index))

    def _ends_file(self, index: int) -> bool:
        return self._source.is_whole and self.end_of(index) >= self._source.size_bytes


def open_export(
    path: str | Path,
    *,
    whole: bool = True,
    progress: Progress | None = None,
    check: Check | None = None,
) -> Export:
    """Find the records of a file; when not the `whole` of it, no more than it takes to find a data row.

    What is not listed then `list_on` lists. `progress` is told bytes done and bytes in all; `check` is called
    between pieces of the file and may raise to give up.

    Raises:
        ExportError: the file cannot be opened, or no row of it can be read.
    """
    path = Path(path)
    watch = Watch.of(progress, check)
    source = open_source(path, watch)
    try:
        export = Export(source, Layout(source))
        if whole:
            export.list_until(_ALL)
        _require_a_row(export, watch)
        source.watch = Watch.of(None, None)
    except FileChangedError as error:
        source.close()
        raise ExportError(str(path), error.message, "Open it once it is complete.") from error
    except BaseException:
        source.close()
        raise
    return export


def _require_a_row(export: Export, watch: Watch) -> None:
    """Read records until one is a data row, listing more as they are needed."""
    first: ReadRow | None = None
    index = 0
    while export.list_until(index + 1):
        (read,) = export.rows((index,))
        if isinstance(read.row, DataRow):
            return
        first = first or read
        index += 1
        watch.progress(index, len(export))
        watch.check()
    raise ExportError(str(export.path), _why_no_row(export, first), _OPEN_EXPORT)


_OPEN_EXPORT = "Open a Labelbox export: NDJSON, JSON or CSV, also gzipped."


def _why_no_row(export: Export, first: ReadRow | None) -> str:
    if export.issues:
        return export.issues[0].message
    if first is None:
        return "it holds no data row"
    reason = str(first.issues[0]) if first.issues else "no data row"
    records = (
        "its only record is no data row"
        if len(export) == 1
        else f"none of its {len(export):,} records is a data row"
    )
    return f"{records}: {reason}"

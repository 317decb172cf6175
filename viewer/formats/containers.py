"""Which container a file is, by its content, and where the records in it stand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from enum import StrEnum

from viewer.formats.csv_rows import csv_header, last_whole, list_csv
from viewer.formats.decode import decode
from viewer.formats.errors import RecordError
from viewer.formats.lines import list_lines
from viewer.formats.source import CHUNK_BYTES, Source
from viewer.formats.spans import Record, Spans
from viewer.formats.structure import StructureScan
from viewer.model.issue import Issue, Severity

_INK = re.compile(rb"\S")
_LINES_LOOKED_AT = 32
_UNCLOSED = "the array is not closed: the file ends early and rows may be missing; download it again"
_ROWS_ALONE_IN_AN_ARRAY = 1
"""In an array with a row a line only the last has no comma behind it."""


class Container(StrEnum):
    """How the records are held together; the values are the words `inspect` prints."""

    NDJSON = "ndjson"
    JSON_ARRAY = "json-array"
    JSON_OBJECT = "json-object"
    CONCATENATED = "concatenated"
    CSV = "csv"


class Layout:
    """The container of a file and the places of its records, as far as they were found.

    `header` only for CSV. Which of two containers a file is, and what is wrong with the whole of it, can show
    at its end.
    """

    def __init__(self, source: Source) -> None:
        self.spans = Spans()
        self.issues: tuple[Issue, ...] = ()
        self._source = source
        self._begin: Record | None = None
        self._scan: StructureScan | None = None
        window = source.read_at(source.start, CHUNK_BYTES)
        self.header = csv_header(window)
        complete = source.is_whole and source.start + len(window) >= source.size_bytes
        self.container = Container.CSV if self.header else _guess(window, complete=complete)
        self._guessed = self.container

    def grown(self, source: Source) -> Layout | None:
        """The layout of a file that was added to, with its records; the last is found anew, as it may go on.

        None when what was added can change how the records before it are held together.
        """
        now = Layout(source)
        is_open = self._scan is None or self._scan.is_open
        if not len(self.spans) or not is_open or (now.header, now._guessed) != (self.header, self._guessed):
            return None
        spans = self.spans
        last = len(spans) - 1 if self.header is None else last_whole(source, self.header, spans)
        now._begin = spans[last]
        now.spans = spans.before(now._begin.offset)
        return now

    def listing(self) -> Iterator[None]:
        """Find the records, in one pass over the file; comes up for air after each piece of it."""
        source, spans = self._source, self.spans
        if self.header is not None:
            yield from list_csv(source, self.header, spans, self._begin)
            return
        match self.container:
            case Container.NDJSON:
                yield from list_lines(source, spans, self._begin)
                if self._is_one_object():
                    self.container = Container.JSON_OBJECT
            case Container.JSON_ARRAY:
                scan = self._structure(is_array=True)
                yield from scan.run()
                if scan.unclosed:
                    self.issues = (Issue(Severity.WARNING, _UNCLOSED),)
            case _:
                yield from self._structure(is_array=False).run()
                self.container = Container.JSON_OBJECT if len(spans) == 1 else Container.CONCATENATED

    def _structure(self, *, is_array: bool) -> StructureScan:
        self._scan = StructureScan(self._source, self.spans, is_array=is_array, begin=self._begin)
        return self._scan

    def _is_one_object(self) -> bool:
        """A single object without a line end is no NDJSON but an object."""
        source = self._source
        if len(self.spans) != 1 or source.read_at(source.size_bytes - 1, 1) == b"\n":
            return False
        return source.read_at(self.spans[0].offset, 1) == b"{"


def lay_out(source: Source) -> Layout:
    """Find the container and every record, in one pass over the file."""
    layout = Layout(source)
    for _ in layout.listing():
        pass
    return layout


def _guess(window: bytes, *, complete: bool) -> Container:
    """NDJSON, JSON_ARRAY, or CONCATENATED for anything that has to be told by its brackets."""
    lines = _first_lines(window, complete=complete)
    opening = (_INK.search(window) or b"\n")[0]
    if not lines:
        return Container.JSON_ARRAY if opening == b"[" else Container.NDJSON
    first, others = lines[0], lines[1:]
    rows = sum(_is_row(line) for line in others)
    if opening == b"[":
        is_lines = rows > _ROWS_ALONE_IN_AN_ARRAY or (others and _is_value(first))
        return Container.NDJSON if is_lines else Container.JSON_ARRAY
    if _is_value(first):
        return Container.NDJSON
    if rows:
        return Container.CONCATENATED if _runs_past_line_end(window) else Container.NDJSON
    bracketed = any(line.lstrip()[:1] in (b"{", b"[") for line in lines)
    return Container.CONCATENATED if bracketed else Container.NDJSON


def _first_lines(window: bytes, *, complete: bool) -> list[bytes]:
    """Some lines that are not blank; a line cut off by the window is left out, so that none may remain."""
    lines = window.split(b"\n", 4 * _LINES_LOOKED_AT)
    if not complete or len(lines) > 4 * _LINES_LOOKED_AT:
        lines.pop()
    return [line for line in lines if _INK.search(line)][:_LINES_LOOKED_AT]


def _runs_past_line_end(window: bytes) -> bool:
    """Whether the first value goes on in the next line, as no value does in a file of lines."""
    text = window.decode(errors="replace").lstrip()
    try:
        _, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return False
    return end > text.find("\n")


def _is_value(line: bytes) -> bool:
    try:
        decode(line)
    except RecordError as error:
        is_whole = line.rstrip().endswith((b"]", b"}"))
        return is_whole and isinstance(error.__cause__, RecursionError)  # a value, though none to be read
    return True


def _is_row(line: bytes) -> bool:
    """Whether the line, from its first byte, is a whole object; a pretty-printed file has none but `{}`."""
    ends_alone = not line.rstrip().endswith((b",", b"{}"))  # with a comma it may be an element of an array
    return line.startswith(b"{") and ends_alone and _is_value(line)

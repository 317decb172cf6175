"""v1 exports as a table: the places of its records, and each record as the JSON object it was made from.

Cells of the web application hold JSON text; tables that went through pandas hold the repr of Python values,
and sometimes a column for each part of `Label` (`Label_objects`, `Label_classifications` …).
"""

from __future__ import annotations

import ast
import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from viewer.formats.decode import Decoded, decode
from viewer.formats.errors import RecordError
from viewer.formats.lines import Line, inked_lines
from viewer.formats.source import Source
from viewer.formats.spans import Record, Spans
from viewer.model.annotation import JsonPath
from viewer.model.issue import Issue, Severity

_REQUIRED = "Labeled Data"
_DELIMITERS = ",;\t"
_INDEX_COLUMNS = ("", "index", "Unnamed: 0")
_LABEL_PART = re.compile(r"Label[_.](objects|classifications|relationships|frames)")
_JSON_COLUMNS = frozenset({"Label", "Masks", "Reviews", "DataRow Metadata", "Media Attributes"})
_BOOLEANS = {"true": True, "false": False}
_RECORDS_A_BREATH = 1_000
_LONGEST_CELL = 2**31 - 1


@dataclass(frozen=True, slots=True)
class CsvHeader:
    """The columns of the table, and what stands between them."""

    columns: tuple[str, ...]
    delimiter: str


def csv_header(window: bytes) -> CsvHeader | None:
    """The header of a v1 table, when the text begins with one."""
    ink = len(window) - len(window.lstrip())
    line = window[window.rfind(b"\n", 0, ink) + 1 :].split(b"\n", 1)[0]  # a tab before the ink ends a cell
    if line.lstrip()[:1] in (b"{", b"[") or _REQUIRED.encode() not in line:
        return None
    for delimiter in _DELIMITERS:
        try:
            columns = _cells(line.decode(errors="replace").rstrip("\r"), delimiter)
        except csv.Error:
            continue
        if _REQUIRED in columns:
            return CsvHeader(tuple(columns), delimiter)
    return None


def list_csv(source: Source, header: CsvHeader, spans: Spans, begin: Record | None = None) -> Iterator[None]:
    """Add every record below the header, from `begin` on.

    A quote that never closes costs its own line, not the table.
    """
    lines = inked_lines(source, begin, count_quotes=True)
    if begin is None:
        next(lines, None)
    again: deque[Line] = deque()
    together: list[Line] = []
    in_quotes = False
    while True:
        line = again.popleft() if again else next(lines, None)
        if line is not None:
            together.append(line)
            in_quotes ^= bool(line.quotes % 2)
            if in_quotes:
                continue
        if not together:
            return
        first, last = together[0], together[-1]
        if len(together) > 1 and not _is_record(source, header, first.start, last.end):
            again.extendleft(reversed(together[1:]))
            last = first
        spans.add(first.number, first.start, last.end)
        together, in_quotes = [], False
        if len(spans) % _RECORDS_A_BREATH == 0:
            yield


def last_whole(source: Source, header: CsvHeader, spans: Spans) -> int:
    """The index of the last record that is one of the table: a file cut off within quotes ends in pieces."""
    index = len(spans) - 1
    while index > 0 and not _is_record(source, header, spans[index].offset, spans.end_of(index)):
        index -= 1
    return index


def csv_value(data: bytes, header: CsvHeader) -> Decoded:
    """The record as a v1 row; a cell that cannot be read stays text, with an issue.

    Raises:
        RecordError: the record has not the columns of the header.
    """
    issues: list[Issue] = []
    text = data.decode(errors="replace")
    if "\ufffd" in text and "\ufffd".encode() not in data:
        issues.append(
            Issue(Severity.WARNING, "expected UTF-8: some characters of the record could not be read")
        )
    try:
        cells = _cells(text, header.delimiter)
    except csv.Error as error:
        raise RecordError(f"expected a record of comma-separated values: {error}", found=text[:30]) from error
    if len(cells) != len(header.columns):
        raise RecordError(f"expected {len(header.columns)} columns as in the header, found {len(cells)}")
    return Decoded(_row(dict(zip(header.columns, cells, strict=True)), issues), tuple(issues))


def _row(cells: dict[str, str], issues: list[Issue]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    label: dict[str, Any] = {}
    for column, text in cells.items():
        if column in _INDEX_COLUMNS:
            continue
        if part := _LABEL_PART.fullmatch(column):
            if text:
                label[part[1]] = _value(text, ("Label", part[1]), issues)
        elif column in _JSON_COLUMNS:
            row[column] = _value(text, (column,), issues)
        elif column == "Skipped":
            row[column] = _BOOLEANS.get(text.lower(), text or None)
        else:
            row[column] = text or None
    row.setdefault("Label", label)
    return row


def _value(text: str, path: JsonPath, issues: list[Issue]) -> Any:
    """The JSON or Python value of a cell; plain text (`Skip`) as it stands."""
    if not text:
        return None
    if text.lstrip()[:1] not in ("{", "["):
        return text
    try:
        decoded = decode(text.encode())
    except RecordError:
        return _python_value(text, path, issues)
    issues.extend(decoded.issues)
    return decoded.value


def _python_value(text: str, path: JsonPath, issues: list[Issue]) -> Any:
    try:
        return _as_json(ast.literal_eval(text.strip()))
    except (ValueError, SyntaxError, RecursionError, MemoryError, OverflowError) as error:
        message = f"expected JSON or a Python value in the cell, found text that ends in {text[-24:]!r}"
        issues.append(Issue(Severity.ERROR, message, path, found=str(error)))
        return text


def _as_json(value: Any) -> Any:
    """The value with the types JSON has."""
    match value:
        case dict():
            return {str(key): _as_json(each) for key, each in value.items()}
        case list() | tuple() | set():
            return [_as_json(each) for each in value]
        case None | bool() | float() | str():
            return value
        case int():
            return value if abs(value) < 2**63 else float(value)
        case _:
            return repr(value)


def _cells(text: str, delimiter: str) -> list[str]:
    """The cells of one record; csv.Error when it is none or several."""
    csv.field_size_limit(_LONGEST_CELL)
    records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    if len(records) != 1:
        raise csv.Error(f"{len(records)} records where one was expected")
    return records[0]


def _is_record(source: Source, header: CsvHeader, start: int, end: int) -> bool:
    """Whether the lines together make one record of the table."""
    try:
        cells = _cells(source.read_at(start, end - start).decode(errors="replace"), header.delimiter)
    except csv.Error:
        return False
    return len(cells) == len(header.columns)

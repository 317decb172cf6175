"""`annoscope list`: the rows that a query means, as a table, CSV or NDJSON, or as they stand in the file."""

from __future__ import annotations

import csv
import io
import shutil
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

import orjson

from viewer.catalog.catalog import Catalog
from viewer.catalog.cells import told, value_of
from viewer.catalog.columns import Column
from viewer.catalog.fields import FIELD
from viewer.catalog.finding import find
from viewer.catalog.found import Request, Sample, SortKey
from viewer.catalog.gathering import gather
from viewer.catalog.query import QueryError
from viewer.catalog.query.needs import needs_issues
from viewer.formats import Export, ExportError, RecordError, open_export
from viewer.list_request import ListRequest
from viewer.media.cache_files import catalogues_folder
from viewer.tasks import Processes, Ticket

ROW = "row"
"""The column of row numbers, from 1."""

_LEAST_WIDTH, _GAP = 6, "  "
_MEASURED = 200


class ListError(Exception):
    """Nothing can be listed; the text says why, and what to do."""


def list_rows(request: ListRequest) -> tuple[int, str]:
    """Write the rows; (exit status, what to tell on standard error).

    The status is 0 when rows were found, 1 when none was, 2 when nothing could be read or the query not be
    understood.
    """
    try:
        with open_export(request.file) as export, closing(Processes()) as processes:
            asked = _asked(request)
            wanted = needs_issues(request.where, (*request.columns, *(key.field for key in asked.sort)))
            catalog = gather(export, catalogues_folder(), Ticket(), processes.map, thorough=wanted)
            found = find(catalog, asked)
            rows = list(islice(found, request.limit))
            with _out(request.out) as stream:
                for piece in _pieces(request, export, catalog, rows):
                    stream.write(piece)
    except QueryError as error:
        marked = f"\n    {request.where}\n    {' ' * error.at}{'^' * max(1, error.length)}"
        return 2, f"annoscope: --where: {error}{marked}"
    except (ExportError, ListError, RecordError) as error:
        return 2, f"annoscope: {error}"
    count = f"{len(rows):,} of {len(catalog):,} rows"
    return (0 if rows else 1), f"annoscope: {count}"


def _asked(request: ListRequest) -> Request:
    sample = Sample(request.sample, request.seed, request.by) if request.sample is not None else None
    keys = tuple(SortKey(_field(key.removeprefix("-")), key.startswith("-")) for key in request.sort)
    for column in request.columns:
        if column != ROW:
            _field(column)
    if sample is not None and sample.by is not None:
        _field(sample.by)
    return Request(request.where, keys, sample)


def _field(name: str) -> str:
    if name not in FIELD:
        raise ListError(f"there is no field {name}; there are {ROW}, {', '.join(FIELD)}")
    return name


@contextmanager
def _out(path: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that appears whole or not at all."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = path.with_name(f"{path.name}.{uuid4().hex}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    except OSError as error:
        raise ListError(f"{path}: {error.strerror or error}; name a file that can be written") from error
    finally:
        part.unlink(missing_ok=True)


def _pieces(request: ListRequest, export: Export, catalog: Catalog, rows: Sequence[int]) -> Iterator[bytes]:
    if request.raw:
        yield from _raw(export, rows)
        return
    match request.format:
        case "csv":
            yield from _csv(catalog.columns, request.columns, rows)
        case "ndjson":
            for row in rows:
                record = {name: _value(catalog.columns, name, row) for name in request.columns}
                yield orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
        case _:
            yield from _table(catalog.columns, request.columns, rows)


def _raw(export: Export, rows: Sequence[int]) -> Iterator[bytes]:
    yield export.preamble
    for row in rows:
        yield export.raw_bytes(row)
        yield b"\n"


def _value(columns: Mapping[str, Column], name: str, row: int) -> Any:
    return row + 1 if name == ROW else value_of(columns[name], row)


def _cell(columns: Mapping[str, Column], name: str, row: int) -> str:
    return str(row + 1) if name == ROW else told(columns[name], row)


def _csv(columns: Mapping[str, Column], names: Sequence[str], rows: Sequence[int]) -> Iterator[bytes]:
    """Names of sets and bags stand in one cell, with a `;` between them."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(names)
    for row in rows:
        writer.writerow([_csv_cell(_value(columns, name, row)) for name in names])
        yield text.getvalue().encode("utf-8", "replace")
        text.seek(0)
        text.truncate()
    yield text.getvalue().encode()


def _csv_cell(value: Any) -> Any:
    match value:
        case list():
            return ";".join(value)
        case dict():
            return ";".join(f"{name}:{count}" for name, count in value.items())
        case bool():
            return "true" if value else "false"
        case _:
            return value


def _table(columns: Mapping[str, Column], names: Sequence[str], rows: Sequence[int]) -> Iterator[bytes]:
    """Aligned columns that fit the terminal; a pipe gets them at their full width."""
    heads = [name.upper() for name in names]
    measured = [[_cell(columns, name, row) for name in names] for row in rows[:_MEASURED]]
    widths = [max(_width(line[place]) for line in (heads, *measured)) for place in range(len(names))]
    if sys.stdout.isatty():
        widths = _fitted(widths, shutil.get_terminal_size().columns - len(_GAP) * (len(widths) - 1))
    yield _line(heads, widths)
    for row in rows:
        yield _line([_cell(columns, name, row) for name in names], widths)


def _fitted(widths: list[int], room: int) -> list[int]:
    """The widest columns give way first, down to a least width."""
    widths = list(widths)
    while sum(widths) > room and max(widths) > _LEAST_WIDTH:
        widths[widths.index(max(widths))] -= 1
    return widths


def _line(cells: Sequence[str], widths: Sequence[int]) -> bytes:
    texts = [_cut(cell.replace("\n", " "), width) for cell, width in zip(cells, widths, strict=True)]
    padded = [text + " " * (width - _width(text)) for text, width in zip(texts, widths, strict=True)]
    return f"{_GAP.join(padded).rstrip()}\n".encode("utf-8", "replace")


def _cut(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    while _width(text) > width - 1:
        text = text[:-1]
    return f"{text}…"


def _width(text: str) -> int:
    """Cells of a terminal that a text takes: letters of East Asia take two, combining marks none."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.combining(letter) > 0 for letter in text)

"""Lines of a file with their places, however long they are; memory does not grow with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from viewer.formats.source import Source
from viewer.formats.spans import Record, Spans

_INK = re.compile(rb"\S")


@dataclass(frozen=True, slots=True)
class Line:
    """Bytes `start` to `end` of the file, without the line end; `quotes` when they were asked for."""

    number: int
    start: int
    end: int
    quotes: int = 0


def inked_lines(source: Source, begin: Record | None = None, *, count_quotes: bool = False) -> Iterator[Line]:
    """Every line that is not blank, from that of a record on; `number` counts the blank ones too."""
    number, start = (begin.line, begin.offset) if begin is not None else (1, source.start)
    end, quotes, blank = start, 0, True
    for offset, chunk in source.chunks(start):
        at = 0
        while (newline := chunk.find(b"\n", at)) >= 0:
            if not blank or _INK.search(chunk, at, newline):
                if count_quotes:
                    quotes += chunk.count(b'"', at, newline)
                yield Line(number, start, offset + newline, quotes)
            number, start, quotes, blank = number + 1, offset + newline + 1, 0, True
            at = newline + 1
        if count_quotes:
            quotes += chunk.count(b'"', at)
        blank = blank and not _INK.search(chunk, at)
        end = offset + len(chunk)
    if not blank:
        yield Line(number, start, end, quotes)


def list_lines(source: Source, spans: Spans, begin: Record | None = None) -> Iterator[None]:
    """Add a record for every line that is not blank, from `begin` on; comes up for air after each piece."""
    number, start = (begin.line, begin.offset) if begin is not None else (1, source.start)
    blank = True
    for offset, chunk in source.chunks(start):
        at = 0
        while (newline := chunk.find(b"\n", at)) >= 0:
            if not blank or _INK.search(chunk, at, newline):
                spans.add(number, start, offset + newline)
            number, start, blank, at = number + 1, offset + newline + 1, True, newline + 1
        blank = blank and not _INK.search(chunk, at)
        end = offset + len(chunk)
        yield
    if not blank:
        spans.add(number, start, end)

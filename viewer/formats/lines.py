"""Lines of a file with their places, however long they are; memory does not grow with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viewer.formats.source import Source
from viewer.formats.spans import Record, Spans

_INK = re.compile(rb"\S")
_NEWLINE = ord("\n")
_IS_BLANK = np.zeros(256, np.bool_)
_IS_BLANK[list(b" \t\n\r\f\v")] = True


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
    end, blank = start, True
    for offset, chunk in source.chunks(start):
        values = np.frombuffer(chunk, np.uint8)
        newlines = np.flatnonzero(values == _NEWLINE)
        end = offset + len(chunk)
        if not len(newlines):
            blank = blank and not _INK.search(chunk)
            yield
            continue
        first, last = int(newlines[0]), int(newlines[-1])
        if not blank or _INK.search(chunk, 0, first):
            spans.add(number, start, offset + first)
        starts, ends = newlines[:-1] + 1, newlines[1:]
        inked = np.flatnonzero(_are_inked(chunk, values, starts, ends))
        spans.add_all(inked + (number + 1), starts[inked] + offset, (ends - starts)[inked])
        number, start = number + len(newlines), offset + last + 1
        blank = not _INK.search(chunk, last + 1)
        yield
    if not blank:
        spans.add(number, start, end)


def _are_inked(
    chunk: bytes, values: NDArray[np.uint8], starts: NDArray[np.intp], ends: NDArray[np.intp]
) -> NDArray[np.bool_]:
    """Which lines are not blank: nearly all begin with what is not, the others are looked through."""
    inked = ~_IS_BLANK[values[starts]]
    for place in np.flatnonzero(~inked).tolist():
        inked[place] = _INK.search(chunk, int(starts[place]), int(ends[place])) is not None
    return inked

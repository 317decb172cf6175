"""Records of a file whose brackets cannot be trusted any more.

Every row of an export begins alike, so a record is taken to begin wherever the first key of the first object
comes again, with the same blanks before it (which tells a row from what is nested in it).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from viewer.formats.source import CHUNK_BYTES, Source
from viewer.formats.spans import Spans

_OPENING = re.compile(rb'\{\s*"(?:[^"\\]|\\.)*"\s*:', re.DOTALL)
_LONGEST_OPENING = 512
_AFTER_RECORD = b" \t\r\n\f\v,]"
_AFTER_RECORD_BYTES = 256


def opening_at(source: Source, offset: int) -> bytes | None:
    """The bytes of an object from its bracket to the colon of its first key."""
    match = _OPENING.match(source.read_at(offset, _LONGEST_OPENING))
    return match[0] if match else None


def resync(source: Source, spans: Spans, start: int, line: int, opening: bytes | None) -> None:
    """Add a record for `start` and one for every `opening` behind it, each up to the next."""
    opening = opening or _next_opening(source, start)
    if opening is not None:
        for next_start, next_line in _places(source, opening, start, line):
            _add_trimmed(source, spans, line, start, next_start)
            start, line = next_start, next_line
    _add_trimmed(source, spans, line, start, source.size_bytes)


def _next_opening(source: Source, start: int) -> bytes | None:
    """How the next object begins, when the first was damaged before its first key."""
    match = _OPENING.search(source.read_at(start + 1, CHUNK_BYTES))
    return match[0] if match else None


def _places(source: Source, opening: bytes, start: int, line: int) -> Iterator[tuple[int, int]]:
    """(offset, line) of every opening behind `start`, which stands in `line`."""
    counted = start
    held = b""
    for offset, chunk in source.chunks(start):
        data = held + chunk
        first = offset - len(held)
        at = data.find(opening, max(0, start + 1 - first))
        while at >= 0:
            line += data.count(b"\n", counted - first, at)
            counted = first + at
            yield counted, line
            at = data.find(opening, at + 1)
        done = max(len(data) - len(opening) + 1, counted - first)
        line += data.count(b"\n", counted - first, done)
        counted = first + done
        held = data[done:]


def _add_trimmed(source: Source, spans: Spans, line: int, start: int, end: int) -> None:
    """Add what stands there without the separators behind it, unless nothing is left."""
    first = max(start, end - _AFTER_RECORD_BYTES)
    rest = source.read_at(first, end - first).rstrip(_AFTER_RECORD)
    if rest:
        spans.add(line, start, first + len(rest))

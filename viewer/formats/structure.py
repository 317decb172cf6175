"""Records of a JSON array or of concatenated values, found by their brackets without parsing what is in them.

Brackets outside texts are counted in chunks with numpy, so that memory does not depend on the file. Where the count cannot be right (a text that
runs over a line end, a bracket that never closes, one that was never opened) the file is damaged: from there on a record is taken to
begin wherever the first key of the first object comes again, as every row of an export begins alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viewer.formats.source import CHUNK_BYTES, Source
from viewer.formats.spans import Spans

_QUOTE, _BACKSLASH, _NEWLINE = b'"\\\n'
_DELTA = np.zeros(256, dtype=np.int64)
_DELTA[list(b"{[")] = 1
_DELTA[list(b"}]")] = -1
_IS_MARK = _DELTA != 0
_IS_MARK[_NEWLINE] = True

_OPENING = re.compile(rb'\{\s*"(?:[^"\\]|\\.)*"\s*:', re.DOTALL)
_OPENING_BYTES = 512
_INK = re.compile(rb"\S")
_INK_BETWEEN = re.compile(rb"[^\s,\x1e]")
_AFTER_RECORD = b" \t\r\n\f\v,]\x1e"
_AFTER_RECORD_BYTES = 256

Positions = NDArray[np.int64]


class _DamageError(Exception):
    """The brackets cannot be right from `offset` on."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


@dataclass(slots=True)
class _Chunk:
    """A piece of the file at `offset`, with the positions of its brackets and quotes."""

    offset: int
    data: bytes
    quotes: Positions
    marks: Positions
    inside: NDArray[np.bool_]


class StructureScan:
    """One pass over the values of an array (`is_array`) or over concatenated values.

    `unclosed` tells afterwards whether an array ends without its bracket although every record in it is whole.
    """

    def __init__(self, source: Source, *, is_array: bool) -> None:
        self.spans = Spans()
        self.unclosed = is_array
        self._source = source
        self._base = 1 if is_array else 0
        self._separator = b"," if is_array else b"\n"
        self._ink = _INK if is_array else _INK_BETWEEN
        self._depth = 0
        self._in_text = False
        self._start: int | None = None
        self._end = 0
        self._line = 1
        self._line_at = source.start
        self._start_line = 1
        self._opening: bytes | None = None

    def run(self) -> Spans:
        """The records, in the order of the file."""
        try:
            self._scan(self._source.start)
        except _DamageError as damage:
            start, line = (
                (damage.offset, self._line) if self._start is None else (self._start, self._start_line)
            )
            self._scan_damaged(start, line)
        return self.spans

    def _scan(self, start: int) -> None:
        held = b""
        for offset, data in self._source.chunks(start):
            data, offset = held + data, offset - len(held)
            held = b"\\" if _trailing_backslashes(data) % 2 else b""
            data = data[: len(data) - len(held)]
            if self._base and not self.unclosed:
                self._after_array(offset, data, 0)
            else:
                self._scan_chunk(_marked(offset, data, self._in_text))
            self._count_lines(offset, data, len(data))
        if self._depth > self._base:
            raise _DamageError(self._source.size_bytes)
        self._flush()

    def _scan_chunk(self, chunk: _Chunk) -> None:
        """Walk the brackets at the depth of the records; everything deeper is skipped over."""
        broken = np.flatnonzero(chunk.inside & (np.frombuffer(chunk.data, np.uint8)[chunk.marks] == _NEWLINE))
        last = int(broken[0]) if len(broken) else len(chunk.marks)
        outside = chunk.marks[:last][~chunk.inside[:last]]
        deltas = _DELTA[np.frombuffer(chunk.data, np.uint8)[outside]]
        after = self._depth + np.cumsum(deltas)
        before = after - deltas
        events = ((deltas == 1) & (before == self._base)) | ((deltas == -1) & (after <= self._base))
        if self._base:
            events |= (deltas == 1) & (before == 0)
        at = 0
        level = self._depth
        for event in np.flatnonzero(events):
            position = int(outside[event])
            if level == self._base:
                self._between(chunk, at, position)
            level = int(after[event])
            at = position + 1
            self._bracket(chunk, position, int(before[event]), level)
            if self._base and not self.unclosed:
                self._after_array(chunk.offset, chunk.data, at)
                return
        if len(broken):
            if level == self._base:
                self._between(chunk, at, int(chunk.marks[last]))
            raise _DamageError(chunk.offset + int(chunk.marks[last]))
        self._depth = int(after[-1]) if len(after) else self._depth
        if level == self._base:
            self._between(chunk, at, len(chunk.data))
        self._in_text ^= bool(len(chunk.quotes) % 2)

    def _bracket(self, chunk: _Chunk, position: int, before: int, after: int) -> None:
        """A bracket that opens or closes a record or the array."""
        offset = chunk.offset + position
        if after < 0:
            raise _DamageError(offset)
        if after > before:
            if before == self._base:
                self._open(chunk, position)
        elif after == self._base:
            self._end = offset + 1
            if not self._base:
                self._flush()
        elif chunk.data[position] == ord("]"):
            self._flush()
            self.unclosed = False
        else:
            raise _DamageError(offset)

    def _open(self, chunk: _Chunk, position: int) -> None:
        self._flush()
        self._begin(chunk, position)
        self._end = chunk.offset + position + 1
        if self._opening is None:
            match = _OPENING.match(chunk.data, position, position + _OPENING_BYTES)
            self._opening = match[0] if match else None

    def _between(self, chunk: _Chunk, start: int, end: int) -> None:
        """What stands between records: separators, blanks, and values that have no brackets."""
        at = start
        for separator in self._separators(chunk, start, end):
            self._ink_in(chunk, at, separator)
            self._flush()
            at = separator + 1
        self._ink_in(chunk, at, end)

    def _separators(self, chunk: _Chunk, start: int, end: int) -> list[int]:
        """Positions of the separators that stand in no text."""
        found = []
        at = chunk.data.find(self._separator, start, end)
        while at >= 0:
            if not (int(np.searchsorted(chunk.quotes, at)) + self._in_text) % 2:
                found.append(at)
            at = chunk.data.find(self._separator, at + 1, end)
        return found

    def _ink_in(self, chunk: _Chunk, start: int, end: int) -> None:
        match = self._ink.search(chunk.data, start, end)
        if match is None:
            return
        if self._start is None:
            self._begin(chunk, match.start())
        self._end = chunk.offset + start + len(chunk.data[start:end].rstrip())

    def _begin(self, chunk: _Chunk, position: int) -> None:
        self._start = chunk.offset + position
        self._count_lines(chunk.offset, chunk.data, position)
        self._start_line = self._line

    def _count_lines(self, offset: int, data: bytes, position: int) -> None:
        """Bring the line number up to `position` of the piece at `offset`; what lies before the piece was counted with it."""
        self._line += data.count(b"\n", max(0, self._line_at - offset), position)
        self._line_at = offset + position

    def _flush(self) -> None:
        if self._start is not None:
            self.spans.add(self._start_line, self._start, self._end)
            self._start = None

    def _after_array(self, offset: int, data: bytes, position: int) -> None:
        """Only blanks may follow an array."""
        if match := _INK.search(data, position):
            self._count_lines(offset, data, match.start())
            raise _DamageError(offset + match.start())

    def _scan_damaged(self, start: int, line: int) -> None:
        """Take everything from one opening to the next as a record."""
        self.unclosed = False
        for next_start, next_line in self._openings(start, line):
            self._add_trimmed(line, start, next_start)
            start, line = next_start, next_line
        self._add_trimmed(line, start, self._source.size_bytes)

    def _openings(self, start: int, line: int) -> Iterator[tuple[int, int]]:
        """(offset, line) of every place after `start` that looks like the beginning of the first object."""
        opening = self._opening or self._next_opening(start)
        if opening is None:
            return
        overlap, counted = len(opening) - 1, start
        held = b""
        for offset, data in self._source.chunks(start):
            data, offset = held + data, offset - len(held)
            at = data.find(opening, max(0, start + 1 - offset))
            while at >= 0:
                line += data.count(b"\n", counted - offset, at)
                counted = offset + at
                yield counted, line
                at = data.find(opening, at + 1)
            held = data[max(0, len(data) - overlap) :] if overlap else b""
            line += data.count(b"\n", counted - offset, len(data) - len(held))
            counted = max(counted, offset + len(data) - len(held))

    def _next_opening(self, start: int) -> bytes | None:
        """How the next object begins, when the first was damaged before its first key."""
        match = _OPENING.search(self._source.read_at(start + 1, CHUNK_BYTES))
        return match[0] if match else None

    def _add_trimmed(self, line: int, start: int, end: int) -> None:
        """Add what stands there without the separators behind it, unless nothing is left."""
        first = max(start, end - _AFTER_RECORD_BYTES)
        tail = self._source.read_at(first, end - first)
        rest = tail.rstrip(_AFTER_RECORD)
        if rest:
            self.spans.add(line, start, first + len(rest))


def _marked(offset: int, data: bytes, in_text: bool) -> _Chunk:
    """Find the quotes that count, and the brackets and line ends with whether they stand inside a text."""
    values = np.frombuffer(data, np.uint8)
    quotes = np.flatnonzero(values == _QUOTE)
    if b"\\" in data:
        quotes = quotes[~np.isin(quotes, _escaped(values), assume_unique=True)]
    marks = np.flatnonzero(_IS_MARK[values])
    inside = ((np.searchsorted(quotes, marks) + in_text) % 2).astype(np.bool_)
    return _Chunk(offset, data, quotes, marks, inside)


def _escaped(values: NDArray[np.uint8]) -> Positions:
    """Positions right after a run of backslashes of odd length."""
    slashes = np.flatnonzero(values == _BACKSLASH)
    breaks = np.flatnonzero(np.diff(slashes) != 1)
    firsts = slashes[np.concatenate(([0], breaks + 1))]
    lasts = slashes[np.concatenate((breaks, [len(slashes) - 1]))]
    return (lasts + 1)[(lasts - firsts) % 2 == 0]


def _trailing_backslashes(data: bytes) -> int:
    return len(data) - len(data.rstrip(b"\\"))

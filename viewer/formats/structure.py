"""Records of a JSON array or of concatenated values, found by their brackets without parsing what is in them.

Brackets outside texts are counted in chunks with numpy, so that memory does not depend on the file. Where the
count cannot be right (a text that runs over a line end, a bracket that never closes or was never opened) the
file is damaged, and `resync` finds the records from there on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viewer.formats.resync import opening_at, resync
from viewer.formats.source import Source
from viewer.formats.spans import Record, Spans

_QUOTE, _BACKSLASH, _NEWLINE = b'"\\\n'
_DELTA = np.zeros(256, dtype=np.int64)
_DELTA[list(b"{[")] = 1
_DELTA[list(b"}]")] = -1
_CLOSING = dict(zip(b"{[", b"}]", strict=True))
_OPENING_FOLDED, _CLOSING_FOLDED = b"{}"
_CASE = 0x20
"""Set in it, `[` is `{` and `]` is `}`."""

_BITS = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1)
_PARITIES = np.packbits(np.bitwise_xor.accumulate(_BITS, axis=1), axis=1)[:, 0]
"""Of each byte, the parity of its bits so far in the place of each bit."""

_INK = re.compile(rb"\S")
_INK_BETWEEN_VALUES = re.compile(rb"[^\s,]")

Positions = NDArray[np.int64]


class _DamageError(Exception):
    """The brackets cannot be right from `offset` on."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A piece of the file at `offset`: its brackets outside texts, and how they nest.

    `inside` is 1 for every byte in a text, its opening quote counted. `before` and `after` are the depths
    around each bracket. `broken` is where a text first runs over a line end; nothing behind that counts.
    """

    offset: int
    data: bytes
    inside: NDArray[np.uint8]
    brackets: Positions
    before: Positions
    after: Positions
    broken: int | None


class StructureScan:
    """One pass over the values of an array (`is_array`) or over concatenated values.

    `unclosed` tells afterwards whether an array ends without its bracket, every record in it being whole;
    `is_open` whether more that is put behind the file goes on with it. With `begin`, the pass begins there.
    """

    def __init__(self, source: Source, spans: Spans, *, is_array: bool, begin: Record | None = None) -> None:
        self.spans = spans
        self.unclosed = is_array
        self.is_open = True
        self._source = source
        self._is_array = is_array
        self._base = 1 if is_array else 0
        self._separator = b"," if is_array else b"\n"
        self._ink = _INK if is_array else _INK_BETWEEN_VALUES
        self._from = begin.offset if begin is not None else source.start
        self._depth = 0 if begin is None else self._base
        self._in_text = False
        self._start: int | None = None
        self._start_line = 1
        self._end = 0
        self._line = 1 if begin is None else begin.line
        self._line_at = self._from
        self._bracket_open = 0
        self._opening: bytes | None = None

    def run(self) -> Iterator[None]:
        """Add the records, in the order of the file; comes up for air after each piece of it."""
        try:
            yield from self._scan()
        except _DamageError as damage:
            self.unclosed = self.is_open = False
            start, line = damage.offset, self._line
            if self._start is not None:
                start, line = self._start, self._start_line
            resync(self._source, self.spans, start, line, self._opening)

    def _scan(self) -> Iterator[None]:
        for offset, data in _whole_escapes(self._source, self._from):
            if self._is_array and not self.unclosed:
                self._after_array(offset, data, 0)
            else:
                self._scan_chunk(_marked(offset, data, self._depth, self._in_text))
            self._count_lines(offset, data, len(data))
            yield
        if self._depth > self._base:
            raise _DamageError(self._source.size_bytes)
        self._flush()

    def _scan_chunk(self, chunk: _Chunk) -> None:
        """Walk the brackets at the depth of the records; everything deeper is skipped over."""
        events = (np.minimum(chunk.before, chunk.after) <= self._base).nonzero()[0]
        at, depth = 0, self._depth
        for event in events:
            position = int(chunk.brackets[event])
            if depth == self._base:
                self._between(chunk, at, position)
            at, depth = position + 1, int(chunk.after[event])
            self._bracket(chunk, position, int(chunk.before[event]), depth)
            if self._is_array and not self.unclosed:
                self._after_array(chunk.offset, chunk.data, at)
                return
        if len(chunk.after):
            depth = int(chunk.after[-1])
        if depth == self._base:
            self._between(chunk, at, len(chunk.data) if chunk.broken is None else chunk.broken)
        if chunk.broken is not None:
            raise _DamageError(chunk.offset + chunk.broken)
        self._depth = depth
        if chunk.data:
            self._in_text = bool(chunk.inside[-1])

    def _bracket(self, chunk: _Chunk, position: int, before: int, after: int) -> None:
        """A bracket that opens or closes a record, or the array."""
        offset = chunk.offset + position
        if after < 0:
            raise _DamageError(offset)
        if after > before:
            if before == self._base:
                self._open(chunk, position)
        elif after == self._base:
            if chunk.data[position] != _CLOSING[self._bracket_open]:
                raise _DamageError(offset)
            self._end = offset + 1
            if not self._is_array:
                self._flush()
        elif chunk.data[position] == ord("]"):
            self._flush()
            self.unclosed = self.is_open = False
        else:
            raise _DamageError(offset)

    def _open(self, chunk: _Chunk, position: int) -> None:
        self._flush()
        self._begin(chunk, position)
        self._end = chunk.offset + position + 1
        self._bracket_open = chunk.data[position]
        if self._opening is None and self._bracket_open == ord("{"):
            self._opening = opening_at(self._source, chunk.offset + position)

    def _between(self, chunk: _Chunk, start: int, end: int) -> None:
        """What stands between records: separators, blanks, and values that have no brackets."""
        at = start
        for separator in self._separators(chunk, start, end):
            self._note_ink(chunk, at, separator)
            self._flush()
            at = separator + 1
        self._note_ink(chunk, at, end)

    def _separators(self, chunk: _Chunk, start: int, end: int) -> Iterator[int]:
        """Positions of the separators that stand in no text."""
        at = chunk.data.find(self._separator, start, end)
        while at >= 0:
            if not chunk.inside[at]:
                yield at
            at = chunk.data.find(self._separator, at + 1, end)

    def _note_ink(self, chunk: _Chunk, start: int, end: int) -> None:
        """Begin a record, or go on with one, when something is written there."""
        match = self._ink.search(chunk.data, start, end)
        if match is None:
            return
        if self._start is None:
            self._begin(chunk, match.start())
        self._end = chunk.offset + start + len(chunk.data[start:end].rstrip())

    def _begin(self, chunk: _Chunk, position: int) -> None:
        self._count_lines(chunk.offset, chunk.data, position)
        self._start = chunk.offset + position
        self._start_line = self._line

    def _flush(self) -> None:
        if self._start is not None:
            self.spans.add(self._start_line, self._start, self._end)
            self._start = None

    def _after_array(self, offset: int, data: bytes, position: int) -> None:
        """Only blanks may follow an array."""
        if match := _INK.search(data, position):
            self._count_lines(offset, data, match.start())
            raise _DamageError(offset + match.start())

    def _count_lines(self, offset: int, data: bytes, position: int) -> None:
        """Bring the line number up to `position` of the piece at `offset`."""
        self._line += data.count(b"\n", max(0, self._line_at - offset), position)
        self._line_at = max(self._line_at, offset + position)


def _whole_escapes(source: Source, begin: int) -> Iterator[tuple[int, bytes]]:
    """The chunks of the file from there on, none of which ends between a backslash and what it escapes."""
    held = b""
    for offset, chunk in source.chunks(begin):
        data = held + chunk
        start = offset - len(held)
        slashes = len(data) - len(data.rstrip(b"\\"))
        held = b"\\" if slashes % 2 else b""
        yield start, data.removesuffix(held)


def _marked(offset: int, data: bytes, depth: int, in_text: bool) -> _Chunk:
    """Find the brackets of a chunk that begins at a depth, inside a text or not."""
    values = np.frombuffer(data, np.uint8)
    is_quote = values == _QUOTE
    if b"\\" in data:
        escaped = _escaped(values)
        is_quote[escaped[escaped < len(values)]] = False
    inside = _parity_so_far(is_quote, odd=in_text)
    broken_at = _first_broken(values, inside)
    folded = values | _CASE
    brackets = np.flatnonzero(((folded == _OPENING_FOLDED) | (folded == _CLOSING_FOLDED)) & (inside == 0))
    if broken_at is not None:
        brackets = brackets[brackets < broken_at]
    deltas = _DELTA[values[brackets]]
    after = depth + np.cumsum(deltas)
    return _Chunk(offset, data, inside, brackets, after - deltas, after, broken_at)


def _parity_so_far(marks: NDArray[np.bool_], *, odd: bool) -> NDArray[np.uint8]:
    """1 where the marks up to there, that one counted, are odd; eight at a time, as one by one is slow."""
    within = _PARITIES[np.packbits(marks)]
    after = np.bitwise_xor.accumulate(within & 1) ^ odd
    before = np.concatenate((np.array([odd], np.uint8), after[:-1]))
    return np.unpackbits(within ^ np.multiply(before, 255, dtype=np.uint8), count=len(marks))


def _first_broken(values: NDArray[np.uint8], inside: NDArray[np.uint8]) -> int | None:
    """Where a text first runs over a line end."""
    broken = (values == _NEWLINE) & (inside != 0)
    return int(broken.argmax()) if broken.any() else None


def _escaped(values: NDArray[np.uint8]) -> Positions:
    """Positions right after a run of backslashes of odd length."""
    slashes = np.flatnonzero(values == _BACKSLASH)
    breaks = np.flatnonzero(np.diff(slashes) != 1)
    firsts = slashes[np.concatenate(([0], breaks + 1))]
    lasts = slashes[np.concatenate((breaks, [len(slashes) - 1]))]
    after: Positions = lasts[(lasts - firsts) % 2 == 0] + 1
    return after

"""The columns of a catalogue: arrays with an entry a row, texts in one buffer, names as codes.

A million rows as Python objects cost most of a gigabyte; as columns they cost some hundred bytes a row, and
can be mapped from a file. Every column is read-only and safe to use from any thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

NO_TIME = np.iinfo(np.int64).min
"""In a column of times: nothing tells."""


@dataclass(frozen=True, eq=False)
class TextColumn:
    """A text a row: row i is `blob[bounds[i]:bounds[i + 1]]`, UTF-8; empty where there is none.

    `blob` is (bytes,) uint8, `bounds` is (n + 1,) int64.
    """

    blob: NDArray[np.uint8]
    bounds: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def text(self, row: int) -> str | None:
        """The text of a row, None where it has none."""
        start, end = int(self.bounds[row]), int(self.bounds[row + 1])
        return self.blob[start:end].tobytes().decode("utf-8", "replace") if end > start else None


@dataclass(frozen=True, eq=False)
class SetColumn:
    """A set of names a row, of which a file has few: row i holds the names `sets[codes[i]]`.

    `codes` is (n,) int32; `sets[0]` is the empty set. A row of two projects holds the names of both.
    """

    codes: NDArray[np.int32]
    sets: tuple[tuple[str, ...], ...]

    def __len__(self) -> int:
        return len(self.codes)

    def names_of(self, row: int) -> tuple[str, ...]:
        """The names of a row, none to some."""
        return self.sets[int(self.codes[row])]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every name once, in the order of the file."""
        return tuple(dict.fromkeys(name for names in self.sets for name in names))


@dataclass(frozen=True, eq=False)
class BagColumn:
    """Names with a number each a row: row i holds `names[codes[k]]` `counts[k]` times.

    k runs from `bounds[i]` to `bounds[i + 1]`, exclusive; a name stands once a row.
    `bounds` is (n + 1,) int64, `codes` (m,) int32, `counts` (m,) uint32.
    """

    bounds: NDArray[np.int64]
    codes: NDArray[np.int32]
    counts: NDArray[np.uint32]
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def bag(self, row: int) -> dict[str, int]:
        """The names of a row with their numbers."""
        held = slice(int(self.bounds[row]), int(self.bounds[row + 1]))
        pairs = zip(self.codes[held].tolist(), self.counts[held].tolist(), strict=True)
        return {self.names[code]: count for code, count in pairs}


@dataclass(frozen=True, eq=False)
class NumberColumn:
    """A number a row, (n,) float32; NaN where nothing tells."""

    values: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.values)


@dataclass(frozen=True, eq=False)
class TimeColumn:
    """A moment a row, (n,) int64, milliseconds since 1970 in UTC; `NO_TIME` where nothing tells."""

    values: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.values)


@dataclass(frozen=True, eq=False)
class FlagColumn:
    """Yes or no a row, (n,) bool."""

    values: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.values)


Column: TypeAlias = TextColumn | SetColumn | BagColumn | NumberColumn | TimeColumn | FlagColumn


def cut(column: Column, rows: int) -> Column:
    """The first rows of a column; nothing is copied."""
    match column:
        case TextColumn(blob, bounds):
            return TextColumn(blob[: int(bounds[rows])], bounds[: rows + 1])
        case SetColumn(codes, sets):
            return SetColumn(codes[:rows], sets)
        case BagColumn(bounds, codes, counts, names):
            end = int(bounds[rows])
            return BagColumn(bounds[: rows + 1], codes[:end], counts[:end], names)
        case NumberColumn(values):
            return NumberColumn(values[:rows])
        case TimeColumn(values):
            return TimeColumn(values[:rows])
        case FlagColumn(values):
            return FlagColumn(values[:rows])

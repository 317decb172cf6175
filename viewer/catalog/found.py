"""What was asked of a catalogue, and the rows that answer it, in the order they are walked through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class SortKey:
    """A field to sort by; rows of which nothing is known come last either way."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """`size` rows chosen by `seed`, the same on every machine; `by` a field: in proportion to its values."""

    size: int
    seed: int = 0
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """Which rows: those the query leaves, of them a sample, sorted; without keys in the order of the file."""

    query: str = ""
    sort: tuple[SortKey, ...] = ()
    sample: Sample | None = None

    @property
    def is_everything(self) -> bool:
        """Whether it leaves every row in its place."""
        return not (self.query.strip() or self.sort or self.sample)


EVERYTHING = Request()
"""Every row in its place."""


@dataclass(frozen=True, eq=False)
class Found(Sequence[int]):
    """The rows that answer a request: (n,) int32 indices in the order they are walked through, each once.

    `of` is how many rows were looked at: a catalogue that is still being gathered has not seen all of them.
    """

    request: Request
    rows: NDArray[np.int32]
    of: int

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...
    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        if isinstance(place, slice):
            return Found(self.request, self.rows[place], self.of)
        return int(self.rows[place])

    def __iter__(self) -> Iterator[int]:
        return iter(self.rows.tolist())

    def __contains__(self, row: object) -> bool:
        return isinstance(row, int) and self.place_of(row) is not None

    def index(self, value: int, start: int = 0, stop: int | None = None) -> int:
        """The place of a row.

        Raises:
            ValueError: it is not among them.
        """
        place = self.place_of(value)
        if place is None or not start <= place < (len(self) if stop is None else stop):
            raise ValueError(f"row {value} is not among those found")
        return place

    def place_of(self, row: int) -> int | None:
        """Where a row stands, None when it is not among them."""
        at = int(np.searchsorted(self._ascending[0], row))
        if at == len(self) or self._ascending[0][at] != row:
            return None
        return int(self._ascending[1][at])

    def places_before(self, row: int) -> int:
        """How many of them stand before a row in the file."""
        return int(np.searchsorted(self._ascending[0], row))

    @cached_property
    def _ascending(self) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The rows in the order of the file, and where each of them stands."""
        if not self.request.sort:
            return self.rows, np.arange(len(self.rows))
        places = np.argsort(self.rows, kind="stable")
        return self.rows[places], places

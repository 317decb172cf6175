"""How the numbers of a field are spread: bins of a round width, and ranges of them as parts of a query."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viewer.catalog.query.tree import And, Between, Compared, Number, Query

MOST_BINS = 48
_STEPS = (1, 2, 5)

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bin i holds `counts[i]` numbers from `edges[i]` to before `edges[i + 1]`; the last edge is one of them.

    `is_whole` when all numbers are, so that a bin ends with the number before the next edge.
    """

    field: str
    edges: tuple[float, ...]
    counts: tuple[int, ...]
    is_whole: bool

    def __len__(self) -> int:
        return len(self.counts)

    def first_of(self, place: int) -> float:
        """The least number of a bin."""
        return self.edges[place]

    def last_of(self, place: int) -> float:
        """The greatest number of a bin; where numbers are not whole the edge above it."""
        return self.edges[place + 1] - 1 if self.is_whole else self.edges[place + 1]

    def rows_in(self, first: int, last: int) -> int:
        """Rows in the bins from the first to the last."""
        return sum(self.counts[first : last + 1])

    def clause(self, first: int, last: int) -> Query:
        """What chooses the bins from the first to the last."""
        low, high = self.first_of(first), self.last_of(last)
        if self.is_whole:
            return Between(self.field, low, high)
        end = Compared.AT_MOST if last == len(self) - 1 else Compared.BELOW
        return And((Number(self.field, Compared.AT_LEAST, low), Number(self.field, end, high)))

    def places(self, low: float, high: float) -> tuple[int, int] | None:
        """The bins that a range of numbers, both ends included, falls into; None when it misses them all."""
        if high < self.edges[0] or low > self.edges[-1] or low > high:
            return None
        inner = np.array(self.edges[1:-1])
        return int(np.searchsorted(inner, low, side="right")), int(np.searchsorted(inner, high, side="right"))


def histogram_of(field: str, values: Numbers, most: int = MOST_BINS) -> Histogram | None:
    """The spread of numbers of which some may be NaN; None when they are all the same."""
    values = values[~np.isnan(values)]
    if not len(values) or not np.isfinite(values).all():
        return None
    low, high = float(values.min()), float(values.max())
    if low == high:
        return None
    is_whole = bool((values == np.floor(values)).all()) and abs(low) < 2**24 and abs(high) < 2**24
    step = _round_step((high - low) / most)
    step = max(1.0, step) if is_whole else step
    first = np.floor(low / step)
    beyond = np.floor(high / step) + 1 if is_whole else max(np.ceil(high / step), first + 1)
    digits = max(0, -int(np.floor(np.log10(step))))
    edges = tuple(round(float(place * step), digits) for place in np.arange(first, beyond + 1))
    inner = np.array(edges[1:-1], np.float32)
    counts = np.bincount(np.searchsorted(inner, values, side="right"), minlength=len(edges) - 1)
    return Histogram(field, edges, tuple(counts.tolist()), is_whole)


def range_in(parts: tuple[Query, ...]) -> tuple[float, float] | None:
    """The range of numbers, ends included, that clauses of one field leave, if that is what they say."""
    low, high = -np.inf, np.inf
    for part in parts:
        match part:
            case Between(_, least, most):
                low, high = max(low, least), min(high, most)
            case Number(_, Compared.AT_LEAST, value):
                low = max(low, value)
            case Number(_, Compared.ABOVE, value):
                low = max(low, float(np.nextafter(value, np.inf)))
            case Number(_, Compared.AT_MOST, value):
                high = min(high, value)
            case Number(_, Compared.BELOW, value):
                high = min(high, float(np.nextafter(value, -np.inf)))
            case Number(_, Compared.EQUAL, value):
                low, high = max(low, value), min(high, value)
            case _:
                return None
    return (low, high) if parts else None


def _round_step(step: float) -> float:
    """The next of 1, 2, 5, 10, 20, 50 …"""
    power = 10.0 ** np.floor(np.log10(step))
    return float(next((each * power for each in _STEPS if each * power >= step), 10 * power))

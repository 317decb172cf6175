"""What the rows found are made of, field by field: values with their rows, numbers and times in bins.

Choosing a value writes it into the query. The rows of a field's values are counted without what the query
says of that field alone, so that the others can be chosen beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viewer.catalog.catalog import Catalog
from viewer.catalog.cells import moment
from viewer.catalog.columns import NO_TIME, BagColumn, Column, NumberColumn, SetColumn, TimeColumn
from viewer.catalog.fields import FIELD
from viewer.catalog.histogram import Histogram, histogram_of
from viewer.catalog.query import evaluate
from viewer.catalog.query.dates import span_of
from viewer.catalog.query.tree import And, Between, Compared, Holds, Moment, Not, Or, Query

FACETS = (
    *("status", "class", "kind", "answer", "by", "split", "objects", "seconds", "created", "media"),
    *("dataset", "project", "experiment", "run", "batch", "task", "score", "consensus", "benchmark"),
    *("labels", "predictions", "warnings", "errors"),
)
"""The fields that make a facet, in the order they are shown in."""

_BINS = 8
_MOST_VALUES = 2_000
_UNITS = {"D": "%Y-%m-%d", "M": "%Y-%m", "Y": "%Y"}

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Bin:
    """A value or a range of a field, with its rows: `clause` is what choosing it puts into the query."""

    text: str
    count: int
    clause: Query


@dataclass(frozen=True, slots=True)
class Facet:
    """A field with its bins; `more` values were left out, of those with the fewest rows.

    `histogram` is how its numbers are spread, finer than the bins.
    """

    field: str
    bins: tuple[Bin, ...]
    more: int = 0
    histogram: Histogram | None = None

    @property
    def title(self) -> str:
        """What a person calls the field."""
        return FIELD[self.field].title


def facet_of(catalog: Catalog, query: Query, field: str) -> Facet:
    """The facet of a field among the rows that the rest of the query leaves."""
    mask = evaluate(without(query, field), catalog.columns, len(catalog))
    column = catalog.columns[field]
    match column:
        case SetColumn() | BagColumn():
            counted = sorted(_value_counts(column, mask).items(), key=lambda pair: (-pair[1], pair[0]))
            bins = tuple(Bin(name, count, Holds(field, name, exact=True)) for name, count in counted)
            return Facet(field, bins[:_MOST_VALUES], max(0, len(bins) - _MOST_VALUES))
        case NumberColumn(values=values):
            numbers = values[mask]
            return Facet(field, tuple(_number_bins(field, numbers)), histogram=histogram_of(field, numbers))
        case TimeColumn(values=times):
            return Facet(field, tuple(_time_bins(field, times[mask])))
        case _:
            raise ValueError(f"{field} makes no facet")


# ----------------------------------------------------------------- in the query


def without(query: Query, field: str) -> Query:
    """The query without the parts that speak of the field alone."""
    parts = tuple(part for part in parts_of(query) if fields_of(part) != {field})
    return parts[0] if len(parts) == 1 else And(parts)


def chosen(query: Query, field: str) -> tuple[Query, ...]:
    """The clauses of the field that are alternatives to each other in the query."""
    found: list[Query] = []
    for part in parts_of(query):
        if fields_of(part) == {field}:
            found += part.parts if isinstance(part, Or) else (part,)
    return tuple(found)


def toggled(query: Query, field: str, clause: Query, *, alone: bool = True) -> Query:
    """The query with the clause chosen, or no longer: in the place of others of its field, or beside them."""
    before = chosen(query, field)
    if clause in before:
        now = () if alone and len(before) == 1 else tuple(each for each in before if each != clause)
        now = (clause,) if alone and len(before) > 1 else now
    else:
        now = (clause,) if alone else (*before, clause)
    rest = parts_of(without(query, field))
    own = () if not now else (now[0],) if len(now) == 1 else (Or(now),)
    parts = (*rest, *own)
    return parts[0] if len(parts) == 1 else And(parts)


def narrowed(query: Query, field: str, clause: Query | None) -> Query:
    """The query with the clause in the place of all that it says of the field alone; None for nothing."""
    parts = (*parts_of(without(query, field)), *(parts_of(clause) if clause is not None else ()))
    return parts[0] if len(parts) == 1 else And(parts)


def excluded(query: Query, clause: Query) -> Query:
    """The query with the clause ruled out, or no longer."""
    parts, no = parts_of(query), Not(clause)
    kept = tuple(part for part in parts if part != no) if no in parts else (*parts, no)
    return kept[0] if len(kept) == 1 else And(kept)


def parts_of(query: Query) -> tuple[Query, ...]:
    """What has to hold, all of it."""
    return query.parts if isinstance(query, And) else (query,)


def fields_of(query: Query) -> set[str]:
    """The fields that a part speaks of; a plain word, `is:` and `has:` speak of one without a name."""
    match query:
        case And(parts) | Or(parts):
            return {field for part in parts for field in fields_of(part)}
        case Not(inner):
            return fields_of(inner) | {""}  # what is ruled out stays ruled out
        case _:
            return {getattr(query, "field", "")}


# ----------------------------------------------------------------- counting


def _value_counts(column: SetColumn | BagColumn, mask: Mask) -> Mapping[str, int]:
    if isinstance(column, BagColumn):
        held = np.repeat(mask, np.diff(column.bounds))
        numbers = np.bincount(column.codes[held], minlength=len(column.names)).tolist()
        return {name: count for name, count in zip(column.names, numbers, strict=True) if count}
    counts: dict[str, int] = {}
    by_set = np.bincount(column.codes[mask], minlength=len(column.sets)).tolist()
    for names, count in zip(column.sets, by_set, strict=True):
        for name in names if count else ():
            counts[name] = counts.get(name, 0) + count
    return counts


def _number_bins(field: str, values: NDArray[np.float32]) -> list[Bin]:
    """Each value where they are few, else ranges of a round width."""
    values = values[~np.isnan(values)]
    distinct, counts = np.unique(values, return_counts=True)
    if len(distinct) <= _BINS:
        return [
            Bin(_number(value), count, Between(field, value, value))
            for value, count in zip(distinct.astype(np.float64).tolist(), counts.tolist(), strict=True)
        ]
    spread = histogram_of(field, values, _BINS)
    return [
        Bin(
            f"{_number(spread.first_of(place))} to {_number(spread.last_of(place))}",
            count,
            spread.clause(place, place),
        )
        for place, count in enumerate(spread.counts if spread is not None else ())
        if count and spread is not None
    ]


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) else f"{value:.4g}"


def _time_bins(field: str, times: NDArray[np.int64]) -> list[Bin]:
    """Days, months or years, whichever are few enough."""
    times = times[times != NO_TIME]
    if not len(times):
        return []
    moments = times.astype("datetime64[ms]")
    for unit in _UNITS:
        places, counts = np.unique(moments.astype(f"datetime64[{unit}]"), return_counts=True)
        if len(places) <= 2 * _BINS or unit == "Y":
            break
    bins = []
    starts = places.astype("datetime64[ms]").astype(np.int64)
    for start, count in zip(starts.tolist(), counts.tolist(), strict=True):
        text = moment(start).strftime(_UNITS[unit])
        span = span_of(text)
        if span is not None:
            bins.append(Bin(text, count, Moment(field, Compared.EQUAL, text, *span)))
    return bins


def is_known(column: Column) -> bool:
    """Whether the column tells anything of any row, so that its facet is worth a place."""
    match column:
        case SetColumn(sets=sets):
            return any(sets)
        case BagColumn(names=names):
            return bool(names)
        case NumberColumn(values=values):
            return bool((~np.isnan(values)).any()) and bool((values[~np.isnan(values)] != 0).any())
        case TimeColumn(values=times):
            return bool((times != NO_TIME).any())
        case _:
            return False

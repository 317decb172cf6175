"""Which rows a query means: a mask over all rows at once, never row by row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from viewer.catalog.columns import (
    NO_TIME,
    BagColumn,
    Column,
    FlagColumn,
    NumberColumn,
    SetColumn,
    TextColumn,
    TimeColumn,
)
from viewer.catalog.query.tree import (
    And,
    Between,
    Compared,
    Counted,
    Has,
    Holds,
    Is,
    Moment,
    Not,
    Number,
    Or,
    Query,
    Word,
)
from viewer.catalog.texts import folded
from viewer.model.geometry import Kind

Mask = NDArray[np.bool_]
_NAMED = ("id", "key", "external", "name", "class", "answer")
_UNREADABLE = "unreadable record"
"""What a record is called that cannot be read."""

_COMPARE: dict[Compared, Callable[[NDArray[Any], Any], Mask]] = {
    Compared.EQUAL: lambda values, value: values == value,
    Compared.UNEQUAL: lambda values, value: (values != value) & ~np.isnan(values),
    Compared.BELOW: lambda values, value: values < value,
    Compared.AT_MOST: lambda values, value: values <= value,
    Compared.ABOVE: lambda values, value: values > value,
    Compared.AT_LEAST: lambda values, value: values >= value,
}
_NUMBER_OF = {
    "label": "labels",
    "prediction": "predictions",
    "object": "objects",
    "relationship": "relationships",
    "error": "errors",
    "warning": "warnings",
}


def evaluate(query: Query, columns: Mapping[str, Column], rows: int) -> Mask:
    """(rows,) bool."""
    return _Evaluation(columns, rows).mask(query)


class _Evaluation:
    def __init__(self, columns: Mapping[str, Column], rows: int) -> None:
        self._columns = columns
        self._rows = rows

    def mask(self, query: Query) -> Mask:
        match query:
            case And(parts):
                return reduce(np.logical_and, map(self.mask, parts), np.ones(self._rows, np.bool_))
            case Or(parts):
                return reduce(np.logical_or, map(self.mask, parts), np.zeros(self._rows, np.bool_))
            case Not(inner):
                return ~self.mask(inner)
            case Word(text):
                return self._word(text)
            case Holds(field, text, exact):
                return self._holds(self._columns[field], text, exact=exact)
            case Number(field, how, value):
                return _COMPARE[how](self._numbers(field), np.float32(value))
            case Between(field, low, high):
                values = self._numbers(field)
                return np.asarray((values >= np.float32(low)) & (values <= np.float32(high)))
            case Moment():
                return self._moment(query)
            case Counted(field, text, how, count):
                return _COMPARE[how](self._counts(field, text), count)
            case Is(what):
                return self._is(what)
            case Has(what):
                return self._has(what)

    def _word(self, text: str) -> Mask:
        found = np.zeros(self._rows, np.bool_)
        for field in _NAMED:
            found |= self._holds(self._columns[field], text, exact=False)
        if text.casefold() in _UNREADABLE:
            found |= ~self._flags("readable")
        return found

    def _holds(self, column: Column, text: str, *, exact: bool) -> Mask:
        match column:
            case TextColumn():
                return folded(column).equal(text) if exact else folded(column).holding(text)
            case SetColumn(codes=codes, sets=sets):
                matches = _matcher(text, exact=exact)
                fits = np.array([any(map(matches, names)) for names in sets], np.bool_)
                return fits[codes]
            case BagColumn():
                return _counted(column, _matcher(text, exact=exact)) > 0
            case NumberColumn() | TimeColumn() | FlagColumn():
                raise AssertionError("a field of numbers holds no text")

    def _counts(self, field: str, text: str) -> NDArray[np.float64]:
        column = self._columns[field]
        assert isinstance(column, BagColumn)
        return _counted(column, _matcher(text, exact=False))

    def _numbers(self, field: str) -> NDArray[np.float32]:
        """As they are kept: a number that was typed is compared as near as they are to the file's."""
        column = self._columns[field]
        assert isinstance(column, NumberColumn)
        return column.values

    def _moment(self, moment: Moment) -> Mask:
        column = self._columns[moment.field]
        assert isinstance(column, TimeColumn)
        values = column.values
        known: Mask = values != NO_TIME
        match moment.how:
            case Compared.BELOW:
                return known & (values < moment.start)
            case Compared.AT_MOST:
                return known & (values < moment.end)
            case Compared.ABOVE:
                return known & (values >= moment.end)
            case Compared.AT_LEAST:
                return known & (values >= moment.start)
            case Compared.EQUAL:
                return known & (values >= moment.start) & (values < moment.end)
            case Compared.UNEQUAL:
                return known & ~((values >= moment.start) & (values < moment.end))

    def _flags(self, field: str) -> Mask:
        column = self._columns[field]
        assert isinstance(column, FlagColumn)
        return np.asarray(column.values)

    def _is(self, what: str) -> Mask:
        match what:
            case "unreadable":
                return ~self._flags("readable")
            case "labelled":
                return self._numbers("labels") > 0
            case "predicted":
                return self._numbers("predictions") > 0
            case _:
                return self._flags(what).copy()

    def _has(self, what: str) -> Mask:
        if what in _NUMBER_OF:
            return self._numbers(_NUMBER_OF[what]) > 0
        match what:
            case "issue":
                return (self._numbers("errors") > 0) | (self._numbers("warnings") > 0)
            case "key" | "external":
                column = self._columns[what]
                assert isinstance(column, TextColumn)
                return np.diff(column.bounds) > 0
            case "answer":
                answers = self._columns[what]
                assert isinstance(answers, BagColumn)
                return np.diff(answers.bounds) > 0
            case _:
                kinds = self._columns["kind"]
                assert isinstance(kinds, BagColumn)
                return _counted(kinds, lambda name: name == Kind(what).value) > 0


def _matcher(text: str, *, exact: bool) -> Callable[[str], bool]:
    wanted = text.casefold()
    if exact:
        return lambda name: name.casefold() == wanted
    return lambda name: wanted in name.casefold()


def _counted(column: BagColumn, matches: Callable[[str], bool]) -> NDArray[np.float64]:
    """How many of the names that match each row holds."""
    fits = np.array([matches(name) for name in column.names], np.bool_)
    if not fits.any():
        return np.zeros(len(column))
    sums = np.zeros(len(column.codes) + 1)
    np.cumsum(np.where(fits[column.codes], column.counts, 0), out=sums[1:])
    counted: NDArray[np.float64] = sums[column.bounds[1:]] - sums[column.bounds[:-1]]
    return counted

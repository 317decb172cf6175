"""Columns made from the facts of one row after another, in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

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
from viewer.catalog.facts import RowFacts
from viewer.catalog.fields import FIELDS, FieldKind


def columns_of(facts: Iterable[RowFacts]) -> dict[str, Column]:
    """A column for every field, by the field's id."""
    rows = list(facts)
    return {field.id: _BUILDERS[field.kind](rows, field.id) for field in FIELDS}


def _texts(rows: list[RowFacts], field: str) -> TextColumn:
    return text_column([row.texts.get(field) for row in rows])


def text_column(texts: Sequence[str | None]) -> TextColumn:
    """A column of texts, None for none."""
    known = [text or "" for text in texts]
    joined = "".join(known)
    if joined.isascii():
        blob, lengths = joined.encode(), np.fromiter(map(len, known), np.int64, len(known))
    else:
        encoded = [text.encode("utf-8", "replace") for text in known]
        blob, lengths = b"".join(encoded), np.fromiter(map(len, encoded), np.int64, len(encoded))
    bounds = np.zeros(len(known) + 1, np.int64)
    np.cumsum(lengths, out=bounds[1:])
    return TextColumn(np.frombuffer(blob, np.uint8), bounds)


def _sets(rows: list[RowFacts], field: str) -> SetColumn:
    codes: dict[tuple[str, ...], int] = {(): 0}
    numbered = [codes.setdefault(row.sets.get(field, ()), len(codes)) for row in rows]
    return SetColumn(np.array(numbered, np.int32), tuple(codes))


def _bags(rows: list[RowFacts], field: str) -> BagColumn:
    codes: dict[str, int] = {}
    held, counts, bounds = [], [], [0]
    for row in rows:
        for name, count in row.bags.get(field, {}).items():
            held.append(codes.setdefault(name, len(codes)))
            counts.append(count)
        bounds.append(len(held))
    return BagColumn(
        np.array(bounds, np.int64), np.array(held, np.int32), np.array(counts, np.uint32), tuple(codes)
    )


def _numbers(rows: list[RowFacts], field: str) -> NumberColumn:
    values = (row.numbers.get(field) for row in rows)
    return NumberColumn(np.array([np.nan if each is None else each for each in values], np.float32))


def _times(rows: list[RowFacts], field: str) -> TimeColumn:
    return TimeColumn(np.array([row.times.get(field, NO_TIME) for row in rows], np.int64))


def _flags(rows: list[RowFacts], field: str) -> FlagColumn:
    return FlagColumn(np.array([row.flags.get(field, False) for row in rows], np.bool_))


_BUILDERS: dict[FieldKind, Callable[[list[RowFacts], str], Any]] = {
    FieldKind.TEXT: _texts,
    FieldKind.SET: _sets,
    FieldKind.BAG: _bags,
    FieldKind.NUMBER: _numbers,
    FieldKind.TIME: _times,
    FieldKind.FLAG: _flags,
}

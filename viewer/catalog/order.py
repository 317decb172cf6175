"""Rows in the order of their fields; what is not known comes last, and ties stay as in the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

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
from viewer.catalog.found import SortKey
from viewer.catalog.texts import folded

_WORD_BYTES = 8
_LONGEST = 64
"""Texts are told apart by their first bytes; keys that agree in so many stay in the order of the file."""


def ordered(
    rows: NDArray[np.int32], keys: Sequence[SortKey], columns: Mapping[str, Column]
) -> NDArray[np.int32]:
    """The rows by the first key, ties by the next, at last by their place in the file."""
    for key in reversed(keys):
        ranks = ranks_of(columns[key.field])[rows]
        known = ranks >= 0
        shown = np.where(known, -ranks if key.descending else ranks, np.iinfo(np.int64).max)
        rows = rows[np.argsort(shown, kind="stable")]
    return rows


@lru_cache(maxsize=6)
def ranks_of(column: Column) -> NDArray[np.int64]:
    """(n,) int64: where the value of each row stands among all values, equal ones alike; -1 for no value."""
    match column:
        case NumberColumn(values=values):
            return _ranked(values, ~np.isnan(values))
        case TimeColumn(values=values):
            return _ranked(values, values != NO_TIME)
        case FlagColumn(values=flags):
            return flags.astype(np.int64)
        case SetColumn(codes=codes, sets=sets):
            names = [" ".join(each).casefold() for each in sets]
            place = {name: rank for rank, name in enumerate(sorted({*names} - {""}))}
            return np.array([place.get(name, -1) for name in names], np.int64)[codes]
        case BagColumn(bounds=bounds, counts=counts):
            sums = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))
            return sums[bounds[1:]] - sums[bounds[:-1]]
        case TextColumn():
            return _text_ranks(column)


def _ranked(values: NDArray[np.generic], known: NDArray[np.bool_]) -> NDArray[np.int64]:
    ranks = np.full(len(values), -1, np.int64)
    ranks[known] = np.unique(values[known], return_inverse=True)[1]
    return ranks


def _text_ranks(column: TextColumn) -> NDArray[np.int64]:
    """By the folded texts' first bytes, compared some at a time as big numbers."""
    texts = folded(column)
    lengths = np.diff(texts.bounds)
    width = min(int(lengths.max(initial=0)), _LONGEST)
    words = [_words(texts.data, texts.bounds, at) for at in range(0, width, _WORD_BYTES)]
    if not words:
        return np.full(len(column), -1, np.int64)
    order = np.lexsort(words[::-1])
    changes = np.zeros(len(column), np.bool_)
    for word in words:
        changes[1:] |= word[order[1:]] != word[order[:-1]]
    ranks = np.empty(len(column), np.int64)
    ranks[order] = np.cumsum(changes)
    ranks[lengths == 0] = -1
    return ranks


def _words(data: bytes, bounds: NDArray[np.int64], at: int) -> NDArray[np.uint64]:
    """Bytes `at` to `at + 8` of each text as a number that sorts as they do, 0 where a text has ended."""
    values = np.frombuffer(data, np.uint8)
    word = np.zeros(len(bounds) - 1, np.uint64)
    for place in range(at, at + _WORD_BYTES):
        offsets = bounds[:-1] + place
        there = offsets < bounds[1:]
        word <<= np.uint64(8)
        word[there] |= values[offsets[there]]
    return word

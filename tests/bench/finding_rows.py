"""Filtering, searching and sorting a million rows, against the plain way over a summary a row."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from tests.bench.big_exports import CLASSES, STATUSES
from tests.bench.figure import Figure, medians_secs
from viewer.catalog.building import columns_of, text_column
from viewer.catalog.catalog import Catalog
from viewer.catalog.columns import BagColumn, NumberColumn, SetColumn
from viewer.catalog.facts import RowFacts
from viewer.catalog.finding import find
from viewer.catalog.found import Request, SortKey

ROWS = 1_000_000
AT_MOST_MS = 200.0
_ROUNDS = 3


def filtering_a_million_rows() -> Figure:
    """By status, class and number."""
    rows = _plain()
    return _figure(
        "filtering",
        lambda: find(_catalog(), Request("status:review class:car>1 seconds<30")),
        lambda: [
            n
            for n, (_, status, cars, secs) in enumerate(rows)
            if "REVIEW" in status and cars > 1 and secs < 30
        ],
    )


def searching_a_million_rows() -> Figure:
    """A text that many ids hold, in ids, keys and classes."""
    rows = _plain()
    find(_catalog(), Request("x"))  # the texts are folded once
    return _figure(
        "searching",
        lambda: find(_catalog(), Request("07")),
        lambda: [n for n, (key, *_) in enumerate(rows) if "07" in key.casefold()],
    )


def sorting_a_million_rows() -> Figure:
    """By a number, then by a text."""
    rows = _plain()
    keys = (SortKey("seconds", descending=True), SortKey("key"))
    find(_catalog(), Request(sort=keys))  # the ranks are made once
    return _figure(
        "sorting",
        lambda: find(_catalog(), Request(sort=keys)),
        lambda: sorted(range(ROWS), key=lambda n: (-rows[n][3], rows[n][0])),
    )


def _figure(what: str, ours: Callable[[], object], reference: Callable[[], object]) -> Figure:
    ours_secs, reference_secs = medians_secs(ours, reference, rounds=_ROUNDS)
    name = f"{what} {ROWS:,} rows, against a loop over the rows in Python"
    return Figure(name, ours_secs * 1e3, "ms", reference_secs * 1e3, at_most=AT_MOST_MS)


@lru_cache(maxsize=1)
def _catalog() -> Catalog:
    """Columns with the vocabularies of a project."""
    chance = np.random.default_rng(1)
    columns = columns_of([RowFacts()] * ROWS)
    columns["id"] = text_column([f"cldatarow{at:016}" for at in range(ROWS)])
    columns["key"] = text_column([f"Street/{at * 7919 % ROWS:08}.jpg" for at in range(ROWS)])
    statuses = tuple((status,) for status in STATUSES)
    columns["status"] = SetColumn(chance.integers(1, 1 + len(STATUSES), ROWS, np.int32), ((), *statuses))
    codes = np.argsort(chance.random((ROWS, len(CLASSES))), axis=1)[:, :3].astype(np.int32).reshape(-1)
    bounds = np.arange(0, 3 * ROWS + 1, 3, dtype=np.int64)
    columns["class"] = BagColumn(bounds, codes, chance.integers(1, 5, 3 * ROWS).astype(np.uint32), CLASSES)
    columns["seconds"] = NumberColumn(chance.integers(0, 300, ROWS).astype(np.float32))
    return Catalog(MappingProxyType(columns), ROWS)


@lru_cache(maxsize=1)
def _plain() -> list[tuple[str, str, int, int]]:
    """(key, status, cars, seconds) a row."""
    chance = random.Random(1)
    return [
        (
            f"Street/{at * 7919 % ROWS:08}.jpg",
            chance.choice(STATUSES),
            chance.randrange(4),
            chance.randrange(300),
        )
        for at in range(ROWS)
    ]

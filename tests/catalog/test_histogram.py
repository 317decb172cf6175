"""Bins hold every number once, and the range chosen of them finds just the rows that it says."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalog.rows import facts
from viewer.catalog.building import columns_of
from viewer.catalog.catalog import Catalog
from viewer.catalog.columns import NumberColumn
from viewer.catalog.facets import facet_of, narrowed
from viewer.catalog.finding import find
from viewer.catalog.found import Request
from viewer.catalog.histogram import MOST_BINS, Histogram, histogram_of, range_in
from viewer.catalog.query import parse, text_of
from viewer.catalog.query.tree import EVERYTHING

WHOLE = st.lists(st.integers(-50_000, 50_000), min_size=2, max_size=60)
REAL = st.lists(st.floats(-1e6, 1e6, width=32).map(lambda v: round(v, 3)), min_size=2, max_size=60)


def made(values: list[float]) -> Histogram | None:
    return histogram_of("seconds", np.array(values, np.float32))


def catalog_of(values: list[float]) -> Catalog:
    columns = columns_of([facts(f"r{at}") for at in range(len(values))])
    return Catalog(
        MappingProxyType({**columns, "seconds": NumberColumn(np.array(values, np.float32))}), len(values)
    )


@given(WHOLE | REAL)
def test_every_number_is_in_one_bin_and_bins_are_few_and_of_one_width(values: list[float]) -> None:
    spread = made(values)
    if spread is None:
        assert len(set(np.array(values, np.float32).tolist())) == 1
        return
    assert sum(spread.counts) == len(values)
    assert len(spread) <= MOST_BINS + 2
    widths = np.diff(spread.edges)
    assert np.allclose(widths, widths[0], rtol=1e-3)
    assert spread.edges[0] <= min(values) + 1e-3
    assert spread.edges[-1] >= max(values) - 1e-3


@given(WHOLE | REAL, st.data())
def test_a_range_finds_as_many_rows_as_it_says(values: list[float], data: st.DataObject) -> None:
    spread = made(values)
    if spread is None:
        return
    first = data.draw(st.integers(0, len(spread) - 1))
    last = data.draw(st.integers(first, len(spread) - 1))
    query = text_of(narrowed(EVERYTHING, "seconds", spread.clause(first, last)))
    found = find(catalog_of(values), Request(query))
    assert len(found) == spread.rows_in(first, last)


@pytest.mark.parametrize(
    ("values", "edges", "counts"),
    [
        ([0, 1, 1, 3], (0, 1, 2, 3, 4), (1, 2, 0, 1)),
        ([0, 0.5, 1], None, None),
        ([7, 7, 7], None, None),
        ([], None, None),
        ([float("inf"), 1], None, None),
    ],
)
def test_whole_numbers_that_are_near_have_a_bin_each(
    values: list[float], edges: tuple[float, ...] | None, counts: tuple[int, ...] | None
) -> None:
    spread = made(values)
    if edges is not None:
        assert spread is not None
        assert (spread.edges, spread.counts, spread.is_whole) == (edges, counts, True)
    elif values == [0, 0.5, 1]:
        assert spread is not None
        assert not spread.is_whole
        assert (spread.edges[0], spread.edges[-1]) == (0, 1)
    else:
        assert spread is None


def test_ranges_are_written_as_the_query_language_says_them() -> None:
    whole, real = made([float(n) for n in range(31)]), made([n / 40 for n in range(41)])
    assert whole is not None
    assert real is not None
    query, _ = parse("class:car seconds>7")
    assert text_of(narrowed(query, "seconds", whole.clause(3, 20))) == "class:car seconds:3..20"
    part = real.places(0.1, 0.5)
    assert part is not None
    text = text_of(narrowed(query, "seconds", real.clause(*part)))
    assert text.startswith("class:car seconds>=0.1 seconds<")
    ends = text_of(narrowed(query, "seconds", real.clause(0, len(real) - 1)))
    assert ends == "class:car seconds>=0 seconds<=1", "the last number belongs to the last bin"
    assert text_of(narrowed(query, "seconds", None)) == "class:car"


@pytest.mark.parametrize(
    ("query", "ends"),
    [
        ("seconds:3..20", (3, 20)),
        ("seconds>=3 seconds<=20", (3, 20)),
        ("seconds=4", (4, 4)),
        ("seconds>3", (pytest.approx(3), np.inf)),
        ("seconds<9", (-np.inf, pytest.approx(9))),
    ],
)
def test_the_range_that_a_query_leaves_is_known(query: str, ends: tuple[float, float]) -> None:
    tree, _ = parse(query)
    parts = tree.parts if hasattr(tree, "parts") else (tree,)
    assert range_in(parts) == ends


def test_what_is_no_range_is_none() -> None:
    tree, _ = parse("seconds!=3")
    assert range_in((tree,)) is None
    assert range_in(()) is None


@given(WHOLE)
def test_the_bins_of_a_range_chosen_before_are_found_again(values: list[float]) -> None:
    spread = made(values)
    if spread is None:
        return
    first, last = 0, len(spread) // 2
    ends = range_in((spread.clause(first, last),))
    assert ends is not None
    assert spread.places(*ends) == (first, last)
    assert spread.places(spread.edges[-1] + 1, spread.edges[-1] + 2) is None


def test_the_spread_is_that_of_the_rows_that_the_rest_of_the_query_leaves() -> None:
    catalog = catalog_of([float(n) for n in range(20)])
    facet = facet_of(catalog, parse("r1 seconds:2..3")[0], "seconds")
    assert facet.histogram is not None
    assert sum(facet.histogram.counts) == 11  # r1 and r10 to r19

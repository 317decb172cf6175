"""Rows found, ordered, sampled; texts searched in one buffer as one by one."""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from tests.catalog.rows import CATALOG, catalog_of, facts
from viewer.catalog import texts
from viewer.catalog.building import text_column
from viewer.catalog.finding import find
from viewer.catalog.found import Request, Sample, SortKey
from viewer.catalog.sampling import shares_of
from viewer.catalog.texts import Folded


def order(*keys: SortKey, query: str = "") -> list[int]:
    return list(find(CATALOG, Request(query, keys)))


def test_rows_come_in_the_order_of_a_field_unknown_ones_last() -> None:
    assert order(SortKey("objects")) == [2, 3, 1, 0, 4]
    assert order(SortKey("objects", descending=True)) == [4, 0, 1, 2, 3]
    assert order(SortKey("seconds")) == [0, 1, 2, 3, 4]
    assert order(SortKey("seconds", descending=True)) == [1, 0, 2, 3, 4]
    assert order(SortKey("key")) == [0, 1, 4, 2, 3]
    assert order(SortKey("created", descending=True)) == [1, 0, 3, 2, 4]
    assert order(SortKey("status")) == [1, 0, 2, 3, 4]
    assert order(SortKey("class"), query="has:object") == [1, 0, 4]


def test_ties_are_told_apart_by_the_next_key() -> None:
    assert order(SortKey("errors", descending=True), SortKey("objects", descending=True)) == [2, 4, 0, 1, 3]


words = st.lists(st.text(st.sampled_from("aAbB-/字ß"), max_size=20), max_size=30)


@given(words)
def test_texts_sort_as_a_list_of_folded_texts_does(values: list[str]) -> None:
    catalog = catalog_of(*(facts(f"r{n}", key=value or None) for n, value in enumerate(values)))
    expected = sorted(range(len(values)), key=lambda n: (not values[n], values[n].casefold().encode()))
    assert list(find(catalog, Request(sort=(SortKey("key"),)))) == expected


@given(words, st.text(st.sampled_from("aAb-字ß"), min_size=1, max_size=3), st.sampled_from([0, 1, 4000]))
@example(["ß"], "ßAA", 0)
def test_a_text_is_found_where_it_is_one_by_one(values: list[str], wanted: str, few: int) -> None:
    before, texts._FEW = texts._FEW, few  # type: ignore[attr-defined] - all at once as well as one by one
    try:
        folded = Folded(text_column(values))
        assert folded.holding(wanted).tolist() == [wanted.casefold() in each.casefold() for each in values]
        assert folded.equal(wanted).tolist() == [wanted.casefold() == each.casefold() for each in values]
    finally:
        texts._FEW = before  # type: ignore[attr-defined]


def number_of(seed: int, row_id: str) -> int:
    return int.from_bytes(blake2b(f"{seed}:{row_id}".encode(), digest_size=8).digest(), "big")


def test_a_sample_is_the_rows_of_the_smallest_digests_whatever_the_order_of_the_file() -> None:
    ids = [f"row-{n}" for n in range(200)]
    expected = set(sorted(ids, key=lambda row_id: number_of(7, row_id))[:20])
    for order_of in (ids, ids[::-1]):
        found = find(catalog_of(*map(facts, order_of)), Request(sample=Sample(20, 7)))
        assert {order_of[row] for row in found} == expected
        assert list(found) == sorted(found)


def test_known_samples_never_change() -> None:
    """By `printf '7:row-98' | b2sum -l 64` and so on, sorted."""
    catalog = catalog_of(*(facts(f"row-{n}") for n in range(100)))
    assert list(find(catalog, Request("| sample 3 seed 7"))) == [6, 52, 98]


def test_a_sample_by_a_field_is_in_proportion() -> None:
    rows = [facts(f"r{n}", sets={"status": ("DONE" if n % 4 else "TO_LABEL",)}) for n in range(400)]
    found = find(catalog_of(*rows), Request(sample=Sample(40, 1, "status")))
    assert sum(row % 4 == 0 for row in found) == 10
    assert len(found) == 40


def test_a_sample_is_of_what_the_query_leaves_and_never_larger() -> None:
    assert list(find(CATALOG, Request("street", sample=Sample(10)))) == [0, 1]
    assert set(find(CATALOG, Request("street | sample 1"))) < {0, 1}


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=20), st.data())
def test_shares_add_up_and_are_within_one_of_their_proportion(sizes: list[int], data: st.DataObject) -> None:
    total = data.draw(st.integers(0, sum(sizes)))
    shares = shares_of(np.array(sizes, np.int64), total)
    assert shares.sum() == total
    exact = np.array(sizes) * total / sum(sizes)
    assert (np.abs(shares - exact) < 1 + 1e-9).all()
    assert (shares <= np.array(sizes)).all()

"""What the rows found are made of, and how choosing a value changes the query."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalog.rows import CATALOG, catalog_of, facts
from viewer.catalog.facets import FACETS, chosen, excluded, facet_of, is_known, toggled
from viewer.catalog.fields import FIELD, FieldKind
from viewer.catalog.finding import find
from viewer.catalog.found import Request
from viewer.catalog.query import parse, text_of
from viewer.catalog.query.tree import And, Holds, Query


def query(text: str) -> Query:
    return parse(text)[0]


def told(field: str, text: str = "") -> dict[str, int]:
    return {each.text: each.count for each in facet_of(CATALOG, query(text), field).bins}


def test_values_are_counted_by_their_rows_the_most_frequent_first() -> None:
    assert list(told("class").items()) == [
        ("car", 2),
        ("Bus", 1),
        ("Traffic light", 1),
        ("truck", 1),
    ]
    assert told("status") == {"DONE": 1, "IN_REVIEW": 1, "IN_REWORK": 1}
    assert told("kind") == {"box": 2, "mask": 1, "polygon": 1, "relationship": 1}


def test_what_the_query_says_of_the_field_itself_narrows_only_the_others() -> None:
    assert told("class", "class:bus") == told("class")
    assert told("status", "class:bus") == {"DONE": 1, "IN_REWORK": 1}
    assert told("class", "street class:truck") == {"car": 2, "Bus": 1, "Traffic light": 1}


@pytest.mark.parametrize("field", FACETS)
def test_choosing_a_bin_finds_as_many_rows_as_it_says(field: str) -> None:
    if is_known(CATALOG.columns[field]):
        bins = facet_of(CATALOG, And(()), field).bins
        assert bins
        for each in bins:
            assert len(find(CATALOG, Request(text_of(each.clause)))) == each.count


@given(st.lists(st.floats(-1e4, 1e4, width=32), min_size=1, max_size=60), st.booleans())
def test_bins_of_numbers_hold_each_number_once(values: list[float], whole: bool) -> None:
    numbers = [float(round(value)) if whole else value for value in values]
    catalog = catalog_of(*(facts(f"r{n}", seconds=value) for n, value in enumerate(numbers)))
    bins = facet_of(catalog, And(()), "seconds").bins
    found = [row for each in bins for row in find(catalog, Request(text_of(each.clause)))]
    assert sorted(found) == list(range(len(values)))
    assert sum(each.count for each in bins) == len(values)
    assert len(bins) <= 10


def test_times_are_counted_by_days_when_there_are_few_and_else_by_months() -> None:
    assert told("created") == {"2023-12-31": 1, "2024-04-01": 1, "2024-04-02": 1}
    rows = [facts(f"r{n}", created=f"2024-{1 + n % 12:02}-{1 + n % 28:02}") for n in range(300)]
    assert [each.text for each in facet_of(catalog_of(*rows), And(()), "created").bins] == [
        f"2024-{month:02}" for month in range(1, 13)
    ]


def press(text: str, field: str, name: str, *, alone: bool = True) -> str:
    return text_of(toggled(query(text), field, Holds(field, name, exact=True), alone=alone))


def test_a_press_chooses_a_value_alone_and_a_second_lets_it_go() -> None:
    once = press("street", "status", "DONE")
    assert once == "street status=DONE"
    assert press(once, "status", "IN_REVIEW") == "street status=IN_REVIEW"
    assert press(once, "status", "DONE") == "street"
    assert press("", "class", "Traffic light") == 'class="Traffic light"'


def test_one_more_value_is_an_alternative() -> None:
    both = press("street status=DONE", "status", "IN_REVIEW", alone=False)
    assert both == "street (status=DONE or status=IN_REVIEW)"
    assert len(chosen(query(both), "status")) == 2
    assert press(both, "status", "DONE", alone=False) == "street status=IN_REVIEW"
    assert press(both, "status", "DONE") == "street status=DONE"


def test_a_value_is_ruled_out_beside_others_and_no_longer() -> None:
    clause = Holds("class", "car", exact=True)
    without_cars = excluded(query("street"), clause)
    assert text_of(without_cars) == "street -class=car"
    assert text_of(excluded(without_cars, clause)) == "street"
    assert press("street -class=car", "class", "Bus") == "street -class=car class=Bus"


def test_every_facet_is_a_field_that_has_values() -> None:
    assert all(FIELD[field].kind not in (FieldKind.TEXT, FieldKind.FLAG) for field in FACETS)

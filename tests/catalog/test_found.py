"""The rows that answer a request, as a sequence in the order they are walked through."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.catalog.found import Found, Request, SortKey

SORTED = Request(sort=(SortKey("objects"),))


def found(rows: list[int], request: Request) -> Found:
    return Found(request, np.array(rows, np.int32), 100)


@given(st.lists(st.integers(0, 99), unique=True), st.integers(0, 99))
def test_places_are_those_of_a_list(rows: list[int], row: int) -> None:
    for order, request in ((rows, SORTED), (sorted(rows), Request("car"))):
        one = found(order, request)
        assert list(one) == order
        assert (row in one) == (row in order)
        assert one.place_of(row) == (order.index(row) if row in order else None)
        assert one.places_before(row) == sum(each < row for each in order)


def test_a_slice_is_found_too_and_a_stranger_has_no_index() -> None:
    one = found([7, 3, 5], SORTED)
    assert list(one[1:]) == [3, 5]
    assert one[0] == 7
    assert one.index(5) == 2
    with pytest.raises(ValueError, match="row 4"):
        one.index(4)


def test_only_a_blank_request_without_order_and_sample_is_everything() -> None:
    assert Request("  ").is_everything
    assert not SORTED.is_everything
    assert not Request("car").is_everything

"""Lengths and areas of vertices."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.model.geometry import Polygon, vertices
from viewer.model.measures import length, polygon_area, signed_area

SQUARE = vertices([(0, 0), (10, 0), (10, 10), (0, 10)])


@given(st.lists(st.tuples(st.integers(-1000, 1000), st.integers(-1000, 1000)), min_size=3, max_size=12))
def test_the_area_of_a_ring_does_not_depend_on_where_it_begins_or_stands(
    points: list[tuple[int, int]],
) -> None:
    ring = vertices([(float(x), float(y)) for x, y in points])
    assert signed_area(np.roll(ring, 1, axis=0)) == pytest.approx(signed_area(ring))
    assert signed_area(ring + 1e6) == pytest.approx(signed_area(ring))


def test_an_area_far_from_the_origin_is_exact() -> None:
    ring = vertices([(1e9, 1e9), (1e9 + 3, 1e9), (1e9 + 3, 1e9 + 2), (1e9, 1e9 + 2)])
    assert signed_area(ring) == 6


def test_the_sign_of_an_area_tells_the_direction() -> None:
    assert (signed_area(SQUARE), signed_area(SQUARE[::-1])) == (100, -100)


def test_fewer_than_three_vertices_enclose_nothing() -> None:
    assert [signed_area(SQUARE[:count]) for count in (0, 1, 2)] == [0, 0, 0]


def test_holes_are_taken_off_whatever_their_direction() -> None:
    hole = vertices([(2, 2), (4, 2), (4, 4), (2, 4)])
    assert polygon_area(Polygon(SQUARE, (hole,))) == 96
    assert polygon_area(Polygon(SQUARE, (hole[::-1],))) == 96


def test_an_area_beyond_all_numbers_is_no_fault() -> None:
    assert not np.isfinite(polygon_area(Polygon(SQUARE * 1e300)))


def test_a_line_is_as_long_as_its_segments() -> None:
    assert length(vertices([(0, 0), (10, 0), (10, 20)])) == pytest.approx(30)
    assert (length(SQUARE[:1]), length(SQUARE[:0])) == (0, 0)

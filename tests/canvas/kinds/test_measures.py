"""Many geometries measured together are what each is alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.canvas.kinds.measures import measured
from viewer.model.geometry import Box, Point, Polygon, Polyline, vertices
from viewer.model.measures import polygon_area

numbers = st.floats(-1000, 1000)
corners = st.lists(st.tuples(numbers, numbers), min_size=2, max_size=9).map(vertices)
SQUARE = vertices([(10, 10), (20, 10), (20, 20), (10, 20)])
HOLE = vertices([(12, 12), (14, 12), (14, 14), (12, 14)])


@given(st.lists(corners, min_size=1, max_size=8))
def test_rings_keep_apart(rings: list) -> None:
    boxes, areas = measured([Polygon(ring) for ring in rings])
    for ring, box, area in zip(rings, boxes, areas, strict=True):
        assert box.tolist() == [*ring.min(axis=0), *ring.max(axis=0)]
        assert area == pytest.approx(polygon_area(Polygon(ring)), abs=1e-6)


def test_each_kind_is_measured_in_its_place() -> None:
    line = Polyline(vertices([(5, 1), (2, 8), (9, 3)]))
    boxes, areas = measured([Point(3, 4), line, Box(1, 2, 30, 40), Polygon(SQUARE, (HOLE,)), Polygon(SQUARE)])
    assert boxes.tolist() == [
        [3, 4, 3, 4],
        [2, 1, 9, 8],
        [1, 2, 31, 42],
        [10, 10, 20, 20],
        [10, 10, 20, 20],
    ]
    assert areas.tolist() == [0, 0, 1200, 96, 100]

"""Where shapes are, how large, and how far from a point."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.canvas.kinds import box, point, polygon, polyline
from viewer.canvas.shapes import shape_of
from viewer.model.geometry import Box, Mask, Point, Polygon, Polyline, TextSpan, Unreadable, vertices
from viewer.model.measures import polygon_area

U_SHAPE = Polygon(vertices([(0, 0), (30, 0), (30, 30), (20, 30), (20, 10), (10, 10), (10, 30), (0, 30)]))
RING = Polygon(vertices([(0, 0), (10, 0), (10, 10), (0, 10)]), (vertices([(4, 4), (6, 4), (6, 6), (4, 6)]),))
corners = st.lists(st.tuples(st.floats(-100, 100), st.floats(-100, 100)), min_size=3, max_size=12)


def test_a_point_inside_a_box_is_no_distance_away() -> None:
    assert box.distance(Box(10, 20, 30, 40), 15, 25) == 0


def test_the_distance_to_a_box_beyond_its_corner_is_straight() -> None:
    assert box.distance(Box(10, 20, 30, 40), 43, 64) == pytest.approx(5)


def test_the_inside_of_a_bent_polygon_is_not_its_box() -> None:
    assert polygon.distance(U_SHAPE, 5, 25) == 0
    assert polygon.distance(U_SHAPE, 15, 25) == pytest.approx(5)


def test_a_hole_is_not_inside_and_its_edge_counts() -> None:
    assert polygon.distance(RING, 2, 2) == 0
    assert polygon.distance(RING, 5, 5) == pytest.approx(1)


def test_areas_are_those_of_school() -> None:
    assert polygon_area(U_SHAPE) == pytest.approx(30 * 30 - 10 * 20)
    assert polygon_area(RING) == pytest.approx(100 - 4)
    assert box.area(Box(1, 1, 6, 7)) == 42


@pytest.mark.parametrize("shape", [U_SHAPE, RING, Polygon(vertices([(0, 0), (8, 0), (0, 8)]))])
def test_the_centre_of_a_polygon_lies_within_its_exterior(shape: Polygon) -> None:
    at = polygon.centre(shape)
    assert polygon.distance(Polygon(shape.exterior), at.x(), at.y()) == 0


@given(corners)
def test_the_centre_of_any_polygon_is_finite_and_within_its_bounds(points: list[tuple[float, float]]) -> None:
    ring = vertices(points)
    at = polygon.centre(Polygon(ring))
    low, high = ring.min(axis=0) - 1e-6, ring.max(axis=0) + 1e-6
    assert low[0] <= at.x() <= high[0] or math.isclose(at.x(), ring[:, 0].mean(), abs_tol=1e-6)
    assert low[1] <= at.y() <= high[1]


@given(corners, st.floats(-120, 120), st.floats(-120, 120))
def test_the_distance_to_a_line_is_that_of_its_nearest_point(
    points: list[tuple[float, float]], x: float, y: float
) -> None:
    line = vertices(points)
    shares = np.linspace(0, 1, 200)[:, None, None]
    samples = (line[:-1] * (1 - shares) + line[1:] * shares).reshape(-1, 2)
    sampled = np.hypot(samples[:, 0] - x, samples[:, 1] - y).min()
    step = np.hypot(*(np.diff(line, axis=0)).T).max() / 199
    assert polyline.distance(Polyline(line), x, y) <= sampled + 1e-6
    assert polyline.distance(Polyline(line), x, y) >= sampled - step - 1e-6


def test_the_middle_of_a_line_is_half_way_along_it() -> None:
    bent = Polyline(vertices([(0, 0), (10, 0), (10, 20)]))
    assert (polyline.centre(bent).x(), polyline.centre(bent).y()) == (pytest.approx(10), pytest.approx(5))


def test_a_line_that_stands_still_has_a_middle() -> None:
    still = Polyline(vertices([(3, 4), (3, 4)]))
    assert (polyline.centre(still).x(), polyline.centre(still).y()) == (3, 4)
    assert polyline.distance(still, 0, 0) == pytest.approx(5)


def test_a_point_is_as_far_as_it_is() -> None:
    assert point.distance(Point(3, 4), 0, 0) == 5


@pytest.mark.parametrize("geometry", [TextSpan(0, 3), Unreadable("odd"), Mask(url="a.png")])
def test_what_is_not_on_the_image_has_no_shape(geometry: TextSpan | Unreadable | Mask) -> None:
    assert shape_of(geometry) is None

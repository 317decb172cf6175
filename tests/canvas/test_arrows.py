"""Relationship arrows run from border to border."""

import pytest

from viewer.canvas.arrows import Arrow, arrows_between
from viewer.canvas.kinds import Shape
from viewer.canvas.shapes import shape_of
from viewer.model.annotation import Ends, Relationship
from viewer.model.geometry import Box, Geometry, Point, Polygon, Polyline, Unreadable, vertices


def shape(geometry: Geometry) -> Shape:
    made = shape_of(geometry)
    assert made is not None
    return made


LEFT = shape(Box(0, 0, 40, 40))
RIGHT = shape(Box(160, 0, 40, 40))


def arrow(source: str, target: str, *, both: bool = False) -> Relationship:
    return Relationship(
        "r", "ImageUnidirectionalRelationship", Ends(source, target, both), ("r", source, target)
    )


def joined(*relationships: Relationship, **shapes: Shape) -> list[Arrow]:
    return arrows_between(relationships, shapes or {"a": LEFT, "b": RIGHT})


def test_an_arrow_leaves_one_border_and_ends_at_the_other() -> None:
    path = joined(arrow("a", "b"))[0].path
    start, end = path.pointAtPercent(0), path.pointAtPercent(1)
    assert (start.x(), start.y()) == (pytest.approx(40, abs=0.01), pytest.approx(20))
    assert (end.x(), end.y()) == (pytest.approx(160, abs=0.01), pytest.approx(20))


def test_it_points_from_source_to_target() -> None:
    path = joined(arrow("b", "a"))[0].path
    assert path.pointAtPercent(0).x() > path.pointAtPercent(1).x()


def test_a_polygon_is_met_at_its_edge_not_at_its_box() -> None:
    triangle = shape(Polygon(vertices([(160, 0), (240, 20), (160, 40)])))
    end = joined(arrow("a", "t"), a=LEFT, t=triangle)[0].path.pointAtPercent(1)
    assert end.x() == pytest.approx(160, abs=0.01)
    apex = shape(Polygon(vertices([(240, 0), (160, 20), (240, 40)])))
    end = joined(arrow("a", "t"), a=LEFT, t=apex)[0].path.pointAtPercent(1)
    assert (end.x(), end.y()) == (pytest.approx(160, abs=2.5), pytest.approx(20, abs=1))


def test_points_and_lines_are_met_where_they_are() -> None:
    shapes = {"p": shape(Point(10, 10)), "l": shape(Polyline(vertices([(100, 0), (100, 40)])))}
    path = joined(arrow("p", "l"), **shapes)[0].path
    assert path.pointAtPercent(0).toTuple() == (10, 10)
    assert path.pointAtPercent(1).toTuple() == (pytest.approx(100), pytest.approx(20))


@pytest.mark.parametrize("second", [arrow("a", "b"), arrow("b", "a")])
def test_parallel_and_opposite_arrows_are_bent_apart(second: Relationship) -> None:
    one, two = joined(arrow("a", "b"), second)
    assert abs(one.middle.y() - two.middle.y()) > 10
    assert (one.middle.y() - 20) * (two.middle.y() - 20) < 0


def test_of_three_parallel_arrows_the_middle_one_is_straight() -> None:
    heights = [each.middle.y() for each in joined(*(arrow("a", "b") for _ in range(3)))]
    assert heights[1] == pytest.approx(20)
    assert heights[0] == pytest.approx(40 - heights[2])


def test_an_arrow_to_itself_is_a_loop_outside() -> None:
    loop = joined(arrow("a", "a"))[0]
    assert loop.middle.y() < 0
    assert loop.path.pointAtPercent(0).y() == pytest.approx(0)
    assert loop.path.pointAtPercent(1).y() == pytest.approx(0)


def test_shapes_inside_each_other_are_joined_from_centre_to_centre() -> None:
    inner = shape(Box(90, 90, 10, 10))
    outer = shape(Box(0, 0, 300, 300))
    path = joined(arrow("inner", "outer"), inner=inner, outer=outer)[0].path
    assert path.length() > 10


def test_an_end_that_is_missing_or_unreadable_gives_no_arrow() -> None:
    odd = Relationship("r", "ImageUnidirectionalRelationship", Unreadable("no ends"), ("r",))
    assert joined(arrow("a", "gone"), odd) == []


def test_an_arrow_is_hit_along_its_line() -> None:
    hit = joined(arrow("a", "b"))[0]
    assert hit.distance(100, 23) == pytest.approx(3)
    assert hit.distance(20, 20) == pytest.approx(20, abs=0.01)


def test_going_both_ways_is_kept() -> None:
    assert joined(arrow("a", "b", both=True))[0].both_ways

"""What lies under a point."""

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QColor

from viewer.canvas.arrows import arrows_between
from viewer.canvas.drawn import Drawn, DrawnArrow, drawn_objects
from viewer.canvas.hit import things_at
from viewer.canvas.scene import Scene
from viewer.canvas.shapes import shape_of
from viewer.model.annotation import Ends, ObjectAnnotation, Relationship
from viewer.model.geometry import Box, Geometry, Point, Polyline, vertices

RED = QColor("red")


def drawn(name: str, geometry: Geometry) -> Drawn:
    shape = shape_of(geometry)
    assert shape is not None
    return Drawn(ObjectAnnotation(name, "kind", geometry, (name,)), shape, RED, False)


LARGE = drawn("large", Box(0, 0, 100, 100))
SMALL = drawn("small", Box(40, 40, 20, 20))
LINE = drawn("line", Polyline(vertices([(0, 50), (100, 50)])))
POINT = drawn("point", Point(50, 50))
LINK = Relationship("link", "kind", Ends("a", "b"), ("link",))
ARROW = DrawnArrow(
    LINK,
    arrows_between([LINK], {"a": LARGE.shape, "b": drawn("far", Box(200, 0, 9, 100)).shape})[0],
    RED,
    False,
)
SCENE = Scene(QSizeF(300, 200), objects=drawn_objects([LARGE, SMALL, LINE, POINT]), arrows=(ARROW,))


def names(x: float, y: float, tolerance: float = 4) -> list[str]:
    return [thing.thing.name for thing in things_at(SCENE, x, y, tolerance)]


def test_the_smallest_comes_first_and_all_are_told() -> None:
    assert names(51, 51) == ["point", "line", "small", "large"]


def test_beyond_the_tolerance_a_line_is_not_hit() -> None:
    assert names(20, 53) == ["line", "large"]
    assert names(20, 56) == ["large"]


def test_the_border_of_an_area_is_hit_from_outside() -> None:
    assert names(103, 20) == ["large"]
    assert names(106, 20) == []


def test_an_arrow_is_hit_where_it_is_drawn() -> None:
    assert names(150, 52) == ["link"]
    assert names(150, 60) == []


def test_a_tolerance_of_more_image_pixels_when_zoomed_out_hits_more() -> None:
    assert "point" in names(62, 50, tolerance=12)
    assert "point" not in names(62, 50, tolerance=4)

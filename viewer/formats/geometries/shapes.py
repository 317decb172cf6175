"""Boxes, polygons, lines and points in pixels."""

from __future__ import annotations

from viewer.formats.findings import UnfitError
from viewer.formats.reader import Node
from viewer.model.geometry import Box, Point, Polygon, Polyline, Vertices, vertices

_FARTHEST = 1e9
"""No picture reaches so far; beyond it drawing loses whole pixels, and at 1e308 it overflows."""


def read_box(annotation: Node, key: str = "bounding_box") -> Box:
    """The box `{top, left, height, width}` under `key`."""
    return box_of(annotation.need_object(key))


def box_of(box: Node) -> Box:
    """The box that this object `{top, left, height, width}` is."""
    left, top = need_coordinate(box, "left"), need_coordinate(box, "top")
    return Box(left, top, _need_length(box, "width"), _need_length(box, "height"))


def read_polygon(annotation: Node, key: str = "polygon") -> Polygon:
    """The ring `[{x, y} …]` under `key`; the closing vertex is dropped."""
    return polygon_of(annotation.need(key, "a list of points"))


def polygon_of(points: Node) -> Polygon:
    """The polygon that this list `[{x, y} …]` is."""
    return Polygon(ring(_pairs(points), points))


def read_polyline(annotation: Node, key: str = "line") -> Polyline:
    """The line `[{x, y} …]` under `key`."""
    points = annotation.need(key, "a list of points")
    pairs = _pairs(points)
    _need_distinct(pairs, 2, "a line", points)
    return Polyline(vertices(pairs))


def read_point(annotation: Node, key: str = "point") -> Point:
    """The point `{x, y}` under `key`."""
    return point_of(annotation.need_object(key))


def point_of(point: Node) -> Point:
    """The point that this object `{x, y}` is."""
    return Point(need_coordinate(point, "x"), need_coordinate(point, "y"))


def ring(pairs: list[tuple[float, float]], place: Node) -> Vertices:
    """(n, 2) vertices of a ring without the closing one; `UnfitError` when fewer than three differ."""
    if len(pairs) > 1 and pairs[0] == pairs[-1]:
        pairs = pairs[:-1]
    _need_distinct(pairs, 3, "a polygon", place)
    return vertices(pairs)


def need_coordinate(parent: Node, key: str) -> float:
    """The coordinate under `key`, near enough to be drawn, or `UnfitError`."""
    return coordinate(parent.need(key, "a number"))


def need_drawable(pairs: list[tuple[float, float]], place: Node) -> list[tuple[float, float]]:
    """The same pairs, or `UnfitError` at `place` when one is too far off, or no number, to be drawn."""
    for number in (number for pair in pairs for number in pair):
        if not abs(number) <= _FARTHEST:
            raise UnfitError(place.path, "coordinates that can be drawn", str(number))
    return pairs


def coordinate(node: Node, *, quoted: bool = False) -> float:
    """The coordinate that this value is, near enough to be drawn, or `UnfitError`."""
    number = node.as_number(quoted=quoted)
    if abs(number) > _FARTHEST:
        raise node.unfit("a coordinate that can be drawn")
    return number


def _need_length(box: Node, key: str) -> float:
    length = need_coordinate(box, key)
    if length < 0:
        raise UnfitError(
            (*box.path, key), f"a {key} of 0 or more", f"{length:g}", f"negative {key}: {length:g}"
        )
    return length


def _need_distinct(pairs: list[tuple[float, float]], least: int, what: str, place: Node) -> None:
    distinct = len(set(pairs))
    if distinct < least:
        expected, found = f"{least} different vertices", str(distinct)
        raise UnfitError(place.path, expected, found, f"{what} needs {expected}, found {found}")


def _pairs(points: Node) -> list[tuple[float, float]]:
    points.as_list()
    pairs = _plain_pairs(points.value)
    if pairs is None:
        pairs = [_pair(point) for point in points.elements()]
        _warn_of_quoted(points)
    return pairs


def _plain_pairs(points: list[object]) -> list[tuple[float, float]] | None:
    """The fast way for points that are all right, as nearly all are; None sends them the slow way."""
    pairs = []
    for point in points:
        match point:
            case {"x": float() | int() as x, "y": float() | int() as y} if (
                -_FARTHEST <= x <= _FARTHEST and -_FARTHEST <= y <= _FARTHEST
            ):
                if x is True or x is False or y is True or y is False:
                    return None
                pairs.append((float(x), float(y)))
            case _:
                return None
    return pairs


def _pair(point: Node) -> tuple[float, float]:
    point.as_object()
    x, y = (coordinate(point.need(key, "a number"), quoted=True) for key in ("x", "y"))
    return x, y


def _warn_of_quoted(points: Node) -> None:
    """One warning for all numbers written as text in a list of points: there may be thousands."""
    quoted = [
        child for point in points.elements() for _, child in point.members() if isinstance(child.value, str)
    ]
    if quoted:
        points.issues.warn(quoted[0].unfit("a number"))

"""Geometry as exports of 2018 and 2019 write it: well-known text, points, or lists of points."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from viewer.formats.findings import UnfitError, describe
from viewer.formats.geometries.kinds import readable
from viewer.formats.geometries.shapes import need_drawable, point_of, polygon_of, ring
from viewer.formats.reader import Node
from viewer.formats.wkt import WktError, is_wkt, parse_wkt
from viewer.model.geometry import Geometry, Point, Polygon, Polyline, Unreadable, vertices


@dataclass(frozen=True, slots=True)
class Found:
    """A geometry, the word for its kind, and the JSON value it is an object of."""

    kind: str
    geometry: Geometry
    place: Node


def holds_geometry(value: Any) -> bool:
    """Whether the value under a class name is geometry rather than the answer to a question."""
    match value:
        case str():
            return is_wkt(value)
        case {"geometry": _} | {"x": _, "y": _}:
            return True
        case list():
            return any(isinstance(element, list | dict) or _is_wkt(element) for element in value)
        case _:
            return False


def read_geometries(node: Node) -> Iterator[Found]:
    """Every geometry of a class, `Unreadable` ones in their places."""
    match node.value:
        case list():
            for element in node.elements():
                yield from _read_element(element)
        case _:
            yield from _read_element(node)


def _is_wkt(value: Any) -> bool:
    return isinstance(value, str) and is_wkt(value)


def _read_element(place: Node) -> Iterator[Found]:
    geometry = place.at("geometry") if place.has("geometry") else place
    match geometry.value:
        case str():
            yield from _read_wkt(geometry, place)
        case [[*_], *_]:
            for ring_node in geometry.elements():
                yield _read_points(ring_node, place)
        case list():
            yield _read_points(geometry, place)
        case {"x": _, "y": _}:
            yield Found("point", readable(place, lambda: point_of(geometry)), place)
        case _:
            unfit = geometry.unfit("WKT, a point or a list of points")
            yield Found("unknown", _unreadable(unfit, place), place)


def _read_points(points: Node, place: Node) -> Found:
    return Found("polygon", readable(place, lambda: polygon_of(points)), place)


def _read_wkt(text: Node, place: Node) -> Iterator[Found]:
    try:
        kind, geometries = parse_wkt(text.value)
    except WktError as error:
        yield Found("unknown", _unreadable(_broken(text, str(error)), place), place)
        return
    word, build = _BUILDERS[kind]
    for positions in geometries:
        yield Found(word, readable(place, partial(build, positions, text)), place)


def _polygon(rings: list[list[tuple[float, float]]], text: Node) -> Polygon:
    exterior, *holes = (ring(need_drawable(pairs, text), text) for pairs in rings)
    return Polygon(exterior, tuple(holes))


def _polyline(pairs: list[tuple[float, float]], text: Node) -> Polyline:
    return Polyline(vertices(need_drawable(pairs, text)))


def _point(pair: tuple[float, float], text: Node) -> Point:
    return Point(*need_drawable([pair], text)[0])


_BUILDERS: dict[str, tuple[str, Callable[[Any, Node], Geometry]]] = {
    "POLYGON": ("polygon", _polygon),
    "LINESTRING": ("line", _polyline),
    "POINT": ("point", _point),
}


def _broken(text: Node, reason: str) -> UnfitError:
    return UnfitError(text.path, "WKT", describe(text.value), f"{reason}: {describe(text.value)}")


def _unreadable(unfit: UnfitError, place: Node) -> Unreadable:
    place.issues.error(unfit)
    return Unreadable(unfit.reason, place.value)

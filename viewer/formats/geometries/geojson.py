"""GeoJSON of tiled imagery: longitude and latitude, or pixels of simple imagery."""

from __future__ import annotations

from collections.abc import Iterator

from viewer.formats.findings import UnfitError
from viewer.formats.geometries.shapes import coordinate, ring
from viewer.formats.reader import Node
from viewer.model.geometry import Geo, GeoShape, Vertices, vertices

_SHAPES = {
    "geoboundingbox": GeoShape.BOX,
    "rectangle": GeoShape.BOX,
    "geopolygon": GeoShape.POLYGON,
    "polygon": GeoShape.POLYGON,
    "multipolygon": GeoShape.POLYGON,
    "geopolyline": GeoShape.POLYLINE,
    "polyline": GeoShape.POLYLINE,
    "line": GeoShape.POLYLINE,
    "linestring": GeoShape.POLYLINE,
    "multilinestring": GeoShape.POLYLINE,
    "geopoint": GeoShape.POINT,
    "point": GeoShape.POINT,
}
"""Annotation kinds, the words of old exports and GeoJSON's own, in lower case."""

_DEEPEST = 4
"""How many lists stand around a position in a MultiPolygon, the deepest of GeoJSON's geometries."""


def read_geojson(annotation: Node) -> Geo:
    """The geometry of `geojson {type, coordinates}`; a box is told from a polygon by the annotation kind."""
    return geo_of(annotation.need_object("geojson"), annotation.value.get("annotation_kind"))


def geo_of(geometry: Node, shape_word: object) -> Geo:
    """The geometry `{type?, coordinates}`, used for what `shape_word` or else its own type says."""
    shape = _shape(shape_word) or _shape(geometry.value.get("type"))
    if shape is None:
        raise geometry.missing("type", "a GeoJSON type")
    parts = tuple(_read_parts(geometry.need_list("coordinates"), shape, _DEEPEST))
    if not parts:
        raise UnfitError((*geometry.path, "coordinates"), "coordinates", "none")
    return Geo(shape, parts)


def _shape(word: object) -> GeoShape | None:
    return _SHAPES.get(word.lower()) if isinstance(word, str) else None


def _read_parts(node: Node, shape: GeoShape, levels: int) -> Iterator[Vertices]:
    """Rings and lines at whatever depth they stand; a bare position is a part of its own."""
    inner = node.as_list().value
    if levels == 0:
        raise node.unfit("a position")
    if inner and not isinstance(inner[0], list):
        yield vertices([_position(node)])
    elif inner and inner[0] and not isinstance(inner[0][0], list):
        pairs = [_position(position) for position in node.elements()]
        yield ring(pairs, node) if shape in (GeoShape.BOX, GeoShape.POLYGON) else _line(pairs, shape, node)
    else:
        for part in node.elements():
            yield from _read_parts(part, shape, levels - 1)


def _line(pairs: list[tuple[float, float]], shape: GeoShape, place: Node) -> Vertices:
    if shape is GeoShape.POLYLINE and len(set(pairs)) < 2:
        raise UnfitError(place.path, "2 different positions", str(len(set(pairs))))
    return vertices(pairs)


def _position(node: Node) -> tuple[float, float]:
    if len(node.as_list().value) < 2:
        raise node.unfit("a position (longitude, latitude)")
    return coordinate(node.at(0)), coordinate(node.at(1))

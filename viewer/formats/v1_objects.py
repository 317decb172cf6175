"""Objects of the first version: `{featureId, schemaId, title, value, color, <geometry>, classifications}`.

The first version has no `annotation_kind`. The word given here is the key that holds the geometry: `bbox`,
`polygon`, `line`, `point`, `geometry` (tiled imagery); `text` for a span of characters; `mask` for an object
that has nothing but its `instanceURI`.
"""

from __future__ import annotations

from viewer.formats.findings import UnfitError
from viewer.formats.geometries.geojson import geo_of
from viewer.formats.geometries.kinds import GeometryReader, readable
from viewer.formats.geometries.pages import tokens_of
from viewer.formats.geometries.shapes import read_box, read_point, read_polygon, read_polyline
from viewer.formats.geometries.texts import span_of
from viewer.formats.objects import UNKNOWN_KIND, unreadable_object
from viewer.formats.reader import Node
from viewer.formats.v1_classifications import read_title, read_v1_classifications
from viewer.model.annotation import Ends, ObjectAnnotation, Relationship
from viewer.model.geometry import Box, Geo, Geometry, Mask, PageBox, PageTokens, TextSpan, Unreadable


def read_v1_object(node: Node) -> ObjectAnnotation:
    """One object; what cannot be read of it is `Unreadable` in its place."""
    if not isinstance(node.value, dict):
        return unreadable_object(node, node.unfit("an object"))
    kind, reader = _kind_and_reader(node)
    return ObjectAnnotation(
        name=read_title(node),
        annotation_kind=kind,
        geometry=readable(node, lambda: reader(node)),
        path=node.path,
        value=node.text("value"),
        feature_id=node.text("featureId"),
        schema_id=node.text("schemaId"),
        classifications=read_v1_classifications(node),
        color=node.text("color"),
    )


def read_v1_relationship(node: Node) -> Relationship:
    """One relationship; no published file has one, so the ends are looked for in `data` and in itself."""
    ends: Ends | Unreadable
    try:
        node.as_object()
        place = node.need_object("data") if node.has("data") else node
        ends = Ends(place.need_text("source"), place.need_text("target"))
    except UnfitError as unfit:
        node.issues.error(unfit)
        ends = Unreadable(unfit.reason, node.value)
    if not isinstance(node.value, dict):
        return Relationship("unreadable", UNKNOWN_KIND, ends, node.path)
    return Relationship(
        name=read_title(node),
        annotation_kind="relationship",
        ends=ends,
        path=node.path,
        value=node.text("value"),
        feature_id=node.text("featureId"),
        schema_id=node.text("schemaId"),
        classifications=read_v1_classifications(node),
    )


def _read_box(annotation: Node) -> Box | PageBox:
    box = read_box(annotation, "bbox")
    if not annotation.has("page"):
        return box
    return PageBox(annotation.need_integer("page"), box, unit=annotation.text("unit"))


def _read_text(annotation: Node) -> TextSpan | PageTokens:
    location = annotation.need_object("data").need_object("location")
    return tokens_of(location) if location.has("groups") else span_of(location)


def _read_geometry(annotation: Node) -> Geo:
    return geo_of(annotation.need_object("geometry"), annotation.value.get("type"))


def _read_mask(annotation: Node) -> Mask:
    return Mask(url=annotation.need_text("instanceURI"))


def _read_nothing(annotation: Node) -> Geometry:
    reason = "no geometry, as with the cuboids of old exports"
    raise UnfitError(annotation.path, "a geometry", "none", reason)


_READERS: tuple[tuple[str, str, GeometryReader], ...] = (
    ("bbox", "bbox", _read_box),
    ("polygon", "polygon", read_polygon),
    ("line", "line", read_polyline),
    ("point", "point", read_point),
    ("geometry", "geometry", _read_geometry),
    ("data", "text", _read_text),
    ("instanceURI", "mask", _read_mask),
)
"""Key, word for the kind, reader; in this order, for boxes and polygons have an `instanceURI` too."""

V1_KINDS = frozenset(kind for _, kind, _ in _READERS)
"""The words that stand for a kind here."""


def _kind_and_reader(annotation: Node) -> tuple[str, GeometryReader]:
    for key, kind, reader in _READERS:
        if annotation.has(key):
            return kind, reader
    return UNKNOWN_KIND, _read_nothing

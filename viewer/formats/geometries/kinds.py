"""Which reader an `annotation_kind` calls for, and which one a key does when the kind is unknown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from viewer.formats.findings import UnfitError
from viewer.formats.geometries import geojson, messages, pages, texts
from viewer.formats.geometries.masks import read_mask
from viewer.formats.geometries.shapes import read_box, read_point, read_polygon, read_polyline
from viewer.formats.reader import Node
from viewer.model.geometry import Geometry, Unreadable

GeometryReader: TypeAlias = Callable[[Node], Geometry]

_SHAPES: dict[str, GeometryReader] = {
    "BoundingBox": read_box,
    "Polygon": read_polygon,
    "Polyline": read_polyline,
    "Line": read_polyline,
    "Point": read_point,
    "SegmentationMask": read_mask,
}

KINDS: dict[str, GeometryReader] = {
    **{f"{medium}{shape}": read for medium in ("Image", "Video", "DICOM") for shape, read in _SHAPES.items()},
    "TextEntity": texts.read_text_span,
    "ConversationalTextEntity": texts.read_message_span,
    "DocumentBoundingBox": pages.read_page_box,
    "DocumentEntityToken": pages.read_tokens_or_span,
    "GeoBoundingBox": geojson.read_geojson,
    "GeoPolygon": geojson.read_geojson,
    "GeoPolyline": geojson.read_geojson,
    "GeoPoint": geojson.read_geojson,
    "MessageSingleSelection": messages.read_selected,
    "MessageMultiSelection": messages.read_several,
    "MessageRanking": messages.read_ranked,
}

_KEYS: tuple[tuple[str, GeometryReader], ...] = (
    ("mask", read_mask),
    ("composite_mask", read_mask),
    ("page_number", pages.read_page_box),
    ("bounding_box", read_box),
    ("polygon", read_polygon),
    ("line", read_polyline),
    ("point", read_point),
    ("location", pages.read_tokens_or_span),
    ("conversational_location", texts.read_message_span),
    ("geojson", geojson.read_geojson),
    ("selected_message", messages.read_selected),
    ("selected_messages", messages.read_several),
    ("ranked_messages", messages.read_ranked),
)


def read_geometry(annotation: Node, kind: str) -> Geometry:
    """The geometry of an object of this `annotation_kind`; `Unreadable` and an error when there is none."""
    return readable(annotation, lambda: (KINDS.get(kind) or _reader_by_key(annotation, kind))(annotation))


def readable(annotation: Node, read: Callable[[], Geometry]) -> Geometry:
    """What `read` gives, or `Unreadable` with the raw object in its place and the error noted."""
    try:
        return read()
    except UnfitError as unfit:
        annotation.issues.error(unfit)
        return Unreadable(unfit.reason, annotation.value)


def _reader_by_key(annotation: Node, kind: str) -> GeometryReader:
    for key, reader in _KEYS:
        if annotation.has(key):
            annotation.issues.warning(
                annotation.path, f'unknown annotation kind "{kind}", read by its "{key}"'
            )
            return reader
    raise UnfitError(annotation.path, "a known annotation kind", kind, f'unknown annotation kind "{kind}"')

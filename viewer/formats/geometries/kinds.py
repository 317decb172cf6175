"""Which reader an `annotation_kind` calls for, and which one a key does when the kind is unknown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from viewer.formats.geometries.masks import read_mask
from viewer.formats.geometries.shapes import read_box, read_point, read_polygon, read_polyline
from viewer.formats.reader import Node, UnfitError
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
    f"{medium}{shape}": reader for medium in ("Image", "Video", "DICOM") for shape, reader in _SHAPES.items()
}

_KEYS: tuple[tuple[str, GeometryReader], ...] = (
    ("mask", read_mask),
    ("composite_mask", read_mask),
    ("bounding_box", read_box),
    ("polygon", read_polygon),
    ("line", read_polyline),
    ("point", read_point),
)


def read_geometry(annotation: Node, kind: str) -> Geometry:
    """The geometry of an object of this `annotation_kind`; `Unreadable`, with an error, when there is none."""
    try:
        reader = KINDS.get(kind) or _reader_by_key(annotation, kind)
        return reader(annotation)
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

"""Small exports written by hand for tests: project rows of 400 x 300 pixels, objects as a test names them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Json = dict[str, Any]
SIZE = (400, 300)


def box(feature_id: str, left: float, top: float, width: float, height: float, **more: Any) -> Json:
    place = {"left": left, "top": top, "width": width, "height": height}
    return _feature(feature_id, "ImageBoundingBox", bounding_box=place, **more)


def polygon(feature_id: str, *corners: tuple[float, float], **more: Any) -> Json:
    return _feature(feature_id, "ImagePolygon", polygon=_points(corners), **more)


def line(feature_id: str, *corners: tuple[float, float], **more: Any) -> Json:
    return _feature(feature_id, "ImagePolyline", line=_points(corners), **more)


def point(feature_id: str, x: float, y: float, **more: Any) -> Json:
    return _feature(feature_id, "ImagePoint", point={"x": x, "y": y}, **more)


def mask(feature_id: str, url: str, rgb: tuple[int, int, int], **more: Any) -> Json:
    return _feature(
        feature_id, "ImageSegmentationMask", composite_mask={"url": url, "color_rgb": list(rgb)}, **more
    )


def relationship(feature_id: str, source: str, target: str, **more: Any) -> Json:
    kind = more.pop("kind", "unidirectional")
    word = "Unidirectional" if kind == "unidirectional" else "Bidirectional"
    ends = {f"{kind}_relationship": {"source": source, "target": target}}
    return _feature(feature_id, f"Image{word}Relationship", **ends, **more)


def _feature(feature_id: str, kind: str, *, name: str | None = None, **more: Any) -> Json:
    name = name or kind.removeprefix("Image").lower()
    return {"feature_id": feature_id, "name": name, "annotation_kind": kind, "classifications": [], **more}


def _points(corners: Iterable[tuple[float, float]]) -> list[Json]:
    return [{"x": x, "y": y} for x, y in corners]


def label(*objects: Json, label_id: str = "label-1", relationships: Iterable[Json] = (), **more: Any) -> Json:
    annotations = {"objects": list(objects), "classifications": [], "relationships": list(relationships)}
    return {"id": label_id, "label_kind": "Default", "version": "1.0.0", "annotations": annotations, **more}


def row(*labels: Json, row_id: str = "row-1", row_data: str = "missing.png", **more: Any) -> Json:
    width, height = SIZE
    return {
        "data_row": {"id": row_id, "global_key": f"key-{row_id}", "row_data": row_data},
        "media_attributes": {"width": width, "height": height, "mime_type": "image/png"},
        "projects": {"project-1": {"name": "A project", "labels": list(labels)}},
        **more,
    }


def v1_row(**colour_of: str) -> Json:
    """A row of the first version with an object a class, which has the ontology's colour."""
    place = {"top": 5, "left": 5, "height": 20, "width": 20}
    objects = [
        {"featureId": name, "schemaId": "s", "title": name, "value": name, "color": colour, "bbox": place}
        for name, colour in colour_of.items()
    ]
    return {"ID": "x", "DataRow ID": "r", "Labeled Data": "a.png", "Label": {"objects": objects}}


def write(folder: Path, *rows: Json, name: str = "export.ndjson") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(each) + "\n" for each in rows), encoding="utf-8")
    return path

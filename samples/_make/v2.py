"""The v2 export form, piece by piece: ids, features, classifications, labels, rows."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

Json = dict[str, Any]
Points = Sequence[tuple[float, float]]

_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"


def cuid(*parts: object) -> str:
    """A 25-character id in the manner of the exports, always the same for the same parts."""
    number = int.from_bytes(hashlib.sha256("/".join(map(str, parts)).encode()).digest())
    digits = []
    for _ in range(23):
        number, digit = divmod(number, 36)
        digits.append(_BASE36[digit])
    return "cl" + "".join(digits)


def uuid_of(*parts: object) -> str:
    """A UUID, always the same for the same parts: the ids of features in model runs."""
    return str(uuid.UUID(bytes=hashlib.sha256("/".join(map(str, parts)).encode()).digest()[:16]))


def box(left: float, top: float, width: float, height: float) -> Json:
    return {
        "bounding_box": {
            "top": float(top),
            "left": float(left),
            "height": float(height),
            "width": float(width),
        }
    }


def vertices(points: Points) -> list[Json]:
    return [{"x": round(float(x), 3), "y": round(float(y), 3)} for x, y in points]


def polygon(points: Points) -> Json:
    """A closed ring: the first vertex is repeated at the end, as Labelbox writes it."""
    ring = vertices(points)
    return {"polygon": ring if ring[0] == ring[-1] else [*ring, ring[0]]}


def line(points: Points) -> Json:
    return {"line": vertices(points)}


def point(x: float, y: float) -> Json:
    return {"point": vertices([(x, y)])[0]}


def mask(url: str | None, composite: str | None = None, rgb: tuple[int, int, int] | None = None) -> Json:
    """A mask by its own picture, by its colour in a composite, or both."""
    found: Json = {"mask": {"url": url}} if url else {}
    if composite:
        found["composite_mask"] = {"url": composite, "color_rgb": list(rgb or ())}
    return found


def feature(feature_id: str, schema_id: str, name: str, value: str | None = None) -> Json:
    return {
        "feature_id": feature_id,
        "feature_schema_id": schema_id,
        "name": name,
        "value": value or name.lower().replace(" ", "_"),
    }


class Maker:
    """Makes features with fresh ids; the same seed gives the same ids in the same order."""

    def __init__(self, seed: str, uuids: bool = False) -> None:
        self.seed = seed
        self._id_of = uuid_of if uuids else cuid
        self._count = 0

    def id(self) -> str:
        self._count += 1
        return self._id_of(self.seed, self._count)

    def feature(self, name: str, value: str | None = None) -> Json:
        return feature(self.id(), cuid("schema", name), name, value)

    def object(
        self, name: str, kind: str, geometry: Json, inner: Iterable[Json] = (), value: str | None = None
    ) -> Json:
        return (
            self.feature(name, value) | {"annotation_kind": kind, "classifications": list(inner)} | geometry
        )

    def box(self, name: str, *ltwh: float, inner: Iterable[Json] = ()) -> Json:
        return self.object(name, "ImageBoundingBox", box(*ltwh), inner)

    def polygon(self, name: str, points: Points, inner: Iterable[Json] = ()) -> Json:
        return self.object(name, "ImagePolygon", polygon(points), inner)

    def line(self, name: str, points: Points, inner: Iterable[Json] = ()) -> Json:
        return self.object(name, "ImagePolyline", line(points), inner)

    def point(self, name: str, x: float, y: float, inner: Iterable[Json] = ()) -> Json:
        return self.object(name, "ImagePoint", point(x, y), inner)

    def mask(self, name: str, geometry: Json, inner: Iterable[Json] = ()) -> Json:
        return self.object(name, "ImageSegmentationMask", geometry, inner)

    def option(self, name: str, inner: Iterable[Json] = ()) -> Json:
        return self.feature(name) | {"classifications": list(inner)}

    def radio(self, question: str, answer: str, inner: Iterable[Json] = ()) -> Json:
        return self.feature(question) | {"radio_answer": self.option(answer, inner)}

    def checklist(self, question: str, *answers: str | Json) -> Json:
        options = [self.option(a) if isinstance(a, str) else a for a in answers]
        return self.feature(question) | {"checklist_answers": options}

    def text(self, question: str, content: str) -> Json:
        return self.feature(question) | {"text_answer": {"content": content}}

    def relationship(self, name: str, source: str, target: str, both_ways: bool = False) -> Json:
        way = "bidirectional" if both_ways else "unidirectional"
        return self.feature(name) | {
            "annotation_kind": f"Image{way.capitalize()}Relationship",
            "classifications": [],
            f"{way}_relationship": {"source": source, "target": target},
        }


def annotations(
    objects: Iterable[Json] = (), classifications: Iterable[Json] = (), relationships: Iterable[Json] = ()
) -> Json:
    return {
        "objects": list(objects),
        "classifications": list(classifications),
        "relationships": list(relationships),
    }


def label(label_id: str, content: Json, kind: str = "Default") -> Json:
    """A label as model runs have it: no details, no performance."""
    return {"label_kind": kind, "version": "1.0.0", "id": label_id, "annotations": content}


def project_label(
    label_id: str,
    content: Json,
    *,
    by: str = "annotator@example.com",
    day: str = "2025-05-12",
    performance: Json | None = None,
    reviews: Iterable[Json] = (),
    kind: str = "Default",
) -> Json:
    """A label as projects have it, with who made it and how long it took."""
    return {
        "label_kind": kind,
        "version": "1.0.0",
        "id": label_id,
        "label_details": {
            "created_at": f"{day}T09:12:44.000+00:00",
            "updated_at": f"{day}T09:31:02.000+00:00",
            "created_by": by,
            "content_last_updated_at": f"{day}T09:31:01.512+00:00",
            "reviews": list(reviews),
        },
        "performance_details": {"seconds_to_create": 61, "seconds_to_review": 9, "skipped": False}
        | (performance or {}),
        "annotations": content,
    }


def data_row(key: str, url: str, **more: Any) -> Json:
    return {
        "id": cuid("data row", key),
        "global_key": key,
        "row_data": url,
        "details": {
            "dataset_id": cuid("dataset"),
            "dataset_name": "annoscope samples",
            "created_at": "2025-05-10T08:00:00.000+00:00",
            "updated_at": "2025-05-10T08:00:04.000+00:00",
            "last_activity_at": "2025-05-12T09:31:02.000+00:00",
            "created_by": "owner@example.com",
        },
    } | more


def image(width: int, height: int, mime: str = "image/jpeg") -> Json:
    return {
        "height": height,
        "width": width,
        "asset_type": "image",
        "mime_type": mime,
        "exif_rotation": 1,
    }


def row(asset: Json, media: Json, **containers: Any) -> Json:
    return {
        "data_row": asset,
        "media_attributes": media,
        "attachments": [],
        "metadata_fields": [],
        "embeddings": [],
    } | containers


def project(name: str, labels: Iterable[Json], status: str = "DONE", **details: Any) -> Json:
    """The `projects` block with one project."""
    return {
        cuid("project", name): {
            "name": name,
            "labels": list(labels),
            "project_details": {
                "ontology_id": cuid("ontology", name),
                "batch_id": uuid_of("batch", name),
                "batch_name": "first batch",
                "workflow_status": status,
                "priority": 5,
                "consensus_expected_label_count": 1,
                "workflow_history": [],
            }
            | details,
            "project_tags": [],
        }
    }


def experiments(name: str, *runs: Json) -> Json:
    """The `experiments` block with one experiment; a run has name, split, labels and predictions."""
    return {
        uuid_of("experiment", name): {
            "name": name,
            "runs": {
                uuid_of("run", name, run["name"]): {
                    "name": run["name"],
                    "run_data_row_id": uuid_of("run data row", name, run["name"]),
                }
                | {key: run[key] for key in ("split", "labels", "predictions")}
                for run in runs
            },
        }
    }


def line_of(value: Any) -> str:
    """One line of NDJSON: raw UTF-8, as the web interface writes it."""
    return json.dumps(value, ensure_ascii=False) + "\n"


def write_ndjson(path: Path, rows: Iterable[Json]) -> None:
    path.write_text("".join(line_of(row) for row in rows), encoding="utf-8", newline="\n")

"""Large exports for measuring: rows as projects have them, written fast, taken away afterwards."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson

CLASSES = ("car", "person", "bicycle", "traffic light", "tree", "dog")
STATUSES = ("IN_REVIEW", "DONE", "IN_REWORK", "TO_LABEL")
_DISTINCT = 2_000


def project_row(at: int, chance: random.Random, *, polygons: int, boxes: int, corners: int) -> dict[str, Any]:
    """A row of one project with one label; 5 polygons of 44 corners and 5 boxes take about 10 kB."""
    things = [_polygon(at, number, chance, corners) for number in range(polygons)]
    things += [_box(at, polygons + number, chance) for number in range(boxes)]
    moment = f"2024-{1 + at % 12:02}-{1 + at % 28:02}T16:21:26.000+00:00"
    label = {
        "label_kind": "Default",
        "version": "1.0.0",
        "id": f"label{at:012}",
        "label_details": {
            "created_at": moment,
            "updated_at": moment,
            "created_by": f"user{at % 7}@example.org",
        },
        "performance_details": {"seconds_to_create": at % 300, "seconds_to_review": 3, "skipped": False},
        "annotations": {
            "objects": things,
            "classifications": [_radio("weather", chance.choice(("rain", "sun", "snow")))],
            "relationships": [],
        },
    }
    details = {
        "workflow_status": chance.choice(STATUSES),
        "batch_name": f"batch {at % 20}",
        "task_name": "Review",
    }
    return {
        "data_row": {
            "id": f"cldatarow{at:016}",
            "global_key": f"street/{at:08}.jpg",
            "external_id": f"{at % 1000}.jpg",
            "row_data": f"https://storage.example.org/a/{at}.jpg",
            "details": {"dataset_id": "d1", "dataset_name": "Streets", "created_at": moment},
        },
        "media_attributes": {"height": 3000, "width": 4000, "asset_type": "image", "mime_type": "image/jpeg"},
        "projects": {"p1": {"name": "Traffic", "labels": [label], "project_details": details}},
    }


def records(count: int, **shape: int) -> Iterator[bytes]:
    """So many lines, of which some thousand differ in more than their ids."""
    chance = random.Random(5)
    block = [orjson.dumps(project_row(at, chance, **shape)) for at in range(min(count, _DISTINCT))]
    for at in range(count):
        line, old = block[at % _DISTINCT], at % _DISTINCT
        line = line.replace(b"cldatarow%016d" % old, b"cldatarow%016d" % at, 1)
        yield line.replace(b"street/%08d" % old, b"street/%08d" % at, 1) + b"\n"


@contextmanager
def export_of(count: int, *, polygons: int = 5, boxes: int = 5, corners: int = 44) -> Iterator[Path]:
    """A file of so many rows."""
    with TemporaryDirectory(prefix="annoscope-bench-") as folder:
        path = Path(folder) / "rows.ndjson"
        with path.open("wb", buffering=1 << 22) as file:
            file.writelines(records(count, polygons=polygons, boxes=boxes, corners=corners))
        yield path


def _polygon(at: int, number: int, chance: random.Random, corners: int) -> dict[str, Any]:
    x, y = chance.randrange(3800), chance.randrange(2800)
    ring = [{"x": x + chance.randrange(200) / 8, "y": y + chance.randrange(200) / 8} for _ in range(corners)]
    return _feature(at, number, chance, "ImagePolygon") | {"polygon": ring}


def _box(at: int, number: int, chance: random.Random) -> dict[str, Any]:
    place = {
        "top": chance.randrange(2900) * 1.0,
        "left": chance.randrange(3900) * 1.0,
        "height": 40.0,
        "width": 60.0,
    }
    return _feature(at, number, chance, "ImageBoundingBox") | {"bounding_box": place}


def _feature(at: int, number: int, chance: random.Random, kind: str) -> dict[str, Any]:
    name = chance.choice(CLASSES)
    return {
        "feature_id": f"clx{at:07}{number:03}abcdefghij",
        "feature_schema_id": "cl1schema0000000000000000",
        "name": name,
        "value": name,
        "annotation_kind": kind,
        "classifications": [_radio("occluded", chance.choice(("yes", "no")))] if number % 3 == 0 else [],
    }


def _radio(name: str, answer: str) -> dict[str, Any]:
    return {
        "feature_id": "q",
        "name": name,
        "value": name,
        "radio_answer": {"feature_id": "a", "name": answer, "value": answer, "classifications": []},
    }

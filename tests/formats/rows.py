"""Rows written by hand, in the forms that exports have."""

from __future__ import annotations

from typing import Any

from viewer.formats.row import ReadRow, read_row
from viewer.model.annotation import Annotations, JsonPath, ObjectAnnotation
from viewer.model.issue import Severity
from viewer.model.row import DataRow, Label

Json = dict[str, Any]
SQUARE = [{"x": 0, "y": 0}, {"x": 10, "y": 0}, {"x": 10, "y": 10}, {"x": 0, "y": 10}]


def feature(kind: str, feature_id: str = "f1", **geometry: Any) -> Json:
    return {
        "feature_id": feature_id,
        "feature_schema_id": f"schema of {feature_id}",
        "name": "tree",
        "value": "tree_value",
        "annotation_kind": kind,
        "classifications": [],
        **geometry,
    }


def box(feature_id: str = "f1", **changes: Any) -> Json:
    size = {"top": 1.0, "left": 2.0, "height": 3.0, "width": 4.0, **changes}
    return feature("ImageBoundingBox", feature_id, bounding_box=size)


def arrow(source: str, target: str, feature_id: str = "r1") -> Json:
    ends = {"source": source, "target": target}
    return feature("ImageUnidirectionalRelationship", feature_id, unidirectional_relationship=ends)


def radio(name: str = "question", answer: str = "yes", nested: list[Json] | None = None) -> Json:
    return {"name": name, "radio_answer": {"name": answer, "classifications": nested or []}}


def label(label_id: str = "label-1", **annotations: Any) -> Json:
    return {"label_kind": "Default", "version": "1.0.0", "id": label_id, "annotations": annotations}


def row(*labels: Json, **blocks: Any) -> Json:
    """A row of one project with these labels; `blocks` replace or add top-level keys."""
    return {
        "data_row": {"id": "row-1", "global_key": "key-1", "row_data": "https://example.org/1.jpg"},
        "media_attributes": {"width": 100, "height": 80, "mime_type": "image/jpeg"},
        "projects": {"project-1": {"name": "Streets", "labels": list(labels)}},
        **blocks,
    }


def v1_row(of_label: Any, **columns: Any) -> Json:
    return {
        "ID": "label-1",
        "DataRow ID": "row-1",
        "Labeled Data": "https://example.org/1.jpg",
        "Label": of_label,
        "Created By": "someone@example.org",
        "Project Name": "Streets",
        "Created At": "2021-07-13T21:19:39.000Z",
        "Updated At": "2021-07-14T21:19:39.000Z",
        "Seconds to Label": 12.5,
        "External ID": "one.jpg",
        "Agreement": -1,
        "Benchmark Agreement": -1,
        "Benchmark ID": None,
        "Dataset Name": "Photos",
        "Reviews": [],
        "Skipped": False,
        **columns,
    }


def v1_2018_row(of_label: Any, **columns: Any) -> Json:
    old = v1_row(of_label, **columns)
    return {key: value for key, value in old.items() if key not in ("DataRow ID", "Skipped")}


def the_row(value: Any) -> DataRow:
    found = read_row(value, 0).row
    assert isinstance(found, DataRow)
    return found


def the_label(value: Any) -> Label:
    (found,) = the_row(value).labels()
    return found


def the_annotations(value: Any) -> Annotations:
    return the_label(value).annotations


def the_object(value: Any) -> ObjectAnnotation:
    (found,) = the_annotations(value).objects
    return found


def errors(read: ReadRow) -> list[str]:
    return [str(issue) for issue in read.issues if issue.severity is Severity.ERROR]


def warnings(read: ReadRow) -> list[str]:
    return [str(issue) for issue in read.issues if issue.severity is Severity.WARNING]


def at(value: Any, path: JsonPath) -> Any:
    """What stands at a path of a row's JSON; KeyError or IndexError when it leads nowhere."""
    for step in path:
        value = value[step]
    return value

"""Counts of an export agree with a reading of the JSON that knows nothing of the reader."""

from __future__ import annotations

import json
import pickle
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.corpus import CORPUS, DOCUMENTED_ROWS
from viewer.assets import samples
from viewer.catalog.inspect import as_json, as_text, inspect_export
from viewer.formats import open_export

DOCUMENTED = sorted(DOCUMENTED_ROWS.glob("*.json"))
LINES = [
    CORPUS / name
    for name in ("v2-image-boxes.ndjson", "v2-minimal.ndjson", "v2-catalog-with-embedding.ndjson")
    if CORPUS.is_dir()
]


def counted(path: Path) -> dict[str, Any]:
    with open_export(path) as export:
        return as_json(inspect_export(export))


def written(path: Path, *rows: Any) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n")
    return path


def dicts(value: Any) -> Iterator[dict[str, Any]]:
    """Every JSON object at every depth."""
    if isinstance(value, dict):
        yield value
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from dicts(child)


def question(answer: str, value: Any) -> dict[str, Any]:
    return {"name": answer, answer: value}


NESTED = question(
    "radio_answer",
    {
        "name": "a",
        "classifications": [
            question(
                "checklist_answers",
                [{"name": "b", "classifications": [question("text_answer", {"content": "c"})]}],
            )
        ],
    },
)


def project_row(annotations: dict[str, Any], **more: Any) -> dict[str, Any]:
    labels = [{"id": "l", "annotations": annotations}]
    return {"data_row": {"id": "r"}, "projects": {"p": {"labels": labels}}} | more


def box(number: int) -> dict[str, Any]:
    return {
        "feature_id": f"f{number}",
        "name": "box",
        "annotation_kind": "ImageBoundingBox",
        "classifications": [NESTED],
        "bounding_box": {"left": 0, "top": 0, "width": 1, "height": 1},
    }


def test_the_form_of_the_json(tmp_path: Path) -> None:
    path = written(tmp_path / "a", project_row({"objects": [box(1)]}), "oops")
    assert counted(path) == {
        "file": str(path),
        "container": "ndjson",
        "families": {"project": 1},
        "data_rows": 1,
        "media": {"unknown": 1},
        "labels": 1,
        "predictions": 0,
        "objects": {"ImageBoundingBox": 1},
        "classifications": {"radio": 1, "checklist": 1, "text": 1},
        "relationships": 0,
        "unreadable": 1,
        "issues": [
            {
                "severity": "error",
                "line": 2,
                "offset": path.read_bytes().index(b"\n") + 1,
                "path": "",
                "message": counted(path)["issues"][0]["message"],
            }
        ],
    }


def test_a_row_of_several_containers_counts_once_for_each_family(tmp_path: Path) -> None:
    run = {"labels": [{"annotations": {}}], "predictions": [{"annotations": {}}, {"annotations": {}}]}
    row = project_row({}, experiments={"e": {"runs": {"r": run, "s": run}}, "f": {"runs": {"t": run}}})
    row["projects"]["q"] = row["projects"]["p"]
    counts = counted(written(tmp_path / "a", row, {"data_row": {"id": "bare"}}))
    assert counts["families"] == {"project": 1, "model-run": 1, "bare": 1}
    assert (counts["data_rows"], counts["labels"], counts["predictions"]) == (2, 5, 6)


def test_classifications_count_at_every_depth(tmp_path: Path) -> None:
    relationship = {
        "name": "on",
        "annotation_kind": "ImageUnidirectionalRelationship",
        "classifications": [NESTED],
        "unidirectional_relationship": {"source": "f1", "target": "f2"},
    }
    annotations = {
        "objects": [box(1), box(2)],
        "classifications": [NESTED, question("text_answer", {"content": "x", "classifications": [NESTED]})],
        "relationships": [relationship],
    }
    counts = counted(written(tmp_path / "a", project_row(annotations)))
    assert counts["classifications"] == {"radio": 5, "checklist": 5, "text": 6}
    assert counts["relationships"] == 1


def test_objects_of_a_video_count_once_a_frame(tmp_path: Path) -> None:
    video_box = box(1) | {"annotation_kind": "VideoBoundingBox"}
    frames = {
        number: {"objects": {"f1": video_box}, "classifications": [NESTED]} for number in ("1", "10", "2")
    }
    row = project_row({"frames": frames, "segments": {"f1": [[1, 10]]}})
    row["projects"]["p"]["labels"][0]["label_kind"] = "Video"
    counts = counted(written(tmp_path / "a", row))
    assert counts["objects"] == {"VideoBoundingBox": 3}
    assert counts["classifications"]["radio"] == 6


def test_unreadable_parts_are_counted_with_their_kind(tmp_path: Path) -> None:
    bad_box = box(1) | {"bounding_box": {"left": "wide"}}
    bad_arrow = {
        "name": "on",
        "annotation_kind": "ImageUnidirectionalRelationship",
        "unidirectional_relationship": {"source": 5},
    }
    annotations = {
        "objects": [bad_box, box(2), "no object"],
        "relationships": [bad_arrow],
        "classifications": [{"name": "q", "radio_answer": 7}],
    }
    counts = counted(written(tmp_path / "a", project_row(annotations), 5))
    assert counts["objects"] == {"ImageBoundingBox": 2}
    assert counts["unreadable"] == 5
    assert "projects.p.labels[0].annotations.objects[0].bounding_box.left" in {
        issue["path"] for issue in counts["issues"]
    }


def test_the_text_names_every_number_and_the_first_issues(tmp_path: Path) -> None:
    path = written(tmp_path / "a", project_row({"objects": [box(1)]}), *["oops"] * 60)
    with open_export(path) as export:
        text = as_text(inspect_export(export))
    assert "container       ndjson" in text
    assert "objects         ImageBoundingBox 1" in text
    assert "classifications radio 1, checklist 1, text 1" in text
    assert "unreadable      60" in text
    assert "  error: line 2: expected" in text
    assert text.endswith("… and 10 more; --json lists them all")


@pytest.mark.parametrize("path", [*DOCUMENTED, *LINES], ids=lambda path: path.name)
def test_published_rows_count_as_a_plain_walk_counts_them(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    rows = [json.loads(text)] if path in DOCUMENTED else [json.loads(line) for line in text.splitlines()]
    found = list(dicts(rows))
    kinds = Counter(each["annotation_kind"] for each in found if "annotation_kind" in each)
    relationships = sum(kinds.pop(kind) for kind in list(kinds) if kind.endswith("Relationship"))
    counts = counted(path)
    assert counts["objects"] == kinds
    assert counts["relationships"] == relationships
    assert counts["data_rows"] == len(rows)
    assert counts["labels"] == sum(
        len(each["labels"]) for each in found if isinstance(each.get("labels"), list)
    )
    assert counts["predictions"] == sum(len(each.get("predictions", ())) for each in found)
    assert counts["classifications"] == {
        "radio": sum("radio_answer" in each for each in found),
        "checklist": sum("checklist_answers" in each for each in found),
        "text": sum("text_answer" in each for each in found),
    }
    assert counts["media"] == Counter(row["media_attributes"].get("mime_type", "unknown") for row in rows)
    assert not [issue for issue in counts["issues"] if issue["severity"] == "error"]


def test_other_processes_count_the_same() -> None:
    def spread(work: Any, jobs: Any, check: Any) -> Any:
        for job in jobs:
            check()
            yield pickle.loads(pickle.dumps(work(pickle.loads(pickle.dumps(job)))))

    for path in samples():
        with open_export(path) as export:
            assert as_json(inspect_export(export, spread)) == as_json(inspect_export(export)), path

"""Skeletons tell the same facts as the tolerant reader, or leave the row to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import exports
from tests.corpus import CORPUS, DOCUMENTED_ROWS
from viewer.assets import samples
from viewer.catalog.building import columns_of
from viewer.catalog.columns import BagColumn, Column, SetColumn, TextColumn
from viewer.catalog.facts import facts_of
from viewer.catalog.fields import FIELDS
from viewer.catalog.skeleton import skeleton_of
from viewer.catalog.skeleton_facts import SkeletonColumns
from viewer.catalog.skeleton_labels import Unsure
from viewer.formats import open_export, read_row

NO_EXPORTS = ("README.md", "v2-annotations-by-media.json")
OF_ISSUES = ("errors", "warnings")
"""What only a thorough walk finds out."""


def cell(column: Column, row: int) -> Any:
    match column:
        case TextColumn():
            return column.text(row)
        case SetColumn():
            return column.names_of(row)
        case BagColumn():
            return column.bag(row)
        case _:
            value = column.values[row]
            return None if isinstance(value, np.floating) and np.isnan(value) else value


def told(columns: dict[str, Column]) -> dict[str, Any]:
    return {field.id: cell(columns[field.id], 0) for field in FIELDS if field.id not in OF_ISSUES}


def by_skeleton(record: bytes) -> dict[str, Any] | None:
    """The facts by the skeleton; None when the row is left to the tolerant reader."""
    row = skeleton_of(record)
    if row is None:
        return None
    made = SkeletonColumns()
    try:
        made.add(row)
    except Unsure:
        assert len(made) == 0
        return None
    return told(made.columns())


def by_reader(record: bytes) -> dict[str, Any]:
    return told(columns_of([facts_of(read_row(json.loads(record), 0))]))


def published() -> Iterator[Path]:
    yield from samples()
    if CORPUS.is_dir():
        yield from sorted(path for path in CORPUS.iterdir() if path.name not in NO_EXPORTS)
        yield from sorted(DOCUMENTED_ROWS.glob("*.json"))


@pytest.mark.parametrize("path", tuple(published()), ids=lambda path: path.name)
def test_every_row_of_every_file_has_the_same_facts_either_way(path: Path) -> None:
    with open_export(path) as export:
        for index in range(len(export)):
            record = export.raw_bytes(index)
            quick = by_skeleton(record)
            if quick is None or any(issue.severity.value == "error" for issue in export.read(index).issues):
                continue  # what cannot be read in it, the thorough walk finds out
            assert quick == told(columns_of([facts_of(export.read(index))])), index


def test_project_rows_and_model_runs_fit(tmp_path: Path) -> None:
    fit = 0
    for name in ("street", "model-run", "consensus"):
        path = next(path for path in samples() if path.stem == name)
        with open_export(path) as export:
            fit += sum(by_skeleton(export.raw_bytes(index)) is not None for index in range(len(export)))
    assert fit >= 6


names = st.sampled_from(["car", "Bus", "字", "", 'a"b', "x=y"])
options = st.fixed_dictionaries({"name": names})
questions = st.recursive(
    st.one_of(
        st.fixed_dictionaries({"name": names, "radio_answer": options}),
        st.fixed_dictionaries({"name": names, "checklist_answers": st.lists(options, max_size=3)}),
        st.fixed_dictionaries({"name": names, "text_answer": st.just({"content": "x"})}),
    ),
    lambda inner: st.fixed_dictionaries(
        {
            "name": names,
            "radio_answer": st.fixed_dictionaries(
                {"name": names, "classifications": st.lists(inner, max_size=2)}
            ),
        }
    ),
    max_leaves=4,
)


def shape(kind: str, name: str, asked: list[Any]) -> dict[str, Any]:
    made = {
        "ImageBoundingBox": exports.box("f", 1, 2, 3, 4, name=name),
        "ImagePolygon": exports.polygon("f", (0, 0), (1, 0), (1, 1), name=name),
        "ImagePoint": exports.point("f", 1, 2, name=name),
        "ImageSegmentationMask": exports.mask("f", "https://a.example/m.png", (1, 2, 3), name=name),
        "Cuboid": exports.box("f", 1, 2, 3, 4, name=name) | {"annotation_kind": "Cuboid"},
    }[kind]
    return made | {"classifications": asked}


objects = st.builds(
    shape,
    st.sampled_from(["ImageBoundingBox", "ImagePolygon", "ImagePoint", "ImageSegmentationMask", "Cuboid"]),
    names,
    st.lists(questions, max_size=2),
)
times = st.sampled_from(
    [None, "2024-04-08T16:21:26.000+00:00", "2023-02-08", "2024-04-08T18:21:26+02:00", "?"]
)
scores = st.one_of(st.none(), st.integers(0, 9), st.floats(0, 9))
performances = st.one_of(
    st.none(),
    st.fixed_dictionaries(
        {},
        optional={
            "seconds_to_create": scores,
            "seconds_to_label": scores,
            "seconds_to_review": scores,
            "skipped": st.booleans(),
            "consensus_score": scores,
            "benchmark_score": scores,
        },
    ),
)
labels = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["l1", "l2", "l3"]),
        "annotations": st.fixed_dictionaries(
            {"objects": st.lists(objects, max_size=3), "classifications": st.lists(questions, max_size=2)}
        ),
    },
    optional={
        "label_details": st.fixed_dictionaries(
            {"created_at": times, "updated_at": times, "created_by": st.sampled_from([None, "a@x", "b@x"])},
            optional={"reviews": st.lists(st.fixed_dictionaries({"score": scores}), max_size=2)},
        ),
        "performance_details": performances,
        "performance_details_v2": performances,
    },
)
projects = st.fixed_dictionaries(
    {"labels": st.lists(labels, max_size=3)},
    optional={
        "name": names,
        "project_details": st.fixed_dictionaries(
            {},
            optional={
                "selected_label_id": st.sampled_from(["l1", "l2", "gone"]),
                "batch_name": names,
                "batch_id": st.just("b"),
                "task_name": names,
                "workflow_status": st.sampled_from(["DONE", "IN_REVIEW"]),
            },
        ),
    },
)
runs = st.fixed_dictionaries(
    {"labels": st.lists(labels, max_size=2), "predictions": st.lists(labels, max_size=2)},
    optional={"name": names, "split": st.sampled_from(["TRAINING", "TEST"])},
)
experiments = st.fixed_dictionaries(
    {"runs": st.dictionaries(names, runs, max_size=2)}, optional={"name": names}
)
rows = st.fixed_dictionaries(
    {
        "data_row": st.fixed_dictionaries(
            {"id": st.sampled_from(["r1", "字"])},
            optional={
                "global_key": names,
                "external_id": names,
                "row_data": st.sampled_from(["https://a.example/1.png", "1.png"]),
                "details": st.fixed_dictionaries(
                    {"created_at": times}, optional={"dataset_name": names, "dataset_id": st.just("d")}
                ),
            },
        ),
    },
    optional={
        "media_attributes": st.sampled_from([{}, {"mime_type": "image/png"}, {"asset_type": "video"}]),
        "projects": st.dictionaries(st.sampled_from(["p1", "p2"]), projects, max_size=2),
        "experiments": st.dictionaries(st.sampled_from(["e1", "e2"]), experiments, max_size=2),
        "models": st.just({}),
    },
)


@given(rows)
def test_whatever_a_row_holds_the_facts_are_the_same(row: dict[str, Any]) -> None:
    record = json.dumps(row).encode()
    quick = by_skeleton(record)
    if quick is not None:
        assert quick == by_reader(record)

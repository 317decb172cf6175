"""Facts of rows become columns, and the columns give the facts back."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from tests.exports import box, label, polygon, relationship, row
from viewer.catalog.building import columns_of
from viewer.catalog.columns import (
    NO_TIME,
    BagColumn,
    Column,
    FlagColumn,
    NumberColumn,
    SetColumn,
    TextColumn,
    TimeColumn,
)
from viewer.catalog.facts import facts_of, milliseconds
from viewer.catalog.fields import FIELDS, FieldKind
from viewer.formats import open_export

QUESTION = {
    "name": "weather",
    "checklist_answers": [
        {
            "name": "rain",
            "classifications": [
                {"name": "how much", "radio_answer": {"name": "some", "classifications": []}}
            ],
        },
        {"name": "wind", "classifications": []},
    ],
}
CLASSES = {
    FieldKind.TEXT: TextColumn,
    FieldKind.SET: SetColumn,
    FieldKind.BAG: BagColumn,
    FieldKind.NUMBER: NumberColumn,
    FieldKind.TIME: TimeColumn,
    FieldKind.FLAG: FlagColumn,
}


def columns(folder: Path, *lines: str) -> dict[str, Column]:
    path = folder / "a.ndjson"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with open_export(path) as export:
        return columns_of(facts_of(read) for read in export.rows())


def two_rows(folder: Path) -> dict[str, Column]:
    busy = label(
        box("a", 0, 0, 9, 9, name="car", classifications=[QUESTION]),
        box("b", 0, 0, 9, 9, name="car"),
        polygon("c", (0, 0), (9, 0), (9, 9), name="ünïcode 字"),
        relationships=[relationship("r", "a", "b")],
        label_details={"created_at": "2024-04-08T16:21:26.000+00:00", "created_by": "a@example.org"},
        performance_details={"seconds_to_create": 10, "consensus_score": 0.5},
    )
    late = label(
        label_id="label-2",
        label_details={"created_at": "2024-04-09", "updated_at": "2024-05-01T00:00:00Z"},
        performance_details={"seconds_to_create": 2.5, "consensus_score": 1.0},
    )
    first = row(busy, late, row_id="schlüssel")
    first["projects"]["project-1"]["project_details"] = {
        "workflow_status": "IN_REVIEW",
        "selected_label_id": "label-2",
    }
    return columns(folder, json.dumps(first), "no row")


def test_every_field_has_a_column_of_its_kind_with_an_entry_a_row(tmp_path: Path) -> None:
    found = two_rows(tmp_path)
    assert list(found) == [field.id for field in FIELDS]
    for field in FIELDS:
        assert isinstance(found[field.id], CLASSES[field.kind])
        assert len(found[field.id]) == 2


def test_texts_come_back_whatever_their_script(tmp_path: Path) -> None:
    ids = two_rows(tmp_path)["id"]
    assert isinstance(ids, TextColumn)
    assert (ids.text(0), ids.text(1)) == ("schlüssel", None)


def test_bags_count_classes_kinds_and_answers_at_every_depth(tmp_path: Path) -> None:
    found = two_rows(tmp_path)
    bags = {id_: each for id_, each in found.items() if isinstance(each, BagColumn)}
    assert bags["class"].bag(0) == {"car": 2, "ünïcode 字": 1}
    assert bags["kind"].bag(0) == {"box": 2, "polygon": 1, "relationship": 1}
    assert bags["answer"].bag(0) == {"weather=rain": 1, "weather=wind": 1, "how much=some": 1}
    assert all(each.bag(1) == {} for each in bags.values())


def test_sets_numbers_times_and_flags_are_those_of_all_labels(tmp_path: Path) -> None:
    found = two_rows(tmp_path)
    status, by, seconds = found["status"], found["by"], found["seconds"]
    assert isinstance(status, SetColumn)
    assert isinstance(by, SetColumn)
    assert isinstance(seconds, NumberColumn)
    assert (status.names_of(0), by.names_of(0), by.names_of(1)) == (("IN_REVIEW",), ("a@example.org",), ())
    assert seconds.values[0] == 12.5
    assert np.isnan(seconds.values[1])
    numbers = {id_: each.values[0] for id_, each in found.items() if isinstance(each, NumberColumn)}
    assert (numbers["consensus"], numbers["labels"], numbers["selected"]) == (0.75, 2, 2)
    created, updated = found["created"], found["updated"]
    assert isinstance(created, TimeColumn)
    assert isinstance(updated, TimeColumn)
    assert created.values[0] == 1712593286000  # 2024-04-08T16:21:26Z, the first of the two labels
    assert updated.values[0] == 1714521600000  # 2024-05-01T00:00:00Z
    assert created.values[1] == NO_TIME
    readable = found["readable"]
    assert isinstance(readable, FlagColumn)
    assert readable.values.tolist() == [True, False]


def test_dates_without_a_zone_are_utc_and_what_is_no_date_is_none() -> None:
    assert milliseconds("1970-01-02") == 86_400_000
    assert milliseconds("1970-01-01T01:00:00+01:00") == 0
    assert milliseconds("yesterday") == NO_TIME
    assert milliseconds(None) == NO_TIME

"""What a label says beside its annotations, and which one of several was chosen."""

from __future__ import annotations

from typing import Any

import pytest

from tests.formats.rows import errors, label, row, the_label, the_row, warnings
from viewer.formats.row import read_row
from viewer.model.row import LabelDetails, Performance, ProjectTag, Review, WorkflowStep

ONE_OF_TWO = {"selected_label_id": "two", "consensus_expected_label_count": 2}


def consensus(details: Any) -> Any:
    project = {"labels": [label("one"), label("two")], "project_details": details}
    return row(projects={"p": project})


def test_who_made_a_label_and_when() -> None:
    review = {"id": "r", "score": 1, "created_at": "later", "created_by": "b"}
    details = {"created_at": "2024-04-08", "updated_at": "u", "created_by": "a", "reviews": [review]}
    found = the_label(row({**label(), "label_details": details, "z_order": ["f2", "f1"]}))
    assert found.details == LabelDetails("2024-04-08", "u", "a", reviews=(Review(1.0, "later", "b", "r"),))
    assert (found.id, found.label_kind, found.version) == ("label-1", "Default", "1.0.0")
    assert found.z_order == ("f2", "f1")


def test_times_and_scores_of_both_generations_are_one() -> None:
    old = {"seconds_to_create": 18, "seconds_to_review": 6, "skipped": False, "benchmark_score": 0.25}
    new = {"seconds_to_label": 20, "seconds_to_rework": 1, "seconds_total": 27, "consensus_score": 0.5}
    found = the_label(row({**label(), "performance_details": old, "performance_details_v2": new}))
    assert found.performance == Performance(20.0, 6.0, 1.0, 27.0, False, 0.5, 0.25)


@pytest.mark.parametrize("key", ["performance_details", "performance_details_v2"])
def test_a_skipped_label_says_so(key: str) -> None:
    assert the_label(row({**label(), key: {"skipped": True}})).is_skipped
    assert not the_label(row({**label(), key: {"skipped": None}})).is_skipped


def test_a_label_without_annotations_is_a_label() -> None:
    found = the_label(row({"id": "l"}))
    assert found.annotations.is_empty
    assert read_row(row({"id": "l"}), 0).issues == ()


def test_annotations_of_the_wrong_type_are_kept_as_they_are() -> None:
    value = row({"id": "l", "annotations": [1]})
    (misfit,) = the_label(value).annotations.misfits
    assert misfit.unreadable.raw == [1]
    assert misfit.path[-1] == "annotations"
    assert len(errors(read_row(value, 0))) == 1


def test_parts_that_nobody_knows_are_kept_with_a_warning() -> None:
    value = row(label(holograms=[1, 2], note="plain", empty=[]))
    (misfit,) = the_label(value).annotations.misfits
    assert (misfit.path[-1], misfit.unreadable.raw) == ("holograms", [1, 2])
    assert len(warnings(read_row(value, 0))) == 1


def test_parts_of_the_wrong_type_are_kept_with_an_error() -> None:
    value = row(label(objects="many", frames=[]))
    assert [misfit.path[-1] for misfit in the_label(value).annotations.misfits] == ["objects", "frames"]
    assert len(errors(read_row(value, 0))) == 2


def test_the_selected_label_of_a_consensus_is_marked() -> None:
    (project,) = the_row(consensus(ONE_OF_TWO)).projects
    assert [label.is_selected for label in project.labels] == [False, True]
    assert project.details is not None
    assert project.details.consensus_expected_label_count == 2


def test_a_selected_label_that_is_not_there_is_told() -> None:
    (oddity,) = warnings(read_row(consensus({"selected_label_id": "three"}), 0))
    assert oddity == (
        "projects.p.project_details.selected_label_id: "
        "the selected label three is not among the labels of the row"
    )


def test_where_a_row_stands_in_its_project() -> None:
    step = {
        "action": "Move",
        "created_at": "t",
        "created_by": "a",
        "next_task_name": "Review",
        "next_task_id": "n",
    }
    details = {"ontology_id": "o", "batch_name": "b", "workflow_status": "IN_REVIEW", "priority": 5}
    project = {
        "labels": [],
        "project_details": {**details, "workflow_history": [step]},
        "project_tags": [{"id": "t", "text": "urgent", "color": "E7BF00"}],
    }
    (found,) = the_row(row(projects={"p": project})).projects
    assert found.tags == (ProjectTag("urgent", "E7BF00", "t"),)
    assert found.details is not None
    assert (found.details.workflow_status, found.details.priority) == ("IN_REVIEW", 5.0)
    assert found.details.workflow_history == (
        WorkflowStep("Move", "t", "a", next_task_name="Review", next_task_id="n"),
    )

"""Which families a row is of, and what is no row at all."""

from __future__ import annotations

from typing import Any

import pytest

from tests.formats.rows import box, errors, label, row, the_row, v1_2018_row, v1_row
from viewer.formats.row import FAMILIES, read_row
from viewer.model.issue import Severity
from viewer.model.row import Family, LabelRole, UnreadableRow

RUNS = {
    "run-1": {"name": "first", "labels": [label("same")], "predictions": [label("same")], "split": "TEST"}
}
EXPERIMENTS = {"experiment-1": {"name": "Trees", "runs": RUNS}}
BETA_RUNS = {"run-1": {"model_run_name": "first", "annotation_group_id": "g", "labels": [label("same")]}}
MODELS = {"model-1": {"model_name": "Trees", "model_runs": BETA_RUNS}}


@pytest.mark.parametrize(
    ("value", "families"),
    [
        (row(), [Family.PROJECT]),
        (row(projects={}, experiments=EXPERIMENTS), [Family.MODEL_RUN]),
        (row(projects={}, experiments=EXPERIMENTS, models={}), [Family.MODEL_RUN]),
        (row(projects=None, models=MODELS), [Family.MODEL_RUN_BETA]),
        (row(experiments=EXPERIMENTS), [Family.PROJECT, Family.MODEL_RUN]),
        (row(experiments=EXPERIMENTS, models=MODELS), list(Family)[:3]),
        (row(projects={}), [Family.BARE]),
        ({"data_row": {"id": "row-1"}}, [Family.BARE]),
        ({"data_row": {}}, [Family.BARE]),
        (v1_row({"objects": []}), [Family.V1]),
        (v1_row({}), [Family.V1]),
        (v1_row({"frames": "https://example.org/frames"}), [Family.V1]),
        (v1_row([{"frameNumber": 1, "objects": []}]), [Family.V1]),
        (v1_2018_row({}), [Family.V1_2018]),
        (v1_2018_row("Skip"), [Family.V1_2018]),
        (v1_2018_row({"Car": "MULTIPOLYGON (((0 0, 1 0, 1 1)))"}), [Family.V1_2018]),
        (v1_2018_row([{"Car": []}]), [Family.V1_2018]),
    ],
)
def test_the_family_is_told_by_what_stands_in_the_row(value: Any, families: list[Family]) -> None:
    assert list(the_row(value).families) == families
    assert read_row(value, 0).issues == ()


def test_every_family_of_rows_with_labels_has_a_reader() -> None:
    assert {reader.family for reader in FAMILIES} == set(Family) - {Family.BARE}


def test_several_projects_and_runs_stand_side_by_side() -> None:
    projects = {"p1": {"labels": [label("one"), label("two")]}, "p2": {"name": "Roads", "labels": []}}
    found = the_row(row(projects=projects, experiments=EXPERIMENTS))
    assert [(project.id, project.name, len(project.labels)) for project in found.projects] == [
        ("p1", None, 2),
        ("p2", "Roads", 0),
    ]
    (experiment,) = found.experiments
    assert (experiment.id, experiment.name, experiment.beta) == ("experiment-1", "Trees", False)
    (run,) = experiment.runs
    assert (run.id, run.name, run.split) == ("run-1", "first", "TEST")


def test_a_prediction_with_the_id_of_its_label_is_another_thing() -> None:
    ground_truth, prediction = the_row(row(projects={}, experiments=EXPERIMENTS)).labels()
    assert ground_truth.id == prediction.id
    assert (ground_truth.role, prediction.role) == (LabelRole.LABEL, LabelRole.PREDICTION)
    run = ("experiments", "experiment-1", "runs", "run-1")
    assert (ground_truth.path, prediction.path) == ((*run, "labels", 0), (*run, "predictions", 0))


def test_the_beta_has_names_of_its_own_for_everything() -> None:
    (experiment,) = the_row(row(projects={}, models=MODELS)).experiments
    assert (experiment.name, experiment.beta) == ("Trees", True)
    assert (experiment.runs[0].name, experiment.runs[0].annotation_group_id) == ("first", "g")
    assert experiment.runs[0].path == ("models", "model-1", "model_runs", "run-1")


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ([row()], "expected a data row (an object), found a list of 1"),
        (None, "expected a data row (an object), found nothing"),
        ("text", 'expected a data row (an object), found "text"'),
        (3, "expected a data row (an object), found 3"),
        ({}, "no data row: an object without data_row"),
        ({"data_row": "id"}, "no data row: an object without data_row"),
        (
            {"id": "x", "message": "Mask could not be exported"},
            'a line of the export\'s error stream: "Mask could not be exported"',
        ),
        (
            {"data_row_id": "x", "error": {"message": "Timed out", "code": 7}},
            'a line of the export\'s error stream: "Timed out"',
        ),
        ({"errors": [{"message": "Not allowed"}]}, 'a line of the export\'s error stream: "Not allowed"'),
    ],
)
def test_what_is_no_row_says_what_it_is(value: Any, reason: str) -> None:
    read = read_row(value, 4)
    assert read.row == UnreadableRow(4, reason)
    (issue,) = read.issues
    assert (issue.severity, issue.message, issue.path, issue.row) == (Severity.ERROR, reason, (), 4)


def test_a_row_without_its_data_row_is_a_row_when_it_has_labels() -> None:
    value = {"projects": row(label(objects=[box()]))["projects"]}
    assert len(list(the_row(value).labels())) == 1
    assert errors(read_row(value, 0)) == ['expected an object as "data_row", found nothing']


def test_a_container_of_the_wrong_type_is_told() -> None:
    assert errors(read_row(row(projects=[label()]), 0)) == ["projects: expected an object, found a list of 1"]


def test_bad_members_of_containers_keep_their_places() -> None:
    value = row(
        projects={"p1": 5, "p2": {"labels": [None, label("l")]}}, experiments={"e": {"runs": {"r": "x"}}}
    )
    found = the_row(value)
    assert [project.id for project in found.projects] == ["p1", "p2"]
    bad, good = found.projects[1].labels
    assert bad.annotations.misfits
    assert good.id == "l"
    assert [run.id for run in found.experiments[0].runs] == ["r"]
    assert len(errors(read_row(value, 0))) == 3


def test_parts_of_the_annotations_at_the_top_level_are_found() -> None:
    frames = {"3": {"objects": {"f1": box()}}}
    value = {"data_row": {"id": "row-1"}, "segments": {"f1": [[3, 5]]}, "frames": frames}
    found = the_row(value)
    (stripped,) = found.labels()
    assert found.families == (Family.PROJECT,)
    assert [(s.feature_id, s.start, s.end) for s in stripped.annotations.segments] == [("f1", 3, 5)]
    assert stripped.annotations.frames[0].path == ("frames", "3")
    assert read_row(value, 0).issues == ()

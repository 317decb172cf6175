"""What many rows have in common: medium, dataset, project, batch, status …, told once for all of them."""

from __future__ import annotations

from functools import lru_cache
from math import nan
from typing import Any

from viewer.catalog.facts import distinct
from viewer.catalog.skeleton import Label, ProjectDetails, Row
from viewer.catalog.skeleton_labels import Unsure, place_of
from viewer.formats.media_type import media_type_of
from viewer.model.row import Family, MediaType

PROFILE = (
    *("media", "family", "dataset", "project", "experiment", "run", "split", "batch", "status", "task"),
    "by",
)
"""The fields that a profile tells."""

Names = tuple[str, ...]
Containers = tuple[Names, Names, Names, Names, Names, Names, Names]
"""Projects, experiments, runs, splits, batches, statuses, tasks."""


@lru_cache(maxsize=256)
def media_of(asset_type: str | None, mime_type: str | None) -> MediaType | None:
    """None when only the annotations can tell."""
    media = media_type_of(asset_type, mime_type)
    return media if media is not MediaType.UNKNOWN else None


def of_project(key: str, name: str | None, details: ProjectDetails | None) -> object:
    """What a profile is told by of one project alone; `sets_of` makes names of it."""
    if details is None:
        return (key, name)
    batch, task = details.batch_name or details.batch_id, details.task_name or details.task_id
    return (key, name, batch, details.workflow_status, task)


def of_several(row: Row) -> tuple[list[Label], object, int, float]:
    """Labels, the containers' names, the number of predictions, and which label is selected."""
    if not (row.projects or row.experiments):
        raise Unsure
    labels: list[Label] = []
    selected = nan
    for project in row.projects.values():
        details = project.project_details
        if details is not None and details.selected_label_id is not None and selected != selected:  # noqa: PLR0124
            selected = place_of(project.labels, details.selected_label_id) + len(labels)
        labels += project.labels
    runs = [run for each in row.experiments.values() for run in each.runs.items()]
    for _, run in runs:
        labels += (*run.labels, *run.predictions)
    held = [each.project_details for each in row.projects.values() if each.project_details is not None]
    containers: Containers = (
        distinct(each.name or key for key, each in row.projects.items()),
        distinct(each.name or key for key, each in row.experiments.items()),
        distinct(run.name or key for key, run in runs),
        distinct(run.split for _, run in runs),
        distinct(each.batch_name or each.batch_id for each in held),
        distinct(each.workflow_status for each in held),
        distinct(each.task_name or each.task_id for each in held),
    )
    families = tuple(bool(each) for each in (row.projects, row.experiments))
    return labels, (families, containers), sum(len(run.predictions) for _, run in runs), selected


def sets_of(media: MediaType, dataset: str | None, containers: Any, by: Any) -> tuple[Names, ...]:
    """The names of a profile, in the order of `PROFILE`."""
    names = by if isinstance(by, tuple) else (by,)
    match containers:
        case ((bool() as has_projects, bool() as has_experiments), (projects, *others)):
            families = [Family.PROJECT.value] * has_projects + [Family.MODEL_RUN.value] * has_experiments
            sets = (projects, *others)
        case (key, name, *details):
            families = [Family.PROJECT.value]
            batch, status, task = details or (None, None, None)
            sets = (
                distinct([name or key]),
                (),
                (),
                (),
                *(distinct([each]) for each in (batch, status, task)),
            )
        case _:
            raise AssertionError(containers)
    return ((media.value,), tuple(families), distinct([dataset]), *sets, distinct(names))

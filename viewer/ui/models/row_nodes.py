"""A data row as lines of the tree: projects, experiments and runs, and the labels and predictions in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from viewer.model.annotation import JsonPath
from viewer.model.row import DataRow, Experiment, Label, MediaType, ModelRun, Project, Row, UnreadableRow
from viewer.ui.models.label_nodes import label_nodes
from viewer.ui.models.nodes import Node
from viewer.ui.models.wording import joined, label_note, named, one_line, titles
from viewer.ui.words import constant


def row_nodes(row: Row) -> Iterator[Node]:
    """The lines below a row; one in words when the export holds nothing for it."""
    match row:
        case UnreadableRow():
            yield Node(text=one_line(row.reason), icon="unreadable", warning=row.reason)
        case DataRow():
            media = row.media.media_type
            yield from (_project(project, media) for project in row.projects)
            yield from (_experiment(experiment, media) for experiment in row.experiments)
            if not row.projects and not row.experiments:
                yield Node(text="The export holds no labels of this row", icon="empty")


def _project(project: Project, media: MediaType) -> Node:
    return Node(
        text=named(project.name or project.id or "Project"),
        icon="project",
        note=constant(project.details.workflow_status if project.details else None),
        path=project.path,
        make=lambda: _labels(project.labels, media),
    )


def _experiment(experiment: Experiment, media: MediaType) -> Node:
    return Node(
        text=named(experiment.name or experiment.id),
        icon="experiment",
        note="model" if experiment.beta else "experiment",
        path=experiment.path,
        make=lambda: (_run(run, media) for run in experiment.runs) if experiment.runs else iter([_no_runs()]),
    )


def _no_runs() -> Node:
    return Node(text="No runs", icon="empty")


def _run(run: ModelRun, media: MediaType) -> Node:
    return Node(
        text=named(run.name or run.id),
        icon="model-run",
        note=joined("run", constant(run.split)),
        path=run.path,
        make=lambda: _labels((*run.labels, *run.predictions), media),
    )


def _labels(labels: Sequence[Label], media: MediaType) -> Iterator[Node]:
    """Labels, then predictions, each numbered among its like."""
    if not labels:
        yield Node(text="No labels", icon="empty")
    for label, title in zip(labels, titles(labels), strict=True):
        yield Node(
            text=title,
            icon="star" if label.is_selected else label.role,
            note=label_note(label),
            path=label.path,
            subject=label,
            strays=_strays(label),
            make=partial(label_nodes, label, media),
        )


def _strays(label: Label) -> frozenset[JsonPath]:
    """Objects that stand outside of their label, as the masks of 2018 do."""
    depth = len(label.path)
    return frozenset(thing.path for thing in label.annotations.objects if thing.path[:depth] != label.path)

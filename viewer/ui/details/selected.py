"""What a path leads to: the annotation, label or container at or around a value of the row's JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeAlias, TypeVar

from viewer.model.annotation import Classification, Frame, JsonPath, Misfit, ObjectAnnotation, Relationship
from viewer.model.row import DataRow, Experiment, Label, ModelRun, Project
from viewer.state.resolve import label_at, object_at

Thing: TypeAlias = (
    ObjectAnnotation
    | Relationship
    | Classification
    | Frame
    | Misfit
    | Label
    | Project
    | Experiment
    | ModelRun
)


class _Placed(Protocol):
    @property
    def path(self) -> JsonPath: ...


_P = TypeVar("_P", bound=_Placed)


def around(row: DataRow, path: JsonPath) -> tuple[Thing, ...]:
    """Everything a path leads to or into, innermost first: question, object, frame, label, container."""
    label = label_at(row, path)
    inner: tuple[Thing, ...] = () if label is None else (*_annotations_around(row, label, path), label)
    return (*inner, *_containers_around(row, path))


def nearest_annotation(row: DataRow, path: JsonPath) -> JsonPath | None:
    """What a person would select for a value: its object or relationship, else question, label, container."""
    things = around(row, path)
    whole = next((thing for thing in things if isinstance(thing, ObjectAnnotation | Relationship)), None)
    return (whole or things[0]).path if things else None


def _annotations_around(row: DataRow, label: Label, path: JsonPath) -> tuple[Thing, ...]:
    parts = label.annotations
    frame = _holding(parts.frames, path)
    of_frame: tuple[Thing, ...] = () if frame is None else (frame,)
    thing = object_at(row, path)
    if thing is not None:
        return (*_questions(thing.classifications, path), thing, *of_frame)
    questions = _questions((*parts.classifications, *(frame.classifications if frame else ())), path)
    misfit = _holding(parts.misfits, path)
    return (*questions, *(() if misfit is None else (misfit,)), *of_frame)


def _questions(classifications: tuple[Classification, ...], path: JsonPath) -> tuple[Classification, ...]:
    """The question a path leads into, inside the one it is nested in, and so on outwards."""
    found: list[Classification] = []
    here = _holding(classifications, path)
    while here is not None:
        found.append(here)
        here = _holding(here.below, path)
    return tuple(reversed(found))


def _containers_around(row: DataRow, path: JsonPath) -> tuple[Thing, ...]:
    project = _holding(row.projects, path)
    if project is not None:
        return (project,)
    experiment = _holding(row.experiments, path)
    if experiment is None:
        return ()
    run = _holding(experiment.runs, path)
    return (experiment,) if run is None else (run, experiment)


def _holding(things: Iterable[_P], path: JsonPath) -> _P | None:
    return next((thing for thing in things if path[: len(thing.path)] == thing.path), None)

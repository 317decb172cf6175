"""What a ViewState means for one row: which labels are shown, and why an object of them is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from operator import is_

from viewer.model.annotation import JsonPath, ObjectAnnotation, Relationship
from viewer.model.row import DataRow, Family, Label, LabelRole
from viewer.state.view_state import SoloClasses, SoloObjects, ViewState


class Hidden(StrEnum):
    """Why an annotation is not drawn."""

    KIND = "its kind is hidden"
    CLASS = "its class is hidden"
    OBJECT = "it is hidden"
    SOLO = "something else is soloed"


def default_labels(row: DataRow) -> tuple[Label, ...]:
    """The label a person means, and beside it the first prediction of its run.

    It is the selected consensus label, or else the first with content. Consensus labels are never merged
    unasked; a prediction is what a model run is opened for.
    """
    labels = [label for label in row.labels() if label.role is LabelRole.LABEL]
    predictions = [label for label in row.labels() if label.role is LabelRole.PREDICTION]
    chosen = next((label for label in labels if label.is_selected), None)
    chosen = chosen or next((label for label in labels if not label.annotations.is_empty), None)
    chosen = chosen or next(iter(labels), None)
    if chosen is not None:
        run = chosen.path[:-2]
        predictions = [p for p in predictions if p.path[:-2] == run] or predictions
    return tuple(label for label in (chosen, next(iter(predictions), None)) if label is not None)


def shown_labels(row: DataRow, state: ViewState) -> tuple[Label, ...]:
    """The labels and predictions drawn for a row, in file order: the first solid, the others dashed."""
    if state.labels is None:
        return default_labels(row)
    return tuple(label for label in row.labels() if label.path in state.labels)


def are_same(labels: Sequence[Label], others: Sequence[Label]) -> bool:
    """Whether these are the very labels: to compare what is in them would take as long as to read it."""
    return len(labels) == len(others) and all(map(is_, labels, others))


def label_at(row: DataRow, path: JsonPath) -> Label | None:
    """The label or prediction that a path leads to or into.

    Masks of 2018 stand beside their label in the JSON, not in it.
    """
    within = [label for label in row.labels() if path[: len(label.path)] == label.path]
    if within:
        return max(within, key=lambda label: len(label.path))
    return next((label for label in row.labels() if _thing_at(label, path) is not None), None)


def things_of(label: Label) -> Iterator[ObjectAnnotation | Relationship]:
    """The objects and then the relationships of a label, in file order."""
    yield from label.annotations.all_objects()
    yield from label.annotations.relationships


def object_at(row: DataRow, path: JsonPath) -> ObjectAnnotation | Relationship | None:
    """The object or relationship that a path leads to or into; a sub-classification belongs to its object."""
    label = label_at(row, path)
    return _thing_at(label, path) if label is not None else None


def _thing_at(label: Label, path: JsonPath) -> ObjectAnnotation | Relationship | None:
    return next((thing for thing in things_of(label) if path[: len(thing.path)] == thing.path), None)


def hidden_by(thing: ObjectAnnotation | Relationship, state: ViewState) -> Hidden | None:
    """The first reason why an object or relationship of the current row is not drawn, None when it is."""
    if thing.kind in state.hidden_kinds:
        return Hidden.KIND
    if thing.name in state.hidden_classes:
        return Hidden.CLASS
    if (state.row, thing.path) in state.hidden_objects:
        return Hidden.OBJECT
    match state.solo:
        case SoloObjects(paths):
            return Hidden.SOLO if thing.path not in paths else None
        case SoloClasses(names):
            return Hidden.SOLO if thing.name not in names else None
        case None:
            return None


def class_names(label: Label) -> Iterator[str]:
    """The class of every object and relationship of a label, in file order, repeats included."""
    return (thing.name for thing in things_of(label))


def origin_at_bottom(row: DataRow, state: ViewState) -> bool:
    """Whether y counts from the bottom edge, as it did in 2018; nothing tells, so the user can swap it."""
    return (Family.V1_2018 in row.families) is not state.origin_swapped

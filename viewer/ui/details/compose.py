"""Which sections are shown, and in which order: what is selected, its label, its container, the data row."""

from __future__ import annotations

from viewer.model.annotation import Classification, Frame, JsonPath, Misfit, ObjectAnnotation, Relationship
from viewer.model.row import Experiment, Label, ModelRun, Project
from viewer.ui.details.annotation import (
    classification_sections,
    frame_section,
    misfit_section,
    object_sections,
    relationship_sections,
)
from viewer.ui.details.container import experiment_section, project_section, run_section
from viewer.ui.details.context import Context
from viewer.ui.details.data_row import data_row_sections
from viewer.ui.details.fields import Section
from viewer.ui.details.label import consensus_section, label_sections, timeline_section
from viewer.ui.details.selected import Thing, around


def sections(context: Context, selected: JsonPath | None) -> tuple[Section, ...]:
    """Everything about what a path leads to, and about the row; only the row when there is no path."""
    things = around(context.row, selected) if selected is not None else ()
    label = next((thing for thing in things if isinstance(thing, Label)), None)
    found = [section for thing in things for section in _of(thing, label, context)]
    return (*_once(found), *data_row_sections(context.row, context.numbers))


def _of(thing: Thing, label: Label | None, context: Context) -> tuple[Section, ...]:
    match thing:
        case ObjectAnnotation() if label is not None:
            return object_sections(thing, label, context)
        case Relationship() if label is not None:
            return relationship_sections(thing, label, context)
        case ObjectAnnotation() | Relationship():
            return ()  # an annotation is always found within its label
        case Classification():
            return classification_sections(thing)
        case Frame():
            return (frame_section(thing),)
        case Misfit():
            return (misfit_section(thing),)
        case Label():
            return label_sections(thing)
        case Project(labels):
            shown = (label,) if label is not None else labels
            return (
                *consensus_section(labels, label),
                *timeline_section(thing, shown),
                project_section(thing),
            )
        case ModelRun(_, labels):
            return (*consensus_section(labels, label), run_section(thing))
        case Experiment():
            return (experiment_section(thing),)


def _once(found: list[Section]) -> tuple[Section, ...]:
    """Of nested questions only the innermost, which is first."""
    first: dict[str, Section] = {}
    for section in found:
        first.setdefault(section.id, section)
    return tuple(first.values())

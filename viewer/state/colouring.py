"""What colours of annotations stand for: classes at first, or who made them, what was answered, how sure.

A value is a text, the name of what shares a colour, or a number from 0 to 1; None where a thing has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from viewer.model.annotation import (
    Checklist,
    Classification,
    ObjectAnnotation,
    Radio,
    Relationship,
    Text,
)
from viewer.model.geometry import Unreadable
from viewer.model.row import Label, LabelRole
from viewer.state.view_state import ColourBy, ViewState

Value: TypeAlias = str | float | None
Thing: TypeAlias = ObjectAnnotation | Relationship

MODEL = "a model"


@dataclass(frozen=True, slots=True)
class LegendLine:
    """A value, and how many objects of the row have it."""

    value: Value
    count: int


def value_of(thing: Thing, label: Label, labels: Sequence[Label], state: ViewState) -> Value:
    """What a thing of one of the row's shown `labels` has its colour by, where that is a value of its own;
    classes and instances have their colours by name and by number.
    """
    match state.colour_by:
        case ColourBy.CLASS | ColourBy.INSTANCE | ColourBy.ONTOLOGY:
            return None
        case ColourBy.ANNOTATOR:
            if label.role is LabelRole.PREDICTION:
                return MODEL
            return label.details.created_by if label.details is not None else None
        case ColourBy.LABEL:
            return name_of(label, labels)
        case ColourBy.CONFIDENCE:
            return thing.confidence if isinstance(thing, ObjectAnnotation) else None
        case ColourBy.ANSWER:
            question = state.colour_question or ""
            own = answer_to(question, thing.classifications)
            return own if own is not None else answer_to(question, label.annotations.classifications)


def name_of(label: Label, labels: Sequence[Label]) -> str:
    """`label` or `prediction`, numbered where several of one kind are shown."""
    alike = [other for other in labels if other.role is label.role]
    if len(alike) < 2:
        return label.role.value
    place = next((n for n, other in enumerate(alike, 1) if other.path == label.path), 0)
    return f"{label.role.value} {place}"


def answer_to(question: str, classifications: Iterable[Classification]) -> str | None:
    """The answer in words, nested questions included; None when it was not asked."""
    for asked in _all(classifications):
        if asked.name == question:
            return answer_in_words(asked)
    return None


def answer_in_words(asked: Classification) -> str:
    """What was chosen or written, on one line."""
    match asked.answer:
        case Radio(option):
            return option.name
        case Checklist(options):
            return ", ".join(sorted(option.name for option in options)) or "none"
        case Text(content):
            return " ".join(content.split())
        case Unreadable():
            return "unreadable"


def questions_of(labels: Iterable[Label]) -> tuple[str, ...]:
    """Every question that was answered, of objects first, in the order of the file."""
    found: dict[str, None] = {}
    for label in labels:
        annotations = label.annotations
        things: tuple[Thing, ...] = (*annotations.objects, *annotations.relationships)
        for thing in things:
            if thing.classifications:
                found |= dict.fromkeys(asked.name for asked in _all(thing.classifications))
        found |= dict.fromkeys(asked.name for asked in _all(annotations.classifications))
    return tuple(found)


def legend_of(labels: Sequence[Label], state: ViewState) -> tuple[LegendLine, ...]:
    """The values of all objects, most frequent first, what has none last; numbers are one line together."""
    counts: dict[Value, int] = {}
    for label in labels:
        for thing in label.annotations.objects:
            value = value_of(thing, label, labels, state)
            value = 0.0 if isinstance(value, float) else value
            counts[value] = counts.get(value, 0) + 1
    lines = [LegendLine(value, count) for value, count in counts.items()]
    return tuple(sorted(lines, key=lambda line: (line.value is None, -line.count, str(line.value))))


def _all(classifications: Iterable[Classification]) -> Iterator[Classification]:
    for asked in classifications:
        yield asked
        yield from _all(asked.below)

"""Every object and classification that the model holds of a row, at whatever depth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from viewer.model.annotation import (
    Answer,
    Checklist,
    Classification,
    ObjectAnnotation,
    Option,
    Radio,
    Relationship,
    Text,
)
from viewer.model.geometry import Unreadable
from viewer.model.row import DataRow


def objects_of(row: DataRow) -> Iterator[ObjectAnnotation]:
    for label in row.labels():
        yield from label.annotations.objects
        for frame in label.annotations.frames:
            yield from frame.objects


def relationships_of(row: DataRow) -> Iterator[Relationship]:
    return (arrow for label in row.labels() for arrow in label.annotations.relationships)


def classifications_of(row: DataRow) -> Iterator[Classification]:
    for label in row.labels():
        yield from nested(label.annotations.classifications)
        for frame in label.annotations.frames:
            yield from nested(frame.classifications)
    for thing in (*objects_of(row), *relationships_of(row)):
        yield from nested(thing.classifications)


def options_of(row: DataRow) -> Iterator[Option]:
    return (option for question in classifications_of(row) for option in chosen(question.answer))


def nested(classifications: Iterable[Classification]) -> Iterator[Classification]:
    for question in classifications:
        yield question
        if isinstance(question.answer, Text):
            yield from nested(question.answer.classifications)
        for option in chosen(question.answer):
            yield from nested(option.classifications)


def chosen(answer: Answer) -> tuple[Option, ...]:
    match answer:
        case Radio(option=option):
            return (option,)
        case Checklist(options=options):
            return options
        case Text() | Unreadable():
            return ()

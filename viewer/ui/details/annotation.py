"""Objects, relationships, questions and frames, field by field."""

from __future__ import annotations

from collections.abc import Iterable

from viewer.model.annotation import (
    Checklist,
    Classification,
    Ends,
    Frame,
    Misfit,
    ObjectAnnotation,
    Option,
    Radio,
    Relationship,
)
from viewer.model.annotation import Text as TextAnswer
from viewer.model.geometry import Unreadable
from viewer.model.row import Label
from viewer.ui.details.context import Context
from viewer.ui.details.fields import Field, Link, Section, SelectPath, Swatch, Text, text_field
from viewer.ui.details.geometry import geometry_section, unreadable_fields
from viewer.ui.details.values import as_json, shortened
from viewer.ui.words import counted, number

_SHOWN_FRAMES = 12
_SHOWN_QUESTIONS = 2000
"""Deeper or longer answers than anyone asks are cut here; the raw JSON has them all."""


def object_sections(thing: ObjectAnnotation, label: Label, context: Context) -> tuple[Section, ...]:
    """An object: what it is, where it is, its answers, what it is tied to."""
    named = text_field("Machine name", thing.value if thing.value != thing.name else None)
    metrics = tuple(
        Field(metric.name or "Metric", Text(number(metric.value)), depth=1) for metric in thing.metrics
    )
    own = Section(
        "object",
        "Object",
        (
            Field("Class", Swatch(thing.name or "(no name)", context.colour(thing.name))),
            *named,
            Field("Kind", Text(thing.annotation_kind)),
            *confidence_field(thing.confidence),
            *((Field("Metrics", Text(counted(len(metrics), "value"))), *metrics) if metrics else ()),
            *_ontology_colour(thing),
            *_frames_of(thing, label),
            *text_field("Feature id", thing.feature_id),
            *text_field("Schema id", thing.schema_id),
        ),
    )
    return (
        own,
        geometry_section(thing, context),
        *questions_section(thing.classifications),
        *_ties(thing, label),
    )


def relationship_sections(thing: Relationship, label: Label, context: Context) -> tuple[Section, ...]:
    """A relationship: its class and both ends, as links."""
    own = Section(
        "object",
        "Relationship",
        (
            Field("Class", Swatch(thing.name or "(no name)", context.colour(thing.name))),
            *_ends(thing.ends, label),
            *text_field("Machine name", thing.value if thing.value != thing.name else None),
            Field("Kind", Text(thing.annotation_kind)),
            *text_field("Feature id", thing.feature_id),
            *text_field("Schema id", thing.schema_id),
        ),
    )
    return (own, *questions_section(thing.classifications))


def classification_sections(thing: Classification) -> tuple[Section, ...]:
    """A question with its answer and all that is nested in it."""
    own = (
        *text_field("Machine name", thing.value if thing.value != thing.name else None),
        *text_field("Message", thing.message_id),
        *text_field("Feature id", thing.feature_id),
        *text_field("Schema id", thing.schema_id),
    )
    return (Section("classification", "Classification", (*_questions((thing,)), *own)),)


def frame_section(frame: Frame) -> Section:
    """A frame of a video, a slice of a DICOM group."""
    fields = (
        Field("Number", Text(f"{frame.number:,}")),
        *text_field("Group", frame.group),
        Field("Objects", Text(str(len(frame.objects)))),
        *_questions(frame.classifications),
    )
    return Section("frame", "Frame", fields)


def misfit_section(misfit: Misfit) -> Section:
    """A part of the annotations that fits nowhere."""
    return Section("object", "Unreadable part", unreadable_fields(misfit.unreadable))


def questions_section(
    classifications: tuple[Classification, ...], whose: str = "object"
) -> tuple[Section, ...]:
    """The classifications of an object or a label; no section when there are none."""
    if not classifications:
        return ()
    count = str(len(classifications))
    return (
        Section(f"{whose}-questions", f"Classifications of the {whose}", _questions(classifications), count),
    )


def confidence_field(confidence: float | None, depth: int = 0) -> tuple[Field, ...]:
    """How sure a model was; no field when it does not say."""
    return () if confidence is None else (Field("Confidence", Text(number(confidence)), depth),)


def title_of(thing: ObjectAnnotation) -> str:
    """`car (box)`, as a link names it."""
    return f"{shortened(thing.name, 60) or '(no name)'} ({thing.kind.value})"


_Item = Field | tuple[Classification, int]


def _questions(classifications: Iterable[Classification]) -> tuple[Field, ...]:
    """Question and answer a line, nested ones indented; walks with a stack, for depth has no limit."""
    fields: list[Field] = []
    waiting: list[_Item] = [(question, 0) for question in reversed(list(classifications))]
    while waiting and len(fields) < _SHOWN_QUESTIONS:
        item = waiting.pop()
        if isinstance(item, Field):
            fields.append(item)
        else:
            waiting += reversed(_answer(*item))
    if waiting:
        fields.append(Field("", Text("… more in Raw JSON")))
    return tuple(fields)


def _answer(question: Classification, depth: int) -> list[_Item]:
    """The line of a question and what stands under it, in order."""
    name = question.name or "(no name)"
    match question.answer:
        case Radio(option):
            return [_option(name, option, depth, question.confidence), *_under(option.classifications, depth)]
        case Checklist(options):
            return _checklist(name, options, depth)
        case TextAnswer(content, classifications):
            said = _said(content or "(empty)", question.confidence)
            return [Field(name, Text(said), depth), *_under(classifications, depth)]
        case Unreadable(reason, raw):
            return [Field(name, Text(f"unreadable: {reason}", tip=as_json(raw, 500)), depth)]


def _checklist(name: str, options: tuple[Option, ...], depth: int) -> list[_Item]:
    """One line for all options, unless one of them is asked further: then a line each."""
    if not any(option.classifications for option in options):
        text = ", ".join(_said(option.name, option.confidence) for option in options)
        return [Field(name, Text(text or "none chosen"), depth)]
    items: list[_Item] = [Field(name, Text(f"{len(options)} chosen"), depth)]
    for option in options:
        items += [_option("•", option, depth + 1, None), *_under(option.classifications, depth + 1)]
    return items


def _under(questions: tuple[Classification, ...], depth: int) -> list[_Item]:
    return [(question, depth + 1) for question in questions]


def _option(key: str, option: Option, depth: int, confidence: float | None) -> Field:
    tip = f"value: {option.value}" if option.value not in (None, option.name) else ""
    sure = confidence if option.confidence is None else option.confidence
    return Field(key, Text(_said(option.name, sure), tip=tip), depth)


def _said(name: str, confidence: float | None) -> str:
    return name or "(no name)" if confidence is None else f"{name} ({number(confidence)})"


def _ontology_colour(thing: ObjectAnnotation) -> tuple[Field, ...]:
    return () if thing.color is None else (Field("Ontology colour", Swatch(thing.color, thing.color)),)


def _frames_of(thing: ObjectAnnotation, label: Label) -> tuple[Field, ...]:
    frame = next((f for f in label.annotations.frames if thing.path[: len(f.path)] == f.path), None)
    if frame is None:
        return ()
    annotations = label.annotations
    stretches = sorted((s.start, s.end) for s in annotations.segments if s.feature_id == thing.feature_id)
    keys = sorted(k.frame for k in annotations.key_frames if k.feature_id == thing.feature_id)
    texts = [f"{start:,}" if start == end else f"{start:,} to {end:,}" for start, end in stretches]
    return (
        Field("Frame", Text(f"{frame.number:,}")),
        *text_field("Group", frame.group),
        *text_field("Stands in frames", _some(texts)),
        *text_field("Key frames", _some([f"{key:,}" for key in keys])),
    )


def _some(texts: list[str]) -> str:
    shown = ", ".join(texts[:_SHOWN_FRAMES])
    more = len(texts) - _SHOWN_FRAMES
    return f"{shown} and {more:,} more" if more > 0 else shown


def _ends(ends: Ends | Unreadable, label: Label) -> tuple[Field, ...]:
    if isinstance(ends, Unreadable):
        return unreadable_fields(ends)
    names = ("Between", "And") if ends.bidirectional else ("From", "To")
    return (_end(names[0], ends.source, label), _end(names[1], ends.target, label))


def _end(key: str, feature_id: str, label: Label) -> Field:
    objects = label.annotations.all_objects()
    thing = next((thing for thing in objects if thing.feature_id == feature_id), None)
    if thing is None:
        return Field(key, Text(f"{feature_id} (no object of this label)"))
    return Field(key, Link(title_of(thing), SelectPath(thing.path), tip=f"Select {feature_id}"))


def _ties(thing: ObjectAnnotation, label: Label) -> tuple[Section, ...]:
    """The relationships that begin or end at an object."""
    fields: list[Field] = []
    for tie in label.annotations.relationships:
        if thing.feature_id is None or not isinstance(tie.ends, Ends):
            continue
        if thing.feature_id == tie.ends.source:
            fields.append(Field(f"\u2068{tie.name}\u2069 →", _end("", tie.ends.target, label).value))
        elif thing.feature_id == tie.ends.target:
            fields.append(Field(f"← \u2068{tie.name}\u2069", _end("", tie.ends.source, label).value))
    return (Section("ties", "Relationships", tuple(fields), note=str(len(fields))),) if fields else ()

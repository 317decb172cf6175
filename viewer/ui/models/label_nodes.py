"""What a label holds, as lines of the tree: objects by kind and class, tracks, relationships, answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from viewer.model.annotation import Ends, Misfit, ObjectAnnotation, Relationship, format_path
from viewer.model.geometry import Kind
from viewer.model.row import Label, MediaType
from viewer.ui.models.answer_nodes import question_nodes
from viewer.ui.models.frame_nodes import frame_answer_nodes, track_nodes
from viewer.ui.models.nodes import ClassGroup, KindGroup, Node, in_drawers
from viewer.ui.models.wording import KIND_NAMES, confidence, extent, joined, named, one_line

_Numbered = tuple[int, ObjectAnnotation]
"""An object and its place among those of its label."""


def label_nodes(label: Label, media: MediaType) -> Iterator[Node]:
    """The groups of a label, in the order a person asks for them; one line in words when there are none."""
    annotations = label.annotations
    if annotations.is_empty:
        yield Node(text="Skipped" if label.is_skipped else "Nothing annotated", icon="empty", path=label.path)
        return
    yield from _kind_groups(annotations.objects)
    yield from track_nodes(annotations, media)
    if annotations.relationships:
        yield _relationships(label)
    if questions := annotations.classifications:
        yield Node(
            text="Classifications",
            icon="classification",
            count=len(questions),
            path=questions[0].path[:-1],
            inside=frozenset(question.path for question in questions),
            make=lambda: question_nodes(questions),
        )
    yield from frame_answer_nodes(annotations, media)
    if annotations.frames_url:
        yield Node(
            text="The frames are in a file of their own",
            icon="link",
            note=annotations.frames_url,
            path=label.path,
        )
    yield from map(_misfit, annotations.misfits)


def _misfit(misfit: Misfit) -> Node:
    return Node(
        text=one_line(format_path(misfit.path[-2:])),
        icon="unreadable",
        note=one_line(misfit.unreadable.reason),
        warning=f"{format_path(misfit.path)}: {misfit.unreadable.reason}",
        path=misfit.path,
    )


# ----------------------------------------------------------------- objects


def _kind_groups(objects: Sequence[ObjectAnnotation]) -> Iterator[Node]:
    of_kind: dict[Kind, list[_Numbered]] = {kind: [] for kind in Kind}
    for instance, thing in enumerate(objects):
        of_kind[thing.kind].append((instance, thing))
    for kind, things in of_kind.items():
        if things:
            yield _group(KIND_NAMES[kind], KindGroup(kind), things, partial(_by_class, kind, things))


def _by_class(kind: Kind, things: Sequence[_Numbered]) -> Iterator[Node]:
    """A group a class; a class of one stands as its object, without a group around it."""
    of_class: dict[str, list[_Numbered]] = {}
    for instance, thing in things:
        of_class.setdefault(thing.name, []).append((instance, thing))
    for name, members in of_class.items():
        if len(members) == 1:
            yield _object(*members[0])
        else:
            yield _group(named(name), ClassGroup(name, kind), members, partial(_objects, members))


def _objects(things: Iterable[_Numbered]) -> Sequence[Node]:
    return in_drawers([_object(instance, thing) for instance, thing in things])


def _group(
    text: str,
    subject: KindGroup | ClassGroup,
    things: Sequence[_Numbered],
    make: Callable[[], Iterable[Node]],
) -> Node:
    return Node(
        text=text,
        icon=subject.kind,
        count=len(things),
        path=things[0][1].path[:-1],
        subject=subject,
        inside=frozenset(thing.path for _, thing in things),
        make=make,
    )


def _object(instance: int, thing: ObjectAnnotation) -> Node:
    """An object, above its sub-classifications."""
    below = thing.classifications
    unreadable = thing.kind is Kind.UNREADABLE
    return Node(
        text=named(thing.name),
        icon=thing.kind,
        note=joined(confidence(thing.confidence), extent(thing.geometry)),
        warning=f"{thing.annotation_kind}: {extent(thing.geometry)}" if unreadable else "",
        path=thing.path,
        subject=thing,
        instance=instance,
        make=(lambda: question_nodes(below)) if below else None,
    )


# ----------------------------------------------------------------- relationships


def _relationships(label: Label) -> Node:
    relationships = label.annotations.relationships

    def make() -> Sequence[Node]:
        objects = label.annotations.all_objects()
        names = {thing.feature_id: thing.name for thing in objects if thing.feature_id}
        return in_drawers([_relationship(*numbered, names) for numbered in enumerate(relationships)])

    return Node(
        text=KIND_NAMES[Kind.RELATIONSHIP],
        icon=Kind.RELATIONSHIP,
        count=len(relationships),
        path=relationships[0].path[:-1],
        subject=KindGroup(Kind.RELATIONSHIP),
        inside=frozenset(relationship.path for relationship in relationships),
        make=make,
    )


def _relationship(instance: int, relationship: Relationship, names: dict[str, str]) -> Node:
    source, link, target, warning = _ends(relationship, names)
    below = relationship.classifications
    return Node(
        text=source,
        link=link,
        value=target,
        icon=Kind.RELATIONSHIP,
        note=named(relationship.name),
        warning=warning,
        path=relationship.path,
        subject=relationship,
        instance=instance,
        make=(lambda: question_nodes(below)) if below else None,
    )


def _ends(relationship: Relationship, names: dict[str, str]) -> tuple[str, str, str, str]:
    """(source, arrow, target, what is wrong); an end that no object of the label has is `missing`."""
    ends = relationship.ends
    if not isinstance(ends, Ends):
        return named(relationship.name), "", "", f"The ends could not be read: {ends.reason}"
    missing = [end for end in dict.fromkeys((ends.source, ends.target)) if end not in names]
    source, target = (named(names[end]) if end in names else "missing" for end in (ends.source, ends.target))
    warning = f"No object of this label has the feature id {' or '.join(missing)}" if missing else ""
    return source, " ↔ " if ends.bidirectional else " → ", target, warning

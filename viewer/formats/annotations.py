"""The `annotations` block of a label: objects and relationships, or frames along a time or a depth."""

from __future__ import annotations

from collections.abc import Iterator

from viewer.formats.classifications import read_classifications
from viewer.formats.frames import read_frames, read_key_frames, read_segments
from viewer.formats.objects import read_object
from viewer.formats.reader import Node
from viewer.formats.relationships import is_relationship, read_relationship
from viewer.model.annotation import Annotations, Misfit, ObjectAnnotation, Relationship


def read_annotations(node: Node) -> Annotations:
    """The block of a still asset, a video or a text."""
    misfits: list[Misfit] = []
    return Annotations(
        objects=tuple(_read_objects(node)),
        classifications=read_classifications(node),
        relationships=tuple(_read_relationships(node)),
        frames=read_frames(node, misfits),
        segments=read_segments(node),
        key_frames=read_key_frames(node),
        misfits=tuple(misfits),
    )


def _read_objects(node: Node) -> Iterator[ObjectAnnotation]:
    return (read_object(child) for child in node.list("objects") if not is_relationship(child))


def _read_relationships(node: Node) -> Iterator[Relationship]:
    yield from (read_relationship(child) for child in node.list("relationships"))
    yield from (read_relationship(child) for child in node.list("objects") if is_relationship(child))

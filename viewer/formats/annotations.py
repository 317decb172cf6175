"""The `annotations` block of a label: objects and relationships, or frames along a time or a depth.

Which parts a block has depends on the medium, and every part may be missing: stills have `objects` and
`relationships`, videos `frames`, DICOM `groups` of frames, sounds a `timestamp`.
"""

from __future__ import annotations

from collections.abc import Iterator

from viewer.formats.classifications import read_classifications
from viewer.formats.findings import UnfitError
from viewer.formats.frames import read_frames, read_objects
from viewer.formats.misfits import misfit, unknown_parts
from viewer.formats.reader import Node
from viewer.formats.relationships import is_relationship, read_relationship
from viewer.formats.segments import read_key_frames, read_segments
from viewer.formats.sound import read_moments
from viewer.model.annotation import Annotations, Classification, Frame, Misfit, Relationship

PARTS: dict[str, tuple[type, ...]] = {
    "objects": (list, dict),
    "classifications": (list,),
    "relationships": (list,),
    "frames": (dict,),
    "groups": (dict,),
    "segments": (dict,),
    "key_frame_feature_map": (dict,),
    "timestamp": (dict,),
}
"""The parts a block can have, and what they are in JSON."""


def read_annotations(block: Node) -> Annotations:
    """The annotations of a block of any medium; parts that fit nowhere are kept as misfits."""
    misfits = [*_wrong_parts(block), *unknown_parts(block, PARTS)]
    node = _known_parts(block)
    return Annotations(
        objects=tuple(read_objects(node, skip=is_relationship)),
        classifications=tuple(_read_classifications(node)),
        relationships=tuple(_read_relationships(node)),
        frames=tuple(_read_frames(node, misfits)),
        segments=read_segments(node),
        key_frames=read_key_frames(node),
        misfits=tuple(misfits),
    )


def _known_parts(block: Node) -> Node:
    """The block without what is read as a misfit."""
    known = {key: value for key, value in block.value.items() if isinstance(value, PARTS.get(key, ()))}
    return Node(known, block.path, block.issues)


def _wrong_parts(block: Node) -> Iterator[Misfit]:
    for key, node in block.members():
        expected = PARTS.get(key)
        if expected is not None and not isinstance(node.value, expected):
            yield misfit(node, node.unfit("a list" if list in expected else "an object"))


def _read_classifications(node: Node) -> Iterator[Classification]:
    yield from read_classifications(node)
    for _, group in _groups(node):
        yield from read_classifications(group)


def _read_frames(node: Node, misfits: list[Misfit]) -> Iterator[Frame]:
    yield from read_frames(node, misfits)
    for name, group in _groups(node):
        yield from read_frames(group, misfits, name)
    for key, child in node.members_at("groups"):
        if not isinstance(child.value, dict):
            misfits.append(misfit(child, UnfitError(child.path, "a group of frames", f'"{key}"')))
    yield from read_moments(node, misfits)


def _groups(node: Node) -> Iterator[tuple[str, Node]]:
    return ((name, group) for name, group in node.members_at("groups") if isinstance(group.value, dict))


def _read_relationships(node: Node) -> Iterator[Relationship]:
    """Those of the block and of its frames; kinds that end in `Relationship` among the objects too."""
    yield from (read_relationship(child) for child in node.list("relationships"))
    for _, frame in node.members_at("frames"):
        yield from (read_relationship(child) for child in frame.list("relationships"))
    if isinstance(node.value.get("objects"), list):
        yield from (read_relationship(child) for child in node.list("objects") if is_relationship(child))

"""What changes along a video, a DICOM group or a sound: frames, the segments features live in, key frames."""

from __future__ import annotations

from collections.abc import Iterator

from viewer.formats.classifications import read_classifications
from viewer.formats.objects import read_object
from viewer.formats.reader import Node, UnfitError
from viewer.model.annotation import Frame, KeyFrame, Misfit, ObjectAnnotation, Segment
from viewer.model.geometry import Unreadable


def read_frames(parent: Node, misfits: list[Misfit], group: str | None = None) -> tuple[Frame, ...]:
    """`frames {"<number>": {objects, classifications}}`, ascending; what is no frame goes to `misfits`."""
    frames = []
    for key, node in members_of(parent, "frames"):
        number = number_of(key)
        if number is None or not isinstance(node.value, dict):
            misfits.append(misfit(node, node.unfit("an object under a frame number")))
        else:
            frames.append(_read_frame(node, number, group))
    return tuple(sorted(frames, key=lambda frame: frame.number))


def read_segments(parent: Node, group: str | None = None) -> tuple[Segment, ...]:
    """`segments {"<feature id>": [[start, end] …]}`, in file order."""
    return tuple(
        segment
        for feature_id, ranges in members_of(parent, "segments")
        for segment in segments_of(feature_id, ranges, group)
    )


def segments_of(feature_id: str, ranges: Node, group: str | None = None) -> Iterator[Segment]:
    """The segments of one feature, from `[[start, end] …]`; a bad one costs only itself."""
    if not isinstance(ranges.value, list):
        ranges.issues.error(ranges.unfit("a list of [start, end]"))
        return
    for node in ranges.elements():
        try:
            start, end = _range(node)
            yield Segment(feature_id, start, end, group)
        except UnfitError as unfit:
            node.issues.error(unfit)


def key_frames_of(feature_id: str, numbers: Node, group: str | None = None) -> Iterator[KeyFrame]:
    """The key frames of one feature, from `[1, 5]` or `{"1": true, "5": true, "9": false}`."""
    if isinstance(numbers.value, dict):
        for key, node in numbers.members():
            number = number_of(key)
            if number is None:
                node.issues.error(UnfitError(node.path, "a frame number", f'"{key}"'))
            elif node.value is True:
                yield KeyFrame(feature_id, number, group)
    elif isinstance(numbers.value, list):
        for node in numbers.elements():
            try:
                yield KeyFrame(feature_id, node.as_integer(), group)
            except UnfitError as unfit:
                node.issues.error(unfit)
    else:
        numbers.issues.error(numbers.unfit("a list of frame numbers"))


def read_key_frames(parent: Node) -> tuple[KeyFrame, ...]:
    """`key_frame_feature_map {"<feature id>": <key frames>}`, in file order."""
    return tuple(
        key_frame
        for feature_id, numbers in members_of(parent, "key_frame_feature_map")
        for key_frame in key_frames_of(feature_id, numbers)
    )


def members_of(parent: Node, key: str) -> Iterator[tuple[str, Node]]:
    """Keys and values of the object under `key`; none, with an issue, when there is something else."""
    block = parent.object(key)
    return block.members() if block else iter(())


def number_of(key: str) -> int | None:
    """The frame number that a key of `frames` is."""
    return int(key) if key.isascii() and key.isdigit() and len(key) < 16 else None


def misfit(node: Node, unfit: UnfitError) -> Misfit:
    """A part that fits nowhere, kept, with its error noted."""
    node.issues.error(unfit)
    return Misfit(node.path, Unreadable(unfit.reason, node.value))


def _read_frame(node: Node, number: int, group: str | None) -> Frame:
    return Frame(
        number=number,
        path=node.path,
        objects=tuple(_read_frame_objects(node)),
        classifications=read_classifications(node),
        group=group,
    )


def _read_frame_objects(frame: Node) -> Iterator[ObjectAnnotation]:
    if frame.has("objects") and isinstance(frame.value["objects"], list):
        yield from (read_object(node) for node in frame.list("objects"))
    else:
        yield from (read_object(node, feature_id) for feature_id, node in members_of(frame, "objects"))


def _range(node: Node) -> tuple[int, int]:
    match node.value:
        case [_, _]:
            start, end = (bound.as_integer() for bound in node.elements())
            return start, end
        case _:
            raise node.unfit("[start, end]")

"""In which frames a feature exists, and in which it was set by hand."""

from __future__ import annotations

from collections.abc import Iterator

from viewer.formats.findings import UnfitError
from viewer.formats.frames import number_of
from viewer.formats.reader import Node
from viewer.model.annotation import KeyFrame, Segment


def read_segments(parent: Node) -> tuple[Segment, ...]:
    """`segments {<feature id>: [[start, end] …]}`, in DICOM `{<group>: {<feature id>: …}}`, in file order."""
    return tuple(_read_segments(parent))


def read_key_frames(parent: Node) -> tuple[KeyFrame, ...]:
    """`key_frame_feature_map {<feature id>: <frames>}`, in DICOM `{<feature id>: {<group>: <frames>}}`.

    The frames are `[1, 5]`, or `{"1": true, "5": true, "9": false}`.
    """
    return tuple(_read_key_frames(parent))


def _read_segments(parent: Node) -> Iterator[Segment]:
    for key, node in parent.members_at("segments"):
        if isinstance(node.value, dict):
            for feature_id, ranges in node.members():
                yield from _segments_of(feature_id, ranges, key)
        else:
            yield from _segments_of(key, node)


def _segments_of(feature_id: str, ranges: Node, group: str | None = None) -> Iterator[Segment]:
    if not isinstance(ranges.value, list):
        ranges.issues.error(ranges.unfit("a list of [start, end]"))
        return
    for node in ranges.elements():
        try:
            start, end = _range(node)
            yield Segment(feature_id, start, end, group)
        except UnfitError as unfit:
            node.issues.error(unfit)


def _range(node: Node) -> tuple[int, int]:
    if not isinstance(node.value, list) or len(node.value) != 2:
        raise node.unfit("[start, end]")
    start, end = (bound.as_integer() for bound in node.elements())
    if start > end:
        raise UnfitError(node.path, "a start before the end", f"[{start}, {end}]")
    return start, end


def _read_key_frames(parent: Node) -> Iterator[KeyFrame]:
    for feature_id, node in parent.members_at("key_frame_feature_map"):
        if isinstance(node.value, list):
            yield from _listed(feature_id, node)
        elif isinstance(node.value, dict):
            yield from _mapped(feature_id, node)
        else:
            node.issues.error(node.unfit("a list of frame numbers"))


def _mapped(feature_id: str, frames: Node, group: str | None = None) -> Iterator[KeyFrame]:
    for key, node in frames.members():
        number = number_of(key)
        if number is not None:
            if node.value is True:
                yield KeyFrame(feature_id, number, group)
        elif group is None and isinstance(node.value, dict):
            yield from _mapped(feature_id, node, key)
        elif group is None and isinstance(node.value, list):
            yield from _listed(feature_id, node, key)
        else:
            node.issues.error(UnfitError(node.path, "a frame number", f'"{key}"'))


def _listed(feature_id: str, frames: Node, group: str | None = None) -> Iterator[KeyFrame]:
    for node in frames.elements():
        try:
            yield KeyFrame(feature_id, node.as_integer(), group)
        except UnfitError as unfit:
            node.issues.error(unfit)

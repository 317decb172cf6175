"""Frames of a video, slices of a DICOM series or moments of a sound, as lines of the tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from viewer.model.annotation import Annotations, Frame, ObjectAnnotation
from viewer.model.row import MediaType
from viewer.ui.models.answer_nodes import question_nodes
from viewer.ui.models.nodes import Node, Track, in_drawers
from viewer.ui.models.wording import extent, joined, named
from viewer.ui.words import counted

_Stand = tuple[Frame, ObjectAnnotation]
"""An object and the frame it stands in."""


def frame_name(frame: Frame, media: MediaType) -> str:
    """`Frame 12`, `Slice 3, Axial`, `1,200 ms`."""
    if media is MediaType.AUDIO:
        return f"{frame.number:,} ms"
    return f"Slice {frame.number}, {frame.group}" if frame.group else f"Frame {frame.number:,}"


def track_nodes(annotations: Annotations, media: MediaType) -> Iterator[Node]:
    """One group of all tracks; a track is what has the same feature id in every frame."""
    tracks: dict[tuple[str | None, str], list[_Stand]] = {}
    for frame in annotations.frames:
        for thing in frame.objects:
            key = (frame.group, thing.feature_id or f"{thing.kind} {thing.name}")
            tracks.setdefault(key, []).append((frame, thing))
    if not tracks:
        return
    keyed = {(key.group, key.feature_id, key.frame) for key in annotations.key_frames}
    yield Node(
        text="Tracks",
        icon="video",
        count=len(tracks),
        path=annotations.frames[0].path[:-1],
        inside=frozenset(thing.path for stands in tracks.values() for _, thing in stands),
        make=lambda: in_drawers([_track(stands, keyed, media) for stands in tracks.values()]),
    )


def _track(stands: Sequence[_Stand], keyed: set[tuple[str | None, str, int]], media: MediaType) -> Node:
    first, thing = stands[0]
    paths = tuple(stand.path for _, stand in stands)
    group = f", {first.group}" if first.group else ""
    return Node(
        text=named(thing.name) + group,
        icon=thing.kind,
        note=_span([frame.number for frame, _ in stands], media),
        path=thing.path,
        subject=Track(thing.name, thing.kind, paths),
        inside=frozenset(paths),
        make=lambda: in_drawers([_stand(frame, stand, keyed, media) for frame, stand in stands]),
    )


def _span(numbers: Sequence[int], media: MediaType) -> str:
    """`frames 3 to 90, 12 of them`: without interpolated frames an export holds the key frames alone."""
    unit = "ms" if media is MediaType.AUDIO else "frames"
    if len(numbers) == 1:
        return counted(1, "moment" if media is MediaType.AUDIO else "frame")
    whole = numbers[-1] - numbers[0] + 1 == len(numbers)
    return f"{unit} {numbers[0]:,} to {numbers[-1]:,}" + ("" if whole else f", {len(numbers):,} of them")


def _stand(
    frame: Frame, thing: ObjectAnnotation, keyed: set[tuple[str | None, str, int]], media: MediaType
) -> Node:
    is_key = (frame.group, thing.feature_id, frame.number) in keyed
    below = thing.classifications
    return Node(
        text=frame_name(frame, media),
        icon="frame",
        note=joined("key frame" if is_key else "", extent(thing.geometry)),
        path=thing.path,
        subject=thing,
        make=(lambda: question_nodes(below)) if below else None,
    )


def frame_answer_nodes(annotations: Annotations, media: MediaType) -> Iterator[Node]:
    """One group of the frames that have answers of their own."""
    frames = [frame for frame in annotations.frames if frame.classifications]
    if not frames:
        return

    def make() -> Sequence[Node]:
        return in_drawers(
            [
                Node(
                    text=frame_name(frame, media),
                    icon="frame",
                    path=frame.path,
                    inside=frozenset(question.path for question in frame.classifications),
                    make=partial(question_nodes, frame.classifications),
                )
                for frame in frames
            ]
        )

    yield Node(
        text="Classifications of moments" if media is MediaType.AUDIO else "Classifications of frames",
        icon="classification",
        count=len(frames),
        path=frames[0].path[:-1],
        inside=frozenset(question.path for frame in frames for question in frame.classifications),
        make=make,
    )

"""Frames of a video in the first version: `[{frameNumber, objects: [{…, keyframe}], classifications} …]`."""

from __future__ import annotations

from collections.abc import Iterator

from viewer.formats.findings import UnfitError
from viewer.formats.misfits import misfit
from viewer.formats.reader import Node
from viewer.formats.v1_classifications import read_v1_classifications
from viewer.formats.v1_objects import read_v1_object
from viewer.model.annotation import Frame, KeyFrame, Misfit


def read_v1_frames(frames: Node, misfits: list[Misfit]) -> tuple[Frame, ...]:
    """The frames in ascending order; what is no frame goes to `misfits`."""
    return tuple(sorted(_read_frames(frames, misfits), key=lambda frame: frame.number))


def read_v1_key_frames(frames: Node) -> tuple[KeyFrame, ...]:
    """The frames in which an object says `keyframe: true`, in file order."""
    return tuple(
        KeyFrame(feature_id, number) for frame in frames.value for feature_id, number in _key_features(frame)
    )


def _read_frames(frames: Node, misfits: list[Misfit]) -> Iterator[Frame]:
    for node in frames.elements():
        try:
            yield Frame(
                number=node.as_object().need_integer("frameNumber"),
                path=node.path,
                objects=tuple(read_v1_object(child) for child in node.list("objects")),
                classifications=read_v1_classifications(node),
            )
        except UnfitError as unfit:
            misfits.append(misfit(node, unfit))


def _key_features(frame: object) -> Iterator[tuple[str, int]]:
    match frame:
        case {"frameNumber": int() as number, "objects": [*things]}:
            features = [_key_feature(thing) for thing in things]
            yield from ((feature_id, number) for feature_id in features if feature_id is not None)
        case _:
            return


def _key_feature(thing: object) -> str | None:
    match thing:
        case {"keyframe": True, "featureId": str() as feature_id}:
            return feature_id
        case _:
            return None

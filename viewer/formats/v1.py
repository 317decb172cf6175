"""Exports of the first version, from the end of 2019 until 2024: a row is one label of one asset.

`Label` is `{objects, classifications, relationships}`, empty when nothing was labelled, a list of video
frames, or `{frames: <url>}` when the frames are a file of their own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from viewer.formats.family import Containers, FamilyReader
from viewer.formats.misfits import misfit, unknown_parts
from viewer.formats.reader import Node
from viewer.formats.v1_classifications import read_v1_classifications
from viewer.formats.v1_frames import read_v1_frames, read_v1_key_frames
from viewer.formats.v1_label import v1_project
from viewer.formats.v1_objects import read_v1_object, read_v1_relationship
from viewer.model.annotation import Annotations, Misfit
from viewer.model.row import Family

_PARTS = ("objects", "classifications", "relationships", "frames")


def is_v1_label(row: dict[str, Any]) -> bool:
    """Whether `Label` has the form of 2019 and later; an empty one counts when the row names its data row."""
    match row.get("Label"):
        case None | {} | [] if "DataRow ID" in row:
            return True
        case {**parts}:
            return any(part in parts for part in _PARTS)
        case [{"frameNumber": _}, *_]:
            return True
        case _:
            return False


def _holds(row: dict[str, Any]) -> bool:
    return "Labeled Data" in row and is_v1_label(row)


def _read(row: Node) -> Containers:
    if not row.has("Label"):
        return Containers(projects=(v1_project(row, row.path, Annotations()),))
    label = row.at("Label")
    annotations = _read_list(label) if isinstance(label.value, list) else _read_block(label)
    return Containers(projects=(v1_project(row, label.path, annotations),))


FAMILY = FamilyReader(Family.V1, _holds, _read)


def _read_list(frames: Node) -> Annotations:
    misfits: list[Misfit] = []
    read = read_v1_frames(frames, misfits)
    return Annotations(frames=read, key_frames=read_v1_key_frames(frames), misfits=tuple(misfits))


def _read_block(label: Node) -> Annotations:
    video = _read_video(label.at("frames")) if label.has("frames") else Annotations()
    return replace(
        video,
        objects=tuple(read_v1_object(node) for node in label.list("objects")),
        classifications=read_v1_classifications(label),
        relationships=tuple(read_v1_relationship(node) for node in label.list("relationships")),
        misfits=(*video.misfits, *unknown_parts(label, _PARTS)),
    )


def _read_video(frames: Node) -> Annotations:
    match frames.value:
        case str():
            return Annotations(frames_url=frames.value)
        case list():
            return _read_list(frames)
        case _:
            return Annotations(misfits=(misfit(frames, frames.unfit("the URL of the frames")),))

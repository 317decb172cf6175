"""What the labels that are shown hold, counted together: a row may have ten thousands of objects."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from viewer.model.annotation import JsonPath, ObjectAnnotation
from viewer.model.geometry import Kind
from viewer.model.row import Label
from viewer.state.colouring import Thing, questions_of
from viewer.ui.models.classes import ClassInRow

_Track = tuple[JsonPath, JsonPath | str]
"""The label of an object in frames, and its feature id, or where it stands when it has none."""


@dataclass(frozen=True, slots=True, eq=False)
class Contents:
    """Classes by name, so that they keep their places from row to row, and how many things are of each kind.

    An object in a video counts once, not once a frame. `questions` are those answered, of objects first.
    """

    classes: tuple[ClassInRow, ...]
    kinds: Mapping[Kind, int]
    questions: tuple[str, ...]


def contents_of(labels: Sequence[Label]) -> Contents:
    """What these labels hold."""
    things: defaultdict[str, list[Thing]] = defaultdict(list)
    frames: defaultdict[str, list[tuple[ObjectAnnotation, _Track]]] = defaultdict(list)
    for label in labels:
        beside: Iterable[Thing] = chain(label.annotations.objects, label.annotations.relationships)
        for thing in beside:
            things[thing.name].append(thing)
        for frame in label.annotations.frames:
            for stand in frame.objects:
                frames[stand.name].append((stand, (label.path, stand.feature_id or stand.path)))
    kinds = {name: Counter(thing.kind for thing in found) for name, found in things.items()}
    tracks = {(stand.kind, track) for found in frames.values() for stand, track in found}
    total = sum(kinds.values(), Counter(kind for kind, _ in tracks))
    names = sorted({**things, **frames}, key=lambda name: (name.casefold(), name))
    classes = tuple(
        _class(name, things.get(name, []), kinds.get(name, Counter()), frames.get(name, [])) for name in names
    )
    return Contents(classes, total, questions_of(labels))


def _class(
    name: str,
    things: Sequence[Thing],
    counts: Counter[Kind],
    in_frames: Sequence[tuple[ObjectAnnotation, _Track]],
) -> ClassInRow:
    tracks = {track for _, track in in_frames}
    kinds = counts.keys() | {stand.kind for stand, _ in in_frames}
    everything = (*things, *(stand for stand, _ in in_frames))
    colours = (getattr(thing, "color", None) for thing in everything)
    return ClassInRow(
        name,
        len(things) + len(tracks),
        tuple(kind for kind in Kind if kind in kinds),
        everything,
        next((colour for colour in colours if colour is not None), None),
    )

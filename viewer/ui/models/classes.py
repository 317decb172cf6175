"""The classes of the labels that are shown: how many objects of which kinds, how many of them visible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from viewer.model.annotation import JsonPath, ObjectAnnotation, Relationship
from viewer.model.geometry import Kind
from viewer.model.row import Label
from viewer.state import steps
from viewer.state.view_state import SoloClasses, SoloObjects, ViewState

_Feature = tuple[JsonPath, JsonPath | str]


class Visible(Enum):
    """How much of a class is shown."""

    NONE = 0
    SOME = 1
    ALL = 2


@dataclass(frozen=True, slots=True)
class ClassInRow:
    """A class of the row looked at; `count` counts an object in a video once, not once a frame.

    `own_colour` is what the file has of its ontology's, None for nothing.
    """

    name: str
    count: int
    kinds: tuple[Kind, ...]
    paths: frozenset[JsonPath]
    own_colour: str | None = None


def classes_of(labels: Iterable[Label]) -> list[ClassInRow]:
    """The classes of these labels by name, so that they keep their places from row to row."""
    paths: dict[str, set[JsonPath]] = {}
    kinds: dict[str, set[Kind]] = {}
    features: dict[str, set[_Feature]] = {}
    colours: dict[str, str] = {}
    for thing, feature in _things(labels):
        if isinstance(thing, ObjectAnnotation) and thing.color is not None:
            colours.setdefault(thing.name, thing.color)
        paths.setdefault(thing.name, set()).add(thing.path)
        kinds.setdefault(thing.name, set()).add(thing.kind)
        features.setdefault(thing.name, set()).add(feature)
    names = sorted(paths, key=lambda name: (name.casefold(), name))
    return [
        ClassInRow(
            name,
            len(features[name]),
            tuple(kind for kind in Kind if kind in kinds[name]),
            frozenset(paths[name]),
            colours.get(name),
        )
        for name in names
    ]


def kind_counts(labels: Iterable[Label]) -> dict[Kind, int]:
    """Objects and relationships of each kind, an object in a video once."""
    features: dict[Kind, set[_Feature]] = {}
    for thing, feature in _things(labels):
        features.setdefault(thing.kind, set()).add(feature)
    return {kind: len(found) for kind, found in features.items()}


def _things(labels: Iterable[Label]) -> Iterator[tuple[ObjectAnnotation | Relationship, _Feature]]:
    """Everything with a class, and what makes it one thing: its place, in frames its feature id.

    A path is not enough for a place: those of all polygons of one WKT text lead to that text.
    """
    for label in labels:
        annotations = label.annotations
        for place, thing in enumerate(annotations.objects):
            yield thing, (label.path, (*thing.path, place))
        for relationship in annotations.relationships:
            yield relationship, (label.path, relationship.path)
        for frame in annotations.frames:
            for stand in frame.objects:
                yield stand, (label.path, stand.feature_id or stand.path)


def visible(found: ClassInRow, state: ViewState) -> Visible:
    """How much of a class is shown, kinds left aside: those have switches of their own."""
    if found.name in state.hidden_classes:
        return Visible.NONE
    shown = found.paths - _hidden(found, state)
    match state.solo:
        case SoloObjects(paths):
            shown &= paths
        case SoloClasses(names):
            shown = shown if found.name in names else frozenset()
        case None:
            pass
    return Visible.ALL if shown == found.paths else Visible.SOME if shown else Visible.NONE


def _hidden(found: ClassInRow, state: ViewState) -> frozenset[JsonPath]:
    return frozenset(path for row, path in state.hidden_objects if row == state.row and path in found.paths)


def toggled(found: ClassInRow, state: ViewState) -> ViewState:
    """All of a class is shown, or none of it when all of it was; a solo takes it in."""
    if visible(found, state) is Visible.ALL:
        return steps.toggle_class(state, found.name)
    match state.solo:
        case SoloClasses(names):
            state = replace(state, solo=SoloClasses(names | {found.name}))
        case SoloObjects(paths):
            state = replace(state, solo=SoloObjects(paths | found.paths))
        case None:
            pass
    places = frozenset((state.row, path) for path in found.paths)
    return replace(
        state,
        hidden_classes=state.hidden_classes - {found.name},
        hidden_objects=state.hidden_objects - places,
    )


def soloed(name: str, state: ViewState) -> ViewState:
    """Only this class is shown, or everything again when it was alone."""
    solo = SoloClasses(frozenset({name}))
    return replace(state, solo=None if state.solo == solo else solo)


def others_hidden(name: str, classes: Sequence[ClassInRow], state: ViewState) -> ViewState:
    """This class is shown and the others of the row are hidden."""
    others = {found.name for found in classes if found.name != name}
    return replace(state, hidden_classes=(state.hidden_classes | others) - {name})

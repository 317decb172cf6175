"""The classes of the labels that are shown: how many objects of which kinds, how many of them visible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

from viewer.model.annotation import JsonPath
from viewer.model.geometry import Kind
from viewer.state import steps
from viewer.state.colouring import Thing
from viewer.state.view_state import SoloClasses, SoloObjects, ViewState


class Visible(Enum):
    """How much of a class is shown."""

    NONE = 0
    SOME = 1
    ALL = 2


@dataclass(frozen=True, eq=False)
class ClassInRow:
    """A class of the row looked at; `count` counts an object in a video once, not once a frame.

    `own_colour` is what the file has of its ontology's, None for nothing.
    """

    name: str
    count: int
    kinds: tuple[Kind, ...]
    things: tuple[Thing, ...]
    own_colour: str | None = None

    @cached_property
    def paths(self) -> frozenset[JsonPath]:
        """Where its things stand, found once they are asked for: not before something is hidden."""
        return frozenset(thing.path for thing in self.things)


def visible(found: ClassInRow, state: ViewState) -> Visible:
    """How much of a class is shown, kinds left aside: those have switches of their own."""
    is_left_out = isinstance(state.solo, SoloClasses) and found.name not in state.solo.names
    if found.name in state.hidden_classes or is_left_out:
        return Visible.NONE
    if not state.hidden_objects and not isinstance(state.solo, SoloObjects):
        return Visible.ALL
    shown = found.paths - _hidden(found, state)
    if isinstance(state.solo, SoloObjects):
        shown &= state.solo.paths
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

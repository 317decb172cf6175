"""Whether what a line of the tree stands for is hidden, and the step that hides or shows it."""

from __future__ import annotations

from collections.abc import Iterable

from viewer.model.annotation import JsonPath, ObjectAnnotation, Relationship
from viewer.model.geometry import Kind
from viewer.model.row import Label
from viewer.state import steps
from viewer.state.resolve import hidden_by
from viewer.state.view_state import SoloClasses, ViewState
from viewer.ui.models.nodes import ClassGroup, KindGroup, Node, Subject, Track


def is_hidden(node: Node, state: ViewState) -> bool | None:
    """Whether the thing itself was hidden; None when it cannot be, as an object of another row."""
    match node.subject:
        case KindGroup(kind):
            return kind in state.hidden_kinds
        case ClassGroup(name):
            return name in state.hidden_classes
        case ObjectAnnotation() | Relationship() | Track() as thing if node.row == state.row:
            return {(state.row, path) for path in _paths(thing)} <= state.hidden_objects
        case _:
            return None


def is_dimmed(node: Node, state: ViewState, shown: Iterable[JsonPath]) -> bool:
    """Whether the thing is drawn nowhere: hidden itself, with its kind, class or label, or by a solo."""
    if node.row == state.row and not isinstance(node.subject, Label) and not _in_shown_label(node, shown):
        return True
    match node.subject:
        case KindGroup(kind):
            return kind in state.hidden_kinds
        case ClassGroup(name, kind):
            return _class_hidden(name, kind, state)
        case Track(name, kind):
            return is_hidden(node, state) is True or _class_hidden(name, kind, state)
        case ObjectAnnotation() | Relationship() as thing:
            return hidden_by(thing, steps.go_to_row(state, node.row)) is not None
        case _:
            return False


def _in_shown_label(node: Node, shown: Iterable[JsonPath]) -> bool:
    above = node.parent
    while above is not None:
        if isinstance(above.subject, Label):
            return above.subject.path in shown
        above = above.parent
    return True


def _class_hidden(name: str, kind: Kind, state: ViewState) -> bool:
    soloed = isinstance(state.solo, SoloClasses) and name not in state.solo.names
    return soloed or kind in state.hidden_kinds or name in state.hidden_classes


def _paths(thing: ObjectAnnotation | Relationship | Track) -> tuple[JsonPath, ...]:
    return thing.paths if isinstance(thing, Track) else (thing.path,)


def toggled(node: Node, state: ViewState) -> ViewState:
    """The state in which the thing is hidden, or shown when it was hidden."""
    match node.subject:
        case KindGroup(kind):
            return steps.toggle_kind(state, kind)
        case ClassGroup(name):
            return steps.toggle_class(state, name)
        case ObjectAnnotation() | Relationship() | Track() as thing if node.row == state.row:
            return steps.toggle_objects(state, _paths(thing))
        case _:
            return state


def class_of(subject: Subject) -> str | None:
    """The class a line stands for or belongs to."""
    match subject:
        case ClassGroup(name) | Track(name):
            return name
        case ObjectAnnotation() | Relationship():
            return subject.name
        case _:
            return None

"""Why an object is not to be seen, everything at once, and what can be done about each cause."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from viewer.canvas.detail import DOT_BELOW
from viewer.canvas.drawn import Drawn
from viewer.canvas.scene import Scene
from viewer.canvas.style import fill_share
from viewer.canvas.viewport import Viewport
from viewer.model.annotation import Ends, JsonPath, ObjectAnnotation, Relationship
from viewer.model.geometry import Box, Kind, Mask, Point, Polygon, Polyline, Unreadable
from viewer.model.row import DataRow, Label
from viewer.state import steps
from viewer.state.resolve import label_at, object_at, shown_labels
from viewer.state.session import Session
from viewer.state.view_state import Page, SoloClasses, SoloObjects, ViewState

_OPAQUE = 0.75
"""A fill of at least this opacity hides what lies under it."""
_MOST_COVERING = 3

Step = Callable[[ViewState], ViewState]


class Deed(StrEnum):
    """What is no step of the state."""

    ZOOM = "zoom"
    RETRY = "retry"


@dataclass(frozen=True, slots=True)
class Cause:
    """Why, and what a button does about it: a step of the state, a deed of others, or nothing."""

    text: str
    title: str = ""
    remedy: Step | Deed | None = None


def causes(session: Session, scene: Scene | None, viewport: Viewport, path: JsonPath) -> tuple[Cause, ...]:
    """Every cause; none when it is there to be seen."""
    row, state = session.row, session.state
    thing, label = (object_at(row, path), label_at(row, path)) if row is not None else (None, None)
    if row is None or thing is None or label is None:
        return (Cause("It is not in the row that is looked at."),)
    found = [*_of_view(row, state, label), *_of_hiding(state, thing), *_of_thing(session, row, label, thing)]
    drawn = scene.find(thing.path) if scene is not None else ()
    if not found and not drawn:
        found.append(Cause("Nothing of it lies on the image."))
    for each in drawn[:1]:
        if not viewport.seen.intersects(each.bounds.adjusted(-0.5, -0.5, 0.5, 0.5)):
            found.append(Cause("It is outside the view.", "Go there", Deed.ZOOM))
        elif isinstance(each, Drawn) and scene is not None:
            found += _of_painting(each, scene, viewport, state)
    return tuple(found)


def _of_view(row: DataRow, state: ViewState, label: Label) -> Iterator[Cause]:
    if state.page is not Page.PICTURE:
        yield Cause(
            "The lightbox stands in the place of the image.",
            "Show the image",
            lambda s: replace(s, page=Page.PICTURE),
        )
    shown = tuple(each.path for each in shown_labels(row, state))
    if label.path not in shown:
        yield Cause(
            f"Its {label.role} is not shown.",
            f"Show its {label.role}",
            lambda s: steps.show_labels(s, (*shown, label.path)),
        )
    if not state.overlays_shown:
        yield Cause(
            "All annotations are hidden.",
            "Show annotations",
            lambda s: replace(s, overlays=True, peek=False),
        )


def _of_hiding(state: ViewState, thing: ObjectAnnotation | Relationship) -> Iterator[Cause]:
    kind: Kind = thing.kind
    if kind in state.hidden_kinds:
        yield Cause(f"Its kind is hidden: {kind}.", "Show this kind", lambda s: steps.toggle_kind(s, kind))
    if thing.name in state.hidden_classes:
        yield Cause(
            f"Its class is hidden: {thing.name}.",
            "Show this class",
            lambda s: steps.toggle_class(s, thing.name),
        )
    if (state.row, thing.path) in state.hidden_objects:
        yield Cause("It is hidden by itself.", "Show it", lambda s: steps.toggle_objects(s, (thing.path,)))
    match state.solo:
        case SoloObjects(paths) if thing.path not in paths:
            yield Cause("Other objects are soloed.", "End the solo", lambda s: replace(s, solo=None))
        case SoloClasses(names) if thing.name not in names:
            yield Cause("Other classes are soloed.", "End the solo", lambda s: replace(s, solo=None))
        case _:
            pass
    if isinstance(thing, Relationship) and state.arrows_of_selection and kind not in state.hidden_kinds:
        yield Cause(
            "Only relationships of what is selected are shown.",
            "Show all",
            lambda s: replace(s, arrows_of_selection=False),
        )


def _of_thing(
    session: Session, row: DataRow, label: Label, thing: ObjectAnnotation | Relationship
) -> Iterator[Cause]:
    if isinstance(thing, Relationship):
        if not isinstance(thing.ends, Ends):
            yield Cause(f"What it joins could not be read: {thing.ends.reason}.")
        return
    match thing.geometry:
        case Unreadable(reason=reason):
            yield Cause(f"Its geometry could not be read: {reason}.")
        case Mask():
            yield from _of_mask(session, row, label, thing)
        case Box() | Polygon() | Polyline() | Point():
            pass
        case _:
            yield Cause(f"A {thing.kind} has no place on an image.")


def _of_mask(session: Session, row: DataRow, label: Label, thing: ObjectAnnotation) -> Iterator[Cause]:
    masks = session.media.masks(row, label)
    if (problem := masks.failed.get(thing.path)) is not None:
        yield Cause(f"Its mask cannot be shown: {problem.reason}.", "Try again", Deed.RETRY)
    elif thing.path in masks.empty:
        yield Cause("Its mask has not one pixel: others may cover it in the file.")
    elif masks.waiting and not any(thing.path in layer.instances for layer in masks.layers):
        yield Cause("Its mask is still loading.")


def _of_painting(drawn: Drawn, scene: Scene, viewport: Viewport, state: ViewState) -> Iterator[Cause]:
    size = max(drawn.bounds.width(), drawn.bounds.height()) * viewport.scale
    if size < DOT_BELOW and not drawn.shape.is_point:
        yield Cause(
            "It is too small at this zoom for an outline, and drawn as a dot.", "Zoom to it", Deed.ZOOM
        )
    drawing = state.drawing
    if drawn.shape.encloses and not drawing.outline and state.opacity <= 0:
        yield Cause("Fills are transparent, and no outlines are drawn.", "Draw outlines", _with_outlines)
    for other in _covering(drawn, scene)[:_MOST_COVERING]:
        path = other.thing.path
        yield Cause(
            f"“{other.thing.name}” covers it.",
            "Hide that",
            lambda s, path=path: steps.toggle_objects(s, (path,)),  # type: ignore[misc]
        )


def _with_outlines(state: ViewState) -> ViewState:
    return replace(state, drawing=state.drawing.with_outline(True))


def _covering(drawn: Drawn, scene: Scene) -> list[Drawn]:
    """Opaque fills that are painted after it and hold all of it."""
    bounds = drawn.bounds
    found, is_later = [], False
    for number in scene.objects.touching(bounds).tolist():
        other = scene.objects.number(number)
        if other is drawn:
            is_later = True
        elif is_later and other.shape.encloses and other.bounds.contains(bounds):
            opacity = scene.opacity * fill_share(other.thing.kind, outlined=scene.drawing.outline)
            if opacity >= _OPAQUE and other.shape.outline.contains(drawn.shape.outline):
                found.append(other)
    return found

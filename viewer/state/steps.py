"""Steps from one ViewState to the next.

They are plain functions, so that an action is little more than one of them and a test needs no window.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from viewer.catalog.found import EVERYTHING, Found, Request
from viewer.media.adjusting import PLAIN, Channel
from viewer.model.annotation import JsonPath
from viewer.model.geometry import Kind
from viewer.state.orientation import UPRIGHT
from viewer.state.view_state import Aid, ColourBy, NameMode, Page, Solo, SoloClasses, SoloObjects, ViewState

OPACITY_STEP = 0.1


def go_to_row(state: ViewState, row: int) -> ViewState:
    """Look at another row; what was selected, shown and soloed in the old one does not carry over."""
    if row == state.row:
        return state
    solo = None if isinstance(state.solo, SoloObjects) else state.solo
    there = replace(state, row=row, labels=None, selection=(), hover=None, solo=solo, turns=0)
    return there if state.keep_adjustments else replace(there, orientation=UPRIGHT, adjustments=PLAIN)


def go_by(state: ViewState, distance: int, row_count: int) -> ViewState:
    """Go `distance` rows on, within those that the filter leaves, stopping at the ends."""
    found = state.found
    if found is None:
        return go_to_row(state, max(0, min(state.row + distance, row_count - 1)))
    if not found:
        return state
    if (place := found.place_of(state.row)) is not None:
        place += distance
    else:  # the filter has left the row behind: the neighbour in the direction of travel is one step away
        before = found.places_before(state.row)
        place = before + distance - 1 if distance > 0 else before + distance
    return go_to_row(state, found[max(0, min(place, len(found) - 1))])


def ask_for(state: ViewState, request: Request) -> ViewState:
    """Ask for other rows; those found before stay until the answer is there."""
    return replace(state, request=request, found=None if request.is_everything else state.found)


def ask_for_everything(state: ViewState) -> ViewState:
    """All rows, in the order of the file."""
    return ask_for(state, EVERYTHING)


def show_found(state: ViewState, found: Found) -> ViewState:
    """Narrow the rows to those found; the row looked at stays. An answer to an earlier request is none."""
    return replace(state, found=found) if found.request == state.request else state


def select(state: ViewState, path: JsonPath | None, *, add: bool = False) -> ViewState:
    """Select one thing, nothing (None), or with `add` one more; adding what is selected takes it out."""
    if path is None:
        return state if add else replace(state, selection=())
    if not add:
        return replace(state, selection=(path,))
    if path in state.selection:
        return replace(state, selection=tuple(p for p in state.selection if p != path))
    return replace(state, selection=(*state.selection, path))


def select_next(state: ViewState, paths: Sequence[JsonPath], distance: int) -> ViewState:
    """Select the neighbour of the current one among `paths`, going round at the ends."""
    if not paths:
        return state
    if state.current in paths:
        place = (paths.index(state.current) + distance) % len(paths)
    else:
        place = 0 if distance > 0 else len(paths) - 1
    return replace(state, selection=(paths[place],))


def toggle_class(state: ViewState, name: str) -> ViewState:
    """Show or hide a class."""
    return replace(state, hidden_classes=state.hidden_classes ^ {name})


def toggle_kind(state: ViewState, kind: Kind) -> ViewState:
    """Show or hide a kind of geometry."""
    return replace(state, hidden_kinds=state.hidden_kinds ^ {kind})


def cycle_relationships(state: ViewState) -> ViewState:
    """All relationships, those of what is selected, none."""
    if Kind.RELATIONSHIP in state.hidden_kinds:
        return replace(toggle_kind(state, Kind.RELATIONSHIP), arrows_of_selection=False)
    if not state.arrows_of_selection:
        return replace(state, arrows_of_selection=True)
    return replace(toggle_kind(state, Kind.RELATIONSHIP), arrows_of_selection=False)


def toggle_objects(state: ViewState, paths: Iterable[JsonPath]) -> ViewState:
    """Hide these objects, or show them when all of them are hidden already."""
    places = {(state.row, path) for path in paths}
    if places <= state.hidden_objects:
        return replace(state, hidden_objects=state.hidden_objects - places)
    return replace(state, hidden_objects=state.hidden_objects | places)


def show_everything(state: ViewState) -> ViewState:
    """Undo every hiding and solo."""
    return replace(
        state,
        hidden_classes=frozenset(),
        hidden_kinds=frozenset(),
        hidden_objects=frozenset(),
        solo=None,
        overlays=True,
    )


def cycle_solo(state: ViewState, names: frozenset[str]) -> ViewState:
    """Solo the selection, then its classes (`names`), then nothing."""
    solo: Solo
    match state.solo:
        case None:
            solo = SoloObjects(frozenset(state.selection)) if state.selection else None
        case SoloObjects():
            solo = SoloClasses(names) if names else None
        case SoloClasses():
            solo = None
    return replace(state, solo=solo)


def toggle_label(state: ViewState, shown: tuple[JsonPath, ...], path: JsonPath) -> ViewState:
    """Show one more label beside those `shown`, or one less, whose selected objects are let go."""
    if path not in shown:
        return replace(state, labels=(*shown, path))
    return replace(
        state,
        labels=tuple(p for p in shown if p != path),
        selection=tuple(p for p in state.selection if p[: len(path)] != path),
    )


def show_labels(state: ViewState, paths: tuple[JsonPath, ...] | None) -> ViewState:
    """Show just these labels, None for the default choice; what was selected in another is let go."""
    if paths is None:
        return replace(state, labels=None)
    selection = tuple(p for p in state.selection if any(p[: len(path)] == path for path in paths))
    return replace(state, labels=paths, selection=selection)


def cycle_names(state: ViewState) -> ViewState:
    """Names off, of what is hovered, of what is selected, of all."""
    modes = tuple(NameMode)
    return replace(state, names=modes[(modes.index(state.names) + 1) % len(modes)])


def cycle_colouring(state: ViewState) -> ViewState:
    """Colour by the next thing; by answers only once a question was chosen."""
    ways = [by for by in ColourBy if by is not ColourBy.ANSWER or state.colour_question is not None]
    return replace(state, colour_by=ways[(ways.index(state.colour_by) + 1) % len(ways)])


def colour_by(state: ViewState, by: ColourBy, question: str | None = None) -> ViewState:
    """Colour by this; by answers to a `question`."""
    return replace(state, colour_by=by, colour_question=question or state.colour_question)


def change_opacity(state: ViewState, change: float) -> ViewState:
    """Make fills more or less opaque, within 0 and 1."""
    return replace(state, opacity=round(max(0.0, min(1.0, state.opacity + change)), 2))


def turn_view(state: ViewState, quarters: int) -> ViewState:
    """Turn the image and its annotations, clockwise when positive."""
    return replace(state, orientation=state.orientation.turned(quarters))


def flip_across(state: ViewState) -> ViewState:
    """Exchange left and right of what is seen."""
    return replace(state, orientation=state.orientation.flipped_across())


def flip_down(state: ViewState) -> ViewState:
    """Exchange top and bottom of what is seen."""
    return replace(state, orientation=state.orientation.flipped_down())


def cycle_channel(state: ViewState) -> ViewState:
    """All colours, then each channel alone, as grey."""
    channels = tuple(Channel)
    channel = channels[(channels.index(state.adjustments.channel) + 1) % len(channels)]
    return adjust(state, channel=channel)


def adjust(state: ViewState, **changes: Any) -> ViewState:
    """See the image otherwise; `changes` are fields of Adjustments."""
    return replace(state, adjustments=replace(state.adjustments, **changes))


def unadjusted(state: ViewState) -> ViewState:
    """See the image as it is, through the window it proposes."""
    return replace(state, adjustments=PLAIN, window=None)


def toggle_aid(state: ViewState, aid: Aid) -> ViewState:
    """Have an aid of the eye over the canvas, or do without it."""
    return replace(state, aids=state.aids ^ {aid})


def turn_to(state: ViewState, page: Page) -> ViewState:
    """Show a page in the middle of the window, or the picture again when it is shown already."""
    return replace(state, page=Page.PICTURE if state.page is page else page)


def escape(state: ViewState) -> ViewState:
    """Leave one thing at a time: the peek, measuring, the filter, the solo, the page, the selection."""
    if state.peek or not state.overlays:
        return replace(state, peek=False, overlays=True)
    if Aid.MEASURE in state.aids:
        return toggle_aid(state, Aid.MEASURE)
    if state.request.query.strip() or state.request.sample is not None:
        return ask_for(state, replace(state.request, query="", sample=None))
    if state.solo is not None:
        return replace(state, solo=None)
    if state.page is not Page.PICTURE:
        return replace(state, page=Page.PICTURE)
    return replace(state, selection=(), hover=None)

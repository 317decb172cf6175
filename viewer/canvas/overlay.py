"""What lies over the scene and changes with every movement of the hand: selection and hover."""

from __future__ import annotations

from dataclasses import dataclass

from viewer.canvas.drawn import Drawn, DrawnArrow
from viewer.canvas.scene import Scene, joined_to
from viewer.state.drawing import PLAIN_DRAWING, Drawing
from viewer.state.view_state import NameMode, ViewState

Visible = Drawn | DrawnArrow


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """What is selected, what is under the cursor, and which of these are named, as far as it is visible."""

    selected: tuple[Visible, ...] = ()
    hovered: tuple[Visible, ...] = ()
    named: tuple[Visible, ...] = ()
    arrows: tuple[DrawnArrow, ...] = ()
    """Of what is selected or under the cursor."""
    spotlight: bool = False
    drawing: Drawing = PLAIN_DRAWING
    opacity: float = 0.4


def resolve_overlay(scene: Scene, state: ViewState) -> Overlay:
    """The overlay of a ViewState over its scene."""
    selected = tuple(drawn for path in dict.fromkeys(state.selection) for drawn in scene.find(path))
    hovered = scene.find(state.hover) if state.hover is not None else ()
    named: tuple[Visible, ...] = ()
    if state.names in (NameMode.SELECTED, NameMode.HOVER):
        named = hovered
    if state.names is NameMode.SELECTED:
        named = (*named, *(drawn for drawn in selected if drawn not in hovered))
    arrows = joined_to(scene, (*selected, *hovered)) if state.overlays_shown else ()
    return Overlay(selected, hovered, named, arrows, state.spotlight, state.drawing, scene.opacity)

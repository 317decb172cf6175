"""What lies over the scene and changes with every movement of the hand: selection and hover."""

from __future__ import annotations

from dataclasses import dataclass

from viewer.canvas.drawn import Drawn, DrawnArrow
from viewer.canvas.scene import Scene
from viewer.state.view_state import NameMode, ViewState

Visible = Drawn | DrawnArrow


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """What is selected, what is under the cursor, and which of these are named, as far as it is visible."""

    selected: tuple[Visible, ...] = ()
    hovered: tuple[Visible, ...] = ()
    named: tuple[Visible, ...] = ()


def resolve_overlay(scene: Scene, state: ViewState) -> Overlay:
    """The overlay of a ViewState over its scene."""
    selected = tuple(drawn for path in dict.fromkeys(state.selection) for drawn in scene.find(path))
    hovered = scene.find(state.hover) if state.hover is not None else ()
    named: tuple[Visible, ...] = ()
    if state.names in (NameMode.SELECTED, NameMode.HOVER):
        named = hovered
    if state.names is NameMode.SELECTED:
        named = (*named, *(drawn for drawn in selected if drawn not in hovered))
    return Overlay(selected, hovered, named)

"""What lies over the scene and changes with every movement of the hand: selection and hover."""

from __future__ import annotations

from dataclasses import dataclass, replace

from viewer.canvas.scene import Drawn, DrawnArrow, Scene
from viewer.state.view_state import NameMode, ViewState

Visible = Drawn | DrawnArrow


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """What is selected and what is under the cursor, as far as it is visible, and of which of them names are
    shown.
    """

    selected: tuple[Visible, ...] = ()
    hovered: Visible | None = None
    named: tuple[Visible, ...] = ()

    def without_names(self) -> Overlay:
        """The same, drawn without text."""
        return replace(self, named=())


def resolve_overlay(scene: Scene, state: ViewState) -> Overlay:
    """The overlay of a ViewState over its scene."""
    found = (scene.find(path) for path in dict.fromkeys(state.selection))
    selected = tuple(drawn for drawn in found if drawn is not None)
    hovered = scene.find(state.hover) if state.hover is not None else None
    named: tuple[Visible, ...] = ()
    if state.names in (NameMode.SELECTED, NameMode.HOVER) and hovered is not None:
        named = (hovered,)
    if state.names is NameMode.SELECTED:
        named = (*named, *(drawn for drawn in selected if drawn is not hovered))
    return Overlay(selected, hovered, named)

"""What of the ViewState is a habit of the viewer, remembered from one start to the next."""

from __future__ import annotations

from dataclasses import replace

from viewer.state.preferences import Preferences
from viewer.state.view_state import ViewState


def with_habits(state: ViewState, preferences: Preferences) -> ViewState:
    """The state as it was left by the one who looks."""
    return replace(
        state,
        names=preferences.names,
        opacity=preferences.opacity,
        colour_by=preferences.colour_by,
        keep_adjustments=preferences.keep_adjustments,
        aids=preferences.aids,
        drawing=preferences.drawing,
    )


def remember(old: ViewState, new: ViewState, preferences: Preferences) -> None:
    """Write down what has changed of it."""
    if old.names != new.names:
        preferences.names = new.names
    if old.opacity != new.opacity:
        preferences.opacity = new.opacity
    if old.colour_by != new.colour_by:
        preferences.colour_by = new.colour_by
    if old.drawing != new.drawing:
        preferences.drawing = new.drawing
    if old.aids != new.aids:
        preferences.aids = new.aids
    if old.keep_adjustments != new.keep_adjustments:
        preferences.keep_adjustments = new.keep_adjustments

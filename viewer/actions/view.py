"""Zoom, pixels, window."""

from __future__ import annotations

from dataclasses import replace

from viewer.actions.action import Action, Context, Menu, has_row, step
from viewer.state.resolve import origin_at_bottom

ZOOM_STEP = 1.25


def _origin_at_bottom(context: Context) -> bool:
    row = context.session.row
    return row is not None and origin_at_bottom(row, context.session.state)


VIEW_ACTIONS = (
    Action(
        "zoom-in",
        "Zoom &in",
        Menu.VIEW,
        lambda c: c.canvas.zoom_by(ZOOM_STEP),
        ("+", "="),
        has_row,
        icon="zoom-in",
    ),
    Action(
        "zoom-out",
        "Zoom &out",
        Menu.VIEW,
        lambda c: c.canvas.zoom_by(1 / ZOOM_STEP),
        ("-",),
        has_row,
        icon="zoom-out",
    ),
    Action("fit", "&Fit", Menu.VIEW, lambda c: c.canvas.fit(), ("Ctrl+0", "F"), has_row, icon="fit"),
    Action(
        "actual-size",
        "&100 %",
        Menu.VIEW,
        lambda c: c.canvas.actual_size(),
        ("Ctrl+1",),
        has_row,
        icon="actual-size",
    ),
    Action(
        "zoom-selection",
        "&Zoom to selection",
        Menu.VIEW,
        lambda c: c.canvas.zoom_to(c.session.state.selection),
        ("Z",),
        has_row,
        icon="zoom-selection",
        tip="Without a selection: to everything that is visible",
    ),
    Action(
        "smooth",
        "&Smooth when enlarged",
        Menu.VIEW,
        step(lambda s: replace(s, smooth=not s.smooth)),
        ("I",),
        has_row,
        lambda c: c.session.state.smooth,
        group=1,
        tip="From 200 % on pixels are shown as they are unless this is on below that",
    ),
    Action(
        "turn",
        "&Turn by 90°",
        Menu.VIEW,
        step(lambda s: replace(s, turns=(s.turns + 1) % 4)),
        ("T",),
        has_row,
        group=1,
        tip="Turn the picture under the annotations, when they were made on another orientation",
    ),
    Action(
        "origin",
        "Origin at the &bottom left",
        Menu.VIEW,
        step(lambda s: replace(s, origin_swapped=not s.origin_swapped)),
        ("Shift+Y",),
        has_row,
        _origin_at_bottom,
        group=1,
        tip="Exports of 2018 count y from the bottom of the image",
    ),
)

WINDOW_ACTIONS = (
    Action(
        "full-screen",
        "&Full screen",
        Menu.WINDOW,
        lambda c: c.window.toggle_full_screen(),
        ("F11",),
        icon="full-screen",
    ),
    Action("reset-layout", "&Reset layout", Menu.WINDOW, lambda c: c.window.reset_layout(), icon="reset"),
)

HELP_ACTIONS = (
    Action(
        "palette",
        "&Command palette",
        Menu.HELP,
        lambda c: c.window.show_palette(),
        ("Ctrl+K",),
        icon="search",
    ),
    Action("keys", "&Keys", Menu.HELP, lambda c: c.window.show_keys(), ("F1", "?"), icon="keyboard"),
    Action("about", "&About Annoscope", Menu.HELP, lambda c: c.window.show_about(), icon="help"),
)

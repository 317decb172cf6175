"""Zoom, pixels, window, help."""

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
        id="zoom-in",
        title="Zoom &in",
        menu=Menu.VIEW,
        keys=("+", "="),
        icon="zoom-in",
        enabled=has_row,
        run=lambda c: c.canvas.zoom_by(ZOOM_STEP),
    ),
    Action(
        id="zoom-out",
        title="Zoom &out",
        menu=Menu.VIEW,
        keys=("-",),
        icon="zoom-out",
        enabled=has_row,
        run=lambda c: c.canvas.zoom_by(1 / ZOOM_STEP),
    ),
    Action(
        id="fit",
        title="&Fit",
        menu=Menu.VIEW,
        keys=("Ctrl+0", "F"),
        icon="fit",
        enabled=has_row,
        run=lambda c: c.canvas.fit(),
    ),
    Action(
        id="fit-width",
        title="Fit the &width",
        menu=Menu.VIEW,
        keys=("Shift+F",),
        enabled=has_row,
        run=lambda c: c.canvas.fit_width(),
    ),
    Action(
        id="actual-size",
        title="&100 %",
        menu=Menu.VIEW,
        keys=("Ctrl+1",),
        icon="actual-size",
        enabled=has_row,
        run=lambda c: c.canvas.actual_size(),
    ),
    Action(
        id="zoom-selection",
        title="&Zoom to selection",
        menu=Menu.VIEW,
        keys=("Z",),
        icon="zoom-selection",
        enabled=has_row,
        run=lambda c: c.canvas.zoom_to(c.session.state.selection),
        tip="Without a selection: to everything that is visible",
    ),
    Action(
        id="smooth",
        title="&Smooth when enlarged",
        menu=Menu.VIEW,
        group=1,
        keys=("I",),
        enabled=has_row,
        checked=lambda c: c.session.state.smooth,
        run=step(lambda s: replace(s, smooth=not s.smooth)),
        tip="From 200 % on pixels are shown as they are unless this is on below that",
    ),
    Action(
        id="pixel-grid",
        title="&Pixel grid",
        menu=Menu.VIEW,
        group=1,
        keys=("Shift+I",),
        enabled=has_row,
        checked=lambda c: c.session.state.grid,
        run=step(lambda s: replace(s, grid=not s.grid)),
        tip="Lines between the pixels from 800 % on",
    ),
    Action(
        id="turn",
        title="&Turn the image under its annotations",
        menu=Menu.VIEW,
        group=1,
        keys=("T",),
        enabled=has_row,
        run=step(lambda s: replace(s, turns=(s.turns + 1) % 4)),
        tip="By 90°, when the annotations were made on another orientation",
    ),
    Action(
        id="origin",
        title="Origin at the &bottom left",
        menu=Menu.VIEW,
        group=1,
        keys=("Shift+Y",),
        enabled=has_row,
        checked=_origin_at_bottom,
        run=step(lambda s: replace(s, origin_swapped=not s.origin_swapped)),
        tip="Exports of 2018 count y from the bottom of the image",
    ),
)

WINDOW_ACTIONS = (
    Action(
        id="full-screen",
        title="&Full screen",
        menu=Menu.WINDOW,
        keys=("F11",),
        icon="full-screen",
        run=lambda c: c.window.toggle_full_screen(),
    ),
    Action(
        id="reset-layout",
        title="&Reset layout",
        menu=Menu.WINDOW,
        icon="reset",
        run=lambda c: c.window.reset_layout(),
    ),
)

HELP_ACTIONS = (
    Action(
        id="palette",
        title="&Command palette",
        menu=Menu.HELP,
        keys=("Ctrl+K",),
        icon="search",
        run=lambda c: c.window.show_palette(),
    ),
    Action(
        id="keys",
        title="&Keys",
        menu=Menu.HELP,
        keys=("F1", "?"),
        icon="keyboard",
        run=lambda c: c.window.show_keys(),
    ),
    Action(
        id="about",
        title="&About Annoscope",
        menu=Menu.HELP,
        icon="help",
        run=lambda c: c.window.show_about(),
    ),
)

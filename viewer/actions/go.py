"""From row to row, from object to object, back and forward."""

from __future__ import annotations

from dataclasses import replace

from viewer.actions.action import Action, Context, Menu, Run, has_export, has_row
from viewer.state import steps

FAR = 1 << 40
"""Farther than any export has rows."""


def _go_by(distance: int) -> Run:
    def run(context: Context) -> None:
        session = context.session
        session.apply(steps.go_by(session.state, distance, session.row_count))

    return run


def _select_next(distance: int) -> Run:
    def run(context: Context) -> None:
        paths = context.canvas.shown_paths()
        context.session.apply(steps.select_next(context.session.state, paths, distance))

    return run


def _escape(context: Context) -> None:
    """Leave one thing; when nothing is left, the keys are the picture's again, wherever they were."""
    state = context.session.state
    left = steps.escape(state)
    if replace(left, hover=state.hover) == state:
        context.window.focus_picture()
    context.session.apply(left)


GO_ACTIONS = (
    Action(
        id="next-row",
        title="&Next row",
        menu=Menu.GO,
        keys=("Right", "D"),
        icon="next",
        enabled=has_export,
        run=_go_by(1),
    ),
    Action(
        id="previous-row",
        title="&Previous row",
        menu=Menu.GO,
        keys=("Left", "A"),
        icon="previous",
        enabled=has_export,
        run=_go_by(-1),
    ),
    Action(
        id="ten-on",
        title="Ten rows on",
        menu=Menu.GO,
        keys=("PgDown",),
        enabled=has_export,
        run=_go_by(10),
    ),
    Action(
        id="ten-back",
        title="Ten rows back",
        menu=Menu.GO,
        keys=("PgUp",),
        enabled=has_export,
        run=_go_by(-10),
    ),
    Action(
        id="first-row",
        title="&First row",
        menu=Menu.GO,
        keys=("Home",),
        icon="first",
        enabled=has_export,
        run=_go_by(-FAR),
    ),
    Action(
        id="last-row",
        title="&Last row",
        menu=Menu.GO,
        keys=("End",),
        icon="last",
        enabled=has_export,
        run=_go_by(FAR),
    ),
    Action(
        id="go-to-row",
        title="&Go to row…",
        menu=Menu.GO,
        keys=("Ctrl+G",),
        enabled=has_export,
        run=lambda c: c.window.go_to_row(),
        tip="By number from 1, data row id, global key or external id",
    ),
    Action(
        id="next-object",
        title="Next &object",
        menu=Menu.GO,
        group=1,
        keys=("Tab",),
        enabled=has_row,
        run=_select_next(1),
    ),
    Action(
        id="previous-object",
        title="Previous o&bject",
        menu=Menu.GO,
        group=1,
        keys=("Shift+Tab",),
        enabled=has_row,
        run=_select_next(-1),
    ),
    Action(
        id="object-below",
        title="Object &underneath",
        menu=Menu.GO,
        group=1,
        keys=("U",),
        enabled=has_row,
        run=lambda c: c.canvas.cycle_under_cursor(1),
        tip="Select the next of the objects that lie on top of each other under the cursor",
    ),
    Action(
        id="back",
        title="&Back",
        menu=Menu.GO,
        group=2,
        keys=("Alt+Left",),
        icon="back",
        enabled=lambda c: c.session.can_go_back,
        run=lambda c: c.session.travel(-1),
    ),
    Action(
        id="forward",
        title="For&ward",
        menu=Menu.GO,
        group=2,
        keys=("Alt+Right",),
        icon="forward",
        enabled=lambda c: c.session.can_go_forward,
        run=lambda c: c.session.travel(1),
    ),
    Action(
        id="escape",
        title="Leave peek, search, solo, selection",
        menu=Menu.GO,
        group=3,
        keys=("Esc",),
        enabled=has_export,
        run=_escape,
    ),
)

"""From row to row, from object to object, back and forward."""

from __future__ import annotations

from viewer.actions.action import Action, Context, Menu, Run, has_export, has_row, step
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


GO_ACTIONS = (
    Action("next-row", "&Next row", Menu.GO, _go_by(1), ("Right", "D"), has_export, icon="next"),
    Action("previous-row", "&Previous row", Menu.GO, _go_by(-1), ("Left", "A"), has_export, icon="previous"),
    Action("ten-on", "Ten rows on", Menu.GO, _go_by(10), ("PgDown",), has_export),
    Action("ten-back", "Ten rows back", Menu.GO, _go_by(-10), ("PgUp",), has_export),
    Action("first-row", "&First row", Menu.GO, _go_by(-FAR), ("Home",), has_export, icon="first"),
    Action("last-row", "&Last row", Menu.GO, _go_by(FAR), ("End",), has_export, icon="last"),
    Action(
        "go-to-row",
        "&Go to row…",
        Menu.GO,
        lambda c: c.window.go_to_row(),
        ("Ctrl+G",),
        has_export,
        tip="By number from 1, data row id, global key or external id",
    ),
    Action("next-object", "Next &object", Menu.GO, _select_next(1), ("Tab",), has_row, group=1),
    Action(
        "previous-object", "Previous o&bject", Menu.GO, _select_next(-1), ("Shift+Tab",), has_row, group=1
    ),
    Action(
        "object-below",
        "Object &underneath",
        Menu.GO,
        lambda c: c.canvas.cycle_under_cursor(1),
        ("U",),
        has_row,
        group=1,
        tip="Select the next of the objects that lie on top of each other under the cursor",
    ),
    Action(
        "back",
        "&Back",
        Menu.GO,
        lambda c: c.session.travel(-1),
        ("Alt+Left",),
        lambda c: c.session.can_go_back,
        group=2,
        icon="back",
    ),
    Action(
        "forward",
        "For&ward",
        Menu.GO,
        lambda c: c.session.travel(1),
        ("Alt+Right",),
        lambda c: c.session.can_go_forward,
        group=2,
        icon="forward",
    ),
    Action(
        "escape",
        "Leave peek, search, solo, selection",
        Menu.GO,
        step(steps.escape),
        ("Esc",),
        has_export,
        group=3,
    ),
)

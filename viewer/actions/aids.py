"""Aids of the eye: crosshair, rulers, measuring, loupe, map."""

from __future__ import annotations

from dataclasses import replace

from viewer.actions.action import Action, Check, Menu, Run, Submenu, has_row, step
from viewer.state import steps
from viewer.state.view_state import Aid


def _toggle(aid: Aid) -> Run:
    return step(lambda state: steps.toggle_aid(state, aid))


def _is_on(aid: Aid) -> Check:
    return lambda context: aid in context.session.state.aids


def _action(aid: Aid, title: str, key: str, tip: str = "") -> Action:
    return Action(
        id=aid.value,
        title=title,
        menu=Menu.VIEW,
        group=4,
        submenu=Submenu.AIDS,
        keys=(key,),
        enabled=has_row,
        checked=_is_on(aid),
        run=_toggle(aid),
        tip=tip,
    )


AID_ACTIONS = (
    _action(Aid.MINIMAP, "&Map of the image", "O", "The whole of it in a corner, with a frame to be dragged"),
    _action(Aid.CROSSHAIR, "Cross&hair", "J"),
    _action(Aid.RULERS, "R&ulers", "Shift+R", "In pixels of the image, as the file counts them"),
    _action(
        Aid.MEASURE,
        "&Measure",
        "Shift+M",
        "Drag for a length and an angle, with Shift at multiples of 45°; area and outline of the selection",
    ),
    _action(Aid.LOUPE, "&Loupe", "Shift+Q", "The pixels under the cursor, large, with their values"),
    Action(
        id="hold-loupe",
        title="Loupe while &held",
        menu=Menu.VIEW,
        group=4,
        submenu=Submenu.AIDS,
        keys=("Q",),
        enabled=has_row,
        run=step(lambda state: replace(state, held_aid=Aid.LOUPE)),
        release=step(lambda state: replace(state, held_aid=None)),
    ),
)

"""How the image and its annotations are seen together: turned and mirrored."""

from __future__ import annotations

from dataclasses import replace

from viewer.actions.action import Action, Context, Menu, Submenu, has_row, step
from viewer.state import steps
from viewer.state.orientation import UPRIGHT


def _is_oriented(context: Context) -> bool:
    return not context.session.state.orientation.is_upright


def _is_adjusted(context: Context) -> bool:
    state = context.session.state
    return not state.adjustments.is_plain or state.window is not None


PICTURE_ACTIONS = (
    Action(
        id="rotate-right",
        title="Rotate &right",
        menu=Menu.VIEW,
        group=2,
        submenu=Submenu.ORIENTATION,
        keys=(">", "."),
        icon="rotate-right",
        enabled=has_row,
        run=step(lambda s: steps.turn_view(s, 1)),
        tip="The image with its annotations, as it is seen; what the file says stays as it is",
    ),
    Action(
        id="rotate-left",
        title="Rotate &left",
        menu=Menu.VIEW,
        group=2,
        submenu=Submenu.ORIENTATION,
        keys=("<", ","),
        icon="rotate-left",
        enabled=has_row,
        run=step(lambda s: steps.turn_view(s, -1)),
    ),
    Action(
        id="flip-across",
        title="Flip &horizontally",
        menu=Menu.VIEW,
        group=2,
        submenu=Submenu.ORIENTATION,
        keys=("|",),
        icon="flip-across",
        enabled=has_row,
        checked=lambda c: c.session.state.orientation.mirrored,
        run=step(steps.flip_across),
        tip="Exchange left and right of what is seen; names stay readable",
    ),
    Action(
        id="flip-down",
        title="Flip &vertically",
        menu=Menu.VIEW,
        group=2,
        submenu=Submenu.ORIENTATION,
        keys=("_",),
        icon="flip-down",
        enabled=has_row,
        run=step(steps.flip_down),
        tip="Exchange top and bottom of what is seen; names stay readable",
    ),
    Action(
        id="upright",
        title="Neither rotated nor &flipped",
        menu=Menu.VIEW,
        group=2,
        submenu=Submenu.ORIENTATION,
        keys=("Shift+T",),
        icon="reset",
        enabled=_is_oriented,
        run=step(lambda s: replace(s, orientation=UPRIGHT)),
    ),
    Action(
        id="adjust",
        title="&Adjust the image…",
        menu=Menu.VIEW,
        group=3,
        submenu=Submenu.ADJUSTMENTS,
        keys=("Shift+B",),
        icon="window-level",
        run=lambda c: c.window.show_panel("picture"),
        tip="Brightness, contrast, gamma, channels",
    ),
    Action(
        id="channel",
        title="Next &channel",
        menu=Menu.VIEW,
        group=3,
        submenu=Submenu.ADJUSTMENTS,
        keys=("K",),
        enabled=has_row,
        run=step(steps.cycle_channel),
        tip="All colours, then red, green, blue, luminance and alpha alone",
    ),
    Action(
        id="invert",
        title="In&verted",
        menu=Menu.VIEW,
        group=3,
        submenu=Submenu.ADJUSTMENTS,
        keys=("Ctrl+I",),
        enabled=has_row,
        checked=lambda c: c.session.state.adjustments.inverted,
        run=step(lambda s: steps.adjust(s, inverted=not s.adjustments.inverted)),
    ),
    Action(
        id="unadjusted",
        title="The image as it &is",
        menu=Menu.VIEW,
        group=3,
        submenu=Submenu.ADJUSTMENTS,
        keys=("Shift+W",),
        icon="reset",
        enabled=_is_adjusted,
        run=step(steps.unadjusted),
        tip="No adjustments, and the window that the image proposes",
    ),
    Action(
        id="keep-adjustments",
        title="&Keep from row to row",
        menu=Menu.VIEW,
        group=3,
        submenu=Submenu.ADJUSTMENTS,
        checked=lambda c: c.session.state.keep_adjustments,
        run=step(lambda s: replace(s, keep_adjustments=not s.keep_adjustments)),
        tip="Whether the next row is rotated, flipped and adjusted as this one is",
    ),
)

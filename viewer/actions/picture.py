"""How the image and its annotations are seen together: turned and mirrored."""

from __future__ import annotations

from dataclasses import replace

from viewer.actions.action import Action, Context, Menu, has_row, step
from viewer.state import steps
from viewer.state.orientation import UPRIGHT


def _is_oriented(context: Context) -> bool:
    return not context.session.state.orientation.is_upright


PICTURE_ACTIONS = (
    Action(
        id="rotate-right",
        title="Rotate &right",
        menu=Menu.VIEW,
        group=2,
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
        keys=("Shift+T",),
        icon="reset",
        enabled=_is_oriented,
        run=step(lambda s: replace(s, orientation=UPRIGHT)),
    ),
    Action(
        id="keep-adjustments",
        title="&Keep from row to row",
        menu=Menu.VIEW,
        group=2,
        checked=lambda c: c.session.state.keep_adjustments,
        run=step(lambda s: replace(s, keep_adjustments=not s.keep_adjustments)),
        tip="Whether the next row is rotated and flipped as this one is",
    ),
)

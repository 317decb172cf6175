"""Many rows beside each other."""

from __future__ import annotations

from viewer.actions.action import Action, Check, Context, Menu, Run, has_export, step
from viewer.state import steps
from viewer.state.view_state import Page


def _turn_to(page: Page) -> Run:
    return step(lambda state: steps.turn_to(state, page))


def _is_at(page: Page) -> Check:
    def check(context: Context) -> bool:
        return context.session.state.page is page

    return check


COMPARE_ACTIONS = (
    Action(
        id="lightbox",
        title="Light&box of rows",
        menu=Menu.VIEW,
        group=4,
        keys=("E",),
        icon="lightbox",
        enabled=has_export,
        checked=_is_at(Page.ROWS),
        run=_turn_to(Page.ROWS),
        tip="The rows found as thumbnails with their annotations; Enter opens one",
    ),
)

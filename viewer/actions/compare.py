"""Many rows beside each other."""

from __future__ import annotations

from collections.abc import Callable

from viewer.actions.action import Action, Check, Context, Menu, Run, Submenu, has_export, has_row, step
from viewer.model.row import DataRow
from viewer.state import comparing, steps
from viewer.state.view_state import Page, ViewState


def _turn_to(page: Page) -> Run:
    return step(lambda state: steps.turn_to(state, page))


def _is_at(page: Page) -> Check:
    def check(context: Context) -> bool:
        return context.session.state.page is page

    return check


def _with_row(change: Callable[[ViewState, DataRow, int], ViewState]) -> Run:
    def run(context: Context) -> None:
        session = context.session
        if session.row is not None:
            session.apply(change(session.state, session.row, session.row_count))

    return run


def _is_compared(context: Context) -> bool:
    return context.session.state.compared is not None


COMPARE_ACTIONS = (
    Action(
        id="compare",
        title="&Compare side by side",
        menu=Menu.VIEW,
        group=5,
        submenu=Submenu.COMPARING,
        keys=("Y",),
        enabled=has_row,
        checked=_is_compared,
        run=_with_row(comparing.toggled),
        tip="This label with the next one or a prediction, a row of one label with the next row",
    ),
    Action(
        id="compare-mode",
        title="Side by side or under a &divider",
        menu=Menu.VIEW,
        group=5,
        submenu=Submenu.COMPARING,
        keys=("Ctrl+Y",),
        enabled=_is_compared,
        run=step(comparing.other_mode),
        tip="The divider is dragged over the image",
    ),
    Action(
        id="compare-next",
        title="&Next on the other side",
        menu=Menu.VIEW,
        group=5,
        submenu=Submenu.COMPARING,
        keys=(";",),
        enabled=_is_compared,
        run=_with_row(lambda state, _row, count: comparing.next_other(state, count)),
        tip="Another label or prediction, or the row after that one, round and round",
    ),
    Action(
        id="compare-keep",
        title="&Keep this row on the other side",
        menu=Menu.VIEW,
        group=5,
        submenu=Submenu.COMPARING,
        enabled=has_row,
        run=step(comparing.with_row_kept),
        tip="Whichever row is looked at is compared with it",
    ),
    Action(
        id="blink",
        title="The other side while &held",
        menu=Menu.VIEW,
        group=5,
        submenu=Submenu.COMPARING,
        keys=("\\",),
        enabled=has_row,
        run=_with_row(comparing.blinked),
        release=step(comparing.unblinked),
        tip="In the place of this one, whether or not the two are compared",
    ),
    Action(
        id="lightbox",
        title="Light&box of rows",
        menu=Menu.VIEW,
        group=6,
        keys=("E",),
        icon="lightbox",
        enabled=has_export,
        checked=_is_at(Page.ROWS),
        run=_turn_to(Page.ROWS),
        tip="The rows found as thumbnails with their annotations; Enter opens one",
    ),
    Action(
        id="objects",
        title="Lightbox of &objects",
        menu=Menu.VIEW,
        group=6,
        keys=("Shift+E",),
        enabled=has_export,
        checked=_is_at(Page.OBJECTS),
        run=_turn_to(Page.OBJECTS),
        tip="Every object of the rows found, cut out of its image; Enter opens its row at it",
    ),
)

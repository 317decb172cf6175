"""Finding rows: samples, facets, the table, how to ask."""

from __future__ import annotations

from viewer.actions.action import Action, Context, Menu, has_export
from viewer.state import steps


def _is_narrowed(context: Context) -> bool:
    return not context.session.state.request.is_everything


def _show_all(context: Context) -> None:
    context.session.apply(steps.ask_for_everything(context.session.state))


FIND_ACTIONS = (
    Action(
        id="sample-rows",
        title="&Sample rows…",
        menu=Menu.EDIT,
        group=1,
        keys=("Ctrl+Shift+M",),
        icon="filter",
        enabled=has_export,
        run=lambda c: c.window.sample_rows(),
        tip="So many of the rows found, chosen by a seed: the same on every computer",
    ),
    Action(
        id="all-rows",
        title="Show &all rows",
        menu=Menu.EDIT,
        group=1,
        icon="clear",
        enabled=_is_narrowed,
        run=_show_all,
        tip="Without search, sample and sorting",
    ),
    Action(
        id="query-help",
        title="&How to find rows",
        menu=Menu.HELP,
        icon="search",
        run=lambda c: c.window.show_query_help(),
    ),
    Action(
        id="show-facets",
        title="&Facets of the rows",
        menu=Menu.WINDOW,
        keys=("Ctrl+Shift+A",),
        icon="filter",
        run=lambda c: c.window.show_panel("facets"),
        tip="What the rows found are made of, to narrow them by",
    ),
    Action(
        id="show-table",
        title="&Table of rows",
        menu=Menu.WINDOW,
        keys=("Ctrl+T",),
        icon="details",
        run=lambda c: c.window.show_panel("table"),
        tip="The rows found side by side, sorted by any of their fields",
    ),
)

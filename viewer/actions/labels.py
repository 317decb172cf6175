"""Which labels and predictions of a row are shown."""

from __future__ import annotations

from collections.abc import Callable

from viewer.actions.action import Action, Context, Menu, Run, Submenu, step
from viewer.model.row import Label, LabelRole
from viewer.state import steps
from viewer.state.resolve import shown_labels


def _show(wanted: Callable[[Label], bool]) -> Run:
    """Show the labels of the row that are `wanted`."""

    def run(context: Context) -> None:
        row = context.session.row
        if row is not None:
            paths = tuple(label.path for label in row.labels() if wanted(label))
            context.session.apply(steps.show_labels(context.session.state, paths))

    return run


def _show_next(context: Context) -> None:
    """Show the label after the first one shown, alone."""
    row, state = context.session.row, context.session.state
    if row is None:
        return
    paths = [label.path for label in row.labels()]
    shown = shown_labels(row, state)
    if paths:
        place = (paths.index(shown[0].path) + 1) % len(paths) if shown else 0
        context.session.apply(steps.show_labels(state, (paths[place],)))


def several_labels(context: Context) -> bool:
    """Enabled when the row has more than one label or prediction."""
    row = context.session.row
    return row is not None and sum(1 for _ in row.labels()) > 1


LABEL_ACTIONS = (
    Action(
        id="next-label",
        title="Ne&xt label alone",
        menu=Menu.SHOW,
        group=5,
        submenu=Submenu.LABELS,
        keys=("X",),
        icon="label",
        enabled=several_labels,
        run=_show_next,
    ),
    Action(
        id="labels-default",
        title="Label as the file &chose",
        menu=Menu.SHOW,
        group=5,
        submenu=Submenu.LABELS,
        keys=("Shift+X",),
        enabled=several_labels,
        run=step(lambda s: steps.show_labels(s, None)),
    ),
    Action(
        id="labels-only",
        title="Labels, no predictions",
        menu=Menu.SHOW,
        group=5,
        submenu=Submenu.LABELS,
        enabled=several_labels,
        run=_show(lambda label: label.role is LabelRole.LABEL),
    ),
    Action(
        id="predictions-only",
        title="Predictions, no labels",
        menu=Menu.SHOW,
        group=5,
        submenu=Submenu.LABELS,
        icon="prediction",
        enabled=several_labels,
        run=_show(lambda label: label.role is LabelRole.PREDICTION),
    ),
    Action(
        id="labels-all",
        title="All labels and predictions",
        menu=Menu.SHOW,
        group=5,
        submenu=Submenu.LABELS,
        icon="layers",
        enabled=several_labels,
        run=_show(lambda _: True),
    ),
)

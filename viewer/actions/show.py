"""What of the annotations is shown, and how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from viewer.actions.action import Action, Check, Context, Menu, Run, has_row, has_selection, step
from viewer.model.annotation import JsonPath, ObjectAnnotation
from viewer.model.geometry import Kind
from viewer.model.row import Label, LabelRole
from viewer.state import steps
from viewer.state.resolve import object_at, shown_labels
from viewer.state.view_state import ColourBy, NameMode, SoloObjects

KINDS: tuple[tuple[Kind, str, str], ...] = (
    (Kind.BOX, "&Boxes", "B"),
    (Kind.POLYGON, "Poly&gons", "G"),
    (Kind.LINE, "&Lines", "L"),
    (Kind.POINT, "&Points", "P"),
    (Kind.MASK, "&Masks", "M"),
    (Kind.RELATIONSHIP, "&Relationships", "R"),
)


def _kind_shown(kind: Kind) -> Check:
    return lambda context: kind not in context.session.state.hidden_kinds


def _toggle_kind(kind: Kind) -> Run:
    return step(lambda state: steps.toggle_kind(state, kind))


def _hold_peek(held: bool) -> Run:
    return step(lambda state: replace(state, peek=held))


def selected_classes(context: Context) -> frozenset[str]:
    """Classes of the selected objects and relationships."""
    row = context.session.row
    things = [object_at(row, path) for path in context.session.state.selection] if row is not None else []
    return frozenset(thing.name for thing in things if thing is not None)


def _solo(context: Context) -> None:
    context.session.apply(steps.cycle_solo(context.session.state, selected_classes(context)))


def _hide_selected(context: Context) -> None:
    state = context.session.state
    context.session.apply(steps.toggle_objects(state, state.selection))


def _hide_others(context: Context) -> None:
    state = context.session.state
    solo = None if isinstance(state.solo, SoloObjects) else SoloObjects(frozenset(state.selection))
    context.session.apply(replace(state, solo=solo))


def _name_mode(mode: NameMode) -> Check:
    return lambda context: context.session.state.names is mode


def _labels(wanted: Callable[[Label], bool]) -> Run:
    """Show the labels of the row that are `wanted`."""

    def run(context: Context) -> None:
        row = context.session.row
        if row is not None:
            paths = tuple(label.path for label in row.labels() if wanted(label))
            context.session.apply(steps.show_labels(context.session.state, paths))

    return run


def _cycle_label(context: Context) -> None:
    """Show the label after the first one shown, alone."""
    row = context.session.row
    if row is None:
        return
    paths: list[JsonPath] = [label.path for label in row.labels()]
    shown = shown_labels(row, context.session.state)
    if paths:
        place = (paths.index(shown[0].path) + 1) % len(paths) if shown else 0
        context.session.apply(steps.show_labels(context.session.state, (paths[place],)))


def several_labels(context: Context) -> bool:
    """Enabled when the row has more than one label or prediction."""
    row = context.session.row
    return row is not None and sum(1 for _ in row.labels()) > 1


def selects_object(context: Context) -> bool:
    """Enabled when an object is selected."""
    row = context.session.row
    return row is not None and any(
        isinstance(object_at(row, path), ObjectAnnotation) for path in context.session.state.selection
    )


SHOW_ACTIONS = (
    Action(
        "peek",
        "&Hold to hide everything",
        Menu.SHOW,
        _hold_peek(True),
        ("H",),
        has_row,
        release=_hold_peek(False),
        icon="peek",
        tip="Nothing but the image while the key is held",
    ),
    Action(
        "overlays",
        "Anno&tations",
        Menu.SHOW,
        step(lambda s: replace(s, overlays=not s.overlays)),
        ("Shift+H",),
        has_row,
        lambda c: c.session.state.overlays,
        icon="eye",
    ),
    *(
        Action(
            f"show-{kind}",
            title,
            Menu.SHOW,
            _toggle_kind(kind),
            (key,),
            has_row,
            _kind_shown(kind),
            group=1,
            icon=kind,
        )
        for kind, title, key in KINDS
    ),
    Action(
        "solo",
        "&Solo",
        Menu.SHOW,
        _solo,
        ("S",),
        has_row,
        lambda c: c.session.state.solo is not None,
        group=2,
        icon="solo",
        tip="Only the selection; again: its class; again: all",
    ),
    Action(
        "hide",
        "Hide the &selected",
        Menu.SHOW,
        _hide_selected,
        ("V",),
        has_selection,
        group=2,
        icon="eye-off",
    ),
    Action("hide-others", "Hide the &others", Menu.SHOW, _hide_others, ("Shift+V",), selects_object, group=2),
    Action(
        "show-all",
        "Show &everything",
        Menu.SHOW,
        step(steps.show_everything),
        ("Ctrl+Shift+H",),
        has_row,
        group=2,
        icon="reset",
    ),
    Action(
        "names",
        "&Names: next mode",
        Menu.SHOW,
        step(steps.cycle_names),
        ("N",),
        has_row,
        group=3,
        icon="names",
        tip="Off, of what is hovered, of what is selected, of all",
    ),
    *(
        Action(
            f"names-{mode}",
            f"Names: {mode}",
            Menu.SHOW,
            step(lambda s, mode=mode: replace(s, names=mode)),  # type: ignore[misc]
            enabled=has_row,
            checked=_name_mode(mode),
            group=3,
        )
        for mode in NameMode
    ),
    Action(
        "colour-by",
        "Colour by &instance",
        Menu.SHOW,
        step(steps.cycle_colouring),
        ("C",),
        has_row,
        lambda c: c.session.state.colour_by is ColourBy.INSTANCE,
        group=4,
        icon="colours",
        tip="A colour an object instead of a colour a class",
    ),
    Action(
        "more-opaque",
        "More o&paque",
        Menu.SHOW,
        step(lambda s: steps.change_opacity(s, steps.OPACITY_STEP)),
        ("]",),
        has_row,
        group=4,
        icon="opacity",
    ),
    Action(
        "less-opaque",
        "Less opa&que",
        Menu.SHOW,
        step(lambda s: steps.change_opacity(s, -steps.OPACITY_STEP)),
        ("[",),
        has_row,
        group=4,
    ),
    Action(
        "next-label",
        "Ne&xt label alone",
        Menu.SHOW,
        _cycle_label,
        ("X",),
        several_labels,
        group=5,
        icon="label",
    ),
    Action(
        "labels-default",
        "Label as the file &chose",
        Menu.SHOW,
        step(lambda s: steps.show_labels(s, None)),
        ("Shift+X",),
        several_labels,
        group=5,
    ),
    Action(
        "labels-only",
        "Labels, no predictions",
        Menu.SHOW,
        _labels(lambda label: label.role is LabelRole.LABEL),
        enabled=several_labels,
        group=5,
    ),
    Action(
        "predictions-only",
        "Predictions, no labels",
        Menu.SHOW,
        _labels(lambda label: label.role is LabelRole.PREDICTION),
        enabled=several_labels,
        group=5,
        icon="prediction",
    ),
    Action(
        "labels-all",
        "All labels and predictions",
        Menu.SHOW,
        _labels(lambda _: True),
        enabled=several_labels,
        group=5,
        icon="layers",
    ),
)

"""What of the annotations is shown, and how."""

from __future__ import annotations

from dataclasses import replace

from viewer.actions.action import Action, Check, Context, Menu, Run, Submenu, has_row, has_selection, step
from viewer.model.annotation import ObjectAnnotation
from viewer.model.geometry import Kind
from viewer.state import steps
from viewer.state.resolve import object_at
from viewer.state.view_state import ColourBy, NameMode, SoloObjects

KINDS: tuple[tuple[Kind, str, str], ...] = (
    (Kind.BOX, "&Boxes", "B"),
    (Kind.POLYGON, "Poly&gons", "G"),
    (Kind.LINE, "&Lines", "L"),
    (Kind.POINT, "&Points", "P"),
    (Kind.MASK, "&Masks", "M"),
    (Kind.RELATIONSHIP, "&Relationships", "R"),
)
"""The kinds that an image shows: kind, title and key."""
COLOURINGS = (
    (ColourBy.CLASS, "class"),
    (ColourBy.INSTANCE, "instance"),
    (ColourBy.ANNOTATOR, "annotator"),
    (ColourBy.LABEL, "label or prediction"),
    (ColourBy.CONFIDENCE, "confidence"),
    (ColourBy.ONTOLOGY, "the ontology's own"),
)
"""Ways to colour that need no more to be said; by answers is chosen with the question in the panel."""


def _toggle_kind(kind: Kind) -> Run:
    return step(lambda state: steps.toggle_kind(state, kind))


def _kind_shown(kind: Kind) -> Check:
    return lambda context: kind not in context.session.state.hidden_kinds


def _set_names(mode: NameMode) -> Run:
    return step(lambda state: replace(state, names=mode))


def _names_are(mode: NameMode) -> Check:
    return lambda context: context.session.state.names is mode


def _colour_by(by: ColourBy) -> Run:
    return step(lambda state: steps.colour_by(state, by))


def _coloured_by(by: ColourBy) -> Check:
    return lambda context: context.session.state.colour_by is by


def _set_peek(held: bool) -> Run:
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


def selects_object(context: Context) -> bool:
    """Enabled when an object is selected."""
    row = context.session.row
    return row is not None and any(
        isinstance(object_at(row, path), ObjectAnnotation) for path in context.session.state.selection
    )


SHOW_ACTIONS = (
    Action(
        id="peek",
        title="&Hold to hide everything",
        menu=Menu.SHOW,
        keys=("H",),
        icon="peek",
        enabled=has_row,
        run=_set_peek(True),
        release=_set_peek(False),
        tip="Nothing but the image while the key is held",
    ),
    Action(
        id="overlays",
        title="Anno&tations",
        menu=Menu.SHOW,
        keys=("Shift+H",),
        icon="eye",
        enabled=has_row,
        checked=lambda c: c.session.state.overlays,
        run=step(lambda s: replace(s, overlays=not s.overlays)),
    ),
    *(
        Action(
            id=f"show-{kind}",
            title=title,
            menu=Menu.SHOW,
            group=1,
            keys=(key,),
            icon=kind,
            enabled=has_row,
            checked=_kind_shown(kind),
            run=step(steps.cycle_relationships) if kind is Kind.RELATIONSHIP else _toggle_kind(kind),
            tip="All, those of what is selected, none" if kind is Kind.RELATIONSHIP else "",
        )
        for kind, title, key in KINDS
    ),
    Action(
        id="solo",
        title="&Solo",
        menu=Menu.SHOW,
        group=2,
        keys=("S",),
        icon="solo",
        enabled=has_row,
        checked=lambda c: c.session.state.solo is not None,
        run=_solo,
        tip="Only the selection; again: its class; again: all",
    ),
    Action(
        id="hide",
        title="Hide the &selected",
        menu=Menu.SHOW,
        group=2,
        keys=("V",),
        icon="eye-off",
        enabled=has_selection,
        run=_hide_selected,
    ),
    Action(
        id="hide-others",
        title="Hide the &others",
        menu=Menu.SHOW,
        group=2,
        keys=("Shift+V",),
        enabled=selects_object,
        run=_hide_others,
    ),
    Action(
        id="show-all",
        title="Show &everything",
        menu=Menu.SHOW,
        group=2,
        keys=("Ctrl+Shift+H",),
        icon="reset",
        enabled=has_row,
        run=step(steps.show_everything),
    ),
    Action(
        id="names",
        title="&Names: next mode",
        menu=Menu.SHOW,
        group=3,
        submenu=Submenu.NAMES,
        keys=("N",),
        icon="names",
        enabled=has_row,
        run=step(steps.cycle_names),
        tip="Off, of what is hovered, of what is selected, of all",
    ),
    *(
        Action(
            id=f"names-{mode}",
            title=f"Names: {mode}",
            menu=Menu.SHOW,
            group=3,
            submenu=Submenu.NAMES,
            enabled=has_row,
            checked=_names_are(mode),
            run=_set_names(mode),
        )
        for mode in NameMode
    ),
    Action(
        id="colour-by",
        title="&Colours: next way",
        menu=Menu.SHOW,
        group=4,
        submenu=Submenu.COLOURS,
        keys=("C",),
        icon="colours",
        enabled=has_row,
        run=step(steps.cycle_colouring),
        tip="By class, instance, annotator, label or prediction, confidence, the ontology's own",
    ),
    *(
        Action(
            id=f"colour-by-{by}",
            title=f"Colour by {title}",
            menu=Menu.SHOW,
            group=4,
            submenu=Submenu.COLOURS,
            enabled=has_row,
            checked=_coloured_by(by),
            run=_colour_by(by),
        )
        for by, title in COLOURINGS
    ),
    Action(
        id="more-opaque",
        title="More o&paque",
        menu=Menu.SHOW,
        group=4,
        keys=("]",),
        icon="opacity",
        enabled=has_row,
        run=step(lambda s: steps.change_opacity(s, steps.OPACITY_STEP)),
    ),
    Action(
        id="less-opaque",
        title="Less opa&que",
        menu=Menu.SHOW,
        group=4,
        keys=("[",),
        enabled=has_row,
        run=step(lambda s: steps.change_opacity(s, -steps.OPACITY_STEP)),
    ),
)

"""How annotations are drawn: fills, outlines, halos, what tabs say, the spotlight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from viewer.actions.action import Action, Check, Menu, Run, Submenu, has_row, has_selection, step
from viewer.state.drawing import Drawing, TabPart

_STEP = 0.5
_TABS = (
    (TabPart.CLASS, "the &class"),
    (TabPart.ANSWERS, "ans&wers"),
    (TabPart.CONFIDENCE, "con&fidence"),
    (TabPart.SIZE, "si&ze"),
    (TabPart.ID, "&id"),
)


def _change(change: Callable[[Drawing], Drawing]) -> Run:
    return step(lambda state: replace(state, drawing=change(state.drawing)))


def _is(look: Callable[[Drawing], bool]) -> Check:
    return lambda context: look(context.session.state.drawing)


def _with_selected(drawing: Drawing) -> Drawing:
    return replace(drawing, selected_opacity=0.0 if drawing.selected_opacity else 0.8)


DRAWING_ACTIONS = (
    Action(
        id="fills",
        title="&Fills",
        menu=Menu.SHOW,
        group=5,
        submenu=Submenu.DRAWING,
        enabled=has_row,
        checked=_is(lambda d: d.fill),
        run=_change(lambda d: d.with_fill(not d.fill)),
    ),
    Action(
        id="outlines",
        title="&Outlines",
        menu=Menu.SHOW,
        group=5,
        submenu=Submenu.DRAWING,
        enabled=has_row,
        checked=_is(lambda d: d.outline),
        run=_change(lambda d: d.with_outline(not d.outline)),
    ),
    Action(
        id="halos",
        title="&Halos of outlines",
        menu=Menu.SHOW,
        group=5,
        submenu=Submenu.DRAWING,
        enabled=has_row,
        checked=_is(lambda d: d.halo),
        run=_change(lambda d: replace(d, halo=not d.halo)),
        tip="Dark edges, or light ones of dark colours, that tell an outline from any background",
    ),
    Action(
        id="thicker",
        title="&Thicker outlines",
        menu=Menu.SHOW,
        group=5,
        submenu=Submenu.DRAWING,
        keys=("}",),
        enabled=has_row,
        run=_change(lambda d: d.thicker(_STEP)),
    ),
    Action(
        id="thinner",
        title="T&hinner outlines",
        menu=Menu.SHOW,
        group=5,
        submenu=Submenu.DRAWING,
        keys=("{",),
        enabled=has_row,
        run=_change(lambda d: d.thicker(-_STEP)),
    ),
    Action(
        id="selected-opaque",
        title="The selected &more opaque",
        menu=Menu.SHOW,
        group=5,
        submenu=Submenu.DRAWING,
        enabled=has_row,
        checked=_is(lambda d: d.selected_opacity > 0),
        run=_change(_with_selected),
    ),
    Action(
        id="spotlight",
        title="S&potlight",
        menu=Menu.SHOW,
        group=2,
        keys=("Shift+S",),
        enabled=has_row,
        checked=lambda c: c.session.state.spotlight,
        run=step(lambda s: replace(s, spotlight=not s.spotlight)),
        tip="All but the surroundings of the selection is dimmed",
    ),
    Action(
        id="why-hidden",
        title="Wh&y is it not visible?",
        menu=Menu.SHOW,
        group=2,
        keys=("Ctrl+H",),
        icon="help",
        enabled=has_selection,
        run=lambda c: c.window.explain_visibility(),
        tip="Every cause, with what can be done about it",
    ),
    *(
        Action(
            id=f"tab-{part}",
            title=f"Names say {title}",
            menu=Menu.SHOW,
            group=6,
            submenu=Submenu.NAMES,
            enabled=has_row,
            checked=_is(lambda d, part=part: part in d.tab),  # type: ignore[misc]
            run=_change(lambda d, part=part: d.with_tab(part)),  # type: ignore[misc]
        )
        for part, title in _TABS
    ),
)

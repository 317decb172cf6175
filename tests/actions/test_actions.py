"""What a user can do: each action by its id, on a session with fakes for canvas and window."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from tests import exports
from viewer.actions import ACTIONS, Action, Context
from viewer.assets import resource
from viewer.media.store import MediaStore
from viewer.model.annotation import JsonPath
from viewer.model.geometry import Kind
from viewer.model.row import LabelRole
from viewer.state.resolve import shown_labels
from viewer.state.session import Session
from viewer.state.view_state import ColourBy, NameMode, SoloClasses, SoloObjects
from viewer.tasks import InlineTasks

BY_ID = {action.id: action for action in ACTIONS}


class Recorder:
    """Stands for a canvas or a window: notes what it was asked for."""

    def __init__(self, paths: tuple[JsonPath, ...] = ()) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self._paths = paths

    def shown_paths(self) -> tuple[JsonPath, ...]:
        return self._paths

    def __getattr__(self, name: str) -> Any:
        return lambda *arguments: self.asked.append((name, *arguments))


def run_row(row_id: str) -> exports.Json:
    objects = (
        exports.box("car-1", 1, 1, 9, 9, name="car"),
        exports.box("car-2", 20, 1, 9, 9, name="car"),
        exports.point("dog-1", 50, 5, name="dog"),
    )
    run = {
        "name": "run",
        "labels": [exports.label(*objects, label_id="truth")],
        "predictions": [exports.label(objects[0], label_id="guess"), exports.label(label_id="guess-2")],
    }
    plain = exports.row(row_id=row_id)
    return {**plain, "projects": {}, "experiments": {"e": {"name": "e", "runs": {"r": run}}}}


@pytest.fixture
def context(qtbot: QtBot, tmp_path: Path) -> Context:
    tasks = InlineTasks()
    session = Session(tasks, MediaStore(tasks))
    session.open(exports.write(tmp_path, *(run_row(f"row-{n}") for n in range(30))))
    assert session.row is not None
    first = next(session.row.labels())
    paths = tuple(thing.path for thing in first.annotations.objects)
    return Context(session, Recorder(paths), Recorder())  # type: ignore[arg-type]


def do(context: Context, name: str) -> None:
    action = BY_ID[name]
    assert action.enabled(context), f"{name} is not enabled"
    action.run(context)


def asked(port: object) -> list[tuple[Any, ...]]:
    assert isinstance(port, Recorder)
    return port.asked


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("next-row", 11),
        ("previous-row", 9),
        ("ten-on", 20),
        ("ten-back", 0),
        ("first-row", 0),
        ("last-row", 29),
    ],
)
def test_going_from_row_to_row(context: Context, name: str, row: int) -> None:
    context.session.update(row=10)
    do(context, name)
    assert context.session.state.row == row


def test_tab_goes_through_the_visible_objects(context: Context) -> None:
    paths = context.canvas.shown_paths()
    do(context, "next-object")
    assert context.session.state.current == paths[0]
    do(context, "previous-object")
    assert context.session.state.current == paths[-1]


def test_back_and_forward_are_enabled_when_there_is_somewhere_to_go(context: Context) -> None:
    assert not BY_ID["back"].enabled(context)
    do(context, "next-row")
    do(context, "back")
    assert context.session.state.row == 0
    assert not BY_ID["back"].enabled(context)
    do(context, "forward")
    assert context.session.state.row == 1


def test_relationships_are_those_of_all_of_the_selection_and_none(context: Context) -> None:
    seen = []
    for _ in range(4):
        state = context.session.state
        seen.append((Kind.RELATIONSHIP in state.hidden_kinds, state.arrows_of_selection))
        do(context, "show-relationship")
    assert seen == [(False, False), (False, True), (True, False), (False, False)]


def test_fills_and_outlines_are_never_both_gone(context: Context) -> None:
    do(context, "fills")
    assert (context.session.state.drawing.fill, context.session.state.drawing.outline) == (False, True)
    do(context, "outlines")
    assert (context.session.state.drawing.fill, context.session.state.drawing.outline) == (True, False)
    do(context, "fills")
    assert (context.session.state.drawing.fill, context.session.state.drawing.outline) == (False, True)


def test_outlines_grow_and_shrink_within_bounds(context: Context) -> None:
    for _ in range(30):
        do(context, "thicker")
    assert context.session.state.drawing.line_width == 8.0
    for _ in range(30):
        do(context, "thinner")
    assert context.session.state.drawing.line_width == 1.0


@pytest.mark.parametrize("kind", [Kind.BOX, Kind.POLYGON, Kind.LINE, Kind.POINT, Kind.MASK])
def test_a_kind_is_hidden_and_shown_again(context: Context, kind: Kind) -> None:
    action = BY_ID[f"show-{kind}"]
    assert action.checked is not None
    assert action.checked(context)
    do(context, action.id)
    assert context.session.state.hidden_kinds == {kind}
    assert not action.checked(context)
    do(context, action.id)
    assert context.session.state.hidden_kinds == frozenset()


def test_peeking_lasts_as_long_as_the_key_is_held(context: Context) -> None:
    peek = BY_ID["peek"]
    assert peek.release is not None
    peek.run(context)
    assert not context.session.state.overlays_shown
    peek.release(context)
    assert context.session.state.overlays_shown


def test_solo_goes_from_the_selection_to_its_class_to_all(context: Context) -> None:
    paths = context.canvas.shown_paths()
    context.session.update(selection=(paths[0],))
    do(context, "solo")
    assert context.session.state.solo == SoloObjects(frozenset({paths[0]}))
    do(context, "solo")
    assert context.session.state.solo == SoloClasses(frozenset({"car"}))
    do(context, "solo")
    assert context.session.state.solo is None


def test_hiding_the_selected_and_the_others(context: Context) -> None:
    paths = context.canvas.shown_paths()
    context.session.update(selection=(paths[1],))
    do(context, "hide")
    assert context.session.state.hidden_objects == {(0, paths[1])}
    do(context, "show-all")
    do(context, "hide-others")
    assert context.session.state.solo == SoloObjects(frozenset({paths[1]}))
    do(context, "hide-others")
    assert context.session.state.solo is None


def shown_ids(context: Context) -> list[str | None]:
    row = context.session.row
    assert row is not None
    return [label.id for label in shown_labels(row, context.session.state)]


def test_labels_and_predictions_are_chosen_together_and_apart(context: Context) -> None:
    assert shown_ids(context) == ["truth", "guess"]
    do(context, "labels-only")
    assert shown_ids(context) == ["truth"]
    do(context, "predictions-only")
    assert shown_ids(context) == ["guess", "guess-2"]
    do(context, "labels-all")
    assert shown_ids(context) == ["truth", "guess", "guess-2"]
    do(context, "labels-default")
    assert shown_ids(context) == ["truth", "guess"]
    do(context, "next-label")
    assert shown_ids(context) == ["guess"]
    do(context, "next-label")
    do(context, "next-label")
    assert shown_ids(context) == ["truth"]


def test_names_colours_and_opacity(context: Context) -> None:
    do(context, "names-all")
    assert context.session.state.names is NameMode.ALL
    do(context, "names")
    assert context.session.state.names is NameMode.OFF
    do(context, "colour-by")
    assert context.session.state.colour_by is ColourBy.INSTANCE
    before = context.session.state.opacity
    do(context, "more-opaque")
    do(context, "more-opaque")
    do(context, "less-opaque")
    assert context.session.state.opacity == pytest.approx(before + 0.1)


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("fit", ("fit",)),
        ("actual-size", ("actual_size",)),
        ("zoom-selection", ("zoom_to", ())),
        ("copy-view", ("copy_view",)),
        ("object-below", ("cycle_under_cursor", 1)),
    ],
)
def test_the_canvas_is_asked(context: Context, name: str, call: tuple[Any, ...]) -> None:
    do(context, name)
    assert asked(context.canvas) == [call]


def test_zooming_in_and_out_come_back_to_where_they_began(context: Context) -> None:
    do(context, "zoom-in")
    do(context, "zoom-out")
    factors = [call[1] for call in asked(context.canvas)]
    assert factors[0] > 1
    assert factors[0] * factors[1] == pytest.approx(1)


@pytest.mark.parametrize(
    "name",
    ["open", "open-sample", "locate-media", "export-picture", "find", "go-to-row", "keys", "palette", "quit"],
)
def test_the_window_is_asked(context: Context, name: str) -> None:
    do(context, name)
    assert len(asked(context.window)) == 1


def test_without_an_export_only_what_makes_sense_is_enabled(qtbot: QtBot) -> None:
    tasks = InlineTasks()
    nothing = Context(Session(tasks, MediaStore(tasks)), Recorder(), Recorder())  # type: ignore[arg-type]
    enabled = {action.id for action in ACTIONS if action.enabled(nothing)}
    assert {"open", "open-sample", "quit", "palette", "keys", "preferences"} <= enabled
    assert not {"next-row", "fit", "solo", "reload", "find", "copy-view"} & enabled


def test_ids_and_keys_are_given_once() -> None:
    assert max(Counter(action.id for action in ACTIONS).values()) == 1
    keys = Counter(QKeySequence(key).toString() for action in ACTIONS for key in action.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_the_digits_are_kept_free() -> None:
    keys = {key for action in ACTIONS for key in action.keys}
    assert not keys & set("0123456789")


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_a_title_keys_that_qt_knows_and_an_icon_that_is_there(action: Action) -> None:
    assert action.title
    for key in action.keys:
        assert QKeySequence(key).toString(), f"{key} is no key"
    if action.icon:
        assert resource(f"icons/{action.icon}.svg").is_file()


def test_a_model_run_of_the_test_has_both_roles(context: Context) -> None:
    row = context.session.row
    assert row is not None
    assert {label.role for label in row.labels()} == set(LabelRole)

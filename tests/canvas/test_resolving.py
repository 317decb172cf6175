"""Scenes share what a change leaves alone, and large ones are made behind."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from tests import exports
from viewer.canvas import tables
from viewer.canvas.colours import ClassColours
from viewer.canvas.scene import Scene
from viewer.canvas.source import SceneSource
from viewer.formats import open_export
from viewer.media.store import MediaStore
from viewer.model.row import DataRow
from viewer.state.view_state import ColourBy, ViewState
from viewer.tasks import InlineTasks, ThreadTasks

OBJECTS = (
    exports.box("a", 40, 50, 120, 90, name="alpha"),
    exports.polygon("b", (220, 60), (380, 60), (220, 240), name="beta"),
    exports.point("c", 10, 10, name="alpha"),
)
Resolve = Callable[..., Scene]


@pytest.fixture
def resolve(tmp_path: Path, qtbot: QtBot) -> Resolve:
    row = row_of(tmp_path, exports.row(exports.label(*OBJECTS)))
    source = SceneSource(MediaStore(InlineTasks()), InlineTasks(), lambda: None)
    colours = ClassColours()
    return lambda **state: source.scene(row, ViewState(**state), colours)


def row_of(folder: Path, row: exports.Json) -> DataRow:
    with open_export(exports.write(folder, row)) as export:
        read = export.read(0).row
        assert isinstance(read, DataRow)
        return read


def test_opacity_leaves_the_objects_as_they_are(resolve: Resolve) -> None:
    before, after = resolve(opacity=0.4), resolve(opacity=0.6)
    assert after.objects is before.objects
    assert after.opacity == 0.6


def test_hiding_leaves_what_was_made_of_the_others(resolve: Resolve) -> None:
    before = {drawn.thing.feature_id: drawn for drawn in resolve().objects}
    after = {drawn.thing.feature_id: drawn for drawn in resolve(hidden_classes=frozenset({"beta"})).objects}
    assert after == {"a": before["a"], "c": before["c"]}


@pytest.mark.parametrize(
    "change", [{"colour_by": ColourBy.INSTANCE}, {"hidden_classes": frozenset({"alpha"})}]
)
def test_a_change_of_look_or_of_what_is_hidden_keeps_the_geometry(
    resolve: Resolve, change: dict[str, Any]
) -> None:
    assert resolve(**change).objects.table is resolve().objects.table


def test_what_is_hidden_is_neither_found_nor_culled(resolve: Resolve) -> None:
    scene = resolve(hidden_classes=frozenset({"beta"}))
    path = ("projects", "project-1", "labels", 0, "annotations", "objects", 1)
    assert scene.find(path) == ()
    assert [drawn.thing.path for drawn in resolve().find(path)] == [path]
    numbers = scene.objects.touching(scene.frame).tolist()
    assert [scene.objects.number(number).thing.feature_id for number in numbers] == ["a", "c"]


def test_the_geometry_of_many_objects_is_prepared_behind(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "AT_ONCE", 2)
    row = row_of(tmp_path, exports.row(exports.label(*OBJECTS)))
    tasks, arrived = ThreadTasks(), []
    source = SceneSource(MediaStore(InlineTasks()), tasks, lambda: arrived.append(True))
    try:
        first = source.scene(row, ViewState(), ClassColours())
        assert (first.size.toTuple(), len(first.objects)) == ((400, 300), 0)
        qtbot.waitUntil(lambda: bool(arrived))
        scene = source.scene(row, ViewState(), ClassColours())
        assert [drawn.thing.feature_id for drawn in scene.objects] == ["b", "a", "c"]
        assert scene.objects[2].shape.centre == QPointF(10, 10)
    finally:
        tasks.close()

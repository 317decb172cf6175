"""All names at once: no tab over another or over what is small, and what is left out is said."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QColor, QPainter
from pytestqt.qtbot import QtBot

from tests import exports
from tests.canvas.golden import pixels
from viewer.canvas.colours import ClassColours
from viewer.canvas.overlay import Overlay
from viewer.canvas.painting import paint_overlay, render
from viewer.canvas.scene import Scene
from viewer.canvas.source import SceneSource
from viewer.canvas.still import new_still
from viewer.canvas.viewport import Viewport
from viewer.formats import open_export
from viewer.media.store import MediaStore
from viewer.model.row import DataRow
from viewer.state.view_state import NameMode, ViewState
from viewer.tasks import InlineTasks

Pixels = NDArray[np.int16]
RED, BLUE = "#ff0000", "#0000ff"
MUCH = 150
"""Pixels of a tab: the outlines of the small boxes here have fewer, and a name has more."""


class Colours(ClassColours):
    def of_class(self, name: str) -> QColor:
        return QColor(RED if name.startswith("red") else BLUE)


Named = Callable[..., Scene]


@pytest.fixture
def named(tmp_path: Path, qtbot: QtBot) -> Named:
    def scene(*boxes: exports.Json) -> Scene:
        path = exports.write(tmp_path, exports.row(exports.label(*boxes)))
        with open_export(path) as export:
            row = export.read(0).row
            assert isinstance(row, DataRow)
            source = SceneSource(MediaStore(InlineTasks()), InlineTasks(), lambda: None)
            return source.scene(row, ViewState(names=NameMode.ALL, opacity=0), Colours())

    return scene


def amount(picture: Pixels, colour: str) -> int:
    wanted = QColor(colour)
    rgb = (wanted.red(), wanted.green(), wanted.blue())
    return int((picture[..., :3] == rgb).all(axis=2).sum())


def corner_is_dark(picture: Pixels) -> bool:
    return amount(picture[-20:, :40], "#14181e") > MUCH


def test_names_that_have_room_are_all_painted(named: Named) -> None:
    picture = pixels(
        render(
            named(
                exports.box("a", 20, 60, 8, 8, name="red box"),
                exports.box("b", 200, 60, 8, 8, name="blue box"),
            )
        )
    )
    assert amount(picture, RED) > MUCH
    assert amount(picture, BLUE) > MUCH
    assert not corner_is_dark(picture)


def test_names_in_one_place_are_pushed_apart(named: Named) -> None:
    boxes = [exports.box(str(n), 100, 60, 8, 8, name=name) for n, name in enumerate(("red box", "blue box"))]
    picture = pixels(render(named(*boxes)))
    assert amount(picture, RED) > MUCH
    assert amount(picture, BLUE) > MUCH
    assert not corner_is_dark(picture)


def test_of_more_names_than_have_room_the_first_are_painted_and_the_rest_is_counted(named: Named) -> None:
    names = (*(f"red box {n}" for n in range(8)), "blue box")
    boxes = [exports.box(name, 100, 60, 8, 8, name=name) for name in names]
    picture = pixels(render(named(*boxes)))
    assert amount(picture, RED) > MUCH
    assert amount(picture, BLUE) < MUCH
    assert corner_is_dark(picture)


def test_a_name_does_not_cover_another_small_object_but_stands_elsewhere(named: Named) -> None:
    low = exports.box("a", 100, 60, 8, 8, name="red box")
    high = exports.box("b", 110, 46, 8, 8, name="blue box")  # where the tab of the first would be
    picture = pixels(render(named(low, high)))
    red = np.argwhere((picture[..., :3] == (255, 0, 0)).all(axis=2))
    assert len(red) > MUCH
    assert not ((red[:, 0] < 54) & (red[:, 1] >= 110) & (red[:, 1] < 118)).any()
    assert amount(picture, BLUE) > MUCH


def test_what_is_selected_is_named_whatever_lies_there(named: Named) -> None:
    scene = named(
        *(exports.box(str(n), 100, 60, 8, 8, name=name) for n, name in enumerate(("red", "blue box")))
    )
    still = new_still(QSizeF(400, 300).toSize(), 1.0, QColor("white"))
    painter = QPainter(still)
    viewport = Viewport(view=QSizeF(400, 300), image=scene.size)
    paint_overlay(painter, Overlay(named=tuple(scene.things())), viewport)
    painter.end()
    assert amount(pixels(still), BLUE) > MUCH

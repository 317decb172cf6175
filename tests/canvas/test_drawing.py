"""Fills, outlines, halos and widths as wished, of every kind of thing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QColor, QPainter
from pytestqt.qtbot import QtBot

from tests import exports
from tests.canvas.golden import pixels
from tests.exports import box, label, line, point, relationship, row, write
from viewer.canvas import style
from viewer.canvas.colours import ClassColours, palette
from viewer.canvas.painting import paint_annotations
from viewer.canvas.source import SceneSource
from viewer.canvas.still import new_still
from viewer.canvas.viewport import Viewport
from viewer.formats import open_export
from viewer.media.store import MediaStore
from viewer.model.annotation import Relationship
from viewer.model.row import DataRow
from viewer.state.drawing import PLAIN_DRAWING, Drawing
from viewer.state.view_state import ViewState
from viewer.tasks import InlineTasks

WIDTH, HEIGHT = exports.SIZE
DARK, BRIGHT = "#101040", "#dd6688"
THINGS = {
    "box": ([box("a", 50, 50, 100, 100)], ()),
    "line": ([line("a", (50, 100), (250, 100))], ()),
    "point": ([point("a", 100, 100)], ()),
    "relationship": ([point("a", 50, 100), point("b", 250, 100)], [relationship("r", "a", "b")]),
}


def drawn(
    folder: Path, kind: str, colour: str, drawing: Drawing = PLAIN_DRAWING, ground: str = "#808080"
) -> NDArray[np.int16]:
    """(h, w) RGB of a thing of that kind alone, on a plain ground."""

    class Colours(ClassColours):
        def of_class(self, _: str) -> QColor:
            return QColor(colour)

    objects, relationships = THINGS[kind]
    path = write(folder, row(label(*objects, relationships=list(relationships))))
    with open_export(path) as export:
        found = export.read(0).row
    assert isinstance(found, DataRow)
    source = SceneSource(MediaStore(InlineTasks()), InlineTasks(), lambda: None)
    state = ViewState(drawing=drawing)
    only = None if kind != "relationship" else lambda thing: isinstance(thing, Relationship)
    scene = source.scene(found, state, Colours(), wanted=only, with_image=False)
    still = new_still(QSizeF(WIDTH, HEIGHT).toSize(), 1.0, QColor(ground))
    painter = QPainter(still)
    paint_annotations(painter, scene, Viewport(view=QSizeF(WIDTH, HEIGHT), image=scene.size))
    painter.end()
    return pixels(still)[..., :3]


def extent_down(picture: NDArray[np.int16], x: int) -> int:
    """How many pixels of a column differ from the ground."""
    return int((picture[:, x] != picture[0, 0]).any(axis=1).sum())


@pytest.mark.parametrize("kind", ["line", "relationship"])
def test_lines_are_as_wide_as_wished_with_and_without_their_halo(
    qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    for width in (1.0, 2.0, 6.0):
        alone = replace(PLAIN_DRAWING, line_width=width, halo=False)
        with_halo = replace(alone, halo=True)
        assert extent_down(drawn(tmp_path, kind, BRIGHT, alone), 150) == pytest.approx(width, abs=1)
        assert extent_down(drawn(tmp_path, kind, BRIGHT, with_halo), 150) == pytest.approx(width + 2, abs=1)


@pytest.mark.parametrize("kind", list(THINGS))
@pytest.mark.parametrize("colour", [DARK, BRIGHT, "#000000", "#ffffff"])
@pytest.mark.parametrize("ground", ["#000000", "#ffffff"])
def test_whatever_the_colour_something_stands_out_from_black_and_white(
    qtbot: QtBot, tmp_path: Path, kind: str, colour: str, ground: str
) -> None:
    picture = drawn(tmp_path, kind, colour, ground=ground) / 255
    light = np.where(picture <= 0.04045, picture / 12.92, ((picture + 0.055) / 1.055) ** 2.4)
    brightness = light @ (0.2126, 0.7152, 0.0722)
    low, high = brightness.min() + 0.05, brightness.max() + 0.05
    assert high / low >= 3, "the contrast that WCAG asks of what is to be seen"


def test_no_colour_of_the_palette_takes_a_light_halo() -> None:
    assert all(style.casing_of(colour) == style.CASING_COLOUR for colour in palette())
    assert style.casing_of(QColor(DARK)) == style.LIGHT_CASING_COLOUR


def test_a_point_without_fill_is_a_ring_and_without_outline_a_disc(qtbot: QtBot, tmp_path: Path) -> None:
    wanted = QColor(BRIGHT).getRgb()[:3]
    ring = drawn(tmp_path, "point", BRIGHT, PLAIN_DRAWING.with_fill(False))
    assert tuple(ring[100, 100]) == (128, 128, 128)
    assert (ring[100, 93:98] != 128).any()
    disc = drawn(tmp_path, "point", BRIGHT, replace(PLAIN_DRAWING.with_outline(False), halo=False))
    assert tuple(disc[100, 100]) == wanted
    assert not (disc == 255).all(axis=2).any(), "the light ring is the outline"


def test_a_box_has_fill_and_outline_apart(qtbot: QtBot, tmp_path: Path) -> None:
    hollow = drawn(tmp_path, "box", BRIGHT, PLAIN_DRAWING.with_fill(False))
    assert tuple(hollow[100, 100]) == (128, 128, 128)
    assert tuple(hollow[100, 50]) == QColor(BRIGHT).getRgb()[:3]
    bare = drawn(tmp_path, "box", BRIGHT, PLAIN_DRAWING.with_outline(False))
    assert tuple(bare[100, 100]) == tuple(bare[100, 52]) != (128, 128, 128)
    assert tuple(bare[100, 48]) == (128, 128, 128)


def test_what_encloses_nothing_is_drawn_without_outlines_too(qtbot: QtBot, tmp_path: Path) -> None:
    assert extent_down(drawn(tmp_path, "line", BRIGHT, PLAIN_DRAWING.with_outline(False)), 150) >= 2

"""No more detail than can be seen (how near to all of it: `test_exact`); what is left out is told."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from tests import exports
from tests.canvas.crowd import polygons
from tests.canvas.golden import pixels
from viewer.canvas.colours import ClassColours
from viewer.canvas.detail import DOT, HAIRLINE, WHOLE, count_dots, details
from viewer.canvas.painting import paint_annotations
from viewer.canvas.scene import Scene
from viewer.canvas.source import SceneSource
from viewer.canvas.still import new_still
from viewer.canvas.viewport import Viewport
from viewer.formats import open_export
from viewer.media.store import MediaStore
from viewer.model.row import DataRow
from viewer.state.view_state import ViewState
from viewer.tasks import InlineTasks

Resolve = Callable[..., Scene]
VIEW = QSizeF(400, 300)


@pytest.fixture
def resolve(tmp_path: Path, qtbot: QtBot) -> Resolve:
    """The scene of a label, or of several that are shown together."""

    def scene(*labels: exports.Json) -> Scene:
        path = exports.write(tmp_path, exports.row(*labels))
        media = MediaStore(InlineTasks())
        with open_export(path) as export:
            row = export.read(0).row
            assert isinstance(row, DataRow)
            source = SceneSource(media, InlineTasks(), lambda: None)
            paths = tuple(label.path for label in row.labels())
            return source.scene(row, ViewState(labels=paths), ClassColours())

    return scene


def centred(scene: Scene, scale: float) -> Viewport:
    size = scene.size
    left, top = (VIEW.width() - size.width() * scale) / 2, (VIEW.height() - size.height() * scale) / 2
    return Viewport(VIEW, size, scale, left, top)


def painted(paint: Callable[[QPainter], None], ratio: float) -> QImage:
    still = new_still(VIEW.toSize(), ratio, Qt.GlobalColor.black)
    painter = QPainter(still)
    paint(painter)
    painter.end()
    return still


def test_objects_of_a_few_pixels_are_hairlines_and_smaller_ones_dots(resolve: Resolve) -> None:
    sides = (2, 20, 60, 200)
    boxes = (exports.box(f"b{side}", 10, 10, side, side) for side in sides)
    scene = resolve(exports.label(*boxes, exports.point("p", 5, 5)))
    by_side = {
        drawn.thing.feature_id: int(much)
        for drawn, much in zip(scene.objects, details(scene.objects, scene.objects.numbers, 0.1), strict=True)
    }
    assert by_side == {"b2": DOT, "b20": DOT, "b60": HAIRLINE, "b200": WHOLE, "p": WHOLE}


def test_a_dot_has_the_colour_and_place_of_its_object(resolve: Resolve) -> None:
    scene = resolve(exports.label(exports.box("b", 200, 100, 10, 10)))
    viewport = centred(scene, 0.1)
    seen = pixels(painted(lambda painter: paint_annotations(painter, scene, viewport), 1.0))
    ys, xs = np.nonzero(seen[..., :3].any(axis=2))
    at = viewport.to_view(scene.objects[0].bounds.center())
    assert (xs.min() >= at.x() - 2, xs.max() <= at.x() + 1) == (True, True)
    assert (ys.min() >= at.y() - 2, ys.max() <= at.y() + 1) == (True, True)
    colour = scene.objects[0].colour
    assert (seen[..., :3] == (colour.red(), colour.green(), colour.blue())).all(axis=2).any()


@pytest.mark.parametrize(("scale", "count"), [(0.1, 40), (8.0, 0)])
def test_what_is_drawn_as_a_dot_is_counted(resolve: Resolve, scale: float, count: int) -> None:
    scene = resolve(polygons(40, radius=5))
    assert count_dots(scene, centred(scene, scale)) == count


def test_only_the_dots_in_view_are_counted(resolve: Resolve) -> None:
    scene = resolve(exports.label(exports.box("in", 200, 150, 1, 1), exports.box("out", 2, 2, 1, 1)))
    assert count_dots(scene, centred(scene, 2.0)) == 1

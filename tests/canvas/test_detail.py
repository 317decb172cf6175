"""No more detail than can be seen, within a stated difference from all of it; what is left out is told."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from tests import exports
from tests.canvas.crowd import polygons
from tests.canvas.golden import TOLERANCE, pixels
from viewer.canvas import style
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


def paint_every_vertex(painter: QPainter, scene: Scene, viewport: Viewport) -> None:
    """The slow way: each object's own outline, filled and stroked, whatever can be seen of it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for drawn in scene.objects:
        path = viewport.view_from_image.map(drawn.shape.outline)
        share = style.FILL_SHARES.get(drawn.thing.kind)
        if share:
            painter.fillPath(path, style.faded(drawn.colour, scene.opacity * share))
        painter.strokePath(path, style.pen(style.CASING_COLOUR, style.CASING, dashed=drawn.dashed))
        painter.strokePath(path, style.pen(drawn.colour, style.OUTLINE, dashed=drawn.dashed))


SHAPES = {
    "polygons": polygons(40, radius=30),
    "boxes": exports.label(
        *(exports.box(f"b{n}", 37 * n % 350, 53 * n % 250, 20 + 5 * n, 60 - 2 * n) for n in range(20))
    ),
    "lines": exports.label(
        *(
            exports.line(
                f"l{n}",
                *((float(x), 20 + 12 * n + 9 * float(np.sin(x / 11 + n))) for x in range(0, 400, 2)),
            )
            for n in range(20)
        )
    ),
}


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("scale", [1.0, 2.5, 16.0])
@pytest.mark.parametrize("kind", SHAPES)
def test_simplified_outlines_look_like_the_whole_ones(
    resolve: Resolve, kind: str, scale: float, ratio: float
) -> None:
    scene = resolve(SHAPES[kind])
    viewport = centred(scene, scale)
    fast = pixels(painted(lambda painter: paint_annotations(painter, scene, viewport), ratio))
    slow = pixels(painted(lambda painter: paint_every_vertex(painter, scene, viewport), ratio))
    away = np.abs(fast - slow).max(axis=2)
    assert slow.any(axis=2).mean() > 0.05, "there is something to see"
    # Corners of curves are bevelled and their ends flat: of the pixels two in a hundred may differ by more
    # than antialiasing may between builds of Qt, and all of them by one and a half levels on the average.
    assert (away > TOLERANCE).mean() < 0.02
    assert away.mean() < 1.5


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

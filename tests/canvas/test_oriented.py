"""A turned and mirrored view: everything goes with the image, and names stay readable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from tests import exports
from tests.canvas.golden import pixels
from viewer.canvas.colours import ClassColours
from viewer.canvas.layers.names import tab_rect
from viewer.canvas.painting import paint_scene
from viewer.canvas.scene import Backdrop, DrawnMasks, Scene
from viewer.canvas.still import Still, View, new_still
from viewer.canvas.view import CanvasView
from viewer.canvas.viewport import Viewport
from viewer.media.store import MediaStore
from viewer.state import steps
from viewer.state.orientation import Orientation
from viewer.state.session import Session
from viewer.tasks import InlineTasks

ALL = [Orientation(quarters, mirrored) for quarters, mirrored in product(range(4), (False, True))]
SIZE = QSizeF(40, 30)
each_orientation = pytest.mark.parametrize("orientation", ALL, ids=str)

viewports = st.builds(
    lambda width, height, view_width, view_height, orientation: Viewport(
        QSizeF(view_width, view_height), QSizeF(width, height), orientation=orientation
    ).fitted(),
    st.integers(1, 40_000),
    st.integers(1, 40_000),
    st.integers(200, 4000),
    st.integers(200, 3000),
    st.sampled_from(ALL),
)


@given(viewports, st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_all_ways_from_image_to_view_and_back_agree(viewport: Viewport, x: float, y: float) -> None:
    in_view = viewport.to_view(QPointF(x, y))
    close = {"rel": 1e-6, "abs": 1e-3 * max(1.0, viewport.scale)}
    back = viewport.to_image(in_view)
    assert (back.x(), back.y()) == (
        pytest.approx(x, abs=1e-3 / viewport.scale + 1e-6 * abs(x)),
        pytest.approx(y, abs=1e-3 / viewport.scale + 1e-6 * abs(y)),
    )
    upright = viewport.upright()
    turned = viewport.view_from_upright
    for other in (
        viewport.view_from_image.map(QPointF(x, y)),
        turned.map(upright.to_view(QPointF(x, y))),
    ):
        assert (other.x(), other.y()) == (
            pytest.approx(in_view.x(), **close),
            pytest.approx(in_view.y(), **close),
        )
    assert turned.mapRect(QRectF(QPointF(0, 0), upright.view)) == QRectF(QPointF(0, 0), viewport.view)


@given(viewports)
def test_fitted_shows_the_whole_image_however_it_is_turned(viewport: Viewport) -> None:
    whole = viewport.view_from_image.mapRect(QRectF(QPointF(), viewport.image))
    assert QRectF(QPointF(), viewport.view).adjusted(-0.5, -0.5, 0.5, 0.5).contains(whole)
    assert viewport.is_fit


@given(viewports, st.floats(0.2, 5), st.floats(0.2, 0.8), st.floats(0.2, 0.8), st.sampled_from(ALL))
def test_turning_keeps_what_is_in_the_middle(
    viewport: Viewport, factor: float, across: float, down: float, orientation: Orientation
) -> None:
    at = QPointF(viewport.image.width() * across, viewport.image.height() * down)
    zoomed = viewport.zoomed(factor, QPointF(50, 50)).centred(at)
    middle = QPointF(zoomed.view.width() / 2, zoomed.view.height() / 2)
    if zoomed.is_fit:
        return
    turned = zoomed.oriented(orientation)
    assert turned.scale == zoomed.scale
    before, after = zoomed.to_image(middle), turned.to_image(middle)
    assert (before - after).manhattanLength() < 1e-6 * (1 + before.manhattanLength())


def as_seen(picture: NDArray[np.int16], orientation: Orientation) -> NDArray[np.int16]:
    """The independent way: pixels of an upright picture, mirrored, then turned clockwise."""
    mirrored = picture[:, ::-1] if orientation.mirrored else picture
    return np.rot90(mirrored, -orientation.quarters)


@pytest.fixture
def scene(qtbot: QtBot) -> Scene:
    """Noise under a mask that covers its left upper part."""
    noise = np.random.default_rng(3).integers(0, 255, (30, 40, 4), dtype=np.uint8)
    image = QImage(noise.data, 40, 30, QImage.Format.Format_RGB32).copy()
    mask = QImage(20, 10, QImage.Format.Format_ARGB32_Premultiplied)
    mask.fill(0x80400000)
    return Scene(
        SIZE, backdrop=Backdrop((image,), smooth=False), masks=(DrawnMasks(mask, QRectF(2, 3, 20, 10)),)
    )


def painted(scene: Scene, orientation: Orientation, scale: float = 3) -> NDArray[np.int16]:
    size = SIZE.transposed() if orientation.swaps_axes else SIZE
    viewport = Viewport(size * scale, SIZE, scale, orientation=orientation)
    still = new_still((size * scale).toSize(), 1.0, Qt.GlobalColor.black)
    painter = QPainter(still)
    paint_scene(painter, scene, viewport)
    painter.end()
    return pixels(still)


@each_orientation
def test_image_and_masks_are_the_upright_ones_pixel_for_pixel(scene: Scene, orientation: Orientation) -> None:
    upright = painted(scene, Orientation())
    assert (painted(scene, orientation) == as_seen(upright, orientation)).all()


@each_orientation
def test_a_still_of_before_is_shown_turned_until_there_is_a_new_one(
    scene: Scene, orientation: Orientation
) -> None:
    before = Viewport(SIZE * 3, SIZE, 3)
    picture = new_still(QSize(120, 90), 1.0, Qt.GlobalColor.transparent)
    picture.fill(Qt.GlobalColor.red)
    for x in range(60):
        for y in range(45):
            picture.setPixelColor(x, y, Qt.GlobalColor.blue)
    size = (SIZE.transposed() if orientation.swaps_axes else SIZE) * 3
    shown = new_still(size.toSize(), 1.0, Qt.GlobalColor.black)
    painter = QPainter(shown)
    Still(View(scene, before, 1.0), picture, exact=True).paint(
        painter, replace(before, view=size, orientation=orientation)
    )
    painter.end()
    assert (pixels(shown) == as_seen(pixels(picture), orientation)).all()


class Bench:
    """A canvas with one box in the left upper part of its image."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        picture = Image.new("RGB", exports.SIZE, (10, 120, 200))
        picture.paste((200, 0, 0), (0, 0, 40, 30))
        picture.save(folder / "blue.png")
        tasks = InlineTasks()
        self.session = Session(tasks, MediaStore(tasks))
        self.canvas = CanvasView(self.session, ClassColours)
        self.canvas.resize(700, 700)
        qtbot.addWidget(self.canvas)
        self.canvas.show()
        self.qtbot = qtbot
        label = exports.label(exports.box("small", 50, 60, 80, 40, name="window"))
        self.session.open(exports.write(folder, exports.row(label, row_data="blue.png")))


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Bench:
    return Bench(qtbot, tmp_path)


@each_orientation
def test_hand_and_eye_go_with_the_image(bench: Bench, orientation: Orientation) -> None:
    bench.session.update(orientation=orientation)
    canvas = bench.canvas
    assert canvas.viewport.is_fit
    corner = canvas.viewport.to_view(QPointF(20, 15)).toPoint()
    assert canvas.picture().pixelColor(corner).getRgb()[:3] == (200, 0, 0)
    bench.qtbot.mouseClick(
        canvas, Qt.MouseButton.LeftButton, pos=canvas.viewport.to_view(QPointF(60, 80)).toPoint()
    )
    assert bench.session.state.selection
    canvas.zoom_to(bench.session.state.selection)
    middle = canvas.viewport.to_view(QPointF(90, 80))
    assert (middle.x(), middle.y()) == (pytest.approx(350), pytest.approx(350))


@each_orientation
def test_names_hang_above_the_shape_as_it_is_seen(bench: Bench, orientation: Orientation) -> None:
    bench.session.update(orientation=orientation)
    scene, viewport = bench.canvas.scene, bench.canvas.viewport
    assert scene is not None
    shape = viewport.view_from_image.mapRect(scene.objects[0].bounds)
    tab = tab_rect(scene.objects[0], viewport, 60, 16)
    assert tab.left() == pytest.approx(shape.left() - 1)
    assert shape.top() - 8 <= tab.bottom() <= shape.top()


@pytest.mark.parametrize("change", [steps.flip_across, steps.flip_down], ids=["across", "down"])
def test_flips_show_the_picture_so(bench: Bench, change: Callable[..., object]) -> None:
    bench.session.update(overlays=False)
    before = pixels(bench.canvas.picture())
    bench.session.apply(change(bench.session.state))  # type: ignore[arg-type]
    flipped = before[:, ::-1] if change is steps.flip_across else before[::-1]
    assert np.abs(pixels(bench.canvas.picture()) - flipped).mean() < 0.5


def test_four_quarters_are_where_one_began(bench: Bench) -> None:
    bench.canvas.zoom_by(4)
    views = [bench.canvas.viewport]
    for _ in range(4):
        bench.session.apply(steps.turn_view(bench.session.state, 1))
        views.append(bench.canvas.viewport)
    assert all(one.orientation != other.orientation for one, other in pairwise(views))
    assert views[-1].left == pytest.approx(views[0].left)
    assert views[-1].top == pytest.approx(views[0].top)

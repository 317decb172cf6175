"""The grid between large pixels of the image."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from tests.canvas.golden import pixels
from viewer.canvas.painting import paint_backdrop
from viewer.canvas.scene import Backdrop, Scene
from viewer.canvas.still import new_still
from viewer.canvas.viewport import Viewport

SIZE = QSizeF(40, 30)


@pytest.fixture
def scene(qtbot: QtBot) -> Scene:
    """A black image of 40 x 30 pixels."""
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    return Scene(SIZE, backdrop=Backdrop((image,), grid=True))


def lines(
    scene: Scene, scale: float, *, ratio: float = 1.0, left: float = 0.0
) -> tuple[list[int], list[int]]:
    """Device pixels across and down where the grid shows."""
    still = new_still(QSizeF(400, 300).toSize(), ratio, QColor("black"))
    painter = QPainter(still)
    paint_backdrop(painter, scene, Viewport(QSizeF(400, 300), SIZE, scale, left, 0))
    painter.end()
    lit: NDArray[np.bool_] = pixels(still)[..., 0] > 10
    height, width = lit.shape
    used = (min(width, round(scale * ratio * 40)), min(height, round(scale * ratio * 30)))
    across = np.flatnonzero(lit.sum(axis=0) > 0.9 * used[1])
    down = np.flatnonzero(lit.sum(axis=1) > 0.9 * (used[0] + min(0, left)))
    return across.tolist(), down.tolist()


def test_a_line_stands_at_each_edge_of_the_pixels(scene: Scene) -> None:
    across, down = lines(scene, 10)
    assert across == list(range(0, 400, 10))
    assert down == list(range(0, 300, 10))


def test_it_moves_with_the_image(scene: Scene) -> None:
    across, _ = lines(scene, 10, left=-23)
    assert across == list(range(7, 378, 10))


@pytest.mark.parametrize(
    ("scale", "ratio", "there"), [(7.9, 1, False), (8, 1, True), (4, 2, True), (3.9, 2, False)]
)
def test_it_is_there_from_eight_device_pixels_a_pixel_on(
    scene: Scene, scale: float, ratio: float, there: bool
) -> None:
    across, down = lines(scene, scale, ratio=ratio)
    assert (bool(across), bool(down)) == (there, there)


def test_there_is_none_unless_wanted_nor_between_pixels_of_a_first_sight(scene: Scene) -> None:
    for backdrop in (replace(scene.backdrop, grid=False), replace(scene.backdrop, early=True)):
        assert lines(replace(scene, backdrop=backdrop), 10) == ([], [])


def test_a_turned_image_has_its_own_pixels_told_apart(scene: Scene) -> None:
    turned = replace(scene, size=QSizeF(30, 40), backdrop=replace(scene.backdrop, turns=1))
    still = new_still(QSizeF(300, 400).toSize(), 1.0, QColor("black"))
    painter = QPainter(still)
    paint_backdrop(painter, turned, Viewport(QSizeF(300, 400), QSizeF(30, 40), 10, 0, 0))
    painter.end()
    lit = pixels(still)[..., 0] > 10
    assert np.flatnonzero(lit.all(axis=0)).tolist() == list(range(0, 300, 10))
    assert np.flatnonzero(lit.all(axis=1)).tolist() == list(range(0, 400, 10))

"""Masks that are looked up where they are seen, against the colour of each pixel worked out by itself."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter

from tests.canvas.golden import pixels
from viewer.canvas.layers.masks import paint_masks
from viewer.canvas.mask_pictures import Sampled
from viewer.canvas.scene import DrawnMasks, Scene
from viewer.canvas.still import new_still
from viewer.canvas.viewport import Viewport

INDEX = np.random.default_rng(8).integers(0, 400, (30, 40)).astype(np.uint16)
TABLE = np.arange(400, dtype=np.uint32) * np.uint32(0x010203) | np.uint32(0xFF000000)
TABLE[::7] = 0
MASKS = Sampled(INDEX, TABLE)


@given(
    st.floats(-60, 60), st.floats(-60, 60), st.floats(0.05, 20), st.integers(-20, 20), st.integers(-20, 20)
)
def test_each_device_pixel_has_the_colour_under_its_middle(
    left: float, top: float, scale: float, part_left: int, part_top: int
) -> None:
    target, part = QRectF(left, top, 40 * scale, 30 * scale), QRect(part_left, part_top, 13, 11)
    seen = MASKS.seen(target, part)
    found = np.frombuffer(seen.constBits(), np.uint32).reshape(11, 13)
    for y, x in ((0, 0), (10, 12), (5, 6), (3, 9)):
        column = math.floor((part_left + x + 0.5 - left) * (40 / (40 * scale)))
        row = math.floor((part_top + y + 0.5 - top) * (30 / (30 * scale)))
        inside = 0 <= column < 40 and 0 <= row < 30
        assert found[y, x] == (TABLE[INDEX[row, column]] if inside else 0)


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("scale", [0.31, 1.0, 9.7])
def test_painted_in_bands_it_is_as_painted_at_once(scale: float, ratio: float) -> None:
    """Half transparent, so that what was painted twice would be seen."""
    half = Sampled(INDEX, np.where(TABLE != 0, np.uint32(0x80402010), np.uint32(0)))
    whole = QImage(half.table[INDEX].tobytes(), 40, 30, 160, QImage.Format.Format_ARGB32_Premultiplied)
    viewport = Viewport(QSizeF(390, 300), QSizeF(40, 30), scale, 3.37, 2.81)
    stills = []
    for picture in (half, whole):
        scene = Scene(QSizeF(40, 30), masks=(DrawnMasks(picture, QRectF(0, 0, 40, 30)),))
        still = new_still(viewport.view.toSize(), ratio, Qt.GlobalColor.transparent)
        painter = QPainter(still)
        for _ in paint_masks(painter, scene, viewport) or ():
            pass
        painter.end()
        stills.append(pixels(still))
    different = (np.abs(stills[0] - stills[1]) > 2).any(axis=2)
    assert different.mean() < 0.02, "but for edges of pixels, where a middle falls on one side or the other"
    assert stills[0].any()

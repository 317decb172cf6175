"""Masks by their pixels: what they hold, where they begin and end."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from viewer.canvas.kinds.mask import MaskPixels
from viewer.media.composite import isolate
from viewer.media.masks import MaskLayer


@pytest.fixture
def pixels() -> MaskPixels:
    """A bent mask of five pixels whose centroid is not one of them, in a frame of 8 x 6."""
    packed = np.zeros((6, 8), dtype=np.uint32)
    packed[1, 2:5] = packed[2:4, 2] = 0x0A0A7D
    indexed = isolate(packed, [(10, 10, 125)])
    return MaskPixels(MaskLayer.traced(indexed, {("m",): 0}, "mask.png", (8, 6)), 0)


def test_a_mask_knows_its_area_and_bounds(pixels: MaskPixels) -> None:
    assert pixels.area == 5
    assert pixels.bounds.getRect() == (2, 1, 3, 3)


def test_a_mask_is_hit_by_its_pixels_and_by_nothing_else(pixels: MaskPixels) -> None:
    assert pixels.holds(2.0, 3.99)
    assert pixels.holds(4.99, 1.0)
    assert not pixels.holds(3.5, 2.5)
    assert not pixels.holds(-1, -1)
    assert not pixels.holds(8, 6)


def test_the_centre_of_a_bent_mask_is_one_of_its_pixels(pixels: MaskPixels) -> None:
    centre = pixels.centre()
    assert pixels.holds(centre.x(), centre.y())


def test_the_outline_lies_on_the_edge_of_the_pixels(pixels: MaskPixels) -> None:
    outline = pixels.outline()
    assert outline.boundingRect().getRect() == (2, 1, 3, 3)
    assert outline.contains(QPointF(2.5, 3.5))
    assert not outline.contains(QPointF(3.5, 2.5))

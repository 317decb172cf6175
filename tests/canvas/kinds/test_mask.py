"""Masks by their pixels: what they hold, where they begin and end."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray
from PySide6.QtCore import QPointF

from viewer.canvas.kinds.mask import MaskPixels, thinned
from viewer.canvas.shapes import shape_of
from viewer.media.composite import isolate
from viewer.media.contour import trace
from viewer.media.masks import MaskLayer
from viewer.model.geometry import Mask


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


@given(hnp.arrays(np.bool_, (24, 24), elements=st.booleans()), st.sampled_from([2.0, 4.0]))
def test_corners_that_are_left_out_lie_near_those_that_stay(mask: NDArray[np.bool_], step: float) -> None:
    for loop in trace(mask):
        kept = thinned(loop, step)
        assert min(3, len(loop)) <= len(kept) <= len(loop)
        distances = np.abs(loop[:, None] - kept[None]).sum(axis=2).min(axis=1)
        assert distances.max() <= max(step, np.abs(np.diff(loop, axis=0)).sum(axis=1).max()) * 2


def test_a_shrunk_outline_has_fewer_corners_and_an_enlarged_one_all() -> None:
    rows, columns = np.mgrid[:200, :200]
    disc = (rows - 100) ** 2 + (columns - 100) ** 2 < 90**2
    layer = MaskLayer.traced(
        isolate(disc.astype(np.uint32), [(0, 0, 1)]), {("m",): 0}, "disc.png", (200, 200)
    )
    shape = shape_of(Mask(url="disc.png"), MaskPixels(layer, 0))
    assert shape is not None
    assert shape.outline_at(1.0) is shape.outline
    small = shape.outline_at(0.2)
    assert small.elementCount() < shape.outline.elementCount() / 2
    assert small is shape.outline_at(0.15), "zooms within a halving share one"
    assert small.boundingRect().getRect() == pytest.approx(shape.bounds.getRect(), abs=8)

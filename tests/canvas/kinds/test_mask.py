"""Outlines of masks run exactly along the edges of their pixels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray
from PySide6.QtCore import QPointF

from viewer.canvas.kinds.mask import MaskPixels, trace
from viewer.media.composite import isolate
from viewer.media.masks import MaskLayer

masks = hnp.arrays(np.bool_, hnp.array_shapes(min_dims=2, max_dims=2, max_side=12), elements=st.booleans())


def filled(loops: list[NDArray[np.float64]], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """The pixels an odd number of vertical edges to the left of: the odd-even rule, done by hand."""
    crossings = np.zeros(shape, dtype=int)
    for loop in loops:
        for (x0, y0), (x1, y1) in zip(loop, np.roll(loop, -1, axis=0), strict=True):
            assert (x0 == x1) != (y0 == y1), "an edge runs along pixels, never across"
            if x0 == x1:
                crossings[int(min(y0, y1)) : int(max(y0, y1)), int(x0) :] += 1
    return crossings % 2 == 1


@given(masks)
def test_filling_the_outline_gives_back_the_mask(mask: NDArray[np.bool_]) -> None:
    np.testing.assert_array_equal(filled(trace(mask), mask.shape), mask)


@given(masks)
def test_no_corner_of_an_outline_is_without_a_turn(mask: NDArray[np.bool_]) -> None:
    for loop in trace(mask):
        steps = np.diff(np.vstack((loop, loop[:1])), axis=0)
        horizontal = steps[:, 1] == 0
        assert (horizontal != np.roll(horizontal, -1)).all()


def test_pixels_that_touch_at_a_corner_have_outlines_of_their_own() -> None:
    assert len(trace(np.eye(2, dtype=np.bool_))) == 2


def test_a_hole_has_an_outline_too() -> None:
    ring = np.ones((3, 3), dtype=np.bool_)
    ring[1, 1] = False
    assert sorted(len(loop) for loop in trace(ring)) == [4, 4]


def test_nothing_has_no_outline() -> None:
    assert trace(np.zeros((4, 5), dtype=np.bool_)) == []


@pytest.fixture
def pixels() -> MaskPixels:
    """A bent mask of five pixels whose centroid is not one of them, in a frame of 8 x 6."""
    packed = np.zeros((6, 8), dtype=np.uint32)
    packed[1, 2:5] = packed[2:4, 2] = 0x0A0A7D
    indexed = isolate(packed, [(10, 10, 125)])
    return MaskPixels(MaskLayer(indexed, {("m",): 0}, "mask.png", (8, 6)), 0)


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

"""Contours of masks run exactly along the edges of their pixels."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from viewer.media.composite import isolate
from viewer.media.contour import contours_of, trace

masks = hnp.arrays(np.bool_, hnp.array_shapes(min_dims=2, max_dims=2, max_side=12), elements=st.booleans())

several = hnp.arrays(
    np.uint8, hnp.array_shapes(min_dims=2, max_dims=2, max_side=12), elements=st.integers(0, 3)
)


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


def test_an_empty_mask_among_others_has_no_loops() -> None:
    packed = np.full((4, 4), 0x010203, dtype=np.uint32)
    empty, full = contours_of(isolate(packed, [(9, 9, 9), (1, 2, 3)]))
    assert empty.loops == ()
    assert len(full.loops) == 1


@given(
    hnp.arrays(np.uint8, hnp.array_shapes(min_dims=2, max_dims=2, max_side=12), elements=st.integers(0, 3))
)
def test_instances_that_touch_have_the_outlines_that_each_has_alone(values: NDArray[np.uint8]) -> None:
    numbers = (1, 2, 3)
    contours = contours_of(isolate(values.astype(np.uint32), [(0, 0, number) for number in numbers]))
    for number, contour in zip(numbers, contours, strict=True):
        mask = values == number
        np.testing.assert_array_equal(filled(list(contour.loops), mask.shape), mask)
        alone = trace(mask)
        assert len(contour.loops) == len(alone)
        for loop, other in zip(contour.loops, alone, strict=True):
            np.testing.assert_array_equal(loop, other)


@given(masks)
def test_the_centre_is_the_pixel_nearest_to_the_centroid(mask: NDArray[np.bool_]) -> None:
    (contour,) = contours_of(isolate(mask.astype(np.uint32), [(0, 0, 1)]))
    rows, columns = np.nonzero(mask)
    if not len(rows):
        assert contour.centre == (0.0, 0.0)
        return
    x, y = contour.centre
    away = np.hypot(columns - columns.mean(), rows - rows.mean())
    assert np.hypot(x - 0.5 - columns.mean(), y - 0.5 - rows.mean()) <= away.min() + 1e-9


@given(masks)
def test_the_centre_is_the_middle_of_a_pixel_of_the_mask(mask: NDArray[np.bool_]) -> None:
    (contour,) = contours_of(isolate(mask.astype(np.uint32), [(0, 0, 1)]))
    if mask.any():
        x, y = contour.centre
        assert mask[int(y), int(x)]

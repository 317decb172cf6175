"""Masks cut out of composites, against the slow way: compare every pixel with every colour."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from viewer.media.composite import index_of, isolate, resized
from viewer.model.geometry import Rgb

# Almost black, almost white, one step apart, and one channel alone.
COLOURS = [
    (0, 0, 0),
    (0, 0, 1),
    (1, 0, 0),
    (0, 1, 0),
    (5, 32, 7),
    (5, 32, 8),
    (255, 255, 255),
    (255, 255, 254),
]


def packed_of(rgb: NDArray[np.uint8]) -> NDArray[np.uint32]:
    red, green, blue = (rgb[:, :, channel].astype(np.uint32) for channel in range(3))
    return red * 65536 + green * 256 + blue


@st.composite
def pictures(draw: st.DrawFn) -> NDArray[np.uint8]:
    height, width = draw(st.integers(1, 7)), draw(st.integers(1, 7))
    pixels = draw(st.lists(st.sampled_from(COLOURS), min_size=height * width, max_size=height * width))
    return np.array(pixels, dtype=np.uint8).reshape(height, width, 3)


def check_against_the_slow_way(rgb: NDArray[np.uint8], colours: list[Rgb]) -> None:
    masks = isolate(packed_of(rgb), colours)
    claimed = np.zeros(rgb.shape[:2], dtype=bool)
    for number, colour in enumerate(colours):
        expected = np.all(rgb == np.array(colour, dtype=np.uint8), axis=-1)
        claimed |= expected
        assert np.array_equal(masks.index == number + 1, expected)
        assert masks.areas[number] == expected.sum()
        rows, columns = np.nonzero(expected)
        box = [columns.min(), rows.min(), columns.max() + 1, rows.max() + 1] if len(rows) else [0, 0, 0, 0]
        assert masks.boxes[number].tolist() == box
        assert np.array_equal(masks.cut(number), expected[box[1] : box[3], box[0] : box[2]])
    assert np.array_equal(masks.index == 0, ~claimed)
    others = Counter(tuple(pixel) for pixel in rgb[~claimed].tolist())
    del others[0, 0, 0]
    assert dict(masks.unclaimed) == others
    assert masks.unclaimed_count == len(others)


@given(pictures(), st.lists(st.sampled_from(COLOURS), unique=True))
def test_every_pixel_belongs_to_the_colour_it_equals(rgb: NDArray[np.uint8], colours: list[Rgb]) -> None:
    check_against_the_slow_way(rgb, colours)


@pytest.mark.parametrize(("count", "kind"), [(255, np.uint8), (256, np.uint16), (400, np.uint16)])
def test_more_than_255_instances_take_two_bytes_a_pixel(count: int, kind: type) -> None:
    colours = [(number % 251 + 1, number // 251, 7) for number in range(count)]
    rgb = np.array([*colours, (0, 0, 0)], dtype=np.uint8).repeat(3, axis=0)[np.newaxis].repeat(2, axis=0)
    assert isolate(packed_of(rgb), colours).index.dtype == kind
    check_against_the_slow_way(rgb, colours)


@pytest.mark.parametrize("shape", [(1, 1), (1, 9), (9, 1)])
def test_pictures_of_one_row_or_column(shape: tuple[int, int]) -> None:
    check_against_the_slow_way(np.full((*shape, 3), 5, dtype=np.uint8), [(5, 5, 5)])


def test_a_run_that_goes_round_the_edge_of_the_picture_is_two() -> None:
    packed = np.array([[0, 0, 1], [1, 0, 0]], dtype=np.uint32)
    masks = isolate(packed, [(0, 0, 1)])
    assert masks.boxes[0].tolist() == [0, 0, 3, 2]
    assert masks.areas[0] == 2


def test_a_colour_given_twice_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="twice"):
        isolate(np.zeros((2, 2), dtype=np.uint32), [(1, 2, 3), (1, 2, 3)])


def test_unclaimed_colours_are_told_by_size_and_their_number_is_bounded() -> None:
    packed = np.repeat(np.arange(1, 41, dtype=np.uint32), np.arange(1, 41))[np.newaxis]
    masks = isolate(packed, [])
    assert masks.unclaimed[:2] == (((0, 0, 40), 40), ((0, 0, 39), 39))
    assert len(masks.unclaimed) == 20
    assert masks.unclaimed_count == 40


@pytest.mark.parametrize("size", [(12, 9), (2, 2), (5, 7), (4, 3)])
def test_resizing_takes_the_nearest_pixel_and_never_mixes(size: tuple[int, int]) -> None:
    width, height = size
    packed = np.array([[1, 1, 2, 0], [3, 1, 2, 0], [3, 3, 0, 2]], dtype=np.uint32)
    colours = [(0, 0, 1), (0, 0, 2), (0, 0, 3)]
    expected = [
        [packed[int((y + 0.5) * 3 / height), int((x + 0.5) * 4 / width)] for x in range(width)]
        for y in range(height)
    ]
    masks = resized(isolate(packed, colours), width, height)
    assert masks.index.tolist() == expected
    for number in range(3):
        rows, columns = np.nonzero(np.array(expected) == number + 1)
        assert masks.areas[number] == len(rows)
        if len(rows):
            box = [columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]
            assert masks.boxes[number].tolist() == box


def test_a_single_mask_is_kept_as_its_bounding_box() -> None:
    mask = np.zeros((6, 8), dtype=bool)
    mask[2:5, 1:3] = True
    mask[3, 2] = False
    masks, origin = index_of(mask)
    assert origin == (1, 2)
    assert masks.index.tolist() == [[1, 1], [1, 0], [1, 1]]
    assert masks.areas.tolist() == [5]
    assert masks.boxes.tolist() == [[0, 0, 2, 3]]


def test_a_blank_single_mask_has_no_pixel() -> None:
    masks, origin = index_of(np.zeros((6, 8), dtype=bool))
    assert (masks.size, origin, masks.areas.tolist()) == ((0, 0), (0, 0), [0])

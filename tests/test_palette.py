"""The palette keeps classes apart for everybody, and lines apart from their casing."""

import itertools
import json

import numpy as np
import pytest

from tests.colour_science import SIGHT, contrast, difference, lab_from_linear, linear_from_hex, seen_by
from viewer.assets import resource

BLACK, WHITE = np.zeros(3), np.ones(3)


@pytest.fixture(scope="module")
def colours() -> list[str]:
    answer: list[str] = json.loads(resource("palette.json").read_text(encoding="utf-8"))["colours"]
    return answer


def worst_pair(colours: list[str], sight: str) -> float:
    labs = [lab_from_linear(seen_by(linear_from_hex(colour), sight)) for colour in colours]
    return min(difference(one, other) for one, other in itertools.combinations(labs, 2))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [  # from the test data published with the formula (Sharma, Wu, Dalal 2005)
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (58, 24, 15), 19.4535),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_measure_agrees_with_its_published_examples(one, other, expected):
    assert difference(np.array(one, float), np.array(other, float)) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("sight", SIGHT)
def test_the_first_eight_colours_stay_apart_for_every_sight(colours, sight):
    assert worst_pair(colours[:8], sight) >= 14.5


@pytest.mark.parametrize("sight", SIGHT)
def test_no_two_colours_look_alike_to_any_sight(colours, sight):
    assert worst_pair(colours, sight) >= 7.5


def test_every_colour_stands_out_from_a_black_and_a_white_casing(colours):
    for colour in colours:
        assert contrast(linear_from_hex(colour), WHITE) >= 1.3, colour
        assert contrast(linear_from_hex(colour), BLACK) >= 3.5, colour


def test_there_are_colours_enough_and_none_twice(colours):
    assert len(set(colours)) == len(colours) >= 16

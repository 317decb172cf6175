"""Colours that are taken for one another."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from tests import colour_science
from viewer.canvas.colours import palette
from viewer.ui.models.alike import Alike, alike, differences, labs

NAMES = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def lab(name: str) -> np.ndarray:
    return colour_science.lab_from_linear(colour_science.linear_from_hex(name))


@given(st.lists(NAMES, min_size=1, max_size=12))
def test_the_measure_agrees_with_another_writing_of_it(names: list[str]) -> None:
    light = np.array([colour_science.linear_from_hex(name) for name in names])
    assert labs(light) == pytest.approx(np.array([lab(name) for name in names]), abs=0.1)
    found = differences(np.array([lab(name) for name in names]))
    for i, one in enumerate(names):
        for j, other in enumerate(names):
            assert found[i, j] == pytest.approx(colour_science.difference(lab(one), lab(other)), abs=1e-6)


def test_the_palette_has_no_two_that_look_alike() -> None:
    assert alike((colour.name(), colour) for colour in palette()) is None


def test_far_colours_are_no_pair_and_near_ones_are() -> None:
    colours = [("a", QColor("red")), ("b", QColor("blue")), ("c", QColor("#fe0000"))]
    assert alike(colours) == Alike("a", "c", "", 0)
    assert alike(colours[:2]) is None
    assert alike([]) is None


def test_what_everybody_confuses_comes_before_what_some_do() -> None:
    some = [("a", QColor("#c08000")), ("b", QColor("#909000"))]
    assert alike(some) == Alike("a", "b", "red-green colour-blind", 0)
    assert alike([*some, ("c", QColor("#0000ff")), ("d", QColor("#0000f8"))]) == Alike("c", "d", "", 1)


def test_thousands_of_one_colour_are_counted_and_not_gone_through() -> None:
    found = alike((str(number), QColor("red")) for number in range(20_000))
    assert found == Alike("0", "1", "", 20_000 * 19_999 // 2 - 1)

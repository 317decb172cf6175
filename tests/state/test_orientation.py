"""Turning and mirroring: what several of them come to, and how long they last."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSettings

from viewer.state import steps
from viewer.state.orientation import UPRIGHT, Orientation
from viewer.state.preferences import Preferences
from viewer.state.remembered import remember, with_habits
from viewer.state.view_state import ViewState

orientations = st.builds(Orientation, st.integers(0, 3), st.booleans())


def seen(orientation: Orientation, x: int, y: int) -> tuple[int, int]:
    xx, xy, yx, yy = orientation.matrix
    return xx * x + xy * y, yx * x + yy * y


def test_a_quarter_to_the_right_takes_the_top_to_the_right() -> None:
    assert seen(Orientation(1), 0, -1) == (1, 0)


@given(orientations)
def test_flips_exchange_the_sides_of_what_is_seen(orientation: Orientation) -> None:
    x, y = seen(orientation, 3, 5)
    assert seen(orientation.flipped_across(), 3, 5) == (-x, y)
    assert seen(orientation.flipped_down(), 3, 5) == (x, -y)
    assert orientation.flipped_across().flipped_across() == orientation


@given(orientations, st.integers(-9, 9))
def test_a_turn_turns_what_is_seen_and_four_are_none(orientation: Orientation, quarters: int) -> None:
    x, y = seen(orientation, 3, 5)
    assert seen(orientation.turned(1), 3, 5) == (-y, x)
    assert orientation.turned(quarters).turned(-quarters) == orientation
    assert orientation.turned(4) == orientation


def test_the_next_row_is_seen_the_same_way_unless_that_is_not_wanted() -> None:
    turned = steps.turn_view(ViewState(), 1)
    assert steps.go_to_row(turned, 1).orientation == Orientation(1)
    assert steps.go_to_row(replace(turned, keep_adjustments=False), 1).orientation == UPRIGHT


def test_whether_it_is_kept_is_remembered(tmp_path: Path) -> None:
    preferences = Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    state = with_habits(ViewState(), preferences)
    assert state.keep_adjustments
    remember(state, replace(state, keep_adjustments=False), preferences)
    assert not with_habits(ViewState(), preferences).keep_adjustments

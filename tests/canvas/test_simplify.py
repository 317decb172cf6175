"""Vertices that nobody sees are left out, and no others."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from viewer.canvas.simplify import FEW, simplified
from viewer.model.geometry import Vertices

coordinates = st.floats(-100, 100, width=32)
lines = st.integers(FEW + 1, 80).flatmap(lambda n: arrays(np.float64, (n, 2), elements=coordinates))
some_lines = st.lists(st.tuples(lines, st.booleans()), min_size=1, max_size=4)
tolerances = st.sampled_from([0.01, 0.25, 1.0, 10.0, 1000.0])


def away(point: Vertices, line: Vertices, *, closed: bool) -> float:
    """Of a point from a line, worked out plainly, an edge at a time."""
    ends = np.concatenate((line, line[:1])) if closed else line
    found = []
    for a, b in pairwise(ends):
        along = b - a
        length = float(along @ along)
        share = min(1.0, max(0.0, float((point - a) @ along) / length)) if length else 0.0
        found.append(float(np.hypot(*(point - a - share * along))))
    return min(found)


@given(some_lines, tolerances)
def test_no_vertex_left_out_lies_farther_than_the_tolerance(
    given_lines: list[tuple[Vertices, bool]], tolerance: float
) -> None:
    before, closed = [line for line, _ in given_lines], [ring for _, ring in given_lines]
    after = simplified(before, closed, tolerance)
    assert len(after) == len(before)
    for old, new, ring in zip(before, after, closed, strict=True):
        assert max(away(vertex, new, closed=ring) for vertex in old) <= tolerance + 1e-9


@given(some_lines, tolerances)
def test_what_stays_was_there_in_the_same_order(
    given_lines: list[tuple[Vertices, bool]], tolerance: float
) -> None:
    before, closed = [line for line, _ in given_lines], [ring for _, ring in given_lines]
    for old, new, ring in zip(before, simplified(before, closed, tolerance), closed, strict=True):
        rest = iter(old.tolist())
        assert all(vertex in rest for vertex in new.tolist())
        assert len(new) >= 3
        if not ring:
            assert (new[0].tolist(), new[-1].tolist()) == (old[0].tolist(), old[-1].tolist())


@pytest.mark.parametrize("closed", [False, True])
def test_a_smooth_curve_loses_most_of_its_vertices(closed: bool) -> None:
    turn = np.linspace(0, 2 * np.pi, 1000, endpoint=False)
    circle = 100 * np.column_stack((np.cos(turn), np.sin(turn)))
    (simpler,) = simplified([circle], [closed], 0.25)
    # An edge over an angle of a leaves r (1 - cos(a / 2)) of the circle out: 45 of them would do at best.
    assert 45 <= len(simpler) <= 150


def test_errors_of_many_rounds_do_not_add_up_beyond_the_tolerance() -> None:
    steps = np.arange(256)
    # Each halving leaves teeth of nearly the tolerance, one on top of the other.
    teeth = sum(0.9 * (steps >> halving & 1) for halving in range(7))
    jagged = np.column_stack((steps, teeth)).astype(float)
    (simpler,) = simplified([jagged], [False], 1.0)
    assert max(away(vertex, simpler, closed=False) for vertex in jagged) <= 1.0 + 1e-9


def test_a_line_of_two_vertices_beside_a_long_one_stays() -> None:
    short, long = np.array([[0.0, 0.0], [5.0, 5.0]]), np.column_stack((np.arange(50.0), np.zeros(50)))
    kept, simpler = simplified([short, long], [False, False], 0.5)
    np.testing.assert_array_equal(kept, short)
    assert len(simpler) < 10


def test_nothing_gives_nothing() -> None:
    assert simplified([], [], 1.0) == []

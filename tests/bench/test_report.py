"""The figures are reported whole, and a missed goal is said."""

import json

import pytest

from tests.bench.composite_masks import isolating_a_composite
from tests.bench.figure import Figure, medians_secs
from tests.bench.report import line, table, write_json

FAST = Figure("fast", 2.0, "ms", 1000.0, goal=100)
SLOW = Figure("much too slow", 5.0, "ms", 10.0, goal=3)


def test_a_figure_holds_from_its_goal_on():
    assert (FAST.ratio, FAST.holds) == (500, True)
    assert (SLOW.ratio, SLOW.holds) == (2, False)
    assert Figure("just so", 1.0, "ms", 3.0, goal=3).holds


def test_a_goal_can_be_what_ours_may_cost_whatever_the_reference_does():
    assert Figure("quick", 90.0, "ms", 1.0, at_most=100).holds
    assert not Figure("slow", 110.0, "ms", 1000.0, at_most=100).holds
    line = table([Figure("quick", 90.0, "ms", 45.0, at_most=100)]).splitlines()[1]
    assert line.split() == ["quick", "90", "ms", "45", "ms", "0.5x", "<=", "100", "ms", "holds"]


def test_the_table_is_aligned_and_says_what_is_missed():
    lines = table([FAST, SLOW]).splitlines()
    assert lines[1].split() == ["fast", "2", "ms", "1,000", "ms", "500x", "100x", "holds"]
    assert lines[1].index(" ms") == lines[2].index(" ms")
    assert lines[2].endswith("MISSED")
    assert lines[-1] == "MISSED 1 of 2 goals: much too slow"


def test_the_table_says_when_every_goal_holds():
    assert table([FAST]).endswith("\nEvery goal holds.")


def test_what_costs_nothing_that_could_be_measured_is_reported_too(tmp_path):
    nothing = Figure("nothing", 0.0, "ms", 10.0, at_most=16)
    assert nothing.holds
    assert line(nothing).split() == ["0", "ms", "10", "ms", "infx", "<=", "16", "ms", "holds"]
    file = tmp_path / "bench.json"
    write_json([nothing], file)
    assert json.loads(file.read_text(encoding="utf-8"))[0]["ratio"] is None


def test_the_json_has_every_field_of_every_figure(tmp_path):
    file = tmp_path / "build" / "bench.json"
    write_json([FAST, SLOW], file)
    assert json.loads(file.read_text(encoding="utf-8")) == [
        {
            "name": "fast",
            "value": 2,
            "unit": "ms",
            "reference": 1000,
            "ratio": 500,
            "goal": 100,
            "at_most": None,
            "holds": True,
        },
        {
            "name": "much too slow",
            "value": 5,
            "unit": "ms",
            "reference": 10,
            "ratio": 2,
            "goal": 3,
            "at_most": None,
            "holds": False,
        },
    ]


def test_ours_and_the_reference_take_turns():
    calls: list[str] = []
    medians_secs(lambda: calls.append("ours"), lambda: calls.append("reference"), rounds=2, ours_a_round=2)
    assert calls == ["ours", "ours", "ours", "reference", "ours", "ours", "reference"]


def test_the_composite_figure_measures_a_small_picture_too():
    figure = isolating_a_composite(200, 150, 5, rounds=1)
    assert figure.name.startswith("5 masks of a composite of 0 megapixels")
    assert figure.value > 0
    assert figure.ratio == pytest.approx(figure.reference / figure.value)

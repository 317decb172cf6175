"""Numbers and constants of an export in words."""

import pytest

from viewer.ui.words import amount, constant, counted, number, percent, score


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (98.0, "98"),
        (1166.606, "1166.606"),
        (0.5, "0.5"),
        (-0.0, "0"),
        (-0.0001, "0"),
        (100, "100"),
        (1e308, "1e+308"),
        (float("nan"), "nan"),
    ],
)
def test_a_number_has_no_useless_zeros(value: float, text: str) -> None:
    assert number(value) == text


def test_an_area_keeps_its_thousands_apart() -> None:
    assert (amount(61200.0), amount(0.54), amount(1e308)) == ("61,200", "0.5", "1e+308")


def test_a_count_agrees_with_its_word() -> None:
    assert [counted(count, "vertex", "vertices") for count in (0, 1, 1204)] == [
        "0 vertices",
        "1 vertex",
        "1,204 vertices",
    ]


def test_a_small_share_is_not_rounded_to_nothing() -> None:
    assert [percent(share) for share in (0.0, 0.0004, 0.042, 0.12, 1.0, 1.2)] == [
        "0 %",
        "0.04 %",
        "4.2 %",
        "12 %",
        "100 %",
        "120 %",
    ]


def test_a_score_beyond_one_is_no_share() -> None:
    assert (score(0.87), score(87.0), score(-1.0)) == ("87 %", "87", "-1")


def test_a_constant_of_the_format_is_read_as_words() -> None:
    assert (constant("IN_REVIEW"), constant("TRAINING"), constant(None)) == ("in review", "training", "")

"""Adjusted pixels, against the formula worked out with fractions, one value at a time."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage

from viewer.media.adjusting import PLAIN, Adjustments, Channel, adjusted
from viewer.tasks import Cancelled

any_adjustments = st.builds(
    Adjustments,
    brightness=st.floats(-1, 1),
    contrast=st.floats(-1, 1),
    gamma=st.floats(0.1, 10),
    channel=st.sampled_from(Channel),
    inverted=st.booleans(),
)


def image(*, alpha: bool) -> QImage:
    kind = QImage.Format.Format_ARGB32 if alpha else QImage.Format.Format_RGB32
    made = QImage(37, 71, kind)
    random = np.random.default_rng(5)
    for y in range(made.height()):
        for x in range(made.width()):
            red, green, blue = (int(value) for value in random.integers(0, 256, 3))
            made.setPixelColor(x, y, QColor(red, green, blue, int(random.integers(1, 256)) if alpha else 255))
    return made


OPAQUE, WITH_ALPHA = image(alpha=False), image(alpha=True)


def expected(value: int, how: Adjustments) -> float:
    slope = min(math.tan(math.pi / 4 * (1 + how.contrast)), 1e4)
    bent = min(max((value / 255 - 0.5) * slope + 0.5 + how.brightness, 0), 1) ** (1 / how.gamma)
    return 255 * (1 - bent if how.inverted else bent)


def seen(red: int, green: int, blue: int, alpha: int, how: Adjustments) -> list[float]:
    match how.channel:
        case Channel.ALL:
            return [expected(value, how) for value in (red, green, blue)]
        case Channel.LUMINANCE:
            grey = (299 * red + 587 * green + 114 * blue + 500) // 1000
        case Channel.RED:
            grey = red
        case Channel.GREEN:
            grey = green
        case Channel.BLUE:
            grey = blue
        case Channel.ALPHA:
            grey = alpha
    return [expected(grey, how)] * 3


@given(any_adjustments, st.integers(0, 36), st.integers(0, 70))
def test_every_pixel_is_what_the_formula_says(how: Adjustments, x: int, y: int) -> None:
    colour = OPAQUE.pixelColor(x, y)
    found = adjusted(OPAQUE, how).pixelColor(x, y)
    wanted = seen(colour.red(), colour.green(), colour.blue(), 255, how)
    assert np.allclose(found.getRgb()[:3], wanted, atol=0.51)
    assert found.alpha() == 255


@given(any_adjustments, st.integers(0, 36), st.integers(0, 70))
def test_alpha_stays_unless_a_channel_is_seen_alone(how: Adjustments, x: int, y: int) -> None:
    colour = WITH_ALPHA.pixelColor(x, y)
    found = adjusted(WITH_ALPHA, how).convertToFormat(QImage.Format.Format_ARGB32).pixelColor(x, y)
    wanted = seen(colour.red(), colour.green(), colour.blue(), colour.alpha(), how)
    if how.is_plain or how.channel is Channel.ALL:
        assert found.alpha() == colour.alpha()
        lost = 0.51 + 255 / (2 * colour.alpha())  # premultiplied, a colour keeps as many steps as alpha has
        assert np.allclose(found.getRgb()[:3], wanted, atol=lost + 0.5)
    else:
        assert found.alpha() == 255
        assert np.allclose(found.getRgb()[:3], wanted, atol=0.51)


def test_nothing_to_adjust_is_the_picture_itself() -> None:
    assert adjusted(OPAQUE, PLAIN).cacheKey() == OPAQUE.cacheKey()
    assert adjusted(OPAQUE, Adjustments(inverted=True)).cacheKey() != OPAQUE.cacheKey()


def test_it_can_be_given_up() -> None:
    def given_up() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        adjusted(OPAQUE, Adjustments(gamma=2), given_up)


@given(any_adjustments)
def test_brighter_values_never_become_darker_unless_inverted(how: Adjustments) -> None:
    table: Any = how.table().astype(int)
    steps = np.diff(table if not how.inverted else -table)
    assert (steps >= 0).all()

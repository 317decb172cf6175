"""How an image of another size is shown at first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QSizeF

from viewer.canvas.camera import Camera
from viewer.state.fit_rule import FitRule
from viewer.state.orientation import Orientation

VIEW = QSizeF(800, 600)


def camera(rule: FitRule, pixel: float = 1.0) -> Camera:
    made = Camera(None, lambda: rule, lambda: pixel)
    made.resize(VIEW)
    return made


@pytest.mark.parametrize(
    ("rule", "scale"),
    [(FitRule.WHOLE, 584 / 4000), (FitRule.WIDTH, 784 / 1000), (FitRule.ACTUAL, 0.5)],
)
def test_each_rule_shows_an_image_its_way(rule: FitRule, scale: float) -> None:
    looking = camera(rule, pixel=0.5)
    looking.look_at(QSizeF(1000, 4000))
    assert looking.viewport.scale == pytest.approx(scale)


def test_the_zoom_is_kept_but_for_the_first_image_of_an_export() -> None:
    looking = camera(FitRule.KEEP)
    looking.look_at(QSizeF(1000, 500))
    assert looking.viewport.is_fit
    looking.zoom_at(3.0, QPointF(400, 300))
    scale = looking.viewport.scale
    looking.look_at(QSizeF(2000, 900))
    assert looking.viewport.scale == scale
    assert looking.viewport.seen.center() == QPointF(1000, 450)
    looking.forget()
    looking.look_at(QSizeF(2000, 900))
    assert looking.viewport.is_fit


@given(
    st.floats(10, 9000),
    st.floats(10, 9000),
    st.sampled_from([Orientation(turn, mirrored) for turn in range(4) for mirrored in (False, True)]),
)
def test_the_width_fits_from_edge_to_edge_however_it_is_turned(
    width: float, height: float, orientation: Orientation
) -> None:
    looking = camera(FitRule.WIDTH)
    looking.look_at(QSizeF(width, height), orientation)
    corners = (looking.viewport.to_view(QPointF(x, y)) for x in (0, width) for y in (0, height))
    across, down = zip(*((corner.x(), corner.y()) for corner in corners), strict=True)
    if looking.viewport.scale < 256:
        assert min(across) == pytest.approx(8, abs=1e-6)
        assert max(across) == pytest.approx(792, abs=1e-6)
    assert min(down) >= 8 - 1e-6

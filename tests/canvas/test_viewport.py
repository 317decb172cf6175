"""Image and view coordinates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF

from viewer.canvas.viewport import MARGIN, MAX_SCALE, Viewport

sizes = st.integers(1, 40_000)
viewports = st.builds(
    lambda width, height, view_width, view_height: Viewport(
        QSizeF(view_width, view_height), QSizeF(width, height)
    ).fitted(),
    sizes,
    sizes,
    st.integers(200, 4000),
    st.integers(200, 3000),
)


def plain() -> Viewport:
    return Viewport(QSizeF(800, 600), QSizeF(400, 300)).fitted()


@given(viewports)
def test_fitted_shows_the_whole_image(viewport: Viewport) -> None:
    whole = viewport.view_from_image.mapRect(QRectF(QPointF(), viewport.image))
    assert whole.left() >= -0.5
    assert whole.top() >= -0.5
    assert whole.right() <= viewport.view.width() + 0.5
    assert whole.bottom() <= viewport.view.height() + 0.5


@given(viewports, st.floats(0.2, 5), st.floats(0.1, 0.9), st.floats(0.1, 0.9))
def test_zooming_keeps_the_pixel_under_the_cursor(
    viewport: Viewport, factor: float, across: float, down: float
) -> None:
    cursor = viewport.to_view(QPointF(viewport.image.width() * across, viewport.image.height() * down))
    before = viewport.to_image(cursor)
    zoomed = viewport.zoomed(factor, cursor)
    if zoomed.kept_in_sight() == zoomed and zoomed.scale not in (MAX_SCALE, viewport.fit_scale * 0.25):
        after = zoomed.to_image(cursor)
        assert (after.x(), after.y()) == (
            pytest.approx(before.x(), rel=1e-6),
            pytest.approx(before.y(), rel=1e-6),
        )


@given(viewports, st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_to_view_and_back_is_where_it_began(viewport: Viewport, x: float, y: float) -> None:
    there = viewport.to_image(viewport.to_view(QPointF(x, y)))
    assert there.x() == pytest.approx(x, abs=1e-3 / viewport.scale + 1e-6 * abs(x))
    assert there.y() == pytest.approx(y, abs=1e-3 / viewport.scale + 1e-6 * abs(y))


@given(viewports, st.floats(-1e7, 1e7), st.floats(-1e7, 1e7))
def test_panning_never_loses_the_image(viewport: Viewport, x: float, y: float) -> None:
    panned = viewport.panned(QPointF(x, y))
    whole = panned.view_from_image.mapRect(QRectF(QPointF(), panned.image))
    assert whole.right() >= MARGIN - 0.5
    assert whole.left() <= panned.view.width() - MARGIN + 0.5
    assert whole.bottom() >= MARGIN - 0.5
    assert whole.top() <= panned.view.height() - MARGIN + 0.5


def test_a_fitted_view_stays_fitted_when_the_window_grows() -> None:
    assert plain().resized(QSizeF(1600, 1200)).is_fit


def test_a_zoomed_view_keeps_its_middle_when_the_window_grows() -> None:
    zoomed = plain().zoomed(4, QPointF(100, 100))
    middle = zoomed.to_image(QPointF(400, 300))
    grown = zoomed.resized(QSizeF(1000, 700))
    assert grown.scale == zoomed.scale
    assert grown.to_image(QPointF(500, 350)).x() == pytest.approx(middle.x())


def test_framing_puts_a_part_in_the_middle_and_near() -> None:
    framed = plain().framing(QRectF(100, 100, 40, 30))
    assert framed.to_view(QPointF(120, 115)).x() == pytest.approx(400)
    assert framed.scale > plain().scale


def test_framing_a_point_does_not_zoom_without_end() -> None:
    assert plain().framing(QRectF(10, 10, 0, 0)).scale <= 8


def test_showing_what_is_seen_already_moves_nothing() -> None:
    zoomed = plain().zoomed(3, QPointF(400, 300))
    assert zoomed.showing(QRectF(190, 140, 20, 20)) == zoomed


def test_showing_what_is_out_of_sight_moves_there_at_the_same_zoom() -> None:
    zoomed = plain().zoomed(8, QPointF(400, 300))
    moved = zoomed.showing(QRectF(5, 5, 10, 10))
    assert moved.scale == zoomed.scale
    assert moved.seen.contains(QPointF(10, 10))

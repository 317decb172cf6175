"""Cells have places of their own, and are found by them again."""

from __future__ import annotations

from time import process_time

from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint

from viewer.ui.lightbox.layout import GridLayout

LAYOUTS = st.builds(
    GridLayout,
    count=st.integers(1, 500),
    width=st.integers(60, 2000),
    cell_width=st.integers(20, 480),
    cell_height=st.integers(20, 480),
    gap=st.integers(0, 20),
)


@given(LAYOUTS, st.data())
def test_the_middle_of_a_cell_leads_to_its_place(layout, data):
    place = data.draw(st.integers(0, layout.count - 1))
    middle = layout.rect(place).center()
    if 0 <= middle.x() < layout.width:
        assert layout.place_at(middle.x(), middle.y()) == place


@given(LAYOUTS)
def test_cells_do_not_overlap_and_lie_within_the_height(layout):
    first = [layout.rect(place) for place in range(min(layout.count, 2 * layout.columns + 1))]
    for number, rect in enumerate(first):
        assert not any(rect.intersects(other) for other in first[number + 1 :])
    assert layout.rect(layout.count - 1).bottom() < layout.height


@given(LAYOUTS, st.integers(0, 3000), st.integers(1, 1500))
def test_what_is_in_sight_is_just_what_touches_it(layout, top, height):
    bottom = top + height - 1
    seen = layout.places_between(top, bottom)
    for place in range(layout.count):
        rect = layout.rect(place)
        if rect.bottom() >= top and rect.top() <= bottom:
            assert place in seen
    assert len(seen) <= (height // layout.line_height + 2) * layout.columns


@given(LAYOUTS, st.integers(-50, 2500), st.integers(-50, 5000))
@example(GridLayout(1, 243, 224, 20, gap=20), 233, 20)
def test_a_point_leads_to_the_cell_that_holds_it_and_between_cells_nowhere(layout, x, y):
    place = layout.place_at(x, y)
    holding = [p for p in range(layout.count) if layout.rect(p).contains(QPoint(x, y))]
    assert holding == ([] if place is None else [place])


@given(LAYOUTS, st.data())
def test_the_edges_of_a_cell_lead_to_its_place(layout, data):
    place = data.draw(st.integers(0, layout.count - 1))
    rect = layout.rect(place)
    assert layout.place_at(rect.left(), rect.top()) == place
    assert layout.place_at(rect.right(), rect.bottom()) == place


def test_a_million_cells_take_no_longer_than_ten():
    def cost(count: int) -> float:
        begin = process_time()
        for _ in range(2000):
            layout = GridLayout(count, 1200, 160, 150)
            layout.places_between(layout.height // 2, layout.height // 2 + 900)
            layout.place_at(600, layout.height // 2)
        return process_time() - begin

    cost(10)
    assert cost(1_000_000) < 20 * cost(10)

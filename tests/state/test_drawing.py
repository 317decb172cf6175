"""What is remembered of how annotations are drawn."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.state.drawing import PLAIN_DRAWING, WIDTHS, Drawing, TabPart, drawing_from

drawings = st.builds(
    Drawing,
    fill=st.booleans(),
    outline=st.booleans(),
    halo=st.booleans(),
    line_width=st.floats(*WIDTHS),
    selected_opacity=st.floats(0, 1),
    tab=st.sets(st.sampled_from(TabPart), min_size=1).map(frozenset),
)


@given(drawings)
def test_what_was_written_is_read(drawing: Drawing) -> None:
    assert drawing_from(drawing.as_text()) == drawing


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "{}"])
def test_what_was_spoilt_is_as_in_the_beginning(text: str) -> None:
    assert drawing_from(text) == PLAIN_DRAWING


def test_a_spoilt_part_costs_itself() -> None:
    text = json.dumps(
        {"fill": "no", "halo": False, "line_width": 99, "selected_opacity": -3, "tab": ["id", 7]}
    )
    assert drawing_from(text) == Drawing(halo=False, line_width=WIDTHS[1], tab=frozenset({TabPart.ID}))


def test_a_tab_always_says_something() -> None:
    assert PLAIN_DRAWING.with_tab(TabPart.CLASS).tab == {TabPart.CLASS}
    assert PLAIN_DRAWING.with_tab(TabPart.ID).with_tab(TabPart.CLASS).tab == {TabPart.ID}

"""The tree of a JSON value, and the search in it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from viewer.canvas.colours import luminance
from viewer.model.annotation import JsonPath
from viewer.ui.models.json_search import find_text
from viewer.ui.models.json_tree import JsonTreeModel

VALUE: dict[str, Any] = {"a": {"b": [1, 2.5, None]}, "text": "one\ntwo", "yes": True, "none": []}


@pytest.fixture
def model(qapp: object) -> JsonTreeModel:
    model = JsonTreeModel()
    model.set_value(VALUE)
    return model


def shown(model: JsonTreeModel, path: JsonPath) -> tuple[object, object]:
    index = model.index_of(path)
    return index.data(), index.siblingAtColumn(1).data()


def test_keys_and_values_stand_as_json(model: JsonTreeModel) -> None:
    assert shown(model, ("a",)) == ("a", "{1}")
    assert shown(model, ("a", "b")) == ("b", "[3]")
    assert shown(model, ("a", "b", 1)) == ("1", "2.5")
    assert shown(model, ("a", "b", 2)) == ("2", "null")
    assert shown(model, ("text",)) == ("text", '"one\\ntwo"')
    assert shown(model, ("yes",)) == ("yes", "true")


def test_qt_finds_no_fault_with_the_model(model: JsonTreeModel) -> None:
    model.set_value({"big": list(range(250)), **VALUE})
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.mark(("big", 120))
    assert tester.model() is model


def test_types_differ_in_colour_and_read_well_on_both_themes(model: JsonTreeModel) -> None:
    for base in ("#ffffff", "#1b1e24", "#000000"):
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Base, QColor(base))
        model.set_palette(palette)
        colours = [
            model.index_of(path).siblingAtColumn(1).data(Qt.ItemDataRole.ForegroundRole)
            for path in (("text",), ("yes",), ("a", "b", 0))
        ]
        assert len({colour.name() for colour in colours}) == 3
        for colour in colours:
            light, dark = sorted((luminance(colour), luminance(QColor(base))), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_a_big_array_is_shown_in_pages_of_a_hundred(model: JsonTreeModel) -> None:
    model.set_value({"values": list(range(1024))})
    array = model.index_of(("values",))
    assert array.siblingAtColumn(1).data() == "[1,024]"
    assert model.rowCount(array) == 11
    last = model.index(10, 0, array)
    assert last.data() == "1000 … 1023"
    assert model.rowCount(last) == 24
    assert shown(model, ("values", 1001)) == ("1001", "1001")


def test_pages_of_pages_hold_a_million_elements(model: JsonTreeModel) -> None:
    model.set_value([0] * 1_000_000)
    assert model.rowCount() == 100
    index = model.index_of((123_456,))
    steps = 0
    while index.isValid():
        assert index.row() < 100
        index = index.parent()
        steps += 1
    assert steps == 3


def test_big_objects_are_paged_too_and_keep_their_keys(model: JsonTreeModel) -> None:
    model.set_value({"frames": {str(n): {"n": n} for n in range(300)}})
    assert model.rowCount(model.index_of(("frames",))) == 3
    assert shown(model, ("frames", "299", "n")) == ("n", "299")
    assert model.node(model.index_of(("frames", "299", "n"))).path == ("frames", "299", "n")


def test_nesting_of_two_hundred_levels_is_followed(model: JsonTreeModel) -> None:
    value: Any = "deep"
    for _ in range(200):
        value = {"in": value}
    model.set_value(value)
    assert shown(model, ("in",) * 200) == ("in", '"deep"')


def test_a_long_string_is_cut_with_its_length(model: JsonTreeModel) -> None:
    model.set_value({"s": "x" * 5000})
    text = shown(model, ("s",))[1]
    assert isinstance(text, str)
    assert text.endswith("… (5,000 characters)")
    assert len(text) < 2100


def test_a_path_that_leads_nowhere_leads_to_the_nearest_above(model: JsonTreeModel) -> None:
    assert model.node(model.index_of(("a", "b", 99, "x"))).path == ("a", "b")
    assert model.index_of(("nowhere",)) == QModelIndex()


def test_the_marked_node_alone_is_bold(model: JsonTreeModel) -> None:
    model.mark(("text",))
    model.mark(("a", "b"))
    fonts = {
        path: model.index_of(path).data(Qt.ItemDataRole.FontRole) for path in (("text",), ("a", "b"), ("a",))
    }
    assert fonts[("text",)] is None
    assert fonts[("a",)] is None
    assert fonts[("a", "b")].bold()


def test_marking_tells_the_views(model: JsonTreeModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.dataChanged):
        model.mark(("text",))


# --------------------------------------------------------------------- search


SEARCHED = {"car": 1, "list": ["Car", {"x": "scar", "y": None}], "tail": True}


def test_search_goes_from_match_to_match_and_round() -> None:
    found: list[JsonPath] = []
    here: JsonPath = ()
    for _ in range(4):
        here = find_text(SEARCHED, "CAR", here) or ()
        found.append(here)
    assert found == [("car",), ("list", 0), ("list", 1, "x"), ("car",)]


def test_search_goes_backwards_and_round() -> None:
    assert find_text(SEARCHED, "car", ("list", 0), backwards=True) == ("car",)
    assert find_text(SEARCHED, "car", ("car",), backwards=True) == ("list", 1, "x")
    assert find_text(SEARCHED, "car", (), backwards=True) == ("list", 1, "x")


def test_search_finds_words_and_numbers_as_json_writes_them() -> None:
    assert find_text(SEARCHED, "true", ()) == ("tail",)
    assert find_text(SEARCHED, "null", ()) == ("list", 1, "y")
    assert find_text(SEARCHED, "nothing of the kind", ()) is None


def test_search_can_be_given_up() -> None:
    class GivenUpError(Exception):
        pass

    def check() -> None:
        raise GivenUpError

    with pytest.raises(GivenUpError):
        find_text([1], "x", (), check=check)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=2), inner, max_size=3),
    max_leaves=12,
)


def every_match(value: Any, wanted: str, path: JsonPath = ()) -> list[JsonPath]:
    """Matches in file order, by recursion."""
    members = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    found: list[JsonPath] = []
    for key, below in members:
        own = below if isinstance(below, str) else "" if isinstance(below, dict | list) else json.dumps(below)
        if (isinstance(key, str) and wanted in key.casefold()) or wanted in own.casefold():
            found.append((*path, key))
        found += every_match(below, wanted, (*path, key))
    return found


@given(json_values)
def test_search_visits_every_match_in_order(value: Any) -> None:
    matches = every_match(value, "a")
    forwards: list[JsonPath | None] = []
    here: JsonPath = ()
    for _ in matches:
        here = find_text(value, "a", here) or ()
        forwards.append(here)
    assert forwards == matches
    for at, match in enumerate(matches):
        assert find_text(value, "a", match, backwards=True) == matches[at - 1]

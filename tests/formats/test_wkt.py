"""Well-known text, good and bad."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.formats.wkt import WktError, is_wkt, parse_wkt


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("POINT (1 2)", ("POINT", [(1, 2)])),
        ("point(1.5 -2e1)", ("POINT", [(1.5, -20)])),
        ("POINT Z (1 2 3)", ("POINT", [(1, 2)])),
        ("MULTIPOINT (1 2, 3 4)", ("POINT", [(1, 2), (3, 4)])),
        ("MULTIPOINT ((1 2), (3 4))", ("POINT", [(1, 2), (3, 4)])),
        ("LINESTRING (0 0, 1 1)", ("LINESTRING", [[(0, 0), (1, 1)]])),
        ("MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))", ("LINESTRING", [[(0, 0), (1, 1)], [(2, 2), (3, 3)]])),
        (" POLYGON ((0 0,1 0,1 1)) ", ("POLYGON", [[[(0, 0), (1, 0), (1, 1)]]])),
        (
            "POLYGON((0 0,9 0,9 9),(1 1,2 1,2 2))",
            ("POLYGON", [[[(0, 0), (9, 0), (9, 9)], [(1, 1), (2, 1), (2, 2)]]]),
        ),
        (
            "MULTIPOLYGON (((0 0,1 0,1 1)),((5 5,6 5,6 6)))",
            ("POLYGON", [[[(0, 0), (1, 0), (1, 1)]], [[(5, 5), (6, 5), (6, 6)]]]),
        ),
        ("MULTIPOLYGON EMPTY", ("POLYGON", [])),
    ],
)
def test_each_kind_is_read(text: str, expected: tuple[str, list[Any]]) -> None:
    assert is_wkt(text)
    assert parse_wkt(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yes",
        "POLYGON",
        "POLYGON (0 0, 1 1, 2 2)",
        "POLYGON ()",
        "POLYGON (())",
        "POLYGON ((0, 1, 2))",
        "POLYGON ((0 0, one 1, 2 2))",
        "POLYGON ((0 0, 1 1)",
        "POLYGON ((0 0, 1 1)))",
        "POLYGON ((0 0)) ((1 1))",
        "POINT (1)",
        "POINT (1 2, 3 4)",
        "LINESTRING ((0 0, 1 1))",
        "CIRCLE (0 0, 1)",
        "POLYGON " + "(" * 5000 + ")" * 5000,
    ],
)
def test_a_broken_text_is_an_error(text: str) -> None:
    with pytest.raises(WktError):
        parse_wkt(text)


@pytest.mark.parametrize("text", ["yes", "Point of view", "polygonal", "MULTI", ""])
def test_an_answer_is_no_geometry(text: str) -> None:
    assert not is_wkt(text)


@given(st.text(alphabet="POLYGNMUTI(),. 019-e", max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_is_an_error(text: str) -> None:
    try:
        kind, _ = parse_wkt(text)
    except WktError:
        return
    assert kind in ("POINT", "LINESTRING", "POLYGON")

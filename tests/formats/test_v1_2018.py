"""Exports of 2018 and 2019, which have class names for keys."""

from __future__ import annotations

from typing import Any

import pytest

from tests.formats.rows import SQUARE, errors, the_annotations, the_label, the_object, v1_2018_row
from viewer.formats.row import read_row
from viewer.model.annotation import Checklist, Option, Text
from viewer.model.geometry import Mask, Point, Polygon, Polyline, Unreadable

TWO_POLYGONS = "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)), ((10 10, 19 10, 19 19, 10 10), (12 11, 13 11, 13 12)))"


def problems_of(of_label: Any) -> list[str]:
    return errors(read_row(v1_2018_row(of_label), 0))


def test_each_polygon_of_a_text_is_an_object_and_keeps_its_holes() -> None:
    first, second = the_annotations(v1_2018_row({"Car": TWO_POLYGONS})).objects
    assert (first.name, first.annotation_kind, first.path) == ("Car", "polygon", ("Label", "Car"))
    assert isinstance(first.geometry, Polygon)
    assert isinstance(second.geometry, Polygon)
    assert first.geometry.exterior.tolist() == [[0, 0], [4, 0], [4, 4]]
    assert [hole.tolist() for hole in second.geometry.holes] == [[[12, 11], [13, 11], [13, 12]]]


@pytest.mark.parametrize("geometry", [SQUARE, "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))"])
def test_a_polygon_has_questions_beside_it(geometry: Any) -> None:
    found = the_object(v1_2018_row({"Car ": [{"geometry": geometry, "parked?": "yes", "doors": ["a", "b"]}]}))
    assert (found.name, found.value, found.path) == ("Car", "Car ", ("Label", "Car ", 0))
    assert isinstance(found.geometry, Polygon)
    assert found.geometry.exterior.tolist() == [[0, 0], [10, 0], [10, 10], [0, 10]]
    parked, doors = found.classifications
    assert (parked.name, parked.answer, parked.path) == (
        "parked?",
        Text("yes"),
        ("Label", "Car ", 0, "parked?"),
    )
    place = ("Label", "Car ", 0, "doors")
    assert doors.answer == Checklist((Option("a", (*place, 0)), Option("b", (*place, 1))))


def test_a_list_of_points_is_a_polygon() -> None:
    first, second = the_annotations(v1_2018_row({"Car": [SQUARE, SQUARE]})).objects
    assert isinstance(first.geometry, Polygon)
    assert (first.path, second.path) == (("Label", "Car", 0), ("Label", "Car", 1))


@pytest.mark.parametrize(
    "value", [[{"geometry": {"x": 3, "y": 4}}], {"x": 3, "y": 4}, [{"x": 3, "y": 4}], "POINT (3 4)"]
)
def test_a_point_is_one_in_every_form(value: Any) -> None:
    found = the_object(v1_2018_row({"Nose": value}))
    assert (found.annotation_kind, found.geometry) == ("point", Point(3.0, 4.0))


def test_a_line_is_one() -> None:
    found = the_object(v1_2018_row({"Road": "LINESTRING (0 0, 5 5)"}))
    assert found.annotation_kind == "line"
    assert isinstance(found.geometry, Polyline)


def test_questions_about_the_image_stand_beside_the_classes() -> None:
    found = the_annotations(
        v1_2018_row({"Car": [SQUARE], "weather": "rain", "seen": ["sun", "moon"], "n": 3})
    )
    assert [question.name for question in found.classifications] == ["weather", "seen", "n"]
    assert found.classifications[0].answer == Text("rain")
    assert isinstance(found.classifications[1].answer, Checklist)
    assert len(found.objects) == 1


@pytest.mark.parametrize(("of_label", "skipped"), [("Skip", True), ({}, False), (None, False), ([], False)])
def test_nothing_labelled_is_a_label_all_the_same(of_label: Any, skipped: bool) -> None:
    found = the_label(v1_2018_row(of_label))
    assert found.annotations.is_empty
    assert found.is_skipped is skipped
    assert problems_of(of_label) == []


def test_a_list_around_the_classes_is_no_obstacle() -> None:
    found = the_object(v1_2018_row([{"Car": [SQUARE]}]))
    assert found.path == ("Label", 0, "Car", 0)


def test_masks_of_the_row_are_objects_of_their_class() -> None:
    found = the_object(v1_2018_row({}, Masks={"Car": "https://example.org/mask.png"}))
    assert (found.name, found.annotation_kind, found.geometry) == (
        "Car",
        "mask",
        Mask("https://example.org/mask.png"),
    )
    assert found.path == ("Masks", "Car")


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("POLYGON ((0 0, 1 1", 'Label.Car: no WKT polygon, line or point: "POLYGON ((0 0, 1 1"'),
        ("POLYGON ((0 0, 1 1))", "Label.Car: a polygon needs 3 different vertices, found 2"),
        ("POLYGON ((0 0, 1e308 1, 2 2))", "Label.Car: expected coordinates that can be drawn, found 1e+308"),
        ([[{"x": 0, "y": 0}]], "Label.Car[0]: a polygon needs 3 different vertices, found 1"),
        ([{"geometry": 5}], "Label.Car[0].geometry: expected WKT, a point or a list of points, found 5"),
    ],
)
def test_a_bad_geometry_keeps_its_place(value: Any, problem: str) -> None:
    found = the_object(v1_2018_row({"Car": value}))
    assert isinstance(found.geometry, Unreadable)
    assert problems_of({"Car": value}) == [problem]


def test_a_bad_polygon_leaves_the_others_of_its_text() -> None:
    found = the_annotations(v1_2018_row({"Car": "MULTIPOLYGON (((0 0, 1 1)), ((0 0, 4 0, 4 4)))"}))
    assert [type(thing.geometry) for thing in found.objects] == [Unreadable, Polygon]


@pytest.mark.parametrize(
    ("of_label", "count"), [("Later", 1), (5, 1), ({"Car": {"speed": 5}}, 1), (["Car"], 1)]
)
def test_what_is_no_label_is_kept_aside(of_label: Any, count: int) -> None:
    assert len(the_annotations(v1_2018_row(of_label)).misfits) == count
    assert len(problems_of(of_label)) == count

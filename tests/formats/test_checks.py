"""What can be read and still looks wrong."""

from __future__ import annotations

from typing import Any

import pytest

from tests.formats.rows import box, feature, label, row, the_object, warnings
from viewer.formats.row import read_row
from viewer.model.geometry import Box


def test_an_id_that_stands_twice_in_a_label_is_told_once() -> None:
    (oddity,) = warnings(read_row(row(label(objects=[box("a"), box("b"), box("a")])), 0))
    assert oddity == (
        "projects.project-1.labels[0].annotations.objects[2]: the feature id a stands twice in one label"
    )


def test_an_id_may_stand_in_two_labels_and_in_many_frames() -> None:
    frames = {"1": {"objects": {"a": box("a")}}, "2": {"objects": {"a": box("a")}}}
    value = row(
        label("one", objects=[box("a")]), label("two", objects=[box("a")]), label("three", frames=frames)
    )
    assert read_row(value, 0).issues == ()


@pytest.mark.parametrize(
    "thing",
    [
        box(left=-1e6),
        box(top=5000.0),
        feature("ImagePoint", point={"x": 1e8, "y": 1}),
        feature("ImagePolyline", line=[{"x": 0, "y": 0}, {"x": 0, "y": -900}]),
        feature("ImagePolygon", polygon=[{"x": 0, "y": 0}, {"x": 1, "y": 0}, {"x": 999, "y": 1}]),
    ],
)
def test_what_reaches_far_outside_the_image_is_kept_and_told(thing: Any) -> None:
    (oddity,) = warnings(read_row(row(label(objects=[thing])), 0))
    assert oddity.endswith("reaches far outside the image of 100 x 80 pixels")


def test_what_leans_over_the_edge_is_nobodys_mistake() -> None:
    value = row(label(objects=[box(left=-20.0, width=150.0)]))
    assert the_object(value).geometry == Box(-20.0, 1.0, 150.0, 3.0)
    assert read_row(value, 0).issues == ()


def test_an_image_of_unknown_size_has_no_outside() -> None:
    assert read_row(row(label(objects=[box(left=1e6)]), media_attributes={}), 0).issues == ()

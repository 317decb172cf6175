"""What an object says beside its geometry."""

from __future__ import annotations

from typing import Any

import pytest

from tests.formats.rows import box, errors, feature, label, radio, row, the_annotations, the_object, warnings
from viewer.formats.row import read_row
from viewer.model.annotation import Metric, Radio
from viewer.model.geometry import Box, Unreadable


def test_an_object_has_a_name_to_show_and_a_value_for_machines() -> None:
    found = the_object(row(label(objects=[box("f9")])))
    assert (found.name, found.value, found.annotation_kind) == ("tree", "tree_value", "ImageBoundingBox")
    assert (found.feature_id, found.schema_id) == ("f9", "schema of f9")
    assert found.path == ("projects", "project-1", "labels", 0, "annotations", "objects", 0)


def test_keys_that_older_exports_lack_are_not_missed() -> None:
    thing = {"name": "tree", "annotation_kind": "ImagePoint", "point": {"x": 1, "y": 1}}
    assert read_row(row(label(objects=[thing])), 0).issues == ()
    found = the_object(row(label(objects=[thing])))
    assert (found.value, found.feature_id, found.schema_id) == (None, None, None)


def test_a_prediction_may_have_a_confidence_and_metrics() -> None:
    metrics = [{"name": "iou", "value": 0.5}, {"name": "bad"}, "worse"]
    thing = {**box(), "confidence": 0.875, "custom_metrics": metrics}
    found = the_object(row(label(objects=[thing])))
    assert found.confidence == 0.875
    assert found.metrics == (Metric("iou", 0.5),)
    assert len(errors(read_row(row(label(objects=[thing])), 0))) == 2


def test_an_object_has_questions_of_its_own() -> None:
    found = the_object(row(label(objects=[{**box(), "classifications": [radio("alive?", "no")]}])))
    (question,) = found.classifications
    assert isinstance(question.answer, Radio)
    assert (question.name, question.answer.option.name) == ("alive?", "no")


@pytest.mark.parametrize("junk", [None, 5, "box", [box()]])
def test_what_is_no_object_keeps_its_place(junk: Any) -> None:
    value = row(label(objects=[box("a"), junk, box("b")]))
    first, bad, last = the_annotations(value).objects
    assert isinstance(first.geometry, Box)
    assert isinstance(last.geometry, Box)
    assert isinstance(bad.geometry, Unreadable)
    assert bad.geometry.raw == junk
    assert bad.path[-1] == 1
    assert len(errors(read_row(value, 0))) == 1


def test_a_bad_object_costs_nothing_but_itself() -> None:
    value = row(label(objects=[box("a"), box("b", top="?"), box("c")]))
    assert [type(thing.geometry) for thing in the_annotations(value).objects] == [Box, Unreadable, Box]


def test_a_bad_field_costs_the_field_and_not_the_geometry() -> None:
    thing = {**box(), "confidence": "high", "feature_schema_id": {}, "classifications": "none"}
    found = the_object(row(label(objects=[thing])))
    assert found.geometry == Box(2.0, 1.0, 4.0, 3.0)
    assert (found.confidence, found.schema_id, found.classifications) == (None, None, ())
    assert len(errors(read_row(row(label(objects=[thing])), 0))) == 3


def test_an_object_without_a_kind_is_drawn_by_its_key() -> None:
    thing = {key: value for key, value in box().items() if key != "annotation_kind"}
    found = the_object(row(label(objects=[thing])))
    assert (found.annotation_kind, found.geometry) == ("unknown", Box(2.0, 1.0, 4.0, 3.0))
    assert len(errors(read_row(row(label(objects=[thing])), 0))) == 1


def test_an_object_without_a_name_is_called_by_its_value() -> None:
    thing = {**box(), "name": None}
    assert the_object(row(label(objects=[thing]))).name == "tree_value"
    (oddity,) = warnings(read_row(row(label(objects=[thing])), 0))
    assert oddity.endswith('expected text as "name", found nothing')


def test_a_long_text_is_shortened_in_a_message() -> None:
    (problem,) = errors(read_row(row(label(objects=[box(top="9" * 50 + "," + "9" * 5000)])), 0))
    assert len(problem) < 200
    assert problem.endswith('…"')


def test_objects_by_feature_id_are_taken_for_a_list() -> None:
    thing = feature("ImagePoint", point={"x": 1, "y": 1})
    del thing["feature_id"]
    found = the_object(row(label(objects={"f7": thing})))
    assert found.feature_id == "f7"
    assert found.path[-1] == "f7"

"""Exports of the first version, from 2019 on."""

from __future__ import annotations

from typing import Any

import pytest

from tests.formats.rows import (
    SQUARE,
    errors,
    the_annotations,
    the_label,
    the_object,
    the_row,
    v1_row,
    warnings,
)
from viewer.formats.row import read_row
from viewer.model.annotation import Checklist, Classification, KeyFrame, Radio, Text
from viewer.model.geometry import (
    Box,
    Geo,
    GeoShape,
    Mask,
    PageBox,
    Point,
    Polygon,
    Polyline,
    TextSpan,
    Unreadable,
)
from viewer.model.row import LabelDetails, Performance, Review

EDGES = {"top": 1, "left": 2, "height": 3, "width": 4}


def thing(**parts: Any) -> Any:
    return {
        "featureId": "f1",
        "schemaId": "s1",
        "title": "Tree",
        "value": "tree",
        "color": "#FF0000",
        **parts,
    }


def with_objects(*things: Any, **parts: Any) -> Any:
    return v1_row({"objects": list(things), "classifications": [], "relationships": [], **parts})


def question_of(value: Any) -> Classification:
    (found,) = the_annotations(with_objects(classifications=[value])).classifications
    return found


@pytest.mark.parametrize(
    ("parts", "kind", "geometry"),
    [
        ({"bbox": EDGES, "instanceURI": "u"}, "bbox", Box(2.0, 1.0, 4.0, 3.0)),
        (
            {"bbox": EDGES, "page": 4, "unit": "POINTS"},
            "bbox",
            PageBox(4, Box(2.0, 1.0, 4.0, 3.0), unit="POINTS"),
        ),
        ({"point": {"x": 1, "y": 2}}, "point", Point(1.0, 2.0)),
        ({"instanceURI": "u"}, "mask", Mask("u")),
        (
            {"data": {"location": {"start": 25, "end": 44}}, "format": "text.location", "instanceURI": "u"},
            "text",
            TextSpan(25, 44),
        ),
    ],
)
def test_the_kind_is_the_key_that_holds_the_geometry(parts: Any, kind: str, geometry: Any) -> None:
    found = the_object(with_objects(thing(**parts)))
    assert (found.annotation_kind, found.geometry) == (kind, geometry)
    assert (found.name, found.value, found.feature_id, found.schema_id) == ("Tree", "tree", "f1", "s1")
    assert found.color == "#FF0000"
    assert found.path == ("Label", "objects", 0)


def test_polygons_and_lines_are_lists_of_points() -> None:
    polygon = the_object(with_objects(thing(polygon=SQUARE, instanceURI="u")))
    line = the_object(with_objects(thing(line=SQUARE)))
    assert (polygon.annotation_kind, line.annotation_kind) == ("polygon", "line")
    assert isinstance(polygon.geometry, Polygon)
    assert isinstance(line.geometry, Polyline)


@pytest.mark.parametrize(
    ("word", "coordinates", "shape"),
    [
        ("polygon", [[[0, 0], [1, 0], [1, 1], [0, 0]]], GeoShape.POLYGON),
        ("rectangle", [[[0, 0], [1, 0], [1, 1], [0, 1]]], GeoShape.BOX),
        ("polyline", [[0, 0], [1, 0]], GeoShape.POLYLINE),
        ("point", [-99.1, 19.4], GeoShape.POINT),
    ],
)
def test_tiled_imagery_has_a_geometry_of_its_own(word: str, coordinates: Any, shape: GeoShape) -> None:
    found = the_object(with_objects(thing(type=word, geometry={"coordinates": coordinates})))
    assert found.annotation_kind == "geometry"
    assert isinstance(found.geometry, Geo)
    assert found.geometry.shape is shape


def test_an_object_with_nothing_but_a_name_is_unreadable() -> None:
    found = the_object(with_objects(thing()))
    assert found.geometry == Unreadable("no geometry, as with the cuboids of old exports", thing())


def test_the_answer_tells_the_type_of_a_question() -> None:
    text = question_of({"title": "why?", "answer": "because"})
    option = {"title": "A", "featureId": "o"}
    radio = question_of({"title": "which?", "answer": option})
    dropdown = question_of({"title": "which?", "answer": [option]})
    checklist = question_of({"title": "which?", "answers": [option, {"title": "B"}]})
    assert text.answer == Text("because")
    assert isinstance(radio.answer, Radio)
    assert isinstance(dropdown.answer, Radio)
    assert isinstance(checklist.answer, Checklist)
    assert [option.name for option in checklist.answer.options] == ["A", "B"]
    assert dropdown.answer.option.path == ("Label", "classifications", 0, "answer", 0)


def test_a_list_within_a_list_of_answers_is_taken_apart() -> None:
    question = question_of({"title": "q", "answers": [[{"title": "A"}], {"title": "B"}]})
    assert isinstance(question.answer, Checklist)
    assert [option.path[-2:] for option in question.answer.options] == [(0, 0), ("answers", 1)]


def test_answers_ask_further_questions() -> None:
    nested = [{"title": "how?", "answer": "so"}]
    question = question_of({"title": "q", "answer": {"title": "A", "classifications": nested}})
    assert isinstance(question.answer, Radio)
    assert question.answer.option.classifications[0].answer == Text("so")


def test_the_columns_tell_of_the_label() -> None:
    review = {"id": "r", "score": 1, "createdAt": "t", "createdBy": "b@example.org", "labelId": "l"}
    value = v1_row(
        {}, **{"Agreement": 0.5, "Benchmark Agreement": 1, "Benchmark ID": "b", "Reviews": [review]}
    )
    found = the_label(value)
    assert found.details == LabelDetails(
        "2021-07-13T21:19:39.000Z",
        "2021-07-14T21:19:39.000Z",
        "someone@example.org",
        reviews=(Review(1.0, "t", "b@example.org", "r"),),
    )
    assert found.performance == Performance(
        seconds_to_label=12.5, consensus_score=0.5, benchmark_score=1.0, benchmark_id="b"
    )
    (project,) = the_row(value).projects
    assert (project.id, project.name, found.id) == (None, "Streets", "label-1")


@pytest.mark.parametrize("agreement", [None, -1, "", "-1"])
def test_no_agreement_has_many_forms(agreement: Any) -> None:
    value = v1_row({}, **{"Agreement": agreement, "Seconds to Label": "5.249"})
    performance = the_label(value).performance
    assert performance is not None
    assert (performance.consensus_score, performance.seconds_to_label) == (None, 5.249)
    assert read_row(value, 0).issues == ()


@pytest.mark.parametrize(
    ("skipped", "expected"), [(True, True), ("True", True), ("False", False), (None, False)]
)
def test_a_skipped_label_says_so(skipped: Any, expected: bool) -> None:
    value = v1_row({}, **{"Skipped": skipped})
    assert the_label(value).is_skipped is expected
    assert read_row(value, 0).issues == ()


def test_frames_may_be_a_file_of_their_own() -> None:
    value = v1_row({"frames": "https://example.org/frames"})
    assert the_annotations(value).frames_url == "https://example.org/frames"


@pytest.mark.parametrize("wrap", [lambda frames: frames, lambda frames: {"frames": frames}])
def test_or_stand_in_the_row(wrap: Any) -> None:
    key, other = thing(bbox=EDGES, keyframe=True), thing(bbox=EDGES, keyframe=False)
    frames = [{"frameNumber": 2, "objects": [key]}, {"frameNumber": 1, "objects": [other]}, "junk"]
    value = v1_row(wrap(frames))
    found = the_annotations(value)
    assert [frame.number for frame in found.frames] == [1, 2]
    assert found.key_frames == (KeyFrame("f1", 2),)
    assert [misfit.unreadable.raw for misfit in found.misfits] == ["junk"]
    assert len(errors(read_row(value, 0))) == 1


def test_parts_that_nobody_knows_are_kept() -> None:
    value = with_objects(holograms=[1])
    assert [misfit.path for misfit in the_annotations(value).misfits] == [("Label", "holograms")]
    assert len(warnings(read_row(value, 0))) == 1


@pytest.mark.parametrize(
    "data", [{"data": {"source": "f1", "target": "f1"}}, {"source": "f1", "target": "f1"}, {}]
)
def test_relationships_are_looked_for_where_they_may_be(data: Any) -> None:
    value = with_objects(thing(bbox=EDGES), relationships=[{"title": "next to", "featureId": "r", **data}])
    (found,) = the_annotations(value).relationships
    assert found.name == "next to"
    assert isinstance(found.ends, Unreadable) is not bool(data)

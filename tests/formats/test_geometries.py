"""Each kind of geometry as the format writes it, and what is wrong with it in one way at a time."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tests.formats.rows import SQUARE, box, errors, feature, label, row, the_object, warnings
from viewer.formats.row import read_row
from viewer.model.geometry import (
    Box,
    ChosenMessage,
    CompositeMask,
    Geo,
    Geometry,
    GeoShape,
    Mask,
    MessageChoice,
    PageBox,
    PageTokens,
    Point,
    Polygon,
    Polyline,
    TextSpan,
    TokenGroup,
    Unreadable,
)

OBJECT = "projects.project-1.labels[0].annotations.objects[0]"


def geometry_of(thing: Any) -> Geometry:
    return the_object(row(label(objects=[thing]))).geometry


def problems_of(thing: Any) -> list[str]:
    """Errors of a row with this one object, each without the place of the object."""
    found = errors(read_row(row(label(objects=[thing])), 0))
    assert all(problem.startswith(OBJECT) for problem in found)
    return [problem.removeprefix(OBJECT).removeprefix(".") for problem in found]


def oddities_of(thing: Any) -> list[str]:
    return [
        oddity.removeprefix(OBJECT + ".") for oddity in warnings(read_row(row(label(objects=[thing])), 0))
    ]


def points(*pairs: tuple[Any, Any]) -> list[dict[str, Any]]:
    return [{"x": x, "y": y} for x, y in pairs]


@pytest.mark.parametrize("medium", ["Image", "Video", "DICOM"])
def test_a_box_is_read_from_its_edges(medium: str) -> None:
    edges = {"top": 7, "left": 5.5, "height": 3.0, "width": 2}
    assert geometry_of(feature(f"{medium}BoundingBox", bounding_box=edges)) == Box(5.5, 7.0, 2.0, 3.0)


def test_a_box_may_be_empty() -> None:
    assert geometry_of(box(height=0)) == Box(2.0, 1.0, 4.0, 0.0)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"height": -3.0}, "bounding_box.height: negative height: -3"),
        ({"width": -0.5}, "bounding_box.width: negative width: -0.5"),
        ({"top": "12,5"}, 'bounding_box.top: expected a number, found "12,5"'),
        ({"top": None}, 'bounding_box: expected a number as "top", found nothing'),
        ({"top": True}, "bounding_box.top: expected a number, found true"),
        ({"top": [1]}, "bounding_box.top: expected a number, found a list of 1"),
        ({"top": "nan"}, 'bounding_box.top: expected a number, found "nan"'),
        ({"left": math.nan}, "bounding_box.left: expected a number, found nan"),
        ({"left": math.inf}, "bounding_box.left: expected a number, found inf"),
        ({"left": 1e308}, "bounding_box.left: expected a coordinate that can be drawn, found 1e+308"),
        ({"left": 10**400}, "bounding_box.left: expected a number, found a huge number"),
    ],
)
def test_a_box_that_cannot_be_drawn_says_why_and_keeps_what_the_file_says(
    changes: dict[str, Any], problem: str
) -> None:
    thing = box(**changes)
    assert problems_of(thing) == [problem]
    found = geometry_of(thing)
    assert isinstance(found, Unreadable)
    assert found.raw is thing
    assert problem.endswith(found.reason)


def test_a_number_written_as_text_is_taken_with_a_warning() -> None:
    assert geometry_of(box(top="1.5")) == Box(2.0, 1.5, 4.0, 3.0)
    assert oddities_of(box(top="1.5")) == ['bounding_box.top: expected a number, found "1.5"']


@pytest.mark.parametrize("text", ["1_000", "١٢", "0x10", "", "1.5 px"])
def test_a_text_that_is_a_number_to_nobody_else_is_none(text: str) -> None:
    assert isinstance(geometry_of(box(top=text)), Unreadable)


def test_a_polygon_loses_the_closing_vertex_that_the_file_repeats() -> None:
    closed = geometry_of(feature("ImagePolygon", polygon=[*SQUARE, SQUARE[0]]))
    open_one = geometry_of(feature("ImagePolygon", polygon=SQUARE))
    for found in (closed, open_one):
        assert isinstance(found, Polygon)
        assert found.exterior.tolist() == [[0, 0], [10, 0], [10, 10], [0, 10]]
        assert found.holes == ()


@pytest.mark.parametrize(
    ("vertices", "count"),
    [
        ([], 0),
        (points((1, 1)), 1),
        (points((1, 1), (2, 2)), 2),
        (points((1, 1), (2, 2), (1, 1)), 2),
        (points((1, 1), (1, 1), (1, 1), (1, 1)), 1),
    ],
)
def test_a_polygon_needs_three_different_vertices(vertices: list[Any], count: int) -> None:
    thing = feature("ImagePolygon", polygon=vertices)
    assert isinstance(geometry_of(thing), Unreadable)
    assert problems_of(thing) == [f"polygon: a polygon needs 3 different vertices, found {count}"]


@pytest.mark.parametrize("kind", ["ImagePolyline", "ImageLine", "VideoPolyline", "DICOMPolyline"])
def test_a_line_is_read_in_every_spelling(kind: str) -> None:
    found = geometry_of(feature(kind, line=points((0, 1), (2.5, 3))))
    assert isinstance(found, Polyline)
    assert found.vertices.tolist() == [[0, 1], [2.5, 3]]


def test_a_line_needs_two_different_vertices() -> None:
    thing = feature("ImagePolyline", line=points((1, 1), (1, 1)))
    assert problems_of(thing) == ["line: a line needs 2 different vertices, found 1"]


@pytest.mark.parametrize(
    ("vertex", "problem"),
    [
        ({"x": "12,5", "y": 1}, 'polygon[2].x: expected a number, found "12,5"'),
        ({"x": 1, "y": None}, 'polygon[2]: expected a number as "y", found nothing'),
        ({"x": 1, "y": False}, "polygon[2].y: expected a number, found false"),
        ({"x": 1, "y": 1e308}, "polygon[2].y: expected a coordinate that can be drawn, found 1e+308"),
        ([1, 2], "polygon[2]: expected an object, found a list of 2"),
        (None, "polygon[2]: expected an object, found nothing"),
    ],
)
def test_a_bad_vertex_costs_its_polygon_and_is_named(vertex: Any, problem: str) -> None:
    assert problems_of(feature("ImagePolygon", polygon=[*SQUARE[:2], vertex, SQUARE[3]])) == [problem]


def test_many_numbers_written_as_text_give_one_warning() -> None:
    thing = feature("ImagePolygon", polygon=points(("0", "0"), ("9", "0"), ("9", "9")))
    assert isinstance(geometry_of(thing), Polygon)
    assert oddities_of(thing) == ['polygon[0].x: expected a number, found "0"']


def test_vertices_cannot_be_changed() -> None:
    found = geometry_of(feature("ImagePolygon", polygon=SQUARE))
    assert isinstance(found, Polygon)
    with pytest.raises(ValueError, match="read-only"):
        found.exterior[0, 0] = 5


def test_a_point_is_read() -> None:
    assert geometry_of(feature("ImagePoint", point={"x": 1.25, "y": 2})) == Point(1.25, 2.0)


SHARE = {"url": "composite", "color_rgb": [10, 20, 30]}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"mask": {"url": "single"}}, Mask("single")),
        ({"composite_mask": SHARE}, Mask(None, CompositeMask("composite", (10, 20, 30)))),
        (
            {"mask": {"url": "single"}, "composite_mask": SHARE},
            Mask("single", CompositeMask("composite", (10, 20, 30))),
        ),
        ({"mask": None, "composite_mask": SHARE}, Mask(None, CompositeMask("composite", (10, 20, 30)))),
        (
            {"composite_mask": {"url": "c", "color_rgb": [10.0, 0.0, 255.0]}},
            Mask(None, CompositeMask("c", (10, 0, 255))),
        ),
    ],
)
def test_a_mask_has_a_picture_of_its_own_or_a_share_of_one(parts: dict[str, Any], expected: Mask) -> None:
    thing = feature("ImageSegmentationMask", **parts)
    assert geometry_of(thing) == expected
    assert problems_of(thing) == []


@pytest.mark.parametrize(
    "color", [[1, 2], [1, 2, 256], [-1, 2, 3], "10,20,30", [1, 2, "3"], [1, 2, True], [1.5, 2, 3]]
)
def test_a_bad_colour_costs_the_composite_and_leaves_the_single_mask(color: Any) -> None:
    bad_share = {"url": "composite", "color_rgb": color}
    thing = feature("ImageSegmentationMask", mask={"url": "single"}, composite_mask=bad_share)
    assert geometry_of(thing) == Mask("single")
    (problem,) = problems_of(thing)
    assert problem.startswith("composite_mask.color_rgb")


def test_a_bad_colour_of_the_only_picture_is_one_error() -> None:
    thing = feature("ImageSegmentationMask", composite_mask={"url": "c", "color_rgb": [1, 2]})
    assert isinstance(geometry_of(thing), Unreadable)
    assert len(problems_of(thing)) == 1


def test_a_mask_without_any_picture_is_unreadable() -> None:
    thing = feature("ImageSegmentationMask", mask={})
    assert isinstance(geometry_of(thing), Unreadable)
    assert problems_of(thing) == [": expected a mask.url or a composite_mask, found neither"]


def test_a_text_entity_is_a_span_of_characters() -> None:
    found = geometry_of(feature("TextEntity", location={"start": 112, "end": 128, "token": "suggests"}))
    assert found == TextSpan(112, 128, token="suggests")


def test_an_entity_of_a_conversation_names_its_message() -> None:
    place = {"message_id": "4", "location": {"start": 0, "end": 8}}
    found = geometry_of(feature("ConversationalTextEntity", conversational_location=place))
    assert found == TextSpan(0, 8, "4")


@pytest.mark.parametrize("place", [{"start": 5, "end": 4}, {"start": -1, "end": 4}, {"start": 0.5, "end": 4}])
def test_a_span_that_runs_backwards_is_unreadable(place: Any) -> None:
    assert isinstance(geometry_of(feature("TextEntity", location=place)), Unreadable)


def test_a_box_of_a_document_knows_its_page() -> None:
    edges = {"top": 48.0, "left": 58.0, "height": 65.0, "width": 12.0}
    size = {"height": 792.0, "width": 612.0}
    thing = feature("DocumentBoundingBox", page_number=3, bounding_box=edges, page_dimensions=size)
    assert geometry_of(thing) == PageBox(3, Box(58.0, 48.0, 12.0, 65.0), (612.0, 792.0))


def test_a_bad_page_size_costs_only_itself() -> None:
    edges = {"top": 48.0, "left": 58.0, "height": 65.0, "width": 12.0}
    thing = feature("DocumentBoundingBox", page_number=3, bounding_box=edges, page_dimensions={"height": 0})
    assert geometry_of(thing) == PageBox(3, Box(58.0, 48.0, 12.0, 65.0))
    assert problems_of(thing) == ['page_dimensions: expected a number as "width", found nothing']


def test_an_entity_of_a_document_is_groups_of_words() -> None:
    groups = [{"id": "g", "page_number": 1, "tokens": ["t1", "t2"], "text": "Metal insulator"}]
    found = geometry_of(feature("DocumentEntityToken", location={"groups": groups}))
    assert found == PageTokens((TokenGroup(1, ("t1", "t2"), "Metal insulator"),))


RING = [[0, 0], [0, 2], [3, 2], [3, 0], [0, 0]]


@pytest.mark.parametrize(
    ("kind", "geojson", "shape", "parts"),
    [
        (
            "GeoPoint",
            {"type": "Point", "coordinates": [-122.3, 37.8]},
            GeoShape.POINT,
            [[[-122.3, 37.8]]],
        ),
        (
            "GeoPolyline",
            {"type": "LineString", "coordinates": [[1, 2], [3, 4]]},
            GeoShape.POLYLINE,
            [[[1, 2], [3, 4]]],
        ),
        ("GeoPolygon", {"type": "Polygon", "coordinates": [RING]}, GeoShape.POLYGON, [RING[:4]]),
        ("GeoBoundingBox", {"type": "Polygon", "coordinates": [RING]}, GeoShape.BOX, [RING[:4]]),
        (
            "GeoPolygon",
            {"type": "MultiPolygon", "coordinates": [[RING], [RING]]},
            GeoShape.POLYGON,
            [RING[:4], RING[:4]],
        ),
    ],
)
def test_geojson_is_read_as_the_kind_uses_it(
    kind: str, geojson: Any, shape: GeoShape, parts: list[Any]
) -> None:
    found = geometry_of(feature(kind, geojson=geojson))
    assert isinstance(found, Geo)
    assert found.shape is shape
    assert [part.tolist() for part in found.parts] == parts


@pytest.mark.parametrize("coordinates", [[], [[]], [[[0, 0], [1, 1]]], [[["0"]]], "0 0", [[[[[[0, 0]]]]]]])
def test_bad_coordinates_are_unreadable(coordinates: Any) -> None:
    found = geometry_of(feature("GeoPolygon", geojson={"type": "Polygon", "coordinates": coordinates}))
    assert isinstance(found, Unreadable)


def test_messages_of_a_chat_are_chosen_or_ranked() -> None:
    one = {"message_id": "a", "model_config_name": "m", "parent_message_id": "p"}
    several = {"messages": [{"message_id": "a"}, {"message_id": "b"}], "parent_message_id": "p"}
    ranked = {"ranked_messages": [{"message_id": "b", "order": 1}], "parent_message_id": "p"}
    assert geometry_of(feature("MessageSingleSelection", selected_message=one)) == MessageChoice(
        (ChosenMessage("a", "m"),), "p"
    )
    assert geometry_of(feature("MessageMultiSelection", selected_messages=several)) == MessageChoice(
        (ChosenMessage("a"), ChosenMessage("b")), "p"
    )
    assert geometry_of(feature("MessageRanking", ranked_messages=ranked)) == MessageChoice(
        (ChosenMessage("b", order=1),), "p"
    )


def test_an_unknown_kind_is_kept_with_its_name_and_json() -> None:
    thing = feature("ImageCuboid", cuboid={"scale": [1, 2, 3]})
    found = the_object(row(label(objects=[thing])))
    assert found.annotation_kind == "ImageCuboid"
    assert found.geometry == Unreadable('unknown annotation kind "ImageCuboid"', thing)
    assert problems_of(thing) == [': unknown annotation kind "ImageCuboid"']


def test_an_unknown_kind_with_a_known_key_is_drawn_by_it_with_a_warning() -> None:
    thing = feature("HologramBoundingBox", bounding_box={"top": 0, "left": 0, "height": 1, "width": 1})
    assert geometry_of(thing) == Box(0.0, 0.0, 1.0, 1.0)
    (oddity,) = oddities_of(thing)
    assert oddity.endswith('unknown annotation kind "HologramBoundingBox", read by its "bounding_box"')

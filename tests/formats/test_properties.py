"""Whatever JSON a file holds, reading it gives a row and issues whose paths lead into it."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.corpus import DOCUMENTED_ROWS
from tests.formats import rows
from viewer.formats.row import ReadRow, read_row
from viewer.model.annotation import JsonPath
from viewer.model.row import DataRow, UnreadableRow

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(
        [
            1e308,
            10**400,
            -1,
            "12,5",
            "12.5",
            "",
            "Skip",
            "POLYGON ((0 0, 1 1",
            "MULTIPOLYGON (((0 0, 4 0, 4 4)))",
        ]
    ),
)
WORDS = """
    data_row media_attributes projects experiments runs models model_runs labels predictions annotations
    objects classifications relationships frames groups segments key_frame_feature_map timestamp 1
    annotation_kind bounding_box polygon line point mask composite_mask color_rgb location geojson
    coordinates radio_answer checklist_answers text_answer content Label geometry answer answers x y
"""
KEYS = st.one_of(
    st.text(max_size=4),
    st.sampled_from(WORDS.split()),
    st.sampled_from(["Labeled Data", "DataRow ID"]),
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)
QUIET = settings(deadline=None, suppress_health_check=list(HealthCheck))


def written_rows() -> Iterator[Any]:
    nested = rows.radio(nested=[rows.radio()])
    mask = rows.feature(
        "ImageSegmentationMask",
        "m",
        mask={"url": "u"},
        composite_mask={"url": "c", "color_rgb": [1, 2, 3]},
        classifications=[nested],
    )
    polygon = rows.feature("ImagePolygon", "p", polygon=rows.SQUARE, confidence=0.5)
    label = rows.label(
        objects=[rows.box(), polygon, mask], classifications=[nested], relationships=[rows.arrow("f1", "p")]
    )
    yield rows.row(label)
    run = {"name": "run", "labels": [label], "predictions": [label]}
    yield rows.row(projects={}, experiments={"e": {"name": "e", "runs": {"r": run}}})
    yield rows.row(projects={}, models={"m": {"model_name": "m", "model_runs": {"r": run}}})
    frame = {"objects": {"f1": rows.box()}, "classifications": [nested]}
    video = rows.label(
        frames={"2": frame}, segments={"f1": [[1, 2]]}, key_frame_feature_map={"f1": {"1": True}}
    )
    yield rows.row(video)
    group = {"name": "Axial", "frames": {"1": frame}, "classifications": [nested]}
    slices = rows.label(groups={"Axial": group}, segments={"Axial": {"f1": [[1, 1]]}})
    yield rows.row(slices)
    question = {
        "title": "q",
        "answers": [[{"title": "a", "classifications": [{"title": "r", "answer": "t"}]}]],
    }
    things = [
        {"featureId": "a", "title": "box", "bbox": {"top": 0, "left": 0, "height": 1, "width": 1}, "page": 1},
        {
            "featureId": "b",
            "title": "geo",
            "type": "polygon",
            "geometry": {"coordinates": [[[0, 0], [1, 0], [1, 1]]]},
        },
        {"featureId": "c", "title": "mask", "instanceURI": "u", "classifications": [question]},
    ]
    yield rows.v1_row({"objects": things, "classifications": [question]})
    yield rows.v1_row([{"frameNumber": 1, "objects": things, "classifications": []}])
    polygons = "MULTIPOLYGON (((0 0, 4 0, 4 4)), ((5 5, 9 5, 9 9, 5 5), (6 5, 7 5, 7 6)))"
    yield rows.v1_2018_row(
        {"Car": polygons, "Tree": [{"geometry": rows.SQUARE, "tall?": "yes"}], "sunny?": "no"}
    )


def documented_rows() -> Iterator[Any]:
    if DOCUMENTED_ROWS.is_dir():
        yield from (json.loads(path.read_text("utf-8")) for path in sorted(DOCUMENTED_ROWS.glob("*.json")))


SEEDS = [*written_rows(), *documented_rows()]


def places(value: Any, path: JsonPath = ()) -> Iterator[JsonPath]:
    if path:
        yield path
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for step, child in children:
        yield from places(child, (*path, step))


PLACES = [list(places(seed)) for seed in SEEDS]


@st.composite
def mutated_rows(draw: st.DrawFn) -> Any:
    number = draw(st.integers(0, len(SEEDS) - 1))
    value = copy.deepcopy(SEEDS[number])
    for path in draw(st.lists(st.sampled_from(PLACES[number]), min_size=1, max_size=3)):
        *above, last = path
        try:
            parent = rows.at(value, tuple(above))
            _mutate(draw, parent, last)
        except (KeyError, IndexError, TypeError):
            continue  # an earlier mutation took the place away
    return value


def _mutate(draw: st.DrawFn, parent: Any, last: Any) -> None:
    match draw(st.sampled_from(["delete", "replace", "retype", "wrap"])):
        case "delete":
            del parent[last]
        case "replace":
            parent[last] = draw(JSON)
        case "retype":
            parent[last] = str(parent[last])
        case _:
            parent[last] = [parent[last]]


def assert_sound(read: ReadRow, value: Any) -> None:
    assert isinstance(read.row, DataRow | UnreadableRow)
    for issue in read.issues:
        rows.at(value, issue.path)
        assert issue.row == 7
        assert issue.message
        assert len(issue.found or "") <= 62
        str(issue).encode("utf-8")
    if isinstance(read.row, UnreadableRow):
        assert read.issues
    else:
        for label in read.row.labels():
            rows.at(value, label.path)


@given(JSON)
@settings(QUIET, max_examples=150)
def test_any_json_value_gives_a_row(value: Any) -> None:
    assert_sound(read_row(value, 7), value)


@given(st.dictionaries(KEYS, JSON, max_size=5), st.sampled_from(["data_row", "Labeled Data"]))
@settings(QUIET, max_examples=150)
def test_any_object_that_calls_itself_a_row_gives_a_data_row(value: Any, mark: str) -> None:
    value = {**value, mark: {}}
    read = read_row(value, 7)
    assert isinstance(read.row, DataRow)
    assert_sound(read, value)


@given(mutated_rows())
@settings(QUIET, max_examples=400)
def test_a_damaged_row_gives_a_row_and_issues_that_lead_to_the_damage(value: Any) -> None:
    assert_sound(read_row(value, 7), value)


@pytest.mark.parametrize("seed", range(len(SEEDS)))
def test_the_rows_that_are_damaged_read_without_an_issue(seed: int) -> None:
    assert read_row(SEEDS[seed], 7).issues == ()


def test_reading_leaves_the_json_as_it_was() -> None:
    for seed in SEEDS:
        before = copy.deepcopy(seed)
        read_row(seed, 0)
        assert seed == before

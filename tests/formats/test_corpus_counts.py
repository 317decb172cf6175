"""Counts of published files: held as numbers, and confirmed by a few lines that know no model."""

from __future__ import annotations

import ast
import csv
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.corpus import CORPUS, DOCUMENTED_ROWS
from tests.formats.walking import classifications_of, objects_of, options_of, relationships_of
from viewer.formats import open_export
from viewer.formats.row import read_row
from viewer.model.annotation import Checklist, Radio, Text
from viewer.model.geometry import Unreadable
from viewer.model.row import DataRow, Family, LabelRole, MediaType


@dataclass
class Counts:
    families: dict[str, int]
    media: dict[str, int]
    labels: int = 0
    predictions: int = 0
    objects: dict[str, int] = field(default_factory=dict)
    radio: int = 0
    checklist: int = 0
    text: int = 0
    relationships: int = 0


def _documented_project() -> Counts:
    kinds = {"ImageBoundingBox": 4, "ImagePoint": 1, "ImagePolyline": 1, "ImagePolygon": 1}
    return Counts({"project": 1}, {"image": 1}, 1, 0, {**kinds, "ImageSegmentationMask": 5}, 4, 3, 4, 1)


def _documented_run() -> Counts:
    kinds = {"ImageBoundingBox": 4, "ImagePoint": 2, "ImagePolyline": 2, "ImagePolygon": 2}
    return Counts({"model-run": 1}, {"image": 1}, 1, 1, {**kinds, "ImageSegmentationMask": 3}, 8, 6, 3)


def _beta(medium: str, objects: dict[str, int], radio: int = 0, checklist: int = 0, text: int = 0) -> Counts:
    return Counts({"model-run-beta": 1}, {medium: 1}, 1, 1, objects, radio, checklist, text)


def _video(objects: dict[str, int], checklist: int = 0) -> Counts:
    return Counts({"project": 1}, {"video": 1}, 1, 0, objects, checklist=checklist)


def _of_2018(rows: int, polygons: int) -> Counts:
    return Counts({"v1-2018": rows}, {"image": rows}, rows, 0, {"polygon": polygons} if polygons else {})


def _v1(rows: int, medium: str, objects: dict[str, int], *answers: int) -> Counts:
    return Counts({"v1": rows}, {medium: rows}, rows, 0, objects, *answers)


EVERY_MEDIUM = {"audio": 1, "html": 1, "conversation": 1, "dicom": 1, "document": 1, "image": 1}
KINDS_ONCE = """
    ImagePolygon ImageBoundingBox ImagePolyline TextEntity ConversationalTextEntity DICOMPolyline
    DocumentEntityToken DocumentBoundingBox MessageSingleSelection MessageMultiSelection MessageRanking
"""
EXPECTED: dict[str, Counts] = {
    "seed000__01_projects_image-jpeg.json": _documented_project(),
    "seed000__02_experiments_image-jpeg.json": _documented_run(),
    "seed001__01_projects_image-jpeg.json": _documented_project(),
    "seed001__02_experiments_image-jpeg.json": _documented_run(),
    "seed002__01_models_template.json": _beta("unknown", {}),
    "seed002__02_models_image-jpeg.json": _beta(
        "image",
        {
            "ImageBoundingBox": 4,
            "ImagePolygon": 2,
            "ImagePoint": 2,
            "ImageSegmentationMask": 2,
            "ImageLine": 2,
        },
        8,
        6,
        2,
    ),
    "seed002__03_models_text-plain.json": _beta("text", {"TextEntity": 2}, 6, 6, 2),
    "seed002__04_models_video-mp4.json": _beta(
        "video", {"VideoBoundingBox": 8, "VideoPolyline": 10, "VideoPoint": 2}, 10, 6
    ),
    "seed002__05_models_application-x-tms-geo.json": _beta(
        "geo", {"GeoPoint": 2, "GeoPolygon": 4, "GeoPolyline": 2, "GeoBoundingBox": 6}, 2, 4, 2
    ),
    "seed002__06_models_text-html.json": _beta("html", {}, 6, 6, 2),
    "v2-minimal.ndjson": Counts(
        {"project": 2}, {"image": 2}, 2, 0, {"ImageBoundingBox": 1, "ImagePoint": 1, "ImagePolygon": 1}
    ),
    "v2-image-boxes.ndjson": Counts({"project": 2}, {"image": 2}, 2, 0, {"ImageBoundingBox": 16}),
    "v2-catalog-with-embedding.ndjson": Counts({"project": 1}, {"image": 1}, 1, 0, {"ImagePolygon": 2}),
    "v2-video-boxes-pretty.ndjson": _video({"VideoBoundingBox": 57}),
    "v2-video-masks-pretty.ndjson": _video({"VideoSegmentationMask": 12}),
    "v2-video-classifications-pretty.ndjson": _video({}, checklist=2),
    "v2-every-media-wrapped.ndjson": Counts(
        {"project": 13},
        {**EVERY_MEDIUM, "video": 2, "text": 5},
        13,
        0,
        {**dict.fromkeys(KINDS_ONCE.split(), 1), "VideoBoundingBox": 3},
        6,
        11,
        12,
    ),
    "v1-2018-empty_skipped.json": _of_2018(2, 0),
    "v1-2018-labelbox_1.json": _of_2018(10, 10),
    "v1-2018-labelbox_xy_1.json": _of_2018(2, 7),
    "v1-2018-v2_wkt.json": _of_2018(2, 6),
    "v1-2018-v3_wkt.json": _of_2018(10, 10),
    "v1-2018-v3_xy.json": _of_2018(10, 10),
    "v1-image_export.json": _v1(
        1, "image", {"bbox": 4, "mask": 1, "polygon": 2, "point": 1, "line": 2}, 7, 0, 1
    ),
    "v1-highly_nested_image.json": _v1(1, "image", {"polygon": 1, "mask": 1, "point": 1}, 7, 2, 2),
    "v1-tiled_image_export.json": _v1(
        2, "geo", {"geometry": 6, "polygon": 1, "point": 5, "line": 1, "bbox": 1}
    ),
    "v1-pdf_export.json": _v1(1, "document", {"bbox": 7}),
    "v1-text_export.json": _v1(1, "text", {"text": 4}, 2),
    "v1-video_export.json": _v1(1, "video", {"bbox": 500}),
    "v1-unkown_media_type_export.json": _v1(4, "image", {"polygon": 2}, 2),
}


def _path(name: str) -> Path:
    path = (DOCUMENTED_ROWS if name.startswith("seed") else CORPUS) / name
    if not path.exists():
        pytest.skip("published exports are not on this machine")
    return path


def _values(path: Path) -> list[Any]:
    text, decoder, values, end = path.read_text("utf-8"), json.JSONDecoder(), [], 0
    while (start := end + len(text[end:]) - len(text[end:].lstrip())) < len(text):
        value, end = decoder.raw_decode(text, start)
        values.extend(value if isinstance(value, list) else [value])
    return values


def _counted(path: Path) -> Counts:
    """As the model has it."""
    rows = [read_row(value, index).row for index, value in enumerate(_values(path))]
    assert all(isinstance(row, DataRow) for row in rows)
    data_rows = [row for row in rows if isinstance(row, DataRow)]
    questions = [question.answer for row in data_rows for question in classifications_of(row)]
    roles = Counter(label.role for row in data_rows for label in row.labels())
    return Counts(
        families=dict(Counter(str(family) for row in data_rows for family in row.families)),
        media=dict(Counter(str(row.media.media_type) for row in data_rows)),
        labels=roles[LabelRole.LABEL],
        predictions=roles[LabelRole.PREDICTION],
        objects=dict(Counter(thing.annotation_kind for row in data_rows for thing in objects_of(row))),
        radio=sum(isinstance(answer, Radio) for answer in questions),
        checklist=sum(isinstance(answer, Checklist) for answer in questions),
        text=sum(isinstance(answer, Text) for answer in questions),
        relationships=sum(1 for row in data_rows for _ in relationships_of(row)),
    )


def _dicts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _dicts(child)


def _plainly_counted_v2(values: list[Any]) -> tuple[dict[str, int], tuple[int, int, int], int]:
    """Objects by kind, radio, checklist and text answers, relationships, by the keys of plain JSON alone."""
    found = list(_dicts(values))
    kinds = Counter(thing["annotation_kind"] for thing in found if "annotation_kind" in thing)
    arrows = {kind: kinds.pop(kind) for kind in list(kinds) if kind.endswith("Relationship")}
    answers = Counter(key.removeprefix("conversational_") for thing in found for key in thing)
    return (
        dict(kinds),
        (answers["radio_answer"], answers["checklist_answers"], answers["text_answer"]),
        sum(arrows.values()),
    )


def _plainly_counted_v1(values: list[Any]) -> tuple[dict[str, int], tuple[int, int, int]]:
    words = {"bbox": "bbox", "polygon": "polygon", "line": "line", "point": "point"}
    words |= {"geometry": "geometry", "data": "text", "instanceURI": "mask"}
    things = [thing for part in _dicts(values) for thing in part.get("objects", [])]
    kinds = Counter(next(words[key] for key in words if key in thing) for thing in things)
    asked = [part for part in _dicts(values) if "answer" in part or "answers" in part]
    texts = sum(isinstance(part.get("answer"), str) for part in asked)
    lists = sum("answers" in part for part in asked)
    return dict(kinds), (len(asked) - texts - lists, lists, texts)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_counts_of_a_published_file(name: str) -> None:
    assert _counted(_path(name)) == EXPECTED[name]


@pytest.mark.parametrize("name", [name for name in EXPECTED if not name.startswith("v1")])
def test_plain_json_confirms_the_counts(name: str) -> None:
    expected = EXPECTED[name]
    answers = expected.radio, expected.checklist, expected.text
    assert _plainly_counted_v2(_values(_path(name))) == (expected.objects, answers, expected.relationships)


@pytest.mark.parametrize("name", [n for n in EXPECTED if n.startswith("v1-") and "2018" not in n])
def test_plain_json_confirms_the_counts_of_the_first_version(name: str) -> None:
    expected = EXPECTED[name]
    answers = expected.radio, expected.checklist, expected.text
    assert _plainly_counted_v1(_values(_path(name))) == (expected.objects, answers)


@pytest.mark.parametrize("name", [name for name in EXPECTED if "2018" in name])
def test_plain_text_confirms_the_polygons_of_2018(name: str) -> None:
    """A polygon is a pair of doubled parentheses of WKT, or a list of points."""
    polygons = 0
    for label in (value["Label"] for value in _values(_path(name))):
        text = json.dumps(label)
        polygons += text.count("((") + text.count('[{"x"')
    assert polygons == sum(EXPECTED[name].objects.values())


@pytest.mark.parametrize("name", EXPECTED)
def test_nothing_of_a_published_file_is_unreadable(name: str) -> None:
    for index, value in enumerate(_values(_path(name))):
        read = read_row(value, index)
        assert isinstance(read.row, DataRow)
        assert not any(isinstance(thing.geometry, Unreadable) for thing in objects_of(read.row))
        assert not any(isinstance(question.answer, Unreadable) for question in classifications_of(read.row))
        assert not any(label.annotations.misfits for label in read.row.labels())


def test_the_only_issue_of_the_published_files_is_a_placeholder() -> None:
    issues = [
        str(issue)
        for name in EXPECTED
        for index, value in enumerate(_values(_path(name)))
        for issue in read_row(value, index).issues
    ]
    place = (
        "projects.made-up-project.labels[0].annotations.objects[2].ranked_messages.ranked_messages[0].order"
    )
    assert issues == [f'{place}: expected a whole number, found "<idx>"']


@pytest.mark.parametrize("name", EXPECTED)
def test_every_path_leads_to_what_was_read_from_it(name: str) -> None:
    for index, value in enumerate(_values(_path(name))):
        row = read_row(value, index).row
        assert isinstance(row, DataRow)
        _check_paths(row, value)


def _check_paths(row: DataRow, value: Any) -> None:
    def at(path: tuple[str | int, ...]) -> Any:
        found = value
        for step in path:
            found = found[step]
        return found

    legacy = not {Family.V1, Family.V1_2018}.isdisjoint(row.families)
    id_key, name_key = ("featureId", "title") if legacy else ("feature_id", "name")
    for container in (*row.projects, *row.experiments):
        assert isinstance(at(container.path), dict)
        assert legacy or container.path[-1] == container.id
    for embedding in row.embeddings:
        assert at(embedding.path)["name"] == embedding.name
    for label in row.labels():
        assert legacy or at(label.path).get("id") == label.id
        for frame in label.annotations.frames:
            assert frame.number in (at(frame.path).get("frameNumber"), int(str(frame.path[-1])))
    features = [*classifications_of(row), *options_of(row), *relationships_of(row), *objects_of(row)]
    for feature in features:
        raw = at(feature.path)
        if Family.V1_2018 in row.families:
            assert feature.name in feature.path
        else:
            assert raw[name_key] == feature.name
            assert raw.get("value") == feature.value
            assert feature.feature_id in (raw.get(id_key), feature.path[-1])


def test_a_table_holds_what_its_cells_say() -> None:
    """Five rows of a table that a library wrote again, with Python's own notation in the cells."""
    path = _path("v1-table.csv")
    export = open_export(path)
    rows = [export.read(index).row for index in range(len(export))]
    data_rows = [row for row in rows if isinstance(row, DataRow)]
    kinds = Counter(thing.annotation_kind for row in data_rows for thing in objects_of(row))
    with path.open(encoding="utf-8", newline="") as file:
        cells = [ast.literal_eval(cell["Label_objects"] or "[]") for cell in csv.DictReader(file)]
    assert (len(data_rows), len(cells)) == (5, 5)
    words = ("bbox", "polygon", "line", "point", "instanceURI")
    plain = Counter(next(word for word in words if word in thing) for things in cells for thing in things)
    plain["mask"] = plain.pop("instanceURI", 0)
    assert kinds == +plain
    assert kinds == {"bbox": 6}


def test_an_export_without_a_data_row_says_what_it_is_not() -> None:
    (value,) = _values(_path("v2-annotations-by-media.json"))
    assert not isinstance(read_row(value, 0).row, DataRow)


def test_every_media_type_of_the_corpus_is_known() -> None:
    told = {medium for counts in EXPECTED.values() for medium in counts.media}
    assert told <= {str(medium) for medium in MediaType}

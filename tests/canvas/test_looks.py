"""What colours stand for, and which they are."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from tests.exports import box, label, relationship, row, v1_row, write
from viewer.canvas.colours import ClassColours, luminance
from viewer.canvas.looks import NO_VALUE, colour_of_value, on_ramp
from viewer.canvas.scene import Scene
from viewer.canvas.source import SceneSource
from viewer.formats import open_export
from viewer.media.store import MediaStore
from viewer.model.row import DataRow
from viewer.state.colouring import LegendLine, legend_of, questions_of
from viewer.state.view_state import ColourBy, ViewState
from viewer.tasks import InlineTasks

COLOURS = ClassColours(["dog"])


def radio(question: str, answer: str, *below: Any) -> Any:
    return {"name": question, "radio_answer": {"name": answer, "classifications": list(below)}}


def checklist(question: str, *answers: str) -> Any:
    return {"name": question, "checklist_answers": [{"name": each} for each in answers]}


def text(question: str, content: str) -> Any:
    return {"name": question, "text_answer": {"content": content}}


def read(folder: Path, *labels: Any, **more: Any) -> DataRow:
    with open_export(write(folder, row(*labels, **more))) as export:
        found = export.read(0).row
    assert isinstance(found, DataRow)
    return found


def scene_of(found: DataRow, by: ColourBy, question: str | None = None) -> Scene:
    source = SceneSource(MediaStore(InlineTasks()), InlineTasks(), lambda: None)
    paths = tuple(each.path for each in found.labels())
    state = ViewState(colour_by=by, colour_question=question, labels=paths)
    return source.scene(found, state, COLOURS, with_image=False)


def colours_of(scene: Scene) -> dict[str | None, str]:
    return {drawn.thing.feature_id: drawn.colour.name() for drawn in scene.things()}


def of(name: str) -> str:
    return COLOURS.of_class(name).name()


@pytest.fixture
def answered(qtbot: QtBot, tmp_path: Path) -> DataRow:
    things = [
        box("a", 0, 0, 9, 9, name="dog", classifications=[radio("coat", "long", text("note", "wet  dog"))]),
        box("b", 20, 0, 9, 9, name="dog", classifications=[checklist("parts", "tail", "ears")]),
        box("c", 40, 0, 9, 9, name="cat"),
    ]
    joined = [relationship("r", "a", "b", name="beside", classifications=[radio("coat", "both")])]
    weather = [radio("weather", "rain")]
    made = label(*things, relationships=joined, label_details={"created_by": "ann@example.com"})
    made["annotations"]["classifications"] = weather
    return read(tmp_path, made, label(box("d", 60, 0, 9, 9, name="dog"), label_id="other"))


def test_by_class_instance_and_ontology(answered: DataRow) -> None:
    assert colours_of(scene_of(answered, ColourBy.CLASS))["c"] == of("cat")
    instances = colours_of(scene_of(answered, ColourBy.INSTANCE))
    assert instances["a"] == COLOURS.of_instance(0).name()
    assert instances["b"] == COLOURS.of_instance(1).name()
    assert colours_of(scene_of(answered, ColourBy.ONTOLOGY))["a"] == of("dog"), "which this file has none of"


def test_by_annotator(answered: DataRow) -> None:
    found = colours_of(scene_of(answered, ColourBy.ANNOTATOR))
    assert found["a"] == found["r"] == of("ann@example.com")
    assert found["d"] == NO_VALUE.name(), "nobody says who made it"


def test_by_label_or_prediction(answered: DataRow) -> None:
    found = colours_of(scene_of(answered, ColourBy.LABEL))
    assert found["a"] == found["r"] != found["d"]


def test_no_label_or_prediction_has_the_colour_of_another() -> None:
    names = ["label", "prediction"]
    assert len({colour_of_value(name, ColourBy.LABEL, COLOURS).name() for name in names}) == 2
    many = [f"{role} {n}" for n in range(1, 9) for role in names]
    assert len({colour_of_value(name, ColourBy.LABEL, COLOURS).name() for name in many}) == len(many)


def test_by_the_ontologys_own_colour_where_the_file_has_one(qtbot: QtBot, tmp_path: Path) -> None:
    path = write(tmp_path, v1_row(dog="#12AB34", cat="mauve", owl="#x"))
    with open_export(path) as export:
        row_of_v1 = export.read(0).row
    assert isinstance(row_of_v1, DataRow)
    found = colours_of(scene_of(row_of_v1, ColourBy.ONTOLOGY))
    assert found == {"dog": "#12ab34", "cat": of("cat"), "owl": of("owl")}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("coat", {"a": "long", "b": None, "c": None, "r": "both"}),
        ("note", {"a": "wet dog", "b": None, "c": None, "r": None}),
        ("parts", {"a": None, "b": "ears, tail", "c": None, "r": None}),
        ("weather", {"a": "rain", "b": "rain", "c": "rain", "r": "rain", "d": None}),
    ],
)
def test_by_any_answer_nested_or_of_the_whole_label(
    answered: DataRow, question: str, expected: dict[str, str | None]
) -> None:
    found = colours_of(scene_of(answered, ColourBy.ANSWER, question))
    for feature_id, answer in expected.items():
        assert found[feature_id] == (NO_VALUE.name() if answer is None else of(answer))


def test_every_question_is_on_offer_once(answered: DataRow) -> None:
    assert questions_of(answered.labels()) == ("coat", "note", "parts", "weather")


def test_the_legend_counts_objects_most_frequent_first_and_none_last(answered: DataRow) -> None:
    labels = tuple(answered.labels())
    state = ViewState(colour_by=ColourBy.ANSWER, colour_question="weather")
    assert legend_of(labels, state) == (LegendLine("rain", 3), LegendLine(None, 1))


def test_confidence_goes_from_dark_to_light(qtbot: QtBot, tmp_path: Path) -> None:
    things = [box(f"f{n}", 0, 0, 9, 9, confidence=n / 10) for n in range(11)]
    found = scene_of(read(tmp_path, label(*things, box("none", 0, 0, 5, 5))), ColourBy.CONFIDENCE)
    by_id = {drawn.thing.feature_id: drawn.colour for drawn in found.things()}
    light = [luminance(by_id[f"f{n}"]) for n in range(11)]
    assert light == sorted(light)
    assert len(set(light)) == 11
    assert by_id["none"].name() == NO_VALUE.name()


@given(st.floats(allow_nan=True, allow_infinity=True), st.floats(0, 1))
def test_any_number_has_a_colour_and_more_is_never_darker(number: float, share: float) -> None:
    assert on_ramp(number).isValid()
    if math.isfinite(number) and 0 <= number <= 1:
        low, high = sorted((number, share))
        assert luminance(on_ramp(low)) <= luminance(on_ramp(high)) + 1e-3

"""Questions and answers, and how they nest."""

from __future__ import annotations

from typing import Any

import pytest

from tests.formats.rows import errors, label, radio, row, the_annotations, the_row
from tests.formats.walking import classifications_of
from viewer.formats.classifications import MAX_DEPTH
from viewer.formats.row import read_row
from viewer.model.annotation import Checklist, Classification, Radio, Text
from viewer.model.geometry import Unreadable


def question_of(value: Any) -> Classification:
    (found,) = the_annotations(row(label(classifications=[value]))).classifications
    return found


def problems_of(value: Any) -> list[str]:
    return errors(read_row(row(label(classifications=[value])), 0))


def test_a_radio_has_one_option_with_questions_of_its_own() -> None:
    question = question_of(radio("weather", "rain", nested=[radio("much?", "yes")]))
    assert isinstance(question.answer, Radio)
    option = question.answer.option
    assert (question.name, option.name, option.classifications[0].name) == ("weather", "rain", "much?")
    assert option.path == (*question.path, "radio_answer")
    assert option.classifications[0].path == (*question.path, "radio_answer", "classifications", 0)


def test_a_checklist_has_options_in_the_order_of_the_file() -> None:
    answers = [{"name": "b", "feature_id": "2", "confidence": 0.5}, {"name": "a", "feature_id": "1"}]
    question = question_of({"name": "which?", "checklist_answers": answers})
    assert isinstance(question.answer, Checklist)
    first, second = question.answer.options
    assert (first.name, first.feature_id, first.confidence, second.name) == ("b", "2", 0.5, "a")


def test_a_text_has_a_content() -> None:
    answer = {"content": "free text", "classifications": [radio()]}
    question = question_of({"name": "why?", "text_answer": answer})
    assert isinstance(question.answer, Text)
    assert question.answer.content == "free text"
    assert len(question.answer.classifications) == 1


@pytest.mark.parametrize(
    ("key", "value", "kind"),
    [
        ("conversational_radio_answer", {"name": "a"}, Radio),
        ("conversational_checklist_answers", [{"name": "a"}], Checklist),
        ("conversational_text_answer", {"content": "a"}, Text),
    ],
)
def test_a_question_in_a_conversation_names_its_message(key: str, value: Any, kind: type) -> None:
    question = question_of({"name": "q", "message_id": "m1", key: value})
    assert isinstance(question.answer, kind)
    assert question.message_id == "m1"


@pytest.mark.parametrize(
    "value",
    [
        {"name": "q"},
        {"name": "q", "radio_answer": []},
        {"name": "q", "checklist_answers": {}},
        {"name": "q", "text_answer": {"content": None}},
        {"name": "q", "text_answer": "text"},
        None,
        "yes",
        [],
    ],
)
def test_an_answer_that_cannot_be_read_keeps_its_place_and_json(value: Any) -> None:
    question = question_of(value)
    assert isinstance(question.answer, Unreadable)
    assert question.answer.raw == value
    assert len(problems_of(value)) == 1


def test_a_bad_option_costs_itself_alone() -> None:
    value = {"name": "q", "checklist_answers": [{"name": "a"}, "b", None]}
    question = question_of(value)
    assert isinstance(question.answer, Checklist)
    assert [option.name for option in question.answer.options] == ["a", "b", "unreadable"]
    assert len(problems_of(value)) == 2


def tower(levels: int) -> Any:
    question = radio("top")
    for _ in range(levels - 1):
        question = radio("q", nested=[question])
    return question


def test_questions_nest_as_deep_as_anybody_needs() -> None:
    read = read_row(row(label(classifications=[tower(MAX_DEPTH)])), 0)
    assert read.issues == ()
    assert len(list(classifications_of(the_row(row(label(classifications=[tower(MAX_DEPTH)])))))) == MAX_DEPTH


@pytest.mark.parametrize("levels", [MAX_DEPTH + 1, 400, 5000])
def test_questions_that_nest_without_end_are_cut_where_nobody_can_follow(levels: int) -> None:
    read = read_row(row(label(classifications=[tower(levels)])), 0)
    (problem,) = errors(read)
    assert problem.endswith("questions nest deeper than 64 levels")
    found = list(classifications_of(the_row(row(label(classifications=[tower(levels)])))))
    assert isinstance(found[-1].answer, Unreadable)
    assert len(found) == MAX_DEPTH + 1

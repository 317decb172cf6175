"""What the details say of objects, labels, containers and rows read from hand-written exports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests import exports
from viewer.formats import read_row
from viewer.model.annotation import Classification, JsonPath, Option, Radio
from viewer.model.annotation import Text as Answer
from viewer.model.row import DataRow, UnreadableRow
from viewer.ui.details.annotation import classification_sections
from viewer.ui.details.compose import sections
from viewer.ui.details.context import Context, MaskFacts
from viewer.ui.details.data_row import unreadable_row_sections
from viewer.ui.details.embedding import embedding_numbers
from viewer.ui.details.fields import (
    Block,
    Chips,
    CopyText,
    Link,
    OpenUrl,
    Section,
    SelectPath,
    ShowNumbers,
    Swatch,
    Table,
    Text,
    Value,
    plain,
)

OBJECTS: JsonPath = ("projects", "project-1", "labels", 0, "annotations", "objects")
LABEL: JsonPath = OBJECTS[:4]


def parsed(row: dict[str, Any]) -> DataRow:
    read = read_row(row, 0).row
    assert isinstance(read, DataRow)
    return read


def described(
    row: dict[str, Any],
    path: JsonPath | None = None,
    *,
    mask: MaskFacts | str | None = None,
    numbers: Mapping[JsonPath, tuple[float, ...] | str] | None = None,
) -> dict[str, Section]:
    context = Context(parsed(row), lambda _: "#123456", lambda _: mask, numbers or {})
    return {section.id: section for section in sections(context, path)}


def values(section: Section) -> dict[str, Value]:
    return {field.key: field.value for field in section.fields}


def texts(section: Section) -> dict[str, str]:
    return {key: value.text for key, value in values(section).items() if isinstance(value, Text)}


# --------------------------------------------------------------------- geometry


def test_a_box_is_told_by_corner_size_and_area() -> None:
    found = described(exports.row(exports.label(exports.box("b", 20, 30, 40, 60))), (*OBJECTS, 0))
    assert texts(found["geometry"]) == {
        "Left, top": "20, 30 px",
        "Right, bottom": "60, 90 px",
        "Size": "40 \N{MULTIPLICATION SIGN} 60 px",
        "Area": "2,400 px² (2 % of the image)",  # 2,400 of 400 x 300 = 120,000
    }


def test_a_polygon_is_told_by_vertices_area_and_bounds() -> None:
    triangle = exports.polygon("p", (10, 10), (50, 10), (10, 40))
    told = texts(described(exports.row(exports.label(triangle)), (*OBJECTS, 0))["geometry"])
    assert told["Vertices"] == "3"
    assert told["Area"].startswith("600 px²")  # 40 * 30 / 2
    assert told["Bounds: left, top"] == "10, 10 px"
    assert told["Bounds: size"] == "40 \N{MULTIPLICATION SIGN} 30 px"


def test_a_line_is_told_by_its_length() -> None:
    line = exports.line("l", (0, 0), (30, 40), (30, 100))
    told = texts(described(exports.row(exports.label(line)), (*OBJECTS, 0))["geometry"])
    assert told["Length"] == "110 px"  # 50 + 60
    assert told["Vertices"] == "3"


def test_a_point_is_told_by_its_place() -> None:
    told = texts(described(exports.row(exports.label(exports.point("p", 1.5, 2))), (*OBJECTS, 0))["geometry"])
    assert told == {"x, y": "1.5, 2 px"}


@pytest.mark.parametrize(
    ("facts", "key", "text"),
    [
        (MaskFacts(1200, (1, 2, 41, 32)), "Area", "1,200 px² (1 % of the image)"),
        (MaskFacts(0, (0, 0, 0, 0)), "Area", "empty mask: no pixel has its colour"),
        ("gone (410)", "Pixels", "not there: gone (410)"),
        (None, "Pixels", "not there yet"),
    ],
)
def test_a_mask_tells_what_is_known_of_its_pixels(facts: MaskFacts | str | None, key: str, text: str) -> None:
    row = exports.row(exports.label(exports.mask("m", "https://example.com/m.png", (10, 20, 30))))
    section = described(row, (*OBJECTS, 0), mask=facts)["geometry"]
    assert texts(section)[key] == text
    assert values(section)["Colour in it"] == Swatch("10, 20, 30", "#0a141e")
    link = values(section)["Composite"]
    assert isinstance(link, Link)
    assert link.target == OpenUrl("https://example.com/m.png")


def test_an_unknown_kind_gives_its_reason_and_its_json() -> None:
    thing = {"feature_id": "c", "name": "cube", "annotation_kind": "ImageCuboid", "rotate": [1, 2]}
    section = described(exports.row(exports.label(thing)), (*OBJECTS, 0))["geometry"]
    assert texts(section)["Unreadable"]
    blocks = [field.value for field in section.fields if isinstance(field.value, Block)]
    assert '"rotate"' in blocks[0].text


# --------------------------------------------------------------------- objects and answers


def test_an_object_is_named_with_the_colour_of_its_class() -> None:
    thing = exports.box("f-1", 1, 2, 3, 4, name="car", value="5334873", confidence=0.75)
    section = described(exports.row(exports.label(thing)), (*OBJECTS, 0))["object"]
    assert values(section)["Class"] == Swatch("car", "#123456")
    assert texts(section) == {
        "Machine name": "5334873",
        "Kind": "ImageBoundingBox",
        "Confidence": "0.75",
        "Feature id": "f-1",
    }


def radio(name: str, answer: str, *below: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "radio_answer": {"name": answer, "classifications": list(below)}}


def test_nested_questions_are_indented_under_their_answers() -> None:
    tree = radio("colour", "red", radio("shade", "dark", radio("how dark", "very")))
    chosen = {
        "name": "extras",
        "checklist_answers": [{"name": "roof", "classifications": []}, {"name": "hook"}],
    }
    thing = exports.box("b", 1, 2, 3, 4) | {"classifications": [tree, chosen]}
    section = described(exports.row(exports.label(thing)), (*OBJECTS, 0))["object-questions"]
    told = [
        (field.depth, field.key, field.value.text)
        for field in section.fields
        if isinstance(field.value, Text)
    ]
    assert told == [
        (0, "colour", "red"),
        (1, "shade", "dark"),
        (2, "how dark", "very"),
        (0, "extras", "roof, hook"),
    ]


def test_a_checklist_whose_answers_are_asked_further_gives_each_a_line() -> None:
    options = [{"name": "roof", "classifications": [radio("of", "steel")]}, {"name": "hook"}]
    thing = exports.box("b", 1, 2, 3, 4) | {
        "classifications": [{"name": "extras", "checklist_answers": options}]
    }
    section = described(exports.row(exports.label(thing)), (*OBJECTS, 0))["object-questions"]
    told = [
        (field.depth, field.key, field.value.text)
        for field in section.fields
        if isinstance(field.value, Text)
    ]
    assert told == [(0, "extras", "2 chosen"), (1, "•", "roof"), (2, "of", "steel"), (1, "•", "hook")]


def test_an_answer_that_a_model_gave_no_chance_is_told_with_its_own_confidence() -> None:
    (section,) = classification_sections(
        Classification("q", Radio(Option("a", (), confidence=0.0)), (), confidence=0.9)
    )
    assert [field.value for field in section.fields] == [Text("a (0)")]


def test_questions_nested_a_thousand_deep_are_all_told() -> None:
    question = Classification("innermost", Answer("yes"), ())
    for _ in range(999):
        question = Classification("q", Radio(Option("a", (), classifications=(question,))), ())
    (section,) = classification_sections(question)
    assert len(section.fields) == 1000
    assert (section.fields[-1].depth, section.fields[-1].key) == (999, "innermost")


def test_a_selected_question_stands_before_the_object_it_belongs_to() -> None:
    thing = exports.box("b", 1, 2, 3, 4) | {"classifications": [radio("colour", "red")]}
    found = described(exports.row(exports.label(thing)), (*OBJECTS, 0, "classifications", 0, "radio_answer"))
    assert list(found)[:2] == ["classification", "object"]


def test_the_ends_of_a_relationship_are_links_that_select() -> None:
    two = (exports.box("a", 1, 2, 3, 4, name="dog"), exports.box("b", 5, 5, 3, 4, name="cat"))
    row = exports.row(exports.label(*two, relationships=[exports.relationship("r", "a", "missing")]))
    path = (*OBJECTS[:-1], "relationships", 0)
    section = described(row, path)["object"]
    start = values(section)["From"]
    assert isinstance(start, Link)
    assert (start.text, start.target) == ("dog (box)", SelectPath((*OBJECTS, 0)))
    assert texts(section)["To"] == "missing (no object of this label)"


def test_an_object_lists_the_relationships_it_is_part_of() -> None:
    two = (exports.box("a", 1, 2, 3, 4, name="dog"), exports.box("b", 5, 5, 3, 4, name="cat"))
    row = exports.row(exports.label(*two, relationships=[exports.relationship("r", "a", "b")]))
    (field,) = described(row, (*OBJECTS, 1))["ties"].fields
    assert isinstance(field.value, Link)
    assert field.key.startswith("←")
    assert field.value.target == SelectPath((*OBJECTS, 0))


# --------------------------------------------------------------------- labels and projects


def consensus_row() -> dict[str, Any]:
    def one(name: str, score: float, *reviews: dict[str, Any]) -> dict[str, Any]:
        details = {"created_by": f"{name}@example.com", "reviews": list(reviews)}
        performance = {"seconds_to_create": 125, "skipped": False, "consensus_score": score}
        return exports.label(
            exports.box("x", 1, 2, 3, 4),
            label_id=name,
            label_details=details,
            performance_details=performance,
        )

    row = exports.row(
        one("ann", 0.5, {"score": -1, "created_at": "2024-05-02T00:00:00Z", "created_by": "rev"}),
        one("bob", 0.9, {"score": 1, "created_at": "2024-05-04T00:00:00Z"}),
    )
    row["projects"]["project-1"] |= {
        "project_details": {
            "workflow_status": "IN_REVIEW",
            "selected_label_id": "bob",
            "workflow_history": [
                {
                    "action": "Approve",
                    "created_at": "2024-05-03T00:00:00Z",
                    "created_by": "lead",
                    "previous_task_name": "Review",
                    "next_task_name": "Done",
                },
                {"action": "Move", "created_at": "not a date"},
            ],
        },
        "project_tags": [{"text": "pilot", "color": "E7BF00"}, {"text": "odd", "color": "url(x)"}],
    }
    return row


def test_consensus_labels_stand_side_by_side_with_the_one_looked_at_marked() -> None:
    table = values(described(consensus_row(), (*LABEL[:3], 1))["consensus"])[""]
    assert isinstance(table, Table)
    assert table.marked == 1
    first, second = table.rows
    assert isinstance(second[0], Link)
    assert second[0].text == "Label 2 ★ selected"
    assert second[0].target == SelectPath((*LABEL[:3], 1))
    assert (first[1:], second[1:]) == (("ann@example.com", "1", "0.5"), ("bob@example.com", "1", "0.9"))


def test_the_timeline_merges_workflow_and_reviews_newest_first() -> None:
    fields = described(consensus_row(), ("projects", "project-1"))["timeline"].fields
    told = [field.value.text for field in fields if isinstance(field.value, Text)]
    assert told == [
        "Review: thumbs up",
        "Approve\nReview → Done\nby lead",
        "Review: thumbs down\nby rev",
        "Move",
    ]
    assert fields[3].key == "not a date"


def test_the_timeline_of_a_label_has_no_reviews_of_another() -> None:
    section = described(consensus_row(), LABEL)["timeline"]
    assert "thumbs up" not in plain(section)
    assert "thumbs down" in plain(section)


def test_the_original_date_is_kept_beside_the_readable_one() -> None:
    field = described(consensus_row(), LABEL)["timeline"].fields[0]
    assert isinstance(field.value, Text)
    assert field.value.tip == "2024-05-03T00:00:00Z"


def test_tags_keep_their_colour_when_it_is_one() -> None:
    chips = values(described(consensus_row(), LABEL)["project"])["Tags"]
    assert isinstance(chips, Chips)
    assert [(chip.text, chip.colour) for chip in chips.chips] == [("pilot", "#e7bf00"), ("odd", None)]


def test_a_label_tells_times_and_scores() -> None:
    assert texts(described(consensus_row(), LABEL)["performance"]) == {
        "Labelling": "2 min 5 s",
        "Consensus score": "0.5",
    }


# --------------------------------------------------------------------- the row


def test_with_nothing_selected_only_the_row_is_told() -> None:
    assert list(described(exports.row(exports.label()))) == ["data-row", "asset"]


def test_inline_text_is_shown_and_a_path_is_copied() -> None:
    row = exports.row(exports.label(), row_data="Hello, <b>world</b>")
    row["media_attributes"] = {"mime_type": "text/plain"}
    blocks = [f.value for f in described(row)["asset"].fields if isinstance(f.value, Block)]
    assert blocks == [Block("Hello, <b>world</b>")]
    source = values(described(exports.row(exports.label(), row_data="pictures/a.png"))["asset"])["Source"]
    assert isinstance(source, Link)
    assert source.target == CopyText("pictures/a.png")


def test_attachments_metadata_and_embeddings_are_listed() -> None:
    row = exports.row(
        exports.label(),
        attachments=[
            {"id": "1", "type": "IMAGE", "name": "side view", "value": "https://example.com/side.png"},
            {"id": "2", "type": "RAW_TEXT", "name": "note", "value": "two\nlines"},
        ],
        metadata_fields=[
            {"schema_name": "taken", "schema_kind": "CustomMetadataDateTime", "value": "2023-02-08"},
            {"schema_name": "height", "schema_kind": "CustomMetadataNumber", "value": 2.5},
        ],
        embeddings=[{"id": "e", "name": "clip", "dimensions": 3, "values": [{"value": [1, 2, 3]}]}],
    )
    found = described(row)
    attachment = values(found["attachments"])["side view"]
    assert isinstance(attachment, Link)
    assert attachment.target == OpenUrl("https://example.com/side.png")
    assert Block("two\nlines") in [field.value for field in found["attachments"].fields]
    assert texts(found["metadata"]) == {"taken": "8 Feb 2023", "height": "2.5"}
    assert texts(found["embeddings"])["clip"] == "3 dimensions"
    show = found["embeddings"].fields[1].value
    assert isinstance(show, Link)
    assert show.target == ShowNumbers(("embeddings", 0))


def test_the_first_numbers_of_an_embedding_are_shown_and_all_can_be_copied() -> None:
    row = exports.row(exports.label(), embeddings=[{"name": "clip", "values": [{"value": list(range(40))}]}])
    path: JsonPath = ("embeddings", 0)
    numbers = embedding_numbers(row, path)
    assert numbers == tuple(float(n) for n in range(40))
    shown, copy = described(row, numbers={path: numbers})["embeddings"].fields[1:]
    assert isinstance(shown.value, Block)
    assert shown.value.text.startswith("0, 1, 2,")
    assert shown.value.text.endswith("31, … 8 more")
    assert isinstance(copy.value, Link)
    assert isinstance(copy.value.target, CopyText)
    assert copy.value.target.text.count(",") == 39


@pytest.mark.parametrize(
    "raw", [{}, {"embeddings": []}, {"embeddings": {"0": 1}}, {"embeddings": [{"values": "x"}]}, 7]
)
def test_an_embedding_without_numbers_has_none(raw: object) -> None:
    assert embedding_numbers(raw, ("embeddings", 0)) == ()


def test_an_unreadable_record_gives_its_reason_and_how_it_begins() -> None:
    (section,) = unreadable_row_sections(UnreadableRow(3, "no JSON"), b"<html>\xff" + b"x" * 2000)
    assert texts(section)["Reason"] == "no JSON"
    block = section.fields[-1].value
    assert isinstance(block, Block)
    assert block.text.startswith("<html>\\xff")
    assert block.text.endswith("…")


def test_a_section_is_copied_as_a_line_a_field_with_whole_addresses() -> None:
    row = exports.row(exports.label(), row_data="https://example.com/a.png?Signature=" + "A" * 100)
    assert "Source: https://example.com/a.png?Signature=" + "A" * 100 in plain(described(row)["asset"])

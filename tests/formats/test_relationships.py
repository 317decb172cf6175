"""Arrows between the objects of a label, and the ends that are not there."""

from __future__ import annotations

from typing import Any

import pytest

from tests.formats.rows import arrow, box, errors, feature, label, row, the_annotations, warnings
from viewer.formats.row import read_row
from viewer.model.annotation import Ends
from viewer.model.geometry import Unreadable


def with_arrows(*arrows: Any) -> Any:
    return row(label(objects=[box("a"), box("b")], relationships=list(arrows)))


def ends_of(value: Any) -> Ends | Unreadable:
    (found,) = the_annotations(with_arrows(value)).relationships
    return found.ends


def oddities_of(value: Any) -> list[str]:
    place = "projects.project-1.labels[0].annotations.relationships[0]: "
    return [oddity.removeprefix(place) for oddity in warnings(read_row(with_arrows(value), 0))]


def test_an_arrow_points_from_source_to_target() -> None:
    assert ends_of(arrow("a", "b")) == Ends("a", "b")
    assert read_row(with_arrows(arrow("a", "b")), 0).issues == ()


@pytest.mark.parametrize(
    ("kind", "key", "both_ways"),
    [
        ("ImageUnidirectionalRelationship", "unidirectional_relationship", False),
        ("TextUnidirectionalRelationship", "unidirectional_relationship", False),
        ("ImageBidirectionalRelationship", "bidirectional_relationship", True),
        ("VideoRelationship", "bidirectional_relationship", True),
        ("ImageMultidirectionalRelationship", "image_relationship", True),
        ("ImageRelationship", "image_relationship", False),
    ],
)
def test_the_word_tells_whether_it_points_both_ways(kind: str, key: str, both_ways: bool) -> None:
    value = feature(kind, "r1", **{key: {"source": "a", "target": "b"}})
    assert ends_of(value) == Ends("a", "b", bidirectional=both_ways)


def test_an_arrow_to_itself_is_kept_and_told() -> None:
    assert ends_of(arrow("a", "a")) == Ends("a", "a")
    assert oddities_of(arrow("a", "a")) == ["the relationship joins a to itself"]


def test_an_end_that_is_not_there_is_named() -> None:
    assert oddities_of(arrow("a", "gone")) == ["the target gone is no object of this label"]
    assert oddities_of(arrow("lost", "b")) == ["the source lost is no object of this label"]


def test_an_end_in_another_label_is_not_there() -> None:
    value = row(
        label("one", objects=[box("a")], relationships=[arrow("a", "b")]), label("two", objects=[box("b")])
    )
    assert len(warnings(read_row(value, 0))) == 1


def test_ends_are_looked_for_in_every_frame() -> None:
    frames = {"1": {"objects": {"a": box("a")}}, "9": {"objects": {"b": box("b")}}}
    value = row(label(frames=frames, relationships=[arrow("a", "b")]))
    assert read_row(value, 0).issues == ()


@pytest.mark.parametrize(
    "value", [None, 3, {**arrow("a", "b"), "unidirectional_relationship": {"source": "a"}}]
)
def test_an_arrow_without_ends_keeps_its_place_and_json(value: Any) -> None:
    ends = ends_of(value)
    assert isinstance(ends, Unreadable)
    assert ends.raw == value
    assert len(errors(read_row(with_arrows(value), 0))) == 1


def test_a_relationship_among_the_objects_is_one_all_the_same() -> None:
    found = the_annotations(row(label(objects=[box("a"), box("b"), arrow("a", "b")])))
    assert len(found.objects) == 2
    assert [arrow.ends for arrow in found.relationships] == [Ends("a", "b")]
    assert found.relationships[0].path[-2:] == ("objects", 2)

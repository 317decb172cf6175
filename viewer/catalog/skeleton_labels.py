"""What the labels of a skeleton say: things, answers, annotators, times, scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import nan

from viewer.catalog.columns import NO_TIME
from viewer.catalog.facts import mean_of, milliseconds, sum_of
from viewer.catalog.skeleton import (
    Annotations,
    Classification,
    Frame,
    Label,
    Object,
    Option,
    Performance,
    Relationship,
    Review,
)

ARROW = "ImageUnidirectionalRelationship"
"""The one kind of relationship that was met."""


class Unsure(Exception):  # noqa: N818 - a way out, not an error
    """The skeleton does not tell the facts of a row for sure."""


def place_of(labels: Iterable[Label], label_id: str) -> float:
    """Which label has the id, from 1; NaN when none has."""
    for place, label in enumerate(labels, 1):
        if label.id == label_id:
            return place
    return nan


def things_of(
    blocks: list[Annotations],
) -> tuple[Sequence[Object], Sequence[Relationship], Sequence[Frame]]:
    """Objects, relationships and frames of all blocks."""
    if len(blocks) == 1:
        (block,) = blocks
        if not block.frames and block.groups is None and block.timestamp is None:
            _require_arrows(block.relationships)
            return block.objects, block.relationships, ()
    objects = [each for block in blocks for each in block.objects]
    arrows = [each for block in blocks for each in block.relationships]
    frames = [frame for block in blocks for frame in block.frames.values()]
    if any(block.groups is not None or block.timestamp is not None for block in blocks):
        raise Unsure
    _require_arrows(arrows)
    for frame in frames:
        objects += frame.objects.values()
    return objects, arrows, frames


def _require_arrows(relationships: Sequence[Relationship]) -> None:
    for each in relationships:
        if each.annotation_kind != ARROW:
            raise Unsure


def of_labels(labels: list[Label]) -> tuple[object, tuple[float, ...], tuple[str | None, str | None]]:
    """Annotators; skipped, review score, consensus, benchmark and both times; first and last date."""
    if len(labels) == 1:
        (label,) = labels
        details = label.label_details
        work = _work_of((_performance(label),), details.reviews if details is not None else ())
        if details is None:
            return None, work, (None, None)
        return details.created_by, work, (details.created_at, details.updated_at)
    known = [label.label_details for label in labels if label.label_details is not None]
    reviews = [review for details in known for review in details.reviews]
    created = [text for each in known if milliseconds(text := each.created_at) != NO_TIME]
    updated = [text for each in known if milliseconds(text := each.updated_at) != NO_TIME]
    times = min(created, key=milliseconds, default=None), max(updated, key=milliseconds, default=None)
    return tuple(each.created_by for each in known), _work_of([*map(_performance, labels)], reviews), times


def _work_of(work: Sequence[Performance | None], reviews: Sequence[Review]) -> tuple[float, ...]:
    if len(work) == 1 and not reviews:
        (each,) = work
        if each is None:
            return _NO_WORK
        values = (each.consensus_score, each.benchmark_score, each.seconds_to_label, each.seconds_to_review)
        return (each.skipped, nan, *(nan if value is None else value for value in values))
    known = [each for each in work if each is not None]
    found = (
        mean_of(review.score for review in reviews),
        mean_of(each.consensus_score for each in known),
        mean_of(each.benchmark_score for each in known),
        sum_of(each.seconds_to_label for each in known),
        sum_of(each.seconds_to_review for each in known),
    )
    return (any(each.skipped for each in known), *(nan if value is None else value for value in found))


_NO_WORK = (False, nan, nan, nan, nan, nan)


def _performance(label: Label) -> Performance | None:
    """Both generations in one, the newer first; `seconds_to_label` is that of either."""
    new, old = label.performance_details_v2, label.performance_details
    if new is None:
        if old is not None and old.seconds_to_label is None:
            old.seconds_to_label = old.seconds_to_create
        return old
    if new.seconds_to_label is None:
        new.seconds_to_label = new.seconds_to_create
    if old is not None:
        new.skipped = new.skipped or old.skipped
        if new.seconds_to_label is None:
            new.seconds_to_label = (
                old.seconds_to_label if old.seconds_to_label is not None else old.seconds_to_create
            )
        if new.seconds_to_review is None:
            new.seconds_to_review = old.seconds_to_review
        if new.consensus_score is None:
            new.consensus_score = old.consensus_score
        if new.benchmark_score is None:
            new.benchmark_score = old.benchmark_score
    return new


def answers_of(questions: list[Classification]) -> list[tuple[str, str]]:
    """(question, option) of the questions and those nested in their answers; empties the list."""
    found: list[tuple[str, str]] = []
    options: Sequence[Option]
    while questions:
        question = questions.pop()
        radio = question.radio_answer
        if radio is not None and not radio.classifications:
            found.append((question.name, radio.name))  # as most are
            continue
        if radio is not None:
            options = (radio,)
        elif question.checklist_answers is not None:
            options = question.checklist_answers
        elif question.text_answer is not None:
            questions += question.text_answer.classifications
            continue
        else:
            raise Unsure
        for option in options:
            found.append((question.name, option.name))
            if option.classifications:
                questions += option.classifications
    return found

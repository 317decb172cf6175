"""What a catalogue keeps of one row, by the fields of `FIELDS`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from viewer.catalog.columns import NO_TIME
from viewer.formats import ReadRow
from viewer.model.annotation import Checklist, Classification, Radio
from viewer.model.issue import Severity
from viewer.model.row import DataRow, Label, LabelRole, UnreadableRow, nameless

T = TypeVar("T")


@dataclass(slots=True)
class RowFacts:
    """One row: None or empty where nothing tells; times are milliseconds since 1970, UTC."""

    texts: dict[str, str | None] = field(default_factory=dict)
    sets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    bags: dict[str, Counter[str]] = field(default_factory=dict)
    numbers: dict[str, float | None] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)
    flags: dict[str, bool] = field(default_factory=dict)


def facts_of(read: ReadRow) -> RowFacts:
    """The facts of a row that the tolerant reader has read, readable or not."""
    errors = sum(issue.severity is Severity.ERROR for issue in read.issues)
    numbers: dict[str, float | None] = {"errors": errors, "warnings": len(read.issues) - errors}
    match read.row:
        case UnreadableRow():
            flags = {"readable": False, "skipped": False, "empty": True}
            return RowFacts(numbers=numbers, flags=flags)
        case DataRow() as row:
            return _row_facts(row, numbers)


def milliseconds(text: str | None) -> int:
    """A date of an export (ISO 8601 or a bare date, else UTC) in ms since 1970; `NO_TIME` for none."""
    if text is None:
        return NO_TIME
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return NO_TIME
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return round(moment.timestamp() * 1000)


def _row_facts(row: DataRow, numbers: dict[str, float | None]) -> RowFacts:
    labels = tuple(row.labels())
    objects = [each for label in labels for each in label.annotations.all_objects()]
    arrows = [each for label in labels for each in label.annotations.relationships]
    predictions = sum(label.role is LabelRole.PREDICTION for label in labels)
    is_nameless = not (row.id or row.global_key or row.external_id) and row.name != nameless(row.index)
    return RowFacts(
        texts={
            "id": row.id,
            "key": row.global_key,
            "external": row.external_id,
            "name": row.name if is_nameless else None,
        },
        sets=_sets(row, labels),
        bags={
            "class": Counter(each.name for each in objects),
            "kind": Counter(each.kind.value for each in objects)
            + Counter(each.kind.value for each in arrows),
            "answer": Counter(answer for label in labels for answer in _answers_of(label)),
        },
        numbers=numbers
        | {
            "labels": len(labels) - predictions,
            "predictions": predictions,
            "objects": len(objects),
            "relationships": len(arrows),
            "selected": next((n for n, label in enumerate(labels, 1) if label.is_selected), None),
        }
        | _measures(labels),
        times=_times(row, labels),
        flags={
            "readable": True,
            "skipped": any(label.is_skipped for label in labels),
            "empty": all(label.annotations.is_empty for label in labels),
        },
    )


def _sets(row: DataRow, labels: tuple[Label, ...]) -> dict[str, tuple[str, ...]]:
    details = [project.details for project in row.projects if project.details is not None]
    runs = [run for experiment in row.experiments for run in experiment.runs]
    asset = row.details
    return {
        "media": (row.media.media_type.value,),
        "family": distinct(family.value for family in row.families),
        "dataset": distinct([(asset.dataset_name or asset.dataset_id) if asset is not None else None]),
        "project": distinct(project.name or project.id for project in row.projects),
        "experiment": distinct(each.name or each.id for each in row.experiments),
        "run": distinct(run.name or run.id for run in runs),
        "split": distinct(run.split for run in runs),
        "batch": distinct(each.batch_name or each.batch_id for each in details),
        "status": distinct(each.workflow_status for each in details),
        "task": distinct(each.task_name or each.task_id for each in details),
        "by": distinct(label.details.created_by for label in labels if label.details is not None),
    }


def _measures(labels: tuple[Label, ...]) -> dict[str, float | None]:
    work = [label.performance for label in labels if label.performance is not None]
    reviews = [review.score for label in labels if label.details for review in label.details.reviews]
    return {
        "score": mean_of(reviews),
        "consensus": mean_of(each.consensus_score for each in work),
        "benchmark": mean_of(each.benchmark_score for each in work),
        "seconds": sum_of(each.seconds_to_label for each in work),
        "review_seconds": sum_of(each.seconds_to_review for each in work),
    }


def _times(row: DataRow, labels: tuple[Label, ...]) -> dict[str, int]:
    details = [label.details for label in labels if label.details is not None]
    created = [milliseconds(each.created_at) for each in details]
    updated = [milliseconds(each.updated_at) for each in details]
    if row.details is not None and not labels:
        created, updated = [milliseconds(row.details.created_at)], [milliseconds(row.details.updated_at)]
    return {
        "created": min((time for time in created if time != NO_TIME), default=NO_TIME),
        "updated": max(updated, default=NO_TIME),
    }


def _answers_of(label: Label) -> Iterator[str]:
    """`question=option` for every option chosen in the label, at every depth."""
    waiting = list(label.annotations.all_classifications())
    while waiting:
        question = waiting.pop()
        waiting += question.below
        yield from (f"{question.name}={option}" for option in _options_of(question))


def _options_of(question: Classification) -> Iterator[str]:
    match question.answer:
        case Radio(option):
            yield option.name
        case Checklist(options):
            yield from (option.name for option in options)
        case _:
            return


def distinct(names: Iterable[str | None]) -> tuple[str, ...]:
    """The names in their order, each once, without those that are none."""
    return tuple(dict.fromkeys(name for name in names if name))


def _known(values: Iterable[float | None]) -> list[float]:
    return [value for value in values if value is not None]


def mean_of(values: Iterable[float | None]) -> float | None:
    """The mean of those that are known, None when none is."""
    known = _known(values)
    return sum(known) / len(known) if known else None


def sum_of(values: Iterable[float | None]) -> float | None:
    """The sum of those that are known, None when none is."""
    known = _known(values)
    return sum(known) if known else None

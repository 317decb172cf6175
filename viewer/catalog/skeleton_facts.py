"""Columns of many skeletons at once: the same facts as `facts.facts_of`, at a small part of its cost.

What rows have in common (project, batch, status, annotator …) is one *profile* with a number, and names
become codes in maps that run in C, so that a row costs some microseconds. A row whose facts its skeleton
cannot tell for sure is refused, for the tolerant reader to take.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import nan
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from viewer.catalog.building import text_column
from viewer.catalog.columns import BagColumn, Column, FlagColumn, NumberColumn, SetColumn, TimeColumn
from viewer.catalog.facts import distinct, mean_of, milliseconds, sum_of
from viewer.catalog.hosts import PICTURED, host_in
from viewer.catalog.skeleton import (
    Annotations,
    Classification,
    Frame,
    Label,
    Object,
    Option,
    Performance,
    ProjectDetails,
    Relationship,
    Row,
)
from viewer.formats.media_type import media_type_of
from viewer.model.geometry import Kind
from viewer.model.row import Family, MediaType

_SHAPES = {
    "BoundingBox": Kind.BOX,
    "Polygon": Kind.POLYGON,
    "Polyline": Kind.LINE,
    "Line": Kind.LINE,
    "Point": Kind.POINT,
    "SegmentationMask": Kind.MASK,
}
_KIND_OF = {
    f"{medium}{shape}": kind.value for medium in ("Image", "Video") for shape, kind in _SHAPES.items()
}
_ARROW = "ImageUnidirectionalRelationship"
_KIND_OF[_ARROW] = Kind.RELATIONSHIP.value
_PROFILE = (
    *("media", "family", "dataset", "project", "experiment", "run", "split", "batch", "status", "task"),
    "by",
)
_NUMBERS = (
    *("labels", "predictions", "selected", "score", "consensus", "benchmark", "seconds", "review_seconds"),
    *("objects", "relationships"),
)
_UTC = ("+00:00", "Z")
_TIME_LENGTH = len("2024-04-08T16:21:26.000")
_name_of: Callable[[Object], str] = attrgetter("name")
_kind_of: Callable[[Object], str] = attrgetter("annotation_kind")


class Unsure(Exception):  # noqa: N818 - a way out, not an error
    """The skeleton does not tell the facts of a row for sure."""


class _Codes(dict[object, int]):
    """Numbers what comes, from 0."""

    def __missing__(self, key: object) -> int:
        code = self[key] = len(self)
        return code


class _KindCodes(_Codes):
    """Numbers kinds of annotations; one whose kind of geometry its name does not tell is a `KeyError`."""

    def __missing__(self, key: object) -> int:
        if key not in _KIND_OF:
            raise KeyError(key)
        return super().__missing__(key)


@dataclass(slots=True)
class _Bag:
    """Names of one row after another; what a row holds of a name is counted for all rows at once."""

    codes: _Codes = field(default_factory=_Codes)
    held: array[int] = field(default_factory=lambda: array("i"))
    lengths: array[int] = field(default_factory=lambda: array("i"))

    def add(self, codes: list[int]) -> None:
        self.held.extend(codes)
        self.lengths.append(len(codes))

    def column(self, name_of: Callable[[object], str]) -> BagColumn:
        """A name may have several codes."""
        names = _Codes()
        merged = np.array([names[name_of(key)] for key in self.codes], np.int64)
        width = max(1, len(names))
        rows = np.arange(len(self.lengths), dtype=np.int64)
        held = merged[np.frombuffer(self.held, np.int32)] if self.held else np.zeros(0, np.int64)
        row_of = np.repeat(rows, np.frombuffer(self.lengths, np.int32)) if len(rows) else rows
        keys, counts = np.unique(row_of * width + held, return_counts=True)
        bounds = np.searchsorted(keys, np.arange(len(rows) + 1, dtype=np.int64) * width)
        codes = (keys % width).astype(np.int32)
        return BagColumn(
            bounds.astype(np.int64), codes, counts.astype(np.uint32), tuple(str(name) for name in names)
        )


class SkeletonColumns:
    """Takes one skeleton after another; `hosts` are those of pictures and masks."""

    def __init__(self) -> None:
        self._texts: list[tuple[str | None, str | None, str | None]] = []
        self._profiles = _Codes()
        self._profile_of: list[int] = []
        self._numbers = array("f")
        self._times: list[tuple[str | None, str | None]] = []
        self._flags: list[tuple[bool, bool]] = []
        self._classes, self._kinds, self._answers = _Bag(), _Bag(_KindCodes()), _Bag()
        self._addresses: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, row: Row) -> None:
        """Take a row in.

        Raises:
            Unsure: its skeleton does not tell enough; nothing of it was taken.
        """
        asset, attributes = row.data_row, row.media_attributes
        media = _media(attributes.asset_type, attributes.mime_type)
        if row.models or media is None:
            raise Unsure
        if len(row.projects) == 1 and not row.experiments:
            ((key, project),) = row.projects.items()
            details = project.project_details
            labels, containers = project.labels, _of_project(key, project.name, details)
            predictions, selected_id = 0, details.selected_label_id if details is not None else None
            selected = _place_of(labels, selected_id) if selected_id is not None else nan
        else:
            labels, containers, predictions, selected = _of_several(row)
        annotations = [label.annotations for label in labels]
        objects, arrows, frames = _things_of(annotations)
        try:
            kinds = [*map(self._kinds.codes.__getitem__, map(_kind_of, objects))]
        except KeyError:
            raise Unsure from None
        questions = [question for block in annotations for question in block.classifications]
        is_empty = not (objects or arrows or frames or questions)
        for thing in objects:
            if thing.classifications:
                questions += thing.classifications
        for arrow in arrows:
            questions += arrow.classifications
        for frame in frames:
            questions += frame.classifications
        answers = _answers(questions) if questions else []
        by, work, times = _of_labels(labels)
        dataset = asset.details
        if dataset is not None and not labels:
            times = (dataset.created_at, dataset.updated_at)
        named = (dataset.dataset_name or dataset.dataset_id) if dataset is not None else None
        self._texts.append((asset.id, asset.global_key, asset.external_id))
        self._profile_of.append(self._profiles[media, named, containers, by])
        self._numbers.extend(
            (len(labels) - predictions, predictions, selected, *work[1:], len(objects), len(arrows))
        )
        self._times.append(times)
        self._flags.append((bool(work[0]), is_empty))
        self._classes.add([*map(self._classes.codes.__getitem__, map(_name_of, objects))])
        if arrows:
            kinds += [self._kinds.codes[_ARROW]] * len(arrows)
        self._kinds.add(kinds)
        self._answers.add([*map(self._answers.codes.__getitem__, answers)])
        if media in PICTURED:
            self._note_addresses(asset.row_data, objects)

    def _note_addresses(self, row_data: str | None, objects: Sequence[Object]) -> None:
        if row_data:
            self._addresses[row_data[: row_data.find("/", 8) + 1]] += 1
        for url in {mask.url for each in objects if (mask := each.composite_mask or each.mask) is not None}:
            self._addresses[url[: url.find("/", 8) + 1]] += 1

    @property
    def hosts(self) -> Counter[str]:
        """How many pictures and masks are on each host."""
        found: Counter[str] = Counter()
        for beginning, count in self._addresses.items():
            if (host := host_in(beginning)) is not None:
                found[host] += count
        return found

    def columns(self) -> dict[str, Column]:
        """A column for every field; errors and warnings are 0."""
        count = len(self)
        ids, keys, externals = zip(*self._texts, strict=True) if count else ((), (), ())
        zeros = NumberColumn(np.zeros(count, np.float32))
        found: dict[str, Column] = {
            "id": text_column(ids),
            "key": text_column(keys),
            "external": text_column(externals),
            "name": text_column([None] * count),
            "errors": zeros,
            "warnings": zeros,
            "class": self._classes.column(str),
            "kind": self._kinds.column(lambda kind: _KIND_OF[str(kind)]),
            "answer": self._answers.column("=".join),  # type: ignore[arg-type]
            "readable": FlagColumn(np.ones(count, np.bool_)),
        }
        numbers = np.frombuffer(self._numbers, np.float32).reshape(count, len(_NUMBERS))
        for place, key in enumerate(_NUMBERS):
            found[key] = NumberColumn(np.ascontiguousarray(numbers[:, place]))
        for place, key in enumerate(("created", "updated")):
            found[key] = TimeColumn(_moments([times[place] for times in self._times]))
        flags = np.array(self._flags, np.bool_).reshape(count, 2)
        found["skipped"], found["empty"] = (FlagColumn(np.ascontiguousarray(flags[:, n])) for n in (0, 1))
        return found | self._sets()

    def _sets(self) -> dict[str, Column]:
        profiles = [_sets_of(*profile) for profile in self._profiles]  # type: ignore[misc]
        profile_of = np.array(self._profile_of, np.int32)
        found: dict[str, Column] = {}
        for place, key in enumerate(_PROFILE):
            codes = _Codes({(): 0})
            code_of = np.array([codes[profile[place]] for profile in profiles], np.int32)
            found[key] = SetColumn(code_of[profile_of], tuple(codes))  # type: ignore[arg-type]
        return found


Names = tuple[str, ...]
Containers = tuple[Names, Names, Names, Names, Names, Names, Names]
"""Projects, experiments, runs, splits, batches, statuses, tasks."""


@lru_cache(maxsize=256)
def _media(asset_type: str | None, mime_type: str | None) -> MediaType | None:
    """None when only the annotations can tell."""
    media = media_type_of(asset_type, mime_type)
    return media if media is not MediaType.UNKNOWN else None


def _of_project(key: str, name: str | None, details: ProjectDetails | None) -> object:
    """What a profile is told by of one project alone; `_sets_of` makes names of it."""
    if details is None:
        return (key, name)
    batch, task = details.batch_name or details.batch_id, details.task_name or details.task_id
    return (key, name, batch, details.workflow_status, task)


def _of_several(row: Row) -> tuple[list[Label], object, int, float]:
    """Labels, the containers' names, the number of predictions, and which label is selected."""
    if not (row.projects or row.experiments):
        raise Unsure
    labels: list[Label] = []
    selected = nan
    for project in row.projects.values():
        details = project.project_details
        if details is not None and details.selected_label_id is not None and selected != selected:  # noqa: PLR0124
            selected = _place_of(project.labels, details.selected_label_id) + len(labels)
        labels += project.labels
    runs = [run for each in row.experiments.values() for run in each.runs.items()]
    for _, run in runs:
        labels += (*run.labels, *run.predictions)
    held = [each.project_details for each in row.projects.values() if each.project_details is not None]
    containers: Containers = (
        distinct(each.name or key for key, each in row.projects.items()),
        distinct(each.name or key for key, each in row.experiments.items()),
        distinct(run.name or key for key, run in runs),
        distinct(run.split for _, run in runs),
        distinct(each.batch_name or each.batch_id for each in held),
        distinct(each.workflow_status for each in held),
        distinct(each.task_name or each.task_id for each in held),
    )
    families = tuple(bool(each) for each in (row.projects, row.experiments))
    return labels, (families, containers), sum(len(run.predictions) for _, run in runs), selected


def _sets_of(media: MediaType, dataset: str | None, containers: Any, by: Any) -> tuple[Names, ...]:
    """The names of a profile, in the order of `_PROFILE`."""
    names = by if isinstance(by, tuple) else (by,)
    match containers:
        case ((bool() as has_projects, bool() as has_experiments), (projects, *others)):
            families = [Family.PROJECT.value] * has_projects + [Family.MODEL_RUN.value] * has_experiments
            sets = (projects, *others)
        case (key, name, *details):
            families = [Family.PROJECT.value]
            batch, status, task = details or (None, None, None)
            sets = (
                distinct([name or key]),
                (),
                (),
                (),
                *(distinct([each]) for each in (batch, status, task)),
            )
        case _:
            raise AssertionError(containers)
    return ((media.value,), tuple(families), distinct([dataset]), *sets, distinct(names))


def _place_of(labels: Iterable[Label], label_id: str) -> float:
    """Which label has the id, from 1; NaN when none has."""
    return next((place for place, label in enumerate(labels, 1) if label.id == label_id), nan)


def _things_of(
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
        if each.annotation_kind != _ARROW:
            raise Unsure


def _of_labels(labels: list[Label]) -> tuple[object, tuple[float, ...], tuple[str | None, str | None]]:
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
    created = [text for each in known if (text := each.created_at)]
    updated = [text for each in known if (text := each.updated_at)]
    times = min(created, key=milliseconds, default=None), max(updated, key=milliseconds, default=None)
    return tuple(each.created_by for each in known), _work_of([*map(_performance, labels)], reviews), times


def _work_of(work: Sequence[Performance | None], reviews: Sequence[object]) -> tuple[float, ...]:
    if len(work) == 1 and not reviews:
        (each,) = work
        if each is None:
            return _NO_WORK
        values = (each.consensus_score, each.benchmark_score, each.seconds_to_label, each.seconds_to_review)
        return (each.skipped, nan, *(nan if value is None else value for value in values))
    known = [each for each in work if each is not None]
    found = (
        mean_of(review.score for review in reviews),  # type: ignore[attr-defined]
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


def _answers(questions: list[Classification]) -> list[tuple[str, str]]:
    """(question, option) of the questions and those nested in their answers; empties the list."""
    found: list[tuple[str, str]] = []
    options: Sequence[Option]
    while questions:
        question = questions.pop()
        if question.radio_answer is not None:
            options = (question.radio_answer,)
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


def _moments(texts: list[str | None]) -> NDArray[np.int64]:
    """Dates in milliseconds; those in the common form are read all at once."""
    plain = [
        text[:_TIME_LENGTH] if text is not None and text[_TIME_LENGTH:] in _UTC else "" for text in texts
    ]
    try:
        found = np.array(plain, "datetime64[ms]").astype(np.int64)
    except ValueError:
        return np.array([*map(milliseconds, texts)], np.int64)
    for place, text in enumerate(plain):
        if not text:
            found[place] = milliseconds(texts[place])
    return found

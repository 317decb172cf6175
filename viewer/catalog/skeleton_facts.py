"""Columns of many skeletons at once: the same facts as `facts.facts_of`, at a small part of its cost.

What rows have in common (project, batch, status, annotator …) is one *profile* with a number, and names
become codes in maps that run in C, so that a row costs some microseconds. A row whose facts its skeleton
cannot tell for sure is refused, for the tolerant reader to take.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import nan
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from viewer.catalog.building import text_column
from viewer.catalog.columns import BagColumn, Column, FlagColumn, NumberColumn, SetColumn, TimeColumn
from viewer.catalog.facts import milliseconds
from viewer.catalog.hosts import PICTURED, host_in
from viewer.catalog.skeleton import Object, Row
from viewer.catalog.skeleton_labels import ARROW, Unsure, answers_of, of_labels, place_of, things_of
from viewer.catalog.skeleton_profiles import PROFILE, media_of, of_project, of_several, sets_of
from viewer.model.geometry import Kind

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
_KIND_OF[ARROW] = Kind.RELATIONSHIP.value
_NUMBERS = (
    *("labels", "predictions", "selected", "score", "consensus", "benchmark", "seconds", "review_seconds"),
    *("objects", "relationships"),
)
_UTC = ("+00:00", "Z")
_TIME_LENGTH = len("2024-04-08T16:21:26.000")
_name_of: Callable[[Object], str] = attrgetter("name")
_kind_of: Callable[[Object], str] = attrgetter("annotation_kind")


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
        if codes:
            self.held.fromlist(codes)
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
        self._without_masks = {self._kinds.codes[kind] for kind in _KIND_OF if "Mask" not in kind}
        self._addresses: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, row: Row) -> None:
        """Take a row in.

        Raises:
            Unsure: its skeleton does not tell enough; nothing of it was taken.
        """
        asset, attributes = row.data_row, row.media_attributes
        media = media_of(attributes.asset_type, attributes.mime_type)
        if row.models or media is None:
            raise Unsure
        if len(row.projects) == 1 and not row.experiments:
            ((key, project),) = row.projects.items()
            details = project.project_details
            labels, containers = project.labels, of_project(key, project.name, details)
            predictions, selected_id = 0, details.selected_label_id if details is not None else None
            selected = place_of(labels, selected_id) if selected_id is not None else nan
        else:
            labels, containers, predictions, selected = of_several(row)
        annotations = [label.annotations for label in labels]
        objects, arrows, frames = things_of(annotations)
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
        answers = answers_of(questions) if questions else []
        by, work, times = of_labels(labels)
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
            kinds += [self._kinds.codes[ARROW]] * len(arrows)
        self._kinds.add(kinds)
        self._answers.add([*map(self._answers.codes.__getitem__, answers)])
        if media in PICTURED:
            if asset.row_data:
                self._addresses[asset.row_data[: asset.row_data.find("/", 8) + 1]] += 1
            if not self._without_masks.issuperset(kinds):
                self._note_masks(objects)

    def _note_masks(self, objects: Sequence[Object]) -> None:
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
        profiles = [sets_of(*profile) for profile in self._profiles]  # type: ignore[misc]
        profile_of = np.array(self._profile_of, np.int32)
        found: dict[str, Column] = {}
        for place, key in enumerate(PROFILE):
            codes = _Codes({(): 0})
            code_of = np.array([codes[profile[place]] for profile in profiles], np.int32)
            found[key] = SetColumn(code_of[profile_of], tuple(codes))  # type: ignore[arg-type]
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

"""What an export holds, in numbers, for people and for scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from viewer.catalog.walk import chunks_of
from viewer.formats import Export, ReadRow
from viewer.formats.chunk import Chunk
from viewer.formats.objects import UNKNOWN_KIND
from viewer.model.annotation import Annotations, Checklist, Classification, Radio, Text, format_path
from viewer.model.geometry import Unreadable
from viewer.model.issue import Issue, Severity
from viewer.model.row import DataRow, LabelRole

_MOST_ISSUES_PRINTED = 50
Spread = Callable[
    [Callable[[Chunk], "Inspection"], Iterable[Chunk], Callable[[], None]], Iterator["Inspection"]
]


@dataclass(slots=True)
class Inspection:
    """Numbers of a whole file.

    `families` counts rows, a row of several containers once for each of its families. `objects` counts by the
    file's own kind, in video one for every frame an object stands in; what has no kind and cannot be read is
    unreadable alone. `classifications` counts questions by their answer, at every depth. `unreadable` counts
    records, objects, answers, relationships and other parts.
    """

    file: str
    container: str
    families: Counter[str] = field(default_factory=Counter)
    data_rows: int = 0
    media: Counter[str] = field(default_factory=Counter)
    labels: int = 0
    predictions: int = 0
    objects: Counter[str] = field(default_factory=Counter)
    classifications: Counter[str] = field(default_factory=lambda: Counter(radio=0, checklist=0, text=0))
    relationships: int = 0
    unreadable: int = 0
    issues: list[Issue] = field(default_factory=list)

    def add(self, other: Inspection) -> None:
        """Count what another has counted."""
        for mine, its in (
            (self.families, other.families),
            (self.media, other.media),
            (self.objects, other.objects),
            (self.classifications, other.classifications),
        ):
            mine.update(its)
        self.data_rows += other.data_rows
        self.labels += other.labels
        self.predictions += other.predictions
        self.relationships += other.relationships
        self.unreadable += other.unreadable
        self.issues += other.issues

    @property
    def has_errors(self) -> bool:
        """Whether something could not be read."""
        return any(issue.severity is Severity.ERROR for issue in self.issues)


def inspect_export(export: Export, spread: Spread | None = None) -> Inspection:
    """Count everything in an export, reading each row once; `spread` has other processes do it."""
    counts = Inspection(str(export.path), "")
    chunks = chunks_of(export)
    for part in spread(inspect_chunk, chunks, _go_on) if spread is not None else map(inspect_chunk, chunks):
        counts.add(part)
    counts.container = export.container
    counts.issues[:0] = export.issues
    return counts


def inspect_chunk(chunk: Chunk) -> Inspection:
    """The numbers of some records; a plain function, so that another process can run it."""
    counts = Inspection("", "")
    for place, data in enumerate(chunk.raw()):
        _count_row(counts, chunk.read(place, data))
    return counts


def _go_on() -> None:
    """Nobody gives an inspection up but by ending the program."""


def as_json(counts: Inspection) -> dict[str, Any]:
    """The numbers as a JSON object; every issue with its path as text."""
    return {
        "file": counts.file,
        "container": counts.container,
        "families": dict(counts.families),
        "data_rows": counts.data_rows,
        "media": dict(counts.media),
        "labels": counts.labels,
        "predictions": counts.predictions,
        "objects": dict(counts.objects),
        "classifications": dict(counts.classifications),
        "relationships": counts.relationships,
        "unreadable": counts.unreadable,
        "issues": [_issue_as_json(issue) for issue in counts.issues],
    }


def as_text(counts: Inspection) -> str:
    """The numbers as lines to read, with the first issues."""
    facts = (
        ("file", counts.file),
        ("container", counts.container),
        ("families", _listed(counts.families)),
        ("data rows", f"{counts.data_rows:,}"),
        ("media", _listed(counts.media)),
        ("labels", f"{counts.labels:,}"),
        ("predictions", f"{counts.predictions:,}"),
        ("objects", _listed(counts.objects)),
        ("classifications", _listed(counts.classifications)),
        ("relationships", f"{counts.relationships:,}"),
        ("unreadable", f"{counts.unreadable:,}"),
        ("issues", f"{len(counts.issues):,}"),
    )
    lines = [f"{name:<16}{value}" for name, value in facts]
    lines += [f"  {issue.severity.value}: {issue}" for issue in counts.issues[:_MOST_ISSUES_PRINTED]]
    if len(counts.issues) > _MOST_ISSUES_PRINTED:
        lines.append(f"  … and {len(counts.issues) - _MOST_ISSUES_PRINTED:,} more; --json lists them all")
    return "\n".join(lines)


def _count_row(counts: Inspection, read: ReadRow) -> None:
    counts.issues.extend(read.issues)
    if not isinstance(read.row, DataRow):
        counts.unreadable += 1
        return
    counts.data_rows += 1
    counts.families.update({family.value for family in read.row.families})
    counts.media[read.row.media.mime_type or "unknown"] += 1
    for label in read.row.labels():
        match label.role:
            case LabelRole.LABEL:
                counts.labels += 1
            case LabelRole.PREDICTION:
                counts.predictions += 1
        _count_annotations(counts, label.annotations)


def _count_annotations(counts: Inspection, annotations: Annotations) -> None:
    for each in annotations.all_objects():
        is_unreadable = isinstance(each.geometry, Unreadable)
        counts.unreadable += is_unreadable
        if not (is_unreadable and each.annotation_kind == UNKNOWN_KIND):
            counts.objects[each.annotation_kind] += 1
    counts.relationships += len(annotations.relationships)
    counts.unreadable += sum(isinstance(each.ends, Unreadable) for each in annotations.relationships)
    counts.unreadable += len(annotations.misfits)
    for question in _with_nested(annotations.all_classifications()):
        match question.answer:
            case Radio():
                counts.classifications["radio"] += 1
            case Checklist():
                counts.classifications["checklist"] += 1
            case Text():
                counts.classifications["text"] += 1
            case Unreadable():
                counts.unreadable += 1


def _with_nested(questions: Iterable[Classification]) -> Iterator[Classification]:
    """The questions and those nested in their answers, at every depth."""
    for question in questions:
        yield question
        yield from _with_nested(question.below)


def _issue_as_json(issue: Issue) -> dict[str, Any]:
    return {
        "severity": issue.severity.value,
        "line": issue.line,
        "offset": issue.offset,
        "path": format_path(issue.path),
        "message": issue.message,
    }


def _listed(counter: Counter[str]) -> str:
    return ", ".join(f"{name} {number:,}" for name, number in counter.most_common() if number) or "none"

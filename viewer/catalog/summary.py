"""What a list of rows shows of each: a few fields instead of the row itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from viewer.catalog.columns import BagColumn, Column, FlagColumn, NumberColumn, SetColumn, TextColumn
from viewer.formats import ReadRow
from viewer.model.issue import Severity
from viewer.model.row import DataRow, Family, LabelRole, MediaType, UnreadableRow, nameless


@dataclass(frozen=True, slots=True)
class RowSummary:
    """A row in brief.

    `objects` counts those of every label and prediction, in video one a frame. `classes` are the names of
    objects, each once. `statuses` are the workflow statuses of its projects. A row is `empty` when no label
    or prediction of it holds anything. `errors` and `warnings` are numbers of issues.
    """

    index: int
    name: str
    readable: bool
    id: str | None = None
    global_key: str | None = None
    external_id: str | None = None
    media_type: MediaType = MediaType.UNKNOWN
    families: tuple[Family, ...] = ()
    labels: int = 0
    predictions: int = 0
    objects: int = 0
    classes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    skipped: bool = False
    empty: bool = True
    errors: int = 0
    warnings: int = 0

    @property
    def issues(self) -> int:
        """Number of issues of any severity."""
        return self.errors + self.warnings


def summary_from(columns: Mapping[str, Column], row: int) -> RowSummary:
    """The summary of a row of a catalogue."""
    cells = _Cells(columns, row)
    errors, warnings = cells.number("errors"), cells.number("warnings")
    if not cells.flag("readable"):
        return RowSummary(row, UnreadableRow(row, "").name, False, errors=errors, warnings=warnings)
    row_id, key, external = cells.text("id"), cells.text("key"), cells.text("external")
    media = cells.names("media")
    return RowSummary(
        index=row,
        name=key or external or row_id or cells.text("name") or nameless(row),
        readable=True,
        id=row_id,
        global_key=key,
        external_id=external,
        media_type=MediaType(media[0]) if media else MediaType.UNKNOWN,
        families=tuple(map(Family, cells.names("family"))),
        labels=cells.number("labels"),
        predictions=cells.number("predictions"),
        objects=cells.number("objects"),
        classes=cells.names("class"),
        statuses=cells.names("status"),
        skipped=cells.flag("skipped"),
        empty=cells.flag("empty"),
        errors=errors,
        warnings=warnings,
    )


@dataclass(frozen=True, slots=True)
class _Cells:
    """One row of the columns."""

    columns: Mapping[str, Column]
    row: int

    def text(self, field: str) -> str | None:
        column = self.columns[field]
        assert isinstance(column, TextColumn)
        return column.text(self.row)

    def names(self, field: str) -> tuple[str, ...]:
        column = self.columns[field]
        if isinstance(column, BagColumn):
            return tuple(column.bag(self.row))
        assert isinstance(column, SetColumn)
        return column.names_of(self.row)

    def number(self, field: str) -> int:
        column = self.columns[field]
        assert isinstance(column, NumberColumn)
        value = column.values[self.row]
        return 0 if np.isnan(value) else int(value)

    def flag(self, field: str) -> bool:
        column = self.columns[field]
        assert isinstance(column, FlagColumn)
        return bool(column.values[self.row])


def summarise(read: ReadRow) -> RowSummary:
    """The summary of a row, readable or not."""
    errors = sum(issue.severity is Severity.ERROR for issue in read.issues)
    warnings = len(read.issues) - errors
    match read.row:
        case UnreadableRow(index=index, name=name):
            return RowSummary(index, name, False, errors=errors, warnings=warnings)
        case DataRow() as row:
            return _summary(row, errors, warnings)


def _summary(row: DataRow, errors: int, warnings: int) -> RowSummary:
    labels = tuple(row.labels())
    predictions = sum(label.role is LabelRole.PREDICTION for label in labels)
    objects = [each for label in labels for each in label.annotations.all_objects()]
    names = {each.name: None for each in objects}
    details = [project.details for project in row.projects if project.details is not None]
    return RowSummary(
        index=row.index,
        name=row.name,
        readable=True,
        id=row.id,
        global_key=row.global_key,
        external_id=row.external_id,
        media_type=row.media.media_type,
        families=tuple(dict.fromkeys(row.families)),
        labels=len(labels) - predictions,
        predictions=predictions,
        objects=len(objects),
        classes=tuple(names),
        statuses=tuple(each.workflow_status for each in details if each.workflow_status is not None),
        skipped=any(label.is_skipped for label in labels),
        empty=all(label.annotations.is_empty for label in labels),
        errors=errors,
        warnings=warnings,
    )

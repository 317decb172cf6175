"""What a list of rows shows of each: a few fields instead of the row itself."""

from __future__ import annotations

from dataclasses import dataclass

from viewer.formats import ReadRow
from viewer.model.issue import Severity
from viewer.model.row import DataRow, Family, LabelRole, MediaType, UnreadableRow


@dataclass(frozen=True, slots=True)
class RowSummary:
    """A row in brief.

    `objects` counts those of every label and prediction, in video one a frame. `classes` are the names of
    objects and of classifications, each once. `statuses` are the workflow statuses of its projects. A row is
    `empty` when no label or prediction of it holds anything. `errors` and `warnings` are numbers of issues.
    `searched` is what a search looks in: ids, keys and classes, a line each, without regard to case.
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
    searched: str = ""

    @property
    def issues(self) -> int:
        """Number of issues of any severity."""
        return self.errors + self.warnings


def summarise(read: ReadRow) -> RowSummary:
    """The summary of a row, readable or not."""
    errors = sum(issue.severity is Severity.ERROR for issue in read.issues)
    warnings = len(read.issues) - errors
    match read.row:
        case UnreadableRow(index=index, name=name):
            searched = name.casefold()
            return RowSummary(index, name, False, errors=errors, warnings=warnings, searched=searched)
        case DataRow() as row:
            return _summary(row, errors, warnings)


def _summary(row: DataRow, errors: int, warnings: int) -> RowSummary:
    labels = tuple(row.labels())
    predictions = sum(label.role is LabelRole.PREDICTION for label in labels)
    objects = [each for label in labels for each in label.annotations.all_objects()]
    names = {each.name: None for each in objects}
    names |= {each.name: None for label in labels for each in label.annotations.all_classifications()}
    texts = (row.id, row.global_key, row.external_id, row.name, *names)
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
        searched="\n".join(text for text in dict.fromkeys(texts) if text).casefold(),
    )

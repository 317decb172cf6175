"""What the tree says of a row in one line."""

from __future__ import annotations

from collections.abc import Iterable

from viewer.catalog.summary import RowSummary
from viewer.formats.heads import Head
from viewer.model.issue import Issue, Severity
from viewer.model.row import MediaType, nameless
from viewer.ui.models.line import Line
from viewer.ui.models.wording import isolated, joined, one_line
from viewer.ui.words import constant, counted


def unknown_row_line(index: int, head: Head) -> Line:
    """A row of which no more is known than what stands at the head of its record."""
    name = head.global_key or head.id
    return Line(text=f"{index + 1:,}  {isolated(name)}" if name else f"{index + 1:,}", icon="data-row")


def row_line(row: RowSummary, reason: str = "") -> Line:
    """A row in brief; `reason` is why it could not be read."""
    number = f"{row.index + 1:,}"
    if not row.readable:
        text = f"{number}  Unreadable record"
        return Line(text, icon="unreadable", note=one_line(reason), warning=reason or "Not readable")
    has_name = row.name != nameless(row.index)
    return Line(
        text=f"{number}  {isolated(row.name)}" if has_name else f"{number}  (no id)",
        icon="data-row" if row.media_type is MediaType.UNKNOWN else row.media_type,
        note=joined(_holds(row), *map(constant, dict.fromkeys(row.statuses))),
        warning=f"{counted(row.errors, 'error')} in this row" if row.errors else "",
    )


def _holds(row: RowSummary) -> str:
    """How much is annotated; nothing in words."""
    if row.objects:
        return counted(row.objects, "object")
    if not row.empty:
        return ""
    return "skipped" if row.skipped else "nothing annotated"


def reasons_of(issues: Iterable[Issue]) -> dict[int, str]:
    """Why records could not be read, by their rows."""
    reasons: dict[int, str] = {}
    for issue in issues:
        if issue.row is not None and issue.severity is Severity.ERROR:
            reasons.setdefault(issue.row, issue.message)
    return reasons

"""Every row of an export in brief, and the search in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from viewer.catalog.hosts import hosts_of
from viewer.catalog.summary import RowSummary, summarise
from viewer.formats import Export
from viewer.model.issue import Issue, Severity
from viewer.model.row import DataRow

MOST_ISSUES = 10_000
"""Issues held in memory; beyond that they are only counted."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """All rows of a file and the first issues in it.

    `errors` and `warnings` count every issue; `issues` holds the first `MOST_ISSUES`, those of the file as
    a whole in front. `hosts` counts pictures and masks by the host that they are on, as it is written.
    """

    rows: tuple[RowSummary, ...]
    issues: tuple[Issue, ...]
    errors: int
    warnings: int
    hosts: Mapping[str, int] = field(default_factory=dict)

    def matches(self, query: str) -> tuple[int, ...]:
        """Indices of the rows that hold every word of the query in an id, key or class, in any case."""
        words = query.casefold().split()
        return tuple(row.index for row in self.rows if all(word in row.searched for word in words))


def catalogue(
    export: Export,
    *,
    check: Callable[[], None] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Catalog:
    """Read every row once; `progress` is told rows done and in all, `check` may raise to give up."""
    rows: list[RowSummary] = []
    issues = list(export.issues[:MOST_ISSUES])
    errors = sum(issue.severity is Severity.ERROR for issue in export.issues)
    warnings = len(export.issues) - errors
    hosts: Counter[str] = Counter()
    for read in export.rows():
        summary = summarise(read)
        rows.append(summary)
        if isinstance(read.row, DataRow):
            hosts.update(hosts_of(read.row))
        issues.extend(read.issues[: MOST_ISSUES - len(issues)])
        errors += summary.errors
        warnings += summary.warnings
        if progress is not None:
            progress(len(rows), len(export))
        if check is not None:
            check()
    return Catalog(tuple(rows), tuple(issues), errors, warnings, MappingProxyType(hosts))

"""Every row of an export at a glance: columns that queries, facets and tables work on, and what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from viewer.catalog.columns import Column, cut
from viewer.catalog.joining import Join, MemoryJoin
from viewer.catalog.summary import RowSummary, summary_from
from viewer.catalog.walk import MOST_ISSUES, Segment, chunks_of, quick_walk, thorough_walk
from viewer.formats import Export
from viewer.formats.chunk import Chunk
from viewer.model.issue import Issue, Severity

__all__ = ["MOST_ISSUES", "Catalog", "Gathering", "catalogue"]


@dataclass(frozen=True, slots=True, eq=False)
class Catalog:
    """The first rows of a file, all of them once it `is_complete`, by column (see `fields`).

    `errors` and `warnings` count every issue, `issues` holds the first `MOST_ISSUES`, those of the file as a
    whole in front; all are known once it `is_checked`. `hosts` counts pictures and masks by the host that
    they are on, as it is written.
    """

    columns: Mapping[str, Column]
    rows: int
    issues: tuple[Issue, ...] = ()
    errors: int = 0
    warnings: int = 0
    hosts: Mapping[str, int] = field(default_factory=dict)
    is_complete: bool = True
    is_checked: bool = True

    def __len__(self) -> int:
        return self.rows

    def summary(self, row: int) -> RowSummary:
        """A row in brief."""
        return summary_from(self.columns, row)


class Gathering:
    """Segments in the order of the file become a catalogue, which can be looked at before it is complete."""

    def __init__(self, export: Export, join: Join, *, thorough: bool, known: Catalog | None = None) -> None:
        """`known` are the first rows, of which nothing needs to be read any more."""
        self.join = join
        self._thorough = thorough
        self._of_file = tuple(export.issues[:MOST_ISSUES])
        self._issues = list(self._of_file)
        self._errors = sum(issue.severity is Severity.ERROR for issue in export.issues)
        self._warnings = len(export.issues) - self._errors
        self._hosts: Counter[str] = Counter()
        if known is not None:
            self.add(Segment(known.rows, dict(known.columns), Counter(known.hosts), *_of_rows(known)))

    def add(self, segment: Segment) -> None:
        """Take the next segment."""
        self.join.add(segment.columns)
        self._issues += segment.issues[: MOST_ISSUES - len(self._issues)]
        self._errors += segment.errors
        self._warnings += segment.warnings
        self._hosts.update(segment.hosts)

    def catalog(self, *, complete: bool) -> Catalog:
        """What was gathered so far."""
        return Catalog(
            MappingProxyType(self.join.columns()),
            self.join.rows,
            tuple(self._issues),
            self._errors,
            self._warnings,
            MappingProxyType(dict(self._hosts)),
            is_complete=complete,
            is_checked=complete and self._thorough,
        )


def _of_rows(catalog: Catalog) -> tuple[tuple[Issue, ...], int, int]:
    """The issues of a catalogue but for those of the file as a whole; how many are errors, and warnings."""
    of_file = [issue for issue in catalog.issues if issue.row is None]
    errors = sum(issue.severity is Severity.ERROR for issue in of_file)
    issues = tuple(issue for issue in catalog.issues if issue.row is not None)
    return issues, catalog.errors - errors, catalog.warnings - (len(of_file) - errors)


def first_rows(catalog: Catalog, rows: int) -> Catalog:
    """What a catalogue tells of its first rows, as if nothing stood behind them."""
    if rows >= catalog.rows:
        return catalog
    kept = tuple(issue for issue in catalog.issues if issue.row is None or issue.row < rows)
    gone = [issue for issue in catalog.issues if issue.row is not None and issue.row >= rows]
    errors = sum(issue.severity is Severity.ERROR for issue in gone)
    columns = {field: cut(column, rows) for field, column in catalog.columns.items()}
    return replace(
        catalog,
        columns=MappingProxyType(columns),
        rows=rows,
        issues=kept,
        errors=catalog.errors - errors,
        warnings=catalog.warnings - (len(gone) - errors),
    )


def catalogue(
    export: Export,
    *,
    check: Callable[[], None] | None = None,
    progress: Callable[[int, int], None] | None = None,
    thorough: bool = True,
) -> Catalog:
    """Read every row once, here; `progress` is told rows done and in all, `check` may raise to give up.

    Raises:
        FileChangedError: the file was changed on disk.
    """
    gathering = Gathering(export, MemoryJoin(), thorough=thorough)
    walk = thorough_walk if thorough else quick_walk
    for segment in map(walk, _checked(export, check)):
        gathering.add(segment)
        if progress is not None:
            progress(gathering.join.rows, len(export))
    return gathering.catalog(complete=True)


def _checked(export: Export, check: Callable[[], None] | None) -> Iterator[Chunk]:
    for chunk in chunks_of(export):
        if check is not None:
            check()
        yield chunk

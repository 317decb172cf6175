"""A report on a chosen folder as groups of lines, the best first, each with examples."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from viewer.media.folder import Several
from viewer.media.report import MatchReport
from viewer.ui.words import counted

_MOST_LINES = 200
_ROWS_NAMED = 5


@dataclass(frozen=True, slots=True)
class ReportGroup:
    """A heading with an icon, and lines of (row, file); `more` are not listed."""

    icon: str
    title: str
    lines: tuple[tuple[str, str], ...] = ()
    more: int = 0


def report_groups(report: MatchReport) -> tuple[ReportGroup, ...]:
    """What was found by each name, what is unclear, missing, shared, unused and unread."""
    groups = [
        ReportGroup(
            "check",
            f"{counted(count, 'image')} found by {kind}",
            tuple((_row(row), path) for row, path in report.examples[kind]),
            count - len(report.examples[kind]),
        )
        for kind, count in report.matched.items()
    ]
    if count := len(report.unclear):
        title = f"{counted(count, 'row')} with a name that fits several files: none of them is taken"
        groups.append(
            _listed("warning", title, count, ((each.name, _files(each.files)) for each in report.unclear))
        )
    if count := len(report.missing):
        title = f"{counted(count, 'row')} without a file in this folder"
        groups.append(_listed("unreadable", title, count, ((each.name, "") for each in report.missing)))
    if count := len(report.shared):
        title = f"{counted(count, 'file')} that several rows mean"
        groups.append(
            _listed("info", title, count, ((_rows(each.rows), each.path) for each in report.shared))
        )
    if count := len(report.unread):
        title = f"{counted(count, 'folder')} that cannot be read"
        groups.append(_listed("warning", title, count, (("", path) for path in report.unread)))
    if report.unused:
        groups.append(ReportGroup("info", f"{counted(report.unused, 'file')} that no row means"))
    if report.not_pictured:
        groups.append(ReportGroup("info", f"{counted(report.not_pictured, 'row')} of media without an image"))
    return tuple(groups)


def _listed(icon: str, title: str, count: int, lines: Iterable[tuple[str, str]]) -> ReportGroup:
    shown = tuple(islice(lines, _MOST_LINES))
    return ReportGroup(icon, title, shown, count - len(shown))


def _row(index: int) -> str:
    return f"row {index + 1:,}"


def _files(files: Several) -> str:
    more = files.count - len(files.paths)
    return ", ".join(files.paths) + (f" and {more:,} more" if more > 0 else "")


def _rows(indices: tuple[int, ...]) -> str:
    rest = len(indices) - _ROWS_NAMED
    named = ", ".join(f"{index + 1:,}" for index in indices[:_ROWS_NAMED])
    return f"rows {named}" + (f" and {rest:,} more" if rest > 0 else "")

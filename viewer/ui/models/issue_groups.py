"""Issues by their cause: what occurs often is told once, with a count. Without Qt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from viewer.model.annotation import format_path
from viewer.model.issue import Issue, Severity

_SAID = re.compile(r'"[^"]*"|“[^”]*”|\([\d., ]+\)|\b[\w.-]*\d[\w.-]*\b')
"""What differs between two tellings of one cause: quotes, colours, numbers and ids."""

_NO_LINE = 1 << 62


@dataclass(frozen=True, slots=True)
class IssueFilter:
    """What is left out: one severity alone, one row alone, only issues that hold all words of a text."""

    severity: Severity | None = None
    row: int | None = None
    text: str = ""

    def keeps(self, issue: Issue, name_of: Callable[[Issue], str] = lambda _: "") -> bool:
        """Whether an issue is shown; `name_of` gives the name of its row."""
        if self.severity is not None and issue.severity is not self.severity:
            return False
        if self.row is not None and issue.row != self.row:
            return False
        words = self.text.casefold().split()
        if not words:
            return True
        told = f"{issue} {name_of(issue)}".casefold()
        return all(word in told for word in words)


@dataclass(frozen=True, slots=True)
class IssueGroup:
    """Issues of one cause, by line."""

    cause: str
    severity: Severity
    issues: tuple[Issue, ...]


def grouped(issues: Iterable[Issue]) -> tuple[IssueGroup, ...]:
    """Groups in the order of the line where each first occurs, those of the whole file in front."""
    found: dict[tuple[Severity, str], list[Issue]] = {}
    for issue in sorted(issues, key=_place):
        found.setdefault((issue.severity, cause_of(issue)), []).append(issue)
    return tuple(
        IssueGroup(_common([member.message for member in members], cause), severity, tuple(members))
        for (severity, cause), members in found.items()
    )


def cause_of(issue: Issue) -> str:
    """The message without what differs from one place to the next."""
    if issue.expected is not None and issue.message.startswith(f"expected {issue.expected}"):
        return f"expected {issue.expected}"
    return _SAID.sub("…", issue.message)


def _common(messages: Sequence[str], cause: str) -> str:
    """What messages of one cause have in common, word by word; the cause when their words do not line up."""
    if cause.startswith("expected ") and len(set(messages)) > 1:
        return cause
    words = [message.split() for message in messages]
    if len({len(each) for each in words}) > 1:
        return cause
    return " ".join(column[0] if len(set(column)) == 1 else "…" for column in zip(*words, strict=True))


def told(issues: Iterable[Issue]) -> str:
    """One line an issue, by line, for the clipboard."""
    return "\n".join(f"{issue.severity.value}: {issue}" for issue in sorted(issues, key=_place))


def _place(issue: Issue) -> tuple[int, int, str]:
    line = -1 if issue.line is None and issue.row is None else _NO_LINE if issue.line is None else issue.line
    return line, -1 if issue.row is None else issue.row, format_path(issue.path)

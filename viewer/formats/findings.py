"""What is found wrong while a row is read, and the words for it."""

from __future__ import annotations

from typing import Any

from viewer.model.annotation import JsonPath
from viewer.model.issue import Issue, Severity

_SHOWN_CHARACTERS = 60
LARGEST_INTEGER = 2**53
"""Beyond it a float no longer tells neighbouring integers apart, and JSON readers disagree."""


class UnfitError(Exception):
    """A value that is not what its place asks for."""

    def __init__(self, path: JsonPath, expected: str, found: str, message: str | None = None) -> None:
        super().__init__(message or f"expected {expected}, found {found}")
        self.path = path
        self.expected = expected
        self.found = found

    @property
    def reason(self) -> str:
        """The message alone, without the place."""
        return str(self)


class Issues:
    """Collects what is wrong in one row."""

    def __init__(self, row: int) -> None:
        self.found: list[Issue] = []
        self._row = row

    def error(self, unfit: UnfitError) -> None:
        """Note what could not be read."""
        self._add(Severity.ERROR, unfit)

    def warn(self, unfit: UnfitError) -> None:
        """Note what was read, but is not what the format says."""
        self._add(Severity.WARNING, unfit)

    def warning(self, path: JsonPath, message: str) -> None:
        """Note what was read and looks wrong, in free words."""
        self.found.append(Issue(Severity.WARNING, message, path, row=self._row))

    def _add(self, severity: Severity, unfit: UnfitError) -> None:
        self.found.append(
            Issue(
                severity, unfit.reason, unfit.path, row=self._row, expected=unfit.expected, found=unfit.found
            )
        )


def describe(value: Any) -> str:
    """A JSON value in a few words, for messages: at most 60 characters of a text, only the size of a list."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case str():
            return _quote(value)
        case int() if abs(value) > LARGEST_INTEGER:
            return "a huge number"
        case int() | float():
            return str(value)
        case list():
            return f"a list of {len(value)}" if value else "an empty list"
        case dict():
            return "an object" if value else "an empty object"
        case _:
            return type(value).__name__


def _quote(text: str) -> str:
    short = text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"
    printable = short.encode("utf-8", "backslashreplace").decode()
    return '"' + printable.replace("\r", "").replace("\n", "⏎") + '"'

"""What is wrong with a file: where first, what second."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from viewer.model.annotation import JsonPath, format_path


class Severity(StrEnum):
    """ERROR: something could not be read or shown. WARNING: it was read, but is not what the format says."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding, with the place it was found at.

    `row` counts records from 0 and `line` lines from 1; `offset` is the byte in the (uncompressed) file
    where the record starts.
    """

    severity: Severity
    message: str
    path: JsonPath = ()
    row: int | None = None
    line: int | None = None
    offset: int | None = None
    expected: str | None = None
    found: str | None = None

    def __str__(self) -> str:
        """`line 412, projects.*.labels[0]…: expected a number, found "12,5"`."""
        place = [f"line {self.line}"] if self.line is not None else []
        if self.path:
            place.append(format_path(self.path))
        return f"{', '.join(place)}: {self.message}" if place else self.message

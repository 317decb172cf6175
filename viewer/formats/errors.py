"""What can go wrong between a file and its rows: the whole file, or one record of it."""

from __future__ import annotations


class ExportError(Exception):
    """A whole file that cannot be opened; its text says where, what, and what to do."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}. {remedy}")
        self.where = where
        self.what = what
        self.remedy = remedy


class RecordError(Exception):
    """One record whose JSON cannot be had; `found` is a piece of what stands there instead."""

    def __init__(self, message: str, *, found: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.found = found


class FileChangedError(RecordError):
    """The file is no longer the one that was opened, or was closed: its offsets lead nowhere."""

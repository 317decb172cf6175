"""Notices that the file of the open export was changed, replaced or removed by somebody else.

By looking at it now and then: watchers of the system do not see what happens on the disks of other computers.
"""

from __future__ import annotations

from pathlib import Path


class Watching:
    """Tells of a change once, until another file is watched or the same one anew."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._known: tuple[int, int] | None = None

    def watch(self, path: Path) -> None:
        """Look after this file, and no longer after another."""
        self._path, self._known = path, _state_of(path)

    def has_changed(self) -> bool:
        """Whether the file is no longer what it was, for the first time."""
        if self._path is None or _state_of(self._path) == self._known:
            return False
        self._path = None
        return True


def _state_of(path: Path) -> tuple[int, int] | None:
    """Size and time of a file; None when there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns

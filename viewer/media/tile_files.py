"""The pyramids of very large pictures as files: what they take, and which go when there are too many.

Nothing here needs Qt, as the command line looks in here too.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

KEPT_BYTES = 8 << 30
"""Pyramids that were not looked at for the longest time go when all together take more."""

_LEFT_BEHIND_SECS = 600


def usage_bytes(folder: Path) -> int:
    """What all pyramids take."""
    return sum(size for _, size, _ in _files(folder))


def forget_all(folder: Path) -> None:
    """Remove every pyramid that nobody reads."""
    for path, _, _ in _files(folder):
        with suppress(OSError):
            path.unlink()


def prune(folder: Path) -> None:
    """Remove what was left behind half made, and the oldest of too many."""
    files = _files(folder)
    excess = sum(size for _, size, _ in files) - KEPT_BYTES
    for path, size, looked_at in files:
        left_behind = path.suffix == ".part" and time.time() - looked_at > _LEFT_BEHIND_SECS
        if left_behind or (excess > 0 and path.suffix == ".tif"):
            with suppress(OSError):
                path.unlink()
                excess -= size


def _files(folder: Path) -> list[tuple[Path, int, float]]:
    """Path, bytes and time of the last look of all that is there, oldest first."""
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            with suppress(OSError):
                stat = path.stat()
                found.append((path, stat.st_size, stat.st_mtime))
    return sorted(found, key=lambda each: each[2])

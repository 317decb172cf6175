"""Notices that the file of the open export was changed, replaced or removed by somebody else."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

_SETTLE_MSECS = 300
"""A file is written in many pieces, and replaced in two steps."""


class Watching(QObject):
    """`changed` once for what is one change to a person; a file that grows goes on to change."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._known: tuple[int, int] | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE_MSECS)
        self._settling.timeout.connect(self.look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(lambda _: self._settling.start())
        self._watcher.directoryChanged.connect(lambda _: self._settling.start())

    def watch(self, path: Path) -> None:
        """Look after this file, and no longer after another."""
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if watched:
            self._watcher.removePaths(watched)
        self._path, self._known = path, _state_of(path)
        self._watcher.addPaths([str(path), str(path.parent)])

    def look(self) -> None:
        """See whether the file is still what it was."""
        if self._path is None:
            return
        now = _state_of(self._path)
        if now != self._known:
            self._known = now
            self.changed.emit()
        if now is not None and str(self._path) not in self._watcher.files():
            self._watcher.addPath(str(self._path))  # one that was replaced is another file to the system


def _state_of(path: Path) -> tuple[int, int] | None:
    """Size and time of a file; None when there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns

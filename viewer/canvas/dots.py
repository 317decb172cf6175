"""Keeps count of what is drawn as dots, so that nothing is left out without a word."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.canvas.detail import count_dots
from viewer.canvas.scene import Scene
from viewer.canvas.viewport import Viewport

REST_MS = 60
"""Counted once the view has been still for so long: a moving one needs its frames."""


class DotCount(QObject):
    """`changed` carries how many of the objects in view are too small for their outlines."""

    changed = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seen: tuple[Scene, Viewport] | None = None
        self._count = 0
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._tell)

    def look(self, scene: Scene | None, viewport: Viewport) -> None:
        """This is what is seen now; None without a row."""
        seen = (scene, viewport) if scene is not None else None
        if seen != self._seen:
            self._seen = seen
            self._rest.start()

    def _tell(self) -> None:
        count = count_dots(*self._seen) if self._seen is not None else 0
        if count != self._count:
            self._count = count
            self.changed.emit(count)

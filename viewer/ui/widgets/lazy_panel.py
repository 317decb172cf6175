"""A panel that does nothing while nobody sees it."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget


class LazyPanel(QWidget):
    """One that is closed is not seen, nor one behind the tab of another, which Qt calls visible all the same.

    `set_in_front` is told by the dock; by itself a panel is in front.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._in_front = True

    @property
    def is_seen(self) -> bool:
        """Whether there is anybody to show something to."""
        return self._in_front and self.isVisible()

    def set_in_front(self, in_front: bool) -> None:
        """Its tab is in front, or no longer."""
        before, self._in_front = self._in_front, in_front
        if in_front and not before:
            self.catch_up()

    def catch_up(self) -> None:
        """Show what was looked at meanwhile."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        """It may be seen from now on."""
        super().showEvent(event)
        self.catch_up()

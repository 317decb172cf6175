"""A still in the making: painted a little at a time on the main thread, between the frames."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from viewer.canvas.scene import Scene
from viewer.canvas.steps import Steps
from viewer.canvas.still import Still, View, new_still
from viewer.canvas.viewport import Viewport


class Renewal:
    """Goes through the steps of a painting; `exact` is told of the still that comes of it."""

    def __init__(
        self, view: View, paint: Callable[[QPainter, Scene, Viewport], Steps], *, exact: bool = True
    ) -> None:
        self.view = view
        self._exact = exact
        self._picture = new_still(view.viewport.view.toSize(), view.ratio, Qt.GlobalColor.transparent)
        self._painter = QPainter(self._picture)
        self._steps = paint(self._painter, view.scene, view.viewport)

    def advance(self, secs: float) -> Still | None:
        """Paint for about so long; the still when it is done."""
        until = perf_counter() + secs
        for _ in self._steps:
            if perf_counter() >= until:
                return None
        self._painter.end()
        return Still(self.view, self._picture, self._exact)

    def cancel(self) -> None:
        """Give it up."""
        self._steps.close()
        if self._painter.isActive():
            self._painter.end()

    def __del__(self) -> None:
        """Qt aborts when a picture goes before its painter, and Python's collector knows no order."""
        self.cancel()

"""Zoom and pan of one view: sixty changes a second that nobody but the canvas needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Signal

from viewer.canvas.viewport import Viewport
from viewer.state.fit_rule import FitRule
from viewer.state.orientation import UPRIGHT, Orientation


class Camera(QObject):
    """Holds the viewport; `moved` tells of every change, `zoomed` of those of the scale."""

    moved = Signal()
    zoomed = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        rule: Callable[[], FitRule] = lambda: FitRule.WHOLE,
        pixel: Callable[[], float] = lambda: 1.0,
    ) -> None:
        super().__init__(parent)
        self._rule = rule
        self._pixel = pixel
        self._is_first = True
        self._viewport = Viewport(QSizeF(1, 1), QSizeF(1, 1))

    @property
    def viewport(self) -> Viewport:
        """What is seen."""
        return self._viewport

    @viewport.setter
    def viewport(self, viewport: Viewport) -> None:
        if viewport == self._viewport:
            return
        rescaled = viewport.scale != self._viewport.scale
        self._viewport = viewport
        self.moved.emit()
        if rescaled:
            self.zoomed.emit()

    def look_at(self, image: QSizeF, orientation: Orientation = UPRIGHT) -> None:
        """Look at an image, turned and mirrored so; one of another size is shown as the rule says."""
        if image != self._viewport.image:
            self._viewport = replace(self._viewport, image=image, orientation=orientation)
            self.begin()
        else:
            self.viewport = self._viewport.oriented(orientation)

    def forget(self) -> None:
        """The next image is the first of an export: there is no zoom to be kept."""
        self._is_first = True
        self._viewport = replace(self._viewport, image=QSizeF(1, 1))

    def begin(self) -> None:
        """Show the image as the rule says."""
        rule = self._rule()
        if self._is_first and rule is FitRule.KEEP:
            rule = FitRule.WHOLE
        self._is_first = False
        self.viewport = self._viewport.shown_by(rule, self._pixel())
        self.moved.emit()
        self.zoomed.emit()

    def fit_across(self) -> None:
        """Show the whole width."""
        self.viewport = self._viewport.fitted_across()

    def resize(self, view: QSizeF) -> None:
        """The view has this size."""
        if view == self._viewport.view:
            return
        self.viewport = self._viewport.resized(view)

    def zoom_at(self, factor: float, in_view: QPointF) -> None:
        """Zoom; the image point under `in_view` stays there."""
        self.viewport = self._viewport.zoomed(factor, in_view)

    def pan_by(self, by: QPointF) -> None:
        """Move the image by view pixels."""
        self.viewport = self._viewport.panned(by)

    def fit(self) -> None:
        """Show the whole image."""
        self.viewport = self._viewport.fitted()

    def frame(self, areas: Iterable[QRectF]) -> None:
        """Bring parts of the image into view together, as large as is useful."""
        whole = QRectF()
        for area in areas:
            whole |= area.adjusted(-0.5, -0.5, 0.5, 0.5)
        if not whole.isEmpty():
            self.viewport = self._viewport.framing(whole)

    def show_area(self, area: QRectF) -> None:
        """Move just so far that a part of the image is seen, at the same zoom."""
        self.viewport = self._viewport.showing(area)

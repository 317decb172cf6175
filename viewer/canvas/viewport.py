"""Which part of the image is seen, and how large: the one place where image and view coordinates meet.

Image coordinates are pixels of the image; view coordinates are logical pixels of the widget.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

MAX_SCALE = 256.0
MIN_SHARE = 0.25
"""The smallest zoom is this share of the one that fits, or a tenth of a pixel a pixel if that is smaller."""
MARGIN = 48.0
"""View pixels of the image that always stay in sight."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """`scale` view pixels an image pixel; `left`, `top` the view coordinates of the image's origin."""

    view: QSizeF
    image: QSizeF
    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0

    @property
    def view_from_image(self) -> QTransform:
        """The transform a painter draws image coordinates with."""
        return QTransform(self.scale, 0, 0, self.scale, self.left, self.top)

    def to_image(self, in_view: QPointF) -> QPointF:
        """Where in the image a point of the view lies."""
        return QPointF((in_view.x() - self.left) / self.scale, (in_view.y() - self.top) / self.scale)

    def to_view(self, in_image: QPointF) -> QPointF:
        """Where in the view a point of the image lies."""
        return QPointF(in_image.x() * self.scale + self.left, in_image.y() * self.scale + self.top)

    @property
    def seen(self) -> QRectF:
        """The part of the image plane that is seen, in image coordinates."""
        return QRectF(
            self.to_image(QPointF(0, 0)), self.to_image(QPointF(self.view.width(), self.view.height()))
        )

    @property
    def fit_scale(self) -> float:
        """The scale at which the whole image is seen with a little air."""
        if self.image.isEmpty() or self.view.isEmpty():
            return 1.0
        across = (self.view.width() - 16) / self.image.width()
        down = (self.view.height() - 16) / self.image.height()
        return min(max(min(across, down), 1e-4), MAX_SCALE)

    @property
    def is_fit(self) -> bool:
        """Whether the whole image is shown just so."""
        fitted = self.fitted()
        return (
            abs(self.scale / fitted.scale - 1) < 1e-6
            and abs(self.left - fitted.left) + abs(self.top - fitted.top) < 1
        )

    def fitted(self) -> Viewport:
        """The whole image, centred."""
        return replace(self, scale=self.fit_scale).centred(
            QPointF(self.image.width() / 2, self.image.height() / 2)
        )

    def centred(self, in_image: QPointF) -> Viewport:
        """A point of the image in the middle of the view."""
        return replace(
            self,
            left=self.view.width() / 2 - in_image.x() * self.scale,
            top=self.view.height() / 2 - in_image.y() * self.scale,
        ).kept_in_sight()

    def zoomed(self, factor: float, in_view: QPointF) -> Viewport:
        """Larger or smaller by `factor`; the image point under `in_view` stays under it."""
        low = min(self.fit_scale * MIN_SHARE, 0.1)
        scale = min(max(self.scale * factor, low), MAX_SCALE)
        fixed = self.to_image(in_view)
        return replace(
            self, scale=scale, left=in_view.x() - fixed.x() * scale, top=in_view.y() - fixed.y() * scale
        ).kept_in_sight()

    def panned(self, by: QPointF) -> Viewport:
        """Moved by view pixels."""
        return replace(self, left=self.left + by.x(), top=self.top + by.y()).kept_in_sight()

    def framing(self, in_image: QRectF, *, share: float = 0.6) -> Viewport:
        """A part of the image in the middle, over `share` of the view."""
        width, height = max(in_image.width(), 1.0), max(in_image.height(), 1.0)
        scale = min(self.view.width() / width, self.view.height() / height) * share
        largest = max(self.fit_scale, 8.0)
        return replace(self, scale=min(max(scale, self.fit_scale), largest)).centred(in_image.center())

    def showing(self, in_image: QRectF) -> Viewport:
        """Centred on a part of the image at the same zoom; unchanged when its middle is seen already."""
        if self.seen.intersects(in_image.adjusted(-0.5, -0.5, 0.5, 0.5)) and self.seen.contains(
            in_image.center()
        ):
            return self
        return self.centred(in_image.center())

    def resized(self, view: QSizeF) -> Viewport:
        """In a view of another size: fitted stays fitted, else the middle stays in the middle."""
        if self.is_fit or self.view.isEmpty():
            return replace(self, view=view).fitted()
        middle = self.to_image(QPointF(self.view.width() / 2, self.view.height() / 2))
        return replace(self, view=view).centred(middle)

    def kept_in_sight(self) -> Viewport:
        """Moved back when the image would leave the view."""
        width, height = self.image.width() * self.scale, self.image.height() * self.scale
        left = min(max(self.left, MARGIN - width), self.view.width() - MARGIN)
        top = min(max(self.top, MARGIN - height), self.view.height() - MARGIN)
        return replace(self, left=left, top=top)

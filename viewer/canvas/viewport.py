"""Which part of the image is seen, and how large: the one place where image and view coordinates meet.

Image coordinates are pixels of the image; view coordinates are logical pixels of the widget.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

from viewer.state.fit_rule import FitRule
from viewer.state.orientation import UPRIGHT, Orientation

MAX_SCALE = 256.0
MIN_SHARE = 0.25
"""The smallest zoom is this share of the one that fits, or a tenth of a pixel a pixel if that is smaller."""
MARGIN = 48.0
"""View pixels of the image that always stay in sight."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """`scale` view pixels an image pixel; `left`, `top` the view coordinates of the image's upper left corner
    as it is seen, which is its origin unless it is turned or mirrored.
    """

    view: QSizeF
    image: QSizeF
    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0
    orientation: Orientation = UPRIGHT

    @property
    def view_from_image(self) -> QTransform:
        """The transform a painter draws image coordinates with."""
        xx, xy, yx, yy = self.orientation.matrix
        origin = self.to_view(QPointF(0, 0))
        scale = self.scale
        return QTransform(xx * scale, yx * scale, xy * scale, yy * scale, origin.x(), origin.y())

    @property
    def view_from_upright(self) -> QTransform:
        """From where things would be seen through `upright`, were nothing turned, to where they are."""
        xx, xy, yx, yy = self.orientation.matrix
        across, down = _offset(self.orientation, self._swapped(self.view))
        return QTransform(xx, yx, xy, yy, across, down)

    def upright(self) -> Viewport:
        """What is seen, before the view is turned and mirrored as a whole."""
        origin = self.view_from_upright.inverted()[0].map(self.to_view(QPointF(0, 0)))
        return Viewport(self._swapped(self.view), self.image, self.scale, origin.x(), origin.y())

    def to_image(self, in_view: QPointF) -> QPointF:
        """Where in the image a point of the view lies."""
        xx, xy, yx, yy = self.orientation.matrix
        across, down = _offset(self.orientation, self.image)
        x, y = (in_view.x() - self.left) / self.scale - across, (in_view.y() - self.top) / self.scale - down
        return QPointF(xx * x + yx * y, xy * x + yy * y)

    def to_view(self, in_image: QPointF) -> QPointF:
        """Where in the view a point of the image lies."""
        xx, xy, yx, yy = self.orientation.matrix
        across, down = _offset(self.orientation, self.image)
        x, y = in_image.x(), in_image.y()
        return QPointF(
            (xx * x + xy * y + across) * self.scale + self.left,
            (yx * x + yy * y + down) * self.scale + self.top,
        )

    @property
    def size_seen(self) -> QSizeF:
        """Of the image as it lies before the eye, in image pixels."""
        return self._swapped(self.image)

    def _swapped(self, size: QSizeF) -> QSizeF:
        return size.transposed() if self.orientation.swaps_axes else size

    @property
    def seen(self) -> QRectF:
        """The part of the image plane that is seen, in image coordinates."""
        return QRectF(
            self.to_image(QPointF(0, 0)), self.to_image(QPointF(self.view.width(), self.view.height()))
        ).normalized()

    @property
    def fit_scale(self) -> float:
        """The scale at which the whole image is seen with a little air."""
        if self.image.isEmpty() or self.view.isEmpty():
            return 1.0
        across = (self.view.width() - 16) / self.size_seen.width()
        down = (self.view.height() - 16) / self.size_seen.height()
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

    def fitted_across(self) -> Viewport:
        """The whole width, from the top on where the height has no room."""
        scale = min(max((self.view.width() - 16) / max(self.size_seen.width(), 1e-9), 1e-4), MAX_SCALE)
        wide, high = self.size_seen.width() * scale, self.size_seen.height() * scale
        top = max((self.view.height() - high) / 2, 8.0)
        return replace(self, scale=scale, left=(self.view.width() - wide) / 2, top=top)

    def shown_by(self, rule: FitRule, pixel: float) -> Viewport:
        """As an image is shown at first; `pixel` view pixels are one of the screen."""
        middle = QPointF(self.image.width() / 2, self.image.height() / 2)
        match rule:
            case FitRule.WHOLE:
                return self.fitted()
            case FitRule.WIDTH:
                return self.fitted_across()
            case FitRule.ACTUAL:
                return replace(self, scale=pixel).centred(middle)
            case FitRule.KEEP:
                return self.centred(middle)

    def centred(self, in_image: QPointF) -> Viewport:
        """A point of the image in the middle of the view."""
        return self._moved_to(in_image, QPointF(self.view.width() / 2, self.view.height() / 2))

    def oriented(self, orientation: Orientation) -> Viewport:
        """Turned and mirrored otherwise: fitted stays fitted, else the middle stays in the middle."""
        if orientation == self.orientation:
            return self
        if self.is_fit:
            return replace(self, orientation=orientation).fitted()
        middle = self.to_image(QPointF(self.view.width() / 2, self.view.height() / 2))
        return replace(self, orientation=orientation).centred(middle)

    def zoomed(self, factor: float, in_view: QPointF) -> Viewport:
        """Larger or smaller by `factor`; the image point under `in_view` stays under it."""
        low = min(self.fit_scale * MIN_SHARE, 0.1)
        scale = min(max(self.scale * factor, low), MAX_SCALE)
        return replace(self, scale=scale)._moved_to(self.to_image(in_view), in_view)

    def panned(self, by: QPointF) -> Viewport:
        """Moved by view pixels."""
        return replace(self, left=self.left + by.x(), top=self.top + by.y()).kept_in_sight()

    def framing(self, in_image: QRectF, *, share: float = 0.6) -> Viewport:
        """A part of the image in the middle, over `share` of the view."""
        size = self._swapped(in_image.size())
        width, height = max(size.width(), 1.0), max(size.height(), 1.0)
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
        width, height = self.size_seen.width() * self.scale, self.size_seen.height() * self.scale
        left = min(max(self.left, MARGIN - width), self.view.width() - MARGIN)
        top = min(max(self.top, MARGIN - height), self.view.height() - MARGIN)
        return replace(self, left=left, top=top)

    def _moved_to(self, in_image: QPointF, in_view: QPointF) -> Viewport:
        """A point of the image where a point of the view is."""
        off = in_view - self.to_view(in_image)
        return replace(self, left=self.left + off.x(), top=self.top + off.y()).kept_in_sight()


def _offset(orientation: Orientation, size: QSizeF) -> tuple[float, float]:
    """What brings a plane of this size, turned about its origin, back to coordinates that begin at 0."""
    xx, xy, yx, yy = orientation.matrix
    width, height = size.width(), size.height()
    return -min(xx * width, 0) - min(xy * height, 0), -min(yx * width, 0) - min(yy * height, 0)

"""A picture of the annotations as they were seen, and how it is shown when the view has moved on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from viewer.canvas.scene import Scene
from viewer.canvas.viewport import Viewport


def new_still(size: QSize, ratio: float, background: QColor | Qt.GlobalColor) -> QImage:
    """An empty picture of a view's logical size at a device pixel ratio."""
    still = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    still.setDevicePixelRatio(ratio)
    still.fill(background)
    return still


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What is to be seen: a scene through a viewport on a screen of a device pixel ratio."""

    scene: Scene
    viewport: Viewport
    ratio: float

    def looks_like(self, other: View) -> bool:
        """Whether the annotations are the same in both, to the pixel."""
        same_place = (self.viewport, self.ratio) == (other.viewport, other.ratio)
        return same_place and self.scene.looks_like(other.scene)


@dataclass(frozen=True, slots=True, eq=False)
class Still:
    """A picture of a view; `exact` when it is what a plain painting of it would be."""

    view: View
    picture: QImage
    exact: bool

    def shows(self, view: View) -> bool:
        """Whether nothing of a view is missing or out of date."""
        return self.exact and self.view.looks_like(view)

    def place_in(self, viewport: Viewport) -> QRectF:
        """Where in another viewport the picture belongs, in view pixels."""
        own = self.view.viewport
        if viewport.orientation != own.orientation:
            return self._turned_into(viewport).mapRect(QRectF(QPointF(0, 0), own.view))
        times = viewport.scale / own.scale
        left, top = viewport.left - own.left * times, viewport.top - own.top * times
        return QRectF(left, top, own.view.width() * times, own.view.height() * times)

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """Paint the picture where it belongs, larger or smaller as the viewport has it."""
        if viewport.orientation != self.view.viewport.orientation:
            painter.save()
            painter.setTransform(self._turned_into(viewport), combine=True)
            painter.drawImage(QPointF(0, 0), self.picture)
            painter.restore()
            return
        place = self.place_in(viewport)
        if viewport.scale == self.view.viewport.scale:
            painter.drawImage(place.topLeft(), self.picture)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self.picture)
        painter.restore()

    def _turned_into(self, viewport: Viewport) -> QTransform:
        """From the picture to a view that is turned or mirrored otherwise."""
        return self.view.viewport.view_from_image.inverted()[0] * viewport.view_from_image

"""A picture of a part of the scene, kept until what it shows has changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from viewer.canvas.scene import Scene
from viewer.canvas.viewport import Viewport

Paint = Callable[[QPainter, Scene, Viewport], None]


def new_still(size: QSize, ratio: float, background: QColor | Qt.GlobalColor) -> QImage:
    """An empty picture of a view's logical size at a device pixel ratio."""
    still = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    still.setDevicePixelRatio(ratio)
    still.fill(background)
    return still


class Still:
    """What `paint` draws of a scene on a transparent ground."""

    def __init__(self, paint: Paint) -> None:
        self._paint = paint
        self._picture: QImage | None = None

    def drop(self) -> None:
        """Scene or viewport have changed."""
        self._picture = None

    def picture(self, scene: Scene, viewport: Viewport, ratio: float) -> QImage:
        """The kept picture, painted anew when there is none at this device pixel ratio."""
        if self._picture is None or self._picture.devicePixelRatioF() != ratio:
            self._picture = new_still(viewport.view.toSize(), ratio, Qt.GlobalColor.transparent)
            painter = QPainter(self._picture)
            self._paint(painter, scene, viewport)
            painter.end()
        return self._picture

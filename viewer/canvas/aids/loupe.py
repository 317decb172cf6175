"""The pixels around the cursor, large, and the values of the one it is on."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from viewer.canvas import style
from viewer.canvas.aids.edges import paint_edge
from viewer.canvas.painting import paint_backdrop
from viewer.canvas.pointer import Hover
from viewer.canvas.scene import Scene
from viewer.canvas.viewport import Viewport

SIDE = 170
MAGNIFIED = 10.0
"""View pixels an image pixel, or twice as many as on the canvas when that is more."""
_WORDS = 40
_OFF = QPoint(24, 24)


class Loupe(QWidget):
    """Follows the cursor, above and to the right of it; the mouse goes through it."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._room = canvas.rect
        self._scene: Scene | None = None
        self._viewport: Viewport | None = None
        self.text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName("Loupe")
        self.resize(SIDE, SIDE + _WORDS)

    def look(self, scene: Scene, viewport: Viewport, hover: Hover, cursor: QPointF) -> None:
        """Show what is under the cursor, a point of the view."""
        self._scene = scene
        here = QPointF(hover.x, hover.y)
        larger = Viewport(
            QSizeF(SIDE, SIDE),
            viewport.image,
            max(MAGNIFIED, 2 * viewport.scale),
            orientation=viewport.orientation,
        )
        off = QPointF(SIDE / 2, SIDE / 2) - larger.to_view(here)
        self._viewport = replace(larger, left=off.x(), top=off.y())
        values = "no value here" if hover.rgb is None else "R {} G {} B {}".format(*hover.rgb)
        self.text = f"{int(hover.x // 1)}, {int(hover.y // 1)}\n{values}"
        self.move(self._beside(cursor.toPoint()))
        self.raise_()
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        """The image, the pixel in the middle framed, its place and its values."""
        scene, viewport = self._scene, self._viewport
        if scene is None or viewport is None:
            return
        painter = QPainter(self)
        palette = self.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.ToolTipBase))
        painter.save()
        painter.setClipRect(0, 0, SIDE, SIDE)
        painter.fillRect(0, 0, SIDE, SIDE, palette.color(QPalette.ColorRole.Dark))
        paint_backdrop(painter, scene, viewport)
        middle = viewport.to_image(QPointF(SIDE / 2, SIDE / 2))
        pixel = QRectF(middle.x() // 1, middle.y() // 1, 1, 1)
        frame = viewport.view_from_image.mapRect(pixel)
        for pen in (QPen(style.CASING_COLOUR, 3), QPen(style.LIGHT, 1)):
            painter.setPen(pen)
            painter.drawRect(frame)
        painter.restore()
        paint_edge(painter, QRectF(self.rect()), palette.color(QPalette.ColorRole.Mid))
        painter.setPen(palette.color(QPalette.ColorRole.ToolTipText))
        painter.drawText(QRectF(0, SIDE, SIDE, _WORDS), Qt.AlignmentFlag.AlignCenter, self.text)

    def _beside(self, cursor: QPoint) -> QPoint:
        """The card of what is under the cursor stands below it."""
        room = self._room()
        at = cursor + QPoint(_OFF.x(), -_OFF.y() - self.height())
        if at.x() + self.width() > room.width():
            at.setX(max(cursor.x() - _OFF.x() - self.width(), 0))
        if at.y() < 0:
            at.setY(min(cursor.y() + _OFF.y(), max(room.height() - self.height(), 0)))
        return at

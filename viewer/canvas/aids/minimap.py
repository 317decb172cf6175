"""The whole image in a corner of the canvas, with a frame around what is seen, to be dragged."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from viewer.canvas import style
from viewer.canvas.aids.edges import paint_edge
from viewer.canvas.camera import Camera
from viewer.canvas.gestures import WHEEL_STEP
from viewer.canvas.painting import paint_backdrop
from viewer.canvas.scene import Scene
from viewer.canvas.viewport import Viewport

SIDE = 180.0
"""View pixels of its longer side, or a third of the canvas when that is less."""
_MARGIN = 12
_SHADE = QColor(0, 0, 0, 110)


class Minimap(QWidget):
    """In the lower right corner; a press or a drag brings that place into the middle of the canvas."""

    def __init__(self, canvas: QWidget, camera: Camera) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._camera = camera
        self._scene: Scene | None = None
        self._whole: QPixmap | None = None
        self._whole_of: tuple[object, ...] = ()
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName("Map of the whole image")
        canvas.installEventFilter(self)

    def look(self, scene: Scene) -> None:
        """Show this image and what is seen of it."""
        self._scene = scene
        size = self._size()
        self.setGeometry(
            self._canvas.width() - size.width() - _MARGIN,
            self._canvas.height() - size.height() - _MARGIN,
            size.width(),
            size.height(),
        )
        self.update()

    @property
    def frame(self) -> QRectF:
        """What is seen on the canvas, in pixels of the map."""
        return self._viewport().view_from_image.mapRect(self._camera.viewport.seen)

    def _size(self) -> QSize:
        seen = self._camera.viewport.size_seen
        most = min(SIDE, self._canvas.width() / 3, self._canvas.height() / 3)
        scale = most / max(seen.width(), seen.height(), 1.0)
        return QSize(max(round(seen.width() * scale), 8), max(round(seen.height() * scale), 8))

    def _viewport(self) -> Viewport:
        seen = self._camera.viewport
        scale = min(self.width() / seen.size_seen.width(), self.height() / seen.size_seen.height())
        return Viewport(QSizeF(self.size()), seen.image, scale, orientation=seen.orientation)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the corner of the canvas."""
        if event.type() is QEvent.Type.Resize and self._scene is not None:
            self.look(self._scene)
        return super().eventFilter(watched, event)

    def paintEvent(self, _: QPaintEvent) -> None:
        """The image, shaded where it is not seen."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture())
        frame = QRectF(self.frame.toAlignedRect() & self.rect())
        shade = QPainterPath()
        shade.addRect(QRectF(self.rect()))
        shade.addRect(frame)
        painter.fillPath(shade, _SHADE)
        for colour, width in ((style.CASING_COLOUR, 3), (style.LIGHT, 1)):
            paint_edge(painter, frame, colour, width)
        paint_edge(painter, QRectF(self.rect()), self.palette().color(QPalette.ColorRole.Mid))

    def _picture(self) -> QPixmap:
        scene = self._scene
        assert scene is not None
        backdrop, ratio = scene.backdrop, self.devicePixelRatioF()
        levels = tuple(level.cacheKey() for level in backdrop.levels)
        of = (levels, backdrop.turns, self.size().toTuple(), ratio, self._camera.viewport.orientation)
        if self._whole is None or of != self._whole_of:
            self._whole_of = of
            self._whole = QPixmap(self.size() * ratio)
            self._whole.setDevicePixelRatio(ratio)
            self._whole.fill(self.palette().color(QPalette.ColorRole.Dark))
            painter = QPainter(self._whole)
            paint_backdrop(painter, scene, self._viewport())
            painter.end()
        return self._whole

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        self._go_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the hand."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go_to(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It was meant for the map, not for what lies beneath."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The same."""
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the middle of the canvas."""
        middle = QPointF(self._canvas.rect().center())
        self._camera.zoom_at(WHEEL_STEP ** (event.angleDelta().y() / 120), middle)
        event.accept()

    def _go_to(self, in_map: QPointF) -> None:
        place = self._viewport().to_image(in_map)
        self._camera.viewport = self._camera.viewport.centred(place)

"""The image, or a frame of its size where there is none."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from viewer.canvas.scene import Scene
from viewer.canvas.viewport import Viewport

NEAREST_FROM = 2.0
"""From this zoom on, pixels are shown as they are."""
FRAME = QColor(128, 128, 128, 40)
FRAME_EDGE = QColor(128, 128, 128, 160)


def paint_image(painter: QPainter, scene: Scene, viewport: Viewport) -> None:
    """Paint the image over its frame."""
    target = viewport.view_from_image.mapRect(scene.frame)
    if not scene.backdrop.levels:
        _paint_frame(painter, target)
        return
    across = target.width() if scene.backdrop.turns % 2 == 0 else target.height()
    pixels_across = across * painter.device().devicePixelRatioF()
    image = level_for(scene.backdrop.levels, pixels_across)
    shrunk_or_near = pixels_across < NEAREST_FROM * scene.backdrop.stored.width()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scene.backdrop.smooth and shrunk_or_near)
    painter.translate(target.center())
    painter.rotate(90 * scene.backdrop.turns)
    width, height = target.width(), target.height()
    if scene.backdrop.turns % 2:
        width, height = height, width
    whole = QRectF(-width / 2, -height / 2, width, height)
    painter.drawImage(whole, image)
    if scene.backdrop.region is not None and pixels_across > image.width():
        painter.drawImage(_place_in(whole, scene.backdrop.region.place), scene.backdrop.region.image)
    painter.restore()


def _place_in(whole: QRectF, shares: QRectF) -> QRectF:
    width, height = whole.width(), whole.height()
    left, top = whole.left() + shares.left() * width, whole.top() + shares.top() * height
    return QRectF(left, top, shares.width() * width, shares.height() * height)


def level_for(levels: tuple[QImage, ...], pixels_across: float) -> QImage:
    """The smallest level that is not enlarged when it is drawn over so many device pixels."""
    fitting = [level for level in levels if level.width() >= pixels_across]
    return fitting[-1] if fitting else levels[0]


def _paint_frame(painter: QPainter, target: QRectF) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(target, FRAME)
    painter.setPen(QPen(FRAME_EDGE, 1, Qt.PenStyle.DashLine))
    painter.drawRect(QRectF(target.topLeft(), target.bottomRight() - QPointF(1, 1)))
    painter.restore()

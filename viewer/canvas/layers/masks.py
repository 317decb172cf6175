"""The fills of masks: each pixel as it stands in the file, never smoothed."""

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QImage, QPainter

from viewer.canvas.mask_pictures import Sampled
from viewer.canvas.scene import Scene
from viewer.canvas.steps import Steps
from viewer.canvas.viewport import Viewport

_BAND = 128
"""Rows of device pixels that are looked up in one go."""


def paint_masks(painter: QPainter, scene: Scene, viewport: Viewport) -> Steps:
    """Paint every mask layer."""
    painter.save()
    try:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        for masks in scene.masks:
            target = viewport.view_from_image.mapRect(masks.target)
            if isinstance(masks.picture, QImage):
                painter.drawImage(target, masks.picture)
                yield
                continue
            for _ in _paint_sampled(painter, masks.picture, target, viewport):
                yield
    finally:
        painter.restore()


def _paint_sampled(painter: QPainter, picture: Sampled, target: QRectF, viewport: Viewport) -> Steps:
    """A band of whole device pixels after the other, so that none is painted twice."""
    ratio = painter.device().devicePixelRatioF()
    on_screen = QRectF(target.topLeft() * ratio, target.size() * ratio)
    whole = QRectF(QPointF(0, 0), viewport.view * ratio)
    part = (on_screen & whole).toAlignedRect()
    for top in range(part.top(), part.top() + part.height(), _BAND):
        band = QRect(part.left(), top, part.width(), min(_BAND, part.top() + part.height() - top))
        seen = picture.seen(on_screen, band)
        seen.setDevicePixelRatio(ratio)
        painter.drawImage(QPointF(band.topLeft()) / ratio, seen)
        yield

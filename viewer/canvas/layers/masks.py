"""The fills of masks: each pixel as it stands in the file, never smoothed."""

from PySide6.QtGui import QPainter

from viewer.canvas.scene import Scene
from viewer.canvas.viewport import Viewport


def paint_masks(painter: QPainter, scene: Scene, viewport: Viewport) -> None:
    """Paint every mask layer."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    for masks in scene.masks:
        painter.drawImage(viewport.view_from_image.mapRect(masks.target), masks.picture)
    painter.restore()

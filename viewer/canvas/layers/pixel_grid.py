"""Lines between the pixels of the image, once each of them is large enough to be told apart."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from viewer.canvas.scene import Scene
from viewer.canvas.viewport import Viewport

GRID_FROM = 8.0
"""Device pixels that an image pixel takes at least."""
LINE = QColor(128, 128, 128, 90)


def paint_pixel_grid(painter: QPainter, scene: Scene, viewport: Viewport) -> None:
    """Paint the grid of what is seen of the image, where it has one."""
    backdrop = scene.backdrop
    if not backdrop.grid or backdrop.early or not backdrop.levels:
        return
    stored = backdrop.stored
    columns, rows = stored.toTuple() if backdrop.turns % 2 == 0 else stored.transposed().toTuple()
    target = viewport.view_from_image.mapRect(scene.frame)
    pitch = min(target.width() / columns, target.height() / rows)
    if pitch * painter.device().devicePixelRatioF() < GRID_FROM:
        return
    seen = target & QRectF(0, 0, viewport.view.width(), viewport.view.height())
    lines = [
        QLineF(x, seen.top(), x, seen.bottom())
        for x in _between(target.left(), target.width() / columns, seen.left(), seen.right())
    ]
    lines += [
        QLineF(seen.left(), y, seen.right(), y)
        for y in _between(target.top(), target.height() / rows, seen.top(), seen.bottom())
    ]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(LINE, 0))
    painter.drawLines(lines)
    painter.restore()


def _between(origin: float, pitch: float, start: float, end: float) -> list[float]:
    """The edges of pixels from one view coordinate to another."""
    first, last = math.ceil((start - origin) / pitch), math.floor((end - origin) / pitch)
    return [origin + edge * pitch for edge in range(first, last + 1)]

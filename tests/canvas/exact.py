"""Annotations painted the slow way: each from its own vertices, with round lines, into the view itself.

It shares the colours and widths with what the canvas paints with, and nothing else: no outlines with fewer
vertices, no bevels, no hairlines or dots, no pictures of masks, no stills, nothing left out beside the view.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from tests.canvas.golden import pixels
from viewer.canvas import style
from viewer.canvas.drawn import Drawn, DrawnArrow
from viewer.canvas.kinds.mask import MaskPixels
from viewer.canvas.kinds.point import RADIUS
from viewer.canvas.scene import Scene
from viewer.canvas.still import new_still
from viewer.canvas.viewport import Viewport
from viewer.model.geometry import Box, Point, Polygon, Polyline, Vertices

GROUND = (128, 128, 128)
FINER = 4
Rgb = NDArray[np.int16]


def on_ground(picture: QImage) -> Rgb:
    """(h, w, 3) of a picture over grey."""
    whole = QImage(picture.size(), QImage.Format.Format_ARGB32_Premultiplied)
    whole.setDevicePixelRatio(picture.devicePixelRatio())
    whole.fill(QColor(*GROUND))
    painter = QPainter(whole)
    painter.drawImage(0, 0, picture)
    painter.end()
    return pixels(whole)[..., :3]


def exactly(scene: Scene, viewport: Viewport, ratio: float, composite: Path, *, aside: float = 0.0) -> Rgb:
    """The annotations of a scene over grey; `aside` moves them so many view pixels to the right and down.

    Painted `FINER` times as large and averaged: Qt's own antialiasing makes a line through many corners, that
    lie closer than a pixel, thicker than it is. The pixels of masks come from the file itself.
    """
    still = new_still(viewport.view.toSize(), ratio * FINER, Qt.GlobalColor.transparent)
    painter = QPainter(still)
    for fill in _mask_fills(scene, viewport, ratio, composite, aside):
        painter.drawImage(QRectF(QPointF(0, 0), viewport.view), fill)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(aside, aside)
    for drawn in scene.objects:
        _paint(painter, drawn, scene, viewport)
    for arrow in scene.arrows:
        _paint_arrow(painter, arrow, viewport)
    painter.end()
    finer = on_ground(still)
    parts = [finer[down::FINER, across::FINER] for down in range(FINER) for across in range(FINER)]
    return (sum(parts, np.full(parts[0].shape, FINER**2 // 2, np.int16)) // FINER**2).astype(np.int16)


def _mask_fills(
    scene: Scene, viewport: Viewport, ratio: float, composite: Path, aside: float
) -> Iterator[QImage]:
    """Each device pixel in the colour of the mask that lies under its middle."""
    wide, high = (round(side * ratio) for side in viewport.view.toTuple())
    columns = np.floor(((np.arange(wide) + 0.5) / ratio - aside - viewport.left) / viewport.scale).astype(int)
    rows = np.floor(((np.arange(high) + 0.5) / ratio - aside - viewport.top) / viewport.scale).astype(int)
    for drawn in scene.objects:
        mask = drawn.shape.geometry
        if not isinstance(mask, MaskPixels):
            continue
        source = np.asarray(Image.open(composite).convert("RGBA"))
        x, y = (int(value) for value in mask.layer.contours[mask.instance].centre)
        mine = np.pad((source == source[y, x]).all(axis=2), 1)
        height, width = mine.shape
        under = mine[np.ix_((rows + 1).clip(0, height - 1), (columns + 1).clip(0, width - 1))]
        fill = np.zeros((high, wide, 4), dtype=np.uint8)
        fill[under] = (*drawn.colour.getRgb()[:3], round(scene.opacity * 255))
        yield QImage(fill.tobytes(), wide, high, 4 * wide, QImage.Format.Format_RGBA8888).copy()


def _paint(painter: QPainter, drawn: Drawn, scene: Scene, viewport: Viewport) -> None:
    match drawn.shape.geometry:
        case Box() as box:
            corners = [
                (box.left, box.top),
                (box.right, box.top),
                (box.right, box.bottom),
                (box.left, box.bottom),
            ]
            _paint_area(
                painter, drawn, scene, _through(viewport, [np.array(corners)], closed=True), share=0.3
            )
        case Polygon(exterior, holes):
            path = _through(viewport, [exterior, *holes], closed=True)
            _paint_area(painter, drawn, scene, path, share=0.7)
        case Polyline(vertices):
            _paint_line(painter, drawn.colour, _through(viewport, [vertices], closed=False))
        case MaskPixels() as mask:
            loops = [loop + mask.layer.origin for loop in mask.layer.contours[mask.instance].loops]
            if scene.drawing.outline:
                _paint_line(painter, drawn.colour, _through(viewport, loops, closed=True))
        case Point(x, y):
            _paint_mark(painter, drawn.colour, viewport.to_view(QPointF(x, y)))


def _through(viewport: Viewport, lines: list[Vertices], *, closed: bool) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for line in lines:
        path.addPolygon(QPolygonF([viewport.to_view(QPointF(x, y)) for x, y in line.tolist()]))
        if closed:
            path.closeSubpath()
    return path


def _paint_area(painter: QPainter, drawn: Drawn, scene: Scene, path: QPainterPath, *, share: float) -> None:
    outlined = scene.drawing.outline
    painter.fillPath(path, style.faded(drawn.colour, scene.opacity * (share if outlined else 1.0)))
    if outlined:
        _paint_line(painter, drawn.colour, path)


def _paint_line(painter: QPainter, colour: QColor, path: QPainterPath) -> None:
    for shade, width in ((style.casing_of(colour), style.CASING), (colour, style.OUTLINE)):
        round_, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.strokePath(path, QPen(shade, width, Qt.PenStyle.SolidLine, round_, join))


def _paint_mark(painter: QPainter, colour: QColor, at: QPointF) -> None:
    mark = QPainterPath()
    mark.addEllipse(at, RADIUS, RADIUS)
    painter.fillPath(mark, colour)
    painter.strokePath(mark, QPen(style.casing_of(colour), style.CASING))
    painter.strokePath(mark, QPen(style.LIGHT, 1.6))


def _paint_arrow(painter: QPainter, drawn: DrawnArrow, viewport: Viewport) -> None:
    path = viewport.view_from_image.map(drawn.arrow.path)
    _paint_line(painter, drawn.colour, path)
    painter.setPen(QPen(style.casing_of(drawn.colour), 1, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(QBrush(drawn.colour))
    back = path.toReversed()
    for line in (path, back) if drawn.arrow.both_ways else (path,):
        tip = line.pointAtPercent(1.0)
        behind = line.pointAtPercent(max(1.0 - style.HEAD_LENGTH / line.length(), 0.0))
        painter.save()
        painter.translate(tip)
        painter.rotate(math.degrees(math.atan2(tip.y() - behind.y(), tip.x() - behind.x())))
        long, half = style.HEAD_LENGTH, style.HEAD_WIDTH / 2
        corners = ((0, 0), (-long, half), (-0.75 * long, 0), (-long, -half))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        painter.restore()

"""Rulers along the upper and the left edge, in pixels of the image as the file counts them."""

from __future__ import annotations

import math
from collections.abc import Iterator

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPalette, QPen

from viewer.canvas.viewport import Viewport

THICKNESS = 20.0
_APART = 64.0
"""View pixels from one number to the next at least."""
_FINEST = 5.0
_TICKS = (5.0, 9.0)
_POINT_SIZE = 7.5


def paint_rulers(painter: QPainter, viewport: Viewport, palette: QPalette, cursor: QPointF | None) -> None:
    """Both of them, and where on them the cursor is."""
    width, height = viewport.view.width(), viewport.view.height()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    font = QFont(painter.font())
    font.setPointSizeF(_POINT_SIZE)
    painter.setFont(font)
    ground = palette.color(QPalette.ColorRole.Window)
    painter.fillRect(QRectF(0, 0, width, THICKNESS), ground)
    painter.fillRect(QRectF(0, 0, THICKNESS, height), ground)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1))
    painter.drawLine(QPointF(0, THICKNESS), QPointF(width, THICKNESS))
    painter.drawLine(QPointF(THICKNESS, 0), QPointF(THICKNESS, height))
    painter.setPen(palette.color(QPalette.ColorRole.WindowText))
    _paint_across(painter, viewport)
    _paint_down(painter, viewport)
    if cursor is not None:
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent), 2))
        painter.drawLine(QLineF(cursor.x(), 0, cursor.x(), THICKNESS))
        painter.drawLine(QLineF(0, cursor.y(), THICKNESS, cursor.y()))
    painter.restore()


def _paint_across(painter: QPainter, viewport: Viewport) -> None:
    for at, value in ticks(viewport, QPointF(1, 0), viewport.view.width()):
        if at < THICKNESS:
            continue
        painter.drawLine(QLineF(at, THICKNESS - _TICKS[value is not None], at, THICKNESS))
        if value is not None:
            box = QRectF(at + 3, 0, _APART, THICKNESS - 6)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, value)


def _paint_down(painter: QPainter, viewport: Viewport) -> None:
    for at, value in ticks(viewport, QPointF(0, 1), viewport.view.height()):
        if at < THICKNESS:
            continue
        painter.drawLine(QLineF(THICKNESS - _TICKS[value is not None], at, THICKNESS, at))
        if value is not None:
            painter.save()
            painter.translate(0, at - 3)
            painter.rotate(-90)
            box = QRectF(0, 0, _APART, THICKNESS - 6)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, value)
            painter.restore()


def ticks(viewport: Viewport, along: QPointF, length: float) -> Iterator[tuple[float, str | None]]:
    """Where ticks stand on an edge of the view, and the number beside each that has one.

    It is the coordinate of the image that grows or falls along this edge.
    """
    origin, next_to_it = viewport.to_image(QPointF(0, 0)), viewport.to_image(along)
    by = next_to_it - origin
    begin, a_pixel = (origin.x(), by.x()) if abs(by.x()) > abs(by.y()) else (origin.y(), by.y())
    labelled = nice_step(_APART * abs(a_pixel))
    finer = next(
        (labelled / parts for parts in (10, 5, 2) if labelled / parts / abs(a_pixel) >= _FINEST), labelled
    )
    ratio = round(labelled / finer)
    low, high = sorted((begin, begin + a_pixel * length))
    for number in range(math.ceil(low / finer), math.floor(high / finer) + 1):
        text = f"{round(number * finer):,}" if number % ratio == 0 else None
        yield (number * finer - begin) / a_pixel, text


def nice_step(least: float) -> float:
    """The smallest of 1, 2, 5, 10, 20, 50 … that is not less."""
    if least <= 1:
        return 1.0
    power = 10.0 ** math.floor(math.log10(least))
    return next(factor * power for factor in (1.0, 2.0, 5.0, 10.0) if factor * power >= least * (1 - 1e-9))

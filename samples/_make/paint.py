"""Brushes for the pictures: layers, gradients, dabs of paint, glow, grain; everything drawn into a QImage."""

# ruff: noqa: PLR0917 - a brush takes shape, colour and size in order, as a painter names them

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
)

Point = tuple[float, float]
Draw = Callable[[QPainter], None]
Pixels = NDArray[np.uint8]


def layer(size: tuple[int, int], draw: Draw, background: str | None = None) -> QImage:
    """A transparent (or filled) picture of `size`, drawn with antialiasing."""
    picture = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(QColor(background) if background else Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    draw(painter)
    painter.end()
    return picture


def rgba(picture: QImage) -> Pixels:
    """(h, w, 4) uint8 of a picture, alpha not premultiplied."""
    straight = picture.convertToFormat(QImage.Format.Format_RGBA8888)
    flat = np.frombuffer(straight.constBits(), np.uint8).reshape(straight.height(), -1)
    return flat[:, : straight.width() * 4].reshape(straight.height(), straight.width(), 4).copy()


def silhouette(picture: QImage) -> NDArray[np.bool_]:
    """(h, w) bool: where a layer is more than half opaque."""
    return rgba(picture)[..., 3] >= 128


def color(name: str, alpha: float = 1.0) -> QColor:
    found = QColor(name)
    found.setAlphaF(alpha)
    return found


def mix(first: str, second: str, share: float) -> str:
    """The colour that lies `share` of the way from the first to the second."""
    a, b = QColor(first), QColor(second)
    pairs = zip((a.red(), a.green(), a.blue()), (b.red(), b.green(), b.blue()), strict=True)
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in pairs)


def path(points: Iterable[Point]) -> QPainterPath:
    """A closed straight-edged shape."""
    shape = QPainterPath()
    shape.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    shape.closeSubpath()
    return shape


def smooth(points: Sequence[Point], closed: bool = True) -> QPainterPath:
    """A curve through the points (Catmull-Rom)."""
    n = len(points)
    shape = QPainterPath(QPointF(*points[0]))
    for i in range(n if closed else n - 1):
        p0, p1, p2, p3 = (points[k % n if closed else min(max(k, 0), n - 1)] for k in range(i - 1, i + 3))
        shape.cubicTo(
            p1[0] + (p2[0] - p0[0]) / 6,
            p1[1] + (p2[1] - p0[1]) / 6,
            p2[0] - (p3[0] - p1[0]) / 6,
            p2[1] - (p3[1] - p1[1]) / 6,
            *p2,
        )
    if closed:
        shape.closeSubpath()
    return shape


def ellipse(x: float, y: float, rx: float, ry: float) -> QPainterPath:
    shape = QPainterPath()
    shape.addEllipse(QPointF(x, y), rx, ry)
    return shape


def rect(x: float, y: float, w: float, h: float, radius: float = 0) -> QPainterPath:
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(x, y, w, h), radius, radius)
    return shape


def gradient(start: Point, end: Point, *stops: str | tuple[float, str] | tuple[float, str, float]) -> QBrush:
    """A straight gradient; stops are colours evenly spread, or (place, colour[, alpha])."""
    brush = QLinearGradient(QPointF(*start), QPointF(*end))
    for i, stop in enumerate(stops):
        place, name, *alpha = stop if isinstance(stop, tuple) else (i / max(1, len(stops) - 1), stop)
        brush.setColorAt(place, color(name, *alpha))
    return QBrush(brush)


def down(top: float, bottom: float, *stops: str | tuple[float, str] | tuple[float, str, float]) -> QBrush:
    """A gradient from top to bottom."""
    return gradient((0, top), (0, bottom), *stops)


def fill(p: QPainter, shape: QPainterPath, brush: QBrush | str, alpha: float = 1.0) -> None:
    p.fillPath(shape, color(brush, alpha) if isinstance(brush, str) else brush)


def stroke(
    p: QPainter,
    shape: QPainterPath | Sequence[Point],
    name: str,
    width: float,
    alpha: float = 1.0,
    flat: bool = False,
) -> None:
    """A line along a shape or through points, with round ends unless `flat`."""
    if not isinstance(shape, QPainterPath):
        shape = open_path(shape)
    cap = Qt.PenCapStyle.FlatCap if flat else Qt.PenCapStyle.RoundCap
    p.strokePath(
        shape, QPen(color(name, alpha), width, Qt.PenStyle.SolidLine, cap, Qt.PenJoinStyle.RoundJoin)
    )


def open_path(points: Sequence[Point]) -> QPainterPath:
    shape = QPainterPath(QPointF(*points[0]))
    for x, y in points[1:]:
        shape.lineTo(x, y)
    return shape


def glow(p: QPainter, x: float, y: float, radius: float, name: str, alpha: float = 0.6) -> None:
    """Light around a place, added to what is there."""
    brush = QRadialGradient(QPointF(x, y), radius)
    for place, share in ((0, 1), (0.15, 0.62), (0.4, 0.22), (0.7, 0.06), (1, 0)):
        brush.setColorAt(place, color(name, alpha * share))
    p.save()
    p.setCompositionMode(QPainter.CompositionMode.CompositionMode_Screen)
    p.fillPath(ellipse(x, y, radius, radius), QBrush(brush))
    p.restore()


def inside(p: QPainter, shape: QPainterPath, draw: Draw) -> None:
    """Draws only within a shape; its edge is as hard as a mask's."""
    p.save()
    p.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    draw(p)
    p.restore()


def dabs(
    p: QPainter,
    shape: QPainterPath,
    colors: Sequence[str],
    seed: str,
    count: int,
    size: tuple[float, float],
    alpha: float = 0.1,
    angle: float = 0.0,
) -> None:
    """Strokes of a flat brush within a shape: the uneven surface of gouache. `size` is length and width."""
    rng = random.Random(seed)
    bounds = shape.boundingRect()

    def draw(p: QPainter) -> None:
        for _ in range(count):
            x, y = bounds.x() + rng.random() * bounds.width(), bounds.y() + rng.random() * bounds.height()
            length, width = size[0] * (0.5 + rng.random()), size[1] * (0.5 + rng.random())
            p.save()
            p.translate(x, y)
            p.rotate(angle + rng.uniform(-12, 12))
            p.setBrush(color(rng.choice(colors), alpha * (0.5 + rng.random())))
            p.drawEllipse(QPointF(0, 0), length, width)
            p.restore()

    inside(p, shape, draw)


def leaves(
    p: QPainter,
    clumps: Sequence[tuple[float, float, float]],
    colors: Sequence[str],
    seed: str,
    density: float = 1.0,
    size: float = 14.0,
    light: float = 215.0,
) -> None:
    """Round clumps (x, y, radius) of leaves, lighter towards the `light` (degrees, 270 is above)."""
    rng = random.Random(seed)
    for x, y, radius in clumps:
        _clump(p, rng, (x, y, radius), colors[0], int(density * radius * 1.5), size, (1.0, 0.0, light))
    for x, y, radius in sorted(clumps, key=lambda clump: clump[1] - clump[2] * 0.4):
        for step, name in enumerate(colors):
            share = step / max(1, len(colors) - 1)
            count = int(density * radius * (0.75 - 0.45 * share))
            _clump(p, rng, (x, y, radius), name, count, size, (0.96 - 0.5 * share, 0.5 * share, light))


def _clump(
    p: QPainter,
    rng: random.Random,
    where: tuple[float, float, float],
    name: str,
    count: int,
    size: float,
    spread: tuple[float, float, float],
) -> None:
    """Leaves of one colour; `spread` is their reach, their shift to the light, and where the light is."""
    x, y, radius = where
    reach, shift, light = spread
    x += shift * radius * math.cos(math.radians(light))
    y += shift * radius * math.sin(math.radians(light))
    for _ in range(count):
        turn, far = rng.random() * math.tau, reach * radius * math.sqrt(rng.random())
        shade = mix(name, "#10182c", rng.random() * 0.16)
        leaf = (x + far * math.cos(turn), y + far * math.sin(turn))
        _leaf(p, *leaf, size * (0.6 + 0.8 * rng.random()), rng.random() * 360, shade)


def _leaf(p: QPainter, x: float, y: float, size: float, angle: float, name: str) -> None:
    p.save()
    p.translate(x, y)
    p.rotate(angle)
    p.setBrush(color(name))
    p.drawEllipse(QPointF(0, 0), size, size * 0.55)
    p.restore()


def noise(size: tuple[int, int], seed: int, cell: float) -> NDArray[np.float32]:
    """(h, w) smooth noise between about -1 and 1, with features of `cell` pixels."""
    width, height = size
    rng = np.random.default_rng(seed)
    small = rng.random((max(2, int(height / cell)), max(2, int(width / cell))), dtype=np.float32)
    grown = Image.fromarray(small).resize(size, Image.Resampling.BICUBIC)
    return np.asarray(grown, np.float32) * 2 - 1


def finish(picture: QImage, seed: int, grain: float = 5.0, bloom: float = 0.22) -> Image.Image:
    """The finished picture: lights bloom a little, the paper has a grain, the corners are a trace darker."""
    base = Image.fromarray(rgba(picture)[..., :3])
    size = base.size
    pixels = np.asarray(base, np.float32)
    if bloom:
        bright = Image.fromarray(np.clip((pixels - 150) * 2.2, 0, 255).astype(np.uint8))
        soft = np.asarray(bright.filter(ImageFilter.GaussianBlur(size[0] / 90)), np.float32)
        pixels = 255 - (255 - pixels) * (255 - bloom * soft) / 255
    pixels = 128 + 1.06 * (pixels - 128)
    grey = pixels.mean(axis=2, keepdims=True)
    pixels = grey + 1.08 * (pixels - grey)
    texture = 0.5 * noise(size, seed, 2) + 0.6 * noise(size, seed + 1, 9) + 0.5 * noise(size, seed + 2, 140)
    pixels = pixels + grain * texture[..., None]
    x, y = np.meshgrid(np.linspace(-1, 1, size[0]), np.linspace(-1, 1, size[1]))
    pixels *= (1 - 0.10 * np.clip(np.hypot(x, y) - 0.75, 0, 1))[..., None]
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def save_jpeg(picture: Image.Image, target: Path, quality: int = 86) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    picture.save(target, "JPEG", quality=quality, optimize=True)


def save_png(pixels: Pixels, target: Path) -> None:
    """RGBA, RGB or (two axes) single-channel, as the array is."""
    target.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(target, "PNG", optimize=True)


def save_mask(mask: NDArray[np.bool_], target: Path) -> None:
    """One object alone: single channel, 255 on 0."""
    save_png(mask.astype(np.uint8) * 255, target)


def composite(
    masks: Iterable[tuple[NDArray[np.bool_], tuple[int, int, int]]], size: tuple[int, int]
) -> Pixels:
    """(h, w, 4) RGBA of instances back to front, each in its colour, over (0, 0, 0, 0)."""
    pixels = np.zeros((size[1], size[0], 4), np.uint8)
    for mask, rgb in masks:
        pixels[mask] = (*rgb, 255)
    return pixels

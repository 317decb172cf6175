"""What houses are made of: tiles, bricks, windows, chimneys, flower boxes."""

from __future__ import annotations

import random

from PySide6.QtGui import QPainter, QPainterPath

from _make.paint import down, ellipse, fill, gradient, inside, mix, path, rect, smooth, stroke

LIGHT = "#ffd38a"
FRAME = "#f4e6cf"


def tiles(
    p: QPainter, roof: QPainterPath, dark: str, light: str, step: float = 15, *, lean: float = 0.0
) -> None:
    """Rows of roof tiles: a scalloped shadow under every row, a few odd tiles."""
    bounds = roof.boundingRect()
    rng = random.Random(f"{dark}{bounds.x():.0f}")

    def rows(p: QPainter) -> None:
        y = bounds.top()
        while y < bounds.bottom() + step:
            offset = rng.random() * step
            x = bounds.left() - step
            while x < bounds.right() + step:
                if rng.random() < 0.3:
                    tone = mix(dark, light, rng.random())
                    fill(p, rect(x + offset, y + lean * (x - bounds.left()), step * 1.3, step, 3), tone, 0.35)
                x += step * 1.4
            ends = [(bounds.left(), y), (bounds.right(), y + lean * bounds.width())]
            stroke(p, ends, mix(dark, "#1d1530", 0.45), 2.4, 0.42)
            stroke(p, [(x, y - 3) for x, y in ends], light, 1.5, 0.35)
            y += step
        for i in range(int(bounds.width() / step) + 1):
            x = bounds.left() + i * step
            stroke(p, [(x, bounds.top()), (x, bounds.bottom())], mix(dark, "#1d1530", 0.3), 1.0, 0.22)

    inside(p, roof, rows)


def bricks(p: QPainter, wall: QPainterPath, tone: str, step: float = 13) -> None:
    bounds = wall.boundingRect()
    rng = random.Random(f"{tone}{bounds.x():.0f}")

    def courses(p: QPainter) -> None:
        for row in range(int(bounds.height() / step) + 1):
            y = bounds.top() + row * step
            for column in range(int(bounds.width() / (step * 2.3)) + 2):
                x = bounds.left() + (column - (row % 2) * 0.5) * step * 2.3
                shade = mix(tone, rng.choice(("#f0b48c", "#4c2a3c", "#a5573f")), rng.random() * 0.28)
                fill(p, rect(x + 1, y + 1, step * 2.3 - 2, step - 2, 1.5), shade)

    fill(p, wall, mix(tone, "#d9b9a0", 0.35))
    inside(p, wall, courses)


def window(
    p: QPainter, x: float, y: float, size: tuple[float, float], lit: float, *, shutters: str = ""
) -> None:
    """A window with panes; `lit` 0 (dark, the sky in it) to 1 (lamp light)."""
    w, h = size
    if shutters:
        for left in (x - w * 0.46 - 4, x + w + 4):
            fill(p, rect(left, y - 2, w * 0.46, h + 4), shutters)
            for i in range(int(h / 9)):
                stroke(
                    p,
                    [(left + 4, y + 5 + i * 9), (left + w * 0.46 - 4, y + 5 + i * 9)],
                    mix(shutters, "#10202a", 0.4),
                    2,
                    0.6,
                )
    fill(p, rect(x - 7, y - 7, w + 14, h + 14, 2), FRAME)
    glass = rect(x, y, w, h)
    day = down(y, y + h, "#8fb2c8", "#5c7a9c", "#3c4f74")
    fill(p, glass, day)
    if lit:
        fill(p, glass, down(y, y + h, (0, "#fff0b8", lit), (0.55, LIGHT, lit), (1, "#e08a4a", lit)))
        inside(p, glass, lambda p: _curtains(p, x, y, w, h))
    else:
        inside(
            p,
            glass,
            lambda p: fill(
                p,
                path([(x, y + h), (x + w * 0.5, y), (x + w * 0.8, y), (x + w * 0.2, y + h)]),
                "#ffffff",
                0.16,
            ),
        )
    for i in range(1, 3):
        stroke(p, [(x, y + h * i / 3), (x + w, y + h * i / 3)], FRAME, 3.4, flat=True)
    stroke(p, [(x + w / 2, y), (x + w / 2, y + h)], FRAME, 4.2, flat=True)
    fill(p, rect(x - 13, y + h + 6, w + 26, 9, 2), mix(FRAME, "#6b4a52", 0.25))
    fill(p, rect(x - 7, y - 7, w + 14, 12), "#3a2447", 0.25)


def _curtains(p: QPainter, x: float, y: float, w: float, h: float) -> None:
    for side in (0, 1):
        edge = x + side * w
        inner = edge + (w * 0.28 if side == 0 else -w * 0.28)
        fill(
            p,
            smooth(
                [
                    (edge, y - 4),
                    (inner, y - 4),
                    (inner - (inner - edge) * 0.45, y + h * 0.6),
                    (inner - (inner - edge) * 0.2, y + h + 4),
                    (edge, y + h + 4),
                ]
            ),
            "#b4553f",
            0.5,
        )


def chimney(p: QPainter, stack: QPainterPath, x: float, y: float, w: float) -> None:
    def masonry(p: QPainter) -> None:
        bricks(p, stack, "#b0644c", 12)
        fill(p, rect(x - 10, y - 6, w + 20, 24), "#d9bfa2")
        fill(p, rect(x - 10, y + 18, w + 20, 7), "#3a2447", 0.4)
        fill(
            p,
            stack,
            gradient((x, 0), (x + w, 0), (0, "#ffd9a0", 0.30), (0.5, "#ffd9a0", 0.02), (1, "#2b2050", 0.42)),
        )

    inside(p, stack, masonry)


def arch(x: float, y: float, w: float, h: float) -> QPainterPath:
    shape = QPainterPath()
    shape.moveTo(x, y + h)
    shape.lineTo(x, y + w * 0.42)
    shape.cubicTo(x, y - w * 0.12, x + w, y - w * 0.12, x + w, y + w * 0.42)
    shape.lineTo(x + w, y + h)
    shape.closeSubpath()
    return shape


def flower_box(p: QPainter, x: float, y: float, w: float) -> None:
    """A box of geraniums under a window."""
    fill(p, rect(x - 12, y, w + 24, 20, 3), down(y, y + 20, "#a9653f", "#6b3d35"))
    rng = random.Random(f"box {x:.0f} {y:.0f}")
    for _ in range(int(w * 1.3)):
        tone = rng.choice(("#3f6f4b", "#5b8a4f", "#2f5646", "#d8483a", "#e8705a", "#f2a0a0"))
        size = 4.0 if tone.startswith(("#d", "#e", "#f")) else 5.5
        fill(p, ellipse(x - 8 + rng.random() * (w + 16), y - 9 + rng.random() * 15, size, size * 0.8), tone)

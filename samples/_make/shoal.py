"""A shoal under a boat's light: 360 fish, each an instance of one composite mask."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter, QPainterPath

from _make.paint import (
    color,
    dabs,
    ellipse,
    fill,
    glow,
    gradient,
    layer,
    mix,
    path,
    rect,
    silhouette,
    smooth,
    stroke,
)

SIZE = (1280, 853)
COUNT = 360
_SCALES = ("#e9c46a", "#f4a261", "#e76f51", "#8ecae6", "#cdb4db", "#f1faee", "#90be6d", "#f7d6a8")


@dataclass(frozen=True)
class Fish:
    """One fish: where it is, where it heads (degrees), how long it is, which colour it has."""

    x: float
    y: float
    angle: float
    length: float
    shade: int


def layout() -> list[Fish]:
    """All fish, far to near, on a great spiral; no two closer than a fish's width."""
    rng = random.Random("shoal")
    found: list[Fish] = []
    while len(found) < COUNT:
        x, y = rng.uniform(20, SIZE[0] - 20), rng.uniform(20, SIZE[1] - 20)
        dx, dy = (x - 650) / 1.45, y - 430
        far = math.hypot(dx, dy)
        if far < 55 or any(math.hypot(f.x - x, f.y - y) < 0.48 * f.length for f in found):
            continue
        angle = math.degrees(math.atan2(dy, dx)) + 78 + rng.uniform(-10, 10)
        found.append(Fish(x, y, angle, rng.uniform(34, 52) * (0.75 + far / 1000), rng.randrange(1000)))
    return found


def colors() -> list[tuple[int, int, int]]:
    """A colour of its own for every fish, never black; dark ones occur."""
    rng = random.Random("shoal colours")
    found: dict[tuple[int, int, int], None] = {(5, 32, 7): None, (41, 0, 4): None, (0, 0, 1): None}
    while len(found) < COUNT:
        found[rng.randrange(256), rng.randrange(256), rng.randrange(1, 256)] = None
    return list(found)


def paint() -> QImage:
    return layer(SIZE, _draw)


def _draw(p: QPainter) -> None:
    _water(p)
    for fish in layout():
        _shadow(p, fish)
    for fish in layout():
        _fish(p, fish)
    glow(p, 650, 430, 620, "#fff1c9", 0.32)


def _water(p: QPainter) -> None:
    ground = rect(0, 0, *SIZE)
    fill(p, ground, gradient((0, 0), SIZE, "#12607a", "#1d7f8c", "#0d3b5c"))
    dabs(p, ground, ("#2aa6a4", "#0b4a6f", "#8fd6c4", "#0a2f52"), "water", 900, (90, 14), 0.10, -18)
    rng = random.Random("ripples")
    for _ in range(70):
        x, y, reach = rng.uniform(0, SIZE[0]), rng.uniform(0, SIZE[1]), rng.uniform(30, 120)
        wave = smooth(
            [(x, y), (x + reach * 0.3, y - 7), (x + reach * 0.65, y + 5), (x + reach, y - 4)], False
        )
        stroke(p, wave, "#d9fff2", rng.uniform(1, 2.6), 0.16)


def _body(length: float) -> QPainterPath:
    """A fish that heads along x, drawn about its middle."""
    a = length / 2
    body = smooth(
        [
            (a, 0),
            (a * 0.45, a * 0.3),
            (-a * 0.3, a * 0.2),
            (-a * 0.62, a * 0.05),
            (-a * 0.62, -a * 0.05),
            (-a * 0.3, -a * 0.22),
            (a * 0.45, -a * 0.32),
        ]
    )
    tail = path([(-a * 0.55, 0), (-a, a * 0.34), (-a * 0.84, 0), (-a, -a * 0.34)])
    return body.united(tail)


def _placed(p: QPainter, fish: Fish, dx: float = 0, dy: float = 0) -> None:
    p.translate(fish.x + dx, fish.y + dy)
    p.rotate(fish.angle)


def _shadow(p: QPainter, fish: Fish) -> None:
    p.save()
    _placed(p, fish, 10, 16)
    fill(p, _body(fish.length), "#04263f", 0.35)
    p.restore()


def _fish(p: QPainter, fish: Fish) -> None:
    a = fish.length / 2
    tone = _SCALES[fish.shade % len(_SCALES)]
    p.save()
    _placed(p, fish)
    fill(
        p,
        _body(fish.length),
        gradient((0, -a * 0.35), (0, a * 0.35), mix(tone, "#ffffff", 0.4), tone, mix(tone, "#14304a", 0.5)),
    )
    p.setBrush(color(mix(tone, "#14304a", 0.35), 0.6))
    for i in range(3):
        fill(p, ellipse(a * (0.2 - i * 0.22), 0, a * 0.04, a * 0.2), mix(tone, "#14304a", 0.45), 0.5)
    fill(p, ellipse(a * 0.68, -a * 0.08, a * 0.075, a * 0.075), "#10202e")
    fill(p, ellipse(a * 0.7, -a * 0.11, a * 0.03, a * 0.03), "#ffffff")
    p.restore()


def composite() -> NDArray[np.uint8]:
    """(h, w, 4) RGBA: every fish's silhouette in its colour, near ones over far ones, over (0, 0, 0, 0)."""
    pixels = np.zeros((SIZE[1], SIZE[0], 4), np.uint8)
    for fish, rgb in zip(layout(), colors(), strict=True):
        reach = int(fish.length / 2) + 3
        left, top = max(0, int(fish.x) - reach), max(0, int(fish.y) - reach)
        right, bottom = min(SIZE[0], int(fish.x) + reach), min(SIZE[1], int(fish.y) + reach)
        shape = _silhouette(fish, left, top, right - left, bottom - top)
        pixels[top:bottom, left:right][shape] = (*rgb, 255)
    return pixels


def _silhouette(fish: Fish, left: int, top: int, width: int, height: int) -> NDArray[np.bool_]:
    def draw(p: QPainter) -> None:
        p.translate(-left, -top)
        _placed(p, fish)
        fill(p, _body(fish.length), "#ffffff")

    return silhouette(layer((width, height), draw))

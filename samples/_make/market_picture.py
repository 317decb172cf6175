"""The market square as a picture, in morning light."""

from __future__ import annotations

import math
import random

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from _make.market import BUNTING, FOUNTAIN, SIZE, Thing, basin, layout
from _make.paint import (
    dabs,
    down,
    ellipse,
    fill,
    inside,
    layer,
    leaves,
    mix,
    open_path,
    path,
    rect,
    smooth,
    stroke,
)

_AWNINGS = (
    ("#d8543f", "#f6e7cf"),
    ("#2f7d8c", "#f3ead6"),
    ("#e3a63a", "#fbf0d8"),
    ("#5a7d4a", "#f1ecd2"),
    ("#8a5a8c", "#f2e4e0"),
)
_CLOTHES = (
    "#b23a48",
    "#2d5d7b",
    "#e0a458",
    "#3f6b4f",
    "#6b4c7a",
    "#d9d2c5",
    "#38405f",
    "#c9704a",
    "#7fa7a1",
    "#efe3c2",
)


def paint() -> QImage:
    """The square in morning light, with long shadows to the lower right."""
    return layer(SIZE, _draw, "#d9c7a6")


def _draw(p: QPainter) -> None:
    _paving(p)
    things = layout()
    for thing in things:
        _shadow(p, thing)
    _fountain(p)
    for thing in things:
        _PAINTERS[thing.name](p, thing)
    for garland in BUNTING:
        _garland(p, garland)
    fill(p, rect(0, 0, *SIZE), down(0, SIZE[1], (0, "#ffd9a0", 0.16), (1, "#3a3f78", 0.12)))


def _paving(p: QPainter) -> None:
    ground = rect(0, 0, *SIZE)
    fill(p, ground, down(0, SIZE[1], "#e6d3ae", "#d8c19a", "#cbb392"))
    rng = random.Random("paving")
    for row in range(0, SIZE[1], 18):
        for column in range(-1, SIZE[0] // 34 + 1):
            x = column * 34 + (17 if (row // 18) % 2 else 0)
            tone = mix("#dcc8a3", rng.choice(("#c9b28c", "#ead9b8", "#cdb9a0")), rng.random() * 0.7)
            fill(p, rect(x + 1, row + 1, 32, 16, 2), tone)
    for radius in (120, 200, 300, 312):
        stroke(p, ellipse(*FOUNTAIN, radius, radius), "#a98f6c", 5 if radius > 300 else 3, 0.5)
    dabs(p, ground, ("#fff2d4", "#a98a63", "#c99f73"), "paving", 900, (60, 18), 0.08)


def _shadow(p: QPainter, thing: Thing) -> None:
    reach = {
        "stall": 17,
        "tree": 34,
        "parasol": 18,
        "cart": 9,
        "person": 9,
        "crate": 5,
        "dog": 4,
        "pigeon": 2,
    }[thing.name]
    moved = Thing(thing.name, thing.x + reach, thing.y + reach * 0.8, thing.angle, thing.size, thing.shade)
    round_ones = thing.name in ("tree", "parasol", "person", "pigeon", "dog")
    shape = smooth(moved.ring(8)) if round_ones else path(moved.corners())
    fill(p, shape, "#4a3b5c", 0.34)


def _fountain(p: QPainter) -> None:
    x, y = FOUNTAIN
    fill(p, ellipse(x + 14, y + 11, 86, 86), "#4a3b5c", 0.3)
    fill(p, path(basin()), "#b9a68c")
    fill(p, ellipse(x, y, 70, 70), "#3f8ea3")
    for radius, alpha in ((58, 0.25), (44, 0.35), (30, 0.45)):
        stroke(p, ellipse(x - 3, y - 3, radius, radius), "#d7f1f0", 3, alpha)
    fill(p, ellipse(x, y, 20, 20), "#cfbda1")
    fill(p, ellipse(x - 3, y - 3, 9, 9), "#eefaf8")


def _stall(p: QPainter, thing: Thing) -> None:
    dark, light = _AWNINGS[thing.shade]
    width, depth = thing.size
    stripes = 7

    def draw(p: QPainter) -> None:
        p.translate(thing.x, thing.y)
        p.rotate(thing.angle)
        for i in range(stripes):
            x = -width / 2 + i * width / stripes
            fill(p, rect(x, -depth / 2, width / stripes + 0.6, depth), dark if i % 2 == 0 else light)
        fill(p, rect(-width / 2, -depth / 2, width, depth / 2), "#ffffff", 0.16)
        fill(p, rect(-width / 2, 0, width, depth / 2), "#3a2a4c", 0.14)
        stroke(p, open_path([(-width / 2, 0), (width / 2, 0)]), mix(dark, "#000000", 0.3), 1.6, 0.7)

    inside(p, path(thing.corners()), draw)


def _parasol(p: QPainter, thing: Thing) -> None:
    dark, light = _AWNINGS[thing.shade]
    ring = thing.ring(8)
    for i in range(8):
        shade = mix(
            dark if i % 2 else light,
            "#35284d",
            0.05 + 0.17 * (1 + math.sin(math.radians(thing.angle + i * 45))) / 2,
        )
        fill(p, path([(thing.x, thing.y), ring[i], ring[(i + 1) % 8]]), shade)
    fill(p, ellipse(thing.x, thing.y, 3, 3), "#fff6e0")


def _tree(p: QPainter, thing: Thing) -> None:
    rng = random.Random(f"tree {thing.shade}")
    radius = thing.size[0] / 2
    blobs = [(thing.x, thing.y, radius * 0.7)]
    for i in range(9):
        turn = i * math.tau / 9
        far = radius * 0.55
        blobs.append(
            (thing.x + far * math.cos(turn), thing.y + far * math.sin(turn), radius * rng.uniform(0.3, 0.42))
        )
    leaves(
        p,
        blobs,
        ("#2e4a35", "#3f6640", "#5b8548", "#86a753", "#b6c468"),
        f"leaves {thing.shade}",
        2.2,
        5.5,
        -140,
    )


def _cart(p: QPainter, thing: Thing) -> None:
    fill(p, path(thing.corners()), "#8a5a3a")
    inner = Thing(thing.name, thing.x, thing.y, thing.angle, (44, 22), thing.shade)
    fill(p, path(inner.corners()), "#5c3b2a")
    for i in range(14):
        u, v = -18 + (i % 7) * 6, -5 + (i // 7) * 10
        fill(p, ellipse(*thing.at(u, v), 4.4, 4.4), ("#e2572f", "#f0b429", "#7fae3f")[thing.shade % 3])


def _crate(p: QPainter, thing: Thing) -> None:
    fill(p, path(thing.corners()), "#b98a55")
    tone = ("#d9482f", "#7fa23c", "#f0b23a", "#7a3b69", "#e8d9b5")[thing.shade % 5]
    for u in (-4.5, 0.5, 5):
        for v in (-3, 3):
            fill(p, ellipse(*thing.at(u, v), 2.5, 2.5), tone)


def _person(p: QPainter, thing: Thing) -> None:
    cloth = _CLOTHES[thing.shade % len(_CLOTHES)]
    hair = ("#3a2a22", "#1f1c22", "#7a5230", "#c9a36a", "#8d8d93")[thing.shade % 5]
    p.save()
    p.translate(thing.x, thing.y)
    p.rotate(thing.angle)
    fill(p, ellipse(-6, 4, 3.4, 4.5), mix(cloth, "#1b1b2a", 0.5))
    fill(p, ellipse(6, -4, 3.4, 4.5), mix(cloth, "#1b1b2a", 0.5))
    fill(p, ellipse(0, 0, 12, 6.6), cloth)
    fill(p, ellipse(-2, -1.5, 8, 3), mix(cloth, "#ffffff", 0.35), 0.6)
    fill(p, ellipse(0, 0, 5, 5.2), hair)
    fill(p, ellipse(-1.4, -1.4, 2, 2), mix(hair, "#ffffff", 0.4), 0.7)
    p.restore()


def _dog(p: QPainter, thing: Thing) -> None:
    coat = ("#6b4a2f", "#d8c3a0", "#2c2a2e", "#a9743f")[thing.shade % 4]
    p.save()
    p.translate(thing.x, thing.y)
    p.rotate(thing.angle)
    fill(p, ellipse(-1, 0, 7, 3.6), coat)
    fill(p, ellipse(7, 0, 3, 2.8), mix(coat, "#000000", 0.2))
    stroke(p, [(-7, 0), (-10, 1.6)], coat, 2)
    p.restore()


def _pigeon(p: QPainter, thing: Thing) -> None:
    p.save()
    p.translate(thing.x, thing.y)
    p.rotate(thing.angle)
    fill(p, ellipse(0, 0, 4.4, 2.5), "#7d8296")
    fill(p, ellipse(3.4, 0, 1.6, 1.5), "#4c5a6b")
    p.restore()


def _garland(p: QPainter, points: list[tuple[float, float]]) -> None:
    p.setBrush(Qt.BrushStyle.NoBrush)
    rope = open_path(points)
    stroke(p, rope, "#5b4636", 1.6, 0.9)
    count = int(rope.length() / 16)
    for i in range(count):
        at = rope.pointAtPercent((i + 0.5) / count)
        fill(p, path([(at.x() - 5, at.y()), (at.x() + 5, at.y()), (at.x(), at.y() + 10)]), _AWNINGS[i % 5][0])


_PAINTERS = {
    "stall": _stall, "parasol": _parasol, "tree": _tree, "cart": _cart, "crate": _crate,
    "person": _person, "dog": _dog, "pigeon": _pigeon,
}  # fmt: skip

"""A market square from above: where its few hundred things stand, and how they are painted."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

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

SIZE = (1600, 1067)
FOUNTAIN = (800.0, 520.0)
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


@dataclass(frozen=True)
class Thing:
    """One thing on the square; `angle` in degrees, `size` along and across, `shade` chooses its colours."""

    name: str
    x: float
    y: float
    angle: float
    size: tuple[float, float]
    shade: int

    def corners(self) -> list[tuple[float, float]]:
        """The four corners of the turned rectangle."""
        half_w, half_h = self.size[0] / 2, self.size[1] / 2
        return [
            self.at(u, v)
            for u, v in ((-half_w, -half_h), (half_w, -half_h), (half_w, half_h), (-half_w, half_h))
        ]

    def at(self, u: float, v: float) -> tuple[float, float]:
        """A place given along and across the thing, in the picture."""
        c, s = math.cos(math.radians(self.angle)), math.sin(math.radians(self.angle))
        return (self.x + u * c - v * s, self.y + u * s + v * c)

    def ring(self, corners: int, offset: float = 0.0) -> list[tuple[float, float]]:
        """A regular polygon round the thing."""
        radius = self.size[0] / 2
        turns = [math.radians(self.angle + 360 * (i + offset) / corners) for i in range(corners)]
        return [(self.x + radius * math.cos(t), self.y + radius * math.sin(t)) for t in turns]


def layout() -> list[Thing]:
    """Everything on the square, back to front; always the same."""
    rng = random.Random("market")
    placed = _stalls(rng)
    placed += [Thing("parasol", *xy, rng.uniform(0, 60), (58, 58), rng.randrange(5)) for xy in _PARASOLS]
    placed += [Thing("tree", *xy, 0, (r, r), i) for i, (*xy, r) in enumerate(_TREES)]
    placed += _scatter(rng, placed, "cart", 9, size=(54, 30), room=30)
    placed += _scatter(rng, placed, "crate", 70, size=(17, 14), room=10, near_stalls=True)
    placed += _scatter(rng, placed, "person", 190, size=(24, 15), room=11)
    placed += _scatter(rng, placed, "dog", 12, size=(20, 8), room=9)
    placed += _scatter(rng, placed, "pigeon", 70, size=(9, 5), room=5)
    return placed


_PARASOLS = [(x, y) for y in (905, 985) for x in range(905, 1500, 86)]
_TREES = [
    (92, 120, 118), (96, 330, 104), (80, 560, 122), (104, 800, 110), (110, 985, 126), (1508, 110, 120),
    (1520, 330, 106), (1506, 560, 124), (1514, 760, 100), (420, 60, 92), (800, 52, 84), (1180, 62, 96),
]  # fmt: skip


def _stalls(rng: random.Random) -> list[Thing]:
    stalls = []
    for row, y in enumerate((205, 325, 720, 840)):
        for column in range(12):
            x = 215 + column * 106 + (row % 2) * 20
            if math.hypot(x - FOUNTAIN[0], y - FOUNTAIN[1]) > 235 and not (y > 800 and x > 830):
                stalls.append(Thing("stall", x, y, rng.uniform(-5, 5), (82, 50), rng.randrange(5)))
    for turn in range(0, 360, 30):
        x, y = (
            FOUNTAIN[0] + 245 * math.cos(math.radians(turn)),
            FOUNTAIN[1] + 160 * math.sin(math.radians(turn)),
        )
        if abs(math.sin(math.radians(turn))) < 0.8:
            stalls.append(Thing("stall", x, y, turn + 90, (70, 46), rng.randrange(5)))
    return stalls


def _scatter(
    rng: random.Random,
    placed: list[Thing],
    name: str,
    count: int,
    *,
    size: tuple[float, float],
    room: float,
    near_stalls: bool = False,
) -> list[Thing]:
    """Things at random places, none on another."""
    found: list[Thing] = []
    stalls = [thing for thing in placed if thing.name == "stall"]
    while len(found) < count:
        if near_stalls:
            stall = rng.choice(stalls)
            x, y = stall.at(rng.uniform(-44, 44), rng.choice((-36, 36)) + rng.uniform(-4, 4))
        else:
            x, y = rng.uniform(150, 1450), rng.uniform(110, 1045)
        if all(_apart(thing, x, y, room) for thing in (*placed, *found)) and _off_fountain(x, y):
            found.append(Thing(name, x, y, rng.uniform(0, 360), size, rng.randrange(1000)))
    return found


def _apart(thing: Thing, x: float, y: float, room: float) -> bool:
    if thing.name == "stall":
        c, s = math.cos(math.radians(-thing.angle)), math.sin(math.radians(-thing.angle))
        u, v = (x - thing.x) * c - (y - thing.y) * s, (x - thing.x) * s + (y - thing.y) * c
        return abs(u) > thing.size[0] / 2 + room or abs(v) > thing.size[1] / 2 + room
    return math.hypot(thing.x - x, thing.y - y) > max(thing.size) / 2 + room


def _off_fountain(x: float, y: float) -> bool:
    return math.hypot(x - FOUNTAIN[0], y - FOUNTAIN[1]) > 96


def basin() -> list[tuple[float, float]]:
    """The rim of the fountain."""
    return [
        (FOUNTAIN[0] + 82 * math.cos(i * math.tau / 24), FOUNTAIN[1] + 82 * math.sin(i * math.tau / 24))
        for i in range(24)
    ]


BUNTING = [
    [(150, 262), (420, 272), (690, 258), (960, 274), (1230, 260), (1470, 270)],
    [(150, 782), (400, 770), (640, 786), (860, 774)],
    [(800, 95), (806, 250), (800, 438)],
    [(800, 602), (794, 700), (800, 860)],
]  # fmt: skip


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


def bounds(thing: Thing) -> QRectF:
    """The upright box round a thing, a little wider than its paint."""
    ring = thing.ring(16) if thing.name in ("person", "dog", "pigeon") else thing.corners()
    return path(ring).boundingRect()

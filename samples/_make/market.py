"""A market square from above: where its few hundred things stand."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from _make.paint import (
    path,
)

SIZE = (1600, 1067)
FOUNTAIN = (800.0, 520.0)


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


def bounds(thing: Thing) -> QRectF:
    """The upright box round a thing, a little wider than its paint."""
    ring = thing.ring(16) if thing.name in ("person", "dog", "pigeon") else thing.corners()
    return path(ring).boundingRect()

"""Sky, hills, the stone wall and the paved street."""

from __future__ import annotations

import math
import random

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPainterPath

from _make import street_facts as facts
from _make.paint import (
    Point,
    dabs,
    down,
    ellipse,
    fill,
    glow,
    gradient,
    inside,
    leaves,
    mix,
    path,
    rect,
    smooth,
    stroke,
)

_WALL = [(1322, 960), (1440, 890), (2010, 905), (2560, 962), (2560, 1398), (1322, 1092)]
_SIDEWALK = [(1322, 1090), (2560, 1396), (2560, 1600), (1322, 1112)]
_SIDEWALK_LEFT = [(-10, 1398), (905, 1300), (1150, 1092), (1190, 1092), (960, 1330), (-10, 1500)]
_FAR = (1236, 985)


def sky(p: QPainter) -> None:
    fill(
        p,
        rect(0, 0, facts.WIDTH, 900),
        down(0, 620, "#3d6aa5", "#7fa6c6", "#d8cfc4", "#f9cfa0", "#f7a982"),
    )
    glow(p, 1180, 470, 1250, "#ffe3b0", 0.75)
    rng = random.Random("clouds")
    for y, x, width, tall in (
        (86, 660, 760, 30),
        (168, 930, 420, 18),
        (60, 1850, 620, 24),
        (140, 20, 190, 16),
        (232, 560, 300, 15),
        (118, 1260, 220, 16),
    ):
        _cloud(p, rng, (x, y), width, tall)
    _hills(p)
    for x, y, size in ((930, 196, 15), (978, 222, 12), (905, 246, 11), (1130, 150, 13), (1900, 96, 12)):
        _swallow(p, x, y, size)


def _cloud(p: QPainter, rng: random.Random, at: Point, width: float, tall: float) -> None:
    """A flat foot and a heap of puffs above it."""
    x, y = at
    puffs = []
    for i in range(30):
        share = (i + rng.random()) / 30
        rise = tall * (0.25 + 1.15 * math.sin(math.pi * share) * rng.random())
        puffs.append((x + share * width, y - rise * 0.55, rise * 1.7 + width * 0.03, rise))
    for size, tone, alpha, drop in (
        (1.0, "#a98ab0", 0.40, 8),
        (0.97, "#fbd3ac", 0.75, 0),
        (0.7, "#fff0d6", 0.8, -5),
    ):
        cloud = QPainterPath()
        cloud.setFillRule(Qt.FillRule.WindingFill)
        for cx, cy, rx, ry in puffs:
            cloud.addPath(ellipse(cx, cy + drop, rx * size, ry * size))
        fill(p, cloud, down(y - tall * 1.3, y + tall * 0.6, (0, tone, alpha), (1, tone, alpha * 0.15)))


def _hills(p: QPainter) -> None:
    for level, seed, top, bottom in (
        (300, 1, "#9d9dbd", "#d9b3a8"),
        (352, 5, "#737b9f", "#b58f96"),
        (405, 9, "#566485", "#7c6f83"),
    ):
        crest = [
            (
                x,
                level
                + 44 * math.sin(x / 260 + seed)
                + 22 * math.sin(x / 97 + seed * 2)
                + 6 * math.sin(x / 19),
            )
            for x in range(-20, 2600, 12)
        ]
        hill = path([*crest, (2600, 900), (-20, 900)])
        fill(p, hill, down(level - 60, level + 230, top, bottom))
        dabs(
            p,
            hill,
            (mix(top, "#2d3a5c", 0.4), mix(top, "#ffffff", 0.3)),
            f"hill {seed}",
            420,
            (15, 5),
            0.16,
            78,
        )


def _swallow(p: QPainter, x: float, y: float, size: float) -> None:
    wings = smooth(
        [
            (x - size, y - size * 0.35),
            (x - size * 0.4, y - size * 0.42),
            (x, y),
            (x + size * 0.5, y - size * 0.5),
            (x + size, y - size * 0.3),
        ],
        False,
    )
    stroke(p, wings, "#2c2f4f", 2.6)


def wires(p: QPainter) -> None:
    """A pole at the end of the street and the wires that hang from it."""
    fill(p, rect(1296, 206, 13, 890), gradient((1296, 0), (1309, 0), "#7a5a55", "#3a2c40"))
    for y, reach in ((236, 62), (276, 48)):
        fill(p, rect(1302 - reach, y, 2 * reach, 8), "#4c3a48")
        for x in (1302 - reach + 6, 1302 + reach - 10):
            fill(p, rect(x, y - 11, 6, 11, 2), "#e8ddd0")
    for x, y, end_x, end_y in (
        (1250, 226, -20, 96),
        (1354, 226, 2580, 36),
        (1262, 266, -20, 168),
        (1344, 266, 2580, 92),
    ):
        middle = ((x + end_x) / 2, (y + end_y) / 2 + 54)
        stroke(p, smooth([(x, y), middle, (end_x, end_y)], False), "#2a2740", 2.4, 0.75)


def draw(p: QPainter) -> None:
    """The ground in front of the houses."""
    _street(p)
    _wall(p)
    _slabs(p, _SIDEWALK, "#cdb6a2", "right")
    _slabs(p, _SIDEWALK_LEFT, "#8d8a9c", "left")
    stroke(p, [(1322, 1114), (2560, 1604)], "#efe0c8", 9, 0.8)
    stroke(p, [(1322, 1121), (2560, 1613)], "#2b2148", 6, 0.35)
    stroke(p, [(1190, 1094), (960, 1334), (-10, 1506)], "#b4aebb", 8, 0.7)
    stroke(p, [(1190, 1101), (960, 1341), (-10, 1514)], "#1f1a3a", 6, 0.4)
    _evening(p)
    _far_garden(p)


def _street(p: QPainter) -> None:
    ground = path([(1120, 1080), (1340, 1080), (2560, 1390), (2560, 1707), (0, 1707), (0, 1390), (880, 1300)])
    fill(p, ground, down(1080, 1707, "#b39a95", "#8f7f90", "#6f6683"))
    inside(p, ground, _cobbles)
    dabs(p, ground, ("#f2d3ab", "#544a70"), "street", 300, (120, 7), 0.07)


def _cobbles(p: QPainter) -> None:
    rng = random.Random("cobbles")
    depth = 1080.0
    while depth < 1720:
        near = (depth - _FAR[1]) / 722
        tall = 5 + 21 * near
        wide = 11 + 48 * near
        shift = rng.random() * wide
        count = int(2700 / wide) + 2
        for i in range(count):
            x = -60 + shift + i * wide
            bow = 18 * near * ((x - 1280) / 1280) ** 2
            tone = mix(
                "#a2909a", rng.choice(("#d9bfa4", "#5f5877", "#b9a3a0", "#7f7690")), rng.random() * 0.75
            )
            tone = mix(tone, "#5d557a", 0.35 * near)
            fill(p, rect(x + 1.5, depth - bow + 1.5, wide - 3, tall - 2.5, 3 + 5 * near), tone)
            fill(p, rect(x + 3, depth - bow + 1.5, wide - 6, max(1.5, tall * 0.16), 2), "#ffe6c2", 0.22)
        depth += tall


def _wall(p: QPainter) -> None:
    wall = path(_WALL)
    fill(p, wall, down(890, 1400, "#6f6270", "#544b63"))
    rng = random.Random("stones")

    def stones(p: QPainter) -> None:
        for row in range(13):
            x = 1300.0
            while x < 2580:
                share = (x - 1322) / 1238
                top = 880 + 60 * share + row * (15 + 20 * share)
                wide, tall = rng.uniform(28, 62) * (0.7 + 0.7 * share), 14 + 19 * share
                tone = mix(
                    "#a08c88", rng.choice(("#d4b99b", "#6b6078", "#8c8f86", "#b59a88")), rng.random() * 0.8
                )
                shape = smooth(
                    [
                        (x + 2, top + 3),
                        (x + wide * 0.5, top + 1),
                        (x + wide - 2, top + 3),
                        (x + wide - 1, top + tall * 0.6),
                        (x + wide - 4, top + tall - 1),
                        (x + 3, top + tall - 2),
                    ]
                )
                fill(p, shape, tone)
                x += wide

    inside(p, wall, stones)
    fill(
        p,
        wall,
        gradient(
            (1322, 900), (2560, 1250), (0, "#ffd9a0", 0.16), (0.5, "#2b2148", 0.05), (1, "#2b2148", 0.36)
        ),
    )
    fill(
        p,
        path([(1322, 1062), (2560, 1350), (2560, 1404), (1322, 1096)]),
        down(1080, 1400, (0, "#2b2148", 0.25), (1, "#2b2148", 0.3)),
    )


def _slabs(p: QPainter, points: list[tuple[float, float]], tone: str, seed: str) -> None:
    area = path(points)
    bounds = area.boundingRect()
    fill(p, area, tone)

    def joints(p: QPainter) -> None:
        rng = random.Random(seed)
        for i in range(40):
            x = bounds.left() + i * bounds.width() / 40 + rng.uniform(-8, 8)
            lean = (x - _FAR[0]) * 0.28
            stroke(p, [(x, bounds.top()), (x + lean, bounds.bottom())], "#4a4060", 2, 0.35)
        dabs(p, area, (mix(tone, "#ffffff", 0.4), mix(tone, "#2b2148", 0.5)), seed, 260, (46, 6), 0.16, 10)

    inside(p, area, joints)


def _far_garden(p: QPainter) -> None:
    """Bushes and steps where the street ends."""
    green = ("#24403f", "#2f584a", "#4d7a4d", "#93a75a")
    bed = path([(896, 1040), (1110, 1060), (1180, 1092), (1150, 1100), (905, 1312)])
    fill(p, bed, down(1050, 1310, "#3c5a4c", "#2c3f48"))
    border = [(915 + i * 26.0, 1288 - i * 22.0, 27.0) for i in range(9)]
    back = [(938.0, 1080.0, 48.0), (975.0, 1085.0, 44.0), (1010.0, 1088.0, 40.0), (1062.0, 1082.0, 34.0)]
    right = [(1222.0, 1062.0, 42.0), (1262.0, 1056.0, 48.0), (1310.0, 1068.0, 42.0)]
    between = [(930.0, 1160.0, 40.0), (985.0, 1150.0, 38.0), (1040.0, 1120.0, 32.0), (925.0, 1225.0, 34.0)]
    leaves(p, [*back, *right, *between, *border], green, "far garden", 2.2, 8)
    for i in range(4):
        fill(p, rect(1100 - i * 4, 1098 + i * 6, 78 + i * 8, 6), mix("#cdb8a4", "#6c6078", i / 5))


def _evening(p: QPainter) -> None:
    """The long shadow of the houses on the left, and the sun that passes over it."""
    shade = path(
        [
            (0, 1400),
            (905, 1302),
            (1130, 1085),
            (1215, 1085),
            (1180, 1240),
            (1330, 1460),
            (1480, 1707),
            (0, 1707),
        ]
    )
    fill(p, shade, gradient((0, 1300), (1480, 1500), (0, "#2a2358", 0.50), (1, "#2a2358", 0.34)))
    beam = path(
        [(1225, 1085), (1335, 1085), (2560, 1420), (2560, 1707), (1560, 1707), (1390, 1440), (1225, 1240)]
    )
    fill(p, beam, gradient((1250, 1085), (1900, 1707), (0, "#ffd08a", 0.34), (1, "#ffb47a", 0.12)))

"""Three small pictures that several samples share: a harbour, a park with kites, a table with fruit."""

from __future__ import annotations

import math
import random

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath

from _make.paint import (
    Point,
    dabs,
    down,
    ellipse,
    fill,
    glow,
    gradient,
    inside,
    layer,
    leaves,
    mix,
    path,
    rect,
    smooth,
    stroke,
)

HARBOUR, HARBOUR_SIZE = "pictures/harbour.jpg", (1280, 853)
LIGHTHOUSE = [
    (222, 378), (238, 152), (230, 152), (230, 132), (242, 132), (242, 104), (262, 82), (282, 104),
    (282, 132), (294, 132), (294, 152), (286, 152), (302, 378),
]  # fmt: skip
HEADLAND = [(0, 288), (84, 306), (170, 352), (222, 372), (302, 372), (352, 384), (412, 400)]
SAILING_BOAT = (546, 196, 200, 348)  # left, top, width, height
TRAWLER = (902, 452, 270, 166)
BUOY = (418.0, 640.0)
GULLS = [(470, 150), (520, 178), (860, 120), (930, 160), (790, 190), (1090, 210)]

PARK, PARK_SIZE = "pictures/park.jpg", (960, 640)
KITES = [
    [(196, 62), (238, 116), (206, 200), (158, 128)],
    [(486, 40), (540, 84), (506, 170), (446, 108)],
    [(724, 96), (770, 136), (744, 214), (690, 158)],
]
POND = [(330, 470), (420, 438), (560, 430), (690, 452), (720, 492), (650, 530), (500, 542), (376, 520)]
BENCH = (112, 470, 150, 86)
DOG = (770, 520, 96, 66)
TREE = (798, 236, 146, 250)
STRINGS = [
    [(206, 200), (250, 300), (262, 440)],
    [(506, 170), (490, 290), (436, 380)],
    [(744, 214), (716, 310), (664, 392)],
]

TABLE, TABLE_SIZE = "pictures/table.jpg", (640, 427)
FRUIT = {"apple": (232, 268, 44), "orange": (322, 282, 41), "plum": (402, 304, 29), "lemon": (168, 300, 31)}
JUG = (446, 120, 118, 214)


def harbour() -> QImage:
    return layer(HARBOUR_SIZE, _harbour)


def _harbour(p: QPainter) -> None:
    fill(p, rect(0, 0, 1280, 400), down(0, 400, "#4f86b5", "#9cc3d5", "#f6dfc0", "#fbc9a0"))
    glow(p, 1020, 372, 520, "#fff0cf", 0.8)
    for i, (x, y, w) in enumerate(((80, 120, 300), (560, 84, 380), (900, 250, 420), (330, 252, 260))):
        _cloud(p, x, y, w, i)
    fill(p, rect(0, 392, 1280, 461), down(392, 853, "#e8c9ae", "#6fa3ad", "#2c6f86", "#17485f"))
    _ripples(p)
    _headland(p)
    for x, y in GULLS:
        stroke(
            p,
            smooth([(x - 17, y - 5), (x - 7, y - 8), (x, y), (x + 8, y - 9), (x + 18, y - 4)], False),
            "#3b4a5e",
            2.6,
        )
    sailing_boat(p)
    _trawler(p)
    _buoy(p)


def _cloud(p: QPainter, x: float, y: float, width: float, number: int) -> None:
    rng = random.Random(f"cloud {number}")
    for size, alpha in ((1.0, 0.3), (0.72, 0.4)):
        cloud = QPainterPath()
        cloud.setFillRule(Qt.FillRule.WindingFill)
        for i in range(12):
            share = (i + rng.random()) / 12
            rise = 8 + 24 * math.sin(math.pi * share)
            cloud.addPath(
                ellipse(x + share * width, y - rise * 0.3 * rng.random(), width * 0.11 * size, rise * size)
            )
        fill(p, cloud, down(y - 40, y + 30, (0, "#fffaf0", alpha), (1, "#f3d9c9", 0.1)))


def _ripples(p: QPainter) -> None:
    rng = random.Random("harbour")
    for _ in range(420):
        y = 398 + 450 * rng.random() ** 1.3
        x, reach = rng.uniform(-40, 1280), (y - 380) * rng.uniform(0.08, 0.3)
        sun = abs(x + reach / 2 - 1020) < 60 + (y - 392) * 0.5
        tone, alpha = ("#ffe6bd", 0.5) if sun else (rng.choice(("#bfe0dd", "#0f3f57")), 0.25)
        stroke(p, [(x, y), (x + reach, y)], tone, 1 + (y - 392) / 150, alpha)


def _headland(p: QPainter) -> None:
    land = path([*HEADLAND, (0, 410)])
    fill(p, land, down(288, 410, "#7a8f5a", "#4e6b4f", "#4a5a5c"))
    dabs(p, land, ("#a8b56c", "#35523f"), "land", 260, (22, 5), 0.3, 14)
    tower = path(LIGHTHOUSE)
    fill(p, tower, gradient((222, 0), (302, 0), "#c9b6b0", "#fff7ea", "#fffaf0"))
    inside(p, tower, lambda p: [fill(p, rect(200, y, 120, 38), "#c8443a", 0.92) for y in (176, 252, 328)])
    inside(p, tower, lambda p: fill(p, rect(200, 80, 62, 300), "#2b2350", 0.18))
    inside(p, tower, lambda p: fill(p, rect(200, 80, 120, 24), "#8d2f2f"))
    fill(p, rect(246, 106, 32, 24), "#ffe9a6")
    glow(p, 262, 118, 110, "#ffe6a0", 0.8)


def sailing_boat(p: QPainter) -> None:
    """The boat alone, for its mask as well."""
    hull = path([(556, 486), (736, 486), (712, 542), (586, 542)])
    fill(p, rect(640, 198, 6, 290), "#6b4a33")
    fill(
        p,
        smooth([(650, 204), (690, 300), (738, 466), (650, 470)]),
        gradient((650, 0), (738, 0), "#fffaf0", "#f0d7b6"),
    )
    fill(
        p,
        smooth([(636, 226), (600, 340), (552, 466), (634, 470)]),
        gradient((552, 0), (636, 0), "#e9b48c", "#f7e3c8"),
    )
    fill(p, hull, down(486, 542, "#f4ede0", "#2f5d7c", "#1f4058"))
    stroke(p, [(560, 492), (734, 492)], "#c8443a", 4)


def _trawler(p: QPainter) -> None:
    fill(
        p,
        path([(902, 530), (1172, 514), (1136, 618), (946, 618)]),
        down(514, 618, "#c8503f", "#8b2f35", "#5a2230"),
    )
    fill(p, path([(902, 530), (1172, 514), (1169, 524), (906, 541)]), "#f3e6d0")
    fill(p, rect(962, 470, 92, 62, 4), down(470, 532, "#fff8ea", "#d9cdbb"))
    for x in (972, 1000, 1028):
        fill(p, rect(x, 482, 18, 18, 2), "#2f5368")
    fill(p, rect(1080, 452, 5, 70), "#5b4636")
    stroke(p, [(1083, 456), (1166, 516)], "#5b4636", 2)
    stroke(p, [(1083, 456), (1010, 470)], "#5b4636", 2)


def _buoy(p: QPainter) -> None:
    x, y = BUOY
    fill(p, ellipse(x, y + 78, 60, 11), "#0f3f57", 0.4)
    fill(
        p,
        path([(x - 10, y + 10), (x + 10, y + 10), (x + 30, y + 74), (x - 30, y + 74)]),
        gradient((x - 30, 0), (x + 30, 0), "#e7593f", "#f0876a", "#9e3030"),
    )
    fill(p, rect(x - 19, y + 34, 38, 13), "#fff3df")
    glow(p, x, y, 60, "#ffe39a", 0.7)
    fill(p, ellipse(x, y, 9, 9), "#fff0bd")


def park() -> QImage:
    return layer(PARK_SIZE, _park)


def _park(p: QPainter) -> None:
    fill(p, rect(0, 0, 960, 420), down(0, 420, "#6db3d8", "#b7dbe2", "#f4efd6"))
    for i, (x, y, w) in enumerate(((60, 90, 200), (540, 60, 240), (300, 220, 260))):
        _cloud(p, x, y, w, 10 + i)
    fill(
        p,
        smooth([(-60, 420), (140, 352), (380, 392), (620, 344), (1020, 400), (1020, 700), (-60, 700)]),
        "#8fb987",
    )
    lawn = smooth([(-80, 440), (240, 408), (520, 424), (1040, 398), (1040, 760), (-80, 760)])
    fill(p, lawn, down(400, 640, "#a9c76b", "#7fae55", "#4f8a4a"))
    dabs(p, lawn, ("#d3dd83", "#3f7a45", "#6d9c4c"), "lawn", 500, (26, 5), 0.25)
    pond = smooth(POND)
    fill(p, pond, down(430, 542, "#d6eef0", "#6fb1c4", "#3f87a3"))
    inside(
        p,
        pond,
        lambda p: [
            stroke(p, [(360 + i * 37, 460 + i * 9), (430 + i * 37, 460 + i * 9)], "#ffffff", 2, 0.5)
            for i in range(8)
        ],
    )
    for string, kite, tone in zip(STRINGS, KITES, ("#e2553f", "#f0b13a", "#7b56a3"), strict=True):
        _kite(p, kite, string, tone)
    _park_tree(p)
    _bench(p)
    _dog(p)


def _kite(p: QPainter, kite: list[Point], string: list[Point], tone: str) -> None:
    stroke(p, smooth(string, False), "#5c5248", 1.4, 0.8)
    middle = (sum(x for x, _ in kite) / 4, sum(y for _, y in kite) / 4)
    for i in range(4):
        fill(
            p, path([kite[i], kite[(i + 1) % 4], middle]), mix(tone, "#ffffff" if i % 2 else "#2b2350", 0.22)
        )
    x, y = string[-1]
    fill(p, ellipse(x, y + 8, 6, 6.5), "#e8bd96")
    fill(
        p,
        smooth([(x - 9, y + 15), (x + 9, y + 15), (x + 12, y + 44), (x - 12, y + 44)]),
        mix(tone, "#26304d", 0.35),
    )


def _park_tree(p: QPainter) -> None:
    left, top, width, height = TREE
    fill(p, path([(866, 380), (884, 380), (892, 486), (852, 486)]), "#6d4c35")
    blobs = [
        (left + width * u, top + height * v, r)
        for u, v, r in ((0.5, 0.32, 60), (0.27, 0.4, 36), (0.74, 0.42, 34), (0.5, 0.2, 46))
    ]
    leaves(p, blobs, ("#2f5c3c", "#437a45", "#6a9f4b", "#a3c25a"), "park tree", 2.4, 7.5)


def _bench(p: QPainter) -> None:
    left, top, width, height = BENCH
    for x in (left + 10, left + width - 18):
        fill(p, rect(x, top + 6, 8, height - 6, 3), "#474a52")
    for y in (top, top + 20, top + 46):
        fill(p, rect(left, y, width, 13, 3), down(y, y + 13, "#c98d57", "#8f5b38"))


def _dog(p: QPainter) -> None:
    left, top, _, _ = DOG
    coat = "#8a5a36"
    fill(p, ellipse(left + 50, top + 62, 46, 6), "#2e5536", 0.5)
    for x in (left + 22, left + 32, left + 62, left + 70):
        fill(p, rect(x, top + 34, 7, 30, 3), mix(coat, "#000000", 0.2))
    fill(
        p,
        smooth(
            [
                (left + 14, top + 24),
                (left + 40, top + 18),
                (left + 76, top + 20),
                (left + 78, top + 42),
                (left + 18, top + 44),
            ]
        ),
        coat,
    )
    fill(
        p,
        smooth(
            [
                (left + 66, top + 6),
                (left + 82, top),
                (left + 95, top + 14),
                (left + 84, top + 24),
                (left + 68, top + 24),
            ]
        ),
        coat,
    )
    stroke(p, smooth([(left + 16, top + 28), (left + 4, top + 16), (left + 3, top + 6)], False), coat, 6)
    fill(p, ellipse(left + 92, top + 13, 3, 3), "#221a18")


def table() -> QImage:
    return layer(TABLE_SIZE, _table)


def _table(p: QPainter) -> None:
    fill(p, rect(0, 0, 640, 427), gradient((0, 0), (640, 300), "#e9d6b8", "#c9a98a", "#84687a"))
    dabs(p, rect(0, 0, 640, 280), ("#f5e6c8", "#7d6580"), "wall", 260, (60, 16), 0.1, 30)
    cloth = rect(0, 270, 640, 157)
    fill(p, cloth, down(270, 427, "#4f7f86", "#2e5a68"))
    dabs(p, cloth, ("#86b0aa", "#1f4252"), "cloth", 300, (44, 4), 0.2)
    _jug(p)
    for name, tone in (
        ("lemon", "#f0c93a"),
        ("apple", "#d2463a"),
        ("orange", "#ee9433"),
        ("plum", "#6a3d78"),
    ):
        _fruit(p, FRUIT[name], tone)


def _jug(p: QPainter) -> None:
    left, top, width, height = JUG
    height -= 9
    fill(p, ellipse(left + 30, top + height - 2, 92, 13), "#122f3d", 0.45)
    body = smooth(
        [
            (left + 26, top),
            (left + 82, top),
            (left + 76, top + 50),
            (left + 96, top + 130),
            (left + 82, top + height),
            (left + 22, top + height),
            (left + 4, top + 130),
            (left + 30, top + 50),
        ]
    )
    stroke(
        p,
        smooth([(left + 78, top + 34), (left + width - 8, top + 60), (left + 90, top + 130)], False),
        "#7d93a8",
        12,
    )
    fill(p, body, gradient((left, 0), (left + 100, 0), "#f6f3ea", "#c9d3da", "#6b8199"))
    inside(p, body, lambda p: fill(p, rect(left, top + 92, 130, 14), "#3b6ea5"))
    inside(p, body, lambda p: fill(p, rect(left, top + 112, 130, 5), "#3b6ea5"))


def _fruit(p: QPainter, where: tuple[float, float, float], tone: str) -> None:
    x, y, radius = where
    shape: QPainterPath = ellipse(x, y, radius, radius * 0.95)
    fill(p, ellipse(x + radius * 0.35, y + radius * 0.86, radius * 1.1, radius * 0.25), "#122f3d", 0.45)
    fill(
        p,
        shape,
        gradient(
            (x - radius, y - radius),
            (x + radius, y + radius),
            mix(tone, "#ffffff", 0.35),
            tone,
            mix(tone, "#2a1b40", 0.55),
        ),
    )
    inside(
        p,
        shape,
        lambda p: fill(
            p, ellipse(x - radius * 0.38, y - radius * 0.42, radius * 0.2, radius * 0.14), "#ffffff", 0.6
        ),
    )
    stroke(p, [(x, y - radius * 0.86), (x + 4, y - radius * 1.15)], "#4b3524", 3.2)

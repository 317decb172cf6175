"""The houses of the street: their roofs make the skyline, the large one fills the documented polygon."""

from __future__ import annotations

import random
from collections.abc import Sequence

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
    open_path,
    path,
    rect,
    smooth,
    stroke,
)

_LIGHT = "#ffd38a"
_FRAME = "#f4e6cf"


def draw(p: QPainter) -> None:
    """All of them, far to near."""
    _end_house(p)
    _wing(p)
    _rear_roof(p)
    _large_house(p)
    _left_house(p)
    _annex(p)
    _shop(p)
    _ridges(p)


def _tiles(
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


def _bricks(p: QPainter, wall: QPainterPath, tone: str, step: float = 13) -> None:
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


def _window(
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
    fill(p, rect(x - 7, y - 7, w + 14, h + 14, 2), _FRAME)
    glass = rect(x, y, w, h)
    day = down(y, y + h, "#8fb2c8", "#5c7a9c", "#3c4f74")
    fill(p, glass, day)
    if lit:
        fill(p, glass, down(y, y + h, (0, "#fff0b8", lit), (0.55, _LIGHT, lit), (1, "#e08a4a", lit)))
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
        stroke(p, [(x, y + h * i / 3), (x + w, y + h * i / 3)], _FRAME, 3.4, flat=True)
    stroke(p, [(x + w / 2, y), (x + w / 2, y + h)], _FRAME, 4.2, flat=True)
    fill(p, rect(x - 13, y + h + 6, w + 26, 9, 2), mix(_FRAME, "#6b4a52", 0.25))
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


def _end_house(p: QPainter) -> None:
    """The brick house at the far end, its gable towards us."""
    peak = (1022.067, 319.007)
    wall = path([(892, 379), peak, (1243, 401), (1243, 1120), (880, 1120)])
    _bricks(p, wall, "#a8604f", 11)
    fill(
        p,
        wall,
        gradient((880, 0), (1243, 0), (0, "#2c2350", 0.42), (0.5, "#2c2350", 0.12), (1, "#ffcf91", 0.14)),
    )
    for side in ((892.4, 379.2), (1243.1, 400.8)):
        outward = 1 if side[0] > peak[0] else -1
        eave = path([peak, side, (side[0] + outward * 2, side[1] + 30), (peak[0], peak[1] + 32)])
        fill(p, eave, down(319, 430, "#6d4a5e", "#4d3750"))
        stroke(p, [(peak[0], peak[1] + 32), (side[0], side[1] + 30)], "#f0d9b8", 5, 0.85)
    fill(p, ellipse(1040, 438, 31, 31), _FRAME)
    fill(p, ellipse(1040, 438, 24, 24), down(414, 462, "#fff0b8", _LIGHT))
    stroke(p, [(1040, 414), (1040, 462)], _FRAME, 4)
    stroke(p, [(1016, 438), (1064, 438)], _FRAME, 4)
    for y, lit in ((530, (0.0, 0.9)), (700, (0.85, 0.0))):
        _window(p, 952, y, (62, 100), lit[0])
        _window(p, 1106, y, (62, 100), lit[1])
    fill(p, rect(884, 860, 362, 14), "#e9d3b4")
    _window(p, 950, 905, (66, 104), 0.9)
    fill(p, smooth([(1100, 1100), (1100, 940), (1137, 905), (1174, 940), (1174, 1100)]), "#3c5a5c")
    fill(p, rect(1112, 958, 50, 50, 4), _LIGHT, 0.85)


def _wing(p: QPainter) -> None:
    """The lower roof between the far house and the large one."""
    wall = rect(1243, 440, 170, 660)
    fill(p, wall, down(440, 1100, "#d9b48f", "#b58a7c"))
    dabs(p, wall, ("#f4d9ae", "#8c6a76"), "wing", 160, (24, 7), 0.12, 80)
    roof = path([(1243.128, 400.815), (1418.941, 318.149), (1440, 470), (1236, 482)])
    fill(p, roof, down(318, 480, "#7d5265", "#553a55"))
    _tiles(p, roof, "#5c3f58", "#b98481", 13)
    _window(p, 1272, 530, (48, 84), 0.85)
    _window(p, 1272, 690, (48, 84), 0.0)
    fill(p, rect(1236, 476, 180, 9), "#3a2540", 0.5)


def _rear_roof(p: QPainter) -> None:
    """What shows of the roofs behind, up to the skyline."""
    points = [*facts.SKYLINE[:11], (1345, 470), (2560, 520), (2560, 262)]
    roof = path(points)
    fill(p, roof, down(165, 420, "#a4574c", "#7c3f4a"))
    _tiles(p, roof, "#7c3f4a", "#d98a63", 12)
    chimney = path(
        [facts.SKYLINE[5], facts.SKYLINE[6], facts.SKYLINE[7], facts.SKYLINE[8], (1586, 250), (1710, 250)]
    )
    _chimney(p, chimney, 1578, 84, 128)
    gable = path([(2136, 205), (2224.5, 180.5), (2294, 222), (2300, 300), (2130, 300)])
    fill(p, gable, down(180, 280, "#8f4a4b", "#6b3745"))
    _tiles(p, gable, "#6b3745", "#c97a5f", 10)


def _chimney(p: QPainter, stack: QPainterPath, x: float, y: float, w: float) -> None:
    def masonry(p: QPainter) -> None:
        _bricks(p, stack, "#b0644c", 12)
        fill(p, rect(x - 10, y - 6, w + 20, 24), "#d9bfa2")
        fill(p, rect(x - 10, y + 18, w + 20, 7), "#3a2447", 0.4)
        fill(
            p,
            stack,
            gradient((x, 0), (x + w, 0), (0, "#ffd9a0", 0.30), (0.5, "#ffd9a0", 0.02), (1, "#2b2050", 0.42)),
        )

    inside(p, stack, masonry)


def _large_house(p: QPainter) -> None:
    house = path(facts.HOUSE)

    def parts(p: QPainter) -> None:
        fill(p, house, down(180, 890, "#f7ddb0", "#eec795", "#d9a884"))
        dabs(p, house, ("#fff0cf", "#d79a72", "#f2c78f"), "large house", 420, (46, 9), 0.13, 84)
        _timber(p)
        for i, lit in enumerate((0.0, 0.9, 0.95, 0.0, 0.8)):
            _window(p, 1492 + i * 146, 478, (58, 104), lit, shutters="#3f7474")
        _main_roof(p)
        _gable(p)
        _veranda(p)
        fill(p, path([(1345, 440), (1436, 412), (1436, 900), (1345, 900)]), "#3a2447", 0.30)
        fill(
            p,
            house,
            gradient(
                (1400, 0), (2560, 300), (0, "#ffe2a8", 0.16), (0.55, "#ffe2a8", 0.0), (1, "#2c2350", 0.34)
            ),
        )

    inside(p, house, parts)


def _timber(p: QPainter) -> None:
    beam = "#7a4a3b"
    for x in (1440, *(1590 + i * 146 for i in range(4)), 2190):
        fill(p, rect(x - 7, 430, 14, 190), beam)
    for y in (448, 612):
        fill(p, rect(1345, y, 900, 13), beam)
    for i in range(5):
        x = 1450 + i * 146
        stroke(p, [(x, 612), (x + 36, 560)], beam, 8, flat=True)
        stroke(p, [(x + 130, 612), (x + 94, 560)], beam, 8, flat=True)


def _main_roof(p: QPainter) -> None:
    roof = path([(1489.6, 183.9), (2278.3, 256.9), (2320, 470), (1418, 432), (1426, 421)])
    fill(p, roof, down(184, 450, "#d97e54", "#bd5a47", "#8f4149"))
    dabs(p, roof, ("#f0a772", "#8f3f46", "#c96a4c"), "roof", 500, (22, 6), 0.22, 3)
    _tiles(p, roof, "#a44c45", "#f2ad7c", 17, lean=0.05)
    fill(p, path([(1340, 458), (1426, 421), (2300, 452), (2300, 470), (1426, 441), (1340, 476)]), "#f6e3c1")
    fill(
        p,
        path([(1340, 476), (1426, 441), (2300, 470), (2300, 492), (1426, 464), (1340, 498)]),
        "#3a2447",
        0.38,
    )
    for x in (1690, 1990):
        _dormer(p, x, 330)


def _dormer(p: QPainter, x: float, y: float) -> None:
    fill(
        p,
        path([(x - 50, y + 62), (x - 50, y + 10), (x, y - 34), (x + 50, y + 10), (x + 50, y + 62)]),
        "#f3d9ae",
    )
    fill(
        p,
        path(
            [(x - 64, y + 18), (x, y - 46), (x + 64, y + 18), (x + 50, y + 20), (x, y - 26), (x - 50, y + 20)]
        ),
        "#7d3d45",
    )
    _window(p, x - 22, y + 6, (44, 46), 0.95)
    fill(p, path([(x + 50, y + 12), (x + 50, y + 62), (x + 96, y + 66)]), "#2c2350", 0.3)


def _gable(p: QPainter) -> None:
    wall = path([(2262, 300), (2428, 214), (2556, 330), (2560, 510), (2262, 510)])
    fill(p, wall, down(220, 510, "#e9bd91", "#cf9a80"))
    for x in (2330, 2428, 2520):
        fill(p, rect(x - 6, 230, 12, 290), "#7a4a3b")
    fill(p, rect(2262, 352, 300, 12), "#7a4a3b")
    for x in (2352, 2450):
        _window(p, x, 385, (48, 88), 0.9 if x > 2400 else 0.0)
    rim = path([(2250, 262), (2428.2, 200.4), (2566, 341), (2566, 366), (2428, 228), (2250, 312)])
    fill(p, rim, down(200, 340, "#c46a4d", "#8a3f47"))
    stroke(p, [(2262, 312), (2428, 232), (2560, 362)], "#f6e3c1", 7)


def _veranda(p: QPainter) -> None:
    fill(p, rect(1345, 640, 830, 250), down(640, 880, "#6a4250", "#8a5a55"))
    for i in range(6):
        x = 1400 + i * 122
        fill(p, _arch(x, 668, 96, 212), down(660, 880, "#ffe7ac", "#f6b868", "#c9774a"))
        fill(p, rect(x + 30, 740, 36, 140), "#8a4b3b", 0.45)
        stroke(p, open_path([(x + 48, 672), (x + 48, 880)]), "#7a4035", 3, 0.5)
    for i in range(7):
        x = 1384 + i * 122
        fill(p, rect(x - 9, 650, 18, 235), gradient((x - 9, 0), (x + 9, 0), "#fff1d6", "#c99f88"))
    fill(p, rect(1345, 632, 840, 20), "#f6e3c1")
    fill(p, rect(1345, 652, 840, 9), "#3a2447", 0.35)
    for i in range(70):
        fill(p, rect(1352 + i * 12, 820, 4, 60), "#f3dfc0")
    fill(p, rect(1345, 812, 840, 10), "#fff1d6")
    for i in range(62):
        fill(p, rect(1420 + i * 12.4, 600, 4, 34), "#f3dfc0", 0.9)
    fill(p, rect(1416, 594, 776, 8), "#fff1d6")


def _arch(x: float, y: float, w: float, h: float) -> QPainterPath:
    shape = QPainterPath()
    shape.moveTo(x, y + h)
    shape.lineTo(x, y + w * 0.42)
    shape.cubicTo(x, y - w * 0.12, x + w, y - w * 0.12, x + w, y + w * 0.42)
    shape.lineTo(x + w, y + h)
    shape.closeSubpath()
    return shape


def _left_house(p: QPainter) -> None:
    """Pale green boards, a slate roof, the chimney of the skyline's left."""
    wall = rect(-10, 470, 690, 940)
    fill(p, wall, gradient((0, 470), (680, 1400), "#a9bfa6", "#8ba79c", "#6f8a92"))
    for i in range(58):
        y = 478 + i * 16
        stroke(p, [(0, y), (680, y)], "#4c6673", 1.8, 0.4)
        stroke(p, [(0, y + 2.5), (680, y + 2.5)], "#d9e6cf", 1.2, 0.4)
    dabs(p, wall, ("#d2dfc4", "#55717c"), "boards", 300, (60, 5), 0.12)
    points = [(0, 352), *reversed(facts.SKYLINE[15:]), (720, 506), (0, 524)]
    chimney = path(
        [facts.SKYLINE[17], facts.SKYLINE[18], facts.SKYLINE[19], (238, 330), (374, 330), facts.SKYLINE[16]]
    )
    roof = path(
        [
            (0, 352),
            facts.SKYLINE[20],
            facts.SKYLINE[19],
            (300, 262),
            *reversed(facts.SKYLINE[14:17]),
            (722, 506),
            (-4, 524),
        ]
    )
    fill(p, path(points), "#4a5674")
    fill(p, roof, gradient((100, 240), (500, 520), "#8593ad", "#5b6687", "#424b6e"))
    dabs(p, roof, ("#a7b2c4", "#3b4468", "#6d7898"), "slate", 420, (20, 6), 0.2, 4)
    _tiles(p, roof, "#49537a", "#a9b4cb", 16, lean=0.02)
    _chimney(p, chimney, 238, 166, 132)
    fill(p, path([(0, 524), (722, 506), (722, 522), (0, 540)]), "#e9e0cf")
    fill(p, path([(0, 540), (690, 522), (690, 552), (0, 572)]), "#22264a", 0.4)
    for x, lit in ((92, 0.0), (262, 0.95), (432, 0.9)):
        _window(p, x, 610, (82, 150), lit, shutters="#4f5f86")
        _flower_box(p, x, 776, 82)
    _bay(p)


def _bay(p: QPainter) -> None:
    """The bay window on the ground floor, left of the shop."""
    fill(p, rect(112, 930, 260, 480), down(930, 1400, "#7f9a98", "#5f7c86"))
    fill(p, path([(96, 936), (388, 936), (362, 890), (122, 890)]), "#424b6e")
    for i in range(3):
        _window(p, 134 + i * 76, 980, (56, 190), 0.92)
        fill(p, rect(124 + i * 76, 1222, 70, 140, 3), down(1222, 1362, "#93ada6", "#6d8a90"))
        stroke(p, rect(131 + i * 76, 1232, 56, 120, 2), "#4c6673", 3, 0.7)
    _flower_box(p, 126, 1184, 232)
    fill(p, rect(-10, 1368, 460, 50), down(1368, 1418, "#6d6678", "#4a435c"))
    fill(p, rect(640, 556, 12, 300), gradient((640, 0), (652, 0), "#b9c7c9", "#4c5f70"))


def _flower_box(p: QPainter, x: float, y: float, w: float) -> None:
    """A box of geraniums under a window."""
    fill(p, rect(x - 12, y, w + 24, 20, 3), down(y, y + 20, "#a9653f", "#6b3d35"))
    rng = random.Random(f"box {x:.0f} {y:.0f}")
    for _ in range(int(w * 1.3)):
        tone = rng.choice(("#3f6f4b", "#5b8a4f", "#2f5646", "#d8483a", "#e8705a", "#f2a0a0"))
        size = 4.0 if tone.startswith(("#d", "#e", "#f")) else 5.5
        fill(p, ellipse(x - 8 + rng.random() * (w + 16), y - 9 + rng.random() * 15, size, size * 0.8), tone)


def _annex(p: QPainter) -> None:
    """The brick house between the green one and the far one, with a flat parapet."""
    wall = path([(655, 364.1), (670.273, 364.408), (892.367, 379.216), (905, 380), (905, 1400), (655, 1400)])
    _bricks(p, path([(676, 364.8), (892.4, 379.2), (905, 380), (905, 1400), (676, 1400)]), "#8a4f57", 14)
    fill(
        p,
        wall,
        gradient((660, 0), (905, 0), (0, "#251d48", 0.5), (0.4, "#251d48", 0.18), (1, "#251d48", 0.05)),
    )
    fill(p, path([(662, 364.2), (892.4, 379.2), (906, 380.2), (906, 408), (662, 392)]), "#e3cdb2")
    fill(p, path([(662, 392), (906, 408), (906, 420), (662, 404)]), "#2b2148", 0.45)
    for x, lit in ((712, 0.92), (808, 0.0)):
        _window(p, x, 480, (58, 120), lit)
        _window(p, x, 680, (58, 120), 0.92 - lit if lit < 0.5 else 0.0)


def _shop(p: QPainter) -> None:
    """The shop under its own small roof; the sign hangs in the documented box."""
    front = rect(440, 880, 480, 530)
    fill(p, front, down(880, 1410, "#5b3a3f", "#46303f"))
    dabs(p, front, ("#7d5550", "#33243a"), "shop", 160, (40, 5), 0.2, 88)
    roof = path([(462, 838), (900, 838), (946, 900), (416, 900)])
    fill(p, roof, down(838, 900, "#7b88a6", "#49527a"))
    _tiles(p, roof, "#414a70", "#a6b2c8", 14)
    fill(p, rect(416, 898, 530, 10), "#2c2340")
    _display(p, rect(470, 1140, 250, 240), 470)
    door = rect(748, 1140, 140, 262, 6)
    fill(p, door, "#35545a")
    fill(p, rect(766, 1158, 104, 150, 4), down(1158, 1308, "#fff0bd", "#f3ab5c"))
    stroke(p, [(818, 1158), (818, 1308)], "#35545a", 5, flat=True)
    for x in (498, 524, 880):
        stroke(p, [(x, 905), (x, 940)], "#2c2340", 4)
    _sign(p)
    _awning(p)


def _display(p: QPainter, pane: QPainterPath, left: float) -> None:
    fill(p, pane, down(1140, 1380, "#fff3c6", "#ffcf7c", "#d98a4a"))
    rng = random.Random("display")
    for shelf in (1226, 1290, 1356):
        fill(p, rect(left, shelf, 250, 7), "#8a5237")
        for i in range(9):
            x, high = left + 18 + i * 26, rng.uniform(14, 38)
            tone = rng.choice(("#b5533c", "#6d7f4f", "#f4e6cf", "#7b4b6b", "#c98a3f"))
            fill(p, rect(x - 9, shelf - high, 18, high, 5), tone)
    stroke(p, pane, "#e8d3ad", 9)
    stroke(p, [(left + 125, 1140), (left + 125, 1380)], "#e8d3ad", 6, flat=True)


def _awning(p: QPainter) -> None:
    for i in range(15):
        x = 452 + i * 30
        tone = "#c9503f" if i % 2 == 0 else "#f7e8cd"
        fill(
            p,
            path([(x + 4, 1128), (x + 30, 1128), (x + 28 + (i - 7) * 0.6, 1170), (x + (i - 7) * 0.6, 1170)]),
            tone,
        )
        fill(p, ellipse(x + 14 + (i - 7) * 0.6, 1170, 14, 9), tone)
    fill(p, rect(446, 1126, 470, 8), "#5b2f37")
    fill(p, rect(440, 1168, 480, 20), "#2b2148", 0.28)


def _sign(p: QPainter) -> None:
    left, top, width, height = facts.SIGN
    board = rect(left, top, width, height, 16)
    fill(p, rect(left + 8, top + 12, width, height, 16), "#1b1633", 0.45)
    fill(p, board, down(top, top + height, "#2f6a60", "#1f4a4c"))
    dabs(p, board, ("#4f8f7c", "#173a40"), "sign", 120, (60, 4), 0.25)
    stroke(p, rect(left + 9, top + 9, width - 18, height - 18, 10), "#e9c178", 4)
    stroke(p, rect(left + 2, top + 2, width - 4, height - 4, 15), "#133035", 4)
    x, y = left + 104, top + 100
    fill(
        p,
        smooth([(x - 52, y - 18), (x + 40, y - 18), (x + 30, y + 34), (x - 8, y + 46), (x - 42, y + 34)]),
        "#f7e3b5",
    )
    stroke(
        p, smooth([(x + 36, y - 8), (x + 64, y - 2), (x + 58, y + 22), (x + 28, y + 26)], False), "#f7e3b5", 9
    )
    stroke(p, [(x - 66, y + 56), (x + 60, y + 56)], "#f7e3b5", 7)
    for shift in (-30, -4, 22):
        stroke(
            p,
            smooth(
                [
                    (x + shift, y - 30),
                    (x + shift + 9, y - 42),
                    (x + shift - 5, y - 54),
                    (x + shift + 4, y - 68),
                ],
                False,
            ),
            "#f3d49a",
            5,
            0.9,
        )
    _flourish(p, left + 186, top)


def _flourish(p: QPainter, x: float, top: float) -> None:
    """Brush strokes where the name of the shop would stand."""
    marks: Sequence[Sequence[Point]] = (
        [(0, 62), (42, 52), (50, 60)], [(22, 40), (20, 84), (2, 108)], [(30, 76), (52, 106)],
        [(74, 48), (78, 100)], [(66, 66), (112, 58)], [(96, 46), (90, 92), (116, 108)],
    )  # fmt: skip
    for mark in marks:
        stroke(p, smooth([(x + dx, top + dy) for dx, dy in mark], False), "#f7e3b5", 9)
    for width, y in ((116, 134), (84, 152)):
        stroke(p, [(x, top + y), (x + width, top + y)], "#e9c178", 5, 0.8)


def _ridges(p: QPainter) -> None:
    """A thin edge of evening light just under the skyline, so that the roofs end exactly there."""
    below = path([*facts.SKYLINE, (0, 352), (0, 1500), (2560, 1500), (2560, 262)])

    def edge(p: QPainter) -> None:
        stroke(p, facts.SKYLINE, "#ffdca6", 9, 0.75)

    inside(p, below, edge)


def lights(p: QPainter) -> None:
    """The glow of lit windows over what is around them."""
    for x, y, radius in (
        (303, 685, 190),
        (473, 685, 190),
        (741, 540, 150),
        (1040, 440, 120),
        (595, 1250, 330),
        (820, 1230, 240),
        (240, 1080, 300),
    ):
        glow(p, x, y, radius, "#ffb55e", 0.34)
    for i in range(6):
        glow(p, 1448 + i * 122, 790, 170, "#ffb55e", 0.22)


def garden(p: QPainter) -> None:
    """Hedge and bush along the foot of the large house, just below its polygon."""
    green = ("#233f3d", "#2f5a48", "#4f7f4c", "#86a553")
    hedge = [(1450 + i * 23.0, 905 + 4.0 * (i % 3), 27) for i in range(25)]
    fill(p, path([(2000, 905), (2175, 790), (2335, 515), (2560, 515), (2560, 975)]), "#1f3a3d")
    leaves(p, hedge, green, "hedge", 3.0, 8)
    leaves(
        p,
        [(1384, 800, 44), (1362, 850, 46), (1402, 860, 42), (1380, 905, 60), (1330, 930, 40)],
        green,
        "bush",
        2.4,
        9,
    )

"""The houses of the street, far to near; their roofs make the documented skyline."""

from __future__ import annotations

from PySide6.QtGui import QPainter

from _make import street_facts as facts
from _make.paint import dabs, down, ellipse, fill, glow, gradient, inside, path, rect, smooth, stroke
from _make.street_masonry import FRAME, LIGHT, bricks, chimney, flower_box, tiles, window
from _make.street_shop import shop
from _make.street_villa import large_house, rear_roof


def draw(p: QPainter) -> None:
    """All of them, far to near."""
    _end_house(p)
    _wing(p)
    rear_roof(p)
    large_house(p)
    _left_house(p)
    _annex(p)
    shop(p)
    _ridges(p)


def _end_house(p: QPainter) -> None:
    """The brick house at the far end, its gable towards us."""
    peak = (1022.067, 319.007)
    wall = path([(892, 379), peak, (1243, 401), (1243, 1120), (880, 1120)])
    bricks(p, wall, "#a8604f", 11)
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
    fill(p, ellipse(1040, 438, 31, 31), FRAME)
    fill(p, ellipse(1040, 438, 24, 24), down(414, 462, "#fff0b8", LIGHT))
    stroke(p, [(1040, 414), (1040, 462)], FRAME, 4)
    stroke(p, [(1016, 438), (1064, 438)], FRAME, 4)
    for y, lit in ((530, (0.0, 0.9)), (700, (0.85, 0.0))):
        window(p, 952, y, (62, 100), lit[0])
        window(p, 1106, y, (62, 100), lit[1])
    fill(p, rect(884, 860, 362, 14), "#e9d3b4")
    window(p, 950, 905, (66, 104), 0.9)
    fill(p, smooth([(1100, 1100), (1100, 940), (1137, 905), (1174, 940), (1174, 1100)]), "#3c5a5c")
    fill(p, rect(1112, 958, 50, 50, 4), LIGHT, 0.85)


def _wing(p: QPainter) -> None:
    """The lower roof between the far house and the large one."""
    wall = rect(1243, 440, 170, 660)
    fill(p, wall, down(440, 1100, "#d9b48f", "#b58a7c"))
    dabs(p, wall, ("#f4d9ae", "#8c6a76"), "wing", 160, (24, 7), 0.12, 80)
    roof = path([(1243.128, 400.815), (1418.941, 318.149), (1440, 470), (1236, 482)])
    fill(p, roof, down(318, 480, "#7d5265", "#553a55"))
    tiles(p, roof, "#5c3f58", "#b98481", 13)
    window(p, 1272, 530, (48, 84), 0.85)
    window(p, 1272, 690, (48, 84), 0.0)
    fill(p, rect(1236, 476, 180, 9), "#3a2540", 0.5)


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
    stack = path(
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
    tiles(p, roof, "#49537a", "#a9b4cb", 16, lean=0.02)
    chimney(p, stack, 238, 166, 132)
    fill(p, path([(0, 524), (722, 506), (722, 522), (0, 540)]), "#e9e0cf")
    fill(p, path([(0, 540), (690, 522), (690, 552), (0, 572)]), "#22264a", 0.4)
    for x, lit in ((92, 0.0), (262, 0.95), (432, 0.9)):
        window(p, x, 610, (82, 150), lit, shutters="#4f5f86")
        flower_box(p, x, 776, 82)
    _bay(p)


def _bay(p: QPainter) -> None:
    """The bay window on the ground floor, left of the shop."""
    fill(p, rect(112, 930, 260, 480), down(930, 1400, "#7f9a98", "#5f7c86"))
    fill(p, path([(96, 936), (388, 936), (362, 890), (122, 890)]), "#424b6e")
    for i in range(3):
        window(p, 134 + i * 76, 980, (56, 190), 0.92)
        fill(p, rect(124 + i * 76, 1222, 70, 140, 3), down(1222, 1362, "#93ada6", "#6d8a90"))
        stroke(p, rect(131 + i * 76, 1232, 56, 120, 2), "#4c6673", 3, 0.7)
    flower_box(p, 126, 1184, 232)
    fill(p, rect(-10, 1368, 460, 50), down(1368, 1418, "#6d6678", "#4a435c"))
    fill(p, rect(640, 556, 12, 300), gradient((640, 0), (652, 0), "#b9c7c9", "#4c5f70"))


def _annex(p: QPainter) -> None:
    """The brick house between the green one and the far one, with a flat parapet."""
    wall = path([(655, 364.1), (670.273, 364.408), (892.367, 379.216), (905, 380), (905, 1400), (655, 1400)])
    bricks(p, path([(676, 364.8), (892.4, 379.2), (905, 380), (905, 1400), (676, 1400)]), "#8a4f57", 14)
    fill(
        p,
        wall,
        gradient((660, 0), (905, 0), (0, "#251d48", 0.5), (0.4, "#251d48", 0.18), (1, "#251d48", 0.05)),
    )
    fill(p, path([(662, 364.2), (892.4, 379.2), (906, 380.2), (906, 408), (662, 392)]), "#e3cdb2")
    fill(p, path([(662, 392), (906, 408), (906, 420), (662, 404)]), "#2b2148", 0.45)
    for x, lit in ((712, 0.92), (808, 0.0)):
        window(p, x, 480, (58, 120), lit)
        window(p, x, 680, (58, 120), 0.92 - lit if lit < 0.5 else 0.0)


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

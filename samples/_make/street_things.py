"""What has a mask in the street (car, planter, tree, bicycle, lamp), and the cat whose nose is the point."""

from __future__ import annotations

import math
import random
from itertools import pairwise

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from _make import street_facts as facts
from _make.paint import (
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

_DARK, _WHITE = "#2a2433", "#f6ecdf"
_CAR_X, _CAR_Y = 300.0, 1300.0
_GLINT = path([(250, 120), (310, 10), (350, 10), (290, 120)])


def shadows(p: QPainter) -> None:
    """Shadows on the ground, which belong to no mask."""
    fill(p, ellipse(640, 1580, 380, 34), "#150f33", 0.55)
    fill(p, ellipse(138, 1684, 150, 26), "#150f33", 0.5)
    fill(p, ellipse(1206, 1536, 76, 13), "#150f33", 0.45)
    for x, y, reach in ((2168, 1684, 330), (2330, 1700, 230), (1806, 1302, 300)):
        fill(
            p,
            smooth(
                [
                    (x - 44, y),
                    (x + 30, y - 12),
                    (x + reach, y + reach * 0.10),
                    (x + reach * 0.98, y + reach * 0.16),
                    (x + 20, y + 14),
                ]
            ),
            "#251c4a",
            0.42,
        )
    fill(p, path([(1450, 1222), (1690, 1236), (1800, 1262), (1560, 1250)]), "#251c4a", 0.32)
    fill(p, path([(995, 1322), (1016, 1322), (1290, 1420), (1276, 1428)]), "#150f33", 0.35)


_CROWN = ((2557, 503), (2321, 503), (2156, 629), (2161, 786), (2002, 895))


def tree(p: QPainter) -> None:
    """The crown whose edge bounds the large house on the right."""
    rng = random.Random("tree")
    inner = path([*_CROWN, (2090, 950), (2300, 985), (2660, 1010), (2660, 503)])
    clumps = []
    while len(clumps) < 56:
        x, y, radius = rng.uniform(2060, 2600), rng.uniform(560, 960), rng.uniform(48, 82)
        room = ((x - radius, y), (x, y - radius), (x - radius * 0.7, y - radius * 0.7), (x, y + radius * 0.5))
        if all(inner.contains(QPointF(*place)) for place in room):
            clumps.append((x, y, radius))
    for (x0, y0), (x1, y1) in pairwise(_CROWN):
        length = math.hypot(x1 - x0, y1 - y0)
        inward = ((y1 - y0) / length, -(x1 - x0) / length)
        for i in range(int(length / 26) + 1):
            share = i * 26 / length
            clumps.append(
                (x0 + (x1 - x0) * share + inward[0] * 38, y0 + (y1 - y0) * share + inward[1] * 38, 34.0)
            )
    stroke(p, smooth([(2392, 1010), (2376, 880), (2400, 740)], False), "#4a3238", 50)
    leaves(p, clumps, ("#1b3439", "#274b43", "#3c6a48", "#67904e", "#b0b25a"), "tree", 2.0, 12)


def lamp(p: QPainter) -> None:
    """A street lamp with a four-sided lantern."""
    iron, edge = "#262638", "#5d5a70"
    fill(p, path([(984, 1332), (1026, 1332), (1018, 1290), (992, 1290)]), iron)
    fill(p, rect(990, 1180, 30, 116, 8), gradient((990, 0), (1020, 0), edge, iron))
    fill(p, rect(998, 800, 14, 400), gradient((998, 0), (1012, 0), "#77738a", iron))
    for y in (1176, 1010, 850):
        fill(p, rect(990, y, 30, 11, 5), iron)
    stroke(p, smooth([(1005, 852), (968, 842), (962, 818)], False), iron, 6)
    stroke(p, smooth([(1005, 852), (1042, 842), (1048, 818)], False), iron, 6)
    fill(p, path([(974, 806), (1036, 806), (1052, 706), (958, 706)]), iron)
    fill(
        p,
        path([(980, 800), (1030, 800), (1044, 712), (966, 712)]),
        down(706, 806, "#fff6cf", "#ffd98a", "#ffb65c"),
    )
    for x, top in ((997, 990), (1013, 1020)):
        stroke(p, [(x, 802), (top, 710)], iron, 4)
    fill(p, path([(948, 708), (1062, 708), (1032, 668), (978, 668)]), iron)
    fill(p, rect(996, 644, 18, 28, 6), iron)
    fill(p, ellipse(1005, 640, 9, 9), iron)


def lamp_light(p: QPainter) -> None:
    glow(p, 1005, 756, 330, "#ffc877", 0.75)
    glow(p, 1005, 756, 90, "#fff3cf", 0.8)
    glow(p, 1010, 1340, 260, "#ffb55e", 0.22)


def bicycle(p: QPainter) -> None:
    """Leaning at the stone wall; one sees through its wheels."""
    red, black = "#c23a35", "#26222f"
    rear, front = (1512.0, 1170.0), (1634.0, 1180.0)
    for x, y in (rear, front):
        stroke(p, ellipse(x, y, 55, 55), black, 8)
        stroke(p, ellipse(x, y, 49, 49), "#d8cdbf", 3)
        for i in range(12):
            turn = i * math.tau / 12
            stroke(p, [(x, y), (x + 49 * math.cos(turn), y + 49 * math.sin(turn))], "#d8cdbf", 1.7)
        fill(p, ellipse(x, y, 7, 7), black)
    crank, seat, head = (1562.0, 1176.0), (1546.0, 1094.0), (1614.0, 1090.0)
    for first, second in (
        (rear, crank),
        (crank, seat),
        (seat, rear),
        (seat, head),
        (crank, (1616, 1104)),
        (head, front),
    ):
        stroke(p, [first, second], red, 7.5)
    stroke(p, [seat, (1542, 1078)], black, 6)
    fill(p, smooth([(1518, 1074), (1560, 1068), (1570, 1076), (1540, 1082), (1516, 1084)]), "#6b3f2c")
    stroke(p, smooth([head, (1610, 1070), (1590, 1058)], False), black, 6)
    stroke(p, smooth([(1610, 1070), (1634, 1062)], False), black, 6)
    fill(p, ellipse(*crank, 13, 13), black)
    stroke(p, [crank, (1572, 1198)], black, 5)
    basket = path([(1624, 1072), (1684, 1070), (1674, 1116), (1634, 1116)])
    fill(p, basket, "#b98a55")
    inside(
        p,
        basket,
        lambda p: [stroke(p, [(1620 + i * 9, 1068), (1624 + i * 8, 1120)], "#7a5230", 2) for i in range(8)],
    )
    for x, tone in ((1638, "#f0c948"), (1654, "#e2705a"), (1668, "#f4ead6")):
        fill(p, ellipse(x, 1064, 9, 9), tone)


def car(p: QPainter) -> None:
    """A small round car of the fifties, parked facing left."""
    p.save()
    p.translate(_CAR_X, _CAR_Y)
    _car_body(p)
    _car_windows(p)
    for x in (132, 520):
        _wheel(p, x, 224)
    _car_trim(p)
    p.restore()


def _car_body(p: QPainter) -> None:
    roof = smooth([(176, 120), (232, 26), (318, 2), (432, 6), (512, 52), (560, 122), (380, 140)])
    fill(p, roof, down(0, 140, "#fdf3dd", "#e7d4b8", "#b79e9b"))
    body = smooth(
        [
            (4, 176),
            (30, 136),
            (120, 114),
            (200, 106),
            (380, 104),
            (550, 108),
            (632, 136),
            (656, 180),
            (650, 228),
            (600, 242),
            (330, 246),
            (60, 244),
            (8, 226),
        ]
    )
    fill(p, body, down(104, 246, "#6fb9bb", "#2f8490", "#1f5c70", "#173f56"))
    inside(
        p,
        body,
        lambda p: fill(
            p, smooth([(20, 150), (200, 116), (400, 114), (640, 140), (400, 132), (200, 136)]), "#eafff6", 0.5
        ),
    )
    inside(p, body, lambda p: fill(p, rect(0, 214, 660, 40), "#10233f", 0.45))
    stroke(p, [(14, 180), (648, 180)], "#fbf2df", 7)


def _car_windows(p: QPainter) -> None:
    glass = down(30, 116, "#cfe6ee", "#7fa3bd", "#3f5a80")
    cabin = smooth([(208, 112), (252, 46), (330, 22), (420, 26), (486, 62), (524, 112), (380, 114)])
    for left, right in ((0, 344), (362, 700)):
        pane = cabin.intersected(rect(left, 0, right - left, 200))
        fill(p, pane, glass)
        inside(p, pane, lambda p: fill(p, _GLINT, "#ffffff", 0.28))
        inside(p, pane, lambda p: fill(p, rect(200, 86, 360, 40), "#2b2148", 0.35))


def _wheel(p: QPainter, x: float, y: float) -> None:
    fill(p, ellipse(x, y - 4, 74, 70), "#14192c")
    fill(p, ellipse(x, y, 60, 60), "#201d2b")
    fill(p, ellipse(x, y, 42, 42), "#f2ead9")
    fill(
        p,
        ellipse(x, y, 31, 31),
        gradient((x - 30, y - 30), (x + 30, y + 30), "#f7f3ea", "#8d8f9f", "#d5d3d8"),
    )
    fill(p, ellipse(x, y, 10, 10), "#a9402f")


def _car_trim(p: QPainter) -> None:
    chrome = down(200, 232, "#fffaf0", "#9a9bab", "#5b5a70")
    fill(p, rect(-10, 206, 76, 20, 10), chrome)
    fill(p, rect(594, 206, 74, 20, 10), chrome)
    fill(p, ellipse(24, 156, 17, 22), "#8d8f9f")
    fill(p, ellipse(22, 156, 13, 18), "#fff2c9")
    fill(p, ellipse(640, 160, 9, 17), "#c9382f")
    stroke(p, smooth([(354, 112), (357, 170), (348, 236)], False), "#123c52", 2.4, 0.8)
    fill(p, rect(300, 146, 38, 8, 4), "#fbf2df")


def planter(p: QPainter) -> None:
    """A glazed pot with hydrangeas, nearest to us."""
    pot = smooth([(44, 1508), (232, 1508), (236, 1540), (206, 1684), (138, 1694), (70, 1684), (40, 1540)])
    fill(p, pot, gradient((40, 0), (236, 0), "#7fa3c4", "#3f6fa5", "#24406f", "#1c2c54"))
    inside(
        p,
        pot,
        lambda p: [
            stroke(p, smooth([(20, y), (138, y + 16), (260, y)], False), "#dfeaf2", 5, 0.6)
            for y in (1548, 1566, 1640)
        ],
    )
    inside(p, pot, lambda p: fill(p, ellipse(84, 1600, 14, 60), "#ffffff", 0.25))
    fill(p, rect(34, 1498, 208, 22, 11), gradient((34, 0), (242, 0), "#9dbbd6", "#4f7fb3", "#26406b"))
    greens = [
        (138.0, 1450.0, 74.0),
        (70.0, 1462.0, 54.0),
        (206.0, 1460.0, 56.0),
        (138.0, 1390.0, 60.0),
        (60.0, 1400.0, 42.0),
        (214.0, 1398.0, 42.0),
    ]
    leaves(p, greens, ("#1d3a3d", "#2b5746", "#47804f", "#7fab5c"), "planter", 1.2, 17, 215)
    for i, (x, y, radius) in enumerate(
        ((70, 1412, 40), (150, 1376, 44), (218, 1424, 38), (118, 1462, 38), (190, 1482, 30), (52, 1478, 28))
    ):
        _hydrangea(p, x, y, radius, i)


def _hydrangea(p: QPainter, x: float, y: float, radius: float, number: int) -> None:
    tones = (
        ("#5b5fa8", "#8f93d6", "#c9cdf2"),
        ("#8a4f92", "#c58ac4", "#efcfe6"),
        ("#4f78b0", "#8db4dc", "#d5e8f5"),
    )[number % 3]
    leaves(p, [(x, y, radius * 0.8)], tones, f"bloom {number}", 3.0, 8, 215)


def cat(p: QPainter) -> None:
    """A black and white cat that looks at us; its nose is the documented point."""
    x, y = facts.CAT_NOSE
    stroke(
        p, smooth([(x + 30, y + 88), (x + 72, y + 90), (x + 84, y + 66), (x + 72, y + 52)], False), _DARK, 13
    )
    fill(
        p,
        smooth(
            [
                (x - 22, y + 14),
                (x + 22, y + 14),
                (x + 42, y + 70),
                (x + 36, y + 98),
                (x - 36, y + 98),
                (x - 42, y + 70),
            ]
        ),
        _DARK,
    )
    fill(
        p,
        smooth([(x - 11, y + 16), (x + 11, y + 16), (x + 14, y + 52), (x, y + 66), (x - 14, y + 52)]),
        _WHITE,
    )
    for side in (-1, 1):
        fill(
            p,
            smooth(
                [
                    (x + side * 7, y + 60),
                    (x + side * 19, y + 62),
                    (x + side * 21, y + 98),
                    (x + side * 4, y + 99),
                ]
            ),
            mix(_DARK, "#ffffff", 0.08),
        )
        fill(p, ellipse(x + side * 13, y + 97, 12, 6), _WHITE)
    _cat_head(p, x, y)


def _cat_head(p: QPainter, x: float, y: float) -> None:
    """The face about its nose."""
    for side in (-1, 1):
        fill(p, path([(x + side * 9, y - 26), (x + side * 29, y - 48), (x + side * 31, y - 12)]), _DARK)
        fill(p, path([(x + side * 15, y - 26), (x + side * 26, y - 39), (x + side * 27, y - 18)]), "#c98a8a")
    fill(
        p,
        smooth(
            [
                (x, y - 34),
                (x + 28, y - 22),
                (x + 33, y + 2),
                (x + 17, y + 20),
                (x - 17, y + 20),
                (x - 33, y + 2),
                (x - 28, y - 22),
            ]
        ),
        _DARK,
    )
    fill(
        p,
        smooth([(x, y - 20), (x + 7, y - 4), (x + 16, y + 8), (x, y + 19), (x - 16, y + 8), (x - 7, y - 4)]),
        _WHITE,
    )
    for side in (-1, 1):
        fill(p, ellipse(x + side * 14, y - 10, 6.5, 6.0), "#e5c24a")
        fill(p, ellipse(x + side * 14, y - 10, 2.1, 5.4), "#14101c")
        for lift in (-3, 3):
            stroke(p, [(x + side * 9, y + 7), (x + side * 34, y + 5 + lift)], "#f6ecdf", 1.2, 0.8)
    fill(p, smooth([(x - 5.5, y - 3.2), (x + 5.5, y - 3.2), (x, y + 4.2)]), "#d9737a")
    stroke(p, [(x, y + 4), (x, y + 9)], "#8a5a60", 1.5)

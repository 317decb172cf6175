"""The large house that fills the documented polygon, the roofs behind it, and the hedge at its foot."""

from __future__ import annotations

from PySide6.QtGui import QPainter

from _make import street_facts as facts
from _make.paint import dabs, down, ellipse, fill, gradient, inside, leaves, path, rect, stroke
from _make.street_masonry import arch, chimney, tiles, window


def rear_roof(p: QPainter) -> None:
    """What shows of the roofs behind, up to the skyline."""
    points = [*facts.SKYLINE[:11], (1345, 470), (2560, 520), (2560, 262)]
    roof = path(points)
    fill(p, roof, down(165, 420, "#a4574c", "#7c3f4a"))
    tiles(p, roof, "#7c3f4a", "#d98a63", 12)
    stack = path(
        [facts.SKYLINE[5], facts.SKYLINE[6], facts.SKYLINE[7], facts.SKYLINE[8], (1586, 250), (1710, 250)]
    )
    chimney(p, stack, 1578, 84, 128)
    gable = path([(2136, 205), (2224.5, 180.5), (2294, 222), (2300, 300), (2130, 300)])
    fill(p, gable, down(180, 280, "#8f4a4b", "#6b3745"))
    tiles(p, gable, "#6b3745", "#c97a5f", 10)


def large_house(p: QPainter) -> None:
    """The house, nowhere outside its polygon."""
    house = path(facts.HOUSE)

    def parts(p: QPainter) -> None:
        fill(p, house, down(180, 890, "#f7ddb0", "#eec795", "#d9a884"))
        dabs(p, house, ("#fff0cf", "#d79a72", "#f2c78f"), "large house", 420, (46, 9), 0.13, 84)
        _timber(p)
        for i, lit in enumerate((0.0, 0.9, 0.95, 0.0, 0.8)):
            window(p, 1492 + i * 146, 478, (58, 104), lit, shutters="#3f7474")
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
    tiles(p, roof, "#a44c45", "#f2ad7c", 17, lean=0.05)
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
    window(p, x - 22, y + 6, (44, 46), 0.95)
    fill(p, path([(x + 50, y + 12), (x + 50, y + 62), (x + 96, y + 66)]), "#2c2350", 0.3)


def _gable(p: QPainter) -> None:
    wall = path([(2262, 300), (2428, 214), (2556, 330), (2560, 510), (2262, 510)])
    fill(p, wall, down(220, 510, "#e9bd91", "#cf9a80"))
    for x in (2330, 2428, 2520):
        fill(p, rect(x - 6, 230, 12, 290), "#7a4a3b")
    fill(p, rect(2262, 352, 300, 12), "#7a4a3b")
    for x in (2352, 2450):
        window(p, x, 385, (48, 88), 0.9 if x > 2400 else 0.0)
    rim = path([(2250, 262), (2428.2, 200.4), (2566, 341), (2566, 366), (2428, 228), (2250, 312)])
    fill(p, rim, down(200, 340, "#c46a4d", "#8a3f47"))
    stroke(p, [(2262, 312), (2428, 232), (2560, 362)], "#f6e3c1", 7)


def _veranda(p: QPainter) -> None:
    fill(p, rect(1345, 640, 830, 250), down(640, 880, "#6a4250", "#8a5a55"))
    for i in range(6):
        x = 1400 + i * 122
        fill(p, arch(x, 668, 96, 212), down(660, 880, "#ffe7ac", "#f6b868", "#c9774a"))
        for beam in (
            [(x + 48, 678), (x + 48, 880)],
            [(x, 722), (x + 96, 722)],
            [(x + 24, 722), (x + 24, 880)],
            [(x + 72, 722), (x + 72, 880)],
        ):
            stroke(p, beam, "#8a4b3b", 3.4, 0.6)
        fill(p, ellipse(x + 48, 762, 9, 12), "#fffbe6", 0.9)
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

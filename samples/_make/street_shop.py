"""The shop whose sign hangs in the documented box."""

from __future__ import annotations

import random
from collections.abc import Sequence

from PySide6.QtGui import QPainter, QPainterPath

from _make import street_facts as facts
from _make.paint import Point, dabs, down, ellipse, fill, path, rect, smooth, stroke
from _make.street_masonry import tiles


def shop(p: QPainter) -> None:
    """The shop under its own small roof; the sign hangs in the documented box."""
    front = rect(440, 880, 480, 530)
    fill(p, front, down(880, 1410, "#5b3a3f", "#46303f"))
    dabs(p, front, ("#7d5550", "#33243a"), "shop", 160, (40, 5), 0.2, 88)
    roof = path([(462, 838), (900, 838), (946, 900), (416, 900)])
    fill(p, roof, down(838, 900, "#7b88a6", "#49527a"))
    tiles(p, roof, "#414a70", "#a6b2c8", 14)
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

"""The people in the three documented boxes; each fills its box exactly."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtGui import QPainter, QPainterPath

from _make import street_facts as facts
from _make.paint import Point, ellipse, fill, gradient, inside, mix, path, smooth, stroke

_SKIN, _HAIR = "#e2ab86", "#3a2a30"


class Figure:
    """A box to draw in: (0, 0) is its top left corner, (1, 1) its bottom right."""

    def __init__(self, p: QPainter, box: tuple[float, float, float, float]) -> None:
        self.p = p
        self.left, self.top, self.width, self.height = box

    def at(self, u: float, v: float) -> Point:
        return (self.left + u * self.width, self.top + v * self.height)

    def shape(self, *points: Point) -> QPainterPath:
        return smooth([self.at(u, v) for u, v in points])

    def fill(self, tone: str, *points: Point, shade: str = "#2b2148") -> QPainterPath:
        """A rounded shape, lit from the left."""
        found = self.shape(*points)
        bounds = found.boundingRect()
        start, end = (bounds.left(), bounds.top()), (bounds.right(), bounds.top() + bounds.height() * 0.2)
        fill(self.p, found, gradient(start, end, mix(tone, "#ffe2b0", 0.38), tone, mix(tone, shade, 0.42)))
        return found

    def line(self, tone: str, width: float, *points: Point, alpha: float = 1.0) -> None:
        stroke(self.p, smooth([self.at(u, v) for u, v in points], closed=False), tone, width, alpha)

    def oval(self, tone: str, u: float, v: float, rx: float, ry: float) -> None:
        """An ellipse with radii in pixels."""
        x, y = self.at(u, v)
        fill(
            self.p,
            ellipse(x, y, rx, ry),
            gradient((x - rx, y), (x + rx, y), mix(tone, "#ffe2b0", 0.3), tone, mix(tone, "#2b2148", 0.35)),
        )


def elder(p: QPainter) -> None:
    """An old man with hat, coat and cane, a hand out towards the child."""
    f = Figure(p, facts.ELDER)
    for u in (0.36, 0.62):
        f.fill("#4a4358", (u - 0.11, 0.66), (u + 0.11, 0.66), (u + 0.1, 0.955), (u - 0.09, 0.955))
    for u in (0.30, 0.66):
        f.fill(
            "#3a2527", (u - 0.13, 0.962), (u, 0.945), (u + 0.12, 0.962), (u + 0.14, 0.994), (u - 0.14, 0.994)
        )
    f.line("#5a3a2c", 6, (0.03, 0.99), (0.06, 0.75), (0.085, 0.52))
    f.line("#5a3a2c", 6, (0.085, 0.52), (0.12, 0.485), (0.17, 0.50))
    f.fill("#35486f", (0.72, 0.215), (0.83, 0.25), (0.965, 0.46), (0.90, 0.49), (0.72, 0.36))
    f.oval(_SKIN, 0.945, 0.487, 7.6, 10)
    coat = f.fill(
        "#3d527c",
        (0.28, 0.20),
        (0.50, 0.178),
        (0.72, 0.20),
        (0.76, 0.36),
        (0.78, 0.55),
        (0.86, 0.715),
        (0.5, 0.735),
        (0.15, 0.715),
        (0.23, 0.5),
        (0.23, 0.33),
    )
    inside(p, coat, lambda p: stroke(p, [f.at(0.52, 0.2), f.at(0.53, 0.74)], "#22305a", 3))
    for v in (0.34, 0.43, 0.52):
        f.oval("#d9b26a", 0.58, v, 3.4, 3.4)
    f.fill("#435a86", (0.27, 0.215), (0.38, 0.25), (0.28, 0.40), (0.17, 0.50), (0.08, 0.487), (0.14, 0.36))
    f.oval(_SKIN, 0.115, 0.495, 10, 9)
    f.fill("#b5443b", (0.36, 0.168), (0.64, 0.168), (0.68, 0.205), (0.5, 0.225), (0.32, 0.205))
    f.fill("#c44d41", (0.40, 0.2), (0.52, 0.2), (0.5, 0.33), (0.40, 0.33))
    _elder_head(f)


def _elder_head(f: Figure) -> None:
    f.oval(_SKIN, 0.5, 0.118, 23, 27)
    f.fill(
        "#efe6dc",
        (0.36, 0.115),
        (0.43, 0.14),
        (0.58, 0.14),
        (0.65, 0.112),
        (0.63, 0.165),
        (0.5, 0.19),
        (0.38, 0.165),
    )
    f.line("#efe6dc", 5, (0.43, 0.134), (0.5, 0.127), (0.575, 0.134))
    for u in (0.44, 0.58):
        f.oval("#2c2230", u, 0.105, 2.2, 2.6)
    f.oval("#d1937a", 0.51, 0.118, 4.2, 4.6)
    f.fill("#5b4a4f", (0.33, 0.07), (0.36, 0.012), (0.5, 0.0035), (0.64, 0.012), (0.67, 0.07))
    f.fill("#5b4a4f", (0.22, 0.078), (0.5, 0.062), (0.78, 0.078), (0.5, 0.094))
    f.line("#b5443b", 6, (0.345, 0.06), (0.5, 0.068), (0.655, 0.06))


def child(p: QPainter) -> None:
    """A child in a yellow coat and red boots, with a balloon."""
    f = Figure(p, facts.CHILD)
    _balloon(f)
    for u in (0.28, 0.50):
        f.fill("#4f5f86", (u - 0.075, 0.80), (u + 0.075, 0.80), (u + 0.07, 0.93), (u - 0.07, 0.93))
        f.fill(
            "#c23a35",
            (u - 0.09, 0.905),
            (u + 0.085, 0.905),
            (u + 0.10, 0.975),
            (u + 0.09, 0.995),
            (u - 0.13, 0.995),
            (u - 0.10, 0.96),
        )
    f.fill("#e0a832", (0.24, 0.54), (0.29, 0.575), (0.16, 0.665), (0.04, 0.655), (0.07, 0.625))
    f.oval(_SKIN, 0.052, 0.643, 7.3, 7.3)
    f.fill("#e0a832", (0.50, 0.535), (0.58, 0.56), (0.74, 0.565), (0.74, 0.605), (0.56, 0.635))
    f.oval(_SKIN, 0.735, 0.572, 7.5, 8)
    coat = f.fill(
        "#efbc3f",
        (0.28, 0.525),
        (0.39, 0.505),
        (0.50, 0.525),
        (0.56, 0.66),
        (0.65, 0.83),
        (0.39, 0.85),
        (0.13, 0.83),
        (0.22, 0.66),
    )
    inside(p, coat, lambda p: stroke(p, [f.at(0.39, 0.5), f.at(0.39, 0.86)], "#b8822a", 2.5))
    for v in (0.60, 0.68, 0.76):
        f.oval("#8a5a2a", 0.43, v, 3, 3)
    _child_head(f)


def _balloon(f: Figure) -> None:
    f.line("#6b5a60", 1.8, (0.69, 0.235), (0.72, 0.36), (0.70, 0.55))
    f.fill(
        "#d8463c",
        (0.69, 0.003),
        (0.90, 0.03),
        (0.985, 0.11),
        (0.88, 0.20),
        (0.69, 0.236),
        (0.50, 0.20),
        (0.40, 0.11),
        (0.48, 0.03),
    )
    f.fill("#f7b7a0", (0.52, 0.06), (0.60, 0.035), (0.57, 0.085), (0.51, 0.115), shade="#f7b7a0")
    fill(f.p, path([f.at(0.66, 0.25), f.at(0.69, 0.232), f.at(0.72, 0.25)]), "#a52f2f")


def _child_head(f: Figure) -> None:
    f.oval(_HAIR, 0.39, 0.425, 30, 33)
    f.oval("#efb893", 0.38, 0.445, 24, 25)
    f.fill(
        _HAIR,
        (0.20, 0.43),
        (0.24, 0.35),
        (0.40, 0.325),
        (0.56, 0.36),
        (0.58, 0.44),
        (0.46, 0.395),
        (0.32, 0.395),
    )
    for u in (0.31, 0.44):
        f.oval("#2c2230", u, 0.445, 2.4, 3)
    f.line("#b5564f", 2.2, (0.33, 0.475), (0.375, 0.483), (0.42, 0.475))
    f.oval("#e58f7d", 0.27, 0.465, 4, 3)
    f.oval("#e58f7d", 0.49, 0.465, 4, 3)


def parasol(p: QPainter) -> None:
    """A woman who walks up the hill under an open paper parasol."""
    f = Figure(p, facts.PARASOL)
    f.line("#8a5a3a", 5, (0.5, 0.05), (0.545, 0.4), (0.575, 0.66))
    for u in (0.46, 0.545):
        f.fill("#f6ecdf", (u - 0.03, 0.93), (u + 0.03, 0.93), (u + 0.035, 0.982), (u - 0.035, 0.982))
        f.fill("#a5392f", (u - 0.04, 0.978), (u + 0.04, 0.978), (u + 0.045, 0.995), (u - 0.045, 0.995))
    robe = f.fill(
        "#5a4f96",
        (0.40, 0.45),
        (0.5, 0.43),
        (0.60, 0.45),
        (0.62, 0.62),
        (0.635, 0.8),
        (0.64, 0.955),
        (0.5, 0.965),
        (0.37, 0.955),
        (0.385, 0.78),
        (0.39, 0.62),
    )
    inside(p, robe, lambda p: _blossoms(p, f))
    f.fill(
        "#d9a441", (0.385, 0.585), (0.5, 0.575), (0.62, 0.585), (0.62, 0.665), (0.5, 0.675), (0.385, 0.665)
    )
    f.line("#b23a35", 4, (0.39, 0.626), (0.5, 0.632), (0.618, 0.626))
    f.fill("#6a5fa8", (0.39, 0.465), (0.45, 0.49), (0.40, 0.68), (0.29, 0.72), (0.27, 0.64))
    f.fill("#6a5fa8", (0.58, 0.465), (0.64, 0.50), (0.70, 0.70), (0.60, 0.715), (0.545, 0.62))
    f.oval(_SKIN, 0.575, 0.605, 8, 8)
    f.fill("#f3e6da", (0.455, 0.425), (0.55, 0.425), (0.545, 0.47), (0.5, 0.515), (0.46, 0.47))
    _woman_head(f)
    _canopy(f)


def _woman_head(f: Figure) -> None:
    f.oval(_HAIR, 0.5, 0.345, 25, 26)
    f.oval("#f0bd9a", 0.497, 0.368, 19.5, 22)
    f.fill(
        _HAIR,
        (0.41, 0.36),
        (0.43, 0.30),
        (0.5, 0.285),
        (0.57, 0.30),
        (0.592, 0.36),
        (0.54, 0.33),
        (0.46, 0.33),
    )
    for u in (0.465, 0.53):
        f.oval("#2c2230", u, 0.372, 1.9, 2.4)
    f.oval("#b5443b", 0.498, 0.405, 4, 2.2)


def _blossoms(p: QPainter, f: Figure) -> None:
    for u, v in (
        (0.42, 0.74),
        (0.52, 0.80),
        (0.45, 0.88),
        (0.58, 0.72),
        (0.58, 0.90),
        (0.40, 0.93),
        (0.5, 0.7),
    ):
        fill(p, ellipse(*f.at(u, v), 6, 6), "#f3c9cf", 0.9)
        fill(p, ellipse(*f.at(u, v), 2.3, 2.3), "#d9a441")


def _canopy(f: Figure) -> None:
    """Eight segments of oiled paper, seen a little from below."""
    rim: Sequence[Point] = [
        (0.0, 0.262),
        (0.11, 0.305),
        (0.26, 0.322),
        (0.42, 0.312),
        (0.58, 0.312),
        (0.74, 0.322),
        (0.89, 0.305),
        (1.0, 0.262),
    ]
    top = (0.5, 0.022)
    for i, (first, second) in enumerate(pairwise(rim)):
        bend = ((first[0] + second[0]) / 2, max(first[1], second[1]) - 0.022)
        shape = QPainterPath()
        x, y = f.at(*top)
        shape.moveTo(x, y)
        shape.quadTo(*f.at(first[0] * 0.9 + 0.05, 0.10), *f.at(*first))
        shape.quadTo(*f.at(*bend), *f.at(*second))
        shape.quadTo(*f.at(second[0] * 0.9 + 0.05, 0.10), x, y)
        tone = mix("#d8483a", "#ffd9a0", (0.42, 0.30, 0.16, 0.06, 0.0, 0.0, 0.0)[i])
        fill(f.p, shape, mix(tone, "#2b2148", (0.0, 0.02, 0.04, 0.10, 0.16, 0.26, 0.36)[i]))
        stroke(f.p, shape, "#7d2328", 1.4, 0.6)
    f.line("#fff1dc", 7, (0.10, 0.212), (0.3, 0.238), (0.5, 0.246), (0.7, 0.238), (0.90, 0.212), alpha=0.85)
    fill(f.p, ellipse(*f.at(0.5, 0.024), 9, 8), "#4a2a2c")

"""Which classes have colours that look alike, to everybody or to colour-blind eyes."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from viewer.canvas.colours import linear

Array = NDArray[np.float64]

MOST_COLOURS = 256
"""More colours than these are not compared with each other: nobody tells so many apart."""
_ALIKE, _ALIKE_TO_SOME = 10.0, 7.5
"""CIEDE2000 differences below which small areas are not told apart. No two colours of the palette are as
near, neither to everybody nor to colour-blind eyes, so that dealing it out ends the matter."""

_WHITE = np.array([0.95047, 1.0, 1.08883])
_FROM_RGB = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
_SIGHTS: tuple[tuple[str, Array], ...] = (
    ("", np.eye(3)),
    (
        "red-green colour-blind",
        np.array(
            [
                [0.367322, 0.860646, -0.227968],
                [0.280085, 0.672501, 0.047413],
                [-0.011820, 0.042940, 0.968881],
            ]
        ),
    ),
    (
        "red-green colour-blind",
        np.array(
            [
                [0.152286, 1.052583, -0.204868],
                [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ]
        ),
    ),
    (
        "blue-yellow colour-blind",
        np.array(
            [
                [1.255528, -0.076749, -0.178779],
                [-0.078411, 0.930809, 0.147602],
                [0.004733, 0.691367, 0.303900],
            ]
        ),
    ),
)
"""Whose eyes they are, and what these make of linear RGB: Machado, Oliveira and Fernandes (2009), severity 1,
of deuteranopia, protanopia and tritanopia."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Two classes that look alike to `eyes` (empty for everybody's), and how many `more` pairs do."""

    one: str
    other: str
    eyes: str
    more: int


def alike(classes: Iterable[tuple[str, QColor]]) -> Alike | None:
    """The first pair of classes of nearly the same colour, those before others that everybody confuses."""
    by_colour: dict[int, list[str]] = {}
    for name, colour in classes:
        by_colour.setdefault(colour.rgb(), []).append(name)
    named = list(by_colour.values())
    near = _near(tuple(by_colour)[:MOST_COLOURS])
    count = sum(math.comb(len(names), 2) for names in named)
    count += sum(len(named[i]) * len(named[j]) for _, i, j in near)
    same = next((names for names in named if len(names) > 1), None)
    if same is not None:
        return Alike(same[0], same[1], "", count - 1)
    if not near:
        return None
    sight, i, j = near[0]
    return Alike(named[i][0], named[j][0], _SIGHTS[sight][0], count - 1)


def labs(light: Array) -> Array:
    """(n, 3) CIE L*a*b* of (n, 3) linear sRGB, for the white point D65 (IEC 61966-2-1, CIE 15)."""
    shares = light @ _FROM_RGB.T / _WHITE
    x, y, z = np.where(
        shares > (6 / 29) ** 3, np.cbrt(np.maximum(shares, 0)), shares / (3 * (6 / 29) ** 2) + 4 / 29
    ).T
    return np.stack((116 * y - 16, 500 * (x - y), 200 * (y - z)), axis=1)


def differences(lab: Array) -> Array:
    """(n, n) CIEDE2000 between (n, 3) colours, all weights 1 (CIE 142, hues as Sharma has them)."""
    light, a, b = lab.T
    chroma = np.hypot(a, b)
    a = a * (1.5 - 0.5 * _towards_one(_means(chroma)))  # a row for what each is compared with
    b = np.broadcast_to(b, a.shape)
    own, others = (a, b), (a.T, b.T)
    chroma, other_chroma = np.hypot(*own), np.hypot(*others)
    hue, other_hue = np.arctan2(own[1], own[0]), np.arctan2(others[1], others[0])
    is_grey = chroma * other_chroma == 0
    turn = np.where(is_grey, 0.0, (other_hue - hue + np.pi) % (2 * np.pi) - np.pi)
    middle = np.where(is_grey, hue + other_hue, hue + turn / 2)
    mean_light, mean_chroma = _means(light), (chroma + other_chroma) / 2
    bend = (
        1
        - 0.17 * np.cos(middle - math.radians(30))
        + 0.24 * np.cos(2 * middle)
        + 0.32 * np.cos(3 * middle + math.radians(6))
        - 0.20 * np.cos(4 * middle - math.radians(63))
    )
    off_grey = (mean_light - 50) ** 2
    by_light = (light[None, :] - light[:, None]) / (1 + 0.015 * off_grey / np.sqrt(20 + off_grey))
    by_chroma = (other_chroma - chroma) / (1 + 0.045 * mean_chroma)
    by_hue = 2 * np.sqrt(chroma * other_chroma) * np.sin(turn / 2) / (1 + 0.015 * mean_chroma * bend)
    from_blue = (np.degrees(middle) % 360 - 275) / 25
    twist = -2 * _towards_one(mean_chroma) * np.sin(math.radians(60) * np.exp(-(from_blue**2)))
    squares = by_light**2 + by_chroma**2 + by_hue**2 + twist * by_chroma * by_hue
    return np.asarray(np.sqrt(np.maximum(squares, 0)))


@lru_cache(maxsize=16)
def _near(colours: tuple[int, ...]) -> tuple[tuple[int, int, int], ...]:
    """Number of the first sight to which two colours look alike, and theirs; sights in their order."""
    if len(colours) < 2:
        return ()
    light = np.array([linear(QColor.fromRgb(colour)) for colour in colours])
    sight_of = np.full((len(colours), len(colours)), len(_SIGHTS))
    for number, (_, eyes) in reversed(list(enumerate(_SIGHTS))):
        apart = differences(labs(np.clip(light @ eyes.T, 0, 1)))
        sight_of[apart < (_ALIKE_TO_SOME if number else _ALIKE)] = number
    pairs = np.argwhere(np.triu(sight_of < len(_SIGHTS), 1)).tolist()
    return tuple(sorted((int(sight_of[i, j]), i, j) for i, j in pairs))


def _means(values: Array) -> Array:
    return (values[:, None] + values[None, :]) / 2


def _towards_one(chroma: Array) -> Array:
    """How little the hue of greys is to be trusted, as the formula has it."""
    return np.asarray(np.sqrt(chroma**7 / (chroma**7 + 25.0**7)))

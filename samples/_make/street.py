"""The street in the evening, put together back to front."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter

from _make import street_facts as facts
from _make import street_ground, street_houses, street_people, street_things, street_villa
from _make.paint import Draw, fill, glow, gradient, layer, rect, silhouette

SIZE = (facts.WIDTH, facts.HEIGHT)

_THINGS: tuple[tuple[str, Draw], ...] = (
    ("tree", street_things.tree),
    ("lamp", street_things.lamp),
    ("bicycle", street_things.bicycle),
    ("parasol", street_people.parasol),
    ("cat", street_things.cat),
    ("car", street_things.car),
    ("elder", street_people.elder),
    ("child", street_people.child),
    ("planter", street_things.planter),
)


def things() -> list[tuple[str, QImage]]:
    """What stands in the street, each on a transparent layer, back to front."""
    return [(name, layer(SIZE, draw)) for name, draw in _THINGS]


def masks(layers: list[tuple[str, QImage]]) -> dict[str, NDArray[np.bool_]]:
    """(h, w) bool per thing of `MASKS`: the pixels where it is seen."""
    shapes: dict[str, NDArray[np.bool_]] = {}
    for name, image in layers:
        shape = silhouette(image)
        for hidden in shapes.values():
            hidden[shape] = False
        if name in facts.MASKS:
            shapes[name] = shape
    return shapes


def picture(layers: list[tuple[str, QImage]]) -> QImage:
    """The whole street with the things in it."""
    found = layer(SIZE, _backdrop)
    painter = QPainter(found)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for _, image in layers:
        painter.drawImage(0, 0, image)
    _light(painter)
    painter.end()
    return found


def _backdrop(p: QPainter) -> None:
    street_ground.sky(p)
    street_ground.wires(p)
    street_houses.draw(p)
    street_ground.draw(p)
    street_villa.garden(p)
    street_things.shadows(p)


def _light(p: QPainter) -> None:
    """Lamp light, lit windows, and the warm haze from the end of the street."""
    street_houses.lights(p)
    street_things.lamp_light(p)
    glow(p, 1240, 620, 900, "#ffcf95", 0.13)
    everything = rect(0, 0, *SIZE)
    fill(
        p,
        everything,
        gradient(
            (0, 0), (SIZE[0], SIZE[1]), (0, "#ffdf9e", 0.08), (0.5, "#ffdf9e", 0.0), (1, "#2c2358", 0.14)
        ),
    )

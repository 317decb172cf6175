"""The street at dusk, put together back to front."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter

from _make import street_facts as facts
from _make.paint import Draw, down, ellipse, fill, layer, path, rect, silhouette

SIZE = (facts.WIDTH, facts.HEIGHT)


def paint() -> tuple[QImage, dict[str, NDArray[np.bool_]]]:
    """The picture, and (h, w) bool per thing of `MASKS`: the pixels where it is seen."""
    picture = layer(SIZE, _backdrop)
    shapes: dict[str, NDArray[np.bool_]] = {}
    for name, draw in _THINGS:
        image = layer(SIZE, draw)
        shape = silhouette(image)
        for hidden in shapes.values():
            hidden &= ~shape
        if name in facts.MASKS:
            shapes[name] = shape
        painter = QPainter(picture)
        painter.drawImage(0, 0, image)
        painter.end()
    return picture, shapes


def _backdrop(p: QPainter) -> None:
    fill(p, rect(0, 0, *SIZE), down(0, 900, "#2e3f77", "#8d6f9e", "#f0a27a", "#fbd9a0"))
    fill(p, path([*facts.SKYLINE, (0, 330), (0, 1400), (2560, 1400), (2560, 260)]), "#5a4668")
    fill(p, path(facts.HOUSE), down(180, 890, "#c98a6a", "#e7c9a0"))
    fill(p, rect(0, 1150, 2560, 600), down(1150, 1707, "#7a6a80", "#3c3a55"))
    fill(p, rect(*facts.SIGN, 12), "#3d6b5e")


def _body(ltwh: tuple[float, ...], tone: str) -> Draw:
    return lambda p: fill(p, rect(*ltwh, 60), tone)


_THINGS: tuple[tuple[str, Draw], ...] = (
    ("tree", lambda p: fill(p, ellipse(2340, 760, 220, 240), "#31584a")),
    ("lamp", lambda p: fill(p, rect(1010, 640, 26, 640, 8), "#2b2c3d")),
    ("bicycle", lambda p: fill(p, ellipse(1560, 1190, 90, 60), "#8b3140")),
    ("parasol", _body(facts.PARASOL, "#b9433f")),
    ("cat", lambda p: fill(p, ellipse(facts.CAT_NOSE[0], facts.CAT_NOSE[1] + 30, 32, 60), "#2b2430")),
    ("car", lambda p: fill(p, rect(290, 1310, 660, 270, 90), "#2f6f8a")),
    ("elder", _body(facts.ELDER, "#394a6b")),
    ("child", _body(facts.CHILD, "#d8a14a")),
    ("planter", lambda p: fill(p, rect(20, 1400, 210, 280, 40), "#6a8f5a")),
)

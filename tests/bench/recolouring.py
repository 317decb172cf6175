"""Another colour for one of 500 masks, until what is seen is painted again, against an overlay made anew."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QColor, QPainter

from tests.bench.composite_masks import ellipses
from tests.bench.crowd import VIEW
from tests.bench.figure import Figure, medians_secs
from tests.bench.walk import application
from viewer.canvas.layers.masks import paint_masks
from viewer.canvas.mask_pictures import MaskPictures, layer_rect
from viewer.canvas.scene import DrawnMasks, Scene
from viewer.canvas.still import new_still
from viewer.canvas.viewport import Viewport
from viewer.media.composite import isolate
from viewer.media.masks import MaskLayer

_COUNT = 500
_SIDE = 10_000


def recolouring_one_of_five_hundred_masks() -> Figure:
    """The reference fills an overlay instance by instance, as scripts over such a composite do."""
    application()
    layer = _layer()
    pictures = MaskPictures()
    colours = {number: QColor.fromHsv(number * 7 % 360, 200, 220) for number in range(_COUNT)}
    viewport = Viewport(QSizeF(VIEW), QSizeF(_SIDE, _SIDE)).fitted()
    still = new_still(VIEW, 1.0, Qt.GlobalColor.transparent)
    turn = iter(range(1_000_000))

    def paint(picture: object) -> None:
        masks = DrawnMasks(picture, layer_rect(layer))  # type: ignore[arg-type]
        painter = QPainter(still)
        for _ in paint_masks(painter, Scene(QSizeF(_SIDE, _SIDE), masks=(masks,)), viewport) or ():
            pass
        painter.end()

    def ours() -> None:
        colours[250] = QColor.fromHsv(next(turn) % 360, 255, 255)
        paint(pictures.picture(layer, colours, 0.4))

    def reference() -> None:
        index = layer.indexed.index
        overlay = np.zeros((*index.shape, 4), np.uint8)
        for number, colour in colours.items():
            overlay[index == number + 1] = (colour.blue(), colour.green(), colour.red(), 102)

    ours_secs, reference_secs = medians_secs(ours, reference, rounds=1, ours_a_round=10)
    what = f"another colour for one of {_COUNT} masks of 100 megapixels, painted"
    name = f"{what}; against filling the overlay anew"
    return Figure(name, ours_secs * 1e3, "ms", reference_secs * 1e3, goal=20)


def _layer() -> MaskLayer:
    colours = [(1 + n % 250, 1 + n // 250, 77) for n in range(_COUNT)]
    picture = ellipses(_SIDE, _SIDE, colours)
    packed = picture.astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], dtype=np.uint32)
    indexed = isolate(packed, colours)
    return MaskLayer(indexed, (), {}, "composite.png", indexed.size)

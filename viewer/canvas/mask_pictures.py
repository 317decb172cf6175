"""Index pictures of masks as coloured pictures: colour, hiding and opacity change a table, not the pixels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, qRgba

from viewer.media.masks import MaskLayer

LOOKED_UP_PIXELS = 2_000_000
"""A layer of no more is looked up as a whole, for its picture is kept."""
INDEXED_LIMIT = 255
"""Instances that an 8-bit indexed picture can tell apart beside the background."""


def layer_rect(layer: MaskLayer) -> QRectF:
    """The part of the image that a layer covers."""
    x, y = layer.origin
    height, width = layer.indexed.index.shape
    return QRectF(x, y, width, height)


@dataclass(frozen=True, slots=True, eq=False)
class Sampled:
    """An index picture (h, w) and the colour of each index, premultiplied.

    It is looked up where it is seen, so that neither its size nor the number of its instances matters.
    """

    index: NDArray[np.generic]
    table: NDArray[np.uint32]

    def seen(self, target: QRectF, part: QRect) -> QImage:
        """What is seen in a part of a screen when it covers `target`, both in device pixels.

        Each has the colour of the pixel under its middle; beyond the picture they are transparent.
        """
        height, width = self.index.shape
        columns = _under(part.left(), part.width(), target.left(), target.width(), width)
        rows = _under(part.top(), part.height(), target.top(), target.height(), height)
        across, down = (columns >= 0) & (columns < width), (rows >= 0) & (rows < height)
        pixels = np.zeros((part.height(), part.width()), np.uint32)
        pixels[np.ix_(down, across)] = self.table[self.index[np.ix_(rows[down], columns[across])]]
        return _over(pixels, QImage.Format.Format_ARGB32_Premultiplied).copy()


def _under(begin: int, count: int, left: float, length: float, pixels: int) -> NDArray[np.intp]:
    """Which of the `pixels` that cover `length` from `left` on lies under the middle of each device pixel."""
    middles = np.arange(begin, begin + count) + 0.5
    under: NDArray[np.intp] = np.floor((middles - left) * (pixels / length)).astype(np.intp)
    return under


class MaskPictures:
    """A picture a mask layer, kept while the row is looked at.

    Up to 255 instances share an indexed picture over the very memory of the layer's index; more are looked
    up pixel by pixel, of a large layer only those that are seen (`Sampled`).
    """

    def __init__(self) -> None:
        self._indexed: dict[int, tuple[MaskLayer, QImage]] = {}
        self._looked_up: dict[int, tuple[MaskLayer, list[int], QImage]] = {}

    def clear(self) -> None:
        """Forget every picture: another row is looked at."""
        self._indexed.clear()
        self._looked_up.clear()

    def picture(self, layer: MaskLayer, colours: Mapping[int, QColor], opacity: float) -> QImage | Sampled:
        """The fills of the instances (counted from 0) that have a colour; the others are transparent."""
        count = len(layer.indexed.areas)
        alpha = round(opacity * 255)
        table = [0] * (count + 1)
        for instance, colour in colours.items():
            table[instance + 1] = qRgba(colour.red(), colour.green(), colour.blue(), alpha)
        if count <= INDEXED_LIMIT:
            picture = self._indexed_picture(layer)
            picture.setColorTable(table)
            return picture
        if layer.indexed.index.size > LOOKED_UP_PIXELS:
            return Sampled(layer.indexed.index, _premultiplied(table))
        return self._look_up(layer, table)

    def _indexed_picture(self, layer: MaskLayer) -> QImage:
        if id(layer) not in self._indexed:
            self._indexed[id(layer)] = (
                layer,
                _over(np.ascontiguousarray(layer.indexed.index), QImage.Format.Format_Indexed8),
            )
        return self._indexed[id(layer)][1]

    def _look_up(self, layer: MaskLayer, table: list[int]) -> QImage:
        known = self._looked_up.get(id(layer))
        if known is not None and known[1] == table:
            return known[2]
        picture = _over(_premultiplied(table)[layer.indexed.index], QImage.Format.Format_ARGB32_Premultiplied)
        self._looked_up[id(layer)] = (layer, table, picture)
        return picture


def _premultiplied(table: list[int]) -> NDArray[np.uint32]:
    """Colours 0xAARRGGBB with each channel multiplied by alpha, as Qt's fastest format has them."""
    rgba = np.array(table, dtype=np.uint32)
    alpha = rgba >> 24
    channels = [((rgba >> shift & 255) * alpha + 127) // 255 << shift for shift in (16, 8, 0)]
    packed: NDArray[np.uint32] = (alpha << 24 | channels[0] | channels[1] | channels[2]).astype(np.uint32)
    return packed


def _over(pixels: NDArray[np.generic], form: QImage.Format) -> QImage:
    """A picture over the memory of an (h, w) array, which it keeps alive."""
    height, width = pixels.shape
    return QImage(pixels.data, width, height, pixels.strides[0], form)

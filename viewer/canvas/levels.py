"""Halved sizes of a picture, so that shrinking it on the screen is quick and does not shimmer."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image
from PySide6.QtGui import QImage

from viewer.tasks import Tasks, Ticket

SMALLEST = 600
"""Halving ends when the next level would be narrower; anything smaller is drawn from the last one."""
WHOLE = {QImage.Format.Format_RGB32, QImage.Format.Format_ARGB32_Premultiplied}


def halved(image: QImage) -> QImage:
    """The picture at half its size, each pixel the mean of four."""
    if image.format() not in WHOLE:
        alpha = image.hasAlphaChannel()
        image = image.convertToFormat(
            QImage.Format.Format_ARGB32_Premultiplied if alpha else QImage.Format.Format_RGB32
        )
    stride = image.bytesPerLine()
    # Pillow, because its reducing leaves the other threads running; four bytes a pixel mean the same to it in
    # any order.
    whole = Image.frombuffer(
        "RGBX", (image.width(), image.height()), np.asarray(image.constBits()), "raw", "RGBX", stride, 1
    )
    pixels = np.asarray(whole.reduce(2))
    height, width, _ = pixels.shape
    return QImage(pixels.data, width, height, pixels.strides[0], image.format())


def build_levels(image: QImage, ticket: Ticket) -> tuple[QImage, ...]:
    """The picture and its halved sizes, largest first."""
    levels = [image]
    while levels[-1].width() >= 2 * SMALLEST:
        ticket.check()
        levels.append(halved(levels[-1]))
    return tuple(levels)


class LevelCache:
    """The levels of the picture that is looked at; `arrived` is called when they are there."""

    def __init__(self, tasks: Tasks, arrived: Callable[[], None]) -> None:
        self._tasks = tasks
        self._arrived = arrived
        self._key = 0
        self._levels: tuple[QImage, ...] = ()
        self._is_early = False

    def levels(self, image: QImage, *, early: bool = False) -> tuple[QImage, ...]:
        """The levels of a picture: itself and its `early` first sight until the others are there."""
        if image.cacheKey() != self._key:
            first_sight = self._levels if self._is_early else ()
            self._key, self._levels, self._is_early = image.cacheKey(), (image, *first_sight), early
            if image.width() >= 2 * SMALLEST:
                self._tasks.start(lambda ticket: build_levels(image, ticket), done=self._take, key="levels")
        return self._levels

    def clear(self) -> None:
        """Let the picture go."""
        self._tasks.cancel("levels")
        self._key, self._levels, self._is_early = 0, (), False

    def _take(self, levels: tuple[QImage, ...]) -> None:
        if levels[0].cacheKey() == self._key:
            self._levels = levels
            self._arrived()

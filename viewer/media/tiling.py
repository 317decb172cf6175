"""Very large pictures: small at first sight, any part of them sharp when it is looked at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from viewer.media import by_pillow
from viewer.media.by_qt import drawable
from viewer.media.decode import Picture, notes_on, only_turned_agrees
from viewer.media.guard import guard_unpacked
from viewer.media.problem import MediaError, ProblemKind
from viewer.media.pyramid import TILED_PIXELS, Area, can_be_tiled, pyramid_of
from viewer.media.windowing import Curve, Levels, Samples, levels_of, with_window
from viewer.tasks import Ticket

BASE_SIDE = 4096
"""Pixels that the longer side of the picture in memory has at most."""


def tiled_picture(
    source: bytes | Path,
    folder: Path,
    ticket: Ticket,
    *,
    expected: tuple[int, int] | None = None,
    allow_huge: bool = False,
) -> Picture | None:
    """A picture with a pyramid in the folder and an image of one of its levels; None for what is kept in
    memory whole, or cannot be read band by band. The ticket is told of progress in percent.

    Raises:
        MediaError: it is broken, denser than a picture is and not `allow_huge`, or there is no room for it.
        Cancelled: the ticket was.
    """
    try:
        head = by_pillow.open_head(source)
    except (MediaError, OSError):
        return None  # decoding the whole tells what is wrong
    with head as picture:
        size, kind = by_pillow.stored_size(picture), picture.format
        if size[0] * size[1] <= TILED_PIXELS or kind is None or not can_be_tiled(kind, picture.info):
            return None
        size_bytes = len(source) if isinstance(source, bytes) else source.stat().st_size
        guard_unpacked(size, size_bytes, allow_huge=allow_huge)
        orientation = (
            by_pillow.orientation_of(picture) if kind != "PNG" else 1
        )  # as Qt, which reads PNG, has it
        pictures = getattr(picture, "n_frames", 1)
    turned = by_pillow.is_quarter_turn(orientation) and only_turned_agrees(size, expected)
    pyramid, whole = pyramid_of(source, kind, folder, ticket, orientation=orientation if turned else 0)
    number = pyramid.level_within(BASE_SIDE)
    samples = pyramid.read(number, (0, 0, *pyramid.sizes[number]))
    if not whole and not samples.any():
        pyramid.forget()
        raise MediaError(ProblemKind.UNREADABLE, "the picture is broken: not one pixel of it can be read")
    levels = levels_of(_with_alpha(samples)) if _is_windowed(samples) else None
    image = _image_of(samples, levels)
    return Picture(image, size, turned, notes_on(pictures, whole=whole), levels, pyramid=pyramid)


def part_of(
    picture: Picture,
    level: int,
    area: Area,
    window: tuple[float, float] | None = None,
    curve: Curve | None = None,
) -> QImage:
    """A part of a level of a picture that has a pyramid, through another window if one is given, and bent by
    a `curve` where it has a window.

    Raises:
        MediaError: the pyramid is no longer there.
    """
    assert picture.pyramid is not None
    samples = picture.pyramid.read(level, area)
    levels = picture.levels
    if levels is not None and window is not None:
        levels = replace(levels, low=window[0], high=window[1])
    return _image_of(samples, levels, curve)


def _is_windowed(samples: Samples) -> bool:
    """Whether it has more steps than a screen shows, or is grey, which is seen through a window too."""
    return samples.dtype != np.uint8 or samples.ndim == 2


def _image_of(samples: Samples, levels: Levels | None, curve: Curve | None = None) -> QImage:
    if levels is not None:
        whole = replace(levels, samples=_with_alpha(samples))
        return with_window(whole, levels.low, levels.high, curve=curve)
    height, width, channels = samples.shape
    kind = QImage.Format.Format_RGBA8888 if channels == 4 else QImage.Format.Format_RGB888
    samples = np.ascontiguousarray(samples)
    return drawable(QImage(samples.data, width, height, samples.strides[0], kind)).copy()


def _with_alpha(samples: NDArray[Any]) -> Samples:
    """Colours as windows take them: with alpha, in a type they know."""
    if samples.dtype not in (np.uint8, np.uint16, np.float32):
        samples = samples.astype(np.float32)
    if samples.ndim == 2 or samples.shape[2] == 4:
        return samples
    full = np.iinfo(samples.dtype).max if np.issubdtype(samples.dtype, np.integer) else 1
    return np.dstack((samples, np.full(samples.shape[:2], full, samples.dtype)))

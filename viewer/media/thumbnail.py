"""A picture decoded no larger than it is shown, and masks with no more pixels than it has.

A JPEG is decoded at the fraction that its blocks give (see `first_sight`); what has no such fractions is
decoded whole and shrunk, and only the small picture is kept.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFile
from PySide6.QtGui import QImage

from viewer.media import by_pillow
from viewer.media.composite import IndexedMask, isolate, resized
from viewer.media.contour import Contour
from viewer.media.decode import (
    Picture,
    decode_packed,
    decode_picture,
    decode_visible,
    only_turned_agrees,
)
from viewer.media.first_sight import gives_fractions
from viewer.media.masks import CompositeFile, MaskFile, MaskLayer, SingleFile

_FRACTIONED = ("RGB", "L")
_REDUCED = 3.0
"""Shrinking starts with means of whole blocks down to so many times the size: as good, and quicker."""


def thumbnail(source: bytes | Path, side: int, *, expected: tuple[int, int] | None = None) -> Picture:
    """The picture with an image whose longer side has at most `side` pixels, never enlarged.

    Raises:
        MediaError: it is missing, no image, broken, or too large to be opened unasked.
    """
    if (fraction := _fraction(source, side, expected)) is not None:
        return fraction
    whole = decode_picture(source, expected=expected)
    return replace(whole, image=shrunk(whole.image, side), levels=None)


def thumbnail_masks(source: bytes | Path, file: MaskFile, side: int) -> MaskLayer:
    """A file of masks at a size whose longer side has at most `side` pixels, its index over the whole of it.

    Raises:
        MediaError: it is missing, no image, broken, or too large to be opened unasked.
    """
    match file:
        case CompositeFile():
            packed = decode_packed(source)
            size = _within(packed.shape[1], packed.shape[0], side)
            indexed = isolate(packed[_sampled(packed.shape, size)], file.colours)
        case SingleFile():
            mask = decode_visible(source)
            size = _within(mask.shape[1], mask.shape[0], side)
            index = mask[_sampled(mask.shape, size)].astype(np.uint8)
            unmeasured = IndexedMask(index, np.zeros(1, np.int64), np.zeros((1, 4), np.int32))
            indexed = resized(unmeasured, *size)
    return MaskLayer.traced(indexed, file.instances, file.url, size)


def spread(layer: MaskLayer, frame: tuple[int, int]) -> MaskLayer:
    """A small layer in a frame of (width, height): areas, boxes and contours are those of the frame, each a
    multiple, while the index stays small.
    """
    across, down = frame[0] / layer.size[0], frame[1] / layer.size[1]
    times = np.array((across, down))
    contours = tuple(
        Contour(
            tuple(loop * times for loop in contour.loops),
            (contour.centre[0] * across, contour.centre[1] * down),
        )
        for contour in layer.contours
    )
    boxes = np.rint(layer.indexed.boxes * np.tile(times, 2)).astype(np.int32)
    areas = np.rint(layer.indexed.areas * (across * down)).astype(np.int64)
    indexed = replace(layer.indexed, areas=areas, boxes=boxes)
    return replace(layer, indexed=indexed, contours=contours, size=frame)


def shrunk(image: QImage, side: int) -> QImage:
    """The image with at most `side` pixels on its longer side, each the mean of what it stands for."""
    size = _within(image.width(), image.height(), side)
    if size == (image.width(), image.height()):
        return image
    alpha = image.hasAlphaChannel()
    drawn = QImage.Format.Format_ARGB32_Premultiplied if alpha else QImage.Format.Format_RGB32
    plain = image if image.format() == drawn else image.convertToFormat(drawn)
    # Pillow, because it leaves the other threads running; four bytes a pixel may have any order.
    whole = Image.frombuffer(
        "RGBX",
        (plain.width(), plain.height()),
        np.asarray(plain.constBits()),
        "raw",
        "RGBX",
        plain.bytesPerLine(),
        1,
    )
    small = whole.resize(size, Image.Resampling.BILINEAR, reducing_gap=_REDUCED)
    pixels = np.array(small)
    if not alpha:
        pixels[:, :, 3] = 255  # Qt takes it for opacity in places, whatever it was before
    return _image(pixels, drawn)


def _image(pixels: NDArray[np.uint8], kind: QImage.Format) -> QImage:
    height, width, _ = pixels.shape
    return QImage(pixels.data, width, height, pixels.strides[0], kind).copy()


def _fraction(source: bytes | Path, side: int, expected: tuple[int, int] | None) -> Picture | None:
    """A JPEG at a fraction of its size; None for what has none, or is cut off."""
    with by_pillow.open_head(source) as picture:
        size = picture.size
        size_bytes = len(source) if isinstance(source, bytes) else source.stat().st_size
        has_fractions = picture.mode in _FRACTIONED and gives_fractions(picture, size_bytes)
        if not has_fractions or max(size) <= side:
            return None
        picture.draft(picture.mode, _within(*size, side))
        if isinstance(picture, ImageFile.ImageFile):
            picture.decodermaxblock = size_bytes  # in one go, as Python's lock is waited for after each block
        stored, orientation, whole = by_pillow.load_as_stored(picture)
        if not whole:
            return None
        small = stored.resize(
            _within(*stored.size, side), Image.Resampling.BILINEAR, reducing_gap=_REDUCED
        ).convert("RGB")
        shown, turned = by_pillow.turned(small, orientation, when=only_turned_agrees(size, expected))
        return Picture(_image_of(shown), size, turned)


def _image_of(small: Image.Image) -> QImage:
    """An opaque picture, RGB, for drawing."""
    pixels: NDArray[np.uint8] = np.full((small.height, small.width, 4), 255, np.uint8)
    pixels[:, :, :3] = np.asarray(small)[:, :, ::-1]
    return _image(pixels, QImage.Format.Format_RGB32)


def _within(width: int, height: int, side: int) -> tuple[int, int]:
    """(width, height) in the same proportion, the longer one at most `side`."""
    longer = max(width, height, 1)
    if longer <= side:
        return width, height
    return max(1, round(width * side / longer)), max(1, round(height * side / longer))


def _sampled(shape: tuple[int, ...], size: tuple[int, int]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """An index that takes from an array of `shape` the pixel under the middle of each of (width, height)."""
    places = (
        ((np.arange(new) + 0.5) * (old / new)).astype(np.intp)
        for old, new in zip(shape, size[::-1], strict=True)
    )
    rows, columns = np.ix_(*places)
    return rows, columns

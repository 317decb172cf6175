"""The first sight of a large JPEG: a fraction of its size, which its blocks give long before all pixels do.

A JPEG stores blocks of 8 x 8 pixels as frequencies; a half, a quarter or an eighth of the size is decoded
from the low ones alone.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from viewer.media import by_pillow
from viewer.media.decode import Picture, only_turned_agrees
from viewer.media.guard import MAX_PIXELS, SUSPECT_PIXELS_PER_BYTE
from viewer.media.problem import MediaError

LARGE_PIXELS = 12_000_000
"""Smaller ones are decoded whole in no time."""
SIDE = 2000
"""Pixels that the longer side has at least."""


def is_large(size: tuple[int, int] | None) -> bool:
    """Whether a picture of (width, height) takes so long that a first sight of it helps."""
    return size is not None and size[0] * size[1] >= LARGE_PIXELS


def first_sight(source: bytes | Path, *, expected: tuple[int, int] | None = None) -> Picture | None:
    """The picture with an image of a fraction of its size; None where the whole is as quick, or nothing can
    be had.
    """
    try:
        size_bytes = len(source) if isinstance(source, bytes) else source.stat().st_size
        return _fraction(source, size_bytes, expected)
    except (MediaError, OSError):
        return None  # decoding the whole tells what is wrong


def gives_fractions(picture: Image.Image, size_bytes: int) -> bool:
    """Whether a picture, of which the head was read, can be decoded at a fraction of its size whatever that
    is; its file has `size_bytes`.
    """
    pixels = picture.width * picture.height
    # One whose scans build upon each other is kept whole in memory while it is decoded.
    too_much = "progressive" in picture.info and pixels > MAX_PIXELS
    return picture.format == "JPEG" and not too_much and pixels <= SUSPECT_PIXELS_PER_BYTE * size_bytes


def _fraction(source: bytes | Path, size_bytes: int, expected: tuple[int, int] | None) -> Picture | None:
    with by_pillow.open_head(source) as picture:
        size = picture.size
        if picture.mode != "RGB" or not is_large(size) or not gives_fractions(picture, size_bytes):
            return None
        picture.draft("RGB", (max(1, SIDE * size[0] // max(size)), max(1, SIDE * size[1] // max(size))))
        if picture.size == size:
            return None
        stored, orientation, _ = by_pillow.load_as_stored(picture)
        shown, turned = by_pillow.turned(stored, orientation, when=only_turned_agrees(size, expected))
        return Picture(by_pillow.image_of(shown), size, turned)

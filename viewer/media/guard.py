"""Refuse a picture that would take too much memory, before its pixels are touched."""

from __future__ import annotations

from PIL import Image
from PySide6.QtGui import QImageReader

from viewer.media.problem import MediaError, ProblemKind

MAX_PIXELS = 250_000_000
"""Pictures of more pixels (1 GB in memory) are opened only when a person says so."""

SUSPECT_PIXELS = 64_000_000
SUSPECT_PIXELS_PER_BYTE = 4_000
"""A large picture packed denser than this is not opened unasked; one grey value in 8 bits packs to 1,000."""

# Both libraries refuse large pictures with no way round it for one picture; `guard` does it.
QImageReader.setAllocationLimit(0)
Image.MAX_IMAGE_PIXELS = None


def guard(size: tuple[int, int], size_bytes: int, *, allow_huge: bool) -> None:
    """Let a picture of `size` (width, height) in a file of `size_bytes` pass.

    Raises:
        MediaError: it is too large, and nobody said to open it all the same.
    """
    if size[0] * size[1] > MAX_PIXELS and not allow_huge:
        raise _too_large(size, size_bytes)
    guard_unpacked(size, size_bytes, allow_huge=allow_huge)


def guard_unpacked(size: tuple[int, int], size_bytes: int, *, allow_huge: bool) -> None:
    """Let a picture pass that is never in memory as a whole: how large it is does not matter then, but what
    unpacks to far more than a picture does.

    Raises:
        MediaError: it does, and nobody said to open it all the same.
    """
    pixels = size[0] * size[1]
    if pixels > SUSPECT_PIXELS and pixels > SUSPECT_PIXELS_PER_BYTE * size_bytes and not allow_huge:
        raise _too_large(size, size_bytes)


def _too_large(size: tuple[int, int], size_bytes: int) -> MediaError:
    width, height = size
    memory = f"{width * height * 4 / 1e9:.1f} GB of memory"
    reason = (
        f"{width} x {height} pixels need {memory} (the file has {size_bytes:,} bytes); not opened unasked"
    )
    return MediaError(ProblemKind.TOO_LARGE, reason)


def out_of_memory() -> MediaError:
    """What to raise when a picture that was let pass does not fit."""
    return MediaError(ProblemKind.TOO_LARGE, "there is not enough memory for this picture")

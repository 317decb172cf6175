"""What Pillow reads of a picture: formats Qt lacks, values of masks, and what is wrong with a broken file."""

from __future__ import annotations

import io
import sys
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFile, TiffImagePlugin, UnidentifiedImageError
from PySide6.QtGui import QImage

from viewer.media.by_qt import drawable
from viewer.media.composite import Mask, Packed
from viewer.media.guard import out_of_memory
from viewer.media.problem import MediaError, ProblemKind
from viewer.media.reasons import beginning

_STEP_BYTES = 1 << 20
"""What is decoded in one go: after each of Pillow's own 64 KB a thread would wait for the others."""
_EXIF_ORIENTATION = 0x0112
_PHOTOMETRIC = 262
_NO_DATA = 42113
_SIGNATURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"BM")
# What reads pixels by itself. Left out are formats that other programs read for Pillow (Ghostscript for EPS),
# and those that almost any text could be.
_FORMATS = (
    *("PNG", "JPEG", "MPO", "GIF", "BMP", "DIB", "TIFF", "WEBP", "AVIF", "JPEG2000", "PPM", "TGA", "ICO"),
    *("ICNS", "PCX", "DCX", "PSD", "QOI", "SGI", "SUN", "DDS", "FITS", "MSP", "PIXAR", "SPIDER", "IM"),
)
_QUARTER_TURNS = {
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_TURNS_BACK = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def open_head(source: bytes | Path) -> Image.Image:
    """The picture of these bytes, or of a file, with its pixels still unread.

    Raises:
        MediaError: it is not an image, or its head is broken.
    """
    try:
        opened = source if isinstance(source, Path) else io.BytesIO(source)
        picture = Image.open(opened, formats=_formats())
    except UnidentifiedImageError:
        raise _unknown(source if isinstance(source, bytes) else source.read_bytes()) from None
    except Exception as error:  # Pillow's readers raise what they please at a broken head
        raise MediaError(ProblemKind.UNREADABLE, f"the picture is broken: {error}") from error
    picture.decodermaxblock = _STEP_BYTES
    return picture


def load(picture: Image.Image) -> None:
    """Read the pixels.

    Raises:
        MediaError: they are cut off, broken, or too many for the memory.
    """
    try:
        picture.load()
    except MemoryError:
        raise out_of_memory() from None
    except Exception as error:  # as above, at broken pixels
        if "truncated" in str(error):
            raise MediaError(ProblemKind.TRUNCATED, "the file is cut off") from error
        raise MediaError(ProblemKind.UNREADABLE, f"the picture is broken: {error}") from error


def load_what_is_there(picture: Image.Image) -> bool:
    """Read the pixels, of a file that is cut off those it has; True when all were there.

    Raises:
        MediaError: as `load`, and when not one pixel of a file that is cut off is there.
    """
    try:
        load(picture)
    except MediaError as error:
        if error.kind is not ProblemKind.TRUNCATED or not isinstance(picture, ImageFile.ImageFile):
            raise
        picture.tile = []  # so Pillow takes the rows it has for the whole
        if picture.getbbox() is None:
            raise
        return False
    return True


def load_as_stored(picture: Image.Image) -> tuple[Image.Image, int, bool]:
    """The pixels in the order of the file as far as they are there, the EXIF orientation, and whether all
    were there.

    Raises:
        MediaError: as `load_what_is_there`.
    """
    if picture.format != "TIFF":  # where it is the only one whose orientation can be asked for before
        whole = load_what_is_there(picture)
        return picture, orientation_of(picture), whole
    orientation = orientation_of(picture)
    whole = load_what_is_there(picture)  # turns it
    if orientation not in _TURNS_BACK:
        return picture, orientation, whole
    return picture.transpose(_TURNS_BACK[orientation]), orientation, whole


def turned(stored: Image.Image, orientation: int, *, when: bool) -> tuple[Image.Image, bool]:
    """The picture after the turn by 90 degrees that EXIF asks for, if it does, and whether it was turned."""
    turn = _QUARTER_TURNS.get(orientation) if when else None
    return (stored, False) if turn is None else (stored.transpose(turn), True)


def is_better_here(data: bytes) -> bool:
    """Whether it is a TIFF of which Qt loses the range, the sign, or what is transparent."""
    try:
        with open_head(data) as picture:
            return _is_deep(picture) or picture.mode in ("LA", "PA")
    except MediaError:
        return False


def samples_of(picture: Image.Image, opened: Image.Image) -> NDArray[Any] | None:
    """(h, w) greys of 8 or 16 bits or as float32, in which what the file calls no data is NaN; None for
    any other picture. `opened` is the file that the picture, perhaps turned, was read from.
    """
    if picture.mode == "L" and not picture.has_transparency_data:
        return np.array(picture)
    if not _is_deep(picture):
        return None
    grey: NDArray[Any] = np.asarray(picture)
    no_data = _no_data(opened)
    if no_data is not None:
        holes = np.isclose(grey, no_data) if picture.mode == "F" else grey == no_data
        if holes.any():
            return np.where(holes, np.float32(np.nan), grey.astype(np.float32))
    if picture.mode == "F":
        return grey.astype(np.float32)
    if _is_grey_16(picture) or (grey.min() >= 0 and grey.max() <= 0xFFFF):
        grey = grey.astype(np.uint16)
        return np.uint16(0xFFFF) - grey if _white_is_zero(opened) else grey
    return grey.astype(np.float32)


def image_of(picture: Image.Image) -> QImage:
    """The picture for drawing."""
    alpha = picture.has_transparency_data
    if picture.mode == "RGB" and not alpha and sys.byteorder == "little":  # as it is drawn, in half the time
        raw = picture.tobytes("raw", "BGRX")
        return QImage(raw, picture.width, picture.height, 4 * picture.width, QImage.Format.Format_RGB32)
    mode, kind = ("RGBA", QImage.Format.Format_RGBA8888) if alpha else ("RGB", QImage.Format.Format_RGB888)
    raw = picture.convert(mode).tobytes()
    return drawable(QImage(raw, picture.width, picture.height, len(mode) * picture.width, kind))


def packed(picture: Image.Image) -> Packed:
    """(h, w) pixels 0x00RRGGBB, alpha ignored; of 16 bits the upper 8."""
    picture.info.pop("transparency", None)  # converting would warn that it is lost
    if _is_grey_16(picture):
        grey: Packed = (np.asarray(picture) >> 8).astype(np.uint32)
        return grey * np.uint32(0x010101)
    raw = picture.convert("RGB").tobytes("raw", "BGRX")
    pixels: Packed = np.frombuffer(raw, dtype="<u4").reshape(picture.height, picture.width)
    return pixels & np.uint32(0x00FFFFFF)


def visible(picture: Image.Image) -> Mask:
    """(h, w) of the pixels that are neither transparent nor zero."""
    if picture.mode in ("1", "L", "F") or picture.mode.startswith("I"):
        grey = np.asarray(picture)
        mask: Mask = grey != 0
        transparent = picture.info.get("transparency")
        return mask & (grey != transparent) if isinstance(transparent, int) else mask
    pixels = np.asarray(picture.convert("RGBA")).view("<u4")[:, :, 0]
    coloured: Mask = pixels & 0x00FFFFFF != 0
    coloured &= pixels >> 24 != 0
    return coloured


def stored_size(picture: Image.Image) -> tuple[int, int]:
    """(width, height) in the file; Pillow gives that of a TIFF after EXIF's turn."""
    if isinstance(picture, TiffImagePlugin.TiffImageFile):
        return picture.tag_v2[TiffImagePlugin.IMAGEWIDTH], picture.tag_v2[TiffImagePlugin.IMAGELENGTH]
    return picture.size


def is_quarter_turn(orientation: int) -> bool:
    """Whether an EXIF orientation swaps width and height."""
    return orientation in _QUARTER_TURNS


def orientation_of(picture: Image.Image) -> int:
    """The EXIF orientation, 1 to 8; of a TIFF before its pixels are read."""
    try:
        found = picture.getexif().get(_EXIF_ORIENTATION, 1)
    except Exception:  # as above; without a readable note the picture is taken as it is
        return 1
    return found if found in range(1, 9) else 1


@cache
def _formats() -> tuple[str, ...]:
    """Those of `_FORMATS` that this Pillow knows, as it stops at a name it does not know."""
    Image.init()
    return tuple(name for name in _FORMATS if name in Image.OPEN)


def _is_deep(picture: Image.Image) -> bool:
    return picture.mode in ("I", "F") or _is_grey_16(picture)


def _is_grey_16(picture: Image.Image) -> bool:
    return picture.mode.startswith("I;16")


def _white_is_zero(picture: Image.Image) -> bool:
    """Whether a TIFF counts from white to black, which Pillow heeds for 8 bits only."""
    tags = getattr(picture, "tag_v2", None)
    return tags is not None and tags.get(_PHOTOMETRIC) == 0


def _no_data(picture: Image.Image) -> float | None:
    """The value that stands for no value, as GDAL notes it in a TIFF."""
    tags = getattr(picture, "tag_v2", None)
    try:
        return float(str(tags.get(_NO_DATA)).rstrip("\0 ")) if tags is not None else None
    except ValueError:
        return None


def _unknown(data: bytes) -> MediaError:
    if data.startswith(_SIGNATURES):
        return MediaError(ProblemKind.UNREADABLE, "the head of the picture is broken or cut off")
    return MediaError(ProblemKind.NOT_AN_IMAGE, f"not an image: it starts with {beginning(data)}")

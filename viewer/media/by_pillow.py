"""What Pillow reads of a picture: formats Qt lacks, values of masks, and what is wrong with a broken file."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, ImageFile, UnidentifiedImageError
from PySide6.QtGui import QImage

from viewer.media.by_qt import drawable
from viewer.media.composite import Mask, Packed
from viewer.media.guard import out_of_memory
from viewer.media.problem import MediaError, ProblemKind

_EXIF_ORIENTATION = 0x0112
_SIGNATURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"BM")
_QUARTER_TURNS = {
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def open_head(data: bytes) -> Image.Image:
    """The picture with its pixels still unread.

    Raises:
        MediaError: it is not an image, or its head is broken.
    """
    try:
        return Image.open(io.BytesIO(data))
    except UnidentifiedImageError:
        raise _unknown(data) from None
    except Exception as error:  # Pillow's readers raise what they please at a broken head
        raise MediaError(ProblemKind.UNREADABLE, f"the picture is broken: {error}") from error


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


def quarter_turn(picture: Image.Image) -> Image.Transpose | None:
    """The turn by 90 degrees that EXIF asks for, if it does."""
    return _QUARTER_TURNS.get(picture.getexif().get(_EXIF_ORIENTATION, 1))


def image_of(picture: Image.Image) -> QImage:
    """The picture for drawing."""
    if _is_grey_16(picture):
        picture = Image.fromarray((np.asarray(picture) >> 8).astype(np.uint8))
    alpha = picture.has_transparency_data
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


def _is_grey_16(picture: Image.Image) -> bool:
    return picture.mode.startswith("I;16")


def _unknown(data: bytes) -> MediaError:
    if data.startswith(_SIGNATURES):
        return MediaError(ProblemKind.UNREADABLE, "the head of the picture is broken or cut off")
    return MediaError(ProblemKind.NOT_AN_IMAGE, f"not an image: it starts with {_beginning(data)}")


def _beginning(data: bytes) -> str:
    """The first characters, on one line, or bytes of what should have been a picture."""
    text = data[:200].decode("utf-8", "ignore")
    if not all(letter.isprintable() or letter.isspace() for letter in text):
        return "the bytes " + data[:8].hex(" ")
    text = " ".join(text.split())
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"

"""What Qt reads of a picture: through QImageReader, which leaves the other threads running.

Files are given to it by name, never as a QBuffer or QFile made in Python: Qt asks its formats one by one
under a lock of its own, and a device made in Python needs the GIL there. A thread that holds the GIL and
waits for that lock, as the main thread does for an icon, would then wait for ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray
from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPainter

from viewer.media.composite import Packed
from viewer.media.guard import out_of_memory

# What is wrong with a file becomes a problem or a note of it; Qt would say it on standard error besides.
QLoggingCategory.setFilterRules("qt.gui.imageio*=false\nqt.imageformats*=false")

# Qt's other readers take almost any text for a picture (XBM) or follow references to other files (SVG).
_FORMATS = frozenset({"png", "jpeg", "jpg", "bmp", "gif", "webp", "tiff", "tif", "ppm", "pgm", "pbm"})
_DRAWN_AT_ONCE = frozenset({QImage.Format.Format_RGB32, QImage.Format.Format_ARGB32_Premultiplied})
_BAND_PIXELS = 1 << 20
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a file: `turns` when EXIF asks for a quarter turn, `pictures` in the file."""

    kind: str
    size: tuple[int, int]
    turns: bool
    pictures: int


@contextmanager
def on_disk(source: bytes | Path) -> Iterator[Path]:
    """A file to read by name: the one given, or the bytes in a passing one."""
    if isinstance(source, Path):
        yield source
        return
    with TemporaryDirectory(prefix="annoscope-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "picture"
        file.write_bytes(source)
        yield file


def header_of(file: Path) -> Header | None:
    """What the head of the file says; None when it is not a format for Qt."""
    reader = _reader_of(file)
    kind = bytes(reader.format().data()).decode("ascii")
    if kind not in _FORMATS:
        return None
    pictures = reader.imageCount()  # before the size, or TIFF gets it wrong
    size = reader.size()
    if size.isEmpty():
        return None
    turns = bool(reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90)
    return Header(kind, (size.width(), size.height()), turns, pictures)


def read(file: Path, *, turned: bool = False) -> QImage | None:
    """The picture, obeying EXIF when `turned`; None when Qt cannot read it."""
    reader = _reader_of(file)
    reader.setAutoTransform(turned)
    image = reader.read()
    return None if image.isNull() else image


def ends_early(data: bytes, kind: str) -> bool:
    """Whether a JPEG or GIF lacks its end, which Qt passes over in silence."""
    if kind in ("jpeg", "jpg"):
        return data.rfind(b"\xff\xd9") < data.rfind(b"\xff\xda")
    return kind == "gif" and b"\x3b" not in data[-16:]


def drawable(image: QImage) -> QImage:
    """The same picture in a format that is fast to draw, as a copy when it has to be converted.

    Raises:
        MediaError: there is no memory for the copy.
    """
    if image.format() in _DRAWN_AT_ONCE:
        return image
    alpha = image.hasAlphaChannel()
    kind = QImage.Format.Format_ARGB32_Premultiplied if alpha else QImage.Format.Format_RGB32
    target = QImage(image.size(), kind)
    if target.isNull():
        raise out_of_memory()
    width, rows = image.width(), max(1, _BAND_PIXELS // image.width())
    painter = QPainter(target)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    # One call for all would hold the GIL, and so the window, for its whole length.
    for top in range(0, image.height(), rows):
        painter.drawImage(0, top, image, 0, top, width, rows)
    painter.end()
    return target


def is_plain_png(data: bytes) -> bool:
    """Whether it is a PNG of 8-bit RGB or RGBA, of which Qt alters no value."""
    return data.startswith(_PNG_SIGNATURE) and data[24:25] == b"\x08" and data[25:26] in (b"\x02", b"\x06")


def packed(image: QImage) -> Packed:
    """The pixels of an image of `is_plain_png`, which become its own: alpha is wiped out in place."""
    pixels: Packed = pixels_of(image, np.uint32)
    pixels &= np.uint32(0x00FFFFFF)
    return pixels


def samples_of(image: QImage) -> NDArray[Any] | None:
    """(h, w) greys or (h, w, 4) colours of a picture with more steps than a screen shows, or of greys of
    8 bits, which stay its own; None for any other.
    """
    match image.format():
        case QImage.Format.Format_Grayscale8:
            return pixels_of(image, np.uint8)
        case QImage.Format.Format_Grayscale16:
            return pixels_of(image, np.uint16)
        case QImage.Format.Format_RGBX64 | QImage.Format.Format_RGBA64:
            return pixels_of(image, np.uint16, 4)
        case QImage.Format.Format_RGBX16FPx4 | QImage.Format.Format_RGBA16FPx4:
            return pixels_of(image, np.float16, 4).astype(np.float32)
        case QImage.Format.Format_RGBX32FPx4 | QImage.Format.Format_RGBA32FPx4:
            return pixels_of(image, np.float32, 4)
        case _:
            return None


def pixels_of(image: QImage, kind: DTypeLike, channels: int = 1) -> NDArray[Any]:
    """The pixels of an image that nothing else holds, as (h, w) or (h, w, channels), to read and to write."""
    return np.asarray(_PixelsOf(image, np.dtype(kind), channels))


class _PixelsOf:
    """Lets numpy see the pixels of a QImage, which stays alive as long as an array does."""

    def __init__(self, image: QImage, kind: np.dtype[Any], channels: int) -> None:
        self._image = image
        address = np.frombuffer(image.bits(), dtype=np.uint8).__array_interface__["data"][0]
        several = ((channels,), (kind.itemsize,)) if channels > 1 else ((), ())
        self.__array_interface__ = {
            "version": 3,
            "shape": (image.height(), image.width(), *several[0]),
            "strides": (image.bytesPerLine(), kind.itemsize * channels, *several[1]),
            "typestr": kind.str,
            "data": (address, False),
        }


def _reader_of(file: Path) -> QImageReader:
    reader = QImageReader(str(file))
    reader.setDecideFormatFromContent(True)
    return reader

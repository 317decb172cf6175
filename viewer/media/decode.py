"""Turn the bytes of a picture into pixels: a QImage to look at, or numbers to cut masks from.

Qt reads what it can; Pillow reads the rest, says what is wrong with a broken file, and saves the upper part
of one that was cut off. Nothing is resampled or colour-managed; greys and deep colours keep their values, so
that they can be looked at through another window.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from viewer.media import by_pillow, by_qt
from viewer.media.composite import Mask, Packed
from viewer.media.guard import guard
from viewer.media.problem import MediaError, ProblemKind
from viewer.media.pyramid import Pyramid
from viewer.media.windowing import Levels, Samples, levels_of, with_window

CUT_OFF = "the file is cut off: what is missing is drawn empty"


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded picture; `size` is (width, height) as stored, `turned` whether EXIF was obeyed.

    `notes` say in plain words what a person should know of it, `came_from` where it was found. `levels` are
    there for greys and for more than 8 bits a value; the image is seen through their first window. Of a
    picture with a `pyramid` the image is one of its smaller levels, and so are the samples.
    """

    image: QImage
    size: tuple[int, int]
    turned: bool = False
    notes: tuple[str, ...] = ()
    levels: Levels | None = None
    came_from: str = ""
    pyramid: Pyramid | None = None

    @property
    def size_shown(self) -> tuple[int, int]:
        """(width, height) as it is seen: `size`, or `size` turned. Of a first sight the image has less."""
        return self.size[::-1] if self.turned else self.size

    @property
    def is_early(self) -> bool:
        """Whether it is a first sight, whose image has a fraction of the size."""
        return self.pyramid is None and (self.image.width(), self.image.height()) != self.size_shown

    @property
    def is_whole(self) -> bool:
        """Whether its file goes on to its end."""
        return CUT_OFF not in self.notes

    @property
    def size_bytes(self) -> int:
        """Memory that the image and its levels take."""
        return self.image.sizeInBytes() + (self.levels.samples.nbytes if self.levels is not None else 0)


def decode_picture(
    source: bytes | Path, *, expected: tuple[int, int] | None = None, allow_huge: bool = False
) -> Picture:
    """A picture as it is stored, or turned by EXIF when only that gives the `expected` (width, height).

    Raises:
        MediaError: it is missing, no image, broken, or too large and not `allow_huge`.
    """
    data = _bytes_of(source)
    with by_qt.on_disk(source) as file:
        return _picture_by_qt(file, data, expected, allow_huge) or _picture_by_pillow(
            data, expected, allow_huge
        )


def decode_packed(source: bytes | Path, *, allow_huge: bool = False) -> Packed:
    """(h, w) uint32 pixels 0x00RRGGBB, alpha ignored: greys spread, palettes looked up, 16 bits cut to 8.

    Raises:
        MediaError: it is missing, no image, broken or cut off, or too large and not `allow_huge`.
    """
    data = _bytes_of(source)
    with by_pillow.open_head(data) as picture:
        guard(picture.size, len(data), allow_huge=allow_huge)
        if by_qt.is_plain_png(data):
            with by_qt.on_disk(source) as file:
                if (image := by_qt.read(file)) is not None:
                    return by_qt.packed(image)
        by_pillow.load(picture)
        return by_pillow.packed(picture)


def decode_visible(source: bytes | Path, *, allow_huge: bool = False) -> Mask:
    """(h, w) of the pixels of a single mask that are neither transparent nor zero.

    Raises:
        MediaError: it is missing, no image, broken or cut off, or too large and not `allow_huge`.
    """
    data = _bytes_of(source)
    with by_pillow.open_head(data) as picture:
        guard(picture.size, len(data), allow_huge=allow_huge)
        by_pillow.load(picture)
        return by_pillow.visible(picture)


def _bytes_of(source: bytes | Path) -> bytes:
    if isinstance(source, Path):
        try:
            source = source.read_bytes()
        except FileNotFoundError:
            raise MediaError(ProblemKind.MISSING, "there is no such file") from None
        except OSError as error:
            reason = f"the file cannot be read: {error.strerror or error}"
            raise MediaError(ProblemKind.UNREADABLE, reason) from error
    if not source:
        raise MediaError(ProblemKind.NOT_AN_IMAGE, "the file is empty")
    return source


def _picture_by_qt(
    file: Path, data: bytes, expected: tuple[int, int] | None, allow_huge: bool
) -> Picture | None:
    header = by_qt.header_of(file)
    if header is None or (header.kind in ("tiff", "tif") and by_pillow.is_better_here(data)):
        return None
    guard(header.size, len(data), allow_huge=allow_huge)
    turned = header.turns and only_turned_agrees(header.size, expected)
    image = by_qt.read(file, turned=turned)
    if image is None:
        return None
    notes = notes_on(header.pictures, whole=not by_qt.ends_early(data, header.kind))
    samples = by_qt.samples_of(image)
    if samples is None:
        return Picture(by_qt.drawable(image), header.size, turned, notes)
    return _through_window(samples, header.size, turned, notes)


def _picture_by_pillow(data: bytes, expected: tuple[int, int] | None, allow_huge: bool) -> Picture:
    with by_pillow.open_head(data) as picture:
        guard(picture.size, len(data), allow_huge=allow_huge)
        pictures = getattr(picture, "n_frames", 1)
        stored, orientation, whole = by_pillow.load_as_stored(picture)
        notes = notes_on(pictures, whole=whole)
        shown, turned = by_pillow.turned(stored, orientation, when=only_turned_agrees(stored.size, expected))
        samples = by_pillow.samples_of(shown, picture)
        if samples is None:
            return Picture(by_pillow.image_of(shown), stored.size, turned, notes)
        return _through_window(samples, stored.size, turned, notes)


def _through_window(samples: Samples, size: tuple[int, int], turned: bool, notes: tuple[str, ...]) -> Picture:
    levels = levels_of(samples)
    return Picture(with_window(levels, levels.low, levels.high), size, turned, notes, levels)


def only_turned_agrees(size: tuple[int, int], expected: tuple[int, int] | None) -> bool:
    """Whether a picture has the size that an export gives only when EXIF's quarter turn is obeyed."""
    return expected is not None and size != expected and size[::-1] == expected


def notes_on(pictures: int, *, whole: bool) -> tuple[str, ...]:
    """What to say of a file with so many pictures, and of one that is not whole."""
    several = (f"the first of {pictures} pictures in the file",) if pictures > 1 else ()
    return several if whole else (*several, CUT_OFF)

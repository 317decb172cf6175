"""Pictures too large for the memory: a pyramid of tiles on the disk, made in one pass, read in parts.

libvips streams the file through bands of rows, so that what it needs does not grow with the picture's height.
A pyramid is a TIFF whose pages are halved from one to the next, each in tiles; it is kept under the file it
was made of, so that a second look has nothing to make.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from numpy.typing import NDArray

from viewer.media import tile_files
from viewer.media.problem import MediaError, ProblemKind

if TYPE_CHECKING:  # the command line looks in here without Qt
    import pyvips

    from viewer.tasks import Ticket

TILED_PIXELS = 120_000_000
"""Pictures of more pixels are kept as a pyramid; in memory this many take half a gigabyte."""

Area: TypeAlias = tuple[int, int, int, int]
"""left, top, width and height in pixels of a level."""

_TILE = 512
_VERSION = "1"
_EXPECTED_SHARE = 1.4
"""A third more for the smaller levels, and a little, should nothing of it compress."""
_LOADERS = {"JPEG": "jpegload", "MPO": "jpegload", "PNG": "pngload", "TIFF": "tiffload"}
_VALUE_BYTES = {
    **{"uchar": 1, "char": 1, "ushort": 2, "short": 2, "uint": 4, "int": 4, "float": 4, "double": 8},
    **{"complex": 8, "dpcomplex": 16},
}
_QUARTER_TURNS = {5: ("d90", "horizontal"), 6: ("d90", ""), 7: ("d90", "vertical"), 8: ("d270", "")}
"""By EXIF orientation: how far to turn clockwise, and how to flip what was turned."""


def can_be_tiled(kind: str | None, info: dict[Any, Any]) -> bool:
    """Whether a picture of Pillow's format `kind`, with what its head says, can be read band by band."""
    whole_at_once = info.get("progressive") or info.get("interlace")
    return kind in _LOADERS and not whole_at_once


@dataclass(frozen=True, eq=False)
class Pyramid:
    """The levels of a picture, largest first, as they are seen after the turn that EXIF `orientation` asks
    for; 0 leaves it as it is stored.
    """

    path: Path
    orientation: int = 0

    @cached_property
    def sizes(self) -> tuple[tuple[int, int], ...]:
        """(width, height) of every level."""
        first = self._page(0)
        pages = first.get("n-pages") if first.get_typeof("n-pages") else 1
        return tuple((page.width, page.height) for page in map(self._page, range(pages)))

    def read(self, level: int, area: Area) -> NDArray[Any]:
        """(h, w) greys or (h, w, 3 or 4) colours of a part of a level, in the type of the file.

        Raises:
            MediaError: the pyramid is no longer there, or spoilt.
        """
        pixels: NDArray[Any] = self._page(level).crop(*area).numpy()
        return pixels[:, :, 0] if pixels.ndim == 3 and pixels.shape[2] == 1 else pixels

    def level_within(self, side: int) -> int:
        """The largest level whose longer side has at most so many pixels, else the smallest."""
        fitting = [number for number, size in enumerate(self.sizes) if max(size) <= side]
        return fitting[0] if fitting else len(self.sizes) - 1

    def forget(self) -> None:
        """Remove it from the disk."""
        with suppress(OSError):
            self.path.unlink()

    def _page(self, number: int) -> pyvips.Image:
        vips = _vips()
        try:
            page = vips.Image.tiffload(str(self.path), page=number)
        except vips.Error as error:
            raise MediaError(ProblemKind.UNREADABLE, "its tiles are no longer on the disk") from error
        turn, flip = _QUARTER_TURNS.get(self.orientation, ("", ""))
        page = page.rot(turn) if turn else page
        return page.flip(flip) if flip else page


def pyramid_of(
    source: bytes | Path, kind: str, folder: Path, ticket: Ticket, *, orientation: int = 0
) -> tuple[Pyramid, bool]:
    """The pyramid of a picture of `can_be_tiled`, made unless it is kept in the folder, and whether the file
    is whole. The ticket is told of progress in percent.

    Raises:
        MediaError: the picture is broken, or there is no room for its pyramid.
        Cancelled: the ticket was.
    """
    for name, whole in ((_name(source), True), (f"cut-{_name(source)}", False)):
        path = folder / name
        if path.is_file():
            with suppress(OSError):  # somebody else's to write, but ours to read
                os.utime(path)
            return Pyramid(path, orientation), whole
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        tile_files.prune(folder)
    except OSError as error:
        reason = f"there is no place for its tiles: {folder}: {error.strerror}"
        raise MediaError(ProblemKind.TOO_LARGE, reason) from error
    whole = True
    try:
        path = _make(source, kind, folder / _name(source), ticket, fail_on="error")
    except _CutOffError:
        whole = False
        path = _make(source, kind, folder / f"cut-{_name(source)}", ticket, fail_on="none")
    return Pyramid(path, orientation), whole


class _CutOffError(Exception):
    """The file has not all of its pixels."""


def _make(source: bytes | Path, kind: str, path: Path, ticket: Ticket, *, fail_on: str) -> Path:
    vips = _vips()
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        image = _opened(source, kind, fail_on)
        _need_room(image, path.parent)
        image.set_progress(True)
        image.signal_connect("eval", _watch(ticket))
        whole_numbers = image.format not in ("float", "double")
        image.tiffsave(
            str(part),
            tile=True,
            tile_width=_TILE,
            tile_height=_TILE,
            pyramid=True,
            bigtiff=True,
            compression="deflate",
            level=1,
            predictor="horizontal" if whole_numbers else "float",
            keep="none",
        )
        part.replace(path)
    except vips.Error as error:
        ticket.check()
        raise _fault_of(str(error), fail_on) from error
    finally:
        with suppress(OSError):
            part.unlink()
    return path


def _opened(source: bytes | Path, kind: str, fail_on: str) -> pyvips.Image:
    """The picture, to be read once from top to bottom: greys or colours, with or without alpha."""
    vips = _vips()
    loader = _LOADERS[kind]
    options: dict[str, Any] = {"access": "sequential", "fail_on": fail_on}
    if loader != "tiffload":
        options["unlimited"] = True  # `guard` has looked at its size
    if isinstance(source, Path):
        image = getattr(vips.Image, loader)(str(source), **options)
    else:
        image = getattr(vips.Image, f"{loader}_buffer")(source, **options)
    if image.interpretation in ("cmyk", "lab", "xyz"):
        image = image.colourspace("srgb")
    if image.bands == 2:  # greys with alpha
        image = image.extract_band(0).bandjoin([image.extract_band(0)] * 2 + [image.extract_band(1)])
    return image.extract_band(0, n=3) if image.bands > 4 else image


def _watch(ticket: Ticket) -> Callable[[pyvips.Image, Any], None]:
    def look(image: pyvips.Image, progress: Any) -> None:
        if ticket.cancelled:
            image.set_kill(True)
        else:
            ticket.progress(progress.percent, 100)

    return look


def _need_room(image: pyvips.Image, folder: Path) -> None:
    needed = int(image.width * image.height * image.bands * _VALUE_BYTES[image.format] * _EXPECTED_SHARE)
    free = shutil.disk_usage(folder).free
    if needed > free:
        reason = f"its tiles may take {needed / 1e9:.1f} GB on the disk; {free / 1e9:.1f} GB are free"
        raise MediaError(ProblemKind.TOO_LARGE, reason)


def _fault_of(text: str, fail_on: str) -> Exception:
    lines = [line for line in text.strip().splitlines() if line]
    if fail_on != "none":
        return _CutOffError()  # what is there may be had all the same; if not, the second try says why
    if "No space left" in text or "write" in text.lower():
        return MediaError(ProblemKind.TOO_LARGE, "its tiles could not be written: the disk may be full")
    return MediaError(ProblemKind.UNREADABLE, f"the picture is broken: {lines[-1] if lines else text}")


def _name(source: bytes | Path) -> str:
    """Of what a pyramid was made: a file as it is now, or bytes."""
    if isinstance(source, Path):
        stat = source.stat()
        told = f"{source.absolute()}|{stat.st_size}|{stat.st_mtime_ns}"
        digest = sha256(told.encode("utf-8", "surrogateescape"))
    else:
        digest = sha256(source)
    digest.update(_VERSION.encode())
    return f"{digest.hexdigest()}.tif"


def _vips() -> Any:
    """libvips, which only a very large picture loads.

    Raises:
        MediaError: it cannot be loaded here.
    """
    try:
        import pyvips
    except (ImportError, OSError) as error:
        reason = f"libvips, which reads pictures as large as this, cannot be loaded: {error}"
        raise MediaError(ProblemKind.TOO_LARGE, reason) from error
    pyvips.cache_set_max(0)  # it would answer for files that have changed since
    return pyvips

"""The part of a very large picture that is looked at, read from its pyramid off the main thread.

One part larger than the view is kept, and the next one read once the view leaves it; what is seen meanwhile
is the small picture beneath.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from viewer.canvas.scene import Region, Scene
from viewer.canvas.viewport import Viewport
from viewer.canvas.windows import Look
from viewer.media.adjusting import adjusted
from viewer.media.decode import Picture
from viewer.media.pyramid import Area
from viewer.media.tiling import part_of
from viewer.tasks import Tasks, Ticket

MARGIN = 0.25
"""Of the view's width and height, read beside it on each side."""
MOST_PIXELS = 32_000_000
"""Of a part; without its margin it may have more."""
_KEY = "region"
_UNIT = QRectF(0, 0, 1, 1)


@dataclass(frozen=True, slots=True)
class _Seen:
    """Through what a picture is seen; the key is the one of its image."""

    key: int
    look: Look | None


class RegionCache:
    """The sharp part of one picture; `arrived` is called when there is another one."""

    def __init__(self, tasks: Tasks, arrived: Callable[[], None]) -> None:
        self._tasks = tasks
        self._arrived = arrived
        self._picture: Picture | None = None
        self._seen: _Seen | None = None
        self._region: Region | None = None
        self._under_way = False
        self._spoilt = False

    def region(self, picture: Picture | None, look: Look | None) -> Region | None:
        """What there is of this picture; `look` gets more of it."""
        if picture is None or picture.pyramid is None:
            self.clear()
            return None
        seen = _Seen(picture.image.cacheKey(), look)
        if seen != self._seen:
            self.clear()
            self._picture, self._seen = picture, seen
        return self._region

    def look(self, scene: Scene | None, viewport: Viewport, ratio: float) -> None:
        """Read what is seen of a scene at `ratio` device pixels a view pixel, unless it is there."""
        picture = self._picture
        if scene is None or picture is None or picture.pyramid is None or self._under_way or self._spoilt:
            return
        sizes = picture.pyramid.sizes
        size = scene.size.transposed() if scene.backdrop.turns % 2 else scene.size
        zoom = viewport.scale * ratio * min(size.width() / sizes[0][0], size.height() / sizes[0][1])
        level = level_for_zoom(zoom, len(sizes))
        if sizes[level][0] <= picture.image.width():
            return  # the small picture has as many pixels
        place = unturned(shares_seen(scene, viewport), scene.backdrop.turns) & _UNIT
        if place.isEmpty() or (self._region is not None and self._region.serves(level, place)):
            return
        self._read(picture, level, area_of(place, sizes[level]))

    def clear(self) -> None:
        """Let the picture go."""
        self._tasks.cancel(_KEY)
        self._picture = self._seen = self._region = None
        self._under_way = self._spoilt = False

    def _read(self, picture: Picture, level: int, area: Area) -> None:
        seen = self._seen
        look = seen.look if seen is not None else None

        def failed(error: Exception) -> None:
            self._under_way, self._spoilt = False, True  # so that it is not tried for ever
            raise error

        self._under_way = True
        self._tasks.start(
            lambda ticket: _read(picture, level, area, look, ticket),
            done=self._take,
            failed=failed,
            key=_KEY,
        )

    def _take(self, region: Region) -> None:
        self._under_way = False
        self._region = region
        self._arrived()


def _read(picture: Picture, level: int, area: Area, look: Look | None, ticket: Ticket) -> Region:
    assert picture.pyramid is not None
    width, height = picture.pyramid.sizes[level]
    left, top, wide, high = area
    place = QRectF(left / width, top / height, wide / width, high / height)
    plain = part_of(picture, level, area)
    if look is None:
        return Region(plain, place, level)
    if picture.levels is not None and look.window is not None:
        bent = part_of(picture, level, area, look.window, look.curve)
        return Region(adjusted(bent, look.after, ticket.check), place, level, plain)
    return Region(adjusted(plain, look.adjustments, ticket.check), place, level, plain)


def level_for_zoom(zoom: float, levels: int) -> int:
    """The smallest level that is not enlarged at so many device pixels a pixel of the picture."""
    if zoom >= 1:
        return 0
    return min(math.floor(-math.log2(zoom)), levels - 1)


def shares_seen(scene: Scene, viewport: Viewport) -> QRectF:
    """What is seen, in shares of the frame's width and height."""
    seen, (width, height) = viewport.seen, scene.size.toTuple()
    return QRectF(seen.left() / width, seen.top() / height, seen.width() / width, seen.height() / height)


def unturned(place: QRectF, turns: int) -> QRectF:
    """Where in a picture a place in its frame lies, both in shares, when it is turned by so many quarters."""
    for _ in range(turns % 4):
        place = QRectF(place.top(), 1 - place.right(), place.height(), place.width())
    return place


def area_of(place: QRectF, size: tuple[int, int]) -> Area:
    """The pixels of a level of (width, height) around a place, with a margin where that is not too much."""
    for margin in (MARGIN, 0.0):
        dx, dy = place.width() * margin, place.height() * margin
        around = place.adjusted(-dx, -dy, dx, dy) & _UNIT
        left, top = math.floor(around.left() * size[0]), math.floor(around.top() * size[1])
        right, bottom = math.ceil(around.right() * size[0]), math.ceil(around.bottom() * size[1])
        right, bottom = min(max(right, left + 1), size[0]), min(max(bottom, top + 1), size[1])
        left, top = min(left, right - 1), min(top, bottom - 1)
        if (right - left) * (bottom - top) <= MOST_PIXELS:
            break
    return left, top, right - left, bottom - top

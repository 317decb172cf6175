"""The picture as a ViewState has it seen, made off the main thread: through a window, adjusted. What was seen
before stays until it is there; of a large picture a reduced one is there first, so that a slider is followed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from PySide6.QtGui import QImage

from viewer.canvas.levels import build_levels
from viewer.media.adjusting import PLAIN, Adjustments, adjusted
from viewer.media.decode import Picture
from viewer.media.windowing import Curve, with_window
from viewer.state.view_state import ViewState, Window
from viewer.tasks import Tasks, Ticket

QUICK_PIXELS = 3_200_000
"""So many are made to be seen so within some 30 ms."""
_KEY = "window"


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture is seen otherwise than it was decoded: through another `window`, None for its own."""

    window: tuple[float, float] | None = None
    adjustments: Adjustments = PLAIN

    @property
    def curve(self) -> Curve | None:
        """By what values are bent."""
        return self.adjustments.curve if self.adjustments.bends else None

    @property
    def after(self) -> Adjustments:
        """What is left to be adjusted once values were bent."""
        return Adjustments(channel=self.adjustments.channel)


_Wanted: TypeAlias = tuple[int, Look, int]


def look_of(picture: Picture, state: ViewState) -> Look | None:
    """How a picture is seen; None when it is seen as it was decoded."""
    window, adjustments = window_of(picture, state), state.adjustments
    if window is not None:
        return Look((window.low, window.high), adjustments)
    if adjustments.is_plain:
        return None
    levels = picture.levels
    is_deep = levels is not None and levels.samples.dtype != np.uint8
    # The steps of deep values are bent, not the few that are left of them on the screen.
    return Look((levels.low, levels.high) if levels is not None and is_deep else None, adjustments)


def window_of(picture: Picture, state: ViewState) -> Window | None:
    """The window that changes how a picture is seen; None when it is seen as it was decoded."""
    levels, window = picture.levels, state.window
    if levels is None or window is None or window.range != levels.range:
        return None
    return None if (window.low, window.high) == (levels.low, levels.high) else window


def seen(picture: Picture, plain: tuple[QImage, ...], look: Look, ticket: Ticket) -> tuple[QImage, ...]:
    """The levels of a picture, seen so; `plain` are those that were decoded."""
    if look.window is None or picture.levels is None:
        return tuple(adjusted(level, look.adjustments, ticket.check) for level in plain)
    image = with_window(picture.levels, *look.window, curve=look.curve, check=ticket.check)
    return tuple(adjusted(level, look.after, ticket.check) for level in build_levels(image, ticket))


def first_seen(picture: Picture, plain: tuple[QImage, ...], look: Look, ticket: Ticket) -> QImage | None:
    """A large picture reduced, seen so; None of one that is made quickly as it is."""
    if _pixels(plain[0]) <= QUICK_PIXELS:
        return None
    small = next((level for level in plain[1:] if _pixels(level) <= QUICK_PIXELS), None)
    if small is None:
        return None
    if look.window is None or picture.levels is None:
        return adjusted(small, look.adjustments, ticket.check)
    every = round(plain[0].width() / small.width())
    few = replace(picture.levels, samples=picture.levels.samples[::every, ::every])
    image = with_window(few, *look.window, curve=look.curve, check=ticket.check)
    return adjusted(image, look.after, ticket.check)


def _pixels(image: QImage) -> int:
    return image.width() * image.height()


class LookCache:
    """The halved sizes of one picture in one look; `arrived` is called when another one is there."""

    def __init__(self, tasks: Tasks, arrived: Callable[[], None]) -> None:
        self._tasks = tasks
        self._arrived = arrived
        self._made: _Wanted | None = None
        self._shown: tuple[QImage, ...] = ()
        self._shown_of = 0
        self._under_way: _Wanted | None = None
        self._is_sharpened = False

    def levels(self, picture: Picture, plain: tuple[QImage, ...], look: Look) -> tuple[QImage, ...]:
        """The picture in this look, or the last one that is there; none when there is none yet.

        Until one is seen at least reduced no other is begun, as each of a quick row of looks would put an end
        to the one before, and none would ever be seen.
        """
        wanted = picture.image.cacheKey(), look, len(plain)
        is_free = self._under_way is None or (self._is_sharpened and self._under_way != wanted)
        if self._made != wanted and is_free:
            self._make(picture, plain, wanted)
        return self._shown if self._shown_of == wanted[0] else ()

    def clear(self) -> None:
        """Let the picture go."""
        self._tasks.cancel(_KEY)
        self._made, self._shown, self._shown_of, self._under_way = None, (), 0, None

    def _make(self, picture: Picture, plain: tuple[QImage, ...], wanted: _Wanted) -> None:
        def work(ticket: Ticket) -> tuple[QImage, ...]:
            if (small := first_seen(picture, plain, wanted[1], ticket)) is not None:
                ticket.tell((small,))
            return seen(picture, plain, wanted[1], ticket)

        def failed(error: Exception) -> None:
            self._under_way, self._made, self._shown = None, wanted, ()  # so that it is not tried for ever
            raise error

        self._under_way, self._is_sharpened = wanted, False
        self._tasks.start(
            work,
            done=lambda made: self._take(wanted, made),
            failed=failed,
            key=_KEY,
            told=lambda reduced: self._take_reduced(wanted, reduced),
        )

    def _take_reduced(self, wanted: _Wanted, reduced: tuple[QImage, ...]) -> None:
        if wanted == self._under_way:
            self._is_sharpened, self._made = True, None
            self._shown, self._shown_of = reduced, wanted[0]
            self._arrived()

    def _take(self, wanted: _Wanted, made: tuple[QImage, ...]) -> None:
        self._under_way, self._made = None, wanted
        self._shown, self._shown_of = made, wanted[0]
        self._arrived()

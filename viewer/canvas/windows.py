"""The picture as a ViewState has it seen, made off the main thread: through a window, adjusted. What was seen
before stays until it is there; of a large picture a small one is there first, so that it follows a slider.
"""

from __future__ import annotations

import time
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

LARGE_PIXELS = 3_000_000
"""Of a picture with more, another look takes longer than a hand on a slider rests."""
SMALL_PIXELS = 1_000_000
"""Of what is made of it first."""
REST_SECS = 0.12
"""From one step of a slider to the next it hardly takes longer, but while a hand rests."""
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
_Made: TypeAlias = tuple[_Wanted, int]
"""And of which level on: 0 is all of it."""


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


def seen_small(
    picture: Picture, plain: tuple[QImage, ...], look: Look, first: int, ticket: Ticket
) -> tuple[QImage, ...]:
    """The same without the levels before the `first`; through a window, of fewer of its values."""
    if look.window is None or picture.levels is None:
        return seen(picture, plain[first:], look, ticket)
    few = np.ascontiguousarray(picture.levels.samples[:: 2**first, :: 2**first])
    image = with_window(
        replace(picture.levels, samples=few), *look.window, curve=look.curve, check=ticket.check
    )
    return (adjusted(image, look.after, ticket.check),)


def _rest(ticket: Ticket) -> None:
    """Wait for a hand that moves on, so that what would be given up soon is not begun."""
    until = time.perf_counter() + REST_SECS
    while time.perf_counter() < until:
        ticket.check()
        time.sleep(REST_SECS / 10)


def first_made(plain: tuple[QImage, ...]) -> int:
    """The level that is made before all of them are, 0 where that is soon done."""
    pixels = [level.width() * level.height() for level in plain]
    if pixels[0] <= LARGE_PIXELS:
        return 0
    return next((number for number, count in enumerate(pixels) if count <= SMALL_PIXELS), len(plain) - 1)


class LookCache:
    """The halved sizes of one picture in one look; `arrived` is called when another one is there."""

    def __init__(self, tasks: Tasks, arrived: Callable[[], None]) -> None:
        self._tasks = tasks
        self._arrived = arrived
        self._made: _Made | None = None
        self._shown: tuple[QImage, ...] = ()
        self._under_way: _Made | None = None

    def levels(self, picture: Picture, plain: tuple[QImage, ...], look: Look) -> tuple[QImage, ...]:
        """The picture in this look, or the last one that is there; none when there is none yet.

        While one is made no other is begun, as each of a quick row of looks would put an end to the one
        before, and none would ever be seen. But all of a large picture is given up for the small levels of
        another look: there is always something to see of that.
        """
        wanted = picture.image.cacheKey(), look, len(plain)
        for first in dict.fromkeys((first_made(plain), 0)):
            is_there = self._made in ((wanted, first), (wanted, 0))
            if not is_there and (self._under_way is None or self._is_outdated(wanted, first)):
                self._make(picture, plain, (wanted, first))
        return self._shown if self._made is not None and self._made[0][0] == wanted[0] else ()

    def clear(self) -> None:
        """Let the picture go."""
        self._tasks.cancel(_KEY)
        self._made, self._shown, self._under_way = None, (), None

    def _is_outdated(self, wanted: _Wanted, first: int) -> bool:
        """Whether all of a large picture is being made in a look that is not wanted any more."""
        if self._under_way is None or not first:
            return False
        making, from_level = self._under_way
        return from_level == 0 and making != wanted

    def _make(self, picture: Picture, plain: tuple[QImage, ...], making: _Made) -> None:
        def failed(error: Exception) -> None:
            # Taken for made, so that it is not tried for ever.
            self._under_way, self._made, self._shown = None, (wanted, 0), ()
            raise error

        def work(ticket: Ticket) -> tuple[QImage, ...]:
            if first:
                return seen_small(picture, plain, wanted[1], first, ticket)
            if first_made(plain):
                _rest(ticket)
            return seen(picture, plain, wanted[1], ticket)

        wanted, first = self._under_way = making
        self._tasks.start(
            work,
            done=lambda made: self._take(making, made),
            failed=failed,
            key=_KEY,
        )

    def _take(self, making: _Made, made: tuple[QImage, ...]) -> None:
        self._under_way, self._made, self._shown = None, making, made
        self._arrived()

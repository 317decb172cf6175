"""The picture as a ViewState has it seen, made off the main thread: through a window, adjusted. What was seen
before stays until it is there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from PySide6.QtGui import QImage

from viewer.canvas.levels import build_levels
from viewer.media.adjusting import PLAIN, Adjustments, adjusted
from viewer.media.decode import Picture
from viewer.media.windowing import Curve, with_window
from viewer.state.view_state import ViewState, Window
from viewer.tasks import Tasks, Ticket

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


class LookCache:
    """The halved sizes of one picture in one look; `arrived` is called when another one is there."""

    def __init__(self, tasks: Tasks, arrived: Callable[[], None]) -> None:
        self._tasks = tasks
        self._arrived = arrived
        self._made: _Wanted | None = None
        self._shown: tuple[QImage, ...] = ()
        self._under_way: _Wanted | None = None

    def levels(self, picture: Picture, plain: tuple[QImage, ...], look: Look) -> tuple[QImage, ...]:
        """The picture in this look, or the last one that is there; none when there is none yet.

        While one is made no other is begun, as each of a quick row of looks would put an end to the one
        before, and none would ever be seen.
        """
        wanted = picture.image.cacheKey(), look, len(plain)
        if self._made != wanted and self._under_way is None:
            self._make(picture, plain, wanted)
        return self._shown if self._made is not None and self._made[0] == wanted[0] else ()

    def clear(self) -> None:
        """Let the picture go."""
        self._tasks.cancel(_KEY)
        self._made, self._shown, self._under_way = None, (), None

    def _make(self, picture: Picture, plain: tuple[QImage, ...], wanted: _Wanted) -> None:
        def failed(error: Exception) -> None:
            self._under_way, self._made, self._shown = None, wanted, ()  # so that it is not tried for ever
            raise error

        self._under_way = wanted
        self._tasks.start(
            lambda ticket: seen(picture, plain, wanted[1], ticket),
            done=lambda made: self._take(wanted, made),
            failed=failed,
            key=_KEY,
        )

    def _take(self, wanted: _Wanted, made: tuple[QImage, ...]) -> None:
        self._under_way, self._made, self._shown = None, wanted, made
        self._arrived()

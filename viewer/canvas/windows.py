"""The picture through the window of a ViewState, made off the main thread; what was seen before stays until
it is there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtGui import QImage

from viewer.canvas.levels import build_levels
from viewer.media.decode import Picture
from viewer.media.windowing import Levels, with_window
from viewer.state.view_state import ViewState, Window
from viewer.tasks import Tasks

_KEY = "window"
_Wanted: TypeAlias = tuple[int, Window]


def window_of(picture: Picture, state: ViewState) -> Window | None:
    """The window that changes how a picture is seen; None when it is seen as it was decoded."""
    levels, window = picture.levels, state.window
    if levels is None or window is None or window.range != levels.range:
        return None
    return None if (window.low, window.high) == (levels.low, levels.high) else window


class WindowCache:
    """The halved sizes of one picture through one window; `arrived` is called when another one is there."""

    def __init__(self, tasks: Tasks, arrived: Callable[[], None]) -> None:
        self._tasks = tasks
        self._arrived = arrived
        self._made: _Wanted | None = None
        self._shown: tuple[QImage, ...] = ()
        self._under_way: _Wanted | None = None

    def levels(self, picture: Picture, window: Window) -> tuple[QImage, ...]:
        """The picture through this window, or the last one that is there; none when there is none yet.

        While one is made no other is begun, as each of a quick row of windows would put an end to the one
        before, and none would ever be seen.
        """
        wanted = picture.image.cacheKey(), window
        if picture.levels is not None and self._made != wanted and self._under_way is None:
            self._make(picture.levels, wanted)
        return self._shown if self._made is not None and self._made[0] == wanted[0] else ()

    def clear(self) -> None:
        """Let the picture go."""
        self._tasks.cancel(_KEY)
        self._made, self._shown, self._under_way = None, (), None

    def _make(self, levels: Levels, wanted: _Wanted) -> None:
        def failed(error: Exception) -> None:
            self._under_way, self._made, self._shown = None, wanted, ()  # so that it is not tried for ever
            raise error

        self._under_way = wanted
        window = wanted[1]
        self._tasks.start(
            lambda ticket: build_levels(
                with_window(levels, window.low, window.high, check=ticket.check), ticket
            ),
            done=lambda made: self._take(wanted, made),
            failed=failed,
            key=_KEY,
        )

    def _take(self, wanted: _Wanted, made: tuple[QImage, ...]) -> None:
        self._under_way, self._made, self._shown = None, wanted, made
        self._arrived()

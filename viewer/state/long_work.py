"""Work off the main thread that a person is told of while it lasts."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from viewer.tasks import Tasks, Work, fault

_SELDOM_SECS = 0.1
T = TypeVar("T")
Told = tuple[str, int, int]
"""What is under way, how much of it is done and of how much in all (0 unknown)."""
NOTHING: Told = ("", 0, 0)


class LongWork:
    """Starts work by key and tells what is under way: the latest, and what is left when that has ended."""

    def __init__(self, tasks: Tasks, tell: Callable[[str, int, int], None]) -> None:
        self._tasks = tasks
        self._tell = tell
        self._under_way: dict[str, Told] = {}
        self._stops: dict[str, Callable[[], None]] = {}

    def start(
        self,
        key: str,
        text: str,
        work: Work[T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None] = fault,
        told: Callable[[Any], None] | None = None,
        words: Callable[[int, int], str] | None = None,
    ) -> None:
        """Run `work`, in the place of any of that key; `text` says what it does, `words` how far it is."""

        def deliver(answer: T) -> None:
            self._ended(key)
            done(answer)

        def explain(error: Exception) -> None:
            self._ended(key)
            failed(error)

        def note(steps: int, total: int) -> None:
            said = words(steps, total) if words is not None and steps else text
            self._under_way[key] = (said, steps, total)
            self._tell(said, steps, total)

        note(0, 0)
        self._tasks.start(work, done=deliver, failed=explain, key=key, progress=note, told=told)

    def note(self, key: str, told: Told, stop: Callable[[], None]) -> None:
        """Tell of work that runs by itself and ends with `end`; `stop` makes it end."""
        self._under_way[key] = told
        self._stops[key] = stop
        self._tell(*told)

    def end(self, key: str) -> None:
        """What was noted has ended."""
        self._stops.pop(key, None)
        self._ended(key)

    def is_under_way(self, key: str) -> bool:
        """Whether the work of a key has begun and not ended."""
        return key in self._under_way

    def stop_noted(self) -> None:
        """Make all that was noted end."""
        for stop in tuple(self._stops.values()):
            stop()

    def give_up(self, key: str) -> None:
        """Let the work of a key go, if there is any."""
        self._tasks.cancel(key)
        self._ended(key)

    def _ended(self, key: str) -> None:
        if self._under_way.pop(key, None) is not None:
            self._tell(*next(reversed(self._under_way.values()), NOTHING))


class Seldom:
    """Calls something, but not again before a person could see a difference."""

    def __init__(self, act: Callable[[], None]) -> None:
        self._act = act
        self._acted = 0.0

    def __call__(self) -> None:
        """Act, unless that was done just now."""
        now = time.monotonic()
        if now - self._acted >= _SELDOM_SECS:
            self._acted = now
            self._act()

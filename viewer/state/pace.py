"""How fast a file is read, and how long the rest of it takes, in words."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from viewer.media.quantities import told_bytes, told_secs

_OVER_SECS = 4.0
_RENEWED_SECS = 0.5
_LEAST_SECS = 0.2


class Pace:
    """`words(done, total)`: `Listing: 8 s left, 120 MB/s, 340,000 rows`, as often as a person can read it."""

    def __init__(
        self, what: str, rows_until: Callable[[int], int], now: Callable[[], float] = time.monotonic
    ) -> None:
        """`rows_until` tells how many rows stand before a place in the file."""
        self._what = what
        self._rows_until = rows_until
        self._now = now
        self._marks: deque[tuple[float, int]] = deque()
        self._renewed = -_RENEWED_SECS
        self._words = what

    def words(self, done: int, total: int) -> str:
        """What is said with `done` of `total` bytes read, `total` being 0 where it is not known."""
        now, marks = self._now(), self._marks
        marks.append((now, done))
        while now - marks[0][0] > _OVER_SECS:
            marks.popleft()
        if now - self._renewed >= _RENEWED_SECS and done:
            self._renewed = now
            parts = [*self._speed(done, total), f"{self._rows_until(done):,} rows"]
            self._words = f"{self._what}: {', '.join(parts)}"
        return self._words

    def _speed(self, done: int, total: int) -> list[str]:
        (begin, from_bytes), (end, _) = self._marks[0], self._marks[-1]
        if end - begin < _LEAST_SECS or done <= from_bytes:
            return []
        rate = (done - from_bytes) / (end - begin)
        left = [f"{told_secs((total - done) / rate)} left"] if total > done else []
        return [*left, f"{told_bytes(float(f'{rate:.3g}'))}/s"]

"""A view that follows the session and leads it hears its own voice: only the first to speak counts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class Echo:
    """`with echo.once() as alone:` - what the two tell each other within is an echo of the first."""

    def __init__(self) -> None:
        self._busy = False

    @contextmanager
    def once(self) -> Iterator[bool]:
        """True for the first to come, False for what comes back meanwhile."""
        if self._busy:
            yield False
            return
        self._busy = True
        try:
            yield True
        finally:
            self._busy = False

"""The rows of the open export are found in the background, some at a time."""

from __future__ import annotations

import time
from collections.abc import Callable

from viewer.formats import Export
from viewer.state.long_work import LongWork, Seldom
from viewer.state.pace import Pace
from viewer.tasks import Ticket

KEY = "listing"
_BREATH_SECS = 0.001
"""Left to the window after each piece of the file that is listed, which is work of Python alone."""
FIRST_SIGHT_SECS = 0.3
_LONG_BREATH_SECS = 0.015
"""The same while the first row is painted, the window fills, and the processes of the catalogue begin."""


class Listing:
    """Starts it, and says now and then that there are more rows; `ended` is called when all are there."""

    def __init__(self, work: LongWork, more: Callable[[], None], ended: Callable[[], None]) -> None:
        self._work = work
        self._more = more
        self._ended = ended

    @property
    def is_under_way(self) -> bool:
        """Whether rows are being found."""
        return self._work.is_under_way(KEY)

    def start(self, export: Export) -> None:
        """Find the rows that were not found yet, in the place of any other file's."""
        if export.is_listed:
            return

        def list_on(ticket: Ticket) -> None:
            begun = time.monotonic()

            def progress(done: int, total: int) -> None:
                ticket.progress(done, total)
                ticket.tell(len(export))
                is_first = time.monotonic() - begun < 2 * FIRST_SIGHT_SECS
                time.sleep(_LONG_BREATH_SECS if is_first else _BREATH_SECS)

            export.list_on(progress, ticket.check)

        told = Seldom(self._more)
        self._work.start(
            KEY,
            "Listing the rows",
            list_on,
            done=lambda _: self._ended(),
            told=lambda _: told(),
            words=Pace("Listing", export.count_until).words,
        )

    def stop(self) -> None:
        """Give it up; the rows that were found stay."""
        self._work.give_up(KEY)

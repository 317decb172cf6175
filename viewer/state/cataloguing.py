"""The catalogue of the open export: gathered in the background, better ones in the place of earlier ones."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from viewer.catalog.catalog import Catalog
from viewer.catalog.gathering import gather
from viewer.catalog.walk import Segment
from viewer.formats import Export, FileChangedError
from viewer.formats.chunk import Chunk
from viewer.media.cache_files import catalogues_folder
from viewer.state.listing import FIRST_SIGHT_SECS
from viewer.state.long_work import LongWork
from viewer.state.pace import Pace
from viewer.tasks import Tasks, fault

KEY = "catalogue"


class Cataloguing:
    """Starts gathering and hands over what there is: `taken` gets ever better catalogues."""

    def __init__(
        self, tasks: Tasks, work: LongWork, taken: Callable[[Catalog], None], folder: Path | None = None
    ) -> None:
        """`folder` is where catalogues are remembered, the user's cache unless another is given."""
        self._tasks = tasks
        self._work = work
        self._taken = taken
        self._folder = folder

    @property
    def is_under_way(self) -> bool:
        """Whether a better catalogue will come."""
        return self._work.is_under_way(KEY)

    def start(self, export: Export, known: Catalog | None = None) -> None:
        """Gather the catalogue of an export, in the place of any other's, going on with what is `known`."""
        root = self._folder or catalogues_folder()
        self._work.start(
            KEY,
            "Reading all rows",
            lambda ticket: gather(export, root, ticket, self._spread, known=known),
            done=self._taken,
            failed=_unless_changed,
            told=self._taken,
            words=Pace("Reading", export.count_until).words,
        )

    def _spread(
        self, work: Callable[[Chunk], Segment], jobs: Iterable[Chunk], check: Callable[[], None]
    ) -> Iterator[Segment]:
        """Spread work over processes, but not before the first row is painted: to begin some takes time."""
        time.sleep(FIRST_SIGHT_SECS)
        check()
        yield from self._tasks.spread(work, jobs, check)

    def stop(self) -> None:
        """Give it up; what was handed over stays."""
        self._work.give_up(KEY)


def _unless_changed(error: Exception) -> None:
    """A file that was changed is told of where its rows are read."""
    if not isinstance(error, FileChangedError):
        fault(error)

"""The media of the open export brought here while a person goes on: looked through, fetched, told of.

    fetching.look(export, wish)  ->  LOOKING  ->  LOOKED  -- start() ->  FETCHING  ->  ENDED

It outlives the dialog that shows it. Runs on the main thread; the work is done elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from viewer.formats import Export
from viewer.media.disk_cache import DiskCache
from viewer.media.fetch_all import FetchAll
from viewer.media.fetch_plan import FetchPlan, plan_fetch
from viewer.media.fetch_told import FetchProgress, FetchSummary
from viewer.media.keepers import InCache, InFolder, Keeper
from viewer.media.store import MediaStore
from viewer.media.wanted import MediaKind
from viewer.tasks import Tasks, Ticket, fault

STOPPED = "stopped; the next time it goes on from here"
_KEY = "fetch all"


class Stage(StrEnum):
    """How far it is."""

    IDLE = "idle"
    LOOKING = "looking"
    LOOKED = "looked"
    FETCHING = "fetching"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Wish:
    """What to fetch: these kinds, of these rows (None: all), into a folder (None: the cache)."""

    kinds: frozenset[MediaKind] = frozenset(MediaKind)
    rows: Sequence[int] | None = None
    folder: Path | None = None


class Fetching(QObject):
    """`changed` whenever there is something else to show.

    `looked` is rows looked through and in all; `plan`, `progress` and `summary` are there from the stage on
    that makes them; `fault` is why nothing can be looked through or kept, in words.
    """

    changed = Signal()

    def __init__(self, media: MediaStore, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._media = media
        self._tasks = tasks
        self._export: Export | None = None
        self._keeper: Keeper | None = None
        self._run: FetchAll | None = None
        self.wish = Wish()
        self.stage = Stage.IDLE
        self.looked = (0, 0)
        self.plan: FetchPlan | None = None
        self.progress: FetchProgress | None = None
        self.summary: FetchSummary | None = None
        self.fault = ""

    def look(self, export: Export, wish: Wish, *, then_start: bool = False) -> None:
        """Find out what fetching would take, in the place of any earlier look; asks nobody.

        With `then_start` it begins as soon as that is known: after an end it goes on with what is missing.
        """
        if self.stage is Stage.FETCHING:
            return
        self._let_go()
        self._export, self.wish = export, wish
        self.plan = self.progress = self.summary = None
        self.fault, self.looked = "", (0, 0)
        self._enter(Stage.LOOKING)
        cache, places = self._media.cache, self._media.places

        def work(ticket: Ticket) -> tuple[Keeper, FetchPlan]:
            keeper = _keeper(wish, cache)
            return keeper, plan_fetch(export, keeper, places, wish.kinds, ticket, rows=wish.rows)

        def done(found: tuple[Keeper, FetchPlan]) -> None:
            self._keeper, self.plan = found
            self._enter(Stage.LOOKED)
            if then_start:
                self.start()

        self._tasks.start(work, done=done, failed=self._explain, key=_KEY, progress=self._note_looked)

    def start(self) -> None:
        """Fetch what was found missing."""
        plan, export, keeper = self.plan, self._export, self._keeper
        if self.stage is not Stage.LOOKED or plan is None or export is None or keeper is None:
            return
        self._run = FetchAll(
            plan,
            export,
            keeper,
            fetcher=self._media.fetcher,
            tasks=self._tasks,
            progressed=self._note_progress,
            finished=self._finish,
        )
        self.progress = self._run.progress
        self._enter(Stage.FETCHING)
        self._run.start()

    def stop(self) -> None:
        """End the look or the fetching; what was written stays."""
        if self._run is not None and self.stage is Stage.FETCHING:
            self._run.cancel(STOPPED)
        elif self.stage is Stage.LOOKING:
            self._tasks.cancel(_KEY)
            self._enter(Stage.IDLE)

    def forget(self) -> None:
        """Stop, and know nothing any more: another export is open."""
        self.stop()
        self._let_go()
        self._export = self.plan = self.progress = self.summary = None
        self._enter(Stage.IDLE)

    def _explain(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            fault(error)
        reason = error.strerror or str(error)
        where = f"{self.wish.folder}: " if self.wish.folder is not None else ""
        self.fault = f"{where}{reason}"
        self._enter(Stage.IDLE)

    def _note_looked(self, done: int, total: int) -> None:
        self.looked = (done, total)
        self.changed.emit()

    def _note_progress(self, progress: FetchProgress) -> None:
        self.progress = progress
        self.changed.emit()

    def _finish(self, summary: FetchSummary) -> None:
        self.summary = summary
        self._let_go()
        self._enter(Stage.ENDED)

    def _let_go(self) -> None:
        """Leave nothing behind that was only needed for writing."""
        if isinstance(self._keeper, InFolder):
            self._keeper.close()
        self._keeper = self._run = None

    def _enter(self, stage: Stage) -> None:
        self.stage = stage
        self.changed.emit()


def _keeper(wish: Wish, cache: DiskCache | None) -> Keeper:
    if wish.folder is not None:
        return InFolder(wish.folder, cache)
    if cache is None:
        raise OSError("there is no cache on disk")
    return InCache(cache)

"""Load things once and keep them: find, fetch and decode each in the background, within a limit of memory.

A load is known by its key. While one row is looked at nothing of it is dropped; of the others what was used
least recently goes first. What goes wrong with one load stays with it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypeVar

from viewer.media.caching import Caching, Hit
from viewer.media.endings import ends_early
from viewer.media.fetch import Fetch, Fetcher
from viewer.media.guard import out_of_memory
from viewer.media.problem import MediaError, Problem, ProblemKind, problem
from viewer.media.resolve import Places, Remote, Source, shown
from viewer.tasks import Tasks, Ticket

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Waiting:
    """It is under way; `early` is a first sight of it."""

    early: Any = None


@dataclass(frozen=True, slots=True)
class Ready(Generic[T]):
    """It is there."""

    value: T


@dataclass(frozen=True, slots=True)
class Failed:
    """It cannot be had; `early` is a first sight that there is all the same."""

    problem: Problem
    early: Any = None


Media: TypeAlias = Waiting | Ready[T] | Failed


@dataclass(frozen=True, slots=True)
class Job(Generic[T]):
    """How to load something of a row: `decode` gets a file or bytes, where they were found, and a ticket to
    look at and to tell of progress.

    `locate` and `decode` run off the main thread and raise `MediaError`; so does `early`, a first sight of
    what is looked at, which raises nothing and may have nothing to show.
    """

    key: Hashable
    row: int
    address: str | None
    locate: Callable[[Places], Source]
    decode: Callable[[bytes | Path, Source, Ticket], T]
    size_bytes: Callable[[T], int]
    early: Callable[[bytes | Path], T | None] | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How many loads are under way, and bytes fetched of a total that is 0 when not known."""

    loads: int = 0
    received_bytes: int = 0
    total_bytes: int = 0


@dataclass(frozen=True, slots=True)
class _ToFetch:
    url: str
    source: Source


@dataclass(frozen=True, slots=True)
class _Fetched:
    value: Any
    url: str
    data: bytes


_Answer: TypeAlias = _ToFetch | _Fetched | Hit[Any] | Ready[Any]


@dataclass(eq=False, slots=True)
class _Load:
    job: Job[Any]
    urgent: bool
    ticket: Ticket | None = None
    fetch: Fetch | None = None
    received: int = 0
    total: int = 0
    early: Any = None
    early_tried: bool = False

    def decode(self, data: bytes | Path, source: Source, ticket: Ticket) -> Any:
        """Off the main thread."""
        if self.urgent and self.job.early is not None:
            self.early_tried = True
            if (early := self.job.early(data)) is not None:
                ticket.tell(early)
        return self.job.decode(data, source, ticket)


@dataclass(frozen=True, slots=True)
class _Missing:
    row: int
    problem: Problem
    early: Any = None


@dataclass(frozen=True, slots=True)
class _Kept:
    row: int
    value: Any
    size_bytes: int


class Loads:
    """Every load of an export, under way, kept or failed; `changed(row)` is called when one of a row ends."""

    def __init__(
        self,
        tasks: Tasks,
        fetcher: Fetcher,
        *,
        limit_bytes: int,
        changed: Callable[[int], None],
        progressed: Callable[[], None],
        caching: Caching | None = None,
    ) -> None:
        self._tasks = tasks
        self._caching = caching or Caching(tasks, None)
        self._fetcher = fetcher
        self._limit_bytes = limit_bytes
        self._changed = changed
        self._progressed = progressed
        self._places: Places | None = Places()
        self._under_way: dict[Hashable, _Load] = {}
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._failed: dict[Hashable, _Missing] = {}
        self._looked_at: int | None = None

    @property
    def size_bytes(self) -> int:
        """Memory that everything kept takes."""
        return sum(kept.size_bytes for kept in self._kept.values())

    @property
    def progress(self) -> Progress:
        """What is under way now."""
        loads = self._under_way.values()
        return Progress(len(loads), sum(load.received for load in loads), sum(load.total for load in loads))

    def ask(self, job: Job[T], *, urgent: bool = True) -> Media[T]:
        """What there is of a job, which begins when it was never asked for or has been dropped."""
        if (state := self.peek(job.key)) is not None:
            if urgent and (load := self._under_way.get(job.key)) is not None:
                self._hasten(load)
            return state
        load = self._under_way[job.key] = _Load(job, urgent)
        self._begin(load)
        return self.peek(job.key) or Waiting()

    def peek(self, key: Hashable) -> Media[Any] | None:
        """What there is, without beginning anything."""
        if (kept := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
            return Ready(kept.value)
        if (failed := self._failed.get(key)) is not None:
            return Failed(failed.problem, failed.early)
        load = self._under_way.get(key)
        return Waiting(load.early) if load is not None else None

    def look_at(self, row: int) -> None:
        """Keep everything of this row, whatever the limit; what it had in place of a picture is let go."""
        self._looked_at = row
        self._failed = {k: it for k, it in self._failed.items() if it.early is None or it.row == row}

    def look_in(self, places: Places | None) -> None:
        """Where to look from now on; with None loads wait until it is known."""
        self._places = places
        if places is not None:
            for load in list(self._under_way.values()):
                if load.ticket is None and load.fetch is None:
                    self._begin(load)

    def give_up_all_but(self, rows: Collection[int]) -> None:
        """Stop what is under way for other rows, as if it had never been asked for."""
        for load in [load for load in self._under_way.values() if load.job.row not in rows]:
            self._stop(load)

    def cancel(self) -> None:
        """Stop everything under way, on a person's wish."""
        for load in list(self._under_way.values()):
            self._stop(load)
            self._note_failure(load.job, problem(ProblemKind.CANCELLED, "stopped", shown(load.job.address)))

    def forget_failures(self, row: int) -> None:
        """Let what failed for a row be tried again."""
        self._failed = {key: entry for key, entry in self._failed.items() if entry.row != row}

    def forget(self, key: Hashable) -> None:
        """Let something that is there be loaded anew."""
        self._kept.pop(key, None)

    def forget_kinds(self, kinds: Collection[ProblemKind]) -> bool:
        """Let what failed for one of these causes be tried again; True when there was any."""
        kept = {key: entry for key, entry in self._failed.items() if entry.problem.kind not in kinds}
        forgotten = len(kept) < len(self._failed)
        self._failed = kept
        return forgotten

    def forget_all(self) -> None:
        """Begin anew."""
        self.give_up_all_but(())
        self._kept.clear()
        self._failed.clear()

    def _stop(self, load: _Load) -> None:
        del self._under_way[load.job.key]
        if load.ticket is not None:
            load.ticket.cancel()
        if load.fetch is not None:
            self._fetcher.cancel(load.fetch)

    def _hasten(self, load: _Load) -> None:
        if not load.urgent:
            load.urgent = True
            if load.fetch is not None:
                self._fetcher.hasten(load.fetch)

    def _begin(self, load: _Load) -> None:
        places, job = self._places, load.job
        if places is None:
            return

        def find(ticket: Ticket) -> _Answer:
            source = job.locate(places)
            match source.place:
                case Remote(url):
                    kept = replace(source, came_from=f"the cache; first {source.came_from}")
                    hit = self._caching.find(url, lambda data: load.decode(data, kept, ticket))
                    return hit or _ToFetch(url, source)
                case Path() | bytes() as data:
                    return Ready(load.decode(data, source, ticket))

        self._run(load, find)

    def _run(self, load: _Load, work: Callable[[Ticket], _Answer]) -> None:
        def progress(done: int, total: int) -> None:
            load.received, load.total = done, total
            self._progressed()

        load.ticket = self._tasks.start(
            work,
            done=lambda answer: self._answered(load, answer),
            failed=lambda error: self._undecoded(load, _problem_of(error, load.job.address)),
            progress=progress,
            told=lambda early: self._note_early(load, early),
        )

    def _answered(self, load: _Load, answer: _Answer) -> None:
        if not self._is_wanted(load):
            return
        match answer:
            case Ready(value):
                self._keep(load, value)
            case Hit(value):
                self._caching.note(answer)
                self._keep(load, value)
            case _Fetched(value, url, data):
                self._keep(load, value)
                if not ends_early(data):
                    self._caching.keep(url, data)
            case _ToFetch(url, source):
                self._caching.note()
                self._fetch(load, url, source)

    def _fetch(self, load: _Load, url: str, source: Source) -> None:
        def done(data: bytes) -> None:
            load.fetch = None
            if self._is_wanted(load):
                self._run(load, lambda ticket: _Fetched(load.decode(data, source, ticket), url, data))

        def failed(fault: Problem) -> None:
            reason = "; ".join((fault.reason, *source.notes))
            self._fail(load, replace(fault, reason=reason))

        def received(count: int, total: int) -> None:
            load.received, load.total = count, total
            self._progressed()

        load.fetch = self._fetcher.get(url, done=done, failed=failed, progress=received, urgent=load.urgent)

    def _keep(self, load: _Load, value: Any) -> None:
        job = load.job
        del self._under_way[job.key]
        self._kept[job.key] = _Kept(job.row, value, job.size_bytes(value))
        self._make_room()
        self._changed(job.row)

    def _note_early(self, load: _Load, early: Any) -> None:
        if self._is_wanted(load):
            load.early = early
            self._changed(load.job.row)

    def _undecoded(self, load: _Load, fault: Problem) -> None:
        lacks_sight = load.job.early is not None and not load.early_tried
        if not lacks_sight or fault.kind is not ProblemKind.TOO_LARGE:
            self._fail(load, fault)
        elif self._is_wanted(load):
            # It was loaded ahead: once it is looked at, its first sight is wanted all the same.
            del self._under_way[load.job.key]
            if load.urgent:
                self.ask(load.job)

    def _fail(self, load: _Load, fault: Problem) -> None:
        if self._is_wanted(load):
            del self._under_way[load.job.key]
            self._note_failure(load.job, fault, load.early)

    def _note_failure(self, job: Job[Any], fault: Problem, early: Any = None) -> None:
        self._failed[job.key] = _Missing(job.row, fault, early)
        self._changed(job.row)

    def _is_wanted(self, load: _Load) -> bool:
        return self._under_way.get(load.job.key) is load

    def _make_room(self) -> None:
        excess = self.size_bytes - self._limit_bytes
        for key, kept in list(self._kept.items()):
            if excess <= 0:
                return
            if kept.row != self._looked_at:
                del self._kept[key]
                excess -= kept.size_bytes


def _problem_of(error: Exception, address: str | None) -> Problem:
    if isinstance(error, MemoryError):
        error = out_of_memory()
    if isinstance(error, MediaError):
        return problem(error.kind, error.reason, shown(address))
    return problem(ProblemKind.UNREADABLE, f"{type(error).__name__}: {error}", shown(address))

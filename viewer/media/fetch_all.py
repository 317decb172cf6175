"""Fetch the media of a whole export, to look at it without a network later.

    plan = plan_fetch(export, keeper, places, kinds, ticket)   # off the main thread
    fetching = FetchAll(plan, export, keeper, fetcher=…, tasks=…, progressed=…, finished=…)
    fetching.start()

Runs on the main thread beside everything else: the fetcher decides who is asked and how fast, and what a
person looks at comes first. Whatever the number of files, few are in hand at a time. What is there stays
there when it ends before its time; a new plan asks for the rest alone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias, TypeVar

from PySide6.QtCore import QTimer

from viewer.formats import Export
from viewer.media.clock import Clock
from viewer.media.fetch import Fetch, Fetcher
from viewer.media.fetch_plan import FetchPlan
from viewer.media.fetch_told import FetchProgress, FetchSummary, Speed
from viewer.media.hosts import host_of
from viewer.media.keepers import Keeper, KeepError
from viewer.media.problem import MediaError, Problem, ProblemKind, problem
from viewer.media.resolve import Remote, locate_mask, shown
from viewer.media.sound_file import suffix_of
from viewer.media.wanted import Wanted
from viewer.tasks import Tasks, fault

T = TypeVar("T")

IN_HAND = 64
"""Files that wait for their turn, are under way or are being written at a time."""

_A_LOOK = 32
_PROGRESS_MSECS = 200
_PAUSE_SECS = 60.0
_MOST_PAUSES = 5
_OF_THE_FILE = frozenset(
    (
        *(ProblemKind.GONE, ProblemKind.EXPIRED, ProblemKind.FORBIDDEN, ProblemKind.SERVER),
        *(ProblemKind.NOT_AN_IMAGE, ProblemKind.TRUNCATED, ProblemKind.UNREADABLE, ProblemKind.TOO_LARGE),
    )
)


class _State(StrEnum):
    ELSEWHERE = "elsewhere"
    HELD = "held"
    COPIED = "copied"


@dataclass(frozen=True, slots=True)
class _ToFetch:
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class _Missed:
    wanted: Wanted | None
    problem: Problem


_Found: TypeAlias = _ToFetch | _Missed | _State


class FetchAll:
    """One run over a plan, which it uses up; `finished` is called once, `progressed` until then."""

    def __init__(
        self,
        plan: FetchPlan,
        export: Export,
        keeper: Keeper,
        *,
        fetcher: Fetcher,
        tasks: Tasks,
        finished: Callable[[FetchSummary], None],
        progressed: Callable[[FetchProgress], None] = lambda _progress: None,
        clock: Clock | None = None,
    ) -> None:
        """`clock` is one of its own, as it can be woken by one alone."""
        self._plan = plan
        self._export = export
        self._keeper = keeper
        self._fetcher = fetcher
        self._tasks = tasks
        self._finished = finished
        self._progressed = progressed
        self._clock = clock or Clock()
        self._total = plan.total
        self._held, self._fetched, self._copied = plan.held, 0, 0
        self._received_bytes = 0
        self._problems = plan.problems.copy()
        self._next = 0
        self._stand_ins: deque[Wanted] = deque()
        self._queue: deque[Wanted] = deque()
        self._fetches: dict[Fetch, int] = {}
        self._looking = False
        self._keeping = 0
        self._put_off: list[Wanted] = []
        self._pauses = 0
        self._waiting = False
        self._speed = Speed()
        self._ended = False
        self._soon = QTimer()
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._go_on)
        self._tell = QTimer()
        self._tell.setInterval(_PROGRESS_MSECS)
        self._tell.timeout.connect(self._tell_progress)

    @property
    def progress(self) -> FetchProgress:
        """How far it is."""
        there = self._held + self._fetched + self._copied
        done = there + self._problems.count
        files_a_sec = self._speed.of_files()
        return FetchProgress(
            done,
            self._total,
            self._problems.count,
            self._bytes_so_far,
            self._speed.of_bytes(),
            (self._total - done) / files_a_sec if files_a_sec else None,
            self._waiting,
        )

    def start(self) -> None:
        """Begin; nothing is called before this returns."""
        self._tell.start()
        self._soon.start()

    def cancel(self, why: str = "stopped") -> None:
        """Stop, and say how far it got; what was written stays."""
        self._end(why)

    # ----------------------------------------------------------------- what next

    def _go_on(self) -> None:
        """Keep the hand full; look further when it runs empty, end when there is nothing more."""
        if self._ended:
            return
        while self._queue and len(self._fetches) + self._keeping < IN_HAND:
            self._fetch(self._queue.popleft())
        if self._looking or len(self._queue) >= _A_LOOK or len(self._put_off) >= IN_HAND:
            pass
        elif self._stand_ins:
            count = min(len(self._stand_ins), _A_LOOK)
            stand_ins = [self._stand_ins.popleft() for _ in range(count)]
            self._look(lambda: [self._stand_in_found(each) for each in stand_ins])
        elif self._next < len(self._plan.needed):
            places = self._plan.needed[self._next : self._next + _A_LOOK]
            self._next += len(places)
            self._look(lambda: [self._found_at(place) for place in places])
        if not (self._looking or self._queue or self._fetches or self._keeping or self._waiting):
            self._wait_or_end()

    def _wait_or_end(self) -> None:
        if self._put_off:
            self._waiting = True
            self._clock.wake(_PAUSE_SECS, self._ask_again)
        elif not self._stand_ins and self._next >= len(self._plan.needed):
            self._end("")

    def _ask_again(self) -> None:
        if self._ended:
            return
        self._waiting = False
        self._pauses += 1
        self._queue.extend(self._put_off)
        self._put_off.clear()
        self._soon.start()

    # ----------------------------------------------------------------- looking, in the background

    def _look(self, work: Callable[[], list[_Found]]) -> None:
        self._looking = True

        def done(found: list[_Found]) -> None:
            self._looking = False
            for each in found:
                self._note(each)
            self._soon.start()

        self._run(work, done, self._fail)

    def _found_at(self, place: int) -> _Found:
        wanted = self._plan.find(self._export, place)
        if wanted is None:
            reason = "the export was changed while its files were fetched"
            return _Missed(None, problem(ProblemKind.MISSING, reason, ""))
        return self._found(wanted)

    def _stand_in_found(self, wanted: Wanted) -> _Found:
        try:
            if not isinstance(locate_mask(wanted.url, self._plan.places).place, Remote):
                return _State.ELSEWHERE
        except MediaError as error:
            return _Missed(wanted, problem(error.kind, error.reason, shown(wanted.url)))
        return _State.HELD if self._keeper.holds(wanted.url) else self._found(wanted)

    def _found(self, wanted: Wanted) -> _Found:
        """Copied, when it is elsewhere on this computer; else it must be fetched."""
        data = self._keeper.at_hand(wanted.url)
        if data is None:
            return _ToFetch(wanted)
        try:
            suffix = suffix_of(data)
        except MediaError:  # as on the network it may be better
            return _ToFetch(wanted)
        self._keeper.keep(wanted, data, suffix)
        return _State.COPIED

    def _note(self, found: _Found) -> None:
        match found:
            case _ToFetch(wanted):
                self._queue.append(wanted)
            case _Missed(wanted, why):
                self._miss(wanted, why)
            case _State.HELD:
                self._held += 1
            case _State.COPIED:
                self._copied += 1
            case _State.ELSEWHERE:
                self._total -= 1

    # ----------------------------------------------------------------- fetching and keeping

    def _fetch(self, wanted: Wanted) -> None:
        def done(data: bytes) -> None:
            del self._fetches[fetch]
            self._received_bytes += len(data)
            self._keep(wanted, data)

        def failed(why: Problem) -> None:
            del self._fetches[fetch]
            if why.kind is ProblemKind.RATE_LIMITED and self._pauses < _MOST_PAUSES:
                self._put_off.append(wanted)
            else:
                self._miss(wanted, why)
            self._soon.start()

        def received(count: int, _total: int) -> None:
            self._fetches[fetch] = count

        fetch = self._fetcher.get(wanted.url, done=done, failed=failed, progress=received, urgent=False)
        self._fetches[fetch] = 0

    def _keep(self, wanted: Wanted, data: bytes) -> None:
        self._keeping += 1

        def keep() -> None:
            self._keeper.keep(wanted, data, suffix_of(data))

        def done(_none: None) -> None:
            self._keeping -= 1
            self._fetched += 1
            self._soon.start()

        def failed(error: Exception) -> None:
            self._keeping -= 1
            if isinstance(error, MediaError):
                why = problem(error.kind, error.reason, shown(wanted.url), host_of(wanted.url))
                self._miss(wanted, why)
                self._soon.start()
            else:
                self._fail(error)

        self._run(keep, done, failed)

    def _miss(self, wanted: Wanted | None, why: Problem) -> None:
        self._problems.add(why)
        if wanted is not None and why.kind in _OF_THE_FILE:
            self._stand_ins.extend(wanted.stand_ins)
            self._total += len(wanted.stand_ins)

    def _fail(self, error: Exception) -> None:
        """Nothing more can be kept, or something went wrong that must not."""
        if isinstance(error, KeepError):
            self._end(str(error))
        else:
            self._end(type(error).__name__)
            fault(error)

    # ----------------------------------------------------------------- tasks, progress, the end

    def _run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Do work in the background; what comes of it after the end is of no use, what it wrote stays."""
        self._tasks.start(
            lambda _ticket: work(),
            done=lambda answer: None if self._ended else done(answer),
            failed=lambda error: None if self._ended else failed(error),
        )

    @property
    def _bytes_so_far(self) -> int:
        return self._received_bytes + sum(self._fetches.values())

    def _tell_progress(self) -> None:
        there = self._fetched + self._copied + self._problems.count
        self._speed.look(self._clock.secs(), there, self._bytes_so_far)
        self._progressed(self.progress)

    def _end(self, stopped: str) -> None:
        if self._ended:
            return
        self._ended = True
        self._tell.stop()
        self._soon.stop()
        for fetch in self._fetches:
            self._fetcher.cancel(fetch)
        self._finished(
            FetchSummary(
                self._total,
                self._held,
                self._fetched,
                self._copied,
                self._received_bytes,
                self._problems.causes,
                stopped,
                self._plan.unreadable,
            )
        )

"""Work off the main thread: the only file that starts a thread or a process.

    tasks.start(work, done=show, failed=explain, key="image")

`work(ticket)` is a plain function that runs on a pool thread; `done` and `failed` run on the main thread. The
newest work of a key wins: what it replaces is cancelled, and its answer never delivered. Workers hand over
bytes, arrays, QImages or model values, never a widget or a pixmap. Work of Python alone, which would keep the
main thread waiting for the interpreter, is spread over processes with `tasks.spread(work, jobs, check)`, or
done in one with `tasks.elsewhere(work, job, check)`.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any, NoReturn, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from viewer.breathing import breathe, packed, unpacked
from viewer.one_heap import share_one_heap
from viewer.worker_process import begin

T = TypeVar("T")
J = TypeVar("J")
R = TypeVar("R")
_PROGRESS_SECS = 0.05
_LOOK_SECS = 0.05
_SWITCH_SECS = 0.0005
"""A busy thread keeps the interpreter from the main thread no longer than this at a time."""
_MOST_DEATHS = 3


class Cancelled(Exception):  # noqa: N818 - a way out, not an error
    """Raised by `Ticket.check` inside work that nobody waits for any more."""


class Ticket:
    """What a piece of work holds of the one who asked for it."""

    def __init__(
        self,
        report: Callable[[int, int], None] | None = None,
        tell: Callable[[Any], None] | None = None,
    ) -> None:
        self._cancelled = threading.Event()
        self._report = report
        self._tell = tell

    @property
    def cancelled(self) -> bool:
        """Whether the answer is no longer wanted."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Give the answer up; the work ends at its next look."""
        self._cancelled.set()

    def check(self) -> None:
        """Leave the work when it was cancelled.

        Raises:
            Cancelled: the answer is no longer wanted.
        """
        if self.cancelled:
            raise Cancelled

    def breathe(self) -> None:
        """Leave the interpreter to the window for a moment; to be called after each millisecond of Python.

        Raises:
            Cancelled: the answer is no longer wanted.
        """
        breathe(self.check)

    def progress(self, done: int, total: int) -> None:
        """Report `done` of `total` steps; `total` is 0 when it is not known."""
        if self._report is not None and not self.cancelled:
            self._report(done, total)

    def tell(self, value: Any) -> None:
        """Hand over a part of the answer that is there already."""
        if self._tell is not None and not self.cancelled:
            self._tell(value)


Work = Callable[[Ticket], T]


def fault(error: Exception) -> NoReturn:
    """Raise an error that no work is meant to have where the program tells of its faults."""
    raise error


class Tasks(Protocol):
    """What a component needs to have work done elsewhere."""

    def start(
        self,
        work: Work[T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None] = fault,
        key: str | None = None,
        progress: Callable[[int, int], None] | None = None,
        told: Callable[[Any], None] | None = None,
    ) -> Ticket:
        """Run `work` off the main thread; the newest of a `key` wins. `told` gets what the ticket tells."""
        ...

    def spread(self, work: Callable[[J], R], jobs: Iterable[J], check: Callable[[], None]) -> Iterator[R]:
        """The answers to jobs in their order; called by work, which `check` may make end."""
        ...

    def elsewhere(self, work: Callable[[J], R], job: J, check: Callable[[], None]) -> R:
        """The answer to a large job; called by work, which `check` may make end."""
        ...

    def cancel(self, key: str) -> None:
        """Give up the work of a key, if there is any."""
        ...


class InlineTasks:
    """Runs work at once, where it was asked for: for scripts and tests."""

    def start(
        self,
        work: Work[T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None] = fault,
        key: str | None = None,  # noqa: ARG002 - nothing waits, so nothing is replaced
        progress: Callable[[int, int], None] | None = None,
        told: Callable[[Any], None] | None = None,
    ) -> Ticket:
        """Run `work` now."""
        ticket = Ticket(progress, told)
        try:
            answer = work(ticket)
        except Cancelled:
            return ticket
        except Exception as error:
            if not ticket.cancelled:
                failed(error)
            return ticket
        if not ticket.cancelled:
            done(answer)
        return ticket

    def cancel(self, key: str) -> None:
        """Nothing is ever under way."""

    def spread(self, work: Callable[[J], R], jobs: Iterable[J], check: Callable[[], None]) -> Iterator[R]:
        """One after the other, here."""
        for job in jobs:
            check()
            yield work(job)

    def elsewhere(self, work: Callable[[J], R], job: J, check: Callable[[], None]) -> R:
        """Here."""
        check()
        return work(job)


class Processes:
    """Some processes for work of Python alone, begun when they are first needed and of low priority.

    They are spawned: a fork of a process with Qt and threads in it may hang. One that dies has its jobs done
    again by new ones, and where these die too, here.
    """

    def __init__(self, count: int | None = None) -> None:
        self._count = count or min(2, os.cpu_count() or 1)
        self._executor: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()
        self._closed = False

    def map(self, work: Callable[[J], R], jobs: Iterable[J], check: Callable[[], None]) -> Iterator[R]:
        """The answers in the order of the jobs, of which few are under way at a time."""
        waiting, under_way = iter(jobs), deque[tuple[J, Future[R]]]()
        deaths = 0
        try:
            while True:
                for job in itertools.islice(waiting, self._count + 1 - len(under_way)):
                    under_way.append((job, self._submit(work, job)))
                if not under_way:
                    return
                job, future = under_way[0]
                try:
                    answer = self._answer(future, check)
                except BrokenExecutor:
                    deaths += 1
                    self._begin_anew()
                    if deaths > _MOST_DEATHS:
                        yield work(under_way.popleft()[0])
                    under_way = deque((again, self._submit(work, again)) for again, _ in under_way)
                    continue
                under_way.popleft()
                yield answer
        finally:
            if not self._closed:  # the executor's own thread stumbles over cancelled ones when it ends
                for _, future in under_way:
                    future.cancel()

    def close(self) -> None:
        """End them, whatever they are doing."""
        self._closed = True
        with self._lock:
            executor, self._executor = self._executor, None
        if executor is not None:
            children = multiprocessing.active_children()
            executor.shutdown(wait=False)
            for child in children:
                child.terminate()

    def _submit(self, work: Callable[[J], R], job: J) -> Future[R]:
        if self._closed:
            raise Cancelled
        with self._lock:
            if self._executor is None:
                self._executor = ProcessPoolExecutor(
                    self._count, multiprocessing.get_context("spawn"), initializer=begin
                )
            executor = self._executor
        try:
            return executor.submit(work, job)
        except RuntimeError as error:  # it died, or was closed, just now
            failed: Future[R] = Future()
            failed.set_exception(error if isinstance(error, BrokenExecutor) else BrokenExecutor(str(error)))
            return failed

    def _answer(self, future: Future[R], check: Callable[[], None]) -> R:
        while True:
            check()
            if self._closed:
                raise Cancelled
            with suppress(TimeoutError):
                return future.result(timeout=_LOOK_SECS)

    def _begin_anew(self) -> None:
        with self._lock:
            dead, self._executor = self._executor, None
        if dead is not None:
            dead.shutdown(wait=False, cancel_futures=True)


class ThreadTasks(QObject):
    """Runs work on a pool of threads and brings the answers to the thread this object lives on.

    One long-lived signal carries every answer: a signal object of each task would die on a pool thread.
    """

    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None, *, threads: int = 4) -> None:
        super().__init__(parent)
        self._switch_secs = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH_SECS)
        share_one_heap()
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="annoscope")
        self._newest: dict[str, Ticket] = {}
        self._pending: set[Ticket] = set()
        self._closed = False
        self._processes = Processes()
        self._names = itertools.count()
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        work: Work[T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None] = fault,
        key: str | None = None,
        progress: Callable[[int, int], None] | None = None,
        told: Callable[[Any], None] | None = None,
    ) -> Ticket:
        """Run `work` on a pool thread; call from the main thread. After `close` nothing is run any more."""
        key = key or f"unnamed {next(self._names)}"
        self.cancel(key)
        ticket = self._ticket(progress, told)
        if self._closed:
            ticket.cancel()
            return ticket
        self._newest[key] = ticket
        self._pending.add(ticket)
        self._pool.submit(self._run, work, ticket, key, done, failed)
        return ticket

    def cancel(self, key: str) -> None:
        """Give up the work of a key."""
        if ticket := self._newest.pop(key, None):
            ticket.cancel()

    def spread(self, work: Callable[[J], R], jobs: Iterable[J], check: Callable[[], None]) -> Iterator[R]:
        """The answers to jobs in their order, worked out in other processes unless there is one job alone."""
        waiting = iter(jobs)
        first = list(itertools.islice(waiting, 2))
        if len(first) < 2:
            yield from map(work, first)
        else:
            yield from self._processes.map(work, itertools.chain(first, waiting), check)

    def elsewhere(self, work: Callable[[J], R], job: J, check: Callable[[], None]) -> R:
        """The answer to a job, worked out in another process."""
        (pickled,) = self._processes.map(partial(packed, work), (job,), check)
        answer: R = unpacked(pickled, check)
        return answer

    @property
    def idle(self) -> bool:
        """Whether every answer was delivered or given up; work that was given up may still be ending."""
        return all(ticket.cancelled for ticket in self._pending)

    def close(self) -> None:
        """Give up everything and wait for the threads to end."""
        self._closed = True
        for ticket in self._pending:
            ticket.cancel()
        self._newest.clear()
        self._processes.close()
        self._pool.shutdown(wait=True, cancel_futures=True)
        sys.setswitchinterval(self._switch_secs)

    def _ticket(
        self, progress: Callable[[int, int], None] | None, told: Callable[[Any], None] | None
    ) -> Ticket:
        """A ticket that brings progress to the main thread, at most as often as a person can see."""
        reported = 0.0

        def report(done: int, total: int) -> None:
            nonlocal reported
            now = time.monotonic()
            if progress is not None and (done == total or now - reported >= _PROGRESS_SECS):
                reported = now
                self._answered.emit(lambda: None if ticket.cancelled else progress(done, total))

        def tell(value: Any) -> None:
            if told is not None:
                self._answered.emit(lambda: None if ticket.cancelled else told(value))

        ticket = Ticket(report, tell)
        return ticket

    def _run(
        self,
        work: Work[Any],
        ticket: Ticket,
        key: str,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        call: Callable[[], None] | None = None
        try:
            ticket.check()
            call = partial(done, work(ticket))
        except Cancelled:
            pass
        except Exception as error:
            call = partial(failed, error)
        self._answered.emit(partial(self._finish, ticket, key, call))

    def _finish(self, ticket: Ticket, key: str, call: Callable[[], None] | None) -> None:
        self._pending.discard(ticket)
        if self._newest.get(key) is ticket:
            del self._newest[key]
        if call is not None and not ticket.cancelled:
            call()

    @Slot(object)
    def _deliver(self, call: Callable[[], None]) -> None:
        call()

"""Work off the main thread: the only file that starts a thread.

    tasks.start(work, done=show, failed=explain, key="image")

`work(ticket)` is a plain function that runs on a pool thread; `done` and `failed` run on the main thread. The
newest work of a key wins: what it replaces is cancelled, and its answer never delivered. Workers hand over
bytes, arrays, QImages or model values, never a widget or a pixmap.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, NoReturn, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")
_PROGRESS_SECS = 0.05


class Cancelled(Exception):  # noqa: N818 - a way out, not an error
    """Raised by `Ticket.check` inside work that nobody waits for any more."""


class Ticket:
    """What a piece of work holds of the one who asked for it."""

    def __init__(self, report: Callable[[int, int], None] | None = None) -> None:
        self._cancelled = threading.Event()
        self._report = report

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

    def progress(self, done: int, total: int) -> None:
        """Report `done` of `total` steps; `total` is 0 when it is not known."""
        if self._report is not None and not self.cancelled:
            self._report(done, total)


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
    ) -> Ticket:
        """Run `work` off the main thread; the newest of a `key` wins."""
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
    ) -> Ticket:
        """Run `work` now."""
        ticket = Ticket(progress)
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


class ThreadTasks(QObject):
    """Runs work on a pool of threads and brings the answers to the thread this object lives on.

    One long-lived signal carries every answer: a signal object of each task would die on a pool thread.
    """

    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None, *, threads: int = 4) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="annoscope")
        self._newest: dict[str, Ticket] = {}
        self._pending: set[Ticket] = set()
        self._closed = False
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
    ) -> Ticket:
        """Run `work` on a pool thread; call from the main thread. After `close` nothing is run any more."""
        key = key or f"unnamed {next(self._names)}"
        self.cancel(key)
        ticket = self._ticket(progress)
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
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _ticket(self, progress: Callable[[int, int], None] | None) -> Ticket:
        """A ticket that brings progress to the main thread, at most as often as a person can see."""
        if progress is None:
            return Ticket()
        tell = progress
        told = 0.0

        def report(done: int, total: int) -> None:
            nonlocal told
            now = time.monotonic()
            if done == total or now - told >= _PROGRESS_SECS:
                told = now
                self._answered.emit(lambda: None if ticket.cancelled else tell(done, total))

        ticket = Ticket(report)
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

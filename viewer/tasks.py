"""Work off the main thread: the only file that starts a thread.

    tasks.start(work, done=show, failed=explain, key="image")

`work(ticket)` is a plain function that runs on a pool thread; `done` and `failed` run on the main thread. The
newest work of a key wins: what it replaces is cancelled, and its answer never delivered. Workers hand over
bytes, arrays, QImages or model values, never a widget or a pixmap.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")


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


class Tasks(Protocol):
    """What a component needs to have work done elsewhere."""

    def start(
        self,
        work: Work[T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
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
        failed: Callable[[Exception], None],
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
            failed(error)
            return ticket
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
        self._names = itertools.count()
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        work: Work[T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        key: str | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Ticket:
        """Run `work` on a pool thread; call from the main thread."""
        key = key or f"unnamed {next(self._names)}"
        self.cancel(key)
        ticket = Ticket()
        if progress is not None:
            ticket = Ticket(
                lambda n, total: self._answered.emit(lambda: self._if_wanted(ticket, progress, n, total))
            )
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
        """Whether every answer was delivered or given up."""
        return not self._pending

    def close(self) -> None:
        """Give up everything and wait for the threads to end."""
        for ticket in self._pending:
            ticket.cancel()
        self._newest.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _run(
        self,
        work: Work[Any],
        ticket: Ticket,
        key: str,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        call: Callable[[], None]
        try:
            ticket.check()
            answer = work(ticket)
        except Cancelled:
            call = _nothing
        except Exception as error:
            fault = error
            call = lambda: failed(fault)  # noqa: E731
        else:
            call = lambda: done(answer)  # noqa: E731
        self._answered.emit(lambda: self._finish(ticket, key, call))

    def _finish(self, ticket: Ticket, key: str, call: Callable[[], None]) -> None:
        self._pending.discard(ticket)
        if self._newest.get(key) is ticket:
            del self._newest[key]
        if not ticket.cancelled:
            call()

    @staticmethod
    def _if_wanted(ticket: Ticket, progress: Callable[[int, int], None], n: int, total: int) -> None:
        if not ticket.cancelled:
            progress(n, total)

    @Slot(object)
    def _deliver(self, call: Callable[[], None]) -> None:
        call()


def _nothing() -> None:
    return

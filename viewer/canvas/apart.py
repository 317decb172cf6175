"""Work of a second one of a kind, beside that of the first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from viewer.tasks import Tasks, Ticket, Work, fault

T = TypeVar("T")
J = TypeVar("J")
R = TypeVar("R")


class Apart:
    """The same tasks for a second one who asks: under the same keys its work is work of its own."""

    def __init__(self, tasks: Tasks, name: str) -> None:
        self._tasks = tasks
        self._name = name

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
        """Run `work`."""
        own = f"{self._name} {key}" if key is not None else None
        return self._tasks.start(work, done=done, failed=failed, key=own, progress=progress, told=told)

    def spread(self, work: Callable[[J], R], jobs: Iterable[J], check: Callable[[], None]) -> Iterator[R]:
        """The answers to jobs in their order."""
        return self._tasks.spread(work, jobs, check)

    def elsewhere(self, work: Callable[[J], R], job: J, check: Callable[[], None]) -> R:
        """The answer to a large job."""
        return self._tasks.elsewhere(work, job, check)

    def cancel(self, key: str) -> None:
        """Give up its own work of a key."""
        self._tasks.cancel(f"{self._name} {key}")

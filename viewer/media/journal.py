"""The list of requests a person can look at: when, to whom, how it ended; bounded, without secrets."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, QUrl, Signal

from viewer.media.hosts import address_of
from viewer.media.problem import Problem
from viewer.media.secrets import masked

KEPT = 5_000


@dataclass(frozen=True, slots=True)
class Request:
    """A request that has ended; `status` is None without an answer, as from the cache or a dead host."""

    started_at: datetime
    host: str
    path_shown: str
    status: int | None
    received_bytes: int
    from_cache: bool
    seconds: float
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """Every request counted, those no longer in the list too."""

    requests: int = 0
    failed: int = 0
    from_cache: int = 0
    received_bytes: int = 0


class Journal(QObject):
    """The requests of the session, newest last; the oldest give way to new ones."""

    added = Signal(object)
    """The `Request` that has ended."""

    cleared = Signal()

    def __init__(self, *, kept: int = KEPT, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests: deque[Request] = deque(maxlen=kept)
        self._totals = [0, 0, 0, 0]

    @property
    def requests(self) -> tuple[Request, ...]:
        """Those still in the list, newest last."""
        return tuple(self._requests)

    @property
    def totals(self) -> Totals:
        """The sum of all since the start or since it was cleared."""
        return Totals(*self._totals)

    def add(self, request: Request) -> None:
        """Note a request that has ended."""
        self._requests.append(request)
        total = self._totals
        total[0] += 1
        total[1] += request.problem is not None
        total[2] += request.from_cache
        total[3] += request.received_bytes
        self.added.emit(request)

    def clear(self) -> None:
        """Begin an empty list."""
        self._requests.clear()
        self._totals = [0, 0, 0, 0]
        self.cleared.emit()


def place_shown(url: str) -> tuple[str, str]:
    """(host, path) of an address as the list shows them: without user, query and fragment."""
    read = address_of(url)
    if read is None:
        return "", ""
    parsed, host = read
    return str(host), path_shown(parsed)


def path_shown(address: QUrl) -> str:
    """The path of an http or https address as the list shows it."""
    return masked(address.path(QUrl.ComponentFormattingOption.PrettyDecoded)) or "/"

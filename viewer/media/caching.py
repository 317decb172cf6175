"""The cache on disk as loads use it: looked into by workers, filled in the background, faults told once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any, Generic, TypeVar

from viewer.media.disk_cache import DiskCache
from viewer.media.journal import Journal, Request, place_shown
from viewer.media.problem import MediaError, ProblemKind
from viewer.tasks import Tasks

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """What the cache had of an address, decoded; it took `seconds` since `started_at`."""

    value: T
    url: str
    size_bytes: int
    started_at: datetime
    seconds: float


class Caching:
    """Looks things up and keeps them; without a cache there is never anything and nothing is kept."""

    def __init__(
        self,
        tasks: Tasks,
        cache: DiskCache | None,
        *,
        journal: Journal | None = None,
        told: Callable[[str], None] = lambda _text: None,
    ) -> None:
        self._tasks = tasks
        self._cache = cache
        self._journal = journal
        self._told = told

    def find(self, url: str, decode: Callable[[bytes | Path], T]) -> Hit[T] | None:
        """What is kept of an address; off the main thread. What cannot be decoded any more is discarded.

        Raises:
            MediaError: it is too large to be opened unasked, which fetching it again would not change.
        """
        if self._cache is None:
            return None
        started_at, begin = datetime.now(UTC), perf_counter()
        data = self._cache.get(url)
        if data is None:
            return None
        try:
            value = decode(data)
        except MediaError as error:
            if error.kind is ProblemKind.TOO_LARGE:
                raise
            self._cache.discard(url)
            return None
        return Hit(value, url, len(data), started_at, perf_counter() - begin)

    def note(self, hit: Hit[Any] | None = None) -> None:
        """Put a hit into the journal, and tell what went wrong with the cache."""
        if hit is not None and self._journal is not None:
            host, path = place_shown(hit.url)
            request = Request(
                hit.started_at, host, path, None, hit.size_bytes, from_cache=True, seconds=hit.seconds
            )
            self._journal.add(request)
        for fault in self._cache.faults() if self._cache is not None else ():
            self._told(fault)

    def keep(self, url: str, data: bytes) -> None:
        """Keep what was fetched and could be decoded, after whoever waits for it has got it."""
        cache = self._cache
        if cache is not None:
            self._tasks.start(
                lambda _ticket: cache.put(url, data),
                done=lambda _none: self.note(),
                failed=lambda error: self._told(f"a picture could not be cached: {error}"),
            )

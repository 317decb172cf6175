"""How far fetching a whole export is, and how it ended: as numbers, and as words for people."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from viewer.media.causes import Cause
from viewer.media.quantities import told_bytes, told_secs

_LOOKED_BACK_SECS = 10.0
_LEAST_SECS = 1.0


@dataclass(frozen=True, slots=True)
class FetchProgress:
    """Files that are there or have failed, of all; bytes received, also of files that have not ended.

    `bytes_a_sec` is that of the last ten seconds, `remaining_secs` None as long as nothing can be said.
    `waiting` when hosts asked for a pause and nothing else is left to do.
    """

    done: int
    total: int
    failed: int = 0
    received_bytes: int = 0
    bytes_a_sec: float = 0.0
    remaining_secs: float | None = None
    waiting: bool = False

    def __str__(self) -> str:
        """`1,204 of 5,000 files, 340 MB, 12.1 MB/s, 2 min left, 3 failed`."""
        texts = [f"{self.done:,} of {self.total:,} files", told_bytes(self.received_bytes)]
        if self.bytes_a_sec >= 1:
            texts.append(f"{told_bytes(self.bytes_a_sec)}/s")
        if self.waiting:
            texts.append("waiting as servers asked")
        elif self.remaining_secs is not None:
            texts.append(f"{told_secs(self.remaining_secs)} left")
        if self.failed:
            texts.append(f"{self.failed:,} failed")
        return ", ".join(texts)


@dataclass(frozen=True, slots=True)
class FetchSummary:
    """How it ended: files that were `held` before, `fetched` over the network, `copied` from the cache.

    `causes` say why others are not there. `stopped` is why it ended before its time, else nothing;
    `unreadable` counts records of the export whose files nobody knows.
    """

    total: int
    held: int
    fetched: int = 0
    copied: int = 0
    received_bytes: int = 0
    causes: tuple[Cause, ...] = ()
    stopped: str = ""
    unreadable: int = 0

    @property
    def missing(self) -> int:
        """Files that are not there."""
        return self.total - self.held - self.fetched - self.copied

    @property
    def complete(self) -> bool:
        """Whether everything that the export names is there."""
        return not (self.missing or self.unreadable or self.stopped)

    def __str__(self) -> str:
        """`4,990 of 5,000 files are there: 1,200 before, 3,790 fetched (1.2 GB)`."""
        ways = [f"{self.held:,} before"] if self.held else []
        ways += [f"{self.copied:,} from the cache"] if self.copied else []
        ways += [f"{self.fetched:,} fetched ({told_bytes(self.received_bytes)})"] if self.fetched else []
        how = f": {', '.join(ways)}" if ways else ""
        return f"{self.total - self.missing:,} of {self.total:,} files are there{how}"

    def failures(self, advice: Callable[[Cause], str] = lambda _cause: "") -> Iterator[str]:
        """A line for each cause, the most frequent first, with what `advice` has to add to it."""
        if self.stopped:
            yield f"{self.stopped}; {self._unasked:,} files were not asked for"
        for cause in self.causes:
            yield "; ".join(filter(None, (str(cause), advice(cause))))
        if self.unreadable:
            yield f"{self.unreadable:,} records of the export cannot be read (annoscope inspect says why)"

    @property
    def _unasked(self) -> int:
        return self.missing - sum(cause.count for cause in self.causes)


class Speed:
    """How fast files and bytes come, from looks that are taken again and again."""

    def __init__(self) -> None:
        self._looks: deque[tuple[float, int, int]] = deque()

    def look(self, now_secs: float, files: int, size_bytes: int) -> None:
        """Note how many there are now."""
        self._looks.append((now_secs, files, size_bytes))
        while now_secs - self._looks[0][0] > _LOOKED_BACK_SECS:
            self._looks.popleft()

    def of_files(self) -> float:
        """Files a second, 0 when that is not known yet."""
        return self._a_sec(1)

    def of_bytes(self) -> float:
        """Bytes a second, 0 when that is not known yet."""
        return self._a_sec(2)

    def _a_sec(self, which: int) -> float:
        if not self._looks:
            return 0.0
        first, last = self._looks[0], self._looks[-1]
        secs = last[0] - first[0]
        return max(0.0, (last[which] - first[which]) / secs) if secs >= _LEAST_SECS else 0.0

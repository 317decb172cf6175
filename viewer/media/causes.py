"""Count problems by their cause, so that ten thousand expired links are told once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from viewer.media.hosts import Host
from viewer.media.problem import Problem, ProblemKind, Remedy


@dataclass(frozen=True, slots=True)
class Cause:
    """What several problems have in common: their kind and host. `reason` is that of the first of them."""

    kind: ProblemKind
    host: Host | None
    count: int
    reason: str
    alike: bool
    """Whether the reason is that of all, word for word."""
    remedies: tuple[Remedy, ...]

    def __str__(self) -> str:
        """`1,240 files of example.com: gone (410) …`."""
        if self.count == 1:
            return self.reason
        of_host = f" of {self.host}" if self.host is not None else ""
        return f"{self.count:,} files{of_host}: {'' if self.alike else 'for example, '}{self.reason}"


class Tally:
    """Counts problems as they come, in memory that grows with their causes alone."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._found: dict[tuple[ProblemKind, Host | None], Cause] = {}
        for problem in problems:
            self.add(problem)

    def add(self, problem: Problem) -> None:
        """Count one more."""
        key = problem.kind, problem.host
        cause = self._found.get(key) or Cause(*key, 0, problem.reason, True, problem.remedies)
        alike = cause.alike and cause.reason == problem.reason
        self._found[key] = replace(cause, count=cause.count + 1, alike=alike)

    def copy(self) -> Tally:
        """One that goes on from here by itself."""
        tally = Tally()
        tally._found = dict(self._found)
        return tally

    @property
    def count(self) -> int:
        """All problems together."""
        return sum(cause.count for cause in self._found.values())

    @property
    def causes(self) -> tuple[Cause, ...]:
        """Each cause once, the most frequent first."""
        return tuple(sorted(self._found.values(), key=lambda cause: -cause.count))

"""A measured figure, and how two things are measured fairly: in turns, by the median."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """What ours and the reference cost, both in `unit`; `goal` is the least ratio of the two.

    Where `at_most` is given, that is the goal: what ours may cost, whatever the reference does.
    """

    name: str
    value: float
    unit: str
    reference: float
    goal: float = 0.0
    at_most: float | None = None

    @property
    def ratio(self) -> float:
        """How many times less ours costs; without end when it costs nothing that could be measured."""
        return self.reference / self.value if self.value else inf

    @property
    def holds(self) -> bool:
        """Whether the goal is reached."""
        return self.value <= self.at_most if self.at_most is not None else self.ratio >= self.goal


def medians_secs(
    ours: Callable[[], object], reference: Callable[[], object], *, rounds: int, ours_a_round: int = 1
) -> tuple[float, float]:
    """Median seconds of each, a round being `ours_a_round` runs of ours, then one of the reference."""
    times: list[float] = []
    reference_times: list[float] = []
    ours()  # the first run pays for pages and caches that no later one pays for
    for _ in range(rounds):
        times += [_secs(ours) for _ in range(ours_a_round)]
        reference_times.append(_secs(reference))
    return median(times), median(reference_times)


def _secs(work: Callable[[], object]) -> float:
    begin = perf_counter()
    work()
    return perf_counter() - begin

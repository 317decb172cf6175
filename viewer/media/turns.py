"""Whose turn it is: a line for each host, what is looked at before what is loaded ahead, hosts that rest.

Knows nothing of requests; time is given to it in seconds that only grow.
"""

from __future__ import annotations

import heapq
import itertools
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


@dataclass(slots=True)
class _Host(Generic[T]):
    urgent: OrderedDict[T, None] = field(default_factory=OrderedDict)
    ahead: OrderedDict[T, None] = field(default_factory=OrderedDict)
    under_way: int = 0
    open_at: float = 0.0

    def line(self, *, urgent: bool) -> OrderedDict[T, None]:
        return self.urgent if urgent else self.ahead


@dataclass(slots=True)
class _Place:
    host: str
    urgent: bool
    resting: bool = False


class Turns(Generic[T]):
    """Items that wait for a place, of which there are `at_once` in all and `per_host` for one host.

    One place of each is kept free for what is urgent.
    """

    def __init__(self, *, at_once: int, per_host: int) -> None:
        # By whether it is urgent: places in all and for one host.
        self._rooms = {
            urgent: (max(1, at_once - kept_free), max(1, per_host - kept_free))
            for urgent, kept_free in ((True, 0), (False, 1))
        }
        self._hosts: OrderedDict[str, _Host[T]] = OrderedDict()
        self._places: dict[T, _Place] = {}
        self._resting: list[tuple[float, int, T]] = []
        self._numbers = itertools.count()
        self._under_way = 0

    @property
    def waiting(self) -> tuple[T, ...]:
        """Everything in a line or at rest."""
        return tuple(self._places)

    def add(
        self, item: T, host: str, *, urgent: bool, first: bool = False, not_before: float | None = None
    ) -> None:
        """Put an item at the end of a line, at its head when it comes `first`, or to rest for a while."""
        place = self._places[item] = _Place(host, urgent)
        if not_before is not None:
            place.resting = True
            heapq.heappush(self._resting, (not_before, next(self._numbers), item))
            return
        line = self._hosts.setdefault(host, _Host()).line(urgent=urgent)
        line[item] = None
        if first:
            line.move_to_end(item, last=False)

    def remove(self, item: T) -> bool:
        """Take an item out that waits; False when it does not."""
        place = self._places.pop(item, None)
        if place is None:
            return False
        if not place.resting:
            del self._hosts[place.host].line(urgent=place.urgent)[item]
        return True

    def hasten(self, item: T) -> None:
        """Make an item urgent that waits."""
        place = self._places.get(item)
        if place is None or place.urgent:
            return
        if not place.resting:
            host = self._hosts[place.host]
            del host.ahead[item]
            host.urgent[item] = None
        place.urgent = True

    def take(self, now: float) -> T | None:
        """The next item, which takes a place; None when there is no item or no place."""
        self._rouse(now)
        for urgent, (at_once, room) in self._rooms.items():
            if self._under_way >= at_once:
                continue
            for name, host in self._hosts.items():
                line = host.urgent if urgent else host.ahead
                if line and host.under_way < room and host.open_at <= now:
                    return self._begin(name, host, line)
        return None

    def give_back(self, host: str) -> None:
        """A place that an item had taken is free again."""
        self._hosts[host].under_way -= 1
        self._under_way -= 1

    def pause(self, host: str, until: float) -> None:
        """Let nothing of a host have a turn until then."""
        entry = self._hosts.setdefault(host, _Host())
        entry.open_at = max(entry.open_at, until)

    def open_at(self, host: str) -> float:
        """When a host may be asked again."""
        return self._hosts[host].open_at if host in self._hosts else 0.0

    def next_at(self, now: float) -> float | None:
        """When an item may have its turn that may not have it now; None when none waits for a time."""
        opening = [
            host.open_at
            for host in self._hosts.values()
            if host.open_at > now and (host.urgent or host.ahead)
        ]
        waking = [self._resting[0][0]] if self._resting else []
        return min((*opening, *waking), default=None)

    def _begin(self, name: str, host: _Host[T], line: OrderedDict[T, None]) -> T:
        item, _ = line.popitem(last=False)
        del self._places[item]
        host.under_way += 1
        self._under_way += 1
        self._hosts.move_to_end(name)  # so that one host does not keep the others waiting
        return item

    def _rouse(self, now: float) -> None:
        while self._resting and self._resting[0][0] <= now:
            _, _, item = heapq.heappop(self._resting)
            place = self._places.get(item)
            if place is not None and place.resting:
                self.add(item, place.host, urgent=place.urgent, first=True)

"""What fetching the media of a whole export would take, found out without asking anybody.

The export is read once. Of each file that is needed only its place is remembered, of each address eight
bytes, so the memory does not depend on how long addresses and rows are.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from viewer.formats import Export
from viewer.media.cache_keys import cache_name
from viewer.media.causes import Tally
from viewer.media.hosts import host_of
from viewer.media.key_set import KeySet
from viewer.media.problem import MediaError, ProblemKind, problem
from viewer.media.resolve import Places, Remote, shown
from viewer.media.wanted import MediaKind, Wanted, locate, wanted_of
from viewer.model.row import DataRow
from viewer.tasks import Ticket

_ROWS_A_LOOK = 64
_NUMBER_BITS = 24


class Holder(Protocol):
    """What may have some of the files already."""

    def holds(self, url: str) -> bool:
        """Whether what an address gave is there, whole."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class FetchPlan:
    """What is to be fetched of an export; `held` files are there already.

    `needed` are row index and number of the file in its row, packed; `by_host` counts them. `problems` are of
    files that have no address to fetch, `unreadable` counts records whose files nobody knows.
    """

    kinds: frozenset[MediaKind]
    places: Places
    needed: array[int]
    by_host: Mapping[str, int]
    held: int = 0
    problems: Tally = field(default_factory=Tally)
    unreadable: int = 0

    @property
    def total(self) -> int:
        """All files: there, to be fetched, and not to be had."""
        return self.held + len(self.needed) + self.problems.count

    def find(self, export: Export, place: int) -> Wanted | None:
        """The file at one of the places `needed`; None when the export was changed since."""
        row = export.read(place >> _NUMBER_BITS).row
        wanted_number = place & ((1 << _NUMBER_BITS) - 1)
        if isinstance(row, DataRow):
            for number, wanted in _numbered(row, self.kinds):
                if number <= wanted_number <= number + len(wanted.stand_ins):
                    return (wanted, *wanted.stand_ins)[wanted_number - number]
        return None


def plan_fetch(
    export: Export,
    holder: Holder,
    places: Places,
    kinds: Collection[MediaKind],
    ticket: Ticket,
    *,
    rows: Sequence[int] | None = None,
) -> FetchPlan:
    """Look through an export, or these rows of it; progress counts its records. Off the main thread.

    Raises:
        Cancelled: the ticket was given up.
    """
    planning = _Planning(holder, places, frozenset(kinds))
    total = len(export) if rows is None else len(rows)
    for done, read in enumerate(export.rows(rows)):
        if done % _ROWS_A_LOOK == 0:
            ticket.check()
            ticket.progress(done, total)
        if isinstance(read.row, DataRow):
            planning.add(read.row)
        else:
            planning.unreadable += 1
    return planning.plan()


@dataclass(slots=True)
class _Planning:
    holder: Holder
    places: Places
    kinds: frozenset[MediaKind]
    needed: array[int] = field(default_factory=lambda: array("Q"))
    by_host: Counter[str] = field(default_factory=Counter)
    held: int = 0
    problems: Tally = field(default_factory=Tally)
    unreadable: int = 0
    met: KeySet = field(default_factory=KeySet)

    def add(self, row: DataRow) -> None:
        for number, wanted in _numbered(row, self.kinds):
            if not self._note(wanted, row, number):
                for at, stand_in in enumerate(wanted.stand_ins, number + 1):
                    self._note(stand_in, row, at)

    def _note(self, wanted: Wanted, row: DataRow, number: int) -> bool:
        """Count a file; False when there is no address to fetch it from."""
        try:
            source = locate(wanted, row, self.places)
        except MediaError as error:
            if error.kind is not ProblemKind.NOT_DRAWN:
                self.problems.add(problem(error.kind, error.reason, shown(wanted.url)))
            return False
        match source.place:
            case Remote(url):
                return self._note_address(url, row.index << _NUMBER_BITS | number)
            case _:
                return True

    def _note_address(self, url: str, place: int) -> bool:
        name, host = cache_name(url), host_of(url)
        if name is None or host is None:
            reason = "not a sound http or https address, or one with a password in it: its file is not kept"
            self.problems.add(problem(ProblemKind.UNSUPPORTED_ADDRESS, reason, shown(url), host))
            return False
        if self.met.add(name):
            if self.holder.holds(url):
                self.held += 1
            else:
                self.needed.append(place)
                self.by_host[str(host)] += 1
        return True

    def plan(self) -> FetchPlan:
        return FetchPlan(
            self.kinds,
            self.places,
            self.needed,
            dict(self.by_host),
            self.held,
            self.problems,
            self.unreadable,
        )


def _numbered(row: DataRow, kinds: Collection[MediaKind]) -> Iterator[tuple[int, Wanted]]:
    """The files of a row with their numbers, after each of which come those of its stand-ins."""
    number = 0
    for wanted in wanted_of(row, kinds):
        yield number, wanted
        number += 1 + len(wanted.stand_ins)

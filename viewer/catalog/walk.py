"""The one walk over an export: chunks of records become segments of columns, here or in other processes.

The first walk reads skeletons and gives what does not fit to the tolerant reader; a thorough one gives it
everything, for what is wrong in a row (a place far outside, an id twice) no skeleton can tell.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from viewer.catalog.building import columns_of
from viewer.catalog.columns import Column
from viewer.catalog.facts import RowFacts, facts_of
from viewer.catalog.hosts import hosts_of
from viewer.catalog.joining import MemoryJoin
from viewer.catalog.skeleton import skeleton_of
from viewer.catalog.skeleton_facts import SkeletonColumns
from viewer.catalog.skeleton_labels import Unsure
from viewer.formats import Export, ReadRow
from viewer.formats.chunk import Chunk
from viewer.model.issue import Issue, Severity
from viewer.model.row import DataRow

CHUNK_BYTES = 24 << 20
MOST_ISSUES = 10_000
"""Issues held in memory; beyond that they are only counted."""


@dataclass(slots=True)
class Segment:
    """The columns of some rows in the order of the file, and what was found wrong in them."""

    rows: int
    columns: dict[str, Column]
    hosts: Counter[str] = field(default_factory=Counter)
    issues: tuple[Issue, ...] = ()
    errors: int = 0
    warnings: int = 0


def chunks_of(export: Export, check: Callable[[], None] | None = None, start: int = 0) -> Iterator[Chunk]:
    """The records from `start` on, some megabytes at a time, waiting for those yet to be listed."""
    while export.has(start, check):
        chunk = export.chunk(start, CHUNK_BYTES)
        start += len(chunk)
        yield chunk


def walk_chunk(chunk: Chunk, *, thorough: bool) -> Segment:
    """The segment of a chunk; a plain function, so that another process can run it.

    Raises:
        FileChangedError: the file was changed on disk.
    """
    walking = _Walking(chunk)
    with without_collector():
        for place, data in enumerate(chunk.raw()):
            if thorough or chunk.header is not None or not walking.take_skeleton(data):
                walking.take_row(chunk.read(place, data))
        return walking.segment()


@contextmanager
def without_collector() -> Iterator[None]:
    """For work whose objects refer to each other in no circle: looking for one takes a tenth of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


thorough_walk = partial(walk_chunk, thorough=True)
quick_walk = partial(walk_chunk, thorough=False)


class _Walking:
    """Runs of rows that fit and of rows that do not, each made into columns at its end."""

    def __init__(self, chunk: Chunk) -> None:
        self._parts: list[dict[str, Column]] = []
        self._fit = SkeletonColumns()
        self._unfit: list[RowFacts] = []
        self._segment = Segment(len(chunk), {})

    def take_skeleton(self, data: memoryview) -> bool:
        """Take a record whose skeleton tells enough; False when it does not."""
        row = skeleton_of(data)
        if row is None:
            return False
        if self._unfit:
            self._end_run()
        try:
            self._fit.add(row)
        except Unsure:
            return False
        return True

    def take_row(self, read: ReadRow) -> None:
        """Take a row with everything that is wrong in it."""
        if len(self._fit):
            self._end_run()
        self._unfit.append(facts_of(read))
        segment = self._segment
        if isinstance(read.row, DataRow):
            segment.hosts.update(hosts_of(read.row))
        errors = sum(issue.severity is Severity.ERROR for issue in read.issues)
        segment.errors += errors
        segment.warnings += len(read.issues) - errors
        segment.issues += tuple(islice(read.issues, MOST_ISSUES - len(segment.issues)))

    def _end_run(self) -> None:
        if len(self._fit):
            self._parts.append(self._fit.columns())
            self._segment.hosts.update(self._fit.hosts)
            self._fit = SkeletonColumns()
        if self._unfit:
            self._parts.append(columns_of(self._unfit))
            self._unfit = []

    def segment(self) -> Segment:
        self._end_run()
        if len(self._parts) == 1:
            (self._segment.columns,) = self._parts
        else:
            join = MemoryJoin()
            for part in self._parts:
                join.add(part)
            self._segment.columns = join.columns()
        return self._segment

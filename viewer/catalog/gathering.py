"""The catalogue of an export, told of while it grows: as it was remembered, else by two walks.

The first walk makes it quickly from skeletons, the second reads every row tolerantly and finds what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from viewer.catalog.catalog import Catalog, Gathering, catalogue
from viewer.catalog.storage import FileJoin, name_of, remembered
from viewer.catalog.walk import Segment, chunks_of, quick_walk, thorough_walk
from viewer.formats import Export
from viewer.formats.chunk import Chunk
from viewer.model.issue import Issue, Severity

SMALL_BYTES = 4 << 20
"""Exports up to this size are read thoroughly at once, and not remembered."""

_FIRST_ROWS = 2_000
_GROWTH = 4


class Watcher(Protocol):
    """The one who waits for the catalogue."""

    def check(self) -> None:
        """Raise to give up."""

    def progress(self, done: int, total: int) -> None:
        """Bytes done and in all, of both walks."""

    def tell(self, catalog: Any) -> None:
        """A catalogue that will be followed by a better one."""


Spread = Callable[[Callable[[Chunk], Segment], Iterable[Chunk], Callable[[], None]], Iterator[Segment]]


def gather(
    export: Export,
    root: Path,
    watcher: Watcher,
    spread: Spread,
    *,
    thorough: bool = True,
    known: Catalog | None = None,
) -> Catalog:
    """The complete catalogue, checked when it is to be `thorough`, others being told of before it.

    What is `known` of the first rows, from another time, is not read again.

    Raises:
        FileChangedError: the file was changed on disk.
    """
    if export.is_listed and export.size_bytes <= SMALL_BYTES:
        return catalogue(export, check=watcher.check)
    try:
        return _Gatherer(export, root, watcher, spread, known).catalog(thorough=thorough)
    except OSError as error:
        reason = error.strerror or str(error)
        text = f"the catalogue cannot be kept in {root} ({reason}): all rows are read anew each time"
        catalog = catalogue(export, check=watcher.check, thorough=False)
        return replace(catalog, issues=(Issue(Severity.WARNING, text), *catalog.issues))


@dataclass(frozen=True, slots=True)
class _Gatherer:
    """What both walks need."""

    export: Export
    root: Path
    watcher: Watcher
    spread: Spread
    known: Catalog | None

    def catalog(self, *, thorough: bool) -> Catalog:
        """As it was remembered, else walked."""
        checked_name = name_of(self.export, checked=True)
        if (remembered_one := remembered(self.root, checked_name)) is not None:
            return remembered_one
        quick_name = name_of(self.export, checked=False)
        if (quick := remembered(self.root, quick_name)) is None:
            quick = self._walked(quick_name, self.known, thorough=False)
        if not thorough:
            return quick
        self.watcher.tell(quick)
        checked = self.known is not None and self.known.is_checked
        return self._walked(checked_name, self.known if checked else None, thorough=True)

    def _walked(self, name: str, known: Catalog | None, *, thorough: bool) -> Catalog:
        export, watcher = self.export, self.watcher
        join = FileJoin(self.root)
        try:
            gathering = Gathering(export, join, thorough=thorough, known=known)
            next_told = max(_FIRST_ROWS, join.rows * _GROWTH)
            walk = thorough_walk if thorough else quick_walk
            for segment in self.spread(walk, chunks_of(export, watcher.check, join.rows), watcher.check):
                gathering.add(segment)
                watcher.progress(export.end_of(join.rows - 1), export.size_bytes)
                if not thorough and join.rows >= next_told:
                    next_told = join.rows * _GROWTH
                    watcher.tell(gathering.catalog(complete=False))
            catalog = gathering.catalog(complete=True)
            join.keep(name, catalog)
        except BaseException:
            join.discard()
            raise
        return catalog

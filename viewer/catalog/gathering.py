"""The catalogue of an export, told of while it grows: as it was remembered, else by two walks.

The first walk makes it quickly from skeletons, the second reads every row tolerantly and finds what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
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


def gather(export: Export, root: Path, watcher: Watcher, spread: Spread, *, thorough: bool = True) -> Catalog:
    """The complete catalogue, checked when it is to be `thorough`, others being told of before it.

    Raises:
        FileChangedError: the file was changed on disk.
    """
    if export.is_listed and export.size_bytes <= SMALL_BYTES:
        return catalogue(export, check=watcher.check)
    try:
        return _gathered(export, root, watcher, spread, thorough=thorough)
    except OSError as error:
        reason = error.strerror or str(error)
        text = f"the catalogue cannot be kept in {root} ({reason}): all rows are read anew each time"
        catalog = catalogue(export, check=watcher.check, thorough=False)
        return replace(catalog, issues=(Issue(Severity.WARNING, text), *catalog.issues))


def _gathered(export: Export, root: Path, watcher: Watcher, spread: Spread, *, thorough: bool) -> Catalog:
    checked_name = name_of(export, checked=True)
    if (known := remembered(root, checked_name)) is not None:
        return known
    quick_name = name_of(export, checked=False)
    if (quick := remembered(root, quick_name)) is None:
        quick = _walked(export, root, quick_name, watcher, spread, thorough=False)
    if not thorough:
        return quick
    watcher.tell(quick)
    return _walked(export, root, checked_name, watcher, spread, thorough=True)


def _walked(
    export: Export, root: Path, name: str, watcher: Watcher, spread: Spread, *, thorough: bool
) -> Catalog:
    join = FileJoin(root)
    try:
        gathering = Gathering(export, join, thorough=thorough)
        next_told = _FIRST_ROWS
        walk = thorough_walk if thorough else quick_walk
        for segment in spread(walk, chunks_of(export, watcher.check), watcher.check):
            gathering.add(segment)
            watcher.progress(gathering.size_bytes, export.size_bytes)
            if not thorough and gathering.join.rows >= next_told:
                next_told = gathering.join.rows * _GROWTH
                watcher.tell(gathering.catalog(complete=False))
        catalog = gathering.catalog(complete=True)
        join.keep(name, catalog)
    except BaseException:
        join.discard()
        raise
    return catalog

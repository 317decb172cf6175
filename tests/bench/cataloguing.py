"""Listing and cataloguing an export, against orjson.loads on every line of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import orjson

from tests.bench.big_exports import export_of
from tests.bench.figure import Figure, medians_secs
from viewer.catalog.catalog import Gathering
from viewer.catalog.joining import MemoryJoin
from viewer.catalog.walk import chunks_of, quick_walk
from viewer.formats import open_export
from viewer.formats.heads import head_of
from viewer.tasks import Processes

ROWS = 12_000
_ROUNDS = 3


def listing_all_rows() -> Figure:
    """Offset, id and global key of every row."""
    with export_of(ROWS) as path:
        ours, reference = medians_secs(lambda: _list(path), lambda: _load(path), rounds=_ROUNDS)
    return _figure("all rows listed (id, key, offset)", ours, reference, goal=10)


def cataloguing_in_one_process() -> Figure:
    """Every column of the catalogue."""
    with export_of(ROWS) as path:
        ours, reference = medians_secs(lambda: _walk(path, map), lambda: _load(path), rounds=_ROUNDS)
    return _figure("the whole catalogue, one process", ours, reference, goal=2)


def cataloguing_in_two_processes() -> Figure:
    """The same, spread over two processes that were begun before."""
    processes = Processes(2)
    try:
        with export_of(2 * ROWS) as path:
            ours, reference = medians_secs(
                lambda: _walk(path, lambda work, jobs: processes.map(work, jobs, lambda: None)),
                lambda: _load(path),
                rounds=_ROUNDS,
            )
    finally:
        processes.close()
    return _figure("the whole catalogue, two processes", ours, reference, goal=2.5)


def _figure(what: str, ours: float, reference: float, goal: float) -> Figure:
    name = f"{what}, against orjson.loads on every line of {ROWS:,} or more rows of 10 kB"
    return Figure(name, ours * 1e3, "ms", reference * 1e3, goal=goal)


def _load(path: Path) -> None:
    with path.open("rb") as file:
        for line in file:
            orjson.loads(line)


def _list(path: Path) -> None:
    with open_export(path) as export:
        heads = [head_of(record) for chunk in chunks_of(export) for record in chunk.raw()]
        assert len(heads) == len(export)
        assert heads[-1].id is not None


def _walk(path: Path, spread: Callable[..., object]) -> None:
    with open_export(path) as export:
        gathering = Gathering(export, MemoryJoin(), thorough=False)
        for segment in spread(quick_walk, chunks_of(export)):  # type: ignore[attr-defined]
            gathering.add(segment)
        assert len(gathering.catalog(complete=True)) == len(export)

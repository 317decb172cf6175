"""The table of shapes that is looked at: a small one made at once, a large one by a worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from viewer.canvas.shapes import Part, ShapeTable, build_table
from viewer.tasks import Tasks

AT_ONCE = 2000
"""Objects whose table is made where it is asked for: about ten milliseconds."""
_Identity: TypeAlias = tuple[tuple[int, ...], tuple[int, ...] | None]
_Wanted: TypeAlias = tuple[tuple[_Identity, ...], float | None]


@dataclass(frozen=True, slots=True, eq=False)
class _Made:
    """A table and what it was made of, which lives as long, since it is told by its identity."""

    wanted: _Wanted
    parts: tuple[Part, ...]
    table: ShapeTable


class Tables:
    """Keeps the table of what is shown; `arrived` is called when one that was asked for is there."""

    def __init__(self, tasks: Tasks, arrived: Callable[[], None]) -> None:
        self._tasks = tasks
        self._arrived = arrived
        self._made: list[_Made] = []
        self._under_way: dict[str, _Wanted] = {}

    @property
    def waiting(self) -> bool:
        """Whether a table that was asked for is still being made."""
        return bool(self._under_way)

    def clear(self) -> None:
        """Another row is looked at."""
        for key in self._under_way:
            self._tasks.cancel(key)
        self._made, self._under_way = [], {}

    def table(self, parts: Sequence[Part], flip_height: float | None) -> ShapeTable:
        """The table of these labels; until a worker has made it, the last one of the same labels, or none."""
        wanted: _Wanted = (tuple(_identity(part) for part in parts), flip_height)
        made = self._find(wanted)
        if made is None and sum(len(part.label.annotations.objects) for part in parts) <= AT_ONCE:
            made = self._keep(_Made(wanted, tuple(parts), build_table(parts, flip_height)))
        elif made is None:
            self._start(wanted, tuple(parts))
            made = self._find(wanted) or self._last(parts)
        return made.table if made is not None else ShapeTable()

    def _find(self, wanted: _Wanted) -> _Made | None:
        return next((made for made in self._made if made.wanted == wanted), None)

    def _last(self, parts: Sequence[Part]) -> _Made | None:
        labels = [id(part.label) for part in parts]
        return next((made for made in self._made if [id(p.label) for p in made.parts] == labels), None)

    def _start(self, wanted: _Wanted, parts: tuple[Part, ...]) -> None:
        key = f"shapes {'as they stand' if wanted[1] is None else 'turned over'}"
        if self._under_way.get(key) == wanted:
            return
        self._under_way[key] = wanted
        self._tasks.start(
            lambda ticket: build_table(parts, wanted[1], ticket.breathe),
            done=lambda table: self._take(key, _Made(wanted, parts, table)),
            key=key,
        )

    def _take(self, key: str, made: _Made) -> None:
        del self._under_way[key]
        self._keep(made)
        self._arrived()

    def _keep(self, made: _Made) -> _Made:
        self._made = [made, *self._made[:1]]  # two, as a frame is measured before it is turned over
        return made


def _identity(part: Part) -> _Identity:
    return (id(part.label), *map(id, part.layers)), part.places

"""Columns of one run of rows after another become those of all: codes are renumbered, the rest is appended.

The arrays go wherever a sink puts them: into memory, or (see `storage`) into files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from viewer.catalog.columns import (
    BagColumn,
    Column,
    FlagColumn,
    NumberColumn,
    SetColumn,
    TextColumn,
    TimeColumn,
)
from viewer.catalog.fields import FIELDS, FieldKind

Array = NDArray[Any]

PARTS: dict[FieldKind, dict[str, type[np.generic]]] = {
    FieldKind.TEXT: {"blob": np.uint8, "bounds": np.int64},
    FieldKind.SET: {"codes": np.int32},
    FieldKind.BAG: {"bounds": np.int64, "codes": np.int32, "counts": np.uint32},
    FieldKind.NUMBER: {"values": np.float32},
    FieldKind.TIME: {"values": np.int64},
    FieldKind.FLAG: {"values": np.bool_},
}
"""The arrays that a column of each kind is made of; bounds begin with a 0."""


class Sink(Protocol):
    """Where one array grows."""

    def append(self, values: Array) -> None:
        """Put values behind those that are there."""
        ...

    def array(self) -> Array:
        """All of them."""
        ...


class MemorySink:
    """Keeps the pieces until they are asked for as one."""

    def __init__(self, kind: type[np.generic]) -> None:
        self._pieces: list[Array] = [np.zeros(0, kind)]

    def append(self, values: Array) -> None:
        """Keep a piece."""
        self._pieces.append(values)

    def array(self) -> Array:
        """The pieces as one."""
        self._pieces = [np.concatenate(self._pieces)]
        return self._pieces[0]


class Join:
    """Takes the columns of one run of rows after another; `rows` counts them."""

    def __init__(self, sink_for: Callable[[str, str, type[np.generic]], Sink]) -> None:
        """`sink_for` gives the sink of a field, a part of its column, and the part's type."""
        self.rows = 0
        self._sinks = {
            field.id: {part: sink_for(field.id, part, kind) for part, kind in PARTS[field.kind].items()}
            for field in FIELDS
        }
        self._ends: dict[str, int] = {}
        self._names: dict[str, dict[Any, int]] = {}
        for field in FIELDS:
            if "bounds" in PARTS[field.kind]:
                self._sinks[field.id]["bounds"].append(np.zeros(1, np.int64))
                self._ends[field.id] = 0
            if field.kind in (FieldKind.SET, FieldKind.BAG):
                self._names[field.id] = {(): 0} if field.kind is FieldKind.SET else {}

    def add(self, columns: Mapping[str, Column]) -> None:
        """Append the columns of a run of rows."""
        for field in FIELDS:
            self._append(field.id, columns[field.id])
        self.rows += len(columns[FIELDS[0].id])

    def _append(self, field: str, column: Column) -> None:
        sinks = self._sinks[field]
        match column:
            case TextColumn(blob=blob, bounds=bounds):
                sinks["blob"].append(blob)
                self._append_bounds(field, bounds)
            case SetColumn(codes=codes, sets=sets):
                sinks["codes"].append(self._renumbered(field, codes, sets))
            case BagColumn(bounds=bounds, codes=codes, counts=counts, names=names):
                sinks["codes"].append(self._renumbered(field, codes, names))
                sinks["counts"].append(counts)
                self._append_bounds(field, bounds)
            case NumberColumn(values=values) | TimeColumn(values=values) | FlagColumn(values=values):
                sinks["values"].append(values)

    def _append_bounds(self, field: str, bounds: NDArray[np.int64]) -> None:
        end = self._ends[field]
        self._sinks[field]["bounds"].append(bounds[1:] + end)
        self._ends[field] = end + int(bounds[-1])

    def _renumbered(self, field: str, codes: NDArray[np.int32], names: tuple[Any, ...]) -> NDArray[np.int32]:
        known = self._names[field]
        numbers = np.array([known.setdefault(name, len(known)) for name in names], np.int32)
        return numbers[codes] if len(names) else codes

    @property
    def names(self) -> dict[str, tuple[Any, ...]]:
        """The sets and names met so far, by field."""
        return {field: tuple(known) for field, known in self._names.items()}

    def columns(self) -> dict[str, Column]:
        """The columns of all rows so far."""
        arrays = {
            field: {part: sink.array() for part, sink in sinks.items()}
            for field, sinks in self._sinks.items()
        }
        return columns_from(arrays, self.names)


class MemoryJoin(Join):
    """Joins in memory."""

    def __init__(self) -> None:
        super().__init__(lambda _field, _part, kind: MemorySink(kind))


def columns_from(
    arrays: Mapping[str, Mapping[str, Array]], names: Mapping[str, tuple[Any, ...]]
) -> dict[str, Column]:
    """Columns of their arrays and names."""
    return {field.id: _column(field.kind, arrays[field.id], names.get(field.id, ())) for field in FIELDS}


def _column(kind: FieldKind, parts: Mapping[str, Array], names: tuple[Any, ...]) -> Column:
    match kind:
        case FieldKind.TEXT:
            return TextColumn(parts["blob"], parts["bounds"])
        case FieldKind.SET:
            return SetColumn(parts["codes"], names)
        case FieldKind.BAG:
            return BagColumn(parts["bounds"], parts["codes"], parts["counts"], names)
        case FieldKind.NUMBER:
            return NumberColumn(parts["values"])
        case FieldKind.TIME:
            return TimeColumn(parts["values"])
        case FieldKind.FLAG:
            return FlagColumn(parts["values"])

"""One cell of a catalogue, as a value and as a person reads it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TypeAlias

import numpy as np

from viewer.catalog.columns import (
    NO_TIME,
    BagColumn,
    Column,
    FlagColumn,
    NumberColumn,
    SetColumn,
    TextColumn,
    TimeColumn,
)

Value: TypeAlias = str | int | float | bool | list[str] | dict[str, int] | None
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def value_of(column: Column, row: int) -> Value:
    """Text, number, yes or no, names or names with their numbers; a time as ISO 8601; None for nothing."""
    match column:
        case TextColumn():
            return column.text(row)
        case SetColumn():
            return list(column.names_of(row))
        case BagColumn():
            return column.bag(row)
        case NumberColumn(values=values):
            number = float(values[row])
            if np.isnan(number):
                return None
            return int(number) if number.is_integer() else number
        case TimeColumn(values=times):
            return None if times[row] == NO_TIME else moment(int(times[row])).isoformat(timespec="seconds")
        case FlagColumn(values=flags):
            return bool(flags[row])


def told(column: Column, row: int) -> str:
    """A cell as a line of text, empty for nothing."""
    if isinstance(column, TimeColumn):
        time = int(column.values[row])
        return "" if time == NO_TIME else moment(time).strftime("%Y-%m-%d %H:%M")
    match value_of(column, row):
        case None | False:
            return ""
        case True:
            return "yes"
        case str() as text:
            return text
        case list() as names:
            return ", ".join(names)
        case dict() as counts:
            return ", ".join(name if count == 1 else f"{name} ×{count:,}" for name, count in counts.items())
        case int() as number:
            return f"{number:,}"
        case float() as number:
            return f"{number:,.3f}".rstrip("0").rstrip(".")


def moment(milliseconds: int) -> datetime:
    """The date of milliseconds since 1970, in UTC."""
    return _EPOCH + timedelta(milliseconds=milliseconds)

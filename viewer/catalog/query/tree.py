"""What a query says, as a closed union of frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Compared(StrEnum):
    """How a number, a date or a count is compared."""

    EQUAL = "="
    UNEQUAL = "!="
    BELOW = "<"
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True)
class Word:
    """A text in any id, key, name or class."""

    text: str


@dataclass(frozen=True, slots=True)
class Holds:
    """A field holds the text, or is it when `exact`; in any case of its letters."""

    field: str
    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the row compared."""

    field: str
    how: Compared
    value: float


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of the row compared with a day, month or year: from `start` to before `end`, in ms since 1970.

    `text` is the date as it was written.
    """

    field: str
    how: Compared
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Between:
    """A number of the row from `low` to `high`, both included."""

    field: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of the names that hold the text a row has, compared: `class:car>3`."""

    field: str
    text: str
    how: Compared
    count: float


@dataclass(frozen=True, slots=True)
class Is:
    """What a row is: `is:skipped`."""

    what: str


@dataclass(frozen=True, slots=True)
class Has:
    """What a row has: `has:relationship`."""

    what: str


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    inner: Query


@dataclass(frozen=True, slots=True)
class And:
    """All of them; none is every row."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of them."""

    parts: tuple[Query, ...]


Query: TypeAlias = Word | Holds | Number | Moment | Between | Counted | Is | Has | Not | And | Or
EVERYTHING = And(())

"""The pieces of a query with their places: parentheses, operators, terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from viewer.catalog.query.errors import QueryError

_BLANK = re.compile(r"\s+")
_FIELD = re.compile(r"([A-Za-z_]+)(:|>=|<=|!=|=|>|<)")
_BARE = re.compile(r'[^\s()|"]+')
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class Kind(Enum):
    """What a piece is."""

    OPEN = auto()
    CLOSE = auto()
    PIPE = auto()
    MINUS = auto()
    TERM = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text from `at` to `end`; `field` and `operator` only of a term that names a field."""

    kind: Kind
    at: int
    end: int
    text: str = ""
    quoted: bool = False
    field: str = ""
    operator: str = ""

    @property
    def length(self) -> int:
        """Characters it takes."""
        return self.end - self.at


_SIGNS = {"(": Kind.OPEN, ")": Kind.CLOSE, "|": Kind.PIPE}


def pieces_of(text: str) -> Iterator[Piece]:
    """Every piece in turn.

    Raises:
        QueryError: a quote is not closed.
    """
    at = 0
    while at < len(text):
        if blank := _BLANK.match(text, at):
            at = blank.end()
            continue
        if text[at] in _SIGNS:
            piece = Piece(_SIGNS[text[at]], at, at + 1)
        elif text[at] == "-" and at + 1 < len(text) and not text[at + 1].isspace():
            piece = Piece(Kind.MINUS, at, at + 1)
        else:
            piece = _term(text, at)
        yield piece
        at = piece.end


def _term(text: str, at: int) -> Piece:
    field, operator, start = "", "", at
    if named := _FIELD.match(text, at):
        field, operator, start = named[1], named[2], named.end()
    value, end, quoted = _value(text, start)
    return Piece(Kind.TERM, at, end, value, quoted, field, operator)


def _value(text: str, at: int) -> tuple[str, int, bool]:
    """The value that begins there, empty when none does."""
    if text[at : at + 1] == '"':
        if quoted := _QUOTED.match(text, at):
            return _ESCAPED.sub(r"\1", quoted[1]), quoted.end(), True
        raise QueryError(
            "a quote is not closed", at, len(text) - at, 'put another " at the end', unfinished=True
        )
    bare = _BARE.match(text, at)
    return (bare[0], bare.end(), False) if bare else ("", at, False)

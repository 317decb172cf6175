"""A tree as the text that says it, for the panels that write queries."""

from __future__ import annotations

import re

from viewer.catalog.found import Sample
from viewer.catalog.query.tree import (
    And,
    Between,
    Counted,
    Has,
    Holds,
    Is,
    Moment,
    Not,
    Number,
    Or,
    Query,
    Word,
)
from viewer.catalog.query.words import OPERATORS

_PLAIN = re.compile(r'[^\s()|"\\:=<>!.-][^\s()|"\\:=<>!]*')


def text_of(query: Query, sample: Sample | None = None) -> str:
    """The text that parses to this query and sample."""
    text = _conjunction(query)
    if sample is None:
        return text
    parts = [text, f"| sample {sample.size}"]
    parts += [f"seed {sample.seed}"] if sample.seed else []
    parts += [f"by {sample.by}"] if sample.by is not None else []
    return " ".join(part for part in parts if part)


def quoted(text: str) -> str:
    """The text as a value of a query, in quotes unless it is a plain word."""
    if _PLAIN.fullmatch(text) and text.lower() not in OPERATORS:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _conjunction(query: Query) -> str:
    match query:
        case And(parts):
            return " ".join(map(_within_and, parts))
        case Or(parts):
            return " or ".join(_within_or(part) for part in parts)
        case _:
            return _term(query)


def _within_and(query: Query) -> str:
    return f"({_conjunction(query)})" if isinstance(query, And | Or) else _term(query)


def _within_or(query: Query) -> str:
    return f"({_conjunction(query)})" if isinstance(query, Or) else _conjunction(query)


def _term(query: Query) -> str:
    match query:
        case Word(text):
            return quoted(text)
        case Holds(field, text, exact):
            return f"{field}{'=' if exact else ':'}{quoted(text)}"
        case Number(field, how, value):
            return f"{field}{how.value}{_number(value)}"
        case Moment(field, how, text):
            return f"{field}{how.value}{text}"
        case Between(field, low, high):
            return f"{field}:{_end(low)}..{_end(high)}"
        case Counted(field, text, how, count):
            return f"{field}:{text}{how.value}{count:.0f}"
        case Is(what):
            return f"is:{what}"
        case Has(what):
            return f"has:{what}"
        case Not(inner):
            return f"-({_conjunction(inner)})" if isinstance(inner, And | Or) else f"-{_term(inner)}"
        case And() | Or():
            return f"({_conjunction(query)})"


def _end(value: float) -> str:
    return "" if value in (float("inf"), float("-inf")) else _number(value)


def _number(value: float) -> str:
    """The shortest text that is read as this number again."""
    return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else repr(value)

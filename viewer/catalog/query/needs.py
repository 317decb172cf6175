"""Which of the walks a query can be answered after."""

from __future__ import annotations

from collections.abc import Iterable

from viewer.catalog.query.parse import parse
from viewer.catalog.query.tree import And, Between, Has, Is, Not, Number, Or, Query

_OF_ISSUES = ("errors", "warnings")
_HAS_ISSUES = ("issue", "error", "warning", "unreadable")


def needs_issues(text: str, fields: Iterable[str]) -> bool:
    """Whether a query or one of the fields asks for what only the thorough walk finds out.

    Raises:
        QueryError: the query cannot be read.
    """
    query, _ = parse(text)
    return _asks(query) or any(field in _OF_ISSUES for field in fields)


def _asks(query: Query) -> bool:
    match query:
        case And(parts) | Or(parts):
            return any(map(_asks, parts))
        case Not(inner):
            return _asks(inner)
        case Has(what) | Is(what):
            return what in _HAS_ISSUES
        case Number(field) | Between(field):
            return field in _OF_ISSUES
        case _:
            return False

"""What can stand at the cursor of a query: fields, and values of the catalogue, frequent ones first."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from viewer.catalog.catalog import Catalog
from viewer.catalog.columns import BagColumn, Column, SetColumn
from viewer.catalog.fields import FIELD, FieldKind
from viewer.catalog.query.text import quoted
from viewer.catalog.query.words import FIELD_WORDS, HAS, IS

MOST = 50
_TERM = re.compile(r'(?:^|[\s(|])-?((?:([A-Za-z_]+)(:|=))?("(?:[^"\\]|\\.)*|[^\s()|"]*))$')


@dataclass(frozen=True, slots=True)
class Completion:
    """`text` to put in the place of what was typed from `start` on; `note` says what it is, or how many."""

    text: str
    start: int
    note: str = ""


def complete(text: str, cursor: int, catalog: Catalog | None) -> tuple[Completion, ...]:
    """What can stand at the cursor, best first; nothing where nothing was begun."""
    typed = _TERM.search(text[:cursor])
    if typed is None or not typed[1]:
        return ()
    field, begun = (typed[2] or "").lower(), typed[4].removeprefix('"')
    if not field:
        return tuple(_fields(begun, typed.start(4)))
    start = typed.start(4)
    if field in ("is", "has"):
        return tuple(
            Completion(word, start) for word in (IS if field == "is" else HAS) if word.startswith(begun)
        )
    if catalog is None or field not in FIELD:
        return ()
    return tuple(_values(catalog.columns[field], begun, start))


def _fields(begun: str, start: int) -> list[Completion]:
    wanted = begun.lower()
    if not wanted:
        return []
    found = [word for word in FIELD_WORDS if word.startswith(wanted)]
    return [
        Completion(f"{word}{_sign(word)}", start, FIELD[word].title if word in FIELD else "")
        for word in found
    ]


def _sign(word: str) -> str:
    is_number = word in FIELD and FIELD[word].kind in (FieldKind.NUMBER, FieldKind.TIME)
    return ">" if is_number else ":"


def _values(column: Column, begun: str, start: int) -> list[Completion]:
    wanted = begun.casefold()
    counted = value_counts(column)
    found = [(name, count) for name, count in counted if wanted in name.casefold()]
    found.sort(key=lambda pair: (not pair[0].casefold().startswith(wanted), -pair[1]))
    return [Completion(quoted(name), start, f"{count:,}") for name, count in found[:MOST]]


def value_counts(column: Column) -> list[tuple[str, int]]:
    """Each name of a column of sets or bags with the number of its rows; of other columns nothing."""
    match column:
        case SetColumn(codes=codes, sets=sets):
            by_set = np.bincount(codes, minlength=len(sets)).tolist()
            counts: dict[str, int] = {}
            for names, count in zip(sets, by_set, strict=True):
                for name in names:
                    counts[name] = counts.get(name, 0) + count
            return list(counts.items())
        case BagColumn(codes=codes, names=names):
            return list(zip(names, np.bincount(codes, minlength=len(names)).tolist(), strict=True))
        case _:
            return []

"""A query becomes a tree: `or` binds least, terms side by side are both meant, `not` and `-` bind most."""

from __future__ import annotations

import difflib
import re

from viewer.catalog.fields import FIELD, FieldKind
from viewer.catalog.found import Sample
from viewer.catalog.query.dates import span_of
from viewer.catalog.query.errors import QueryError
from viewer.catalog.query.lex import Kind, Piece, pieces_of
from viewer.catalog.query.tree import (
    And,
    Between,
    Compared,
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
from viewer.catalog.query.words import FIELD_WORDS, HAS, IS, SAMPLE

_COUNT = re.compile(r"(.+?)(>=|<=|>|<)(\d+)")
_RANGE = re.compile(r"(.*?)\.\.(.*)")
_MOST_NESTED = 100


def parse(text: str) -> tuple[Query, Sample | None]:
    """The tree of a query, and the sample that it asks for behind `|`, which a sample of all rows needs not.

    Raises:
        QueryError: it cannot be read.
    """
    parser = _Parser(text)
    query = And(()) if parser.is_sample_of_all() else parser.alternatives()
    sample = parser.sample()
    parser.require_end()
    return query, sample


class _Parser:
    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._pieces = list(pieces_of(text))
        self._at = 0
        self._depth = 0

    def _next(self) -> Piece | None:
        return self._pieces[self._at] if self._at < len(self._pieces) else None

    def _take(self) -> Piece:
        piece = self._pieces[self._at]
        self._at += 1
        return piece

    def _is_word(self, word: str) -> bool:
        piece = self._next()
        plain = piece is not None and piece.kind is Kind.TERM and not (piece.quoted or piece.field)
        return piece is not None and plain and piece.text.lower() == word

    def alternatives(self) -> Query:
        parts = [self._conjunction()]
        while self._is_word("or"):
            self._operand_after(self._take())
            parts.append(self._conjunction())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _conjunction(self) -> Query:
        parts: list[Query] = []
        while (piece := self._next()) is not None and piece.kind not in (Kind.CLOSE, Kind.PIPE):
            if self._is_word("or"):
                if not parts:
                    raise QueryError("or stands between two terms", piece.at, piece.length)
                break
            if self._is_word("and"):
                if not parts:
                    raise QueryError("and stands between two terms", piece.at, piece.length)
                self._operand_after(self._take())
                continue
            parts.append(self._unary())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _operand_after(self, operator: Piece) -> None:
        piece = self._next()
        if piece is None or piece.kind in (Kind.CLOSE, Kind.PIPE):
            message = f"something is missing after {operator.text or '-'}"
            raise QueryError(message, operator.at, operator.length, unfinished=True)

    def _unary(self) -> Query:
        piece = self._take()
        self._depth += 1
        if self._depth > _MOST_NESTED:
            raise QueryError("nested too deeply", piece.at, piece.length)
        try:
            return self._unary_of(piece)
        finally:
            self._depth -= 1

    def _unary_of(self, piece: Piece) -> Query:
        match piece.kind:
            case Kind.OPEN:
                return self._group(piece)
            case Kind.MINUS:
                self._operand_after(piece)
                return Not(self._unary())
            case _ if not (piece.quoted or piece.field) and piece.text.lower() == "not":
                self._operand_after(piece)
                return Not(self._unary())
            case _:
                return term_of(piece)

    def _group(self, opening: Piece) -> Query:
        inner = self.alternatives()
        piece = self._next()
        if piece is None or piece.kind is not Kind.CLOSE:
            raise QueryError("a parenthesis is not closed", opening.at, 1, "put a ) behind", unfinished=True)
        if self._pieces[self._at - 1] is opening:
            raise QueryError("there is nothing in the parentheses", opening.at, 2, unfinished=True)
        self._take()
        return inner

    def require_end(self) -> None:
        if (piece := self._next()) is not None:
            raise QueryError("a ) without its (", piece.at, piece.length, "take it out or put a ( before")

    # ----------------------------------------------------------------- | sample 100 seed 7 by class

    def is_sample_of_all(self) -> bool:
        """Whether it begins with `sample 100`: the word alone is looked for like any other."""
        second = self._pieces[1] if len(self._pieces) > 1 else None
        is_number = second is not None and second.kind is Kind.TERM and not (second.quoted or second.field)
        return is_number and self._is_word(SAMPLE) and second is not None and second.text.isdecimal()

    def sample(self) -> Sample | None:
        piece = self._next()
        if piece is None or not (piece.kind is Kind.PIPE or (self._at == 0 and self.is_sample_of_all())):
            return None
        if piece.kind is Kind.PIPE:
            self._take()
        if not self._is_word(SAMPLE):
            at = self._next() or piece
            raise QueryError(
                "behind | stands a sample", at.at, at.length, "as in | sample 100 seed 7", unfinished=True
            )
        self._take()
        size, seed, by = self._natural("how many rows"), 0, None
        while (word := self._next()) is not None:
            if self._is_word("seed"):
                self._take()
                seed = self._natural("a seed")
            elif self._is_word("by"):
                self._take()
                by = self._facet()
            else:
                raise QueryError(
                    f"{word.text or 'this'} says nothing of a sample", word.at, word.length, "use seed and by"
                )
        return Sample(size, seed, by)

    def _natural(self, what: str) -> int:
        piece = self._next()
        if piece is None:
            raise QueryError(f"{what} is missing", self._length, 0, "write a number", unfinished=True)
        self._take()
        if not (piece.text.isascii() and piece.text.isdigit() and len(piece.text) <= 9):
            raise QueryError(f"expected {what}, found {piece.text}", piece.at, piece.length, "write a number")
        return int(piece.text)

    def _facet(self) -> str:
        piece = self._next()
        if piece is None:
            raise QueryError("a field is missing", self._length, 0, "as in by class", unfinished=True)
        self._take()
        field = FIELD.get(piece.text.lower())
        if field is None or field.kind in (FieldKind.TEXT, FieldKind.TIME):
            raise QueryError(
                f"a sample cannot be taken by {piece.text}", piece.at, piece.length, "use class, status, by …"
            )
        return field.id


def term_of(piece: Piece) -> Query:
    """What one term says.

    Raises:
        QueryError: it names no field, or its value does not fit the field.
    """
    if not piece.field:
        return Word(piece.text)
    name = piece.field.lower()
    if name not in FIELD_WORDS:
        close = difflib.get_close_matches(name, FIELD_WORDS, 1)
        remedy = f"did you mean {close[0]}?" if close else f'to find the text itself write "{piece.field}…"'
        raise QueryError(f"there is no field {piece.field}", piece.at, len(piece.field), remedy)
    if not piece.text and not piece.quoted:
        raise QueryError(f"{name} lacks its value", piece.at, piece.length, unfinished=True)
    if name == "is":
        return Is(_one_of(piece, IS))
    if name == "has":
        return Has(_one_of(piece, HAS))
    match FIELD[name].kind:
        case FieldKind.NUMBER:
            return _number(name, piece)
        case FieldKind.TIME:
            return _moment(name, piece)
        case kind:
            return _holds(name, piece, is_bag=kind is FieldKind.BAG)


def _one_of(piece: Piece, known: tuple[str, ...]) -> str:
    word = piece.text.lower()
    if word in known:
        return word
    close = difflib.get_close_matches(word, known, 1)
    remedy = f"did you mean {close[0]}?" if close else f"use {', '.join(known)}"
    unfinished = any(each.startswith(word) for each in known)
    message = f"{piece.field}: does not know {piece.text}"
    raise QueryError(message, piece.at, piece.length, remedy, unfinished=unfinished)


def _holds(name: str, piece: Piece, *, is_bag: bool) -> Query:
    if piece.operator in ("=", "!="):
        exact = Holds(name, piece.text, exact=True)
        return exact if piece.operator == "=" else Not(exact)
    if piece.operator != ":":
        remedy = f"write {name}:{piece.text}" + (
            f" or {name}:…{piece.operator}{piece.text}" if is_bag else ""
        )
        raise QueryError(f"{name} holds texts, not numbers", piece.at, piece.length, remedy)
    if is_bag and not piece.quoted and (counted := _COUNT.fullmatch(piece.text)):
        return Counted(name, counted[1], Compared(counted[2]), float(counted[3]))
    return Holds(name, piece.text)


def _number(name: str, piece: Piece) -> Query:
    if piece.operator == ":" and (bounds := _RANGE.fullmatch(piece.text)):
        low = _float(bounds[1], name, piece) if bounds[1] else float("-inf")
        high = _float(bounds[2], name, piece) if bounds[2] else float("inf")
        return Between(name, low, high)
    how = Compared.EQUAL if piece.operator == ":" else Compared(piece.operator)
    return Number(name, how, _float(piece.text, name, piece))


def _float(text: str, name: str, piece: Piece) -> float:
    try:
        number = float(text) if text.isascii() and "_" not in text else float("nan")
    except ValueError:
        number = float("nan")
    if number != number or number in (float("inf"), float("-inf")):  # noqa: PLR0124 - NaN alone differs from itself
        raise QueryError(f"{name} is a number, {text} is none", piece.at, piece.length, f"as in {name}>20")
    return number


def _moment(name: str, piece: Piece) -> Query:
    how = Compared.EQUAL if piece.operator == ":" else Compared(piece.operator)
    if piece.operator == ":" and (bounds := _RANGE.fullmatch(piece.text)):
        first, last = (_day(name, text, piece) if text else None for text in bounds.groups())
        parts = [
            first and Moment(name, Compared.AT_LEAST, *first),
            last and Moment(name, Compared.AT_MOST, *last),
        ]
        return And(tuple(part for part in parts if part is not None))
    return Moment(name, how, *_day(name, piece.text, piece))


def _day(name: str, text: str, piece: Piece) -> tuple[str, int, int]:
    span = span_of(text)
    if span is None:
        remedy = f"as in {name}>2024-04-01 or {name}:2024-04"
        raise QueryError(f"{text} is no date", piece.at, piece.length, remedy, unfinished=len(text) < 4)
    return text, *span

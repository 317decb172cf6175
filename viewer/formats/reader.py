"""A cursor over decoded JSON that knows where it stands and notes what is not as it should be.

A `Node` offers every value twice. `need_number("top")` raises `UnfitError` when the value is missing or no
number: for what a thing cannot do without. `number("top")` notes an issue and answers None: for what can be
left out. `null` is the same as missing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from viewer.formats.findings import LARGEST_INTEGER, Issues, UnfitError, describe
from viewer.model.annotation import JsonPath

T = TypeVar("T")


class Node:
    """A JSON value, the path that leads to it from the row, and the place where issues go."""

    __slots__ = ("issues", "path", "value")

    def __init__(self, value: Any, path: JsonPath, issues: Issues) -> None:
        self.value = value
        self.path = path
        self.issues = issues

    # Steps.

    def at(self, step: str | int) -> Node:
        """The value one key or index below, which must exist."""
        return Node(self.value[step], (*self.path, step), self.issues)

    def has(self, key: str) -> bool:
        """Whether this is an object with something under `key`."""
        return isinstance(self.value, dict) and self.value.get(key) is not None

    def elements(self) -> Iterator[Node]:
        """Every element of this list, null ones included."""
        return (Node(value, (*self.path, index), self.issues) for index, value in enumerate(self.value))

    def members(self) -> Iterator[tuple[str, Node]]:
        """Every key of this object and what stands under it, except null."""
        return (
            (key, Node(value, (*self.path, key), self.issues))
            for key, value in self.value.items()
            if value is not None
        )

    def unfit(self, expected: str) -> UnfitError:
        """That this value is not what was expected, ready to raise or note."""
        return UnfitError(self.path, expected, describe(self.value))

    def missing(self, key: str, expected: str) -> UnfitError:
        """That this object lacks a key; the path leads to the object, for the key has no place."""
        return UnfitError(self.path, expected, "nothing", f'expected {expected} as "{key}", found nothing')

    # What must be there.

    def need(self, key: str, expected: str) -> Node:
        """What stands under `key`, whatever it is.

        Raises:
            UnfitError: nothing does.
        """
        if not self.has(key):
            raise self.missing(key, expected)
        return self.at(key)

    def need_object(self, key: str) -> Node:
        """The object under `key`, or `UnfitError`."""
        return self.need(key, "an object").as_object()

    def need_list(self, key: str) -> Node:
        """The list under `key`, or `UnfitError`."""
        return self.need(key, "a list").as_list()

    def need_number(self, key: str) -> float:
        """The finite number under `key`, or `UnfitError`."""
        return self.need(key, "a number").as_number()

    def need_integer(self, key: str) -> int:
        """The whole number under `key`, or `UnfitError`."""
        return self.need(key, "a whole number").as_integer()

    def need_text(self, key: str) -> str:
        """The text under `key`, or `UnfitError`."""
        return self.need(key, "text").as_text()

    # What may be there.

    def object(self, key: str) -> Node | None:
        """The object under `key`; None when there is none, with an issue when there is something else."""
        return self._lenient(key, Node.as_object)

    def list(self, key: str) -> Iterator[Node]:
        """The elements of the list under `key`; none, with an issue, when there is something else."""
        found = self._lenient(key, Node.as_list)
        return found.elements() if found else iter(())

    def members_at(self, key: str) -> Iterator[tuple[str, Node]]:
        """Keys and values of the object under `key`; none, with an issue, when there is something else."""
        found = self._lenient(key, Node.as_object)
        return found.members() if found else iter(())

    def objects(self, key: str) -> Iterator[Node]:
        """The objects of the list under `key`; anything else among them is an issue and left out."""
        for element in self.list(key):
            if isinstance(element.value, dict):
                yield element
            else:
                self.issues.error(element.unfit("an object"))

    def texts(self, key: str) -> Iterator[str]:
        """The texts of the list under `key`; anything else among them is an issue and left out."""
        for element in self.list(key):
            try:
                yield element.as_text()
            except UnfitError as unfit:
                self.issues.error(unfit)

    def text(self, key: str) -> str | None:
        """The text under `key`."""
        if isinstance(self.value, dict) and isinstance(text := self.value.get(key), str):
            return text  # the short way for what most of a row is
        return self._lenient(key, Node.as_text)

    def number(self, key: str) -> float | None:
        """The finite number under `key`."""
        return self._lenient(key, Node.as_number)

    def integer(self, key: str) -> int | None:
        """The whole number under `key`."""
        return self._lenient(key, Node.as_integer)

    def quoted_number(self, key: str) -> float | None:
        """The number under `key`, where the format itself writes it as text in some years."""
        return None if self._blank(key) else self._lenient(key, lambda node: node.as_number(quoted=True))

    def quoted_integer(self, key: str) -> int | None:
        """The whole number under `key`, where the format itself writes it as text in some years."""
        return None if self._blank(key) else self._lenient(key, lambda node: node.as_integer(quoted=True))

    def quoted_flag(self, key: str) -> bool:
        """Whether true stands under `key`, where tables write it as text."""
        value = self.value.get(key)
        if isinstance(value, str) and value.strip().lower() in ("true", "false", ""):
            return value.strip().lower() == "true"
        return self.flag(key)

    def word(self, key: str) -> str | None:
        """The text under `key`, where the format itself writes a number in some years."""
        value = self.value.get(key)
        return str(value) if isinstance(value, int) and abs(value) < LARGEST_INTEGER else self.text(key)

    def flag(self, key: str) -> bool:
        """Whether `true` stands under `key`; missing is false."""
        return bool(self._lenient(key, Node.as_flag))

    def _blank(self, key: str) -> bool:
        return self.has(key) and isinstance(self.value[key], str) and not self.value[key].strip()

    def _lenient(self, key: str, read: Callable[[Node], T]) -> T | None:
        if not self.has(key):
            return None
        try:
            return read(self.at(key))
        except UnfitError as unfit:
            self.issues.error(unfit)
            return None

    # This value as something.

    def as_object(self) -> Node:
        """This node, which must be an object, or `UnfitError`."""
        if not isinstance(self.value, dict):
            raise self.unfit("an object")
        return self

    def as_list(self) -> Node:
        """This node, which must be a list, or `UnfitError`."""
        if not isinstance(self.value, list):
            raise self.unfit("a list")
        return self

    def as_text(self) -> str:
        """This text; a number is taken for one with a warning."""
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            raise self.unfit("text")
        self.issues.warn(self.unfit("text"))
        return describe(self.value)

    def as_flag(self) -> bool:
        """This truth value, or `UnfitError`; 0 and 1 are taken for one."""
        if isinstance(self.value, bool) or (isinstance(self.value, int) and self.value in (0, 1)):
            return bool(self.value)
        raise self.unfit("true or false")

    def as_number(self, *, quoted: bool = False) -> float:
        """This finite number, or `UnfitError`; from text with a warning unless it may be `quoted`."""
        number = _number(self.value)
        if number is None:
            raise self.unfit("a number")
        if isinstance(self.value, str) and not quoted:
            self.issues.warn(self.unfit("a number"))
        return number

    def as_integer(self, *, quoted: bool = False) -> int:
        """This whole number, or `UnfitError`; `12.0` is one."""
        number = _number(self.value)
        if number is None or not number.is_integer() or abs(number) > LARGEST_INTEGER:
            raise self.unfit("a whole number")
        if isinstance(self.value, str) and not quoted:
            self.issues.warn(self.unfit("a whole number"))
        return int(number)


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str) and ("_" in value or not value.isascii()):
        return None  # Python reads 1_000 and Arabic digits as numbers; no JSON writer means them
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None

"""Finds a text in the keys and values of a JSON value, in the order of the file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from viewer.model.annotation import JsonPath

_CHECK_EVERY = 4096


def find_text(
    value: Any,
    text: str,
    start: JsonPath,
    *,
    backwards: bool = False,
    check: Callable[[], None] = lambda: None,
) -> JsonPath | None:
    """The next match after the place `start` (or before it), round the end if need be; case does not matter.

    `check` is called now and then, and may raise to give up.
    """
    wanted = text.casefold()
    first: JsonPath | None = None
    last: JsonPath | None = None
    before: JsonPath | None = None
    has_passed = not start
    for count, (keys, found) in enumerate(_walk(value)):
        if count % _CHECK_EVERY == 0:
            check()
        is_start = not has_passed and len(keys) == len(start) and tuple(keys) == start
        if _holds(keys[-1], found, wanted):
            last = tuple(keys)
            if has_passed and not backwards:
                return last
            first = first or last
            if not has_passed and not is_start:
                before = last
        has_passed = has_passed or is_start
    return (before or last) if backwards else first


def _walk(value: Any) -> Iterator[tuple[list[str | int], Any]]:
    """Every member below a value with its keys; the list of keys is the same one throughout."""
    keys: list[str | int] = []
    levels = [iter(_members(value))]
    while levels:
        member = next(levels[-1], None)
        if member is None:
            levels.pop()
            if keys:
                keys.pop()
            continue
        key, below = member
        keys.append(key)
        yield keys, below
        if isinstance(below, dict | list):
            levels.append(iter(_members(below)))
        else:
            keys.pop()


def _members(value: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def _holds(key: str | int, value: Any, wanted: str) -> bool:
    if isinstance(key, str) and wanted in key.casefold():
        return True
    if isinstance(value, str):
        return wanted in value.casefold()
    if isinstance(value, dict | list):
        return False
    return wanted in json.dumps(value).casefold()

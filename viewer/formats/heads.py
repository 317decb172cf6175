"""The ids of a data row from the beginning of its record, without parsing the rest."""

from __future__ import annotations

import re
from typing import NamedTuple

import orjson

HEAD_BYTES = 1_024
"""Of a record so much is looked at: exports put `data_row` first, and `id` and `global_key` first in it."""

_DATA_ROW = re.compile(rb'\{\s*"data_row"\s*:\s*\{')
_ID = re.compile(rb'"id"\s*:\s*("(?:[^"\\]|\\.)*")')
_KEY = re.compile(rb'"global_key"\s*:\s*("(?:[^"\\]|\\.)*")')


_COMMON = re.compile(
    rb'\{"data_row":\{"id":"([^"\\\x80-\xff]*)",(?:"external_id":"[^"\\]*",)?"global_key":"([^"\\\x80-\xff]*)"'
)
"""As Labelbox writes it, read in one go."""


class Head(NamedTuple):
    """What the beginning of a record tells; None for what it does not."""

    id: str | None = None
    global_key: str | None = None


def head_of(record: bytes | memoryview) -> Head:
    """The ids at the head of a record of the second version; nothing of any other record."""
    if common := _COMMON.match(record):
        return Head(common[1].decode(), common[2].decode())
    head = bytes(record[:HEAD_BYTES])
    start = _DATA_ROW.match(head)
    if start is None:
        return Head()
    at = start.end()
    end = head.find(b"}", at)  # of `data_row`, or of an object in it
    end = len(head) if end < 0 else end
    return Head(_text(_ID.search(head, at, end)), _text(_KEY.search(head, at, end)))


def _text(found: re.Match[bytes] | None) -> str | None:
    if found is None:
        return None
    if b"\\" not in found[1] and found[1].isascii():
        return found[1][1:-1].decode()
    try:
        text = orjson.loads(found[1])
    except orjson.JSONDecodeError:
        return None
    return text if isinstance(text, str) else None

"""Durations, dates, addresses and raw values as text."""

from __future__ import annotations

import json
from datetime import UTC, datetime, tzinfo
from typing import Any
from urllib.parse import urlsplit

from viewer.ui.details.fields import CopyText, Field, Link, OpenUrl, Text
from viewer.ui.words import number

SHOWN_ADDRESS = 72
"""Longer addresses are shortened in the middle."""

_SHOWN_QUERY = 20
_EPOCH_MS = range(10**11, 10**14)
"""1973 to 5138: whole numbers of this size are milliseconds since 1970, as in CSV exports."""


def duration(seconds: float) -> str:
    """`18 s`, `2 min 5 s`, `1 h 3 min`."""
    if not 0 <= seconds < 1e9 or seconds < 60:
        return f"{number(seconds)} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours:,} h {minutes} min" if minutes else f"{hours:,} h"


def parse_date(text: str) -> datetime | None:
    """The moment a date of an export means: ISO 8601, a bare date or epoch milliseconds; else None.

    A date without offset stays without one.
    """
    text = text.strip()
    try:
        if text.isascii() and text.isdigit() and int(text) in _EPOCH_MS:
            return datetime.fromtimestamp(int(text) / 1000, UTC)
        return datetime.fromisoformat(text) if "-" in text else None
    except (ValueError, OverflowError, OSError):
        return None


def local_date(text: str, zone: tzinfo | None = None) -> str:
    """`8 Apr 2024, 18:21:26` in `zone` (None: this computer's); what cannot be parsed stands as it is."""
    moment = parse_date(text)
    if moment is None:
        return text
    if len(text.strip()) == len("2023-02-08"):
        return _day(moment)
    try:
        moment = moment if moment.tzinfo is None else moment.astimezone(zone)
    except (ValueError, OverflowError, OSError):
        return text
    return f"{_day(moment)}, {moment:%H:%M:%S}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _day(moment: datetime) -> str:
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def date_field(key: str, text: str | None, depth: int = 0) -> tuple[Field, ...]:
    """A date in local words with the file's own text as tip; no field when there is none."""
    return () if not text else (Field(key, Text(local_date(text), tip=text), depth),)


def short_address(address: str, limit: int = SHOWN_ADDRESS) -> str:
    """An address cut in the middle, its query (a signature, mostly) first."""
    head, mark, query = address.partition("?")
    if mark and len(query) > _SHOWN_QUERY:
        query = f"{query[: _SHOWN_QUERY // 2]}…{query[-_SHOWN_QUERY // 4 :]}"
    return shortened(head, max(limit - len(query), limit // 2)) + mark + query


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters: the beginning, an ellipsis, the end."""
    if len(text) <= limit:
        return text
    end = (limit - 1) // 2
    return f"{text[: limit - 1 - end]}…{text[-end:]}"


def is_web_address(text: str) -> bool:
    """Whether a browser may open it: http or https with a host, one line, nothing else."""
    if len(text) > 65_536 or any(ord(c) <= 32 for c in text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.netloc)


def address_link(address: str) -> Link:
    """A link that opens a web address and copies any other, which might start anything."""
    if is_web_address(address):
        return Link(short_address(address), OpenUrl(address), tip=address)
    tip = f"{shortened(address, 1000)}\nClick to copy: only web addresses are opened"
    return Link(short_address(address), CopyText(address), tip=tip)


def address_field(key: str, address: str | None, depth: int = 0) -> tuple[Field, ...]:
    """A field that opens or copies an address; no field when there is none."""
    return () if not address else (Field(key, address_link(address), depth),)


def as_json(value: Any, limit: int = 4000) -> str:
    """A raw value as indented JSON, cut after `limit` characters with a note."""
    try:
        text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    except (RecursionError, ValueError):
        return "nested too deep to be shown here, see Raw JSON"
    return (
        text
        if len(text) <= limit
        else f"{text[:limit]}\n… {len(text) - limit:,} more characters, see Raw JSON"
    )

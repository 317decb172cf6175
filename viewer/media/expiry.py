"""When a signed link ends, read from the link itself before anything is asked of its host.

The forms are those of Google and Amazon storage, of storage.labelbox.com (`Expires` in seconds, in older
exports in milliseconds), of Azure (`se`) and of links that carry a JSON Web Token.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

LEEWAY = timedelta(minutes=2)
"""A clock may be a little off: a link is taken for expired only this long after its end."""

_FIRST_SECOND = 1_000_000_000  # 2001: smaller numbers are no moment but a length or a version
_FIRST_MILLISECOND = 100_000_000_000
_BASIC_DATE = "%Y%m%dT%H%M%SZ"


def expired_at(url: str, *, now: datetime) -> datetime | None:
    """When a link ended, in UTC; None when it has not, or does not say."""
    end = expires_at(url)
    return end if is_over(end, now) else None


def is_over(end: datetime | None, now: datetime) -> bool:
    """Whether the end of a link is past, by more than the leeway; never, when it does not say its end."""
    return end is not None and end + LEEWAY < now


def expires_at(url: str) -> datetime | None:
    """When a link ends, in UTC, the earliest of what it says; None when it does not say."""
    if "?" not in url:
        return None
    try:
        query = {name.lower(): value for name, value in parse_qsl(urlsplit(url).query)}
    except ValueError:
        return None
    ends = (
        _epoch(query.get("expires")),
        _after(query, "x-amz-date", "x-amz-expires"),
        _after(query, "x-goog-date", "x-goog-expires"),
        _iso(query["se"]) if "sig" in query and "se" in query else None,
        _token_end(query.get("token")),
    )
    return min((end for end in ends if end is not None), default=None)


def _epoch(text: object) -> datetime | None:
    if not re.fullmatch(r"[0-9]{1,16}(\.[0-9]+)?", str(text)):
        return None
    number = float(str(text))
    seconds = number / 1000 if number >= _FIRST_MILLISECOND else number
    try:
        return datetime.fromtimestamp(seconds, UTC) if seconds >= _FIRST_SECOND else None
    except (OverflowError, ValueError, OSError):  # a year that there is not
        return None


def _after(query: Mapping[str, str], date: str, length: str) -> datetime | None:
    try:
        begin = datetime.strptime(query[date], _BASIC_DATE).replace(tzinfo=UTC)
        return begin + timedelta(seconds=int(query[length]))
    except (KeyError, ValueError, OverflowError):
        return None


def _iso(text: str) -> datetime | None:
    try:
        end = datetime.fromisoformat(text)
        return (end if end.tzinfo else end.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _token_end(token: str | None) -> datetime | None:
    """The `exp` of a JSON Web Token, whose middle part is JSON in URL-safe base64 without its padding."""
    parts = (token or "").split(".")
    if len(parts) != 3:
        return None
    try:
        claims = json.loads(urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except (ValueError, RecursionError):
        return None
    end = claims.get("exp") if isinstance(claims, dict) else None
    return _epoch(end) if isinstance(end, int | float) and not isinstance(end, bool) else None

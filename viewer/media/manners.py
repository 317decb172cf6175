"""How to behave towards servers: how much at once, how often again, how long to wait before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


@dataclass(frozen=True, slots=True)
class Manners:
    """Limits of what is asked of servers.

    One of `per_host` is kept free for what is looked at; more than six connections a host Qt never opens.
    `silence_msecs` is how long a transfer may stand still. A pause that a server asks for is waited for up to
    `patience_secs`; of a longer one a person is told.
    """

    at_once: int = 16
    per_host: int = 7
    most_tries: int = 4
    most_redirects: int = 8
    silence_msecs: int = 30_000
    limit_bytes: int = 512 << 20
    first_pause_secs: float = 0.5
    longest_pause_secs: float = 30.0
    patience_secs: float = 120.0

    def pause_secs(self, tries: int, chance: float) -> float:
        """How long to wait after so many tries: twice as long each time, spread by a `chance` from 0 to 1."""
        longest = min(self.first_pause_secs * 2.0 ** (tries - 1), self.longest_pause_secs)
        return longest * (1 + chance) / 2


def wait_asked_secs(retry_after: str, now: datetime) -> float | None:
    """The wait that a `Retry-After` header asks for, in seconds or until a date (RFC 9110, 10.2.3)."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())

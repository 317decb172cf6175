"""Why a picture or a mask is not there, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from viewer.media.hosts import Host
from viewer.media.secrets import masked


class Remedy(StrEnum):
    """What a person can do about a problem."""

    LOCATE = "locate"
    RETRY = "retry"
    OPEN_ANYWAY = "open-anyway"
    ENTER_KEY = "enter-key"
    ALLOW_HOST = "allow-host"
    GO_ONLINE = "go-online"
    RELOAD = "reload"


class ProblemKind(StrEnum):
    """What went wrong, for code that treats causes apart and for counting repeated ones."""

    NO_ADDRESS = "no-address"
    MISSING = "missing"
    OUTSIDE = "outside"
    UNSUPPORTED_ADDRESS = "unsupported-address"
    NOT_DRAWN = "not-drawn"
    NOT_AN_IMAGE = "not-an-image"
    TRUNCATED = "truncated"
    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"
    EXPIRED = "expired"
    NO_KEY = "no-key"
    WRONG_KEY = "wrong-key"
    FORBIDDEN = "forbidden"
    GONE = "gone"
    RATE_LIMITED = "rate-limited"
    SERVER = "server"
    UNREACHABLE = "unreachable"
    TLS = "tls"
    TIMEOUT = "timeout"
    REDIRECTED = "redirected"
    HOST_NOT_ALLOWED = "host-not-allowed"
    OFFLINE = "offline"
    CANCELLED = "cancelled"


_RETRY = (Remedy.RETRY,)
_LOCATE = (Remedy.LOCATE, Remedy.RETRY)
REMEDIES: dict[ProblemKind, tuple[Remedy, ...]] = {
    ProblemKind.NO_ADDRESS: (Remedy.LOCATE,),
    ProblemKind.MISSING: _LOCATE,
    ProblemKind.OUTSIDE: (Remedy.LOCATE,),
    ProblemKind.UNSUPPORTED_ADDRESS: (Remedy.LOCATE,),
    ProblemKind.NOT_DRAWN: (),
    ProblemKind.NOT_AN_IMAGE: _LOCATE,
    ProblemKind.TRUNCATED: _LOCATE,
    ProblemKind.TOO_LARGE: (Remedy.OPEN_ANYWAY,),
    ProblemKind.UNREADABLE: _LOCATE,
    ProblemKind.EXPIRED: _LOCATE,
    ProblemKind.NO_KEY: (Remedy.ENTER_KEY, *_LOCATE),
    ProblemKind.WRONG_KEY: (Remedy.ENTER_KEY, *_LOCATE),
    ProblemKind.FORBIDDEN: _LOCATE,
    ProblemKind.GONE: _LOCATE,
    ProblemKind.RATE_LIMITED: _RETRY,
    ProblemKind.SERVER: _RETRY,
    ProblemKind.UNREACHABLE: _LOCATE,
    ProblemKind.TLS: _LOCATE,
    ProblemKind.TIMEOUT: _LOCATE,
    ProblemKind.REDIRECTED: _LOCATE,
    ProblemKind.HOST_NOT_ALLOWED: (Remedy.ALLOW_HOST, Remedy.LOCATE),
    ProblemKind.OFFLINE: (Remedy.GO_ONLINE, Remedy.LOCATE),
    ProblemKind.CANCELLED: _RETRY,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something cannot be shown; `url_shown` is its address without anything secret.

    `host` is the one that was asked or may not be asked, where there is one: behind a redirect another than
    that of the address.
    """

    kind: ProblemKind
    reason: str
    url_shown: str
    remedies: tuple[Remedy, ...]
    host: Host | None = None

    def __str__(self) -> str:
        """`example.com/a.png: gone (410) …`, for one line of text."""
        return f"{self.url_shown}: {self.reason}" if self.url_shown else self.reason


class MediaError(Exception):
    """Raised where a picture or mask cannot be had; becomes a `Problem` once its address is known."""

    def __init__(self, kind: ProblemKind, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason


def problem(kind: ProblemKind, reason: str, url_shown: str, host: Host | None = None) -> Problem:
    """A problem with the remedies that its kind allows; what looks secret in the texts is masked."""
    return Problem(kind, masked(reason), masked(url_shown), REMEDIES[kind], host)

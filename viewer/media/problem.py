"""Why a picture or a mask is not there, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Remedy(StrEnum):
    """What a person can do about a problem."""

    LOCATE = "locate"
    RETRY = "retry"
    OPEN_ANYWAY = "open-anyway"


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
    NOT_ALLOWED = "not-allowed"
    GONE = "gone"
    BUSY = "busy"
    SERVER = "server"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
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
    ProblemKind.NOT_ALLOWED: _LOCATE,
    ProblemKind.GONE: _LOCATE,
    ProblemKind.BUSY: _RETRY,
    ProblemKind.SERVER: _RETRY,
    ProblemKind.UNREACHABLE: _LOCATE,
    ProblemKind.TIMEOUT: _LOCATE,
    ProblemKind.CANCELLED: _RETRY,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something cannot be shown; `url_shown` is its address without anything secret."""

    kind: ProblemKind
    reason: str
    url_shown: str
    remedies: tuple[Remedy, ...]

    def __str__(self) -> str:
        """`example.com/a.png: gone (410) …`, for one line of text."""
        return f"{self.url_shown}: {self.reason}" if self.url_shown else self.reason


class MediaError(Exception):
    """Raised where a picture or mask cannot be had; becomes a `Problem` once its address is known."""

    def __init__(self, kind: ProblemKind, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason


def problem(kind: ProblemKind, reason: str, url_shown: str) -> Problem:
    """A problem with the remedies that its kind allows."""
    return Problem(kind, reason, url_shown, REMEDIES[kind])

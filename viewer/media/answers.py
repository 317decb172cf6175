"""What an answer means: here it is, it is elsewhere, never, not now, or not for a while."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from PySide6.QtNetwork import QNetworkReply

from viewer.media import reasons
from viewer.media.endings import ends_early
from viewer.media.hosts import Host, host_of, web_address
from viewer.media.manners import wait_asked_secs
from viewer.media.problem import Problem, ProblemKind, Remedy, problem
from viewer.media.transfer import Answer

_Error = QNetworkReply.NetworkError
_NO_ERROR = _Error.NoError
_COMPOSITE = re.compile(r"/tasks/[^/]+/masks/[^/]+")
_TEXT = re.compile(r"text/|application/(.+\+)?(json|xml|xhtml|javascript)\b|.+\+xml\b")
_MARKUP = (b"<", b"{", b"[")
_PICTURES = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"BM",
    b"II*\0",
    b"MM\0*",
    b"II+\0",
    b"MM\0+",
    b"\0\0\0\x0cjP",
    *(b"P%d" % number for number in range(1, 8)),
)
_UNREACHABLE = {
    _Error.HostNotFoundError: "there is no such name, or no network",
    _Error.ConnectionRefusedError: "nobody answers there",
    _Error.ProxyConnectionRefusedError: "the proxy does not answer",
    _Error.ProxyConnectionClosedError: "the proxy broke the connection off",
    _Error.ProxyNotFoundError: "there is no such proxy",
    _Error.ProxyTimeoutError: "the proxy does not answer in time",
    _Error.ProxyAuthenticationRequiredError: "the proxy asks for a name and a password",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: how the address is shown, and whether a key went with it, or would have."""

    url_shown: str
    signed_in: bool
    lacks_key: bool


@dataclass(frozen=True, slots=True)
class Arrived:
    """The bytes are there."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Moved:
    """It is to be asked for elsewhere."""

    url: str


@dataclass(frozen=True, slots=True)
class Denied:
    """Asking again is of no use."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class Failing:
    """It may go better the next time; `data` is what to take when it never does."""

    problem: Problem
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Busy:
    """The host wants to be left alone for a while, this long when it says so; `status` is its answer."""

    problem: Problem
    status: int
    wait_secs: float | None


Outcome: TypeAlias = Arrived | Moved | Denied | Failing | Busy


def is_whole_picture(answer: Answer) -> bool:
    """Whether every byte is there that was announced of a picture: what most answers are."""
    good = answer.status is not None and answer.status // 100 == 2 and not answer.too_large
    whole = good and answer.total_bytes > 0 and answer.error == _NO_ERROR
    return whole and answer.body.startswith(_PICTURES)


def outcome_of(answer: Answer, asked: Asked, *, limit_bytes: int, now: datetime) -> Outcome:
    """What to make of an answer."""
    host, shown = host_of(answer.url), asked.url_shown
    if answer.too_large:
        return Denied(too_large(limit_bytes, shown, host))
    if answer.status is None:
        return _unanswered(answer, shown, host)
    if answer.status >= 400:
        return _refused(answer, answer.status, asked, now)
    if answer.status >= 300:
        return _moved(answer, answer.status, shown, host)
    if answer.error != _Error.NoError:
        return _broken(answer, shown, host)
    if fault := _unlike_a_picture(answer, shown, host):
        return Denied(fault)
    # Qt takes an answer in chunks for whole that ends with the connection.
    if not answer.total_bytes and ends_early(answer.body):
        return Failing(_ended_at(answer.received_bytes, shown, host), answer.body)
    return Arrived(answer.body)


def too_large(limit_bytes: int, shown: str, host: Host | None) -> Problem:
    """More bytes than are fetched: to open it all the same would not help, to have the file would."""
    return replace(reasons.too_large(limit_bytes, shown, host), remedies=(Remedy.LOCATE,))


def redirected(why: str, shown: str, host: Host | None) -> Problem:
    """Sent on to where it is not followed."""
    return problem(ProblemKind.REDIRECTED, f"sent on {why}", shown, host)


def _unanswered(answer: Answer, shown: str, host: Host | None) -> Outcome:
    match answer.error:
        case _Error.SslHandshakeFailedError:
            detail = "; ".join(answer.tls_faults) or "the handshake failed"
            return Denied(reasons.untrusted(detail, shown, host))
        case _Error.TimeoutError | _Error.OperationCanceledError:
            return Failing(problem(ProblemKind.TIMEOUT, "no answer in time", shown, host))
        case _Error.RemoteHostClosedError:
            return Failing(reasons.unreachable("the connection was broken off", shown, host))
        case error if error in _UNREACHABLE:
            return Denied(reasons.unreachable(_UNREACHABLE[error], shown, host))
        case error:
            # Qt's own text would repeat the whole address, so only the name of the error is told.
            return Failing(reasons.unreachable(f"network error ({error.name})", shown, host))


def _refused(answer: Answer, status: int, asked: Asked, now: datetime) -> Outcome:
    host, shown = host_of(answer.url), asked.url_shown
    wait_secs = wait_asked_secs(answer.retry_after, now)
    if status == 429 or (status == 503 and wait_secs is not None):
        until = now + timedelta(seconds=wait_secs) if wait_secs is not None else None
        return Busy(reasons.rate_limited(until, status, shown, host), status, wait_secs)
    if status in (401, 403):
        if asked.signed_in:
            return Denied(reasons.wrong_key(status, shown, host))
        told = reasons.unsigned if asked.lacks_key else reasons.forbidden
        return Denied(told(status, shown, host))
    if status in (404, 410):
        composite = _COMPOSITE.search(answer.url.partition("?")[0]) is not None
        return Denied(reasons.gone(status, shown, host, composite=composite))
    failed = reasons.server_failed(status, shown, host)
    return Failing(failed) if status >= 500 or status == 408 else Denied(failed)


def _moved(answer: Answer, status: int, shown: str, host: Host | None) -> Outcome:
    if not answer.location:
        return Denied(problem(ProblemKind.SERVER, f"neither file nor error ({status})", shown, host))
    target = web_address(answer.location)
    if target is None:
        scheme = answer.location.partition(":")[0]
        return Denied(redirected(f"to a {scheme}: address, which is not followed", shown, host))
    if target.scheme() == "http" and answer.url.startswith("https:"):
        return Denied(redirected("from https to http, which is not followed", shown, host))
    return Moved(answer.location)


def _broken(answer: Answer, shown: str, host: Host | None) -> Outcome:
    have, want = answer.received_bytes, answer.total_bytes
    match answer.error:
        case _Error.TimeoutError | _Error.OperationCanceledError:
            reason = f"no more came after {have:,} bytes"
            return Failing(problem(ProblemKind.TIMEOUT, reason, shown, host))
        case _Error.UnknownContentError:
            reason = "what came cannot be unpacked, or would grow beyond all measure"
            return Denied(problem(ProblemKind.UNREADABLE, reason, shown, host))
        case _ if want:
            return Failing(reasons.cut_off(have, want, shown, host))
        case _:
            return Failing(_ended_at(have, shown, host), answer.body or None)


def _ended_at(have_bytes: int, shown: str, host: Host | None) -> Problem:
    reason = f"cut off: the connection ended after {have_bytes:,} bytes"
    return problem(ProblemKind.TRUNCATED, reason, shown, host)


def _unlike_a_picture(answer: Answer, shown: str, host: Host | None) -> Problem | None:
    """A page or message in place of a picture; of what is neither, the decoder is the judge."""
    data, kind = (
        answer.body.removeprefix(b"\xef\xbb\xbf"),
        answer.content_type.partition(";")[0].strip().lower(),
    )
    if not data:
        return problem(ProblemKind.NOT_AN_IMAGE, "not an image: the answer is empty", shown, host)
    if data.startswith(_PICTURES):
        return None
    if _TEXT.match(kind) or data[:64].lstrip().startswith(_MARKUP):
        return reasons.not_an_image(data, kind, shown, host)
    return None

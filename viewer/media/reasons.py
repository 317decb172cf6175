"""The sentences for what goes wrong with a request: the true reason first, then what to do.

Each makes the `Problem` of its kind, so that one cause is told in one way wherever it is met.
"""

from __future__ import annotations

from datetime import UTC, datetime

from viewer.media.hosts import Host
from viewer.media.problem import Problem, ProblemKind, problem
from viewer.media.secrets import masked

COMPOSITE_DAYS = 30
"""Labelbox keeps the composite masks of an export task this long."""

_ANEW = "export anew, or choose a folder with the files"


def expired(expired_at: datetime, url_shown: str, host: Host | None) -> Problem:
    """The address says itself that its time is over."""
    reason = f"the signed link expired on {moment(expired_at)}: {_ANEW}"
    return problem(ProblemKind.EXPIRED, reason, url_shown, host)


def unsigned(status: int, url_shown: str, host: Host | None) -> Problem:
    """Refused by a host of the key, and there is none."""
    reason = f"an API key is needed here and none is set ({status}): enter one, or set LABELBOX_API_KEY"
    return problem(ProblemKind.NO_KEY, reason, url_shown, host)


def wrong_key(status: int, url_shown: str, host: Host | None) -> Problem:
    """Refused by a host of the key, with the key."""
    reason = f"the API key was refused ({status}): it is wrong, withdrawn, or of another workspace"
    return problem(ProblemKind.WRONG_KEY, reason, url_shown, host)


def forbidden(status: int, url_shown: str, host: Host | None) -> Problem:
    """Refused by a host that no key can be given to."""
    said = "asks who you are" if status == 401 else "forbids it"
    reason = f"the server {said} ({status}): the link is no longer valid or the storage is private; {_ANEW}"
    return problem(ProblemKind.FORBIDDEN, reason, url_shown, host)


def gone(status: int, url_shown: str, host: Host | None, *, composite: bool = False) -> Problem:
    """Not there, or no longer."""
    what = "gone" if status == 410 else "not found"
    why = f"composite masks are kept {COMPOSITE_DAYS} days after the export; " if composite else ""
    return problem(ProblemKind.GONE, f"{what} ({status}): {why}{_ANEW}", url_shown, host)


def rate_limited(until: datetime | None, status: int, url_shown: str, host: Host | None) -> Problem:
    """More was asked than the server allows."""
    when = f"until {moment(until)}" if until is not None else "for a while"
    reason = f"the server asked to wait {when}, too much was requested ({status})"
    return problem(ProblemKind.RATE_LIMITED, reason, url_shown, host)


def server_failed(status: int, url_shown: str, host: Host | None) -> Problem:
    """An answer that is neither the file nor a reason."""
    said = (
        f"the server failed ({status}): try again later"
        if status >= 500
        else f"the server refused ({status})"
    )
    return problem(ProblemKind.SERVER, said, url_shown, host)


def unreachable(detail: str, url_shown: str, host: Host | None) -> Problem:
    """No answer: no network, no such host, nobody at that port; `detail` says which."""
    return problem(
        ProblemKind.UNREACHABLE, f"{host or 'the server'} cannot be reached: {detail}", url_shown, host
    )


def untrusted(detail: str, url_shown: str, host: Host | None) -> Problem:
    """The certificate does not hold; nothing was sent."""
    reason = (
        f"no secure connection to {host or 'the server'}: {detail}; "
        "a certificate authority of your own is named by ANNOSCOPE_CA_FILE"
    )
    return problem(ProblemKind.TLS, reason, url_shown, host)


def too_large(limit_bytes: int, url_shown: str, host: Host | None) -> Problem:
    """More bytes than are fetched."""
    reason = f"more than {limit_bytes >> 20} MB, which is not fetched"
    return problem(ProblemKind.TOO_LARGE, reason, url_shown, host)


def not_an_image(data: bytes, content_type: str, url_shown: str, host: Host | None) -> Problem:
    """An answer that is something else, mostly a page that says what is wrong."""
    kind = f" but {content_type}" if content_type else ""
    reason = f"not an image{kind}: it starts with {beginning(data)}"
    return problem(ProblemKind.NOT_AN_IMAGE, reason, url_shown, host)


def cut_off(have_bytes: int, want_bytes: int, url_shown: str, host: Host | None) -> Problem:
    """Fewer bytes than were announced."""
    reason = f"cut off: {have_bytes:,} of {want_bytes:,} bytes arrived"
    return problem(ProblemKind.TRUNCATED, reason, url_shown, host)


def not_allowed(host: Host, url_shown: str, *, never: bool = False) -> Problem:
    """A person has not allowed the host, or has forbidden it."""
    near = ", a private address," if host.private else ""
    reason = (
        f"{host}{near} is on your list of hosts never to ask"
        if never
        else f"{host}{near} was not allowed yet"
    )
    return problem(ProblemKind.HOST_NOT_ALLOWED, reason, url_shown, host)


def offline(url_shown: str, host: Host | None) -> Problem:
    """The offline switch is on."""
    return problem(ProblemKind.OFFLINE, "offline: nothing is asked over the network", url_shown, host)


def beginning(data: bytes) -> str:
    """The first characters, on one line, or bytes of what should have been a picture."""
    text = data[:1000].decode("utf-8", "ignore")
    if not all(letter.isprintable() or letter.isspace() for letter in text):
        head = masked(data[:1000].decode("latin-1"))[:8]
        return "the bytes " + head.encode("latin-1", "replace").hex(" ")
    text = masked(" ".join(text.split()))  # before it is cut: of half a secret nothing could be told
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"


def moment(at: datetime) -> str:
    """A moment to the minute in the world's time: `2026-03-01 14:05 UTC`."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"

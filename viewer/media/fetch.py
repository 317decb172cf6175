"""Bring bytes over the network: a few requests at once, and a plain reason for each failure.

Runs on the main thread, asynchronously. Addresses are never put into a text whole: what stands behind the
question mark can be a signature or a token.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QObject, QUrl
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

from viewer import __version__
from viewer.media.problem import Problem, ProblemKind, Remedy, problem
from viewer.media.resolve import shown

AT_ONCE = 6
TIMEOUT_MSECS = 30_000
LIMIT_BYTES = 512 << 20
MOST_REDIRECTS = 8

_Kind = QNetworkReply.NetworkError
_EXPIRED = "addresses in an export expire: export anew, or choose a folder with the files"
_STATUS: dict[int, tuple[ProblemKind, str]] = {
    401: (ProblemKind.NOT_ALLOWED, "the server asks who you are (401), and no key can be given yet"),
    403: (ProblemKind.NOT_ALLOWED, f"not allowed (403); {_EXPIRED}"),
    404: (ProblemKind.GONE, f"not found (404); {_EXPIRED}"),
    410: (ProblemKind.GONE, f"gone (410); {_EXPIRED}"),
    429: (ProblemKind.BUSY, "too many requests (429): try again in a minute"),
}
_NETWORK: dict[QNetworkReply.NetworkError, tuple[ProblemKind, str]] = {
    _Kind.HostNotFoundError: (ProblemKind.UNREACHABLE, "there is no such server, or no network"),
    _Kind.ConnectionRefusedError: (ProblemKind.UNREACHABLE, "the server does not answer"),
    _Kind.RemoteHostClosedError: (ProblemKind.UNREACHABLE, "the server broke the connection off"),
    _Kind.SslHandshakeFailedError: (ProblemKind.UNREACHABLE, "the server's certificate is not to be trusted"),
    _Kind.TooManyRedirectsError: (ProblemKind.SERVER, f"sent on more than {MOST_REDIRECTS} times"),
    _Kind.InsecureRedirectError: (ProblemKind.SERVER, "sent on from https to http, which is not followed"),
    _Kind.TimeoutError: (ProblemKind.TIMEOUT, "no answer in time"),
    _Kind.OperationCanceledError: (ProblemKind.TIMEOUT, "no answer in time"),
}


@dataclass(eq=False, slots=True)
class Fetch:
    """A request under way or waiting for its turn."""

    url: str
    done: Callable[[bytes], None]
    failed: Callable[[Problem], None]
    progress: Callable[[int, int], None] | None = None
    reply: QNetworkReply | None = None
    refused: Problem | None = None


class Fetcher(QObject):
    """Gets http and https addresses; answers come on the main thread, never before `get` has returned."""

    def __init__(
        self,
        *,
        timeout_msecs: int = TIMEOUT_MSECS,
        limit_bytes: int = LIMIT_BYTES,
        at_once: int = AT_ONCE,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._network = _network()
        self._timeout_msecs = timeout_msecs
        self._limit_bytes = limit_bytes
        self._at_once = at_once
        self._queue: deque[Fetch] = deque()
        self._under_way: set[Fetch] = set()

    def get(
        self,
        url: str,
        *,
        done: Callable[[bytes], None],
        failed: Callable[[Problem], None],
        progress: Callable[[int, int], None] | None = None,
        urgent: bool = True,
    ) -> Fetch:
        """Ask for an address, before all that wait when it is `urgent`; `progress(bytes, total or 0)`."""
        fetch = Fetch(url, done, failed, progress)
        if urgent:
            self._queue.appendleft(fetch)
        else:
            self._queue.append(fetch)
        self._begin_next()
        return fetch

    def cancel(self, fetch: Fetch) -> None:
        """Give a request up; neither `done` nor `failed` is called."""
        if fetch in self._queue:
            self._queue.remove(fetch)
        elif fetch in self._under_way:
            self._under_way.discard(fetch)
            if fetch.reply is not None:
                fetch.reply.abort()
            self._begin_next()

    def _begin_next(self) -> None:
        while self._queue and len(self._under_way) < self._at_once:
            self._begin(self._queue.popleft())

    def _begin(self, fetch: Fetch) -> None:
        request = QNetworkRequest(QUrl(fetch.url))
        request.setTransferTimeout(self._timeout_msecs)
        request.setAttribute(
            QNetworkRequest.Attribute.RedirectPolicyAttribute,
            QNetworkRequest.RedirectPolicy.NoLessSafeRedirectPolicy.value,
        )
        request.setMaximumRedirectsAllowed(MOST_REDIRECTS)
        request.setHeader(QNetworkRequest.KnownHeaders.UserAgentHeader, f"Annoscope/{__version__}")
        self._under_way.add(fetch)
        reply = fetch.reply = self._network.get(request)
        reply.downloadProgress.connect(lambda received, total: self._received(fetch, received, total))
        reply.finished.connect(lambda: self._finished(fetch, reply))

    def _received(self, fetch: Fetch, received: int, total: int) -> None:
        if fetch not in self._under_way:
            return
        if max(received, total) > self._limit_bytes and fetch.reply is not None:
            reason = f"more than {self._limit_bytes >> 20} MB, which is not fetched"
            fetch.refused = Problem(ProblemKind.TOO_LARGE, reason, shown(fetch.url), (Remedy.LOCATE,))
            fetch.reply.abort()
        elif fetch.progress is not None:
            fetch.progress(received, max(total, 0))

    def _finished(self, fetch: Fetch, reply: QNetworkReply) -> None:
        reply.deleteLater()
        fetch.reply = None
        if fetch not in self._under_way:
            return
        self._under_way.discard(fetch)
        self._begin_next()
        fault = fetch.refused or _fault_of(reply, fetch.url)
        if fault is not None:
            fetch.failed(fault)
        else:
            fetch.done(bytes(reply.readAll().data()))


@lru_cache(maxsize=1)
def _network() -> QNetworkAccessManager:
    """The manager of the whole program, which lives as long as Qt does.

    One that dies earlier leaves its thread's last messages to objects that are gone: Qt then aborts with
    "pure virtual method called", about once in thirty runs of a test that makes a manager of its own.
    """
    return QNetworkAccessManager(QCoreApplication.instance())


def _fault_of(reply: QNetworkReply, url: str) -> Problem | None:
    if reply.error() == _Kind.NoError:
        return None
    kind, reason = _reason_of(reply)
    return problem(kind, reason, shown(url))


def _reason_of(reply: QNetworkReply) -> tuple[ProblemKind, str]:
    status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
    if isinstance(status, int) and status >= 400:
        if status >= 500:
            return ProblemKind.SERVER, f"the server failed ({status}): try again later"
        return _STATUS.get(status, (ProblemKind.SERVER, f"the server refused ({status})"))
    # Qt's own text would repeat the whole address, so only the name of the error is told.
    return _NETWORK.get(reply.error(), (ProblemKind.UNREACHABLE, f"network error ({reply.error().name})"))

"""One request and its answer, bytes or why there are none: no redirect is followed, nothing tried again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtNetwork import (
    QNetworkAccessManager,
    QNetworkReply,
    QNetworkRequest,
    QSslConfiguration,
    QSslError,
)

from viewer import __version__
from viewer.media.hosts import web_address

MOST_BYTES_OF_A_REFUSAL = 64 << 10
"""Of the page that comes with a redirect or an error no more is taken."""

_Attribute = QNetworkRequest.Attribute
_USER = re.compile(r"(?<=:)//[^/?#]*@")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a request; `status` is None when no server answered.

    `total_bytes` is 0 when it was not announced, `received_bytes` those that arrived, unpacked.
    """

    url: str
    error: QNetworkReply.NetworkError
    status: int | None = None
    body: bytes = b""
    received_bytes: int = 0
    total_bytes: int = 0
    content_type: str = ""
    retry_after: str = ""
    location: str = ""
    tls_faults: tuple[str, ...] = ()
    too_large: bool = False


def request_of(
    url: str,
    header: tuple[bytes, bytes] | None,
    trust: QSslConfiguration | None,
    *,
    silence_msecs: int,
    read: QUrl | None = None,
) -> QNetworkRequest:
    """A request that carries this header and nothing else of ours: no cookie, no password, no referrer.

    `read` is the address as `web_address` reads it, where that was done before.

    Raises:
        ValueError: it is no http or https address.
    """
    address = read if "@" not in url else web_address(_USER.sub("//", url, count=1))
    address = address or web_address(url)
    if address is None or address.userInfo():
        raise ValueError("no http or https address")
    request = QNetworkRequest(_blank(silence_msecs))
    request.setUrl(address)
    if trust is not None:
        request.setSslConfiguration(trust)
    if header is not None:
        request.setRawHeader(QByteArray(header[0]), QByteArray(header[1]))
    return request


@lru_cache(maxsize=8)
def _blank(silence_msecs: int) -> QNetworkRequest:
    """What all requests have in common, to be copied: never an address nor a header that signs in."""
    request = QNetworkRequest()
    request.setHeader(QNetworkRequest.KnownHeaders.UserAgentHeader, f"Annoscope/{__version__}")
    request.setAttribute(
        _Attribute.RedirectPolicyAttribute, QNetworkRequest.RedirectPolicy.ManualRedirectPolicy.value
    )
    for attribute in (
        _Attribute.CookieLoadControlAttribute,
        _Attribute.CookieSaveControlAttribute,
        _Attribute.AuthenticationReuseAttribute,
    ):
        request.setAttribute(attribute, QNetworkRequest.LoadControl.Manual.value)
    request.setTransferTimeout(silence_msecs)
    return request


class Transfer:
    """A request under way; `ended` is called once, or never when it is cancelled."""

    def __init__(
        self,
        network: QNetworkAccessManager,
        request: QNetworkRequest,
        *,
        limit_bytes: int,
        ended: Callable[[Answer], None],
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self._limit_bytes = limit_bytes
        self._ended = ended
        self._progress = progress
        self._url = bytes(request.url().toEncoded().data()).decode("ascii")
        self._status: int | None = None
        self._total_bytes = 0
        self._watches_body = False
        self._body: bytes | None = None
        self._received_bytes = 0
        self._tls_faults: tuple[str, ...] = ()
        self._too_large = False
        self._cancelled = False
        self._reply = network.get(request)
        # Else much of an answer that is too long could come in while the main thread is busy.
        self._reply.setReadBufferSize(max(limit_bytes, MOST_BYTES_OF_A_REFUSAL) + 1)
        self._reply.metaDataChanged.connect(self._look_at_head)
        if self._url.startswith("https:"):
            self._reply.sslErrors.connect(self._note_tls_faults)
        self._reply.finished.connect(self._finish)

    @property
    def received_bytes(self) -> int:
        """Bytes that have arrived so far."""
        return self._received_bytes

    def cancel(self) -> None:
        """Break it off; `ended` is not called."""
        self._cancelled = True
        self._received_bytes = max(self._received_bytes, self._reply.bytesAvailable())
        self._reply.abort()

    @property
    def _is_good(self) -> bool:
        return (self._status or 0) // 100 == 2

    def _read_head(self) -> None:
        status = self._reply.attribute(_Attribute.HttpStatusCodeAttribute)
        self._status = status if isinstance(status, int) else None
        total = self._reply.header(QNetworkRequest.KnownHeaders.ContentLengthHeader)
        self._total_bytes = total if isinstance(total, int) and total > 0 else 0

    def _look_at_head(self) -> None:
        self._read_head()
        if self._is_good and self._total_bytes > self._limit_bytes:
            self._too_large = True
            self._reply.abort()
        elif not self._watches_body and (self._progress is not None or not self._is_bounded()):
            self._watches_body = True
            self._reply.readyRead.connect(self._look_at_body)

    def _is_bounded(self) -> bool:
        """Whether the body cannot become longer than its head has announced: what is packed can."""
        return self._is_good and self._total_bytes > 0 and not self._reply.hasRawHeader("Content-Encoding")

    def _look_at_body(self) -> None:
        reply = self._reply
        self._received_bytes = reply.bytesAvailable()
        if self._received_bytes > (self._limit_bytes if self._is_good else MOST_BYTES_OF_A_REFUSAL):
            self._too_large = self._is_good
            self._body = b"" if self._too_large else bytes(reply.read(MOST_BYTES_OF_A_REFUSAL).data())
            reply.abort()
        elif self._progress is not None and self._is_good:
            self._progress(self._received_bytes, self._total_bytes)

    def _note_tls_faults(self, errors: Sequence[QSslError]) -> None:
        self._tls_faults = tuple(dict.fromkeys(error.errorString() for error in errors))

    def _finish(self) -> None:
        self._reply.deleteLater()
        if self._cancelled:
            return
        answer = self._answer()
        self._received_bytes = answer.received_bytes
        self._ended(answer)

    def _answer(self) -> Answer:
        reply, body = self._reply, self._body
        if self._status is None:
            self._read_head()
        if body is None:
            body = bytes(reply.readAll().data()) if reply.isOpen() else b""
        return Answer(
            self._url,
            reply.error(),
            self._status,
            body,
            max(len(body), self._received_bytes),
            self._total_bytes,
            self._header("Content-Type"),
            "" if self._is_good else self._header("Retry-After"),
            "" if self._is_good else self._location(),
            self._tls_faults,
            self._too_large,
        )

    def _location(self) -> str:
        target = self._reply.attribute(_Attribute.RedirectionTargetAttribute)
        if target is None or target.isEmpty():
            return ""
        resolved = self._reply.url().resolved(target)
        return bytes(resolved.toEncoded().data()).decode("ascii").partition("#")[0]

    def _header(self, name: str) -> str:
        return bytes(self._reply.rawHeader(name).data()).decode("latin-1")

"""One request and its answer, bytes or why there are none: no redirect is followed, nothing tried again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QObject, QTimer, QUrl
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

LOOK_MSECS = 30
"""From one look at what is under way to the next."""

_Attribute = QNetworkRequest.Attribute
_STATUS = _Attribute.HttpStatusCodeAttribute
_NO_ERROR = QNetworkReply.NetworkError.NoError
_LENGTH = QNetworkRequest.KnownHeaders.ContentLengthHeader
_USER = re.compile(r"(?<=:)//[^/?#]*@")


class Answer(NamedTuple):
    """What came of a request; `status` is None when no server answered.

    `total_bytes` is 0 when it was not announced, `received_bytes` those that arrived, unpacked.
    """

    address: QUrl
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

    @property
    def url(self) -> str:
        """The address as it was asked for, encoded."""
        return encoded(self.address)


def encoded(address: QUrl) -> str:
    """An address in the characters that it is sent in."""
    return bytes(address.toEncoded().data()).decode("ascii")


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
    """A request under way."""

    def __init__(
        self,
        reply: QNetworkReply,
        address: QUrl,
        limit_bytes: int,
        ended: Callable[[Answer], None],
        progress: Callable[[int, int], None] | None,
    ) -> None:
        self._reply = reply
        self._address = address
        self._limit_bytes = limit_bytes
        self._ended = ended
        self._progress = progress
        self._status: int | None = None
        self._total_bytes = 0
        self._body: bytes | None = None
        self._received_bytes = 0
        self._tls_faults: tuple[str, ...] = ()
        self._too_large = False
        self._cancelled = False
        self._is_bounded = False

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

    def look(self) -> None:
        """Tell how much has arrived, and break off what is or becomes too long."""
        if not self._is_bounded:
            # Else much of what is too long could come in while the main thread is busy. Small answers are
            # over by now: to them it would be a message more to Qt's thread, and one at each reading.
            self._reply.setReadBufferSize(max(self._limit_bytes, MOST_BYTES_OF_A_REFUSAL) + 1)
            self._is_bounded = True
        if self._status is None:
            self._read_head()
        if self._status is None:
            return
        reply = self._reply
        self._received_bytes = reply.bytesAvailable()
        if not self._is_good and self._received_bytes > MOST_BYTES_OF_A_REFUSAL:
            self._body = bytes(reply.read(MOST_BYTES_OF_A_REFUSAL).data())
            reply.abort()
        elif self._is_good and max(self._total_bytes, self._received_bytes) > self._limit_bytes:
            self._too_large, self._body = True, b""
            reply.abort()
        elif self._is_good and self._progress is not None:
            self._progress(self._received_bytes, self._total_bytes)

    def note_tls_faults(self, errors: Sequence[QSslError]) -> None:
        """Why the connection is not secure; it is not used."""
        self._tls_faults = tuple(dict.fromkeys(error.errorString() for error in errors))

    def finish(self) -> None:
        """The reply has ended, in whichever way."""
        self._reply.deleteLater()
        if self._cancelled:
            return
        answer = self._answer()
        if self._progress is not None and self._is_good and not self._too_large:
            self._progress(self._received_bytes, self._total_bytes)
        self._ended(answer)

    def _read_head(self) -> None:
        status = self._reply.attribute(_STATUS)
        if isinstance(status, int):
            self._status = status
            total = self._reply.header(_LENGTH)
            self._total_bytes = total if isinstance(total, int) and total > 0 else 0

    def _answer(self) -> Answer:
        reply = self._reply
        if self._status is None:
            self._read_head()
        is_good = self._is_good
        if (body := self._body) is None:
            body = bytes(reply.readAll().data()) if reply.isOpen() else b""
            self._received_bytes = max(len(body), self._received_bytes)
            if is_good and max(self._total_bytes, len(body)) > self._limit_bytes:
                self._too_large, body = True, b""
            elif not is_good:
                body = body[:MOST_BYTES_OF_A_REFUSAL]
        is_whole = is_good and 0 < self._total_bytes == len(body)
        return Answer(
            self._address,
            _NO_ERROR if is_whole else reply.error(),
            self._status,
            body,
            self._received_bytes,
            self._total_bytes,
            self._header("Content-Type"),
            "" if is_good else self._header("Retry-After"),
            "" if is_good else self._location(),
            self._tls_faults,
            self._too_large,
        )

    def _location(self) -> str:
        target = self._reply.attribute(_Attribute.RedirectionTargetAttribute)
        if target is None or target.isEmpty():
            return ""
        resolved = self._reply.url().resolved(target)
        return encoded(resolved).partition("#")[0]

    def _header(self, name: str) -> str:
        return bytes(self._reply.rawHeader(name).data()).decode("latin-1")


class Transport(QObject):
    """Everything under way.

    The manager tells of all its replies, and all of them are looked at now and then: of thousands of small
    answers, signals of each reply would cost the main thread more than the answers themselves.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._network = network = QNetworkAccessManager(self)
        self._under_way: dict[QNetworkReply, Transfer] = {}
        self._looks = QTimer(self)
        self._looks.setInterval(LOOK_MSECS)
        self._looks.timeout.connect(self._look)
        network.finished.connect(self._finish)
        network.sslErrors.connect(self._note_tls_faults)

    def get(
        self,
        request: QNetworkRequest,
        *,
        limit_bytes: int,
        ended: Callable[[Answer], None],
        progress: Callable[[int, int], None] | None = None,
    ) -> Transfer:
        """Send a request; `ended` is called once, or never when it is cancelled."""
        reply = self._network.get(request)
        transfer = self._under_way[reply] = Transfer(reply, request.url(), limit_bytes, ended, progress)
        if not self._looks.isActive():
            self._looks.start()
        return transfer

    def _look(self) -> None:
        for transfer in list(self._under_way.values()):
            transfer.look()
        if not self._under_way:
            self._looks.stop()

    def _note_tls_faults(self, reply: QNetworkReply, errors: Sequence[QSslError]) -> None:
        if (transfer := self._under_way.get(reply)) is not None:
            transfer.note_tls_faults(errors)

    def _finish(self, reply: QNetworkReply) -> None:
        if (transfer := self._under_way.pop(reply, None)) is not None:
            transfer.finish()

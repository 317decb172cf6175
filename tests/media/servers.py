"""Web servers on the loopback that answer as they are told: well, badly, slowly, over TLS.

    with serving() as server:
        server.on("/a.png", Answer(503, headers={"Retry-After": "1"}), Answer(body=picture))

The answers of a path are given one after the other, the last of them for ever.
"""

from __future__ import annotations

import gzip
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import trustme


@dataclass(frozen=True)
class Answer:
    """What to send.

    `length` is announced in place of the true one, None for none at all; `cut_at` is the byte after which the
    connection is closed. An answer that is `held` is sent when the server is let go, of one `stalled` the
    beginning is sent at once. `chunks` (bytes each) makes a chunked answer. A `paced` one comes as over a
    quick line: so many bytes each millisecond, at most.
    """

    status: int = 200
    body: bytes = b"picture"
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = -1
    cut_at: int | None = None
    chunks: int = 0
    held: bool = False
    stalled: bool = False
    mute: bool = False
    paced: int = 0


def zipped(body: bytes, **options: Any) -> Answer:
    """The body packed with gzip."""
    return Answer(body=gzip.compress(body), headers={"Content-Encoding": "gzip"}, **options)


def moved(to: str, status: int = 302) -> Answer:
    """A redirect."""
    return Answer(status, b"<html>moved</html>", {"Location": to})


@dataclass(frozen=True)
class Asked:
    """A request as it came; names of headers in lower case."""

    path: str
    query: str
    headers: dict[str, str]


class Server(ThreadingHTTPServer):
    """Notes every request and counts connections; a path it was told nothing of is a picture."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, authority: trustme.CA | None, name: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.secure = authority is not None
        if authority is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            authority.issue_cert(name).configure_cert(context)
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.url = f"http{'s' if self.secure else ''}://127.0.0.1:{self.server_port}"
        self.host = f"127.0.0.1:{self.server_port}"
        self.asked: list[Asked] = []
        self.let_go = threading.Event()
        self.connections = 0
        self.open_now = 0
        self.most_open = 0
        self.holding = 0
        self.most_at_once = 0
        self._at_once = 0
        self._answers: dict[str, list[Answer]] = {}
        self._lock = threading.Lock()

    def on(self, path: str, *answers: Answer) -> str:
        """Give these answers for a path; its address."""
        self._answers[path] = list(answers)
        return self.url + path

    @property
    def paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [asked.path for asked in self.asked]

    def answer_to(self, asked: Asked) -> Answer:
        with self._lock:
            self.asked.append(asked)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            answers = self._answers.get(asked.path, [Answer()])
            return answers.pop(0) if len(answers) > 1 else answers[0]

    def answered(self) -> None:
        with self._lock:
            self._at_once -= 1

    def count_connection(self, change: int) -> None:
        with self._lock:
            self.connections += max(change, 0)
            self.open_now += change
            self.most_open = max(self.most_open, self.open_now)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """That a client leaves is what these tests are about."""


@contextmanager
def serving(authority: trustme.CA | None = None, *, name: str = "127.0.0.1") -> Iterator[Server]:
    """A server that runs as long as the block; over TLS when an authority vouches for its `name`."""
    with Server(authority, name) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.let_go.set()
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    timeout = 10
    disable_nagle_algorithm = True

    def log_message(self, *_: Any) -> None:
        return

    def handle(self) -> None:
        self.server.count_connection(1)
        try:
            super().handle()
        except OSError:
            return
        finally:
            self.server.count_connection(-1)

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self.server.answer_to(Asked(path, query, headers))
        try:
            self._send(answer)
        finally:
            self.server.answered()

    def _send(self, answer: Answer) -> None:
        if answer.mute:
            self.close_connection = True
            return
        if answer.held:
            self.server.holding += 1
            self.server.let_go.wait(5)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.chunks:
            self.send_header("Transfer-Encoding", "chunked")
        elif answer.length is None:
            self.send_header("Connection", "close")
        else:
            length = len(answer.body) if answer.length < 0 else answer.length
            self.send_header("Content-Length", str(length))
        self.end_headers()
        self._send_body(answer)

    def _send_body(self, answer: Answer) -> None:
        body = _in_chunks(answer.body, answer.chunks) if answer.chunks else answer.body
        if answer.stalled:
            self.wfile.write(body[: len(body) // 2])
            self.server.let_go.wait(5)
            body = body[len(body) // 2 :]
        body = body[: answer.cut_at]
        for at in range(0, len(body), answer.paced) if answer.paced else ():
            self.wfile.write(body[at : at + answer.paced])
            time.sleep(0.001)
        if not answer.paced:
            self.wfile.write(body)
        if answer.cut_at is not None:
            self.close_connection = True


def _in_chunks(body: bytes, size: int) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (*parts, b""))

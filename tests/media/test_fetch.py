"""Fetching over the loopback from a real server that behaves well, badly, slowly."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from viewer.media.fetch import Fetcher
from viewer.media.problem import Problem, ProblemKind, Remedy

SECRET = "?token=secret"


class Server(ThreadingHTTPServer):
    """Counts who is served at once; lets the requests for /hold go when told."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.held = 0
        self.let_go = threading.Event()
        self.url = f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, *_: Any) -> None:
        return

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:
            return

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.server.asked.append(path)
        if path.startswith("/status/"):
            self._answer(int(path.rpartition("/")[2]), b"<html>error</html>")
        elif path == "/redirect":
            self._answer(302, b"", Location="/picture")
        elif path == "/loop":
            self._answer(302, b"", Location="/loop")
        elif path == "/cut":
            self._answer(200, b"x" * 1000, length=5000)
        elif path == "/slow":
            self.server.let_go.wait(5)
        elif path == "/large":
            self._answer(200, b"x" * 300_000)
        elif path == "/large-unsaid":
            self._answer(200, b"x" * 3_000_000, length=None)
        elif path.startswith("/hold"):
            self.server.held += 1
            self.server.let_go.wait(5)
            self._answer(200, b"held")
        else:
            self._answer(200, b"picture")

    def _answer(self, status: int, body: bytes, length: int | None = -1, **headers: str) -> None:
        self.send_response(status)
        if length is not None:
            self.send_header("Content-Length", str(len(body) if length < 0 else length))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.let_go.set()
        server.shutdown()
        thread.join()


def unwanted(problem: Problem) -> None:
    pytest.fail(str(problem))


def get(fetcher: Fetcher, url: str, qtbot: QtBot) -> bytes | Problem:
    answers: list[bytes | Problem] = []
    fetcher.get(url, done=answers.append, failed=answers.append)
    assert answers == [], "never before get has returned"
    qtbot.waitUntil(lambda: len(answers) == 1)
    return answers[0]


@pytest.mark.parametrize("path", ["/picture", "/redirect"])
def test_bytes_arrive_after_redirects_too(server: Server, qtbot: QtBot, path: str) -> None:
    assert get(Fetcher(), server.url + path, qtbot) == b"picture"


@pytest.mark.parametrize(
    ("path", "kind", "said"),
    [
        ("/status/401", ProblemKind.NOT_ALLOWED, "(401)"),
        ("/status/403", ProblemKind.NOT_ALLOWED, "not allowed (403)"),
        ("/status/404", ProblemKind.GONE, "not found (404)"),
        ("/status/410", ProblemKind.GONE, "gone (410)"),
        ("/status/429", ProblemKind.BUSY, "too many requests (429)"),
        ("/status/418", ProblemKind.SERVER, "the server refused (418)"),
        ("/status/500", ProblemKind.SERVER, "the server failed (500)"),
        ("/status/503", ProblemKind.SERVER, "the server failed (503)"),
        ("/loop", ProblemKind.SERVER, "sent on more than 8 times"),
        ("/cut", ProblemKind.UNREACHABLE, "broke the connection off"),
    ],
)
def test_a_failure_gives_its_reason_and_never_the_query(
    server: Server, qtbot: QtBot, path: str, kind: ProblemKind, said: str
) -> None:
    answer = get(Fetcher(), server.url + path + SECRET, qtbot)
    assert isinstance(answer, Problem)
    assert answer.kind is kind
    assert said in answer.reason
    assert Remedy.RETRY in answer.remedies
    assert answer.url_shown == f"127.0.0.1{path}"
    assert "secret" not in str(answer)


def test_a_server_that_is_silent_is_given_up(server: Server, qtbot: QtBot) -> None:
    answer = get(Fetcher(timeout_msecs=100), server.url + "/slow", qtbot)
    assert isinstance(answer, Problem)
    assert (answer.kind, answer.reason) == (ProblemKind.TIMEOUT, "no answer in time")


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/a.png", "http://[bad/a.png", "http:///a.png"])
def test_no_server_there(qtbot: QtBot, url: str) -> None:
    answer = get(Fetcher(), url, qtbot)
    assert isinstance(answer, Problem)
    assert answer.kind is ProblemKind.UNREACHABLE


@pytest.mark.parametrize("path", ["/large", "/large-unsaid"])
def test_more_bytes_than_the_limit_are_not_fetched(server: Server, qtbot: QtBot, path: str) -> None:
    answer = get(Fetcher(limit_bytes=100_000), server.url + path, qtbot)
    assert isinstance(answer, Problem)
    assert answer.kind is ProblemKind.TOO_LARGE
    assert answer.remedies == (Remedy.LOCATE,)


def test_progress_tells_bytes_and_total(server: Server, qtbot: QtBot) -> None:
    heard: list[tuple[int, int]] = []
    done: list[bytes] = []
    fetcher = Fetcher()
    fetcher.get(
        server.url + "/large",
        done=done.append,
        failed=unwanted,
        progress=lambda n, total: heard.append((n, total)),
    )
    qtbot.waitUntil(lambda: bool(done))
    assert heard[-1] == (300_000, 300_000)


def test_no_more_than_a_few_at_once_the_urgent_first(server: Server, qtbot: QtBot) -> None:
    fetcher = Fetcher(at_once=2)
    done: list[bytes] = []
    for number in range(5):
        fetcher.get(f"{server.url}/hold/{number}", done=done.append, failed=unwanted, urgent=False)
    fetcher.get(f"{server.url}/hold/urgent", done=done.append, failed=unwanted)
    qtbot.waitUntil(lambda: server.held == 2)
    qtbot.wait(50)
    assert server.held == 2
    server.let_go.set()
    qtbot.waitUntil(lambda: len(done) == 6)
    assert "/hold/urgent" in server.asked[2:4]


def test_a_cancelled_request_says_nothing_and_makes_way(server: Server, qtbot: QtBot) -> None:
    fetcher = Fetcher(at_once=1)
    heard: list[object] = []
    first = fetcher.get(server.url + "/hold", done=heard.append, failed=heard.append)
    second = fetcher.get(server.url + "/hold", done=heard.append, failed=heard.append)
    qtbot.waitUntil(lambda: server.held == 1)
    fetcher.cancel(second)
    fetcher.cancel(first)
    began = time.monotonic()
    assert get(fetcher, server.url + "/picture", qtbot) == b"picture"
    assert time.monotonic() - began < 4, "it did not wait for the one that was given up"
    fetcher.cancel(first)
    assert heard == []
    assert server.held == 1

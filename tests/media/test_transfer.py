"""One request: what it carries, what comes of it, and how it is broken off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtNetwork import QNetworkReply, QNetworkRequest
from pytestqt.qtbot import QtBot

from tests.media.network import unwanted
from tests.media.servers import Answer as Script
from tests.media.servers import Server, moved, serving
from viewer import __version__
from viewer.media.transfer import Answer, Transport, request_of


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


def ask(url: str, qtbot: QtBot, header: tuple[bytes, bytes] | None = None) -> Answer:
    answers: list[Answer] = []
    transport = Transport()
    transfer = transport.get(
        request_of(url, header, None, silence_msecs=5000), limit_bytes=10_000, ended=answers.append
    )
    qtbot.waitUntil(lambda: bool(answers))
    assert transfer.received_bytes == answers[0].received_bytes
    return answers[0]


def test_an_answer_is_told_with_all_that_matters(server: Server, qtbot: QtBot) -> None:
    headers = {"Content-Type": "image/png", "Retry-After": "3"}
    answer = ask(server.on("/a", Script(body=b"12345", headers=headers)), qtbot)
    assert answer == Answer(
        QUrl(f"{server.url}/a"),
        QNetworkReply.NetworkError.NoError,
        200,
        b"12345",
        received_bytes=5,
        total_bytes=5,
        content_type="image/png",
    )
    assert answer.url == f"{server.url}/a"
    busy = ask(server.on("/b", Script(503, b"later", headers=headers)), qtbot)
    assert (busy.status, busy.body, busy.retry_after) == (503, b"later", "3")


def test_a_request_carries_the_header_it_was_given_and_the_programs_name(
    server: Server, qtbot: QtBot
) -> None:
    ask(server.url + "/a?b=%2F%20c", qtbot, (b"Authorization", b"Bearer key"))
    (asked,) = server.asked
    assert asked.query == "b=%2F%20c"
    assert asked.headers["authorization"] == "Bearer key"
    assert asked.headers["user-agent"] == f"Annoscope/{__version__}"


def test_a_password_in_the_address_is_left_out(qtbot: QtBot) -> None:
    for user in ("", "name@", "name:password@", "a@b:c@", "@"):
        request = request_of(f"https://{user}web/a@b?c=//d@e", None, None, silence_msecs=5000)
        assert request.url().toString() == "https://web/a@b?c=//d@e"
    manual = QNetworkRequest.LoadControl.Manual.value
    for attribute in ("CookieLoadControl", "CookieSaveControl", "AuthenticationReuse"):
        value = request.attribute(QNetworkRequest.Attribute[f"{attribute}Attribute"])
        assert getattr(value, "value", value) == manual


@pytest.mark.parametrize("url", ["ftp://web/a", "file:///a", "http://", "web/a"])
def test_what_is_no_web_address_is_not_asked_for(url: str) -> None:
    with pytest.raises(ValueError, match="no http or https address"):
        request_of(url, None, None, silence_msecs=5000)


@pytest.mark.parametrize(
    ("target", "location"),
    [
        ("b", "/x/b"),
        ("/b?c#part", "/b?c"),
        ("//web.example/b", "http://web.example/b"),
        ("https://ä.example/ö", "https://xn--4ca.example/%C3%B6"),
    ],
)
def test_where_it_was_moved_to_is_told_whole_and_not_followed(
    server: Server, qtbot: QtBot, target: str, location: str
) -> None:
    script = moved(target.encode().decode("latin-1"))
    answer = ask(server.on("/x/a", script), qtbot)
    assert (answer.status, server.paths) == (302, ["/x/a"])
    assert answer.location == (server.url + location if location.startswith("/") else location)


def test_a_page_that_comes_with_an_error_is_kept_in_part(server: Server, qtbot: QtBot) -> None:
    answer = ask(server.on("/a", Script(404, b"no such mask")), qtbot)
    assert (answer.status, answer.body, answer.too_large) == (404, b"no such mask", False)
    answer = ask(server.on("/b", Script(500, b"x" * 5_000_000)), qtbot)
    assert answer.status == 500
    assert not answer.too_large
    assert len(answer.body) <= 64 << 10


def test_more_than_the_limit_is_not_taken(server: Server, qtbot: QtBot) -> None:
    for script in (Script(body=b"x" * 10_001), Script(body=b"x" * 10_001, length=None)):
        answer = ask(server.on("/a", script), qtbot)
        assert answer.too_large
        assert answer.body == b""
    assert not ask(server.on("/a", Script(body=b"x" * 10_000)), qtbot).too_large


def test_one_that_was_cancelled_never_ends(server: Server, qtbot: QtBot) -> None:
    transport = Transport()
    request = request_of(server.on("/a", Script(held=True)), None, None, silence_msecs=5000)
    transfer = transport.get(request, limit_bytes=100, ended=unwanted)
    qtbot.waitUntil(lambda: server.holding == 1)
    transfer.cancel()
    server.let_go.set()
    qtbot.wait(20)

"""Fetching over the loopback from real servers that behave well, badly, slowly."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import trustme
from PySide6.QtCore import QCoreApplication
from PySide6.QtNetwork import QNetworkReply
from pytestqt.qtbot import QtBot

from tests.media.network import NOON, Hurried, Net, Stopped, unwanted
from tests.media.pictures import encoded, photo
from tests.media.servers import Answer, Server, moved, serving, zipped
from viewer.media.access import host_of
from viewer.media.fetch import Fetch
from viewer.media.problem import Problem, ProblemKind, Remedy
from viewer.media.transfer import Transfer

KEY = "labelbox-key-0123456789"
SECRET = "?X-Goog-Signature=hidden"
PAGE = b"<html><body>Sign in</body></html>"


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """What these tests ask for is on this machine, whatever stands before the network."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def other() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure(authority: trustme.CA) -> Iterator[Server]:
    with serving(authority) as server:
        yield server


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> dict[str, str]:
    """The environment that names the file of the authority."""
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    return {"ANNOSCOPE_CA_FILE": str(file)}


@pytest.fixture
def signing(secure: Server, ca_file: dict[str, str]) -> tuple[Server, dict[str, str]]:
    """A server over TLS, and the environment in which it is trusted."""
    return secure, ca_file


class TestAnswers:
    def test_bytes_arrive(self, server: Server, qtbot: QtBot) -> None:
        assert Net(server).get(server.url + "/a.png", qtbot) == b"picture"

    @pytest.mark.parametrize(
        ("status", "kind", "said"),
        [
            (400, ProblemKind.SERVER, "the server refused (400)"),
            (401, ProblemKind.FORBIDDEN, "asks who you are (401)"),
            (403, ProblemKind.FORBIDDEN, "forbids it (403)"),
            (404, ProblemKind.GONE, "not found (404)"),
            (410, ProblemKind.GONE, "gone (410)"),
            (418, ProblemKind.SERVER, "the server refused (418)"),
            (304, ProblemKind.SERVER, "neither file nor error (304)"),
            (302, ProblemKind.SERVER, "neither file nor error (302)"),
        ],
    )
    def test_what_will_not_change_is_asked_for_once(
        self, server: Server, qtbot: QtBot, status: int, kind: ProblemKind, said: str
    ) -> None:
        net = Net(server)
        url = server.on(
            "/a", Answer(status, b"" if status == 304 else PAGE, length=0 if status == 304 else -1)
        )
        fault = net.problem(url + SECRET, qtbot)
        assert fault.kind is kind
        assert said in fault.reason
        assert fault.url_shown == f"{server.host}/a"
        assert fault.host == host_of(server.url)
        assert server.paths == ["/a"]

    def test_composite_masks_that_are_gone_say_how_long_they_are_kept(
        self, server: Server, qtbot: QtBot
    ) -> None:
        url = server.on("/api/v1/tasks/t1/masks/c1/index/1", Answer(404))
        assert "kept 30 days" in Net(server).problem(url, qtbot).reason

    @pytest.mark.parametrize(
        ("body", "kind", "begins"),
        [
            (PAGE, "text/html; charset=utf-8", "“<html><body>Sign in</body></html>”"),
            (PAGE, "image/png", "“<html><body>Sign in</body></html>”"),
            (b'{"error": "expired"}', "application/json", '“{"error": "expired"}”'),
            (b"\xef\xbb\xbf <?xml version='1.0'?>", "", "<?xml version='1.0'?>"),
            (b"no such mask", "text/plain", "“no such mask”"),
        ],
    )
    def test_a_page_in_place_of_a_picture_is_quoted(
        self, server: Server, qtbot: QtBot, body: bytes, kind: str, begins: str
    ) -> None:
        fault = Net(server).problem(server.on("/a", Answer(body=body, headers={"Content-Type": kind})), qtbot)
        assert fault.kind is ProblemKind.NOT_AN_IMAGE
        assert begins in fault.reason

    def test_a_picture_is_one_whatever_its_type_is_said_to_be(self, server: Server, qtbot: QtBot) -> None:
        png = b"\x89PNG\r\n\x1a\n..."
        url = server.on("/a", Answer(body=png, headers={"Content-Type": "text/html"}))
        assert Net(server).get(url, qtbot) == png

    @pytest.mark.parametrize("status", [200, 204])
    def test_an_empty_answer_is_no_picture(self, server: Server, qtbot: QtBot, status: int) -> None:
        fault = Net(server).problem(server.on("/a", Answer(status, b"")), qtbot)
        assert (fault.kind, fault.reason) == (ProblemKind.NOT_AN_IMAGE, "not an image: the answer is empty")

    def test_an_answer_in_chunks_is_whole(self, server: Server, qtbot: QtBot) -> None:
        body = bytes(range(1, 256)) * 100
        assert Net(server).get(server.on("/a", Answer(body=body, chunks=1000)), qtbot) == body

    def test_an_answer_of_no_announced_length_is_whole(self, server: Server, qtbot: QtBot) -> None:
        body = b"x" * 100_000
        assert Net(server).get(server.on("/a", Answer(body=body, length=None)), qtbot) == body

    def test_a_packed_answer_is_unpacked(self, server: Server, qtbot: QtBot) -> None:
        body = bytes(range(1, 256)) * 100
        assert Net(server).get(server.on("/a", zipped(body)), qtbot) == body

    @pytest.mark.parametrize(
        "answer",
        [
            Answer(headers={"Content-Encoding": "gzip"}),
            zipped(b"\0" * 30_000_000),
        ],
        ids=["not packed at all", "a bomb"],
    )
    def test_what_cannot_be_unpacked_is_told(self, server: Server, qtbot: QtBot, answer: Answer) -> None:
        fault = Net(server).problem(server.on("/a", answer), qtbot)
        assert fault.kind is ProblemKind.UNREADABLE

    @pytest.mark.parametrize(
        "url", ["http://[bad/a.png", "http:///a.png", "http://web\\@elsewhere/a", "ftp://web/a", "a.png"]
    )
    def test_no_sound_address(self, qtbot: QtBot, url: str) -> None:
        assert Net().problem(url, qtbot).kind is ProblemKind.UNSUPPORTED_ADDRESS

    def test_nobody_there(self, qtbot: QtBot) -> None:
        net = Net()
        net.allow("http://127.0.0.1:1")
        fault = net.problem("http://127.0.0.1:1/a.png", qtbot)
        assert fault.kind is ProblemKind.UNREACHABLE
        assert "nobody answers there" in fault.reason
        assert len(net.requests) == 1

    def test_progress_tells_bytes_and_total(self, server: Server, qtbot: QtBot) -> None:
        heard: list[tuple[int, int]] = []
        done: list[bytes] = []
        net = Net(server)
        net.fetcher.get(
            server.on("/large", Answer(body=b"x" * 300_000)),
            done=done.append,
            failed=unwanted,
            progress=lambda n, total: heard.append((n, total)),
        )
        qtbot.waitUntil(lambda: bool(done))
        assert heard[-1] == (300_000, 300_000)

    def test_cookies_and_passwords_go_nowhere(self, server: Server, qtbot: QtBot) -> None:
        net = Net(server)
        url = server.on("/a", Answer(headers={"Set-Cookie": "who=me"}))
        net.get(url, qtbot)
        net.get(url.replace("//", "//name:password@"), qtbot)
        for asked in server.asked:
            assert not {"cookie", "authorization", "referer"} & asked.headers.keys()


class TestFurtherTries:
    @pytest.mark.parametrize(
        ("first", "kind", "said"),
        [
            (Answer(500), ProblemKind.SERVER, "the server failed (500)"),
            (Answer(503), ProblemKind.SERVER, "the server failed (503)"),
            (Answer(408), ProblemKind.SERVER, "the server refused (408)"),
            (
                Answer(body=b"x" * 1000, length=5000, cut_at=1000),
                ProblemKind.TRUNCATED,
                "1,000 of 5,000 bytes",
            ),
            (Answer(mute=True), ProblemKind.UNREACHABLE, "the connection was broken off"),
            (Answer(429), ProblemKind.RATE_LIMITED, "wait for a while"),
        ],
    )
    def test_what_may_pass_is_tried_again_longer_and_longer_apart(
        self, server: Server, qtbot: QtBot, first: Answer, kind: ProblemKind, said: str
    ) -> None:
        net = Net(server)
        fault = net.problem(server.on("/a", first), qtbot)
        assert fault.kind is kind
        assert said in fault.reason
        assert Remedy.RETRY in fault.remedies
        assert net.waits == [0.5, 1.0, 2.0]
        assert len(net.requests) == 4
        assert net.get(server.on("/a", first, Answer()), qtbot) == b"picture"

    def test_a_picture_in_chunks_that_was_cut_off_is_tried_again_and_taken_when_it_always_is(
        self, server: Server, qtbot: QtBot
    ) -> None:
        body = encoded(photo((64, 64)))
        cut = Answer(body=body, chunks=10, cut_at=len(body))
        assert Net(server).get(server.on("/a", cut, Answer(body=body, chunks=10)), qtbot) == body
        net = Net(server)
        part = net.get(server.on("/b", cut), qtbot)
        assert isinstance(part, bytes)
        assert 0 < len(part) < len(body)
        assert body.startswith(part)
        assert len(net.requests) == 4

    def test_pauses_are_spread_by_chance(self, server: Server, qtbot: QtBot) -> None:
        net = Net(server, chance=0.2)
        net.problem(server.on("/a", Answer(500)), qtbot)
        assert net.waits == [0.3, 0.6, 1.2]

    @pytest.mark.parametrize("answer", [Answer(held=True), Answer(stalled=True)])
    def test_a_server_that_stands_still_is_given_up(
        self, server: Server, qtbot: QtBot, answer: Answer
    ) -> None:
        net = Net(server, silence_msecs=80, most_tries=2)
        fault = net.problem(server.on("/a", answer), qtbot)
        assert fault.kind is ProblemKind.TIMEOUT
        assert server.paths == ["/a", "/a"]

    def test_one_that_is_slow_but_goes_on_is_waited_for(self, server: Server, qtbot: QtBot) -> None:
        net = Net(server, silence_msecs=2000)
        done: list[bytes] = []
        net.fetcher.get(
            server.on("/a", Answer(body=b"slow picture", stalled=True)), done=done.append, failed=unwanted
        )
        qtbot.waitUntil(lambda: bool(server.asked))
        server.let_go.set()
        qtbot.waitUntil(lambda: done == [b"slow picture"])

    @pytest.mark.parametrize("status", [429, 503])
    @pytest.mark.parametrize(
        "retry_after", ["7", (NOON + timedelta(seconds=8)).strftime("%a, %d %b %Y %H:%M:%S GMT")]
    )
    def test_a_server_that_names_a_wait_is_left_alone_as_long(
        self, server: Server, qtbot: QtBot, status: int, retry_after: str
    ) -> None:
        net = Net(server)
        url = server.on("/a", Answer(status, headers={"Retry-After": retry_after}), Answer())
        assert net.get(url, qtbot) == b"picture"
        assert 6.5 < sum(net.waits) <= 8

    def test_the_whole_host_rests_and_no_other(self, server: Server, other: Server, qtbot: QtBot) -> None:
        clock = Stopped()
        net = Net(server, other, clock=clock, at_once=2, per_host=1)
        server.on("/busy", Answer(429, headers={"Retry-After": "60"}), Answer())
        told: list[str] = []
        for url in (server.url + "/busy", server.url + "/b", other.url + "/c"):
            net.fetcher.get(url, done=lambda _, url=url: told.append(url[-2:]), failed=unwanted)
        qtbot.waitUntil(lambda: told == ["/c"] and len(net.requests) == 2)
        qtbot.wait(20)
        assert server.paths == ["/busy"]
        clock.ring()
        qtbot.waitUntil(lambda: len(told) == 3)
        assert server.paths == ["/busy", "/busy", "/b"]

    def test_a_wait_beyond_patience_is_told_for_all_that_wait_for_the_host(
        self, server: Server, qtbot: QtBot
    ) -> None:
        net = Net(server, at_once=1)
        server.on("/busy", Answer(429, headers={"Retry-After": "3600"}))
        faults: list[Problem] = []
        for name in ("busy", "b", "c"):
            net.fetcher.get(f"{server.url}/{name}", done=unwanted, failed=faults.append)
        qtbot.waitUntil(lambda: len(faults) == 3)
        assert {fault.kind for fault in faults} == {ProblemKind.RATE_LIMITED}
        assert all("until 2026-03-01 13:00 UTC" in fault.reason for fault in faults)
        assert net.problem(server.url + "/d", qtbot).kind is ProblemKind.RATE_LIMITED
        assert server.paths == ["/busy"]


class TestSize:
    @pytest.mark.parametrize(
        "answer",
        [
            Answer(body=b"x" * 300_000),
            Answer(body=b"x" * 3_000_000, length=None),
            Answer(body=b"x" * 3_000_000, chunks=10_000),
            zipped(b"x" * 200_000),
        ],
        ids=["announced", "not announced", "in chunks", "packed"],
    )
    def test_more_bytes_than_the_limit_are_not_fetched(
        self, server: Server, qtbot: QtBot, answer: Answer
    ) -> None:
        net = Net(server, limit_bytes=100_000)
        fault = net.problem(server.on("/large", answer), qtbot)
        assert (fault.kind, fault.remedies) == (ProblemKind.TOO_LARGE, (Remedy.LOCATE,))
        assert len(net.requests) == 1

    def test_an_endless_error_page_is_not_read_to_its_end(self, server: Server, qtbot: QtBot) -> None:
        net = Net(server)
        fault = net.problem(server.on("/a", Answer(404, b"x" * 100_000_000, paced=20_000)), qtbot)
        assert fault.kind is ProblemKind.GONE
        assert net.requests[0].received_bytes < 10_000_000, "what comes until it is looked at"


class TestRedirects:
    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    def test_they_are_followed(self, server: Server, qtbot: QtBot, status: int) -> None:
        url = server.on("/a", moved("b?c=%2F#part", status))
        assert Net(server).get(url, qtbot) == b"picture"
        assert [(asked.path, asked.query) for asked in server.asked] == [("/a", ""), ("/b", "c=%2F")]

    def test_a_chain_is_followed_and_a_loop_is_left(self, server: Server, qtbot: QtBot) -> None:
        net = Net(server)
        for number in range(8):
            server.on(f"/{number}", moved(f"/{number + 1}"))
        assert net.get(server.url + "/0", qtbot) == b"picture"
        server.on("/8", moved("/9"))
        for url in (server.url + "/0", server.on("/loop", moved("/loop"))):
            fault = net.problem(url, qtbot)
            assert (fault.kind, fault.reason) == (ProblemKind.REDIRECTED, "sent on more than 8 times")

    def test_another_host_is_asked_only_when_it_was_allowed(
        self, server: Server, other: Server, qtbot: QtBot
    ) -> None:
        net = Net(server)
        url = server.on("/a", moved(other.url + "/b"))
        fault = net.problem(url, qtbot)
        assert (fault.kind, fault.host) == (ProblemKind.HOST_NOT_ALLOWED, host_of(other.url))
        assert other.asked == []
        net.allow(other.url)
        assert net.get(url, qtbot) == b"picture"

    @pytest.mark.parametrize("target", ["file:///etc/passwd", "data:,x", "ftp://127.0.0.1/a"])
    def test_never_to_another_kind_of_address(self, server: Server, qtbot: QtBot, target: str) -> None:
        fault = Net(server).problem(server.on("/a", moved(target)), qtbot)
        assert fault.kind is ProblemKind.REDIRECTED
        assert f"to a {target.partition(':')[0]}: address" in fault.reason

    def test_a_signed_target_that_has_expired_is_not_asked_for(self, server: Server, qtbot: QtBot) -> None:
        url = server.on("/a", moved("/b?Expires=1700000000&Signature=hidden"))
        fault = Net(server).problem(url, qtbot)
        assert fault.kind is ProblemKind.EXPIRED
        assert server.paths == ["/a"]

    def test_a_further_try_begins_at_the_first_address(self, server: Server, qtbot: QtBot) -> None:
        url = server.on("/a", moved("/b"))
        server.on("/b", Answer(500), Answer())
        assert Net(server).get(url, qtbot) == b"picture"
        assert server.paths == ["/a", "/b", "/a", "/b"]


class TestKey:
    def test_it_goes_to_its_host_alone_and_never_on_with_a_redirect(
        self, secure: Server, authority: trustme.CA, other: Server, ca_file: dict[str, str], qtbot: QtBot
    ) -> None:
        with serving(authority) as elsewhere:
            net = Net(secure, elsewhere, other, key=KEY, key_hosts=(secure.host,), environ=ca_file)
            secure.on("/a", moved(elsewhere.url + "/signed"))
            elsewhere.on("/signed", moved(secure.url + "/back"))
            assert net.get(secure.url + "/a", qtbot) == b"picture"
            assert net.get(other.url + "/plain", qtbot) == b"picture"
            sent = {asked.path: asked.headers.get("authorization") for asked in secure.asked}
            assert sent == {"/a": f"Bearer {KEY}", "/back": f"Bearer {KEY}"}
            assert [asked.path for asked in (*elsewhere.asked, *other.asked)] == ["/signed", "/plain"]
            for asked in (*elsewhere.asked, *other.asked):
                assert "authorization" not in asked.headers
                assert KEY not in str(asked)

    def test_it_never_goes_over_http(self, server: Server, qtbot: QtBot) -> None:
        net = Net(server, key=KEY, key_hosts=(server.host,))
        net.get(server.url + "/a", qtbot)
        assert "authorization" not in server.asked[0].headers

    def test_from_https_to_http_is_not_followed(
        self, secure: Server, server: Server, ca_file: dict[str, str], qtbot: QtBot
    ) -> None:
        net = Net(secure, server, key=KEY, key_hosts=(secure.host,), environ=ca_file)
        fault = net.problem(secure.on("/a", moved(server.url + "/b")), qtbot)
        assert fault.kind is ProblemKind.REDIRECTED
        assert "from https to http" in fault.reason
        assert server.asked == []

    @pytest.mark.parametrize(
        ("key", "query", "kind"),
        [
            (None, "", ProblemKind.NO_KEY),
            (KEY, "", ProblemKind.WRONG_KEY),
            (KEY, "?token=abc", ProblemKind.FORBIDDEN),
            (None, "?token=abc", ProblemKind.FORBIDDEN),
        ],
    )
    def test_a_refusal_says_what_is_wrong_with_the_key(
        self, signing: tuple[Server, dict[str, str]], qtbot: QtBot, *, key: str, query: str, kind: ProblemKind
    ) -> None:
        secure, environ = signing
        net = Net(secure, key=key, key_hosts=(secure.host,), environ=environ)
        for status in (401, 403):
            fault = net.problem(secure.on(f"/{status}", Answer(status)) + query, qtbot)
            assert fault.kind is kind
            assert (Remedy.ENTER_KEY in fault.remedies) == (not query)
        assert secure.paths == ["/401", "/403"]


class TestCertificates:
    def test_one_that_nobody_vouches_for_is_refused(self, secure: Server, qtbot: QtBot) -> None:
        fault = Net(secure).problem(secure.url + "/a", qtbot)
        assert fault.kind is ProblemKind.TLS
        assert "certificate" in fault.reason
        assert "ANNOSCOPE_CA_FILE" in fault.reason
        assert secure.asked == []

    @pytest.mark.parametrize("variable", ["ANNOSCOPE_CA_FILE", "SSL_CERT_FILE"])
    def test_it_is_accepted_when_its_authority_is_named(
        self, secure: Server, ca_file: dict[str, str], qtbot: QtBot, variable: str
    ) -> None:
        environ = {variable: ca_file["ANNOSCOPE_CA_FILE"]}
        assert Net(secure, environ=environ).get(secure.url + "/a", qtbot) == b"picture"

    def test_a_host_that_it_was_not_made_for_is_refused(
        self, authority: trustme.CA, ca_file: dict[str, str], qtbot: QtBot
    ) -> None:
        with serving(authority, name="elsewhere.example") as server:
            fault = Net(server, environ=ca_file).problem(server.url + "/a", qtbot)
            assert fault.kind is ProblemKind.TLS
            assert server.asked == []

    @pytest.mark.parametrize(("content", "why"), [(None, "No such file"), ("hello", "no certificate")])
    def test_a_file_of_authorities_that_is_of_no_use_is_told(
        self, secure: Server, tmp_path: Path, qtbot: QtBot, content: str | None, why: str
    ) -> None:
        file = tmp_path / "ca.pem"
        if content is not None:
            file.write_text(content)
        fault = Net(secure, environ={"ANNOSCOPE_CA_FILE": str(file)}).problem(secure.url + "/a", qtbot)
        assert f"ANNOSCOPE_CA_FILE is not used: {file}: " in fault.reason
        assert why in fault.reason


class TestConsent:
    def test_a_host_that_was_not_allowed_is_not_asked(self, server: Server, qtbot: QtBot) -> None:
        net = Net()
        fault = net.problem(server.url + "/a", qtbot)
        assert (fault.kind, fault.host) == (ProblemKind.HOST_NOT_ALLOWED, host_of(server.url))
        assert Remedy.ALLOW_HOST in fault.remedies
        net.allow(server.url)
        assert net.get(server.url + "/a", qtbot) == b"picture"
        assert len(net.requests) == 1

    def test_offline_nothing_is_asked(self, server: Server, qtbot: QtBot) -> None:
        net = Net(server)
        net.access.offline = True
        assert net.problem(server.url + "/a", qtbot).kind is ProblemKind.OFFLINE
        assert server.asked == []
        net.access.offline = False
        assert net.get(server.url + "/a", qtbot) == b"picture"

    def test_going_offline_cuts_what_is_under_way_and_what_waits(self, server: Server, qtbot: QtBot) -> None:
        net = Net(server, at_once=1)
        faults: list[Problem] = []
        for name in ("held", "waits"):
            net.fetcher.get(server.on(f"/{name}", Answer(held=True)), done=unwanted, failed=faults.append)
        qtbot.waitUntil(lambda: server.holding == 1)
        net.access.offline = True
        qtbot.waitUntil(lambda: len(faults) == 2)
        assert {fault.kind for fault in faults} == {ProblemKind.OFFLINE}
        assert [request.problem and request.problem.kind for request in net.requests] == [ProblemKind.OFFLINE]

    def test_a_signed_link_that_has_expired_is_not_tried(self, server: Server, qtbot: QtBot) -> None:
        net = Net(server)
        fault = net.problem(server.url + "/a?Expires=1700000000&Signature=hidden", qtbot)
        assert fault.kind is ProblemKind.EXPIRED
        assert "expired on 2023-11-14 22:13 UTC" in fault.reason
        assert "hidden" not in str(fault)
        assert server.asked == []
        assert net.requests == ()

    def test_one_that_expires_in_the_line_is_not_tried_either(self, server: Server, qtbot: QtBot) -> None:
        net = Net(server, at_once=1)
        clock = net.clock
        assert isinstance(clock, Hurried)
        done: list[bytes] = []
        faults: list[Problem] = []
        end = int((NOON + timedelta(seconds=60)).timestamp())
        net.fetcher.get(server.on("/held", Answer(held=True)), done=done.append, failed=unwanted)
        net.fetcher.get(f"{server.url}/signed?Expires={end}", done=unwanted, failed=faults.append)
        qtbot.waitUntil(lambda: server.holding == 1)
        clock.leap(600)
        server.let_go.set()
        qtbot.waitUntil(lambda: bool(done and faults))
        assert faults[0].kind is ProblemKind.EXPIRED
        assert server.paths == ["/held"]


class TestOrder:
    def test_no_more_than_a_few_at_once_what_is_looked_at_first(self, server: Server, qtbot: QtBot) -> None:
        net = Net(server, per_host=3)
        done: list[bytes] = []
        for number in range(5):
            url = server.on(f"/ahead/{number}", Answer(held=True))
            net.fetcher.get(url, done=done.append, failed=unwanted, urgent=False)
        qtbot.waitUntil(lambda: server.holding == 2)
        net.fetcher.get(server.on("/now", Answer(held=True)), done=done.append, failed=unwanted)
        qtbot.waitUntil(lambda: server.holding == 3)
        assert server.paths[2] == "/now", "a place is kept for what is looked at"
        server.let_go.set()
        qtbot.waitUntil(lambda: len(done) == 6)
        assert server.most_at_once == 3

    def test_what_was_loaded_ahead_goes_first_once_it_is_looked_at(
        self, server: Server, qtbot: QtBot
    ) -> None:
        net = Net(server, at_once=1)
        done: list[bytes] = []

        def get(name: str) -> object:
            return net.fetcher.get(server.url + name, done=done.append, failed=unwanted, urgent=False)

        fetches = [get(f"/{number}") for number in range(6)]
        net.fetcher.hasten(fetches[4])  # type: ignore[arg-type]
        qtbot.waitUntil(lambda: len(done) == 6)
        assert server.paths[0] == "/4"

    def test_a_cancelled_request_says_nothing_and_makes_way(self, server: Server, qtbot: QtBot) -> None:
        net = Net(server, at_once=1)
        heard: list[object] = []
        url = server.on("/held", Answer(held=True))
        first = net.fetcher.get(url, done=heard.append, failed=heard.append)
        second = net.fetcher.get(url, done=heard.append, failed=heard.append)
        refused = net.fetcher.get("https://not.allowed/a", done=heard.append, failed=heard.append)
        net.fetcher.cancel(refused)
        qtbot.waitUntil(lambda: server.holding == 1)
        net.fetcher.cancel(second)
        net.fetcher.cancel(first)
        assert net.get(server.url + "/a", qtbot) == b"picture"
        net.fetcher.cancel(first)
        assert heard == []
        assert server.paths == ["/held", "/a"]
        assert net.requests[0].problem is not None
        assert net.requests[0].problem.kind is ProblemKind.CANCELLED

    def test_one_may_be_cancelled_that_rests_before_its_next_try(self, server: Server, qtbot: QtBot) -> None:
        net = Net(server)
        heard: list[object] = []
        url = server.on("/a", Answer(500))
        fetch = net.fetcher.get(url, done=heard.append, failed=heard.append)
        net.journal.added.connect(lambda _: None)
        with qtbot.waitSignal(net.journal.added):
            pass
        net.fetcher.cancel(fetch)
        assert net.get(server.url + "/b", qtbot) == b"picture"
        assert heard == []
        assert server.paths == ["/a", "/b"]

    def test_ten_thousand_requests_take_few_connections_and_leave_nothing(
        self, server: Server, qtbot: QtBot
    ) -> None:
        count = 10_000
        net = Net(server)
        application = QCoreApplication.instance()
        assert application is not None
        lengths: list[int] = []
        replies_alive: list[int] = []

        def done(data: bytes) -> None:
            lengths.append(len(data))
            if len(lengths) % 500 == 0:
                replies_alive.append(len(application.findChildren(QNetworkReply)))

        for number in range(count):
            url = f"{server.url}/{number}"
            net.fetcher.get(url, done=done, failed=unwanted, urgent=number % 2 == 0)
        qtbot.waitUntil(lambda: len(lengths) == count, timeout=90_000)
        assert sorted(server.paths) == sorted(f"/{number}" for number in range(count))
        assert server.most_at_once <= 6
        assert server.most_open <= 12, "one that was closed counts until its thread has noticed"
        assert server.connections <= 60, "connections are used again"
        assert max(replies_alive) <= 64, "what has been answered does not pile up"
        assert net.fetcher.idle
        qtbot.waitUntil(lambda: not application.findChildren(QNetworkReply))
        gc.collect()
        assert not [each for each in gc.get_objects() if type(each) in (Transfer, Fetch)]


class TestJournal:
    def test_every_request_is_noted_without_its_secrets(self, server: Server, qtbot: QtBot) -> None:
        net = Net(server)
        server.on("/a", moved("/b" + SECRET), moved("/b" + SECRET))
        server.on("/b", Answer(500), Answer(body=b"x" * 1000))
        net.get(server.url + "/a?token=hidden", qtbot)
        noted = [(r.host, r.path_shown, r.status, r.problem is not None) for r in net.requests]
        assert noted == [
            (server.host, "/a", 302, False),
            (server.host, "/b", 500, True),
            (server.host, "/a", 302, False),
            (server.host, "/b", 200, False),
        ]
        assert net.requests[-1].received_bytes == 1000
        assert net.requests[0].started_at >= NOON
        assert "hidden" not in repr(net.requests)

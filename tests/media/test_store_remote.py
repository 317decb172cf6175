"""Pictures and masks of a row from servers on the loopback: consent, the key, retries, loading ahead."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from pytestqt.qtbot import QtBot

from tests.media.network import Net
from tests.media.pictures import (
    DARK,
    RED,
    composite,
    encoded,
    in_composite,
    in_file,
    label,
    path_of,
    photo,
    row,
)
from tests.media.servers import Answer, Server, moved, serving
from viewer.media.access import host_of
from viewer.media.decode import Picture
from viewer.media.loads import Failed, Media, Ready, Waiting
from viewer.media.network import Network
from viewer.media.problem import Problem, ProblemKind, Remedy
from viewer.media.store import MediaStore
from viewer.model.row import DataRow, Label
from viewer.tasks import InlineTasks


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        server.on("/a.png", Answer(body=encoded(photo()), headers={"Content-Type": "image/png"}))
        server.on("/c.png", Answer(body=encoded(composite()), headers={"Content-Type": "image/png"}))
        yield server


def store_of(net: Net, tmp_path: Path, **options: int) -> MediaStore:
    network = Network(net.access, net.credentials, net.journal)
    store = MediaStore(InlineTasks(), network=network, fetcher=net.fetcher, **options)
    # What was decided before is forgotten with the export before, so the servers are allowed anew.
    allowed = [host for host in map(host_of, net.allowed) if host is not None]
    store.open(tmp_path / "empty" / "export.ndjson")
    for host in allowed:
        net.access.allow(host)
    return store


def loaded(store: MediaStore, there: DataRow, qtbot: QtBot) -> Media[Picture]:
    qtbot.waitUntil(lambda: not isinstance(store.image(there), Waiting))
    return store.image(there)


def problem_of(store: MediaStore, there: DataRow, qtbot: QtBot) -> Problem:
    media = loaded(store, there, qtbot)
    assert isinstance(media, Failed)
    return media.problem


def test_a_picture_and_its_masks_arrive(server: Server, tmp_path: Path, qtbot: QtBot) -> None:
    store = store_of(Net(server), tmp_path)
    marked: Label = label(
        in_composite(0, RED, server.url + "/c.png"),
        in_composite(1, DARK, server.url + "/c.png"),
        in_file(2, server.url + "/c.png"),
    )
    there = row(server.url + "/a.png", marked)
    assert isinstance(loaded(store, there, qtbot), Ready)
    qtbot.waitUntil(lambda: not store.masks(there, marked).waiting)
    assert not store.masks(there, marked).failed
    assert all(store.masks(there, marked).find(path_of(number)) for number in range(3))


def test_by_default_no_host_is_asked(server: Server, tmp_path: Path, qtbot: QtBot) -> None:
    store = MediaStore(InlineTasks())
    store.open(tmp_path / "export.ndjson")
    fault = problem_of(store, row(server.url + "/a.png"), qtbot)
    assert fault.kind is ProblemKind.HOST_NOT_ALLOWED
    assert server.asked == []


def test_once_a_host_is_allowed_its_pictures_arrive_those_loaded_ahead_too(
    server: Server, tmp_path: Path, qtbot: QtBot
) -> None:
    net = Net()
    store = store_of(net, tmp_path)
    here, ahead = row(server.url + "/a.png"), row(server.url + "/c.png", index=1)
    assert problem_of(store, here, qtbot).kind is ProblemKind.HOST_NOT_ALLOWED
    store.prefetch([ahead])
    qtbot.waitUntil(lambda: store.progress.loads == 0)
    store.arrived.connect(lambda: store.image(here))
    with qtbot.waitSignal(store.arrived):
        net.allow(server.url)
    qtbot.waitUntil(lambda: isinstance(store.image(here), Ready))
    qtbot.waitUntil(lambda: "/c.png" in server.paths)


def test_offline_says_so_and_what_is_there_stays(server: Server, tmp_path: Path, qtbot: QtBot) -> None:
    net = Net(server)
    store = store_of(net, tmp_path)
    here, other = row(server.url + "/a.png"), row(server.url + "/c.png", index=1)
    assert isinstance(loaded(store, here, qtbot), Ready)
    net.access.offline = True
    assert isinstance(store.image(here), Ready)
    assert problem_of(store, other, qtbot).kind is ProblemKind.OFFLINE
    net.access.offline = False
    assert isinstance(loaded(store, other, qtbot), Ready)


def test_a_key_that_is_entered_is_tried_at_once(tmp_path: Path, qtbot: QtBot) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    with serving(authority) as secure:
        environ = {"ANNOSCOPE_CA_FILE": str(tmp_path / "ca.pem")}
        net = Net(secure, key_hosts=(secure.host,), environ=environ)
        store = store_of(net, tmp_path)
        there = row(secure.on("/mask", Answer(401), Answer(403), Answer(body=encoded(photo()))))
        assert problem_of(store, there, qtbot).kind is ProblemKind.NO_KEY
        net.credentials.enter("of-another-workspace")
        assert problem_of(store, there, qtbot).kind is ProblemKind.WRONG_KEY
        net.credentials.enter("the-right-one")
        assert isinstance(loaded(store, there, qtbot), Ready)
        sent = [asked.headers.get("authorization") for asked in secure.asked]
        assert sent == [None, "Bearer of-another-workspace", "Bearer the-right-one"]


def test_an_error_page_is_told_in_the_place_of_the_picture(
    server: Server, tmp_path: Path, qtbot: QtBot
) -> None:
    store = store_of(Net(server), tmp_path)
    url = server.on("/page", Answer(body=b"<html>gone</html>", headers={"Content-Type": "text/html"}))
    fault = problem_of(store, row(url + "?Signature=hidden"), qtbot)
    assert fault.kind is ProblemKind.NOT_AN_IMAGE
    assert "“<html>gone</html>”" in str(fault)
    assert "hidden" not in str(fault)


def test_a_host_behind_a_redirect_is_asked_for_by_name(server: Server, tmp_path: Path, qtbot: QtBot) -> None:
    with serving() as other:
        other.on("/b.png", Answer(body=encoded(photo())))
        net = Net(server)
        store = store_of(net, tmp_path)
        there = row(server.on("/moved", moved(other.url + "/b.png")))
        assert problem_of(store, there, qtbot).host == host_of(other.url)
        net.allow(other.url)
        assert isinstance(loaded(store, there, qtbot), Ready)


def test_what_is_looked_at_overtakes_what_is_loaded_ahead(
    server: Server, tmp_path: Path, qtbot: QtBot
) -> None:
    net = Net(server, at_once=1)
    store = store_of(net, tmp_path)
    body = encoded(photo())
    rows = [row(server.on(f"/{index}", Answer(body=body)), index=index) for index in range(5)]
    held = row(server.on("/held", Answer(held=True, body=body)), index=9)
    store.image(held)
    qtbot.waitUntil(lambda: server.holding == 1)
    store.prefetch(rows[1:])
    store.image(rows[4])
    store.prefetch([*rows[1:], held])
    server.let_go.set()
    qtbot.waitUntil(lambda: store.progress.loads == 0)
    assert server.paths[:2] == ["/held", "/4"]


def test_rows_passed_by_are_given_up_in_the_line_and_under_way(
    server: Server, tmp_path: Path, qtbot: QtBot
) -> None:
    net = Net(server, at_once=1)
    store = store_of(net, tmp_path)
    rows = [row(server.on(f"/{index}", Answer(held=index == 0)), index=index) for index in range(4)]
    store.image(rows[0])
    store.prefetch(rows[1:3])
    qtbot.waitUntil(lambda: server.holding == 1)
    there = row(server.url + "/a.png", index=7)
    store.image(there)
    store.prefetch([])
    qtbot.waitUntil(lambda: isinstance(store.image(there), Ready))
    assert server.paths == ["/0", "/a.png"]
    assert net.fetcher.idle


def test_no_more_is_loaded_ahead_than_memory_is_likely_to_hold(
    server: Server, tmp_path: Path, qtbot: QtBot
) -> None:
    store = store_of(Net(server), tmp_path, limit_bytes=2_000_000)
    url = server.url + "/a.png"
    sized = [row(url, index=index, size=(400, 300)) for index in range(1, 4)]  # 480,000 bytes each
    store.image(row(url))
    store.prefetch(sized)
    assert store.progress.loads == 3, "two of them, and the one looked at"
    store.prefetch([row(url, index=5, size=None)])
    assert store.progress.loads == 1, "of an unknown size none"
    qtbot.waitUntil(lambda: store.progress.loads == 0)


def test_what_a_server_announces_as_too_large_is_asked_for_once(
    server: Server, tmp_path: Path, qtbot: QtBot
) -> None:
    server.on("/huge.jpg", Answer(body=b"\xff\xd8\xff", length=50 << 30))
    store = store_of(Net(server), tmp_path)
    there = row(server.url + "/huge.jpg")
    store.arrived.connect(lambda: store.image(there))
    fault = problem_of(store, there, qtbot)
    assert (fault.kind, fault.remedies) == (ProblemKind.TOO_LARGE, (Remedy.LOCATE,))
    qtbot.wait(100)
    assert server.paths == ["/huge.jpg"]


def test_a_picture_that_is_cut_off_is_asked_for_again_on_a_persons_wish(
    server: Server, tmp_path: Path, qtbot: QtBot
) -> None:
    whole = encoded(photo())
    server.on("/cut.png", Answer(body=whole[:-30]), Answer(body=whole))
    store = store_of(Net(server), tmp_path)
    there = row(server.url + "/cut.png")
    first = loaded(store, there, qtbot)
    assert isinstance(first, Ready)
    assert not first.value.is_whole
    store.retry(there)
    second = loaded(store, there, qtbot)
    assert isinstance(second, Ready)
    assert second.value.is_whole

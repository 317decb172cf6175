"""The proxy of the system is asked in the place of hosts, and hears no more than it must."""

from __future__ import annotations

import select
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
import trustme
from pytestqt.qtbot import QtBot

from tests.media.network import Net
from tests.media.pictures import encoded, photo
from tests.media.servers import Answer, serving

pytestmark = pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="only elsewhere the environment says which proxy there is"
)

PICTURE = encoded(photo())
KEY = "lb-key-that-no-proxy-may-hear"
HEAD_END = b"\r\n\r\n"


class Proxy:
    """Answers plain requests itself and carries tunnels to `behind`; keeps the heads that it heard."""

    def __init__(self, behind: int | None) -> None:
        self._behind = behind
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.heard: list[bytes] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._socket.accept()
                threading.Thread(target=self._answer, args=(client,), daemon=True).start()

    def _answer(self, client: socket.socket) -> None:
        with closing(client):
            head = b""
            while HEAD_END not in head and (piece := client.recv(4096)):
                head += piece
            self.heard.append(head)
            if head.startswith(b"CONNECT ") and self._behind is not None:
                client.sendall(b"HTTP/1.1 200 Connection established" + HEAD_END)
                with socket.create_connection(("127.0.0.1", self._behind)) as server:
                    _carry(client, server)
            else:
                length = f"Content-Length: {len(PICTURE)}".encode()
                client.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n" + length + HEAD_END + PICTURE)


def _carry(one: socket.socket, other: socket.socket) -> None:
    """Bytes to and fro until one of them hangs up."""
    with suppress(OSError):
        while True:
            for ready in select.select((one, other), (), (), 5)[0]:
                data = ready.recv(65536)
                if not data:
                    return
                (other if ready is one else one).sendall(data)


@pytest.fixture
def behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    """A proxy before a server over TLS that this run trusts as `images.example`."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    with serving(authority, name="images.example") as server, closing(Proxy(server.server_port)) as proxy:
        server.on("/a.png", Answer(body=PICTURE))
        for name in ("http_proxy", "https_proxy"):
            monkeypatch.setenv(name, proxy.url)
        monkeypatch.delenv("no_proxy", raising=False)
        yield proxy


def test_a_plain_request_goes_to_the_proxy_of_the_system(behind: Proxy, qtbot: QtBot) -> None:
    net = Net()
    net.allow("http://images.example/a.png")
    assert net.get("http://images.example/a.png", qtbot) == PICTURE
    (head,) = behind.heard
    assert head.startswith(b"GET http://images.example/a.png HTTP/1.1\r\n")


def test_of_a_secure_request_the_proxy_hears_the_host_alone(
    behind: Proxy, tmp_path: Path, qtbot: QtBot
) -> None:
    environ = {"ANNOSCOPE_CA_FILE": str(tmp_path / "ca.pem")}
    net = Net(key=KEY, key_hosts=("images.example",), environ=environ)
    net.allow("https://images.example/a.png")
    assert net.get("https://images.example/a.png?token=hidden", qtbot) == PICTURE
    (head,) = behind.heard
    assert head.startswith(b"CONNECT images.example:443 HTTP/1.1\r\n")
    for secret in (KEY.encode(), b"hidden", b"a.png", b"uthorization"):
        assert secret not in head


def test_a_host_that_was_not_allowed_is_not_asked_through_a_proxy_either(behind: Proxy, qtbot: QtBot) -> None:
    net = Net()
    assert "was not allowed yet" in net.problem("http://images.example/a.png", qtbot).reason
    assert behind.heard == []

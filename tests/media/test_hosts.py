"""Hosts as the transport reads them, and which of them are private, in every spelling there is."""

import re
from ipaddress import IPv4Address

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QUrl

from viewer.media.hosts import Host, host_named, host_of, is_private

PIECES = [
    *("http:", "https:", "HTTPS:", "file:", "//", "/", "\\", "@", ":", "443", ":80", ":8443", "?", "#", "."),
    *("api.labelbox.com", "API.Labelbox.com", "evil.example", "localhost", "127.0.0.1", "[::1]", "user", "%"),
    *(
        "%2e",
        "%40",
        "%00",
        "%2F",
        " ",
        "\t",
        "\n",
        "\r",
        "\0",
        "\x7f",
        "\u3002",
        "\uff0e",
        "\uff20",
        "\u0430pi",
    ),
    *("xn--pi-6kc", "\u00ad", "\u200b", "\ufeff", "a", "..", "-", "_", ";", "&", "[", "]", "0x7f000001"),
]
tricky_addresses = st.lists(st.sampled_from(PIECES), max_size=9).map("".join)
web_like_addresses = tricky_addresses.map("https://".__add__)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://storage.googleapis.com/b/o.png?X=1", "storage.googleapis.com"),
        ("http://storage.googleapis.com/b", "storage.googleapis.com"),
        ("HTTPS://Storage.GoogleAPIs.com:443/b", "storage.googleapis.com"),
        ("https://example.com:8443/", "example.com:8443"),
        ("https://api.labelbox.com@evil.example/", "evil.example"),
        ("https://api.labelbox.com:443@evil.example/", "evil.example"),
        ("https://evil.example#@api.labelbox.com/", "evil.example"),
        ("https://evil.example?@api.labelbox.com/", "evil.example"),
        ("https://evil.example/@api.labelbox.com/", "evil.example"),
        ("https://example.com./a", "example.com"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("https://xn--bcher-kva.example/", "xn--bcher-kva.example"),
        ("https://\u0430pi.labelbox.com/", "xn--pi-6kc.labelbox.com"),
        ("https://api\u3002labelbox\uff0ecom/", "api.labelbox.com"),
        ("https://example%2ecom/", "example.com"),
        ("http://[::1]:8080/", "[::1]:8080"),
        ("http://[2001:DB8::1]/", "[2001:db8::1]"),
        ("http://0x7f.1/", "127.0.0.1"),
    ],
)
def test_the_host_is_the_one_a_request_would_go_to(url: str, host: str) -> None:
    assert str(host_of(url)) == host


@pytest.mark.parametrize(
    "url",
    [
        "",
        "a.png",
        "/a/b.png",
        "//example.com/a",
        "ftp://example.com/a",
        "gs://bucket/a",
        "javascript:alert(1)",
        "https:",
        "https://",
        "https:///a",
        "https:/example.com/a",
        "https:example.com",
        "https://evil.example\\@api.labelbox.com/",
        "https://api.labelbox.com\\.evil.example/",
        "https://api.labelbox.com /a",
        " https://api.labelbox.com/a",
        "https://api.labelbox.com\n.evil.example/",
        "https://api.lab\telbox.com/",
        "https://api.labelbox.com%00.evil.example/",
        "https://example.com:99999/",
        "https://example.com:0/",
        "https://example.com:80:90/",
        "https://[::1/",
        "https://a..b/",
        "https://./",
        "https://0./",
        "https://0。",
        "https://127.1./",
    ],
)
def test_an_address_that_can_be_read_in_two_ways_has_no_host(url: str) -> None:
    assert host_of(url) is None


@given(tricky_addresses | web_like_addresses | st.text())
def test_every_host_is_what_the_transport_makes_of_the_address(url: str) -> None:
    host = host_of(url)
    if host is not None:
        asked = QUrl(url)
        assert asked.scheme() in ("http", "https")
        assert host.name == asked.host(QUrl.ComponentFormattingOption.FullyEncoded).removesuffix(".")
        assert asked.port(443) == (host.port or asked.port(443))
        assert host.name.isascii()
        assert re.fullmatch(r"[a-z0-9._:%-]+", host.name)
        assert host_named(str(host)) == host


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("example.com", Host("example.com")),
        (" Example.COM. ", Host("example.com")),
        ("example.com:443", Host("example.com")),
        ("example.com:80", Host("example.com")),
        ("127.0.0.1:8000", Host("127.0.0.1", 8000, private=True)),
        ("[::1]:8000", Host("::1", 8000, private=True)),
        ("localhost", Host("localhost", None, private=True)),
        ("", None),
        ("https://example.com", None),
        ("example.com/path", None),
        ("user@example.com", None),
        ("two words", None),
        ("example.com:port", None),
    ],
)
def test_a_person_names_a_host_with_or_without_a_port(text: str, host: Host | None) -> None:
    assert host_named(text) == host


NEAR = [
    *("127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
    *("169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255", "192.0.2.1"),
]
FAR = ["8.8.8.8", "172.32.0.1", "172.15.255.255", "192.169.0.1", "11.0.0.1", "1.1.1.1", "128.0.0.1"]


def spellings(dotted: str) -> list[str]:
    number = int(IPv4Address(dotted))
    a, b, c, d = dotted.split(".")
    return [
        dotted,
        f"{dotted}.",
        str(number),
        hex(number),
        f"0{number:o}",
        f"{a}.{number & 0xFFFFFF}",
        f"{a}.{b}.{(int(c) << 8) + int(d)}",
        f"0x{int(a):x}.0{int(b):o}.{c}.{d}",
        dotted.translate({ord(str(i)): ord("\uff10") + i for i in range(10)}),
        f"[::ffff:{dotted}]",
        f"[::ffff:{number >> 16:x}:{number & 0xFFFF:x}]",
        f"[64:ff9b::{dotted}]",
        f"[2002:{number >> 16:x}:{number & 0xFFFF:x}::1]",
    ]


@pytest.mark.parametrize("near", NEAR)
def test_a_near_number_is_private_in_every_spelling(near: str) -> None:
    for spelling in spellings(near):
        host = host_of(f"http://{spelling}:8000/")
        assert host is None or host.private, spelling


@pytest.mark.parametrize("far", FAR)
def test_a_far_number_is_not_private_in_any_spelling(far: str) -> None:
    for spelling in spellings(far):
        host = host_of(f"http://{spelling}/")
        assert host is None or not host.private, spelling


def test_most_spellings_are_understood() -> None:
    assert sum(host_of(f"http://{spelling}/") is not None for spelling in spellings("127.0.0.1")) >= 12


@pytest.mark.parametrize(
    "name",
    [
        *("localhost", "LOCALHOST.", "a.localhost", "nas.local", "printer.lan", "metadata.google.internal"),
        *(
            "intranet",
            "nas",
            "router.home.arpa",
            "::1",
            "::",
            "fe80::1",
            "fe80::1%eth0",
            "fd00::1",
            "ff02::1",
        ),
    ],
)
def test_near_names_are_private(name: str) -> None:
    assert is_private(name)


@pytest.mark.parametrize(
    "name", ["api.labelbox.com", "local.example", "notlocalhost.com", "mylocal.dev", "2606:4700::1111"]
)
def test_far_names_are_not_private(name: str) -> None:
    assert not is_private(name)

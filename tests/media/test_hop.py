"""What is read of an address once, and what is not kept of it in words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from viewer.media.hop import hop_to


def test_host_and_end_are_read_from_an_address() -> None:
    hop = hop_to("https://Storage.Example:8443/a%20b.png?Expires=1700000000&Signature=s3cr3t")
    assert hop.address is not None
    assert (hop.host_name, hop.address.path()) == ("storage.example:8443", "/a b.png")
    assert hop.ends_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)


@pytest.mark.parametrize("url", ["", "a.png", "ftp://example.com/a", "https://", "https://example.com:0/"])
def test_what_is_no_address_has_no_host(url: str) -> None:
    hop = hop_to(url)
    assert (hop.url, hop.address, hop.host, hop.ends_at) == (url, None, None, None)


def test_no_secret_is_in_its_repr() -> None:
    assert "s3cr3t" not in repr(hop_to("https://user:s3cr3t@example.com/s3cr3t?Signature=s3cr3t"))

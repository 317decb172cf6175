"""Which computer an address leads to, read as the transport itself reads it, and whether it is a private one.

Were a decision made on another reading than the request, an address written oddly could pass as one host and
go to another. So everything here asks QUrl, as Qt Network does.
"""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from PySide6.QtCore import QUrl

WEB_PORTS = {"http": 80, "https": 443}
"""Port by scheme; the keys are the schemes that are asked for over the network."""

_NEVER_IN_AN_ADDRESS = re.compile(r"[\x00-\x20\x7f\\]")
_PRIVATE_NAMES = (
    "localhost",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "home.arpa",
)
_NAT64 = IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Host:
    """A computer by name in ASCII, lower case; `port` is None for 80 and 443, so http and https are one.

    `private` when it is this computer or one of the network around it, as far as the name tells.
    """

    name: str
    port: int | None = None
    private: bool = False

    def __str__(self) -> str:
        """`example.com`, `example.com:8080` or `[::1]:8080`."""
        return _told(self.name, self.port)


@lru_cache(maxsize=256)  # asked for each request, of a few hosts
def _told(name: str, port: int | None) -> str:
    name = f"[{name}]" if ":" in name else name
    return name if port is None else f"{name}:{port}"


def web_address(url: str) -> QUrl | None:
    """The address as it would be asked for; None when it is no http or https address with a sound host."""
    if _NEVER_IN_AN_ADDRESS.search(url):
        return None
    parsed = QUrl(url)
    return parsed if parsed.isValid() and parsed.scheme() in WEB_PORTS and parsed.host() else None


def host_of(url: str) -> Host | None:
    """The host that a request for an http or https address goes to; None when it is none of these."""
    read = address_of(url)
    return read[1] if read is not None else None


def address_of(url: str) -> tuple[QUrl, Host] | None:
    """An http or https address as it would be asked for, and the host that this goes to."""
    parsed = web_address(url)
    if parsed is None:
        return None
    full = parsed.host(QUrl.ComponentFormattingOption.FullyEncoded).lower()
    name = full.rstrip(".")
    port = parsed.port(WEB_PORTS[parsed.scheme()])
    if not name or port == 0 or (name != full and _reads_otherwise(name)):
        return None
    return parsed, _host(name, None if port in WEB_PORTS.values() else port)


def _reads_otherwise(name: str) -> bool:
    """Whether a name is a number in an old spelling, which the dot after it kept from being read as one."""
    return QUrl(f"https://{name}").host(QUrl.ComponentFormattingOption.FullyEncoded).lower() != name


def host_named(text: str) -> Host | None:
    """The host that `NAME`, `NAME:PORT` or `[IPV6]:PORT` means, as a person writes it, or None."""
    text = text.strip()
    if not text or re.search(r"[/?#@]", text):
        return None
    return host_of(f"https://{text}")


@lru_cache(maxsize=256)  # asked for each request, of a few hosts
def _host(name: str, port: int | None) -> Host:
    return Host(name, port, is_private(name))


def is_private(name: str) -> bool:
    """Whether a host is this computer or near it: by number, a reserved ending, or a name without dots."""
    name = name.lower().rstrip(".")
    if (number := _number_of(name)) is not None:
        return not number.is_global or number.is_multicast
    return "." not in name or any(name == last or name.endswith(f".{last}") for last in _PRIVATE_NAMES)


def _number_of(name: str) -> IPv4Address | IPv6Address | None:
    """The number a host is named by, also in old spellings (127.1, 0x7f000001) and wrapped into IPv6."""
    try:
        number = ip_address(name.partition("%")[0])
    except ValueError:
        try:
            return IPv4Address(socket.inet_aton(name)) if name[:1].isdigit() else None
        except OSError:
            return None
    if isinstance(number, IPv6Address):
        wrapped = number.ipv4_mapped or number.sixtofour
        if wrapped is None and (number in _NAT64 or 1 < int(number) < 1 << 32):
            wrapped = IPv4Address(int(number) & 0xFFFFFFFF)
        return wrapped or number
    return number

"""One step of a request on its way: an address read once, of which the same is asked several times.

Only what the address itself says is kept here, which cannot change; whether it may be asked for, and whether
the key goes with it, is decided anew each time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QUrl

from viewer.media.expiry import expires_at
from viewer.media.hosts import Host, address_of


@dataclass(frozen=True, slots=True)
class Hop:
    """`address` and `host` are None when it is no http or https address; `ends_at` is that of a signed link.

    No repr shows the address, which can carry a token.
    """

    url: str = field(default="", repr=False)
    address: QUrl | None = field(default=None, repr=False)
    host: Host | None = None
    host_name: str = ""
    ends_at: datetime | None = None


def hop_to(url: str) -> Hop:
    """Read an address."""
    read = address_of(url)
    if read is None:
        return Hop(url)
    address, host = read
    return Hop(url, address, host, str(host), expires_at(url))

"""What stands between an export and the network: who may be asked, with which key, and what was asked."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QObject

from viewer.media.access import Access
from viewer.media.credentials import Credentials
from viewer.media.fetch import Fetcher
from viewer.media.journal import Journal


@dataclass(frozen=True, slots=True)
class Network:
    """Built without arguments it allows no host, takes the key from the environment and keeps nothing."""

    access: Access = field(default_factory=Access)
    credentials: Credentials = field(default_factory=Credentials)
    journal: Journal = field(default_factory=Journal)

    def fetcher(self, parent: QObject | None = None) -> Fetcher:
        """What brings bytes over this network."""
        return Fetcher(self.access, self.credentials, self.journal, parent=parent)

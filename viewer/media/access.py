"""Who may be asked over the network, and which folders may be read: a person decides, `AccessMemory` keeps.

A host is asked about once per export. What was allowed for an export is forgotten with it; *always* and
*never* are remembered. Decisions hold for exactly one name and port, so what was said of one host never
covers another, least of all a private one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QUrl, Signal

from viewer.media.hosts import Host, host_named, host_of

__all__ = [
    "Access",
    "AccessMemory",
    "Decision",
    "Forgetful",
    "Host",
    "file_below",
    "file_of",
    "host_named",
    "host_of",
]

_NETWORK_SHARE = re.compile(r"[\\/]{2}")


class Decision(StrEnum):
    """What may be done with an address."""

    ALLOW = "allow"
    ASK = "ask"
    NEVER = "never"
    OFFLINE = "offline"


class AccessMemory(Protocol):
    """What is kept from one start to the next; hosts are written as `str(Host)`."""

    hosts_always: tuple[str, ...]
    hosts_never: tuple[str, ...]
    offline: bool


@dataclass(slots=True)
class Forgetful:
    """A memory that ends with the program: for scripts and tests."""

    hosts_always: tuple[str, ...] = ()
    hosts_never: tuple[str, ...] = ()
    offline: bool = False


class Access(QObject):
    """Decides about addresses; call from the main thread."""

    changed = Signal()
    """What was refused or not yet decided may be decided otherwise now."""

    def __init__(self, memory: AccessMemory | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._memory: AccessMemory = memory if memory is not None else Forgetful()
        self._export: Path | None = None
        self._allowed: set[str] = set()
        self._folders: tuple[Path, ...] = ()

    def open(self, export: Path | None) -> None:
        """Forget what was decided for the export before; reading the same one again forgets nothing."""
        if export is not None and export == self._export:
            return
        self._export = export
        forgotten = bool(self._allowed or self._folders)
        self._allowed.clear()
        self._folders = ()
        if forgotten:
            self.changed.emit()

    def decide(self, url: str) -> Decision:
        """Whether an address may be asked for; of `file:` addresses those below the chosen folders may."""
        if (host := host_of(url)) is not None:
            return self.decide_host(host)
        file = file_of(url)
        allowed = file is not None and file_below(file, self._folders) is not None
        return Decision.ALLOW if allowed else Decision.NEVER

    def decide_host(self, host: Host) -> Decision:
        """Whether a host may be asked; never before anything is asked of it, even its number."""
        name = str(host)
        if self.offline:
            return Decision.OFFLINE
        if name in self._memory.hosts_never:
            return Decision.NEVER
        known = name in self._allowed or name in self._memory.hosts_always
        return Decision.ALLOW if known else Decision.ASK

    def allow(self, host: Host, *, always: bool = False) -> None:
        """Let a host be asked, for this export or always."""
        name = str(host)
        self._drop(name)
        self._allowed.add(name)
        if always:
            self._memory.hosts_always = (*self._memory.hosts_always, name)
        self.changed.emit()

    def refuse(self, host: Host) -> None:
        """Never ask a host, for any export."""
        name = str(host)
        self._drop(name)
        self._memory.hosts_never = (*self._memory.hosts_never, name)
        self.changed.emit()

    def forget(self, host: Host) -> None:
        """Be asked about a host anew."""
        self._drop(str(host))
        self.changed.emit()

    @property
    def hosts_always(self) -> tuple[Host, ...]:
        """Hosts that may be asked for every export."""
        return _hosts(self._memory.hosts_always)

    @property
    def hosts_never(self) -> tuple[Host, ...]:
        """Hosts that are never asked."""
        return _hosts(self._memory.hosts_never)

    @property
    def offline(self) -> bool:
        """Whether nothing at all is asked for over the network."""
        return self._memory.offline

    @offline.setter
    def offline(self, offline: bool) -> None:
        if offline != self._memory.offline:
            self._memory.offline = offline
            self.changed.emit()

    @property
    def folders(self) -> tuple[Path, ...]:
        """Folders a person chose for this export; the files that an export names are read only below them."""
        return self._folders

    @folders.setter
    def folders(self, folders: Iterable[Path]) -> None:
        chosen = tuple(folders)
        if chosen != self._folders:
            self._folders = chosen
            self.changed.emit()

    def _drop(self, name: str) -> None:
        memory = self._memory
        self._allowed.discard(name)
        if name in memory.hosts_always:
            memory.hosts_always = tuple(other for other in memory.hosts_always if other != name)
        if name in memory.hosts_never:
            memory.hosts_never = tuple(other for other in memory.hosts_never if other != name)


def file_of(url: str) -> Path | None:
    """The file a `file:` address or an absolute path means, shares of other computers included."""
    if url[:5].lower() != "file:":
        return Path(url) if Path(url).is_absolute() or _NETWORK_SHARE.match(url) else None
    parsed = QUrl(url)
    if parsed.host() == "localhost":
        parsed.setHost("")
    file = Path(parsed.toLocalFile())
    return file if file.is_absolute() and "\0" not in str(file) else None


def file_below(file: Path, folders: Iterable[Path]) -> Path | None:
    """The file to open when it lies below one of the folders, else None: its path without any `..`.

    Of a share of another computer nothing is read to find out: on Windows even looking would sign in to it.
    """
    path = Path(os.path.normpath(file))
    share = _NETWORK_SHARE.match(str(path)) is not None
    for folder in folders:
        if _is_below(path, Path(os.path.normpath(folder))):
            return path
        if not share and _is_below(Path(os.path.realpath(path)), Path(os.path.realpath(folder))):
            return path
    return None


def _is_below(path: Path, folder: Path) -> bool:
    return path != folder and path.is_relative_to(folder)


def _hosts(names: Iterable[str]) -> tuple[Host, ...]:
    return tuple(host for name in names if (host := host_named(name)) is not None)

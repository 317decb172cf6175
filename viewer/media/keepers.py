"""Where files go that are fetched for later: into the cache, or into a folder that can be carried away.

Everything here runs off the main thread, on several threads at once.
"""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import Protocol

from viewer.media.cache_files import SEAL_BYTES
from viewer.media.cache_keys import cache_name
from viewer.media.disk_cache import FILLED_SHARE, DiskCache
from viewer.media.fetched_index import Entry, add_to_index, begin_index, read_index
from viewer.media.key_set import KeySet
from viewer.media.quantities import told_bytes
from viewer.media.wanted import MediaKind, Wanted

_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_NEVER_A_FILE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)")
_DIGITS = 16
_PARTS = ".unfinished"
_LEFT_BEHIND_SECS = 600


class KeepError(Exception):
    """Raised when nothing more can be kept; the text says where and why, and what to do."""


class Keeper(Protocol):
    """A place for fetched files; a file is there whole or not at all."""

    def holds(self, url: str) -> bool:
        """Whether what an address gave is there, whole."""
        ...

    def at_hand(self, url: str) -> bytes | None:
        """What an address gave, if it is elsewhere on this computer and need only be kept here too."""
        ...

    def keep(self, wanted: Wanted, data: bytes, suffix: str) -> None:
        """Keep what an address gave, a picture of this suffix.

        Raises:
            KeepError: this and all that follows cannot be kept.
        """
        ...


class InCache:
    """The cache on disk; what would push out other files of the same export is not kept."""

    def __init__(self, cache: DiskCache) -> None:
        self._cache = cache
        self._lock = threading.Lock()
        self._room_bytes = int(cache.limit_bytes * FILLED_SHARE)

    def holds(self, url: str) -> bool:
        """Whether it is there: read and checked, and now the last to give way to others."""
        data = self._cache.get(url)
        if data is not None:
            self._take_room(len(data))
        return data is not None

    def at_hand(self, _url: str) -> bytes | None:
        """There is no other place."""
        return None

    def keep(self, wanted: Wanted, data: bytes, suffix: str) -> None:  # noqa: ARG002 - names are the cache's
        """Keep it, unless all that was kept before would no longer be there then."""
        if not self._take_room(len(data)):
            most = told_bytes(self._cache.limit_bytes)
            raise KeepError(
                f"the cache {self._cache.folder} is full, it keeps {most}: let it keep more "
                "(annoscope cache --size N) or fetch into a folder (annoscope fetch --to DIR)"
            )
        self._cache.put(wanted.url, data)
        if not self._cache.has(wanted.url):
            faults = "; ".join(self._cache.faults()) or f"the cache {self._cache.folder} keeps nothing"
            raise KeepError(faults)

    def _take_room(self, size_bytes: int) -> bool:
        with self._lock:
            self._room_bytes -= size_bytes + SEAL_BYTES
            return self._room_bytes >= 0


class InFolder:
    """A folder with `images` and `masks`, named by data row, and a list that says what came from where.

    Names are of small letters and digits, so they hold on every system; a file that is not of the list is
    never written over.
    """

    def __init__(self, root: Path, cache: DiskCache | None = None) -> None:
        """Make the folder and read what is there.

        Raises:
            OSError: it cannot be read or written.
        """
        self._root = root
        self._cache = cache
        self._lock = threading.Lock()
        self._held = KeySet()
        self._parts = root / _PARTS
        for folder in (root, self._parts, *(root / kind.value for kind in MediaKind)):
            folder.mkdir(parents=True, exist_ok=True)
        self._remove_left_behind()
        begin_index(root)
        self._read()

    def close(self) -> None:
        """Leave nothing behind that is only needed for writing."""
        with suppress(OSError):  # another process may be writing
            self._parts.rmdir()

    def holds(self, url: str) -> bool:
        """Whether it is there with the size it came in."""
        name = cache_name(url)
        return name is not None and name in self._held

    def at_hand(self, url: str) -> bytes | None:
        """What the cache has of it."""
        return self._cache.get(url) if self._cache is not None else None

    def keep(self, wanted: Wanted, data: bytes, suffix: str) -> None:
        """Write it aside, then into the list and to its place."""
        name = cache_name(wanted.url)
        if name is None:
            return
        try:
            with self._written(data) as part, self._lock:
                path = self._free_path(wanted, name, suffix)
                add_to_index(self._root, Entry(name, path, len(data)))
                part.replace(self._root / path)
                self._held.add(name)
        except OSError as error:
            raise KeepError(f"{self._root}: {error.strerror or error}") from error

    def _read(self) -> None:
        for entry in read_index(self._root):
            if _size_of(self._root / entry.path) == entry.size_bytes:
                self._held.add(entry.name)

    @contextmanager
    def _written(self, data: bytes) -> Iterator[Path]:
        """A file of these bytes aside, which goes unless it is put elsewhere."""
        part = self._parts / f"{token_hex(8)}.part"
        try:
            try:
                file = part.open("xb")
            except FileNotFoundError:  # another process has just finished and taken the empty folder away
                self._parts.mkdir(exist_ok=True)
                file = part.open("xb")
            with file:
                file.write(data)
            yield part
        finally:
            part.unlink(missing_ok=True)

    def _free_path(self, wanted: Wanted, name: str, suffix: str) -> str:
        """`images/<data row>.<suffix>`; with a piece of the digest where several could share that name."""
        stem = _plain(wanted.row_name)
        ending = f".{suffix}" if suffix else ""
        if wanted.kind is MediaKind.IMAGES and stem == wanted.row_name:
            path = f"{wanted.kind.value}/{stem}{ending}"
            if not os.path.lexists(self._root / path):
                return path
        return f"{wanted.kind.value}/{stem}-{name[:_DIGITS]}{ending}"

    def _remove_left_behind(self) -> None:
        """Take away what killed processes were writing; one that is alive finishes much sooner."""
        for part in self._parts.glob("*.part"):
            with suppress(OSError):
                if abs(time.time() - part.stat().st_mtime) > _LEFT_BEHIND_SECS:
                    part.unlink()


def _plain(name: str) -> str:
    """A name as far as it holds on every system."""
    plain = re.sub(r"[^a-z0-9_-]+", "-", name.lower()).strip("-_")[:80]
    return (
        plain if _PLAIN.fullmatch(plain) and not _NEVER_A_FILE.fullmatch(plain) else f"row-{plain}".strip("-")
    )


def _size_of(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None

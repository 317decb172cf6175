"""Media that were fetched once, kept on disk within a limit: what was used least recently goes first.

Windows and processes share nothing but the folder: an entry appears whole or not at all, its seal is checked
whenever it is read, and every process makes room by itself. What goes wrong costs the caching alone: it is
told once, in `faults`, and nothing is raised. Runs on any thread, best not on the main one.
"""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from pathlib import Path

from viewer.media import cache_files
from viewer.media.cache_files import SEAL_BYTES, Usage
from viewer.media.cache_keys import cache_name

DEFAULT_LIMIT_BYTES = 2_000_000_000
_LIMIT_FILE = "limit"
_CLOCK_FILE = "clock"
FILLED_SHARE = 0.9
"""Of the limit, what is left when room was made."""
_LOOKS_A_LIMIT = 16
_TICK_NS = 1_000


class DiskCache:
    """The entries in a folder; the limit is the one noted there unless it is given."""

    def __init__(self, folder: Path, limit_bytes: int | None = None) -> None:
        self.folder = folder
        self._given_limit_bytes = limit_bytes
        self._lock = threading.Lock()
        self._making_room = threading.Lock()
        self._counted: Usage | None = None
        self._put_since_bytes = 0
        self._told: set[str] = set()
        self._untold: list[str] = []

    @property
    def limit_bytes(self) -> int:
        """How many bytes the files may take."""
        if self._given_limit_bytes is not None:
            return self._given_limit_bytes
        try:
            return max(int((self.folder / _LIMIT_FILE).read_bytes()[:20]), 0)
        except (OSError, ValueError):
            return DEFAULT_LIMIT_BYTES

    def set_limit(self, limit_bytes: int) -> None:
        """Note another limit in the folder, for every process that uses it, and make room.

        Raises:
            OSError: it cannot be noted.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        note = self.folder / f"{_LIMIT_FILE}.{os.getpid()}"
        note.write_text(f"{limit_bytes}\n", encoding="ascii")
        note.replace(self.folder / _LIMIT_FILE)
        self._make_room()

    def usage(self) -> Usage:
        """Entries and bytes, counted in the folder.

        Raises:
            OSError: the folder cannot be read.
        """
        return cache_files.usage(self.folder)

    @property
    def size_bytes(self) -> int:
        """Bytes of all files, counted in the folder; `OSError` when it cannot be read."""
        return self.usage().size_bytes

    def get(self, url: str) -> bytes | None:
        """What was kept of an address, exactly as it came; None when there is nothing whole."""
        name = cache_name(url)
        if name is None:
            return None
        path = cache_files.path_of(self.folder, name)
        try:
            raw = path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, MemoryError) as error:
            self._note(
                "read", f"a file of the cache cannot be read ({_words(error)}); its picture is fetched"
            )
            return None
        data = cache_files.unsealed(raw, name)
        if data is None:
            self._remove(path)
            self._note("damaged", "a file of the cache was damaged and has been removed; it is fetched again")
            return None
        self._stamp(path)
        return data

    def has(self, url: str) -> bool:
        """Whether something is kept of an address; whether it is whole `get` finds out."""
        name = cache_name(url)
        return name is not None and cache_files.path_of(self.folder, name).is_file()

    def put(self, url: str, data: bytes) -> None:
        """Keep what an address gave; nothing is kept that would fill the cache alone."""
        name = cache_name(url)
        if name is None or not data or len(data) + SEAL_BYTES > self.limit_bytes * FILLED_SHARE:
            return
        path = cache_files.path_of(self.folder, name)
        try:
            try:
                cache_files.write(self.folder, name, data)
            except FileNotFoundError:  # another process has cleared the cache in the middle of it
                cache_files.write(self.folder, name, data)
        except OSError as error:
            if not (isinstance(error, PermissionError) and path.is_file()):  # Windows: a window reads it now
                self._note("write", f"pictures cannot be kept in the cache {self.folder}: {_words(error)}")
            return
        self._stamp(path)
        self._count(len(data) + SEAL_BYTES)

    def discard(self, url: str) -> None:
        """Forget what was kept of an address."""
        if name := cache_name(url):
            self._remove(cache_files.path_of(self.folder, name))

    def clear(self) -> None:
        """Remove everything that was kept.

        Raises:
            OSError: something could not be removed.
        """
        cache_files.clear(self.folder)
        with self._lock:
            self._counted = None

    def faults(self) -> tuple[str, ...]:
        """What went wrong, in words, each kind once; what was handed out is not told again."""
        with self._lock:
            untold, self._untold = self._untold, []
        return tuple(untold)

    def _count(self, size_bytes: int) -> None:
        """Make room when the limit is reached, and look now and then at what other processes have put."""
        limit = self.limit_bytes
        with self._lock:
            self._put_since_bytes += size_bytes
            put, counted = self._put_since_bytes, self._counted
        if counted is None or counted.size_bytes + put > limit or put > limit // _LOOKS_A_LIMIT:
            self._make_room()

    def _make_room(self) -> None:
        if not self._making_room.acquire(blocking=False):
            return  # another thread is at it
        try:
            with self._lock:
                self._put_since_bytes = 0
            limit = self.limit_bytes
            counted = cache_files.make_room(self.folder, limit, int(limit * FILLED_SHARE))
            with self._lock:
                self._counted = counted
        except OSError as error:
            self._note("read", f"the cache {self.folder} cannot be kept small: {_words(error)}")
        finally:
            self._making_room.release()

    def _stamp(self, path: Path) -> None:
        """Note that an entry was used, later than any before it even when the clock was set back."""
        clock = self.folder / _CLOCK_FILE
        with suppress(OSError, OverflowError):  # read-only: nothing can be removed either
            try:
                before = clock.stat().st_mtime_ns
            except FileNotFoundError:
                clock.touch(mode=0o600)
                before = 0
            now = max(time.time_ns(), before + _TICK_NS)
            os.utime(clock, ns=(now, now))
            os.utime(path, ns=(now, now))

    def _remove(self, path: Path) -> None:
        with suppress(OSError):
            path.unlink()

    def _note(self, kind: str, text: str) -> None:
        with self._lock:
            if kind not in self._told:
                self._told.add(kind)
                self._untold.append(text)


def open_cache() -> DiskCache:
    """The cache of this user."""
    return DiskCache(cache_files.default_folder())


def _words(error: OSError | MemoryError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or type(error).__name__

"""The files of the cache: where they lie, how one is sealed, and which go when there are too many.

A file is the media bytes as they came and then a seal: how many they are, and a digest of them and of the
name they are kept by. What was cut off, altered or put in another's place has no fitting seal. When a file
was used last is its time of modification. Nothing here needs Qt, as the command line looks in here too.
"""

from __future__ import annotations

import os
import re
import struct
import sys
import tempfile
import time
from array import array
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import numpy as np

SEAL_BYTES = 48
_SEAL = struct.Struct("<8sQ32s")
_MARK = b"annosc\0\1"
_OURS = re.compile(r"[0-9a-f]{62}(\.\w+\.part)?")
_LEFT_BEHIND_NS = 600 * 10**9
_LATEST_NS = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Usage:
    """What a cache holds: whole entries, and bytes including those of files being written."""

    entries: int = 0
    size_bytes: int = 0


class _File(NamedTuple):
    path: str
    size_bytes: int
    stamp_ns: int
    is_part: bool


def default_folder() -> Path:
    """`ANNOSCOPE_CACHE`, else a folder of ours where the system keeps caches."""
    if chosen := os.environ.get("ANNOSCOPE_CACHE"):
        return Path(chosen).expanduser().absolute()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home() / "AppData" / "Local") / "annoscope" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "annoscope"
    shared = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(shared) if Path(shared).is_absolute() else Path.home() / ".cache") / "annoscope"


def tiles_folder() -> Path:
    """Where the pyramids of very large pictures lie."""
    return default_folder() / "tiles"


def catalogues_folder() -> Path:
    """Where the catalogues of exports are remembered."""
    return default_folder() / "catalogues"


def path_of(folder: Path, name: str) -> Path:
    """Where the entry of a name lies, in one of 256 drawers."""
    return folder / name[:2] / name[2:]


def unsealed(raw: bytes, name: str) -> bytes | None:
    """The media bytes of an entry; None when they are not those that were kept by this name."""
    data, seal = raw[:-SEAL_BYTES], raw[-SEAL_BYTES:]
    return data if seal == _seal_of(data, name) else None


def write(folder: Path, name: str, data: bytes) -> None:
    """Put an entry in its place, whole or not at all.

    Raises:
        OSError: it could not be written.
    """
    path = path_of(folder, name)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    number, part = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.write(_seal_of(data, name))
        Path(part).replace(path)
    except BaseException:
        _remove(part)
        raise


def usage(folder: Path) -> Usage:
    """Count what is there."""
    entries = size_bytes = 0
    for file in _files(folder):
        entries += not file.is_part
        size_bytes += file.size_bytes
    return Usage(entries, size_bytes)


def clear(folder: Path) -> None:
    """Remove every entry, and every file that was being written; nothing that is not ours.

    Raises:
        OSError: something could not be removed.
    """
    for file in _files(folder):
        Path(file.path).unlink(missing_ok=True)


def make_room(folder: Path, limit_bytes: int, goal_bytes: int) -> Usage:
    """Bring the entries down to `goal_bytes` when they exceed the limit, those used least recently first.

    Remembers two numbers an entry, and looks through the folder twice.
    """
    stamps, sizes = array("q"), array("q")
    for file in _files(folder):
        if not file.is_part:
            stamps.append(file.stamp_ns)
            sizes.append(file.size_bytes)
        elif abs(time.time_ns() - file.stamp_ns) > _LEFT_BEHIND_NS:
            _remove(file.path)  # of a process that was killed; if it is still there, it loses this one entry
    total = sum(sizes)
    if total <= limit_bytes:
        return Usage(len(sizes), total)
    removed = _remove_oldest(folder, stamps, sizes, total - goal_bytes)
    return Usage(len(sizes) - removed.entries, total - removed.size_bytes)


def _remove_oldest(folder: Path, stamps: array[int], sizes: array[int], excess_bytes: int) -> Usage:
    """Remove entries up to the youngest stamp that has to go; those used since they were counted stay."""
    times = np.frombuffer(stamps, dtype=np.int64)
    order = np.argsort(times, kind="stable")
    freed = np.cumsum(np.frombuffer(sizes, dtype=np.int64)[order])
    last = min(int(np.searchsorted(freed, excess_bytes)), len(order) - 1)
    youngest = int(times[order[last]])
    older_bytes = int(freed[last]) - sum(int(sizes[i]) for i in order[: last + 1] if times[i] == youngest)
    of_youngest_bytes = excess_bytes - older_bytes
    entries = size_bytes = 0
    for file in _files(folder):
        if file.is_part or file.stamp_ns > youngest:
            continue
        if file.stamp_ns == youngest:
            if of_youngest_bytes <= 0:
                continue
            of_youngest_bytes -= file.size_bytes
        if _remove(file.path):
            entries, size_bytes = entries + 1, size_bytes + file.size_bytes
    return Usage(entries, size_bytes)


def _files(folder: Path) -> Iterator[_File]:
    """Entries and files being written, a drawer at a time; what vanishes meanwhile is passed over."""
    for number in range(256):
        try:
            with os.scandir(folder / f"{number:02x}") as found:
                drawer = list(found)
        except (FileNotFoundError, NotADirectoryError):
            continue
        for file in drawer:
            if ours := _OURS.fullmatch(file.name):
                with suppress(FileNotFoundError):
                    facts = file.stat(follow_symlinks=False)
                    stamp_ns = min(facts.st_mtime_ns, _LATEST_NS)
                    yield _File(file.path, facts.st_size, stamp_ns, ours[1] is not None)


def _remove(path: str) -> bool:
    """Whether it is gone; Windows keeps a file that another process has open."""
    try:
        Path(path).unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _seal_of(data: bytes, name: str) -> bytes:
    digest = sha256(bytes.fromhex(name))
    digest.update(data)
    return _SEAL.pack(_MARK, len(data), digest.digest())

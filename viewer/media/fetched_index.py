"""The list in a folder of fetched files that says which address each of them came from.

A line of JSON a file, appended before the file appears: what is listed and not there, or has another size,
was not finished. Addresses stand in it by their `cache_name`, so nothing secret does; of several lines for
an address the last holds.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

INDEX_NAME = "annoscope-fetched.jsonl"
_LONGEST_LINE = 4096
_NAME = re.compile(r"[0-9a-f]{64}")
_PATH = re.compile(r"(images|masks)/[a-z0-9][a-z0-9._-]{0,199}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that was fetched: the `cache_name` of its address, its path below the folder, its bytes."""

    name: str
    path: str
    size_bytes: int


def read_index(root: Path) -> Iterator[Entry]:
    """What is listed in a folder, in the order it came; a line that is none costs itself.

    Raises:
        OSError: there is no list, or it cannot be read.
    """
    with (root / INDEX_NAME).open("rb") as file:
        while line := file.readline(_LONGEST_LINE):
            if (entry := _entry(line)) is not None:
                yield entry


def paths_by_name(root: Path, paths: Container[str]) -> dict[str, str]:
    """The path of each address that was fetched into a folder, as far as it is one of `paths`."""
    try:
        return {entry.name: entry.path for entry in read_index(root) if entry.path in paths}
    except OSError:
        return {}


def begin_index(root: Path) -> None:
    """Make the list where there is none, and end a line that a killed process left unfinished.

    Raises:
        OSError: it cannot be written.
    """
    with (root / INDEX_NAME).open("ab") as file:
        if file.tell() and not _ends_a_line(root / INDEX_NAME):
            file.write(b"\n")


def add_to_index(root: Path, entry: Entry) -> None:
    """Write an entry at the end of the list, in one piece.

    Raises:
        OSError: it cannot be written.
    """
    fields = {"address": entry.name, "file": entry.path, "bytes": entry.size_bytes}
    with (root / INDEX_NAME).open("ab", buffering=0) as file:
        file.write(json.dumps(fields).encode("ascii") + b"\n")


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _entry(line: bytes) -> Entry | None:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        return None
    match fields:
        case {"address": str(name), "file": str(path), "bytes": int(size_bytes)}:
            sound = _NAME.fullmatch(name) and _PATH.fullmatch(path)
            return Entry(name, path, size_bytes) if sound else None
        case _:
            return None

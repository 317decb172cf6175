"""The names in a folder of pictures a person chose, to find the picture of a data row in it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from viewer.media.cache_keys import cache_name
from viewer.media.fetched_index import paths_by_name
from viewer.media.namesakes import Fitting, Namesakes, stem_of
from viewer.tasks import Ticket

PICTURE_SUFFIXES = frozenset(
    (
        *("png", "jpg", "jpeg", "jpe", "jfif", "bmp", "gif", "webp", "tif", "tiff"),
        *("ppm", "pgm", "pbm", "jp2", "avif"),
    )
)


class NameKind(StrEnum):
    """What a data row is known by; the values are words for people."""

    ADDRESS = "address"
    GLOBAL_KEY = "global key"
    EXTERNAL_ID = "external id"
    FILE_NAME = "file name in the address"
    ROW_ID = "data row id"


Names: TypeAlias = Iterable[tuple[NameKind, str | None]]
"""Names of a data row, the best first."""


@dataclass(frozen=True, slots=True)
class Found:
    """The one file that a name means."""

    path: Path
    by: NameKind


@dataclass(frozen=True, slots=True)
class Several:
    """Files that fit a name equally well: how many, and the first of them as paths below the folder."""

    name: str
    by: NameKind
    count: int
    paths: tuple[str, ...]

    def __str__(self) -> str:
        """`several files in the chosen folder fit "x.jpg": a/x.jpg, b/x.jpg`."""
        more = self.count - len(self.paths)
        rest = f" and {more:,} more" if more > 0 else ""
        return f'several files in the chosen folder fit "{self.name}": {", ".join(self.paths)}{rest}'


@dataclass(frozen=True, slots=True)
class Folder:
    """Pictures below `root`; names and stems are compared without case, a tie is settled by it.

    Those that were fetched into it are found by their very address too. `unread` are the folders below it
    that could not be read.
    """

    root: Path
    paths: frozenset[str] = frozenset()
    unread: tuple[str, ...] = ()
    _by_name: dict[str, str | Namesakes] = field(default_factory=dict)
    _by_stem: dict[str, str | Namesakes] = field(default_factory=dict)
    _by_address: dict[str, str] = field(default_factory=dict)

    def find(self, names: Names) -> Found | Several | None:
        """The file that the first fitting name means; `Several` when names fit but none means one file.

        A name fits as path below the folder, as file name, or as file name without suffix; of files with the
        same name the one is meant that shares more folders with a name that is a path.
        """
        unclear: Several | None = None
        for kind, name in names:
            if kind is NameKind.ADDRESS:
                if (fetched := self._fetched(name)) is not None:
                    return Found(fetched, kind)
                continue
            best = self._fitting(name.replace("\\", "/").strip("/")) if name else None
            if best is None or name is None:
                continue
            if best.count == 1:
                return Found(self.root / best.paths[0], kind)
            unclear = unclear or Several(name, kind, best.count, best.paths)
        return unclear

    def at(self, path: str) -> Path | None:
        """The file at exactly this path below the folder, or fetched from this address."""
        below = path.replace("\\", "/")
        return self.root / below if below in self.paths else self._fetched(path)

    def _fetched(self, address: str | None) -> Path | None:
        if not self._by_address or not address or address.lstrip()[:4].lower() != "http":
            return None
        name = cache_name(address)
        path = self._by_address.get(name) if name is not None else None
        return self.root / path if path is not None else None

    def _fitting(self, name: str) -> Fitting | None:
        if name in self.paths:
            return Fitting(1, (name,))
        last = name.rpartition("/")[2]
        found = self._by_name.get(last.casefold()) or self._by_stem.get(last.casefold())
        spelled = last
        if found is None and has_picture_suffix(last):
            spelled = stem_of(last)
            found = self._by_stem.get(spelled.casefold())
        match found:
            case None:
                return None
            case str():
                return Fitting(1, (found,))
            case Namesakes():
                return found.closest(name, spelled=spelled)


def read_folder(root: Path, ticket: Ticket) -> Folder:
    """The pictures below a folder and the folders in it.

    Raises:
        Cancelled: the ticket was given up.
    """
    paths: set[str] = set()
    unread: list[str] = []

    def pass_over(error: OSError) -> None:
        unread.append(str(error.filename))

    for place, _folders, files in os.walk(root, onerror=pass_over):
        ticket.check()
        below = Path(place).relative_to(root).as_posix()
        before = "" if below == "." else below + "/"
        paths.update(before + file for file in files if _may_be_picture(file))
        ticket.progress(len(paths), 0)
    by_name = _grouped(paths, ticket, by_stem=False)
    by_stem = _grouped(paths, ticket, by_stem=True)
    return Folder(root, frozenset(paths), tuple(unread), by_name, by_stem, paths_by_name(root, paths))


def has_picture_suffix(name: str) -> bool:
    """Whether a file of this name is a picture by its suffix."""
    return name.rpartition(".")[2].lower() in PICTURE_SUFFIXES


def _may_be_picture(file: str) -> bool:
    return "." not in file or has_picture_suffix(file)


def _grouped(paths: set[str], ticket: Ticket, *, by_stem: bool) -> dict[str, str | Namesakes]:
    """Paths by their name in small letters: the one itself, or those that share it."""
    groups: dict[str, str | list[str]] = {}
    for path in paths:
        name = path.rpartition("/")[2]
        key = (stem_of(name) if by_stem else name).casefold()
        match groups.get(key):
            case None:
                groups[key] = path
            case str() as other:
                groups[key] = [other, path]
            case list() as others:
                others.append(path)
    ticket.check()
    return {
        key: group if isinstance(group, str) else Namesakes(group, by_stem=by_stem)
        for key, group in groups.items()
    }

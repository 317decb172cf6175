"""The names in a folder of pictures a person chose, to find the picture of a data row in it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from viewer.tasks import Ticket

PICTURE_SUFFIXES = frozenset(
    (
        "png",
        "jpg",
        "jpeg",
        "jpe",
        "jfif",
        "bmp",
        "gif",
        "webp",
        "tif",
        "tiff",
        "ppm",
        "pgm",
        "pbm",
        "jp2",
        "avif",
    )
)
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Several:
    """Files that fit a name equally well, as paths below the folder."""

    name: str
    paths: tuple[str, ...]

    def __str__(self) -> str:
        """`several files in the chosen folder fit "x.jpg": a/x.jpg, b/x.jpg`."""
        more = len(self.paths) - _NAMED
        rest = f" and {more} more" if more > 0 else ""
        return f'several files in the chosen folder fit "{self.name}": {", ".join(self.paths[:_NAMED])}{rest}'


@dataclass(frozen=True, slots=True)
class Folder:
    """Pictures below `root`; names and stems are compared without case, a tie is settled by it."""

    root: Path
    _paths: frozenset[str] = frozenset()
    _by_name: dict[str, list[str]] = field(default_factory=dict)
    _by_stem: dict[str, list[str]] = field(default_factory=dict)

    def find(self, names: Iterable[str | None]) -> Path | Several | None:
        """The file that the first fitting name means; `Several` when names fit but none means one file.

        A name fits as path below the folder, as file name, or as file name without suffix; of files with the
        same name the one is meant that shares more folders with a name that is a path.
        """
        unclear: Several | None = None
        for name in names:
            best = self._fitting(name.replace("\\", "/").strip("/")) if name else ()
            if len(best) == 1:
                return self.root / best[0]
            if best and name:
                unclear = unclear or Several(name, tuple(sorted(best)))
        return unclear

    def at(self, path: str) -> Path | None:
        """The file at exactly this path below the folder."""
        path = path.replace("\\", "/")
        return self.root / path if path in self._paths else None

    def _fitting(self, name: str) -> list[str]:
        if name in self._paths:
            return [name]
        last = PurePosixPath(name).name
        stem, _, suffix = last.rpartition(".")
        found = self._by_name.get(last.casefold()) or self._by_stem.get(last.casefold())
        if not found and suffix.lower() in PICTURE_SUFFIXES:
            found = self._by_stem.get(stem.casefold())
        return _closest(name, found or [])


def read_folder(root: Path, ticket: Ticket) -> Folder:
    """The pictures below a folder and the folders in it; what cannot be read is passed over.

    Raises:
        Cancelled: the ticket was given up.
    """
    paths: set[str] = set()
    by_name: dict[str, list[str]] = {}
    by_stem: dict[str, list[str]] = {}
    for place, _folders, files in os.walk(root):
        ticket.check()
        below = Path(place).relative_to(root)
        for file in files:
            stem, dot, suffix = file.rpartition(".")
            if dot and suffix.lower() not in PICTURE_SUFFIXES:
                continue
            path = (below / file).as_posix()
            paths.add(path)
            by_name.setdefault(file.casefold(), []).append(path)
            by_stem.setdefault((stem or file).casefold(), []).append(path)
        ticket.progress(len(paths), 0)
    return Folder(root, frozenset(paths), by_name, by_stem)


def _closest(name: str, paths: list[str]) -> list[str]:
    """Those of the paths that share most of their end with the name."""
    if len(paths) < 2:
        return paths
    shared = {path: _shared_end(name, path) for path in paths}
    most = max(shared.values())
    return [path for path in paths if shared[path] == most]


def _shared_end(name: str, path: str) -> tuple[int, bool]:
    """How many folders agree above the file, and whether its name agrees in case too."""
    wanted, found = PurePosixPath(name), PurePosixPath(path)
    count = 0
    for mine, other in zip(reversed(wanted.parts[:-1]), reversed(found.parts[:-1]), strict=False):
        if mine.casefold() != other.casefold():
            break
        count += 1
    return count, wanted.name in (found.name, found.stem)

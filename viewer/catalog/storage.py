"""Catalogues in files: gathered there so that memory stays small, mapped from there, and remembered.

A catalogue is a folder of arrays and one `catalogue.json` with their sizes, checksums and everything else. It
is written under another name and renamed when it is whole; what is damaged or of another version is thrown
away. Only files of our own are mapped: nobody writes to one once it stands under its name.
"""

from __future__ import annotations

import os
import shutil
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any
from uuid import uuid4

import numpy as np
import orjson

from viewer.catalog.catalog import Catalog
from viewer.catalog.fields import FIELDS, FieldKind
from viewer.catalog.joining import PARTS, Array, Join, columns_from
from viewer.formats import Export
from viewer.model.issue import Issue, Severity

VERSION = 1
LIMIT_BYTES = 2_000_000_000
_FACTS = "catalogue.json"
_PART = ".part"
_EDGE_BYTES = 1 << 16
_LEFT_BEHIND_SECS = 24 * 3600
_CRC_BYTES = 1 << 22


class FileSink:
    """One array in a file."""

    def __init__(self, path: Path, kind: type[np.generic]) -> None:
        self._path = path
        self._kind = kind
        self._file: IO[bytes] = path.open("wb", buffering=1 << 16)

    def append(self, values: Array) -> None:
        """Write values behind those that are there."""
        self._file.write(np.ascontiguousarray(values, self._kind).data)

    def array(self) -> Array:
        """All of them, mapped."""
        self._file.flush()
        return _mapped(self._path, self._kind)

    def close(self) -> None:
        """Nothing more is written."""
        self._file.close()


class FileJoin(Join):
    """Joins in the files of a new folder below `root`; `keep` makes them a remembered catalogue.

    Raises:
        OSError: the folder cannot be written.
    """

    def __init__(self, root: Path) -> None:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._root = root
        self._folder = root / f"{uuid4().hex}{_PART}"
        self._folder.mkdir(mode=0o700)
        self._files: list[FileSink] = []
        try:
            super().__init__(self._sink)
        except BaseException:
            self.discard()
            raise

    def _sink(self, field: str, part: str, kind: type[np.generic]) -> FileSink:
        sink = FileSink(self._folder / f"{field}.{part}", kind)
        self._files.append(sink)
        return sink

    def keep(self, name: str, catalog: Catalog) -> None:
        """Remember the catalogue under a name; one that is there already stays."""
        self.close()
        facts = _facts_of(catalog, self.names, self._folder)
        (self._folder / _FACTS).write_bytes(orjson.dumps(facts))
        with suppress(OSError):  # another process was quicker
            self._folder.rename(self._root / name)
        make_room(self._root, LIMIT_BYTES, spare=name)

    def close(self) -> None:
        """Write nothing more."""
        for file in self._files:
            with suppress(OSError):  # of a full disk: what it held is given up with the folder
                file.close()

    def discard(self) -> None:
        """Leave nothing behind; what is mapped can still be read where the system permits."""
        self.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def name_of(export: Export, *, checked: bool) -> str:
    """The fingerprint of an export's file: its size, its time, and both ends of its bytes.

    Raises:
        OSError: the file is no longer there.
    """
    status = export.path.stat()
    told = f"{VERSION}:{status.st_size}:{status.st_mtime_ns}"
    digest = blake2b(told.encode(), digest_size=16)
    with export.path.open("rb") as file:
        digest.update(file.read(_EDGE_BYTES))
        file.seek(max(0, status.st_size - _EDGE_BYTES))
        digest.update(file.read(_EDGE_BYTES))
    return f"{digest.hexdigest()}{'-checked' if checked else ''}"


def remembered(root: Path, name: str) -> Catalog | None:
    """A catalogue that was kept, checked byte by byte; a damaged one is thrown away."""
    folder = root / name
    if not folder.is_dir():
        return None
    try:
        facts = orjson.loads((folder / _FACTS).read_bytes())
        if facts["version"] != VERSION or not _is_whole(folder, facts["files"]):
            raise ValueError("damaged")
        catalog = _catalog_of(folder, facts)
        os.utime(folder / _FACTS)
    except (OSError, ValueError, KeyError, TypeError):
        shutil.rmtree(folder, ignore_errors=True)
        return None
    return catalog


def make_room(root: Path, limit_bytes: int, *, spare: str = "") -> None:
    """Remove what was used least recently beyond the limit, and what killed processes have left behind."""
    kept: list[tuple[float, int, Path]] = []
    for folder in _folders(root):
        with suppress(OSError):
            if folder.name.endswith(_PART):
                if time.time() - folder.stat().st_mtime > _LEFT_BEHIND_SECS:
                    shutil.rmtree(folder, ignore_errors=True)
            else:
                size = sum(file.stat().st_size for file in folder.iterdir())
                kept.append(((folder / _FACTS).stat().st_mtime, size, folder))
    used = sum(size for _, size, _ in kept)
    for _, size, folder in sorted(kept):
        if used <= limit_bytes:
            return
        if folder.name != spare:
            shutil.rmtree(folder, ignore_errors=True)
            used -= size


def usage(root: Path) -> tuple[int, int]:
    """How many catalogues are remembered, and their bytes."""
    folders = [folder for folder in _folders(root) if not folder.name.endswith(_PART)]
    sizes = 0
    for folder in folders:
        with suppress(OSError):
            sizes += sum(file.stat().st_size for file in folder.iterdir())
    return len(folders), sizes


def forget_all(root: Path) -> None:
    """Remove every remembered catalogue, and what killed processes have left behind."""
    for folder in _folders(root):
        if not folder.name.endswith(_PART):
            shutil.rmtree(folder, ignore_errors=True)
    make_room(root, LIMIT_BYTES)


def _folders(root: Path) -> Iterator[Path]:
    try:
        yield from [entry for entry in root.iterdir() if entry.is_dir()]
    except OSError:
        return


def _mapped(path: Path, kind: type[np.generic]) -> Array:
    if not path.stat().st_size:
        return np.zeros(0, kind)
    return np.memmap(path, kind, "r").view(np.ndarray)  # whose pieces cost a tenth of a memmap's


def _is_whole(folder: Path, files: Mapping[str, list[int]]) -> bool:
    return all(
        (folder / name).stat().st_size == size and _checksum(folder / name) == checksum
        for name, (size, checksum) in files.items()
    )


def _checksum(path: Path) -> int:
    checksum = 0
    with path.open("rb") as file:
        while data := file.read(_CRC_BYTES):
            checksum = zlib.crc32(data, checksum)
    return checksum


def _facts_of(catalog: Catalog, names: Mapping[str, tuple[Any, ...]], folder: Path) -> dict[str, Any]:
    files = {path.name: [path.stat().st_size, _checksum(path)] for path in folder.iterdir()}
    return {
        "version": VERSION,
        "rows": catalog.rows,
        "errors": catalog.errors,
        "warnings": catalog.warnings,
        "hosts": dict(catalog.hosts),
        "checked": catalog.is_checked,
        "issues": [_plain(issue) for issue in catalog.issues],
        "names": names,
        "files": files,
    }


def _plain(issue: Issue) -> list[Any]:
    place = [issue.row, issue.line, issue.offset]
    return [issue.severity.value, issue.message, list(issue.path), *place, issue.expected, issue.found]


def _issue(plain: list[Any]) -> Issue:
    severity, message, path, row, line, offset, expected, found = plain
    return Issue(Severity(severity), message, tuple(path), row, line, offset, expected, found)


def _catalog_of(folder: Path, facts: Mapping[str, Any]) -> Catalog:
    arrays = {
        field.id: {
            part: _mapped(folder / f"{field.id}.{part}", kind) for part, kind in PARTS[field.kind].items()
        }
        for field in FIELDS
    }
    names = {
        field.id: tuple(map(tuple, facts["names"][field.id]))
        if field.kind is FieldKind.SET
        else tuple(facts["names"][field.id])
        for field in FIELDS
        if field.kind in (FieldKind.SET, FieldKind.BAG)
    }
    return Catalog(
        MappingProxyType(columns_from(arrays, names)),
        facts["rows"],
        tuple(map(_issue, facts["issues"])),
        facts["errors"],
        facts["warnings"],
        MappingProxyType(facts["hosts"]),
        is_checked=facts["checked"],
    )

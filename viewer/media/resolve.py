"""Say where a picture lies: in a folder chosen for it or for its address, beside the export, on the network.

Nothing is read but names in the file system, and that off the main thread: a folder may be on a slow disk.
"""

from __future__ import annotations

import os
import re
from base64 import b64decode
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TypeAlias
from urllib.parse import SplitResult, unquote, unquote_to_bytes, urlsplit

from viewer.media.access import file_below, file_of
from viewer.media.folder import Folder, Found, NameKind, Names, Several, has_picture_suffix
from viewer.media.prefixes import Prefixes, bucket_of
from viewer.media.problem import MediaError, ProblemKind
from viewer.media.secrets import masked
from viewer.model.row import DataRow, MediaType

_LONGEST_PATH = 4096
_LONGEST_SHOWN = 200
_LONGEST_NAME = 255
_WINDOWS_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_NETWORK_SHARE = re.compile(r"[\\/]{2}")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
_COPIED_BY = {"gs": "gcloud storage rsync -r {} FOLDER", "s3": "aws s3 sync {} FOLDER"}
_USUAL_SUFFIXES = ("jpg", "jpeg", "png", "webp", "tif", "tiff", "JPG")


@dataclass(frozen=True, slots=True)
class Remote:
    """An http or https address to fetch."""

    url: str


Place: TypeAlias = Path | bytes | Remote
"""A file to read, the bytes that stood in the address itself (`data:`), or something to fetch."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a picture lies, what a person should know about how it was found, and in words where that was."""

    place: Place
    notes: tuple[str, ...] = ()
    came_from: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """Where to look: the chosen folder, the folder of the export, those that addresses are mapped to."""

    chosen: Folder | None = None
    beside: Path | None = None
    prefixes: Prefixes = field(default_factory=Prefixes)

    @property
    def folders(self) -> tuple[Path, ...]:
        """Folders that a person chose, by opening the export too: files that it names are read only there."""
        chosen = (self.chosen.root,) if self.chosen is not None else ()
        beside = (self.beside,) if self.beside is not None else ()
        return (*chosen, *self.prefixes.folders, *beside)


def locate_image(row: DataRow, places: Places) -> Source:
    """Where the picture of a row lies.

    Raises:
        MediaError: it has none, or none that can be reached.
    """
    if not may_be_pictured(row):
        kind = row.media.media_type.value
        raise MediaError(ProblemKind.NOT_DRAWN, f"the asset is of type {kind}, which is not drawn yet")
    found = places.chosen.find(names_of(row)) if places.chosen is not None else None
    if isinstance(found, Found):
        return Source(found.path, (), f"the chosen folder, by its {found.by}: {found.path}")
    tried = (f"{found}; none of them was taken",) if isinstance(found, Several) else ()
    try:
        source = _by_address(row.row_data, places)
    except MediaError as error:
        if (beside := _beside(row, places.beside)) is not None:
            return _with(beside, tried)
        if places.chosen is None:
            raise
        missed = str(found) if found else "the chosen folder has no file of that name"
        raise MediaError(error.kind, f"{error.reason}; {missed}") from error
    if isinstance(source.place, Remote) and (beside := _beside(row, places.beside)) is not None:
        source = beside
    return _with(source, tried)


def locate_mask(url: str, places: Places) -> Source:
    """Where a mask lies; in the chosen folder only at the very path, or fetched from the very address, as
    pictures and masks share file names.

    Raises:
        MediaError: it cannot be reached.
    """
    chosen = places.chosen.at(url) if places.chosen is not None else None
    return Source(chosen, (), f"the chosen folder: {chosen}") if chosen else _by_address(url, places)


def may_be_pictured(row: DataRow) -> bool:
    """Whether the asset of a row can be a picture."""
    return row.media.media_type in (MediaType.IMAGE, MediaType.UNKNOWN)


def names_of(row: DataRow) -> Names:
    """What the file of a row may be called, the best name first."""
    return (
        (NameKind.ADDRESS, row.row_data),
        (NameKind.GLOBAL_KEY, row.global_key),
        (NameKind.EXTERNAL_ID, row.external_id),
        (NameKind.FILE_NAME, _file_name(row.row_data)),
        (NameKind.ROW_ID, row.id),
    )


def shown(address: str | None) -> str:
    """An address as it may be shown: without user, query and fragment, which can hold signatures and keys."""
    text = (address or "").strip()
    if text[:5].lower() == "data:":
        return "data: address"
    if _is_text(text):
        return ""
    parts = _split(text)
    if parts is not None and parts.scheme.lower() in ("http", "https"):
        text = _named(parts) + parts.path
    text = masked(text)
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def _named(parts: SplitResult) -> str:
    """The host, with its port where one is written."""
    try:
        port = parts.port
    except ValueError:  # none that a request could go to
        port = None
    return (parts.hostname or "") + (f":{port}" if port is not None else "")


def _with(source: Source, notes: tuple[str, ...]) -> Source:
    return Source(source.place, (*source.notes, *notes), source.came_from)


def _by_address(address: str | None, places: Places) -> Source:
    text = (address or "").strip()
    if not text:
        raise MediaError(ProblemKind.NO_ADDRESS, "the export has no address for it")
    if text[:5].lower() == "data:":
        return Source(_inline(text), (), "the export itself (data: address)")
    if _is_text(text):
        raise MediaError(ProblemKind.NOT_DRAWN, "the export holds text here, not the address of a picture")
    mapped = places.prefixes.map(text)
    if mapped is None:
        return _unmapped(text, places)
    for file in mapped.files:
        if _is_file(file):
            return Source(
                file, (), f"{mapped.prefix.folder}, mapped from {shown(mapped.prefix.start)}: {file}"
            )
    missed = f"there is no {mapped.files[0]}, where {shown(mapped.prefix.start)} is mapped to"
    try:
        return _with(_unmapped(text, places), (missed,))
    except MediaError as error:
        kind = ProblemKind.MISSING if error.kind is ProblemKind.UNSUPPORTED_ADDRESS else error.kind
        raise MediaError(kind, missed) from error


def _unmapped(text: str, places: Places) -> Source:
    scheme = _SCHEME.match(text)
    if scheme is None or _WINDOWS_DRIVE.match(text) or scheme[1].lower() == "file":
        path = _path_of(text, places)
        beside = places.beside is not None and path.is_relative_to(places.beside)
        return Source(path, (), f"{'beside the export' if beside else 'the file system'}: {path}")
    if scheme[1].lower() in ("http", "https"):
        return Source(Remote(text), (), f"the network: {_host(text)}")
    raise MediaError(ProblemKind.UNSUPPORTED_ADDRESS, _what_to_do(scheme[1].lower(), text))


def _what_to_do(scheme: str, address: str) -> str:
    bucket = bucket_of(address) or f"{scheme}://"
    command = _COPIED_BY.get(scheme)
    by = f" (as with {command.format(bucket)})" if command is not None else ""
    return (
        f"{scheme}: addresses cannot be opened: copy {bucket} to a folder here{by}, "
        f"then choose that folder or map {bucket} to it"
    )


def _is_text(text: str) -> bool:
    """Whether it is the asset itself, inline text or a description of tiles, rather than its address."""
    return len(text) > _LONGEST_PATH or "\n" in text or text.startswith("{")


def _path_of(text: str, places: Places) -> Path:
    """The file an absolute path or `file:` address names, or a relative path below the export's folder."""
    if _WINDOWS_DRIVE.match(text) and os.name != "nt":
        reason = "it lay on another computer: choose the folder that holds it here"
        raise MediaError(ProblemKind.MISSING, reason)
    if "\0" in text:
        raise MediaError(ProblemKind.MISSING, "there is no such file")
    if (file := file_of(text)) is not None:
        return _chosen(file, places)
    if text[:5].lower() == "file:":
        raise MediaError(ProblemKind.UNSUPPORTED_ADDRESS, "the file: address names no file")
    return _relative(text, places.beside)


def _chosen(file: Path, places: Places) -> Path:
    allowed = file_below(file, places.folders)
    if allowed is not None:
        return _existing(allowed)
    reason = "it lies outside of the folders you chose, and an export may name any file: choose its folder"
    if _NETWORK_SHARE.match(str(file)):
        reason = "a share of another computer is not opened by itself: choose the folder instead"
    raise MediaError(ProblemKind.OUTSIDE, reason)


def _relative(text: str, beside: Path | None) -> Path:
    if beside is None:
        raise MediaError(ProblemKind.MISSING, "a relative path, and no export that it could be relative to")
    spellings = (text, unquote(text), text.replace("\\", "/"))
    paths = [Path(os.path.normpath(beside / spelling)) for spelling in spellings]
    if not all(path.is_relative_to(os.path.normpath(beside)) for path in paths):
        reason = "the relative path leads out of the export's folder and is not followed"
        raise MediaError(ProblemKind.OUTSIDE, reason)
    return _existing(next((path for path in paths if _is_file(path)), paths[0]))


def _beside(row: DataRow, folder: Path | None) -> Source | None:
    """The picture of a row in the very folder of the export, under one of its names."""
    if folder is None:
        return None
    for kind, name in names_of(row):
        last = (name or "").replace("\\", "/").rpartition("/")[2]
        if not last or len(last) > _LONGEST_NAME or kind is NameKind.ADDRESS:
            continue
        more = () if has_picture_suffix(last) else tuple(f"{last}.{suffix}" for suffix in _USUAL_SUFFIXES)
        for file in (last, *more):
            # On Windows a name such as C:a.jpg would lead to another drive.
            if has_picture_suffix(file) and Path(file).name == file and _is_file(folder / file):
                return Source(folder / file, (), f"beside the export, by its {kind}: {file}")
    return None


def _existing(path: Path) -> Path:
    if _is_file(path):
        return path
    raise MediaError(ProblemKind.MISSING, "there is no such file")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name too long for the system, a zero byte in it
        return False


def _inline(text: str) -> bytes:
    head, comma, body = text.partition(",")
    try:
        if not comma:
            raise ValueError("no comma after its head")
        return _from_base64(unquote(body)) if head.lower().endswith(";base64") else unquote_to_bytes(body)
    except ValueError as error:
        raise MediaError(ProblemKind.UNREADABLE, f"the data: address is broken: {error}") from error


def _from_base64(text: str) -> bytes:
    """In either alphabet, with blanks, and with or without what fills it up at the end."""
    text = "".join(text.split()).rstrip("=").replace("-", "+").replace("_", "/")
    return b64decode(text + "=" * (-len(text) % 4), validate=True)


def _host(url: str) -> str:
    parts = _split(url)
    return (parts.hostname if parts is not None else None) or "?"


def _file_name(address: str | None) -> str | None:
    """The path of an address, of which the last part is a file name."""
    if not address or len(address) > _LONGEST_PATH or address[:5].lower() == "data:":
        return None
    parts = _split(address)
    if parts is None or _WINDOWS_DRIVE.match(address):
        return address
    return unquote(str(PurePosixPath(parts.path))) if parts.path else None


def _split(text: str) -> SplitResult | None:
    try:
        return urlsplit(text)
    except ValueError:
        return None

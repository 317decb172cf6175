"""Say where a picture lies: in the chosen folder, beside the export, at an absolute place, or on the network.

Nothing is read but names in the file system, and that off the main thread: a folder may be on a slow disk.
"""

from __future__ import annotations

import os
import re
from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeAlias
from urllib.parse import SplitResult, unquote, unquote_to_bytes, urlsplit

from PySide6.QtCore import QUrl

from viewer.media.folder import Folder, Several
from viewer.media.problem import MediaError, ProblemKind
from viewer.media.secrets import masked
from viewer.model.row import DataRow, MediaType

_LONGEST_PATH = 4096
_LONGEST_SHOWN = 200
_WINDOWS_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_NETWORK_SHARE = re.compile(r"\\\\|//")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")


@dataclass(frozen=True, slots=True)
class Remote:
    """An http or https address to fetch."""

    url: str


Place: TypeAlias = Path | bytes | Remote
"""A file to read, the bytes that stood in the address itself (`data:`), or something to fetch."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a picture lies, and what a person should know about how it was found."""

    place: Place
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """Where to look: the folder a person chose, and the folder of the export, for relative addresses."""

    chosen: Folder | None = None
    beside: Path | None = None


def locate_image(row: DataRow, places: Places) -> Source:
    """Where the picture of a row lies.

    Raises:
        MediaError: it has none, or none that can be reached.
    """
    kind = row.media.media_type
    if kind not in (MediaType.IMAGE, MediaType.UNKNOWN):
        raise MediaError(ProblemKind.NOT_DRAWN, f"the asset is of type {kind.value}, which is not drawn yet")
    if places.chosen is None:
        return Source(_place_of(row.row_data, places.beside))
    names = (row.global_key, row.external_id, _file_name(row.row_data), row.id)
    found = places.chosen.find(names)
    if isinstance(found, Path):
        return Source(found)
    try:
        place = _place_of(row.row_data, places.beside)
    except MediaError as error:
        tried = str(found) if found else "the chosen folder has no file of that name"
        raise MediaError(error.kind, f"{error.reason}; {tried}") from error
    return Source(place, (f"{found}; none of them was taken",) if isinstance(found, Several) else ())


def locate_mask(url: str, places: Places) -> Source:
    """Where a mask lies; in the chosen folder only at the very path, as pictures and masks share file names.

    Raises:
        MediaError: it cannot be reached.
    """
    chosen = places.chosen.at(url) if places.chosen is not None else None
    return Source(chosen or _place_of(url, places.beside))


def shown(address: str | None) -> str:
    """An address as it may be shown: without user, query and fragment, which can hold signatures and keys."""
    text = (address or "").strip()
    if text[:5].lower() == "data:":
        return "data: address"
    if _is_text(text):
        return ""
    parts = _split(text)
    if parts is not None and parts.scheme.lower() in ("http", "https"):
        text = (parts.hostname or "") + parts.path
    text = masked(text)
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def _place_of(address: str | None, beside: Path | None) -> Place:
    text = (address or "").strip()
    if not text:
        raise MediaError(ProblemKind.NO_ADDRESS, "the export has no address for it")
    if text[:5].lower() == "data:":
        return _inline(text)
    if _is_text(text):
        raise MediaError(ProblemKind.NOT_DRAWN, "the export holds text here, not the address of a picture")
    if _NETWORK_SHARE.match(text):
        reason = "a share of another computer is not opened by itself: choose the folder instead"
        raise MediaError(ProblemKind.UNSUPPORTED_ADDRESS, reason)
    if not _WINDOWS_DRIVE.match(text) and (scheme := _SCHEME.match(text)):
        return _by_scheme(scheme[1].lower(), text)
    return _existing(_path_of(text, beside))


def _is_text(text: str) -> bool:
    """Whether it is the asset itself, inline text or a description of tiles, rather than its address."""
    return len(text) > _LONGEST_PATH or "\n" in text or text.startswith("{")


def _by_scheme(scheme: str, text: str) -> Place:
    if scheme in ("http", "https"):
        return Remote(text)
    if scheme == "file" and QUrl(text).host() in ("", "localhost"):
        return _existing(Path(QUrl(text).toLocalFile()))
    reason = f"{scheme}: addresses cannot be opened: download the pictures and choose their folder"
    raise MediaError(ProblemKind.UNSUPPORTED_ADDRESS, reason)


def _path_of(text: str, beside: Path | None) -> Path:
    """The file an absolute path names, or a relative one below the folder of the export."""
    if _WINDOWS_DRIVE.match(text) and os.name != "nt":
        reason = "it lay on another computer: choose the folder that holds it here"
        raise MediaError(ProblemKind.MISSING, reason)
    if Path(text).is_absolute():
        return Path(text)
    if beside is None:
        raise MediaError(ProblemKind.MISSING, "a relative path, and no export that it could be relative to")
    spellings = (text, unquote(text), text.replace("\\", "/"))
    paths = [Path(os.path.normpath(beside / spelling)) for spelling in spellings]
    if not all(path.is_relative_to(os.path.normpath(beside)) for path in paths):
        reason = "the relative path leads out of the export's folder and is not followed"
        raise MediaError(ProblemKind.OUTSIDE, reason)
    return next((path for path in paths if _is_file(path)), paths[0])


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
        return b64decode(unquote(body)) if head.lower().endswith(";base64") else unquote_to_bytes(body)
    except ValueError as error:
        raise MediaError(ProblemKind.UNREADABLE, f"the data: address is broken: {error}") from error


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

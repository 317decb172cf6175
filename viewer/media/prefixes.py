"""Local copies of what addresses begin with: `gs://bucket/images` may lie at `/data/images`.

A prefix holds for whole parts of an address: `gs://bucket/a` covers `gs://bucket/a/1.png` and not
`gs://bucket/ab/1.png`. Of several that cover an address the longest is meant.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

_HEAD = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+:)?//[^/]*|[A-Za-z]:")
_WHOLE_PATH = re.compile(r"\s*([\\/~]|[A-Za-z]:[\\/])")
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Prefix:
    """What an address begins with, and the folder that holds what comes after it."""

    start: str
    folder: Path

    def __str__(self) -> str:
        """`gs://bucket/path=/data/path`, as `parse_prefix` reads it."""
        return f"{self.start}={self.folder}"


def parse_prefix(text: str) -> Prefix:
    """A prefix written as `gs://bucket/path=/data/path`; parted where a whole path begins, as both sides may
    hold a `=`.

    Raises:
        ValueError: one of its sides is missing.
    """
    places = [found.start() for found in re.finditer("=", text)]
    whole = [place for place in places if _WHOLE_PATH.match(text[place + 1 :])]
    place = (whole or places[-1:] or [0])[0]
    start, folder = text[:place].strip(), text[place + 1 :].strip()
    if not start or not folder:
        raise ValueError(f'"{text}": expected an address, = and a folder, as in gs://bucket/a=/data/a')
    return Prefix(start, Path(folder).expanduser())


@dataclass(frozen=True, slots=True)
class Mapped:
    """Files that an address may mean, the likeliest first, and the prefix that covers it."""

    prefix: Prefix
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Prefixes:
    """Every prefix that holds for an export."""

    all: tuple[Prefix, ...] = ()

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders that addresses are mapped to."""
        return tuple(prefix.folder for prefix in self.all)

    def map(self, address: str) -> Mapped | None:
        """Where below its folder an address would lie; None when no prefix covers it or it leads out."""
        for prefix in sorted(self.all, key=lambda prefix: -len(normal(prefix.start))):
            rest = _rest(normal(prefix.start), normal(address))
            if rest is not None:
                files = tuple(dict.fromkeys(_files(prefix.folder, _spellings(rest, address))))
                return Mapped(prefix, files) if files else None
        return None


def normal(address: str) -> str:
    """An address as prefixes are compared: slashes one way, its head in small letters, none at its end."""
    address = address.strip().replace("\\", "/")
    if (head := _HEAD.match(address)) is not None:
        address = head[0].lower() + address[head.end() :]
    return address.rstrip("/")


def bucket_of(address: str) -> str | None:
    """What a prefix for an address would begin with at the least: `gs://bucket`."""
    head = _HEAD.match(normal(address))
    return head[0] if head is not None else None


def _rest(start: str, address: str) -> str | None:
    return address[len(start) + 1 :] if start and address.startswith(start + "/") else None


def _spellings(rest: str, address: str) -> Iterable[str]:
    """As it is, without what is no part of the path, and with what stands for other characters put back."""
    yield rest
    bare = re.split(r"[?#]", rest, maxsplit=1)[0] if address.lower().startswith(_WEB) else rest
    yield bare
    yield unquote(bare)


def _files(folder: Path, rests: Iterable[str]) -> Iterable[Path]:
    root = os.path.normpath(folder)
    for rest in rests:
        path = Path(os.path.normpath(folder / rest.lstrip("/")))
        if "\0" not in rest and path != Path(root) and path.is_relative_to(root):
            yield path

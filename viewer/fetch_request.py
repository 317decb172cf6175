"""What `annoscope fetch` was asked for; free of Qt, so that the command line can be read without it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

MEDIA = ("images", "masks")


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """The media of one export; `to` is a folder to put them into, None for the cache.

    `media` are words of `MEDIA`. `allow_hosts` are hosts that may be asked, as `HOST` or `HOST:PORT`.
    """

    file: Path
    to: Path | None = None
    media: tuple[str, ...] = MEDIA
    where: str = ""
    allow_hosts: tuple[str, ...] = ()

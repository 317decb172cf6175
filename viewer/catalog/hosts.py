"""Which hosts an export names for its pictures and masks, and for how many of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from viewer.model.geometry import Mask
from viewer.model.row import DataRow, MediaType

_ADDRESS = re.compile(r"https?://(?:[^/?#\\\s]*@)?([^/?#\\\s@]+)(?=[/?#]|$)", re.IGNORECASE)
PICTURED = (MediaType.IMAGE, MediaType.UNKNOWN)
"""Media whose row is looked at as a picture."""


def hosts_of(row: DataRow) -> Iterator[str]:
    """`host` or `host:port` of each file that showing a row may fetch, as it is written, in small letters."""
    if row.media.media_type not in PICTURED:
        return
    yield from filter(None, map(host_in, _addresses(row)))


def host_in(address: str) -> str | None:
    """`host` or `host:port` of an http or https address in small letters, as it is written; else None."""
    found = _ADDRESS.match(address.strip())
    return found[1].lower() if found is not None else None


def _addresses(row: DataRow) -> Iterator[str]:
    """Each once: the objects of a label share a composite."""
    if row.row_data is not None:
        yield row.row_data
    masks = {
        mask.composite.url if mask.composite is not None else mask.url
        for label in row.labels()
        for each in label.annotations.objects
        if isinstance(mask := each.geometry, Mask)
    }
    yield from (url for url in masks if url is not None)

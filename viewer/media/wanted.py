"""The files that showing a row takes, by address: its picture and those of its masks."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from viewer.media.masks import CompositeFile, MaskFile, SingleFile, plan_of
from viewer.media.resolve import Places, Source, locate_image, locate_mask, may_be_pictured
from viewer.model.row import DataRow


class MediaKind(StrEnum):
    """What to fetch; the values are words of the command line and names of folders."""

    IMAGES = "images"
    MASKS = "masks"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file of a row; `stand_ins` are wanted in its place when it is not to be had.

    `row_name` is the id of the data row, else its global key, else its number.
    """

    kind: MediaKind
    url: str
    row_name: str
    stand_ins: tuple[Wanted, ...] = ()


def wanted_of(row: DataRow, kinds: Collection[MediaKind]) -> Iterator[Wanted]:
    """The files of a row, in an order that stays the same; an address can come several times."""
    if not may_be_pictured(row):
        return
    name = row.id or row.global_key or f"row-{row.index + 1}"
    if MediaKind.IMAGES in kinds:
        yield Wanted(MediaKind.IMAGES, (row.row_data or "").strip(), name)
    if MediaKind.MASKS in kinds:
        for label in row.labels():
            for file in plan_of(label, row.index).files:
                yield _mask(file, name)


def locate(wanted: Wanted, row: DataRow, places: Places) -> Source:
    """Where a file of a row lies.

    Raises:
        MediaError: it has no address, or none that can be reached.
    """
    match wanted.kind:
        case MediaKind.IMAGES:
            return locate_image(row, places)
        case MediaKind.MASKS:
            return locate_mask(wanted.url, places)


def _mask(file: MaskFile, row_name: str) -> Wanted:
    match file:
        case CompositeFile():
            stand_ins = tuple(_mask(single, row_name) for single in file.singles)
            return Wanted(MediaKind.MASKS, file.url.strip(), row_name, stand_ins)
        case SingleFile():
            return Wanted(MediaKind.MASKS, file.url.strip(), row_name)

"""Make an export ready to be looked at, on a worker, while what is open stays open."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from viewer.formats import Export, ExportError, open_export
from viewer.model.row import DataRow
from viewer.state.resolve import class_names
from viewer.tasks import Ticket

CLASSES_FROM_RECORDS = 200
CLASSES_FROM_BYTES = 8 << 20
"""Class colours are dealt out over the classes of the first records: they are known before all is read."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An export ready to be looked at."""

    export: Export
    classes: tuple[str, ...]
    row: int


Place = str | int | None
"""The row to show first: a text is a number from 1 or an id, a number an index, cut to the last there is."""


def stage(path: Path, row: Place, ticket: Ticket) -> Opened:
    """Open an export at a row.

    Raises:
        ExportError: it cannot be opened, or has no such row.
        Cancelled: nobody waits for it any more.
    """
    export = open_export(path, whole=False, check=ticket.check, progress=ticket.progress)
    try:
        return Opened(export, first_classes(export), _index_of(row, export, ticket))
    except BaseException:
        export.close()
        raise


def _index_of(row: Place, export: Export, ticket: Ticket) -> int:
    match row:
        case None:
            return 0
        case int():
            export.list_until(row + 1)
            return min(row, len(export) - 1)
        case str():
            export.list_on(ticket.progress, ticket.check)
            index = export.find(row, ticket.check)
    if index is None:
        where = str(export.path)
        raise ExportError(where=where, what=f"there is no row {row}", remedy="Give a number from 1 or an id.")
    return index


def first_classes(export: Export) -> tuple[str, ...]:
    """Names of the classes in the first records, in the order they appear."""
    names: dict[str, None] = {}
    index = 0
    while index < CLASSES_FROM_RECORDS and export.list_until(index + 1):
        if index and export.record(index).offset > CLASSES_FROM_BYTES:
            break
        row = export.read(index).row
        if isinstance(row, DataRow):
            for label in row.labels():
                names.update(dict.fromkeys(class_names(label)))
        index += 1
    return tuple(names)

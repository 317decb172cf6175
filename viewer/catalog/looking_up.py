"""A row is found by its number or an id: in the catalogue, and in the file where that does not reach yet."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from viewer.catalog.catalog import Catalog
from viewer.catalog.columns import TextColumn
from viewer.formats import Export

_IDS = ("id", "key", "external")


def look_up(
    export: Export, catalog: Catalog | None, key: str, check: Callable[[], None] | None = None
) -> int | None:
    """The same row as `Export.find`, without reading those that the catalogue tells of."""
    if (index := export.numbered(key, check)) is not None or not key:
        return index
    known: dict[int, int] = {}
    for rank, field in enumerate(_IDS if catalog is not None else ()):
        column = catalog.columns[field] if catalog is not None else None
        if isinstance(column, TextColumn) and (row := first_with(column, key)) is not None:
            known[rank] = row
    if 0 in known:
        return known[0]
    new = export.with_id(key, check, start=len(catalog) if catalog is not None else 0)
    found = {**new, **known}  # of one rank the earlier row
    return found[min(found)] if found else None


def first_with(column: TextColumn, text: str) -> int | None:
    """The first row whose text is this."""
    wanted = text.encode("utf-8", "replace")
    rows = np.flatnonzero(np.diff(column.bounds) == len(wanted))
    for place in range(len(wanted) - 1, -1, -1):  # ids differ at their ends
        rows = rows[column.blob[column.bounds[rows] + place] == wanted[place]]
        if not len(rows):
            return None
    return int(rows[0]) if len(rows) and wanted else None

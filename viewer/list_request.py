"""What `annoscope list` is asked for, free of Qt and of everything else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

DEFAULT_COLUMNS = ("row", "id", "key", "media", "status", "labels", "objects", "class")
FORMATS = ("table", "csv", "ndjson")


@dataclass(frozen=True, slots=True)
class ListRequest:
    """Rows of a file: which, in which order, how told; `raw` writes them as they stand in the file."""

    file: Path
    where: str = ""
    sample: int | None = None
    seed: int = 0
    by: str | None = None
    sort: tuple[str, ...] = ()
    limit: int | None = None
    columns: tuple[str, ...] = DEFAULT_COLUMNS
    format: str = "table"
    raw: bool = False
    out: Path | None = None

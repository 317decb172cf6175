"""How many addresses of an export a mapping covers, and how many of their files are there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from viewer.media.prefixes import Prefix, Prefixes
from viewer.media.resolve import may_be_pictured, shown
from viewer.model.row import DataRow


@dataclass(frozen=True, slots=True)
class MappedCount:
    """What one prefix covers; `missing` is the first of the files that are not there."""

    prefix: Prefix
    covered: int = 0
    there: int = 0
    missing: Path | None = None

    def __str__(self) -> str:
        """`gs://bucket: 950 of 1,000 files are there`."""
        start = shown(self.prefix.start)
        if not self.covered:
            return f"{start}: no image of the export has an address that begins so"
        text = f"{start}: {self.there:,} of {self.covered:,} files are there"
        return f"{text}; {self.missing} is not" if self.missing is not None else text


@dataclass(slots=True)
class Mapping:
    """Counts rows one by one; looks for files, so not for the main thread."""

    prefixes: Prefixes
    _covered: Counter[Prefix] = field(default_factory=Counter)
    _there: Counter[Prefix] = field(default_factory=Counter)
    _missing: dict[Prefix, Path] = field(default_factory=dict)

    def add(self, row: DataRow) -> None:
        """Count the picture of a row."""
        if row.row_data is None or not may_be_pictured(row):
            return
        mapped = self.prefixes.map(row.row_data)
        if mapped is None:
            return
        self._covered[mapped.prefix] += 1
        if any(_is_file(file) for file in mapped.files):
            self._there[mapped.prefix] += 1
        else:
            self._missing.setdefault(mapped.prefix, mapped.files[0])

    def counts(self) -> tuple[MappedCount, ...]:
        """Those of every prefix, in their order."""
        return tuple(
            MappedCount(prefix, self._covered[prefix], self._there[prefix], self._missing.get(prefix))
            for prefix in self.prefixes.all
        )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name too long for the system, a zero byte in it
        return False

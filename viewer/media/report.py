"""What a chosen folder holds of a whole export, told before anything is loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from viewer.media.folder import Folder, Found, NameKind, Several
from viewer.media.resolve import may_be_pictured, names_of
from viewer.model.row import DataRow, Row
from viewer.tasks import Ticket

_ROWS_A_LOOK = 256
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Unclear:
    """A row whose names fit several files, none of which is taken."""

    row: int
    name: str
    files: Several


@dataclass(frozen=True, slots=True)
class Missing:
    """A row of which the folder has no picture."""

    row: int
    name: str


@dataclass(frozen=True, slots=True)
class Shared:
    """A file that several rows mean: perhaps a name that is not unique, such as an external id."""

    path: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MatchReport:
    """`matched` counts rows by the name that fitted; `examples` are the first of each, as (row, path).

    `unclear`, `missing` and `shared` are complete. `unused` counts pictures in the folder that no row means,
    `not_pictured` rows of media that have no picture.
    """

    folder: Path
    matched: Mapping[NameKind, int]
    examples: Mapping[NameKind, tuple[tuple[int, str], ...]]
    unclear: tuple[Unclear, ...] = ()
    missing: tuple[Missing, ...] = ()
    shared: tuple[Shared, ...] = ()
    unused: int = 0
    not_pictured: int = 0
    unread: tuple[str, ...] = ()

    @property
    def found(self) -> int:
        """Rows whose picture is in the folder."""
        return sum(self.matched.values())

    @property
    def rows(self) -> int:
        """Rows that may have a picture."""
        return self.found + len(self.unclear) + len(self.missing)

    def __str__(self) -> str:
        """`The folder has 978 of 1,000 pictures: 950 by external id, 28 by global key; 22 are missing.`"""
        by = ", ".join(f"{count:,} by {kind}" for kind, count in self.matched.items())
        texts = [f"The folder has {self.found:,} of {self.rows:,} pictures{': ' + by if by else ''}"]
        if self.unclear:
            texts.append(f"of {len(self.unclear):,} the names fit several files")
        if self.missing:
            texts.append(f"{len(self.missing):,} are missing")
        if self.shared:
            rows = sum(len(shared.rows) for shared in self.shared)
            texts.append(f"{rows:,} rows share {len(self.shared):,} files")
        if self.unread:
            texts.append(f"{len(self.unread):,} folders cannot be read")
        return "; ".join(texts) + "."


def match_report(rows: Iterable[Row], folder: Folder, ticket: Ticket, *, total: int = 0) -> MatchReport:
    """What the folder holds of these rows; progress counts rows of `total`.

    Raises:
        Cancelled: the ticket was given up.
    """
    matching = _Matching(folder)
    for count, row in enumerate(rows):
        if count % _ROWS_A_LOOK == 0:
            ticket.check()
            ticket.progress(count, total)
        if isinstance(row, DataRow):
            matching.add(row)
    return matching.report()


@dataclass(slots=True)
class _Matching:
    folder: Folder
    matched: Counter[NameKind] = field(default_factory=Counter)
    examples: dict[NameKind, list[tuple[int, str]]] = field(default_factory=dict)
    unclear: list[Unclear] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    meant: dict[str, list[int]] = field(default_factory=dict)
    not_pictured: int = 0

    def add(self, row: DataRow) -> None:
        if not may_be_pictured(row):
            self.not_pictured += 1
            return
        match self.folder.find(names_of(row)):
            case Found(path, kind):
                self._note(row, path.relative_to(self.folder.root).as_posix(), kind)
            case Several() as files:
                self.unclear.append(Unclear(row.index, row.name, files))
            case None:
                self.missing.append(Missing(row.index, row.name))

    def _note(self, row: DataRow, path: str, kind: NameKind) -> None:
        self.matched[kind] += 1
        self.meant.setdefault(path, []).append(row.index)
        examples = self.examples.setdefault(kind, [])
        if len(examples) < _NAMED:
            examples.append((row.index, path))

    def report(self) -> MatchReport:
        shared = (Shared(path, tuple(rows)) for path, rows in self.meant.items() if len(rows) > 1)
        kinds = [kind for kind in NameKind if self.matched[kind]]
        return MatchReport(
            folder=self.folder.root,
            matched=MappingProxyType({kind: self.matched[kind] for kind in kinds}),
            examples=MappingProxyType({kind: tuple(self.examples[kind]) for kind in kinds}),
            unclear=tuple(self.unclear),
            missing=tuple(self.missing),
            shared=tuple(shared),
            unused=len(self.folder.paths) - len(self.meant),
            not_pictured=self.not_pictured,
            unread=self.folder.unread,
        )

"""The catalogue of a larger export: told of while it grows, remembered, thrown away when it is damaged."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests import exports
from tests.catalog.test_skeleton import cell
from viewer.catalog import gathering, storage, walk
from viewer.catalog.catalog import Catalog, catalogue
from viewer.catalog.fields import FIELDS
from viewer.catalog.gathering import gather
from viewer.catalog.storage import FileJoin, make_room, name_of, remembered, usage
from viewer.formats import Export, open_export
from viewer.formats.chunk import Chunk


class Watching:
    """Notes what it is told; `walked` counts the chunks that were walked."""

    def __init__(self, give_up_after: int | None = None) -> None:
        self.told: list[Catalog] = []
        self.reported: list[tuple[int, int]] = []
        self.walked = 0
        self._left = give_up_after

    def check(self) -> None:
        if self._left is not None and self.walked >= self._left:
            raise TimeoutError

    def progress(self, done: int, total: int) -> None:
        self.reported.append((done, total))

    def tell(self, catalog: Any) -> None:
        self.told.append(catalog)

    def spread(
        self, work: Callable[[Chunk], Any], jobs: Iterable[Chunk], check: Callable[[], None]
    ) -> Iterator[Any]:
        for job in jobs:
            check()
            self.walked += 1
            yield work(job)


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "CHUNK_BYTES", 4_000)
    monkeypatch.setattr(gathering, "SMALL_BYTES", 1_000)
    monkeypatch.setattr(gathering, "_FIRST_ROWS", 10)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "catalogues"


@pytest.fixture
def export(tmp_path: Path) -> Iterator[Export]:
    """A hundred rows, some of which do not fit a skeleton and one of which is none."""
    lines = []
    for at in range(100):
        things = [exports.box(f"b{n}", n, 2, 3, 4, name=f"class {n % 3}") for n in range(at % 4)]
        if at % 7 == 0:
            things.append(exports.box("b0", 9000, 2, 3, 4))  # far outside, and an id that stands twice
        row = exports.row(exports.label(*things), row_id=f"zeile-{at}")
        if at % 10 == 3:
            del row["media_attributes"]
        lines.append(row)
    path = exports.write(tmp_path, *lines)
    with path.open("a", encoding="utf-8") as file:
        file.write("oops\n")
    with open_export(path) as export:
        yield export


def same(one: Catalog, other: Catalog) -> bool:
    assert (one.rows, one.errors, one.warnings, dict(one.hosts)) == (
        *(other.rows, other.errors, other.warnings),
        dict(other.hosts),
    )
    assert one.issues == other.issues
    for field in FIELDS:
        for row in range(len(one)):
            told = (cell(one.columns[field.id], row), cell(other.columns[field.id], row))
            assert told[0] == told[1], (field.id, row)
    return True


def test_it_is_the_same_as_one_made_here_in_one_piece(export: Export, root: Path) -> None:
    watching = Watching()
    catalog = gather(export, root, watching, watching.spread)
    assert (catalog.is_complete, catalog.is_checked) == (True, True)
    assert catalog.errors == 1
    assert catalog.warnings > 10
    assert same(catalog, catalogue(export))
    assert watching.walked > 6


def test_it_is_told_of_while_it_grows_and_before_it_is_checked(export: Export, root: Path) -> None:
    watching = Watching()
    gather(export, root, watching, watching.spread)
    sizes = [len(each) for each in watching.told]
    assert sizes == sorted(sizes)
    assert 10 <= sizes[0] < 100
    assert not watching.told[0].is_complete
    assert (watching.told[-1].is_complete, watching.told[-1].is_checked) == (True, False)
    assert len(watching.told[-1]) == 101
    assert watching.told[0].summary(5).id == "zeile-5"
    assert watching.reported[-1][0] <= watching.reported[-1][1]


def test_what_was_gathered_is_remembered(export: Export, root: Path) -> None:
    first = gather(export, root, Watching(), Watching().spread)
    watching = Watching()
    again = gather(export, root, watching, watching.spread)
    assert watching.walked == 0
    assert again.is_checked
    assert same(again, first)
    assert usage(root)[0] == 2


def test_given_up_after_the_first_walk_only_the_second_is_done_again(export: Export, root: Path) -> None:
    whole = Watching()
    gather(export, root, whole, whole.spread)
    shutil.rmtree(root)
    half = Watching(give_up_after=whole.walked // 2 + 1)
    with pytest.raises(TimeoutError):
        gather(export, root, half, half.spread)
    assert not list(root.glob("*.part"))
    rest = Watching()
    assert gather(export, root, rest, rest.spread).is_checked
    assert rest.walked == whole.walked // 2


def damage(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(data)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: damage(folder / "id.blob"),
        lambda folder: (folder / "objects.values").write_bytes(b"123"),
        lambda folder: (folder / "class.codes").unlink(),
        lambda folder: (folder / "catalogue.json").write_text("{"),
        lambda folder: (folder / "catalogue.json").write_text('{"version": 0}'),
    ],
    ids=["flipped", "cut", "missing", "no json", "another version"],
)
def test_what_was_damaged_is_thrown_away_and_gathered_anew(
    export: Export, root: Path, spoil: Callable[[Path], None]
) -> None:
    gather(export, root, Watching(), Watching().spread)
    name = name_of(export, checked=True)
    spoil(root / name)
    assert remembered(root, name) is None
    watching = Watching()
    assert same(gather(export, root, watching, watching.spread), catalogue(export))
    assert watching.walked > 0
    assert remembered(root, name) is not None


def test_another_file_of_the_same_name_has_another_catalogue(
    export: Export, root: Path, tmp_path: Path
) -> None:
    gather(export, root, Watching(), Watching().spread)
    before = name_of(export, checked=True)
    path = exports.write(tmp_path, *(exports.row(row_id=f"neu-{at}") for at in range(200)))
    with open_export(path) as other:
        assert name_of(other, checked=True) != before
        watching = Watching()
        assert len(gather(other, root, watching, watching.spread)) == 200


def test_a_full_disk_costs_the_remembering_alone(
    export: Export, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storage.FileSink, "append", full)
    catalog = gather(export, root, Watching(), Watching().spread)
    assert len(catalog) == 101
    assert "No space left on device" in catalog.issues[0].message
    assert list(root.iterdir()) == []


def test_what_was_used_least_recently_gives_way(root: Path) -> None:
    for at, name in enumerate(("old", "young", "new")):
        folder = root / name
        folder.mkdir(parents=True)
        (folder / "a.values").write_bytes(bytes(1000))
        (folder / "catalogue.json").write_text("{}")
        os.utime(folder / "catalogue.json", (at, at))
    make_room(root, 2_100)
    assert sorted(path.name for path in root.iterdir()) == ["new", "young"]
    make_room(root, 10, spare="young")
    assert [path.name for path in root.iterdir()] == ["young"]


def test_columns_in_files_are_mapped_not_read(root: Path, export: Export) -> None:
    join = FileJoin(root)
    for chunk in walk.chunks_of(export):
        join.add(walk.quick_walk(chunk).columns)
    columns = join.columns()
    objects = columns["objects"]
    assert isinstance(objects.values.base, np.memmap)  # type: ignore[union-attr]
    join.discard()
    assert list(root.iterdir()) == []

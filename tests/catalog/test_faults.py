"""What large files and machines do: strange rows among many, growth, a process that is killed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests import exports
from tests.catalog.test_gathering import Watching, same
from viewer.catalog import gathering, storage, walk
from viewer.catalog.catalog import Catalog, catalogue, first_rows
from viewer.catalog.finding import find
from viewer.catalog.found import Request
from viewer.catalog.gathering import gather
from viewer.catalog.looking_up import look_up
from viewer.catalog.storage import name_of, remembered
from viewer.formats import Export, open_export
from viewer.model.row import DataRow, UnreadableRow

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "CHUNK_BYTES", 4_000)
    monkeypatch.setattr(gathering, "SMALL_BYTES", 1_000)


def project_row(at: int) -> dict[str, Any]:
    boxes = [exports.box(f"b{n}", n, 2, 3, 4, name=f"class {n % 3}") for n in range(at % 4)]
    return exports.row(exports.label(*boxes), row_id=f"r{at}")


def write(path: Path, *rows: Any) -> Path:
    lines = (row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows)
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    return path


def gathered(export: Export, root: Path, known: Catalog | None = None) -> tuple[Catalog, Watching]:
    watching = Watching()
    return gather(export, root, watching, watching.spread, known=known), watching


def test_ten_rows_of_another_family_among_many_are_told_as_well_as_the_rest(tmp_path: Path) -> None:
    rows = [project_row(at) for at in range(600)]
    for at in range(30, 600, 60):
        objects = [{"featureId": "f", "title": "rat", "bbox": {"top": 1, "left": 2, "height": 3, "width": 4}}]
        label = {"objects": objects, "classifications": []}
        rows[at] = {
            "ID": f"l{at}",
            "DataRow ID": f"old{at}",
            "Labeled Data": "http://a/b.png",
            "Label": label,
        }
    with open_export(write(tmp_path / "a", *rows)) as export:
        catalog, _ = gathered(export, tmp_path / "root")
        assert same(catalog, catalogue(export))
        assert [*find(catalog, Request("class:rat"))] == [*range(30, 600, 60)]
        assert catalog.errors == 0


def test_nul_bytes_cost_no_more_than_their_rows(tmp_path: Path) -> None:
    rows: list[Any] = [project_row(at) for at in range(100)]
    rows[10] = b"\0" * 5_000
    rows[20] = json.dumps(project_row(20)).encode().replace(b"r20", b"r\0 20")
    rows[30] = json.dumps(project_row(30)).encode() + b"\0\0"
    with open_export(write(tmp_path / "a", *rows)) as export:
        assert len(export) == 100
        catalog, _ = gathered(export, tmp_path / "root")
        assert same(catalog, catalogue(export))
        unreadable = [read.row.index for read in export.rows() if isinstance(read.row, UnreadableRow)]
        assert unreadable == [10, 30]
        assert catalog.errors >= 2
        assert isinstance(export.read(20).row, DataRow), "one within a text is read all the same"
        assert len(find(catalog, Request("r99"))) == 1


def test_data_rows_with_one_id_are_rows_of_their_own(tmp_path: Path) -> None:
    rows = [project_row(at % 50) for at in range(100)]
    with open_export(write(tmp_path / "a", *rows)) as export:
        catalog, _ = gathered(export, tmp_path / "root")
        assert [*find(catalog, Request("id=r7"))] == [7, 57]
        assert look_up(export, catalog, "r7") == 7
        second = export.read(57).row
        assert isinstance(second, DataRow)
        assert second.id == "r7"


def test_ten_thousand_broken_lines_are_counted_and_only_so_many_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walk, "MOST_ISSUES", 500)
    monkeypatch.setattr("viewer.catalog.catalog.MOST_ISSUES", 500)
    broken = [b'{"data_row": {"id": "x"' for _ in range(10_000)]
    with open_export(write(tmp_path / "a", project_row(0), *broken, project_row(1))) as export:
        catalog, _ = gathered(export, tmp_path / "root")
    assert (len(catalog), catalog.errors) == (10_002, 10_000)
    assert len(catalog.issues) == 500


@pytest.mark.parametrize("known_rows", [0, 1, 57, 120])
def test_what_is_known_of_the_first_rows_is_not_read_again(known_rows: int, tmp_path: Path) -> None:
    rows: list[Any] = [project_row(at) for at in range(200)]
    rows[40] = rows[90] = b"oops"
    with open_export(write(tmp_path / "a", *rows[:120])) as export:
        before = catalogue(export)
    with open_export(write(tmp_path / "a", *rows)) as export:
        known = first_rows(before, known_rows)
        catalog, watching = gathered(export, tmp_path / "root", known)
        assert same(catalog, catalogue(export))
        _, all_of_it = gathered(export, tmp_path / "other root")
        if known_rows > 50:
            assert watching.walked < all_of_it.walked * 0.8


def test_the_first_rows_of_a_catalogue_are_those_of_a_shorter_file(tmp_path: Path) -> None:
    rows: list[Any] = [project_row(at) for at in range(60)]
    rows[20] = rows[50] = b"oops"
    with open_export(write(tmp_path / "a", *rows)) as export:
        whole = catalogue(export)
    with open_export(write(tmp_path / "a", *rows[:30])) as export:
        short = first_rows(whole, 30)
        assert (short.rows, short.errors, short.issues) == (30, 1, catalogue(export).issues)


GATHER = """
import sys
from pathlib import Path
from viewer.catalog import gathering, walk
from viewer.catalog.gathering import gather
from viewer.formats import open_export

class Watcher:
    def check(self): pass
    def progress(self, done, total): print(done, flush=True)
    def tell(self, catalog): pass

walk.CHUNK_BYTES, gathering.SMALL_BYTES = 4_000, 1_000
gather(open_export(sys.argv[1]), Path(sys.argv[2]), Watcher(), lambda work, jobs, check: map(work, jobs))
print("whole", flush=True)
"""


@pytest.mark.parametrize("after", [1, 12, 10_000])
def test_killed_while_the_catalogue_is_written_the_next_start_reads_a_whole_one_or_none(
    after: int, tmp_path: Path
) -> None:
    path, root = write(tmp_path / "a", *map(project_row, range(300))), tmp_path / "root"
    command = [sys.executable, "-c", GATHER, str(path), str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True) as process:
        assert process.stdout is not None
        for at, line in enumerate(process.stdout):
            if at == after or line == "whole\n":
                process.send_signal(signal.SIGKILL)
                break
    left = [folder.name for folder in root.iterdir()]
    with open_export(path) as export:
        for checked in (False, True):
            kept = remembered(root, name_of(export, checked=checked))
            assert kept is None or len(kept) == 300
        catalog, _ = gathered(export, root)
        assert same(catalog, catalogue(export))
    assert any(name.endswith(".part") for name in left) is (after < 10_000)


def test_what_a_killed_process_left_behind_goes_a_day_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / "abc.part"
    left.mkdir()
    storage.make_room(tmp_path, 1_000)
    assert left.exists(), "another process may be writing it"
    now = time.time()
    monkeypatch.setattr(storage.time, "time", lambda: now + 25 * 3600)
    storage.make_room(tmp_path, 1_000)
    assert not left.exists()

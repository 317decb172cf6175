"""Records are listed while the first are looked at: the same ones, whatever the container and the pieces."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import exports
from viewer.formats import Export, ExportError, containers, csv_rows, open_export, source
from viewer.formats.source import CHUNK_BYTES

ROWS = [
    exports.row(exports.label(exports.box("b", 1, 2, 3, 4, name=f'c"{n}\\ 字')), row_id=f"r{n}")
    for n in range(60)
]


def lines(rows: list[Any]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


TABLE = "ID,DataRow ID,Labeled Data,Label\n" + "".join(
    f'i{n},r{n},"http://a/{n}\n.png",{{}}\n' for n in range(60)
)
FORMS: dict[str, Callable[[], bytes]] = {
    "ndjson": lambda: lines(ROWS),
    "ndjson with blanks": lambda: lines(ROWS).replace(b"\n", b"\n\n \n"),
    "ndjson without an end": lambda: lines(ROWS).rstrip(),
    "array": lambda: json.dumps(ROWS).encode(),
    "pretty array": lambda: json.dumps(ROWS, indent=2).encode(),
    "concatenated": lambda: "".join(json.dumps(row, indent=1) for row in ROWS).encode(),
    "broken in the middle": lambda: lines(ROWS[:30]) + b'{"data_row": \n' + lines(ROWS[30:]),
    "array cut off": lambda: json.dumps(ROWS).encode()[:-40],
    "gzip": lambda: gzip.compress(lines(ROWS)),
    "gzip of two members": lambda: gzip.compress(lines(ROWS[:20])) + gzip.compress(lines(ROWS[20:])),
    "gzip cut off": lambda: gzip.compress(lines(ROWS))[:-200],
    "utf-16": lambda: lines(ROWS).decode().encode("utf-16"),
    "utf-16 in gzip": lambda: gzip.compress(lines(ROWS).decode().encode("utf-16")),
    "utf-16 array without a mark": lambda: json.dumps(ROWS, ensure_ascii=False).encode("utf-16-be"),
    "csv": TABLE.encode,
}


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """A piece of the file is a few bytes longer or shorter than a record."""
    for module in (source, containers):
        monkeypatch.setattr(module, "CHUNK_BYTES", 2_000)
    monkeypatch.setattr(csv_rows, "_RECORDS_A_BREATH", 10)


def places(export: Export) -> list[tuple[int, int, int]]:
    records = (export.record(index) for index in range(len(export)))
    return [(record.line, record.offset, record.size) for record in records]


@pytest.mark.parametrize("form", FORMS)
def test_a_file_listed_on_demand_has_the_same_records_as_one_listed_at_once(
    form: str, tmp_path: Path
) -> None:
    path = tmp_path / "a"
    path.write_bytes(FORMS[form]())
    with open_export(path) as whole, open_export(path, whole=False) as export:
        assert whole.is_listed
        assert not export.is_listed
        assert 0 < len(export) < len(whole)
        before = places(export)
        assert export.read(0).row == whole.read(0).row
        export.list_on()
        assert places(export)[: len(before)] == before
        assert places(export) == places(whole)
        assert (export.container, export.issues) == (whole.container, whole.issues)
        for index in range(len(whole)):
            assert export.raw_bytes(index) == whole.raw_bytes(index)


@pytest.mark.parametrize("size", [1, 2, 7, 64, 311, 4096, CHUNK_BYTES])
@pytest.mark.parametrize("form", ["ndjson", "pretty array", "concatenated", "gzip", "ndjson with blanks"])
def test_pieces_of_any_size_give_the_same_records(
    form: str, size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(FORMS[form]())
    with open_export(path) as export:
        expected = places(export)
    monkeypatch.setattr(source, "CHUNK_BYTES", size)
    with open_export(path, whole=False) as export:
        export.list_on()
        assert places(export) == expected
        assert len(expected) == 60


def test_listing_is_given_up_and_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(lines(ROWS))
    reported: list[tuple[int, int]] = []

    def give_up() -> None:
        if len(export) > 20:
            raise TimeoutError

    with open_export(path, whole=False) as export:
        with pytest.raises(TimeoutError):
            export.list_on(lambda done, total: reported.append((done, total)), give_up)
        assert 20 < len(export) < 60
        assert not export.is_listed
        assert reported[-1][1] == path.stat().st_size
        export.list_on()
        assert len(export) == 60


def test_who_needs_more_rows_lists_them(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(FORMS["gzip"]())
    with open_export(path, whole=False) as export:
        assert export.list_until(40)
        assert export.find("r55") == 55
        assert [*export.indices()] == [*range(60)]
        assert not export.list_until(61)
    with open_export(path, whole=False) as export, pytest.raises(TimeoutError):
        export.find("none", _raise)


def _raise() -> None:
    raise TimeoutError


def test_a_file_that_changes_while_it_is_listed_keeps_what_was_listed(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(lines(ROWS))
    with open_export(path, whole=False) as export:
        count = len(export)
        path.write_bytes(lines(ROWS[:3]))
        export.list_on()
        assert export.is_listed
        assert len(export) == count
        (issue,) = export.issues
        assert issue.message.startswith(f"only the first {count} rows could be listed: ")
        assert "changed" in issue.message


def test_a_file_without_any_row_is_refused_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b'{"message": "no"}\n' * 500)
    with pytest.raises(ExportError, match="none of its 500 records is a data row"):
        open_export(path, whole=False)


def test_a_full_disk_for_what_is_unpacked_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noise = random.Random(1)
    rows = [{**row, "noise": noise.randbytes(3000).hex()} for row in ROWS]
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(lines(rows)))
    written = 0
    write = source.Source._write

    def full(self: source.Source, copy: Any, part: bytes) -> None:
        nonlocal written
        written += len(part)
        if written > 100_000:
            raise ExportError(str(self.path), "its unpacked text cannot be written", "Free some space there.")
        write(self, copy, part)

    monkeypatch.setattr(source.Source, "_write", full)
    with open_export(path, whole=False) as export:
        export.list_on()
        assert 0 < len(export) < 60
        assert "cannot be written" in export.issues[-1].message


def test_a_file_in_utf_16_is_made_utf_8_as_it_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(FORMS["utf-16"]())
    written: list[int] = []
    write = source.Source._write

    def noted(self: source.Source, copy: Any, part: bytes) -> None:
        written.append(len(part))
        write(self, copy, part)

    monkeypatch.setattr(source.Source, "_write", noted)
    with open_export(path, whole=False) as export:
        assert len(export) > 0
        assert sum(written) < path.stat().st_size / 4, "the first row is there before the rest is read"
        export.list_on()
        assert len(export) == 60
        assert max(written) <= 3_000, "never more than a piece of the file in memory"
        assert sum(issue.message.startswith("expected UTF-8, found UTF-16") for issue in export.issues) == 1

"""`annoscope list`: rows as a table, CSV and NDJSON, and as they stand in the file."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import pytest

from tests import exports
from viewer.cli import main
from viewer.formats import open_export


@pytest.fixture
def rows() -> list[dict[str, object]]:
    made = []
    for at in range(6):
        boxes = [exports.box(f"b{n}", 1, 2, 3, 4, name="car" if n else "Büs 字") for n in range(at)]
        made.append(exports.row(exports.label(*boxes), row_id=f"r{at}"))
    return made


@pytest.fixture
def file(tmp_path: Path, rows: list[dict[str, object]]) -> Path:
    return exports.write(tmp_path, *rows)


def listed(capfdbinary: pytest.CaptureFixture[bytes], *arguments: object) -> tuple[int, bytes, str]:
    status = main(["list", *map(str, arguments)])
    out, err = capfdbinary.readouterr()
    return status, out, err.decode()


def test_a_table_says_what_the_rows_are(file: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    status, out, err = listed(
        capfdbinary, file, "--where", "class:car>2", "--columns", "row,id,objects,class"
    )
    lines = [line.split() for line in out.decode().splitlines()]
    assert lines == [
        ["ROW", "ID", "OBJECTS", "CLASS"],
        ["5", "r4", "4", "Büs", "字,", "car", "×3"],
        ["6", "r5", "5", "Büs", "字,", "car", "×4"],
    ]
    assert (status, err) == (0, "annoscope: 2 of 6 rows\n")


def test_ndjson_and_csv_hold_values(file: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    columns = ("--columns", "row,id,objects,class,skipped,created,media", "--where", "id:r2")
    _, out, _ = listed(capfdbinary, file, *columns, "--format", "ndjson")
    assert json.loads(out) == {
        "row": 3,
        "id": "r2",
        "objects": 2,
        "class": {"Büs 字": 1, "car": 1},
        "skipped": False,
        "created": None,
        "media": ["image"],
    }
    _, out, _ = listed(capfdbinary, file, *columns, "--format", "csv")
    (line,) = csv.DictReader(io.StringIO(out.decode()))
    assert (line["row"], line["class"], line["skipped"], line["created"]) == (
        "3",
        "Büs 字:1;car:1",
        "false",
        "",
    )


def test_rows_are_sorted_sampled_and_limited(file: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    def ids(*options: str) -> list[str]:
        _, out, _ = listed(capfdbinary, file, "--columns", "id", "--format", "csv", *options)
        return out.decode().split()[1:]

    assert ids("--sort=-objects", "--limit", "2") == ["r5", "r4"]
    sample = ids("--sample", "3", "--seed", "7")
    assert sample == ids("--where", "| sample 3 seed 7")
    assert len(sample) == 3
    assert ids("--sample", "3", "--seed", "8") != sample


def test_raw_rows_are_those_of_the_file_byte_for_byte(
    file: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    lines = file.read_bytes().splitlines(keepends=True)
    status, out, _ = listed(capfdbinary, file, "--where", "objects>3", "--raw")
    assert (status, out) == (0, b"".join(lines[4:]))
    smaller = tmp_path / "smaller.ndjson"
    status, out, _ = listed(capfdbinary, file, "--where", "objects>3", "--raw", "--out", smaller)
    assert (status, out) == (0, b"")
    assert smaller.read_bytes() == b"".join(lines[4:])
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


@pytest.mark.parametrize("form", ["array", "pretty", "concatenated", "gzip", "csv"])
def test_a_smaller_export_of_any_container_can_be_opened(
    form: str, rows: list[dict[str, object]], tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "whole"
    match form:
        case "array":
            path.write_text(json.dumps(rows))
        case "pretty":
            path.write_text(json.dumps(rows, indent=2))
        case "concatenated":
            path.write_text("".join(json.dumps(row, indent=1) for row in rows))
        case "gzip":
            path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
        case _:
            cells = [f"id-{at},r{at},http://a.example/{at}.png,{{}},r{at}.png" for at in range(6)]
            path.write_text("\n".join(["ID,DataRow ID,Labeled Data,Label,External ID", *cells]) + "\n")
    out = tmp_path / "smaller"
    assert listed(capfdbinary, path, "--where", "id:r4 or id:r5", "--raw", "--out", out)[0] == 0
    with open_export(path) as whole, open_export(out) as smaller:
        assert [smaller.raw(n) for n in range(len(smaller))] == [whole.raw(4), whole.raw(5)]


def test_what_cannot_be_done_is_told_with_a_status(
    file: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    status, out, err = listed(capfdbinary, file, "--where", "objects>4 clas:car")
    assert (status, out) == (2, b"")
    assert err.splitlines() == [
        "annoscope: --where: there is no field clas; did you mean class?",
        "    objects>4 clas:car",
        "              ^^^^",
    ]
    assert listed(capfdbinary, file, "--where", "id:none")[0] == 1
    assert listed(capfdbinary, tmp_path / "none")[0] == 2
    status, _, err = listed(capfdbinary, file, "--columns", "id,wheels")
    assert (status, err.startswith("annoscope: there is no field wheels; there are row, id, ")) == (2, True)
    status, _, err = listed(capfdbinary, file, "--out", tmp_path / "no" / "where")
    assert (status, "name a file that can be written" in err) == (2, True)


def test_what_is_wrong_is_found_by_the_thorough_walk(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    twice = exports.label(exports.box("same", 1, 2, 3, 4), exports.box("same", 1, 2, 3, 4))
    path = exports.write(tmp_path, exports.row(row_id="good"), exports.row(twice, row_id="bad"))
    _, out, _ = listed(
        capfdbinary, path, "--where", "has:issue", "--columns", "id,warnings", "--format", "csv"
    )
    assert out.decode().split() == ["id,warnings", "bad,1"]

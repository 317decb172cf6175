"""`annoscope cache` says what is kept, empties it and sets its limit, without Qt."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests import exports
from tests.test_cli import WITHOUT_QT
from viewer.catalog import gathering
from viewer.cli import main
from viewer.media.disk_cache import DiskCache


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("ANNOSCOPE_CACHE", str(folder))
    return folder


@pytest.fixture
def cache(folder: Path) -> DiskCache:
    cache = DiskCache(folder)
    for number in range(3):
        cache.put(f"https://host.example/{number}.png", bytes(700_000 - 48))
    return cache


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, str]:
    """The lines of the answer, by their first word."""
    assert main(["cache", *arguments]) == 0
    answer = capsys.readouterr()
    assert not answer.err
    return dict(line.split(maxsplit=1) for line in answer.out.splitlines())


def test_it_tells_folder_entries_bytes_and_limit(
    cache: DiskCache, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys) == {
        "folder": str(folder),
        "entries": "3",
        "size": "2.1 MB (2,100,000 bytes)",
        "limit": "2 GB (2,000,000,000 bytes)",
        "catalogues": "0, 0 bytes of at most 2 GB (2,000,000,000 bytes)",
        "tiles": "0 bytes of at most 8.6 GB (8,589,934,592 bytes)",
    }


def test_a_cache_that_is_not_there_yet_is_empty_and_stays_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = told(capsys)
    assert (answer["entries"], answer["size"]) == ("0", "0 bytes")
    assert told(capsys, "--clear")["entries"] == "0"
    assert not folder.exists()


def test_clearing_empties_it_and_keeps_the_limit(
    cache: DiskCache, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "--size", "3MB")
    answer = told(capsys, "--clear")
    assert (answer["entries"], answer["size"]) == ("0", "0 bytes")
    assert told(capsys)["limit"] == "3 MB (3,000,000 bytes)"


def test_a_smaller_limit_makes_room_at_once(cache: DiskCache, capsys: pytest.CaptureFixture[str]) -> None:
    cache.get("https://host.example/0.png")
    answer = told(capsys, "--size", "1.6 MB")
    assert (answer["entries"], answer["limit"]) == ("2", "1.6 MB (1,600,000 bytes)")
    assert cache.get("https://host.example/0.png") is not None
    assert cache.get("https://host.example/1.png") is None


@pytest.mark.parametrize(
    ("text", "size_bytes"),
    [
        ("0", 0),
        ("1234", 1234),
        ("500MB", 500_000_000),
        ("2GB", 2_000_000_000),
        ("2g", 2_000_000_000),
        ("1.5 GiB", 1_610_612_736),
        ("0.1kb", 100),
        ("12 B", 12),
        ("3TB", 3_000_000_000_000),
    ],
)
def test_sizes_are_read_as_people_write_them(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str, size_bytes: int
) -> None:
    told(capsys, "--size", text)
    assert DiskCache(folder).limit_bytes == size_bytes


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("999", "999 bytes"),
        ("1000", "1 kB (1,000 bytes)"),
        ("999999999", "1000 MB (999,999,999 bytes)"),
        ("1.5GiB", "1.6 GB (1,610,612,736 bytes)"),
    ],
)
def test_bytes_are_told_in_units_a_person_reads(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str, answer: str
) -> None:
    assert told(capsys, "--size", text)["limit"] == answer


@pytest.mark.parametrize("text", ["", "much", "-1", "2 PB", "1iB", "1,5GB", "1e9", "GB"])
def test_a_size_that_makes_no_sense_is_refused(
    cache: DiskCache, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["cache", f"--size={text}"])
    assert caught.value.code == 2
    assert "expected bytes as in 500MB, 2GB or 1.5GiB" in capsys.readouterr().err
    assert cache.usage().entries == 3


def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("ANNOSCOPE_CACHE", str(tmp_path / "file" / "cache"))
    assert main(["cache", "--size", "1GB"]) == 1
    answer = capsys.readouterr()
    assert answer.out == ""
    assert answer.err.startswith(f"annoscope: the cache {tmp_path / 'file' / 'cache'}: ")


def test_remembered_catalogues_are_told_of_and_cleared(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gathering, "SMALL_BYTES", 0)
    export = exports.write(tmp_path, *(exports.row(row_id=f"r{at}") for at in range(5)))
    assert main(["list", str(export), "--where", "r3"]) == 0
    assert "r3" in capsys.readouterr().out
    files = [file for file in (folder / "catalogues").rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in files)
    assert size > 0
    assert told(capsys)["catalogues"].startswith(f"1, {size / 1000:.1f} kB ({size:,} bytes) of at most 2 GB")
    assert told(capsys, "--clear")["catalogues"].startswith("0, 0 bytes of")
    assert not [*(folder / "catalogues").iterdir()]


@pytest.mark.parametrize("options", [[], ["--clear"], ["--size", "1GB"], ["--help"]])
def test_it_needs_no_qt(cache: DiskCache, options: list[str]) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", WITHOUT_QT, "cache", *options], capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "folder" in answer.stdout


def test_tiles_of_large_pictures_are_told_of_and_cleared(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "tiles").mkdir(parents=True)
    (folder / "tiles" / "one.tif").write_bytes(bytes(5_000))
    assert told(capsys)["tiles"].startswith("5 kB (5,000 bytes)")
    assert told(capsys, "--clear")["tiles"].startswith("0 bytes")
    assert not list((folder / "tiles").iterdir())

"""A file that is no export, or not a whole one, is told in one line that says where, what, and what to do."""

from __future__ import annotations

import gzip
import io
import json
import os
import struct
import subprocess
import sys
import tempfile
import tracemalloc
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest

from viewer.formats import Export, ExportError, FileChangedError, open_export
from viewer.model.issue import Severity
from viewer.model.row import DataRow, UnreadableRow


def line(number: int) -> bytes:
    return json.dumps({"data_row": {"id": f"row-{number}"}, "note": os.urandom(200).hex()}).encode() + b"\n"


def refusal(path: Path) -> ExportError:
    with pytest.raises(ExportError) as caught:
        open_export(path)
    assert caught.value.where == str(path)
    assert "\n" not in str(caught.value)
    assert str(caught.value) == f"{path}: {caught.value.what}. {caught.value.remedy}"
    return caught.value


def refusal_of(content: bytes, folder: Path) -> str:
    path = folder / "export.ndjson"
    path.write_bytes(content)
    return refusal(path).what


class TestPlaces:
    def test_no_such_file(self, tmp_path: Path) -> None:
        assert refusal(tmp_path / "nowhere.json").what == "there is no such file"

    def test_a_name_no_file_can_have(self) -> None:
        assert "cannot be opened" in refusal(Path("nul\0byte")).what

    def test_a_folder(self, tmp_path: Path) -> None:
        assert refusal(tmp_path).what == "this is a folder"

    def test_a_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        assert "a device or a pipe" in refusal(tmp_path / "pipe").what

    def test_no_permission(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: Any, **__: Any) -> None:
            raise PermissionError(13, "Permission denied")

        path = tmp_path / "secret.json"
        path.write_bytes(line(1))
        monkeypatch.setattr(Path, "open", refuse)
        assert refusal(path).what == "you are not allowed to read it"

    def test_a_disk_that_fails(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: Any, **__: Any) -> None:
            raise OSError(5, "Input/output error")

        path = tmp_path / "a.json"
        path.write_bytes(line(1))
        monkeypatch.setattr(Path, "open", fail)
        assert "Input/output error" in refusal(path).what


def zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("export.ndjson", line(1))
    return stream.getvalue()


class TestContents:
    @pytest.mark.parametrize(
        ("content", "what"),
        [
            (b"", "it is empty"),
            (gzip.compress(b""), "it is empty"),
            (b" \n\r\n\t", "it holds no data row"),
            (b"[]", "it holds no data row"),
            (b"\x89PNG\r\n\x1a\n" + bytes(40), "this is a PNG picture, not an export"),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", "this is a JPEG picture, not an export"),
            (b"%PDF-1.7\n", "this is a PDF document, not an export"),
            (b"\0\0\0\x20ftypisom", "this is a video (MP4), not an export"),
            (zipped(), "this is a ZIP archive (or an office document), not an export"),
            (gzip.compress(gzip.compress(line(1))), "this is a gzip file within a gzip file, not an export"),
            (b"abc\0\1\2\3" * 40, "this is binary data, not an export"),
        ],
    )
    def test_what_it_is_instead_is_named(self, content: bytes, what: str, tmp_path: Path) -> None:
        assert refusal_of(content, tmp_path) == what

    @pytest.mark.parametrize(
        "start", [b"<!DOCTYPE html>", b"\n  <html lang='en'>", b"\xef\xbb\xbf<HTML>", b"<head>"]
    )
    def test_a_saved_login_page(self, start: bytes, tmp_path: Path) -> None:
        path = tmp_path / "export.json"
        path.write_bytes(start + b"<title>Sign in</title>")
        assert "a web page (HTML), perhaps a login page" in refusal(path).what
        assert refusal(path).remedy == "Log in, then download the export again."

    def test_the_error_page_of_a_storage_service(self, tmp_path: Path) -> None:
        assert "XML" in refusal_of(b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", tmp_path)

    def test_a_file_without_any_row_tells_the_first_reason(self, tmp_path: Path) -> None:
        what = refusal_of(b'dear all,\n"the export" follows\n', tmp_path)
        assert what.startswith("none of its 2 records is a data row: line 1: expected JSON")

    def test_json_that_is_no_export(self, tmp_path: Path) -> None:
        assert refusal_of(b'{"images": [], "annotations": []}', tmp_path).startswith(
            "its only record is no data row"
        )

    def test_a_row_is_found_behind_thousands_of_broken_records(self, tmp_path: Path) -> None:
        path = tmp_path / "a"
        path.write_bytes(b'{"message": "Data row not found"}\n' * 3_000 + line(1))
        told: list[tuple[int, int]] = []
        export = open_export(path, progress=lambda done, total: told.append((done, total)))
        assert len(export) == 3_001
        assert (3_000, 3_001) in told


class TestGzip:
    LINES = b"".join(line(number) for number in range(40))

    def test_rows_before_a_cut_are_read_and_the_cut_is_told(self, tmp_path: Path) -> None:
        packed = gzip.compress(self.LINES)
        (tmp_path / "a.gz").write_bytes(packed[: len(packed) // 2])
        export = open_export(tmp_path / "a.gz")
        assert (export.container, export.issues[0].severity) == ("ndjson+gzip", Severity.ERROR)
        assert "the gzip file ends early" in export.issues[0].message
        rows = [export.read(index).row for index in range(len(export))]
        assert [row.id for row in rows if isinstance(row, DataRow)] == [
            f"row-{n}" for n in range(len(rows) - 1)
        ]
        assert len(rows) > 10

    def test_rows_before_damage_are_read_and_the_damage_is_told(self, tmp_path: Path) -> None:
        packed = bytearray(gzip.compress(self.LINES))
        packed[-8:-4] = struct.pack("<I", zlib.crc32(self.LINES) ^ 1)
        (tmp_path / "a.gz").write_bytes(packed)
        export = open_export(tmp_path / "a.gz")
        assert len(export) == 40
        assert "the gzip file is damaged" in export.issues[0].message

    @pytest.mark.parametrize("size", [3, 12, 40])
    def test_a_cut_before_the_first_row_is_an_error(self, size: int, tmp_path: Path) -> None:
        assert "cut off before its first row" in refusal_of(gzip.compress(self.LINES)[:size], tmp_path)

    def test_no_room_to_unpack(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        class Full(io.BytesIO):
            def write(self, _: Any) -> int:
                raise OSError(28, "No space left on device")

        monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: Full())
        what = refusal_of(gzip.compress(self.LINES), tmp_path)
        assert "No space left on device" in what

    def test_zeros_that_pack_a_thousand_to_one_do_not_fill_the_memory(self, tmp_path: Path) -> None:
        (tmp_path / "a.gz").write_bytes(gzip.compress(line(1) + b" " * 200_000_000, 1))
        assert peak_of_opening(tmp_path / "a.gz") < 60_000_000


def peak_of_opening(path: Path) -> int:
    tracemalloc.start()
    open_export(path).close()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


OPEN_AND_MEASURE = """
import re, sys
from pathlib import Path
from viewer.formats import open_export

export = open_export(sys.argv[1])
row = export.read(1).row
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print(len(export), len(row.row_data), peak)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured as Linux tells it")
@pytest.mark.parametrize("is_array", [False, True])
def test_a_line_of_100_megabytes_is_read_with_few_copies(is_array: bool, tmp_path: Path) -> None:
    long = b'{"data_row": {"id": "long", "row_data": "' + b"x" * 100_000_000 + b'"}}'
    with (tmp_path / "a").open("wb") as file:
        file.writelines((b"[" + line(1).strip() + b",", long, b"]") if is_array else (line(1), long, b"\n"))
    assert peak_of_opening(tmp_path / "a") < 60_000_000
    command = [sys.executable, "-c", OPEN_AND_MEASURE, str(tmp_path / "a")]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    records, characters, peak_kilobytes = map(int, answer)
    assert (records, characters) == (2, 100_000_000)
    assert peak_kilobytes < 550_000


class TestChanges:
    """Offsets of a file that was changed would lead to wrong rows, so nothing is read from it any more."""

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        path = tmp_path / "a.ndjson"
        path.write_bytes(b"".join(line(number) for number in range(5)))
        return path

    def expect_refused(self, export: Export, words: str) -> None:
        kept, lost = export.read(0), export.read(4)
        assert isinstance(kept.row, DataRow)
        assert isinstance(lost.row, UnreadableRow)
        assert words in lost.issues[0].message
        assert (lost.issues[0].severity, lost.issues[0].line) == (Severity.ERROR, 5)
        with pytest.raises(FileChangedError):
            export.raw(0)

    def test_a_file_that_grew(self, path: Path) -> None:
        export = open_export(path)
        export.read(0)
        with path.open("ab") as file:
            file.write(line(6))
        self.expect_refused(export, "changed on disk after it was opened: reload it")

    def test_a_file_that_was_truncated(self, path: Path) -> None:
        export = open_export(path)
        export.read(0)
        os.truncate(path, 100)
        self.expect_refused(export, "changed on disk")

    def test_a_file_that_was_written_anew_with_the_same_size(self, path: Path) -> None:
        export = open_export(path)
        export.read(0)
        content = path.read_bytes()
        path.write_bytes(bytes(reversed(content)))
        os.utime(path, ns=(1, 1))
        self.expect_refused(export, "changed on disk")

    def test_a_file_that_was_replaced(self, path: Path, tmp_path: Path) -> None:
        export = open_export(path)
        export.read(0)
        other = tmp_path / "b"
        other.write_bytes(line(9))
        other.replace(path)
        self.expect_refused(export, "replaced on disk")

    def test_a_file_that_disappeared(self, path: Path) -> None:
        export = open_export(path)
        export.read(0)
        path.unlink()
        self.expect_refused(export, "no longer there")

    def test_a_row_that_was_lost_is_read_again_when_the_file_is_back(self, path: Path) -> None:
        export = open_export(path)
        away = path.rename(path.with_suffix(".away"))
        assert isinstance(export.read(4).row, UnreadableRow)
        away.rename(path)
        assert isinstance(export.read(4).row, DataRow)

    def test_what_was_unpacked_stays_readable(self, tmp_path: Path) -> None:
        path = tmp_path / "a.gz"
        path.write_bytes(gzip.compress(line(1) + line(2)))
        export = open_export(path)
        path.unlink()
        assert isinstance(export.read(1).row, DataRow)

    def test_a_file_that_changes_while_it_is_opened(self, path: Path) -> None:
        with pytest.raises(ExportError, match="changed on disk"):
            open_export(path, check=lambda: os.utime(path, ns=(1, 1)))

    def test_a_closed_export_is_no_crash(self, path: Path) -> None:
        export = open_export(path)
        export.read(0)
        export.close()
        assert isinstance(export.read(0).row, DataRow)
        assert isinstance(export.read(1).row, UnreadableRow)

"""Rows are read by number, with everything that is wrong in its place, whatever stands in the file."""

from __future__ import annotations

import json
import pickle
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.formats import Export, ExportError, ReadRow, RecordError, open_export
from viewer.formats.records import RecordJob, read_job
from viewer.model.issue import Severity
from viewer.model.row import DataRow, UnreadableRow
from viewer.tasks import ThreadTasks


def row(number: int, **fields: Any) -> dict[str, Any]:
    return {"data_row": {"id": f"row-{number}", **fields}, "media_attributes": {}}


def written(path: Path, lines: list[Any]) -> Path:
    texts = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    path.write_bytes(b"\n".join(texts) + b"\n")
    return path


def ids(export: Export) -> list[str | None]:
    rows = [export.read(index).row for index in range(len(export))]
    return [row.id if isinstance(row, DataRow) else None for row in rows]


class TestReading:
    def test_record_n_is_row_n_even_when_others_are_broken(self, tmp_path: Path) -> None:
        lines = [row(1), b"oops", b'{"message": "Data row not found"}', b"[]", row(5)]
        export = open_export(written(tmp_path / "a", lines))
        assert len(export) == 5
        assert ids(export) == ["row-1", None, None, None, "row-5"]
        assert [export.read(index).row.index for index in range(5)] == [0, 1, 2, 3, 4]

    def test_an_issue_knows_row_line_and_offset(self, tmp_path: Path) -> None:
        export = open_export(written(tmp_path / "a", [row(1), b"", b'{"data_row": {"id": "cut', row(3)]))
        (issue,) = export.read(1).issues
        first_line = len(json.dumps(row(1))) + 1
        assert (issue.severity, issue.row, issue.line, issue.offset) == (Severity.ERROR, 1, 3, first_line + 1)
        assert str(issue).startswith("line 3: expected JSON: unterminated string")
        assert isinstance(export.read(1).row, UnreadableRow)

    def test_a_record_cut_off_by_the_end_of_the_file_says_so(self, tmp_path: Path) -> None:
        path = tmp_path / "a"
        path.write_bytes(json.dumps(row(1)).encode() + b'\n{"data_row": {"id"')
        (issue,) = open_export(path).read(1).issues
        assert "the file ends in the middle of this record" in issue.message

    def test_raw_is_the_json_as_it_stands(self, tmp_path: Path) -> None:
        first = row(1) | {"embeddings": [{"id": "e", "values": [{"value": [0.5, 1]}]}], "unknown": None}
        export = open_export(written(tmp_path / "a", [first, b"oops"]))
        assert export.raw(0) == first
        assert export.raw_bytes(0) == json.dumps(first).encode()
        assert export.raw_bytes(1) == b"oops"
        assert export.raw_bytes(1, most=3) == b"oop"
        with pytest.raises(RecordError, match="expected JSON"):
            export.raw(1)

    def test_a_row_that_does_not_exist_is_an_index_error(self, tmp_path: Path) -> None:
        export = open_export(written(tmp_path / "a", [row(1)]))
        for index in (-1, 1):
            with pytest.raises(IndexError):
                export.read(index)

    def test_large_records_alone_are_read_elsewhere(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rows = [{"data_row": {"id": f"row-{n}", "row_data": "x" * size}} for n, size in enumerate((10, 5000))]
        path = tmp_path / "export.ndjson"
        path.write_text("".join(json.dumps(each) + "\n" for each in rows))
        monkeypatch.setattr("viewer.formats.export._LARGE_BYTES", 1000)
        asked: list[int] = []

        def elsewhere(job: RecordJob) -> ReadRow:
            asked.append(job.index)
            return pickle.loads(pickle.dumps(read_job(pickle.loads(pickle.dumps(job)))))  # type: ignore[no-any-return]

        with open_export(path) as export, open_export(path) as plain:
            for index in (0, 1, 1):
                assert export.read(index, elsewhere) == plain.read(index)
        assert asked == [1], "and kept at hand"

    def test_a_large_record_of_a_file_that_was_changed_says_so_wherever_it_is_read(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object
    ) -> None:
        path = written(tmp_path / "a", [row(0), row(1, notes="x" * 5000)])
        monkeypatch.setattr("viewer.formats.export._LARGE_BYTES", 1000)
        tasks = ThreadTasks(threads=1)
        try:
            with open_export(path) as export:
                written(path, [row(0), row(1, notes="y" * 5001)])
                read = export.read(1, lambda job: tasks.elsewhere(read_job, job, lambda: None))
        finally:
            tasks.close()
        assert isinstance(read.row, UnreadableRow)
        assert "changed on disk" in read.row.reason

    def test_rows_are_read_from_many_threads_at_once(self, tmp_path: Path) -> None:
        export = open_export(written(tmp_path / "a", [row(number) for number in range(200)]))
        wrong: list[int] = []

        def read_all(step: int) -> None:
            for index in range(0, 200, step):
                if getattr(export.read(index).row, "id", None) != f"row-{index}":
                    wrong.append(index)

        threads = [threading.Thread(target=read_all, args=(step,)) for step in (1, 3, 7, 11)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not wrong

    def test_progress_is_told_and_a_check_may_give_up(self, tmp_path: Path) -> None:
        path = written(tmp_path / "a", [row(1)] * 50)
        told: list[tuple[int, int]] = []
        open_export(path, progress=lambda done, total: told.append((done, total)))
        assert told[-1] == (path.stat().st_size,) * 2

        def give_up() -> None:
            raise TimeoutError

        with pytest.raises(TimeoutError):
            open_export(path, check=give_up)


class TestFinding:
    @pytest.fixture
    def export(self, tmp_path: Path) -> Export:
        lines = [
            row(1, external_id="same", global_key="2"),
            row(2, external_id="same", global_key="row-3"),
            b"row-4",
            row(3, external_id="ümlaut", global_key="900"),
        ]
        return open_export(written(tmp_path / "a", lines))

    @pytest.mark.parametrize(
        ("key", "index"),
        [
            ("1", 0),
            ("2", 1),  # the number wins over the global key
            ("4", 3),
            ("900", 3),  # no such number
            ("row-3", 3),  # the id wins over a global key that comes first
            ("same", 0),
            ("ümlaut", 3),
            ("row-4", None),
            ("0", None),
            ("", None),
        ],
    )
    def test_a_row_is_named_by_number_or_id(self, export: Export, key: str, index: int | None) -> None:
        assert export.find(key) == index


class TestLenience:
    """What strict JSON refuses is read when it can be, and said."""

    @pytest.mark.parametrize(
        ("value", "severity", "message"),
        [
            (b"NaN", Severity.WARNING, "NaN is no JSON"),
            (b"[-Infinity, 1]", Severity.WARNING, "-Infinity is no JSON"),
            (b"1e999", Severity.ERROR, "a number is too large to be read: 1e999"),
            (b"9" * 10_000, Severity.ERROR, "(10000 characters)"),
            (b'"\xff"', Severity.WARNING, "expected UTF-8, found 0xff at byte"),
            (b'"\\ud83d"', Severity.WARNING, "half a surrogate pair"),
            (b'"a\tb"', Severity.WARNING, "control character"),
        ],
    )
    def test_a_strange_value_does_not_cost_the_row(
        self, value: bytes, severity: Severity, message: str, tmp_path: Path
    ) -> None:
        line = b'{"data_row": {"id": "row-1"}, "unknown": ' + value + b"}"
        (tmp_path / "a").write_bytes(line)
        export = open_export(tmp_path / "a")
        assert ids(export) == ["row-1"]
        (issue,) = [each for each in export.read(0).issues if message in each.message]
        assert (issue.severity, issue.line, issue.offset, issue.row) == (severity, 1, 0, 0)

    def test_lines_of_an_array_without_its_brackets_are_rows(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_text(",\n".join(json.dumps(row(number)) for number in (1, 2, 3)))
        export = open_export(tmp_path / "a")
        assert (export.container, ids(export)) == ("ndjson", ["row-1", "row-2", "row-3"])
        messages = [[each.message for each in export.read(index).issues] for index in range(3)]
        assert messages == [["a comma stands behind the record"]] * 2 + [[]]

    def test_texts_never_hold_half_a_surrogate_pair(self, tmp_path: Path) -> None:
        line = rb'{"data_row": {"id": "\ud83d\ude00 \ude00 \\ud800 \ud800\u0041"}}'
        (tmp_path / "a").write_bytes(line)
        assert ids(open_export(tmp_path / "a")) == ["\U0001f600 \ufffd \\ud800 \ufffdA"]

    @pytest.mark.parametrize("depth", [900, 1_100, 200_000])
    @pytest.mark.parametrize("bracket", [b"[", b'{"a":'])
    def test_a_recursion_bomb_costs_its_row_at_most(self, bracket: bytes, depth: int, tmp_path: Path) -> None:
        closing = b"]" if bracket == b"[" else b"}"
        bomb = b'{"data_row": {"id": "b"}, "projects": ' + bracket * depth + b"1" + closing * depth + b"}"
        export = open_export(written(tmp_path / "a", [row(1), bomb, row(3)]))
        assert len(export) == 3
        assert ids(export)[::2] == ["row-1", "row-3"]
        assert export.read(1).issues or depth < 1_000


class TestCsv:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_cells_that_are_empty_at_either_end_of_a_record_are_cells(
        self, delimiter: str, tmp_path: Path
    ) -> None:
        lines = (["", "ID", "Labeled Data", "Agreement"], ["", "x", "a.png", ""])
        (tmp_path / "a").write_text("".join(delimiter.join(line) + "\r\n" for line in lines))
        raw = open_export(tmp_path / "a").raw(0)
        assert raw == {"ID": "x", "Labeled Data": "a.png", "Agreement": None, "Label": {}}

    def test_cells_of_json_and_of_python_are_the_same_row(self, tmp_path: Path) -> None:
        label = {"objects": [], "classifications": [{"title": "q", "answer": "it's", "value": None}]}
        for text in (json.dumps(label), repr(label)):
            cell = '"' + text.replace('"', '""') + '"'
            (tmp_path / "a").write_text(f"ID,Labeled Data,Label,Skipped\nx,a.png,{cell},True\n")
            raw = open_export(tmp_path / "a").raw(0)
            assert raw == {"ID": "x", "Labeled Data": "a.png", "Label": label, "Skipped": True}

    def test_columns_of_a_flattened_label_are_put_together(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_text(
            ",index,ID,Labeled Data,Label_objects,Label_classifications,Label_relationships\n"
            "0,0,x,a.png,\"[{'title': 'a'}]\",[],\n"
        )
        label = {"objects": [{"title": "a"}], "classifications": []}
        assert open_export(tmp_path / "a").raw(0) == {"ID": "x", "Labeled Data": "a.png", "Label": label}

    def test_a_cell_that_cannot_be_read_is_told_with_its_place(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_text("ID,Labeled Data,Label_objects\nx,a.png,[{'a': 1\ny,b.png,[]\n")
        export = open_export(tmp_path / "a")
        issue = export.read(0).issues[0]
        assert (issue.line, issue.path) == (2, ("Label", "objects"))
        assert isinstance(export.read(0).row, DataRow)
        assert not export.read(1).issues

    def test_a_record_with_other_columns_is_unreadable(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_text("ID,Labeled Data,Label\nx,a.png,{}\ny,b.png\n")
        export = open_export(tmp_path / "a")
        assert isinstance(export.read(1).row, UnreadableRow)
        assert "expected 3 columns as in the header, found 2" in str(export.read(1).issues[0])

    @given(
        cells=st.lists(
            st.text(st.characters(codec="utf-8", min_codepoint=1), max_size=20), min_size=1, max_size=5
        )
    )
    def test_any_text_in_a_cell_gives_rows(
        self, cells: list[str], tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        quoted = ['"' + cell.replace('"', '""') + '"' for cell in cells]
        path = tmp_path_factory.mktemp("csv") / "a"
        text = "ID,Labeled Data,Label\nx,a.png,{}\n" + "".join(f"y,{cell},{cell}\n" for cell in quoted)
        path.write_text(text, encoding="utf-8", newline="")
        export = open_export(path)
        assert len(export) == len(cells) + 1
        for index, cell in enumerate(cells, start=1):
            assert export.raw(index)["Labeled Data"] == (cell or None)
            export.read(index)


Mutation = tuple[float, int, str]
mutations = st.tuples(
    st.floats(0, 1, exclude_max=True),
    st.integers(0, 12),
    st.text(st.sampled_from('{}[]",:\\x1 \n'), max_size=6),
)


def mutated(text: str, mutation: Mutation) -> str:
    """The text with some characters, from a share of its length on, replaced by others."""
    place, length, insert = mutation
    at = int(place * len(text))
    return text[:at] + insert + text[at + length :]


class TestProperties:
    """Whatever the bytes: rows and issues, or one clear error."""

    @given(content=st.binary(max_size=300))
    def test_any_bytes_give_rows_or_an_export_error(
        self, content: bytes, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        read_everything(tmp_path_factory.mktemp("bytes") / "a", content)

    @given(
        parts=st.lists(
            st.sampled_from(
                [b"{", b"}", b"[", b"]", b'"', b"\\", b",", b":", b"\n", b" ", b'{"data_row":{}}', b"1"]
            ),
            max_size=40,
        )
    )
    def test_any_brackets_give_rows_or_an_export_error(
        self, parts: list[bytes], tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        read_everything(tmp_path_factory.mktemp("brackets") / "a", b"".join(parts))

    @given(mutation=mutations, victim=st.integers(0, 4))
    def test_a_mutated_line_costs_that_line(
        self, mutation: Mutation, victim: int, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        lines = [json.dumps(row(number)) for number in range(5)]
        lines[victim] = mutated(lines[victim], mutation).replace("\n", "")
        path = tmp_path_factory.mktemp("lines") / "a"
        path.write_text("\n".join(lines) + "\n")
        export = open_export(path)
        others = [number for number in range(5) if number != victim]
        assert len(export) == sum(bool(line.strip()) for line in lines)
        assert [each for each in ids(export) if each in [f"row-{n}" for n in others]] == [
            f"row-{n}" for n in others
        ]

    @given(mutation=mutations, indent=st.sampled_from([None, 1]), is_array=st.booleans())
    def test_a_mutated_file_keeps_the_rows_before(
        self, mutation: Mutation, indent: int | None, is_array: bool, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        texts = [json.dumps(row(number), indent=indent) for number in range(6)]
        text = "[" + ",\n".join(texts) + "]" if is_array else "\n".join(texts)
        at = text.index(texts[3])
        path = tmp_path_factory.mktemp("mutated") / "a"
        path.write_text(text[:at] + mutated(texts[3], mutation) + text[at + len(texts[3]) :])
        assert ids(open_export(path))[:3] == ["row-0", "row-1", "row-2"]


def read_everything(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    try:
        export = open_export(path)
    except ExportError:
        return
    rows = [export.read(index) for index in range(len(export))]
    assert any(isinstance(read.row, DataRow) for read in rows)
    for read in rows:
        assert isinstance(read.row, DataRow) or read.issues
        assert all(issue.line and issue.offset is not None for issue in read.issues)

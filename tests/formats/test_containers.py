"""Records are found whatever holds them together; expectations come from how the files were made here."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus import CORPUS, DOCUMENTED_ROWS
from viewer.formats.containers import Layout, lay_out
from viewer.formats.source import Source, Watch, open_source


def row(number: int) -> dict[str, Any]:
    return {"data_row": {"id": f"row-{number}", "row_data": f"{number}.png"}, "note": 'a "{[" in a text \\'}


ROWS = [row(number) for number in range(3)]


def laid_out(path: Path, content: bytes) -> tuple[Source, Layout]:
    path.write_bytes(content)
    source = open_source(path, Watch.of(None, None))
    return source, lay_out(source)


def records(path: Path, content: bytes) -> tuple[str, list[bytes]]:
    source, layout = laid_out(path, content)
    spans = [layout.spans[i] for i in range(len(layout.spans))]
    return layout.container.value, [source.read_at(each.offset, each.size) for each in spans]


def ndjson(rows: list[Any]) -> bytes:
    return b"".join(json.dumps(each).encode() + b"\n" for each in rows)


ARRANGEMENTS = {
    "ndjson": (ndjson(ROWS), "ndjson"),
    "no line end at the end": (ndjson(ROWS).rstrip(), "ndjson"),
    "CRLF": (ndjson(ROWS).replace(b"\n", b"\r\n"), "ndjson"),
    "blank lines": (b"\n \n" + ndjson(ROWS).replace(b"\n", b"\n\n\t\n"), "ndjson"),
    "byte order mark": (b"\xef\xbb\xbf" + ndjson(ROWS), "ndjson"),
    "array": (json.dumps(ROWS).encode(), "json-array"),
    "array, indented": (json.dumps(ROWS, indent=2).encode(), "json-array"),
    "array with a byte order mark": (b"\xef\xbb\xbf" + json.dumps(ROWS, indent=2).encode(), "json-array"),
    "array, a row a line": (b"[\n" + b",\n".join(ndjson(ROWS).split(b"\n")[:3]) + b"\n]\n", "json-array"),
    "array, indented, CRLF": (json.dumps(ROWS, indent=2).replace("\n", "\r\n").encode(), "json-array"),
    "concatenated": ("\n".join(json.dumps(each, indent=2) for each in ROWS).encode(), "concatenated"),
    "concatenated with indent 0": (
        "\n".join(json.dumps(each, indent=0) for each in ROWS).encode(),
        "concatenated",
    ),
    "concatenated without blanks": ("".join(json.dumps(each) for each in ROWS).encode(), "concatenated"),
    "concatenated with commas": (
        ",\n".join(json.dumps(each, indent=1) for each in ROWS).encode(),
        "concatenated",
    ),
    "UTF-16": (ndjson(ROWS).decode().encode("utf-16"), "ndjson"),
    "UTF-16 without mark": (json.dumps(ROWS).encode("utf-16-be"), "json-array"),
}


@pytest.mark.parametrize("name", ARRANGEMENTS)
def test_rows_are_found_in_every_arrangement(name: str, tmp_path: Path) -> None:
    content, container = ARRANGEMENTS[name]
    found, texts = records(tmp_path / "misleading.csv", content)
    assert found == container
    assert [json.loads(text) for text in texts] == ROWS


@pytest.mark.parametrize("name", ARRANGEMENTS)
def test_gzip_changes_nothing_but_its_name(name: str, tmp_path: Path) -> None:
    content, container = ARRANGEMENTS[name]
    source, layout = laid_out(tmp_path / "a.json", gzip.compress(content))
    assert source.is_gzip
    assert layout.container.value == container
    assert len(layout.spans) == 3


def test_gzip_files_joined_end_to_end_are_one(tmp_path: Path) -> None:
    packed = b"".join(gzip.compress(ndjson([each])) for each in ROWS) + b"\0" * 512
    source, layout = laid_out(tmp_path / "a.gz", packed)
    assert len(layout.spans) == 3
    assert not source.issues


@pytest.mark.parametrize(
    ("content", "container"),
    [
        (json.dumps(ROWS[0]).encode(), "json-object"),
        (json.dumps(ROWS[0], indent=4).encode(), "json-object"),
        (json.dumps(ROWS[0], indent=4).encode() + b"\n", "json-object"),
        (json.dumps(ROWS[0]).encode() + b"\n", "ndjson"),
    ],
)
def test_one_object_is_an_object_unless_it_ends_its_line(
    content: bytes, container: str, tmp_path: Path
) -> None:
    assert records(tmp_path / "a", content) == (container, [content.strip()])


def test_records_know_their_line_and_offset(tmp_path: Path) -> None:
    text = json.dumps(ROWS, indent=2)
    _, layout = laid_out(tmp_path / "a", text.encode())
    for number, record in enumerate(layout.spans[i] for i in range(3)):
        before = text.index(f'"row-{number}"')
        start = text.rindex("\n  {", 0, before) + 3
        assert (record.offset, record.line) == (start, text.count("\n", 0, start) + 1)


def test_lines_count_blank_lines_and_bytes_count_the_mark(tmp_path: Path) -> None:
    content = b'\xef\xbb\xbf\n\r\n{"a": 1}\r\n\n{"b": 2}'
    _, layout = laid_out(tmp_path / "a", content)
    places = [(layout.spans[i].line, layout.spans[i].offset) for i in range(2)]
    assert places == [(3, content.index(b'{"a"')), (5, content.index(b'{"b"'))]


class TestDamage:
    """A bad part costs the record it stands in."""

    def test_a_line_that_is_no_json_costs_that_line(self, tmp_path: Path) -> None:
        lines = ndjson(ROWS).splitlines()
        content = b"\n".join([lines[0], lines[1][:30], lines[2], b'{"message": "Data row not found"}'])
        assert records(tmp_path / "a", content) == ("ndjson", content.split(b"\n"))

    def test_a_broken_first_line_does_not_hide_the_kind_of_file(self, tmp_path: Path) -> None:
        for first in (
            b'{"data_row": {"id": "cut',
            b"Downloading ...",
            b'{"data_row": {}}}',
            b'{"a": "',
            b'[1{"a": 2}',
            b"[" * 100_000 + b"]" * 100_000,
        ):
            content = first + b"\n" + ndjson(ROWS)
            assert records(tmp_path / "a", content) == ("ndjson", content.splitlines())

    def test_a_recursion_bomb_on_the_first_line_leaves_the_only_row(self, tmp_path: Path) -> None:
        bomb = b"[" * 100_000 + b"]" * 100_000
        content = bomb + b"\n" + ndjson(ROWS[:1])
        assert records(tmp_path / "a", content) == ("ndjson", content.splitlines())
        of_array = b"[" + bomb + b",\n" + ndjson(ROWS[:1]).rstrip() + b"]"
        assert records(tmp_path / "a", of_array)[0] == "json-array"

    @pytest.mark.parametrize("indent", [None, 2])
    @pytest.mark.parametrize("is_array", [True, False])
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ('"row-1",', '"row-1,'),  # a quote is missing: the text runs on
            ('"1.png"}', '"1.png"'),  # a brace is missing
            ('"row-1",', '"row-1" "'),  # a quote too many
            ('"row-1",', '"row-1"]],'),  # brackets that were never opened
        ],
    )
    def test_a_damaged_element_costs_itself(
        self, old: str, new: str, is_array: bool, indent: int | None, tmp_path: Path
    ) -> None:
        text = json.dumps(ROWS, indent=indent)
        if not is_array:
            text = "".join(json.dumps(each, indent=indent) for each in ROWS)
        text = text.replace('.png"\n    }', '.png"}').replace('.png"\n  }', '.png"}')
        assert old in text
        _, texts = records(tmp_path / "a", text.replace(old, new).encode())
        readable = [json.loads(each) for each in texts if is_json(each)]
        assert readable == [ROWS[0], ROWS[2]]
        assert len(texts) == 3

    @pytest.mark.parametrize("indent", [None, 2])
    def test_what_follows_a_brace_too_many_is_a_record_of_its_own(
        self, indent: int | None, tmp_path: Path
    ) -> None:
        text = json.dumps(ROWS, indent=indent).replace('"1.png"', '"1.png"}')
        _, texts = records(tmp_path / "a", text.encode())
        assert [is_json(each) for each in texts] == [True, True, False, True]
        assert [json.loads(texts[0]), json.loads(texts[3])] == [ROWS[0], ROWS[2]]

    def test_a_truncated_array_keeps_what_came_before(self, tmp_path: Path) -> None:
        text = json.dumps(ROWS, indent=2)
        _, texts = records(tmp_path / "a", text[: text.index("2.png")].encode())
        assert [json.loads(each) for each in texts[:2]] == ROWS[:2]
        assert len(texts) == 3

    def test_an_array_without_its_last_bracket_says_so(self, tmp_path: Path) -> None:
        _, layout = laid_out(tmp_path / "a", json.dumps(ROWS, indent=2).encode()[:-1])
        assert len(layout.spans) == 3
        assert "not closed" in layout.issues[0].message

    def test_two_arrays_in_a_file_are_both_read(self, tmp_path: Path) -> None:
        content = json.dumps(ROWS[:2], indent=2) + "\n" + json.dumps(ROWS[2:], indent=2)
        _, texts = records(tmp_path / "a", content.encode())
        assert [json.loads(each) for each in texts if is_json(each)][:2] == ROWS[:2]
        assert any(b"row-2" in each and is_json(each) for each in texts)

    def test_values_that_are_no_rows_are_records_too(self, tmp_path: Path) -> None:
        content = b'[1, "a, ]b", null, {"c": [2, 3]}, [4], true, "\\"" ]'
        texts = records(tmp_path / "a", content)[1]
        assert texts == [b"1", b'"a, ]b"', b"null", b'{"c": [2, 3]}', b"[4]", b"true", b'"\\""']


def is_json(text: bytes) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def test_chunk_borders_are_invisible(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [*ROWS, "a\\", '"', "\\\\\\", [], {}, 5, "\n", {"k": ['\\"', {"]": "["}]}]
    arrangements = (json.dumps(rows).encode(), json.dumps(rows, indent=1).encode())
    for content in arrangements:
        for size in range(1, 40):
            monkeypatch.setattr("viewer.formats.source.CHUNK_BYTES", size)
            assert [json.loads(each) for each in records(tmp_path / "a", content)[1]] == rows


def test_chunk_borders_are_invisible_in_a_damaged_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = json.dumps(ROWS, indent=1).replace('"row-0"', '"row-0').encode()
    whole = [(each.line, each.offset, each.size) for each in spans_of(tmp_path / "a", content)]
    assert len(whole) == 3
    for size in range(1, 60):
        monkeypatch.setattr("viewer.formats.source.CHUNK_BYTES", size)
        assert [(each.line, each.offset, each.size) for each in spans_of(tmp_path / "a", content)] == whole


def spans_of(path: Path, content: bytes) -> list[Any]:
    _, layout = laid_out(path, content)
    return [layout.spans[i] for i in range(len(layout.spans))]


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)
indents = st.sampled_from([None, 0, 1, 4])


@given(values=st.lists(json_values, min_size=1, max_size=6), indent=indents, ascii_only=st.booleans())
@settings(deadline=None)
def test_any_values_in_an_array_come_back(
    values: list[Any], indent: int | None, ascii_only: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = json.dumps(values, indent=indent, ensure_ascii=ascii_only).encode(errors="replace")
    container, texts = records(tmp_path_factory.mktemp("array") / "a", content)
    assert container == "json-array"
    assert [json.loads(each) for each in texts] == json.loads(content)


@given(values=st.lists(json_values, min_size=2, max_size=6), blank=st.sampled_from(["", "\n", "\r\n \n"]))
@settings(deadline=None)
def test_any_values_on_lines_come_back(
    values: list[Any], blank: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = "".join(json.dumps(each) + "\n" + blank for each in values).encode()
    container, texts = records(tmp_path_factory.mktemp("lines") / "a", content)
    assert container == "ndjson"
    assert [json.loads(each) for each in texts] == values


objects = st.dictionaries(st.text(max_size=4), json_values, min_size=1, max_size=4)


@given(values=st.lists(objects, min_size=2, max_size=6), indent=st.sampled_from([0, 1, 4]))
@settings(deadline=None)
def test_any_objects_one_after_another_come_back(
    values: list[Any], indent: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = "\n".join(json.dumps(each, indent=indent) for each in values).encode()
    container, texts = records(tmp_path_factory.mktemp("concatenated") / "a", content)
    assert container == "concatenated"
    assert [json.loads(each) for each in texts] == values


class TestCsv:
    """A v1 table; pandas writes Python values into the cells."""

    COLUMNS = ("ID", "DataRow ID", "Labeled Data", "Label", "Skipped")

    def table(self, labels: list[str], delimiter: str = ",") -> bytes:
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=delimiter)
        writer.writerow(self.COLUMNS)
        for number, label in enumerate(labels):
            writer.writerow([f"label-{number}", f"row-{number}", f"{number}.png", label, "False"])
        return text.getvalue().encode()

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_records_may_run_over_lines(self, delimiter: str, tmp_path: Path) -> None:
        labels = [json.dumps({"objects": [], "text": 'a,b;"c"'}, indent=1), "Skip", "{}"]
        container, texts = records(tmp_path / "a.json", self.table(labels, delimiter))
        assert container == "csv"
        assert [text.split(delimiter.encode())[0] for text in texts] == [b"label-0", b"label-1", b"label-2"]

    def test_a_quote_that_never_closes_costs_its_line(self, tmp_path: Path) -> None:
        lines = self.table(["{}", "{}", "{}"]).splitlines(keepends=True)
        lines[2] = lines[2].replace(b"{}", b'"{}')
        texts = records(tmp_path / "a.csv", b"".join(lines))[1]
        assert [text.rstrip() for text in texts] == [line.rstrip() for line in lines[1:]]

    def test_another_table_is_no_export(self, tmp_path: Path) -> None:
        container, _ = records(tmp_path / "a.csv", b"name,age\nada,36\n")
        assert container == "ndjson"


CORPUS_FILES = {
    "v1-2018-empty_skipped.json": ("json-array", 2),
    "v1-2018-labelbox_1.json": ("json-array", 10),
    "v1-2018-labelbox_xy_1.json": ("json-array", 2),
    "v1-2018-v2_wkt.json": ("json-array", 2),
    "v1-2018-v3_wkt.json": ("json-array", 10),
    "v1-2018-v3_xy.json": ("json-array", 10),
    "v1-highly_nested_image.json": ("json-object", 1),
    "v1-image_export.json": ("json-object", 1),
    "v1-pdf_export.json": ("json-array", 1),
    "v1-table.csv": ("csv", 5),
    "v1-text_export.json": ("json-object", 1),
    "v1-tiled_image_export.json": ("json-array", 2),
    "v1-unkown_media_type_export.json": ("json-array", 4),
    "v1-video_export.json": ("json-object", 1),
    "v2-annotations-by-media.json": ("json-object", 1),
    "v2-catalog-with-embedding.ndjson": ("ndjson", 1),
    "v2-every-media-wrapped.ndjson": ("ndjson", 13),
    "v2-image-boxes.ndjson": ("ndjson", 2),
    "v2-minimal.ndjson": ("ndjson", 2),
    "v2-video-boxes-pretty.ndjson": ("json-object", 1),
    "v2-video-classifications-pretty.ndjson": ("json-object", 1),
    "v2-video-masks-pretty.ndjson": ("json-object", 1),
}
"""Container, and records as `jq length`, `wc -l` or the csv module of the standard library count them."""


@pytest.mark.skipif(not CORPUS.is_dir(), reason="published exports are not on this machine")
@pytest.mark.parametrize("name", CORPUS_FILES)
def test_published_files_have_their_records(name: str) -> None:
    source = open_source(CORPUS / name, Watch.of(None, None))
    layout = lay_out(source)
    assert (layout.container.value, len(layout.spans)) == CORPUS_FILES[name]


@pytest.mark.skipif(not DOCUMENTED_ROWS.is_dir(), reason="the documented rows are not on this machine")
def test_documented_rows_are_single_objects() -> None:
    for path in DOCUMENTED_ROWS.glob("*.json"):
        layout = lay_out(open_source(path, Watch.of(None, None)))
        assert (layout.container.value, len(layout.spans)) == ("json-object", 1)

"""A file that was only added to keeps what was listed of it; anything else is told apart."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import exports
from viewer.formats import Export, containers, open_export, prints, source

ROWS = [exports.row(exports.label(exports.box(f"b{n}", 1, 2, 3, 4)), row_id=f"r{n}") for n in range(60)]
TABLE = "ID,DataRow ID,Labeled Data,Label\n" + "".join(
    f'i{n},r{n},"http://a/{n}\n.png",{{}}\n' for n in range(60)
)
FORMS: dict[str, Callable[[], bytes]] = {
    "ndjson": lambda: "".join(json.dumps(row) + "\n" for row in ROWS).encode(),
    "ndjson with blanks": lambda: "\n \n".join(json.dumps(row) for row in ROWS).encode(),
    "pretty array": lambda: json.dumps(ROWS, indent=2).encode(),
    "array": lambda: json.dumps(ROWS).encode(),
    "concatenated": lambda: "".join(json.dumps(row, indent=1) for row in ROWS).encode(),
    "csv": TABLE.encode,
}


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (source, containers):
        monkeypatch.setattr(module, "CHUNK_BYTES", 2_000)
    monkeypatch.setattr(prints, "_PRINT_BYTES", 200)


def listed(export: Export) -> list[tuple[int, int, int, Any]]:
    records = [export.record(index) for index in range(len(export))]
    return [(each.line, each.offset, each.size, export.read(at).row) for at, each in enumerate(records)]


def ends_of_records(path: Path) -> list[int]:
    with open_export(path) as export:
        return [export.end_of(index) for index in range(len(export))]


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_grows_anywhere_is_listed_as_if_it_had_been_whole(form: str, tmp_path: Path) -> None:
    path = tmp_path / "a"
    text = FORMS[form]()
    path.write_bytes(text)
    ends = ends_of_records(path)
    with open_export(path) as export:
        whole = listed(export)
    chance = random.Random(form)
    cuts = [
        ends[20],
        ends[20] + 1,
        ends[41] - 1,
        *(chance.randrange(len(text) // 2, len(text)) for _ in range(6)),
    ]
    gone_on_with = 0
    for cut in cuts:
        path.write_bytes(text[:cut])
        with open_export(path) as export:
            path.write_bytes(text)
            grown = export.grown()
            if grown is not None:
                gone_on_with += 1
                assert len(grown) >= len(export)
                grown.list_on()
                assert listed(grown) == whole
                grown.close()
    least = {"array": 1, "pretty array": 1, "concatenated": 1}.get(form, len(cuts))
    assert gone_on_with >= least


def test_what_was_listed_when_it_was_given_up_stays_too(tmp_path: Path) -> None:
    path = tmp_path / "a"
    text = FORMS["ndjson"]()
    path.write_bytes(text[: len(text) // 2])
    with open_export(path, whole=False) as export:
        count = len(export)
        assert count < 20
        path.write_bytes(text)
        grown = export.grown()
        assert grown is not None
        assert count <= len(grown) < 60
        grown.list_on()
        assert len(grown) == 60
        assert [grown.read(at).row.name for at in range(60)] == [f"key-r{at}" for at in range(60)]
        grown.close()


def _altered(text: bytes) -> bytes:
    return text.replace(b'"r0"', b'"x0"')


def _inserted(text: bytes) -> bytes:
    return text.replace(b'"key-r2"', b'"longer-r2"')


@pytest.mark.parametrize(
    "change",
    [lambda text: text, lambda text: text[:-400], _altered, _inserted, lambda text: text[::-1]],
    ids=["the same", "shorter", "altered", "inserted", "other"],
)
def test_a_file_that_became_anything_else_is_not_gone_on_with(
    change: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "a"
    text = FORMS["ndjson"]()[:20_000]
    path.write_bytes(text)
    with open_export(path) as export:
        changed = change(text)
        path.write_bytes(changed if changed in (text, text[:-400]) else changed + text)
        assert export.grown() is None


def test_an_array_that_was_closed_and_a_packed_file_are_not_gone_on_with(tmp_path: Path) -> None:
    for name, text in (("a", FORMS["array"]()), ("b", gzip.compress(FORMS["ndjson"]()))):
        path = tmp_path / name
        path.write_bytes(text)
        with open_export(path) as export:
            path.write_bytes(text + text)
            assert export.grown() is None

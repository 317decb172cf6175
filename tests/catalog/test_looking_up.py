"""A row is found by number or id, the same with and without a catalogue, which spares reading the rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests import exports
from viewer.catalog.catalog import catalogue, first_rows
from viewer.catalog.looking_up import look_up
from viewer.formats import Export, open_export


def named(row_id: str, key: str | None = None, external: str | None = None) -> dict[str, Any]:
    row = exports.row(exports.label(), row_id=row_id)
    row["data_row"] |= {"global_key": key or f"key-{row_id}", "external_id": external or f"ext {row_id}"}
    return row


ROWS = [
    *(named(f"r{at}") for at in range(20)),
    named("twice", external="r3"),
    named("x", key="twice"),
    named("later", key="shared"),
    named("shared"),
    named("quoted", key='a "b" ü'),
    named("quoted again", key='a "b" ü'),
]
KEYS = [
    "1",
    "26",
    "27",
    "r3",
    "twice",
    "shared",
    "key-r19",
    "ext r7",
    'a "b" ü',
    "none",
    "r",
    "",
    "0",
    "9" * 40,
]
EXPECTED = [0, 25, None, 3, 20, 23, 19, 7, 24, None, None, None, None, None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "rows.ndjson"
    path.write_text(
        "".join(json.dumps(row, ensure_ascii=at % 2 == 0) + "\n\n" for at, row in enumerate(ROWS))
    )
    return path


@pytest.mark.parametrize(("key", "index"), [*zip(KEYS, EXPECTED, strict=True)])
@pytest.mark.parametrize("known", [None, 0, 1, 22, len(ROWS)])
def test_a_row_is_found_whatever_part_of_the_file_is_catalogued(
    known: int | None, key: str, index: int | None, path: Path
) -> None:
    with open_export(path) as export:
        catalog = first_rows(catalogue(export), known) if known is not None else None
        assert look_up(export, catalog, key) == index
        assert export.find(key) == index


def test_what_is_catalogued_is_not_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_export(path) as export:
        catalog = catalogue(export)
        monkeypatch.setattr(Export, "read", None)
        monkeypatch.setattr(Export, "raw_bytes", None)
        assert look_up(export, catalog, "key-r19") == 19
        assert look_up(export, catalog, "none") is None


def test_a_number_beyond_what_was_listed_is_listed_first(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("viewer.formats.source.CHUNK_BYTES", 500)
    monkeypatch.setattr("viewer.formats.containers.CHUNK_BYTES", 500)
    with open_export(path, whole=False) as export:
        assert len(export) < 20
        assert export.find("20") == 19
        assert not export.is_listed


def test_only_records_that_mention_the_key_are_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    once = Export.read
    with open_export(path) as export:
        monkeypatch.setattr(Export, "read", lambda self, index: read.append(index) or once(self, index))
        assert export.find("key-r19") == 19
    assert read == [19]

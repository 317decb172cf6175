"""The ids at the head of a record are those that the whole record has."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.assets import samples
from viewer.formats import open_export
from viewer.formats.heads import Head, head_of
from viewer.model.row import DataRow

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


@given(texts, st.none() | texts, st.booleans(), st.sampled_from([None, 1]))
def test_ids_are_read_whatever_they_hold(
    row_id: str, key: str | None, escaped: bool, indent: int | None
) -> None:
    row = {
        "data_row": {"id": row_id, **({"global_key": key} if key is not None else {})},
        "projects": {"id": "x"},
    }
    record = json.dumps(row, ensure_ascii=escaped, indent=indent).encode()
    if len(record) < 1000:
        head = head_of(record)
        assert head in (Head(row_id, key), Head(row_id, None), Head(None, None))
        if "}" not in row_id + (key or ""):
            assert head == Head(row_id, key)


def test_the_samples_tell_their_ids_at_the_head() -> None:
    read = 0
    for path in samples():
        with open_export(path) as export:
            for index in range(len(export)):
                head, row = head_of(export.raw_bytes(index)), export.read(index).row
                if head.id is not None and isinstance(row, DataRow):
                    assert (head.id, head.global_key) == (row.id, row.global_key)
                    read += 1
    assert read > 20


def test_the_common_form_is_read_in_one_go_and_others_alike() -> None:
    common = b'{"data_row":{"id":"r1","external_id":"x","global_key":"k","row_data":"u"},"projects":{}}'
    assert head_of(common) == head_of(common.replace(b":", b" : ")) == Head("r1", "k")
    assert head_of(memoryview(common)) == Head("r1", "k")


@pytest.mark.parametrize(
    "record",
    [
        b"",
        b"oops",
        b'{"ID": "x"}',
        b'{"data_row": 3}',
        b'{"data_row": {"id": 3}}',
        b'{"data_row": {"id": "\xff"}}',
    ],
)
def test_what_has_no_ids_at_its_head_tells_none(record: bytes) -> None:
    assert head_of(record) == Head()

"""The large exports hold rows of every family, are the same of a seed, and the same in every form."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.all_families import FORMS, rows, write
from viewer.formats import open_export
from viewer.model.row import DataRow, Family

COUNT = 200


@pytest.mark.parametrize("form", FORMS)
def test_every_form_holds_the_same_rows(form: str, tmp_path: Path) -> None:
    path = tmp_path / "a"
    write(path, COUNT, form=form)
    with open_export(path) as export:
        assert len(export) == COUNT
        ids = [row.id for read in export.rows() if isinstance(row := read.row, DataRow)]
    assert all(row_id in (f"cl{at:023}", None) for at, row_id in enumerate(ids)), "those of 2018 have none"
    assert ids.count(None) < COUNT / 4


def test_every_family_is_there_and_a_tenth_is_embedded(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write(path, 2_000)
    with open_export(path) as export:
        read = [each.row for each in export.rows()]
    assert all(isinstance(row, DataRow) for row in read)
    families = {family for row in read if isinstance(row, DataRow) for family in row.families}
    assert {Family.PROJECT, Family.MODEL_RUN, Family.MODEL_RUN_BETA, Family.V1, Family.V1_2018} <= families
    embedded = sum(bool(each.embeddings) for each in read if isinstance(each, DataRow))
    assert 60 < embedded < 260


def test_a_seed_draws_the_same_rows_again() -> None:
    assert [*rows(30, 7)] == [*rows(30, 7)]
    assert [*rows(30, 7)] != [*rows(30, 8)]

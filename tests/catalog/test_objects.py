"""Every object in columns: the same as one by one, however the file is cut into pieces."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import exports
from viewer.catalog.objects import ObjectColumns, ObjectOrder, joined, objects_of_chunk
from viewer.catalog.walk import chunks_of
from viewer.formats import open_export
from viewer.model.row import DataRow


def written(folder: Path) -> Path:
    rows: list[Any] = []
    for n in range(30):
        things = [
            exports.box(f"b{n}", 10 + n, 20, 5 + n, 7, name=("car", "Dog", "ant")[n % 3], confidence=n / 40),
            exports.polygon(f"p{n}", (0, 0), (10, 0), (10, 4 + n), name="area"),
            exports.point(f"q{n}", 3, 4, name="dog"),
        ][: n % 4]
        rows.append(exports.row(exports.label(*things), exports.label(label_id="other"), row_id=f"row-{n}"))
    return exports.write(folder, *rows)


def listed(path: Path) -> ObjectColumns:
    with open_export(path) as export:
        return joined(objects_of_chunk(chunk) for chunk in chunks_of(export))


def test_the_columns_hold_what_reading_row_by_row_finds(tmp_path: Path) -> None:
    path = written(tmp_path)
    objects = listed(path)
    place = 0
    with open_export(path) as export:
        for index in range(len(export)):
            row = export.read(index).row
            assert isinstance(row, DataRow)
            for number, label in enumerate(row.labels()):
                for nth, thing in enumerate(label.annotations.objects):
                    assert (objects.rows[place], objects.labels[place], objects.places[place]) == (
                        index,
                        number,
                        nth,
                    )
                    assert objects.names[objects.classes[place]] == thing.name
                    sure = float(objects.confidences[place])
                    assert (
                        math.isnan(sure)
                        if thing.confidence is None
                        else math.isclose(sure, thing.confidence, rel_tol=1e-6)
                    )
                    place += 1
    assert place == len(objects)
    boxes = {objects.names[c]: box.tolist() for c, box in zip(objects.classes, objects.boxes, strict=True)}
    assert boxes["dog"] == [3, 4, 3, 4]


@given(st.lists(st.integers(0, 29), min_size=0, max_size=4, unique=True).map(sorted))
def test_pieces_make_up_the_whole(cuts: list[int]) -> None:
    whole = _whole()
    edges = [0, *(int(np.searchsorted(whole.rows, cut)) for cut in cuts), len(whole)]
    parts = [_part(whole, begin, end) for begin, end in pairwise(edges)]
    again = joined(parts)
    assert [again.names[c] for c in again.classes] == [whole.names[c] for c in whole.classes]
    for name in ("rows", "labels", "places", "boxes", "areas", "confidences"):
        np.testing.assert_array_equal(getattr(again, name), getattr(whole, name))


_KEPT: list[ObjectColumns] = []


def _whole() -> ObjectColumns:
    if not _KEPT:
        random = np.random.default_rng(3)
        n = 60
        rows = np.sort(random.integers(0, 30, n)).astype(np.int32)
        zero = np.zeros(n, np.int32)
        some = random.random(n).astype(np.float32)
        classes = random.integers(0, 4, n).astype(np.int32)
        boxes = random.random((n, 4)).astype(np.float32)
        _KEPT.append(ObjectColumns(("a", "b", "c", "d"), rows, zero, zero, classes, boxes, some, some))
    return _KEPT[0]


def _part(whole: ObjectColumns, begin: int, end: int) -> ObjectColumns:
    used = sorted(set(whole.classes[begin:end].tolist()), reverse=True)
    codes = np.array([used.index(c) for c in whole.classes[begin:end].tolist()], np.int32)
    columns = [getattr(whole, name)[begin:end] for name in ("rows", "labels", "places")]
    rest = [getattr(whole, name)[begin:end] for name in ("boxes", "areas", "confidences")]
    return ObjectColumns(tuple(whole.names[c] for c in used), *columns, codes, *rest)


@pytest.mark.parametrize("order", ObjectOrder)
def test_orders_are_those_of_sorting_one_by_one(tmp_path: Path, order: ObjectOrder) -> None:
    objects = listed(written(tmp_path))
    numbers = objects.within([3, 5, 7, 11, 19])
    assert set(objects.rows[numbers].tolist()) <= {3, 5, 7, 11, 19}

    def key(number: int) -> Any:
        match order:
            case ObjectOrder.CLASS:
                return objects.names[objects.classes[number]].casefold()
            case ObjectOrder.SIZE:
                return -float(objects.areas[number])
            case ObjectOrder.CONFIDENCE:
                sure = float(objects.confidences[number])
                return 1.0 if math.isnan(sure) else -sure

    if order is ObjectOrder.CLASS:  # two spellings of one word stand together, each by itself
        ordered = objects.ordered(numbers, order)
        keys = [key(n) for n in ordered.tolist()]
        assert keys == sorted(keys)
    else:
        assert objects.ordered(numbers, order).tolist() == sorted(numbers.tolist(), key=key)


def test_no_row_no_object(tmp_path: Path) -> None:
    path = exports.write(tmp_path, exports.row(exports.label()))
    assert len(listed(path)) == 0
    assert len(listed(path).ordered(np.zeros(0, np.int64), ObjectOrder.SIZE)) == 0

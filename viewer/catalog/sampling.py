"""Samples that anybody can draw again: chosen by the seed and the rows' ids alone.

Each row gets the number that BLAKE2b (8 bytes, big-endian) makes of `SEED:ID`, ID being its data row id, else
its global key, else its row number from 1; the rows with the smallest numbers are the sample. So it does not
depend on a library's generator, on the machine, or on the order of the file. Stratified, each value of the
field gives a share in proportion to its rows, fractions rounded by the largest remainder.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from viewer.catalog.columns import BagColumn, Column, FlagColumn, NumberColumn, SetColumn, TextColumn
from viewer.catalog.found import Sample

Rows = NDArray[np.int32]
_ROWS_A_LOOK = 1 << 14


def drawn(
    rows: Rows, sample: Sample, columns: Mapping[str, Column], check: Callable[[], None] | None = None
) -> Rows:
    """The sample of some rows, in the order of the file."""
    if sample.size >= len(rows):
        return rows
    numbers = _numbers(rows, sample.seed, columns, check)
    by_number = np.argsort(numbers, kind="stable")
    if sample.by is None:
        return np.sort(rows[by_number[: sample.size]])
    strata = strata_of(columns[sample.by])[rows]
    names, sizes = np.unique(strata, return_counts=True)
    shares = dict(zip(names.tolist(), shares_of(sizes, sample.size).tolist(), strict=True))
    chosen = [by_number[strata[by_number] == name][:share] for name, share in shares.items() if share]
    return np.sort(rows[np.concatenate(chosen)])


def shares_of(sizes: NDArray[np.int64], total: int) -> NDArray[np.int64]:
    """How many of each stratum: in proportion, the largest remainders rounded up, the first of equal ones."""
    exact = sizes * total / sizes.sum()
    shares = np.floor(exact).astype(np.int64)
    order = np.argsort(shares - exact, kind="stable")
    shares[order[: total - int(shares.sum())]] += 1
    return np.asarray(shares, np.int64)


def strata_of(column: Column) -> NDArray[np.int64]:
    """(n,) int64: which stratum each row is in; of a bag that of the name it holds most of."""
    match column:
        case SetColumn(codes=codes):
            return codes.astype(np.int64)
        case BagColumn():
            return _leading(column)
        case FlagColumn(values=flags):
            return flags.astype(np.int64)
        case NumberColumn(values=values):
            return np.nan_to_num(values, nan=-1).astype(np.int64)
        case _:
            raise ValueError("no field to take a sample by")


def _leading(column: BagColumn) -> NDArray[np.int64]:
    """The code of the name each row holds most of, the first of equal ones; -1 for none."""
    found = np.full(len(column), -1, np.int64)
    row_of = np.repeat(np.arange(len(column)), np.diff(column.bounds))
    order = np.lexsort((np.arange(len(row_of)), -column.counts.astype(np.int64), row_of))
    first = np.ones(len(order), np.bool_)
    first[1:] = row_of[order[1:]] != row_of[order[:-1]]
    chosen = order[first]
    found[row_of[chosen]] = column.codes[chosen]
    return found


def _numbers(
    rows: Rows, seed: int, columns: Mapping[str, Column], check: Callable[[], None] | None
) -> NDArray[np.uint64]:
    ids, keys = columns["id"], columns["key"]
    assert isinstance(ids, TextColumn)
    assert isinstance(keys, TextColumn)
    numbers = np.empty(len(rows), np.uint64)
    for place, row in enumerate(rows.tolist()):
        if check is not None and place % _ROWS_A_LOOK == 0:
            check()
        name = ids.text(row) or keys.text(row) or str(row + 1)
        digest = blake2b(f"{seed}:{name}".encode("utf-8", "replace"), digest_size=8).digest()
        numbers[place] = int.from_bytes(digest, "big")
    return numbers

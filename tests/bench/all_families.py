"""Large exports of every family, always the same of a seed.

    python -m tests.bench.all_families FILE [--rows N] [--seed S] [--form FORM] [--embedded SHARE]

The rows are those of the bundled samples in turns that the seed draws, each with an id and a key of its own;
some of them have an embedding of 2,048 numbers.
"""

from __future__ import annotations

import argparse
import gzip
import random
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
ROWS_OF = ("street", "consensus", "media", "model-run", "beta", "right-to-left")
"""Samples with rows of project, model run and beta exports, of every kind of media."""
V1_OF = ("v1", "v1-2018")
FORMS = ("ndjson", "gzip", "array", "pretty", "concatenated", "utf-16")
_DIMENSIONS = 2_048


def rows(count: int, seed: int = 1, *, embedded: float = 0.1) -> Iterator[dict[str, Any]]:
    """So many rows; a share of them is `embedded`."""
    chance = random.Random(seed)
    samples = _samples()
    numbers = [round(chance.uniform(-1, 1), 6) for _ in range(_DIMENSIONS)]
    for at in range(count):
        row = dict(chance.choice(samples))
        if "data_row" in row:
            row["data_row"] = row["data_row"] | {"id": f"cl{at:023}", "global_key": f"all/{at:08}"}
        else:
            key = "DataRow ID" if "DataRow ID" in row else "ID"
            row[key] = f"cl{at:023}"
        if chance.random() < embedded:
            value = [{"value": numbers}]
            row["embeddings"] = [
                {"id": "e", "name": "CLIP", "dimensions": _DIMENSIONS, "is_custom": False, "values": value}
            ]
        yield row


def write(path: Path, count: int, seed: int = 1, *, form: str = "ndjson", embedded: float = 0.1) -> None:
    """An export of so many rows, in one of the `FORMS`."""
    options = orjson.OPT_INDENT_2 if form in ("pretty", "concatenated") else 0
    records = (orjson.dumps(row, option=options) for row in rows(count, seed, embedded=embedded))
    is_array = form in ("array", "pretty")
    with gzip.open(path, "wb", 1) if form == "gzip" else path.open("wb", buffering=1 << 20) as file:
        if form == "utf-16":
            file.write(b"\xff\xfe")
        if is_array:
            file.write(b"[")
        for at, record in enumerate(records):
            text = (b"," if is_array and at else b"") + record + (b"" if is_array else b"\n")
            file.write(text.decode().encode("utf-16-le") if form == "utf-16" else text)
        if is_array:
            file.write(b"]\n")


@lru_cache(maxsize=1)
def _samples() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for name in ROWS_OF:
        found += map(orjson.loads, (SAMPLES / f"{name}.ndjson").read_bytes().splitlines())
    for name in V1_OF:
        found += orjson.loads((SAMPLES / f"{name}.json").read_bytes())
    return found


def main() -> None:
    """Write the file that the command line asks for."""
    parser = argparse.ArgumentParser(description="Write a large export of every family.")
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--rows", metavar="N", type=int, default=100_000)
    parser.add_argument("--seed", metavar="S", type=int, default=1)
    parser.add_argument("--form", choices=FORMS, default="ndjson")
    parser.add_argument("--embedded", metavar="SHARE", type=float, default=0.1)
    asked = parser.parse_args()
    write(asked.file, asked.rows, asked.seed, form=asked.form, embedded=asked.embedded)


if __name__ == "__main__":
    main()

"""How long until the first row of a file of five gigabytes is painted, against one of a megabyte."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench.big_exports import export_of
from tests.bench.figure import Figure
from tests.bench.million import opened

LARGE_BYTES = 5 << 30
_ROUNDS = 3


def painting_the_first_row_of_five_gigabytes() -> Figure:
    """In fresh processes, in turns."""
    with TemporaryDirectory(prefix="annoscope-bench-") as cache, export_of(100) as small:
        large = small.with_name("large.ndjson")
        block = small.read_bytes() * 8
        with large.open("wb", buffering=0) as file:
            for _ in range(LARGE_BYTES // len(block) + 1):
                file.write(block)
        times = {large: [], small: []}
        for _ in range(_ROUNDS):
            for path, found in times.items():
                found.append(opened(path, Path(cache), "first row")["first row"])
    ours, reference = median(times[large]), median(times[small])
    name = "first row of a 5 GB file painted, against that of a 1 MB file"
    return Figure(name, ours * 1e3, "ms", reference * 1e3, goal=1 / 1.2)

"""Listing a pretty-printed JSON array, against orjson.loads of the whole, and what it takes of memory."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson

from tests.bench.big_exports import project_row
from tests.bench.figure import Figure, medians_secs
from viewer.formats import open_export

ROWS = 8_000
_ROUNDS = 3
_SMALL = 800
_PEAK = """
import sys
from viewer.formats import open_export
with open_export(sys.argv[1]) as export:
    peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM:"))
    print(len(export), peak.split()[1])
"""


def listing_a_pretty_array() -> Figure:
    """Offset and size of every row."""
    with _array_of(ROWS) as path:
        ours, reference = medians_secs(
            lambda: open_export(path).close(), lambda: orjson.loads(path.read_bytes()), rounds=_ROUNDS
        )
        name = f"a pretty-printed array of {_megabytes(path)} listed, against orjson.loads of the whole"
    return Figure(name, ours * 1e3, "ms", reference * 1e3, goal=5)


def memory_of_a_pretty_array() -> Figure:
    """The most that listing takes, against that of a file of a tenth."""
    with _array_of(ROWS) as large, _array_of(_SMALL) as small:
        name = f"most memory while an array of {_megabytes(large)} is listed, against {_megabytes(small)}"
        ours, reference = _peak_mb(large, ROWS), _peak_mb(small, _SMALL)
    return Figure(name, ours, "MB", reference, goal=1 / 1.1)


def _peak_mb(path: Path, rows: int) -> float:
    done = subprocess.run(
        [sys.executable, "-c", _PEAK, str(path)], capture_output=True, text=True, check=True
    )
    listed, kilobytes = map(int, done.stdout.split())
    assert listed == rows
    return kilobytes / 1000


def _megabytes(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:,.0f} MB"


@contextmanager
def _array_of(count: int) -> Iterator[Path]:
    chance = random.Random(5)
    with TemporaryDirectory(prefix="annoscope-bench-") as folder:
        path = Path(folder) / "rows.json"
        with path.open("wb", buffering=1 << 22) as file:
            for at in range(count):
                row = project_row(at, chance, polygons=5, boxes=5, corners=44)
                file.write(b",\n" if at else b"[\n")
                file.write(orjson.dumps(row, option=orjson.OPT_INDENT_2))
            file.write(b"\n]\n")
        yield path

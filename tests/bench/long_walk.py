"""Memory while a thousand remote pictures are looked at one after the other.

`python -m tests.bench.long_walk ROWS LIMIT_MB` prints by how many megabytes the process grew at most, and how
many all the pictures together take; it is a process of its own so that nothing else is in its memory.
"""

from __future__ import annotations

import subprocess
import sys

from tests.bench.figure import Figure
from tests.bench.memory import most_resident_mb
from tests.bench.walk import photo, walking
from viewer.media.store import LIMIT_BYTES

_WIDTH, _HEIGHT = 1280, 854


def walking_a_thousand_rows(rows: int = 1000, limit_mb: int = LIMIT_BYTES >> 20) -> Figure:
    """Beside it what keeping every picture would take."""
    command = [sys.executable, "-m", "tests.bench.long_walk", str(rows), str(limit_mb)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    grown_mb, all_mb = (float(number) for number in answer)
    name = f"memory while {rows:,} rows are walked, {limit_mb} MB to be kept, against keeping every picture"
    return Figure(name, grown_mb, "MB", all_mb, at_most=1.2 * limit_mb)


def _walk(rows: int, limit_mb: int) -> float:
    """Megabytes of growth; the first pictures, which make the program load what it needs, do not count."""
    with walking(rows, [photo(_WIDTH, _HEIGHT, n) for n in range(5)], limit_bytes=limit_mb << 20) as (
        walk,
        export,
    ):
        walk.open(export)
        before = most_resident_mb()
        for row in range(1, rows):
            walk.go(row)
        return most_resident_mb() - before


if __name__ == "__main__":
    _rows, _limit_mb = int(sys.argv[1]), int(sys.argv[2])
    print(f"{_walk(_rows, _limit_mb):.1f} {_rows * _WIDTH * _HEIGHT * 4 / (1 << 20):.1f}")

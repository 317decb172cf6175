"""Going to the next row, whose picture was loaded ahead, until it is painted."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QImageReader, QPainter

from tests.bench.figure import Figure
from tests.bench.walk import photo, walking
from viewer.canvas.still import new_still


def painting_the_next_row(width: int = 2560, height: int = 1707, rows: int = 20) -> Figure:
    """Beside it what every picture costs that was not loaded ahead: reading it and drawing it once."""
    pictures = [photo(width, height, number) for number in range(5)]
    ours: list[float] = []
    reference: list[float] = []
    with TemporaryDirectory() as folder, walking(rows + 1, pictures) as (walk, export):
        file = Path(folder) / "picture.jpg"
        walk.open(export)
        for row in range(1, rows + 1):
            begin = perf_counter()
            walk.go(row)
            ours.append(perf_counter() - begin)
            walk.rest()
            file.write_bytes(pictures[row % len(pictures)])
            begin = perf_counter()
            _read_and_draw(file, walk.canvas.width(), walk.canvas.height())
            reference.append(perf_counter() - begin)
    name = (
        f"next row, a JPEG of {width} x {height} loaded ahead, until painted; against reading and drawing it"
    )
    return Figure(name, median(ours) * 1e3, "ms", median(reference) * 1e3, at_most=100)


def _read_and_draw(file: Path, width: int, height: int) -> None:
    image = QImageReader(str(file)).read()
    size = image.size().scaled(width, height, Qt.AspectRatioMode.KeepAspectRatio)
    still = new_still(size, 1.0, Qt.GlobalColor.black)
    painter = QPainter(still)
    painter.drawImage(still.rect(), image)
    painter.end()

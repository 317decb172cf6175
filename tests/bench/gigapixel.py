"""A JPEG of 30,000 x 20,000 opened, zoomed to its pixels and panned: what it takes of memory, and of frames.

`python -m tests.bench.gigapixel ours FOLDER` or `… whole FOLDER` measures one way in a process of its own;
the reference decodes all of it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImageReader

from tests.bench.figure import Figure
from tests.bench.memory import most_resident_mb
from tests.bench.walk import application, wait_until
from viewer.canvas.colours import ClassColours
from viewer.canvas.view import CanvasView
from viewer.media.store import MediaStore
from viewer.state.session import Session
from viewer.tasks import ThreadTasks

WIDTH, HEIGHT = 30_000, 20_000
_PATCH = 2_000
_PICTURE = "picture.jpg"
_PANS = 40


def memory_of_a_gigapixel() -> Figure:
    """Resident memory at its most, window included."""
    ours, whole = _measured()
    name = f"memory of a JPEG of {WIDTH:,} x {HEIGHT:,} seen to its pixels; against decoding all of it"
    return Figure(name, ours["peak"], "MB", whole["peak"], at_most=1024)


def slowest_frames_over_a_gigapixel() -> Figure:
    """While it is panned at 100 %; the reference is how long the whole takes to be decoded."""
    ours, whole = _measured()
    name = "slowest frame while it is panned at 100 %; against decoding all of it"
    return Figure(name, ours["frame"], "ms", whole["secs"] * 1e3, at_most=33)


@cache
def _measured() -> tuple[dict[str, float], dict[str, float]]:
    with TemporaryDirectory(prefix="annoscope-bench-") as place:
        folder = Path(place)
        _export(folder)
        ours, whole = (_run(which, folder) for which in ("ours", "whole"))
    return ours, whole


def _run(which: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.gigapixel", which, str(folder)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    answer: dict[str, float] = json.loads(told.splitlines()[-1])
    return answer


def ours(folder: Path) -> dict[str, float]:
    """Seen whole, then at its pixels, then panned across."""
    application()
    tasks = ThreadTasks()
    session = Session(tasks, MediaStore(tasks, tiles=folder / "tiles"))
    colours = ClassColours()
    canvas = CanvasView(session, lambda: colours, keep_camera=lambda: False)
    canvas.resize(1600, 1000)
    canvas.show()
    session.open(folder / "export.ndjson")
    wait_until(lambda: canvas.scene is not None and canvas.scene.backdrop.whole is not None)
    canvas.actual_size()
    wait_until(lambda: _is_sharp(canvas))
    slowest = 0.0
    for number in range(_PANS):
        begin = perf_counter()
        canvas._camera.pan_by(QPointF(-130, 90 if number % 2 else -170))
        canvas.repaint()
        slowest = max(slowest, perf_counter() - begin)
        wait_until(lambda: _is_sharp(canvas))
    tasks.close()
    return {"peak": most_resident_mb(), "frame": slowest * 1e3}


def whole(folder: Path) -> dict[str, float]:
    """All pixels, as a viewer without tiles has them."""
    application()
    QImageReader.setAllocationLimit(0)
    begin = perf_counter()
    image = QImageReader(str(folder / _PICTURE)).read()
    assert image.width() == WIDTH
    return {"peak": most_resident_mb(), "secs": perf_counter() - begin}


def _is_sharp(canvas: CanvasView) -> bool:
    scene = canvas.scene
    region = scene.backdrop.region if scene is not None else None
    if scene is None or region is None or region.level:
        return False
    seen, size = canvas.viewport.seen & scene.frame, scene.size
    place = region.place
    left, top = place.left() * size.width(), place.top() * size.height()
    return (
        left <= seen.left() + 0.5
        and top <= seen.top() + 0.5
        and place.right() * size.width() >= seen.right() - 0.5
        and place.bottom() * size.height() >= seen.bottom() - 0.5
    )


def _export(folder: Path) -> None:
    import pyvips

    y, x = np.ogrid[:_PATCH, :_PATCH]
    waves = np.stack(
        np.broadcast_arrays(90 * np.sin(x / 50), 90 * np.cos(y / 70), 90 * np.sin((x + y) / 90)), axis=-1
    )
    noise = np.random.default_rng(4).normal(0, 8, (_PATCH, _PATCH, 1))
    patch = (waves + 128 + noise).clip(0, 255).astype(np.uint8)
    picture = pyvips.Image.new_from_array(patch).replicate(WIDTH // _PATCH, HEIGHT // _PATCH)
    picture.copy(interpretation="srgb").jpegsave(str(folder / _PICTURE), Q=88)
    row = {
        "data_row": {"id": "row", "row_data": _PICTURE},
        "media_attributes": {"width": WIDTH, "height": HEIGHT, "mime_type": "image/jpeg"},
        "projects": {},
    }
    (folder / "export.ndjson").write_text(json.dumps(row) + "\n", encoding="utf-8")


if __name__ == "__main__":
    measure = {"ours": ours, "whole": whole}[sys.argv[1]]
    print(json.dumps(measure(Path(sys.argv[2]))))

"""From opening an export until a large JPEG of its first row is seen, against decoding all of it."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
from PIL import Image
from PySide6.QtGui import QImageReader

from tests.bench.crowd import Paints
from tests.bench.figure import Figure
from tests.bench.walk import application, wait_until
from viewer.canvas.colours import ClassColours
from viewer.canvas.view import CanvasView
from viewer.media.store import MediaStore
from viewer.state.session import Session
from viewer.tasks import ThreadTasks

_ROUNDS = 5
_APART = 6
"""Rows from one that is looked at to the next: farther than anything is loaded ahead."""


def seeing_a_large_jpeg(width: int = 8000, height: int = 6000) -> Figure:
    """Each round is a row of its own, which was not loaded ahead."""
    ours: list[float] = []
    reference: list[float] = []
    application()
    with TemporaryDirectory(prefix="annoscope-bench-") as place:
        folder = Path(place)
        export = _export(folder, width, height, (_ROUNDS + 1) * _APART)
        tasks = ThreadTasks()
        session = Session(tasks, MediaStore(tasks))
        colours = ClassColours()
        canvas = CanvasView(session, lambda: colours, keep_camera=lambda: False)
        canvas.resize(1600, 1000)
        canvas.show()
        session.open(export)
        wait_until(lambda: session.row is not None)
        for row in range(_APART, (_ROUNDS + 1) * _APART, _APART):
            wait_until(lambda: session.media.progress.loads == 0)
            paints = Paints(canvas, partial(_shows, session, canvas, row))
            begin = perf_counter()
            session.update(row=row)
            wait_until(lambda paints=paints: paints.count > 0)  # type: ignore[misc]
            ours.append(perf_counter() - begin)
            wait_until(lambda: session.media.progress.loads == 0)
            begin = perf_counter()
            QImageReader(str(folder / "picture.jpg")).read()
            reference.append(perf_counter() - begin)
        tasks.close()
        canvas.close()
    name = f"first sight of a JPEG of {width} x {height} at fit; against decoding all of it by QImageReader"
    return Figure(name, median(ours) * 1e3, "ms", median(reference) * 1e3, goal=1 / 0.35)


def _shows(session: Session, canvas: CanvasView, row: int) -> bool:
    """Whether the row asked for has a picture, of no fewer pixels than are painted."""
    scene = canvas.scene
    if scene is None or session.row is None or session.row.index != row or not scene.backdrop.levels:
        return False
    return scene.backdrop.levels[0].width() >= scene.size.width() * canvas.viewport.scale


def _export(folder: Path, width: int, height: int, rows: int) -> Path:
    random = np.random.default_rng(4)
    y, x = np.ogrid[:height, :width]
    waves = np.stack(
        np.broadcast_arrays(90 * np.sin(x / 50), 90 * np.cos(y / 70), 90 * np.sin((x + y) / 90)), axis=-1
    )
    picture = (waves + 128 + random.normal(0, 8, (height, width, 1))).clip(0, 255).astype(np.uint8)
    path = folder / "export.ndjson"
    Image.fromarray(picture).save(folder / "picture.jpg", quality=88)
    with path.open("w", encoding="utf-8") as lines:
        for row in range(rows):
            made = {
                "data_row": {"id": f"row-{row}", "row_data": "picture.jpg"},
                "media_attributes": {"width": width, "height": height, "mime_type": "image/jpeg"},
                "projects": {},
            }
            lines.write(json.dumps(made) + "\n")
    return path

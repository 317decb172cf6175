"""Thumbnails of many pictures with their annotations, against decoding each whole and scaling it."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from tests.bench.figure import Figure
from tests.bench.walk import application, wait_until
from tests.media.test_thumbnail import waves
from viewer.canvas.colours import ClassColours
from viewer.canvas.miniatures import Miniatures, Size
from viewer.media.store import MediaStore
from viewer.media.thumbnails import Thumbnails
from viewer.state.session import Session
from viewer.tasks import ThreadTasks

_SIZE = Size(240, 180)
_ROUNDS = 3
_BOXES = 10


def making_thumbnails(count: int = 200, width: int = 2560, height: int = 1707) -> Figure:
    """Both on the same threads; ours reads the rows and draws ten boxes over each picture besides."""
    application()
    ours, reference = [], []
    with TemporaryDirectory(prefix="annoscope-bench-") as place:
        folder = Path(place)
        export = _export(folder, count, width, height)
        tasks = ThreadTasks()
        for _ in range(_ROUNDS):
            ours.append(_by_miniatures(export, count, tasks))
            reference.append(_by_whole(folder, count, tasks))
        tasks.close()
    name = f"{count} thumbnails of JPEGs of {width} x {height}, with overlays; against full decode and scale"
    return Figure(name, min(ours), "s", min(reference), goal=2.0)


def _by_miniatures(export: Path, count: int, tasks: ThreadTasks) -> float:
    session = Session(tasks, MediaStore(tasks))
    session.open(export)
    wait_until(lambda: session.row is not None and session.catalog is not None)
    wait_until(lambda: tasks.idle)
    colours = ClassColours()
    miniatures = Miniatures(session, Thumbnails(session.media, tasks), lambda: colours)
    begin = perf_counter()
    miniatures.want(range(count), _SIZE)
    wait_until(lambda: not miniatures.waiting)
    secs = perf_counter() - begin
    for row in range(count):
        miniature = miniatures.find(row)
        assert miniature is not None
        assert miniature.has_picture
    return secs


def _by_whole(folder: Path, count: int, tasks: ThreadTasks) -> float:
    made: list[QImage] = []

    def one(number: int) -> QImage:
        whole = QImageReader(str(folder / f"{number}.jpg")).read()
        return whole.scaled(
            QSize(_SIZE.width, _SIZE.height),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )

    begin = perf_counter()
    for number in range(count):
        tasks.start(lambda _, number=number: one(number), done=made.append)  # type: ignore[misc]
    wait_until(lambda: len(made) == count)
    return perf_counter() - begin


def _export(folder: Path, count: int, width: int, height: int) -> Path:
    waves(width, height).save(folder / "0.jpg", quality=88)
    data = (folder / "0.jpg").read_bytes()
    path = folder / "export.ndjson"
    with path.open("w", encoding="utf-8") as lines:
        for number in range(count):
            (folder / f"{number}.jpg").write_bytes(data)
            lines.write(json.dumps(_row(number, width, height)) + "\n")
    return path


def _row(number: int, width: int, height: int) -> dict[str, object]:
    boxes = [
        {
            "feature_id": f"b{place}",
            "name": f"class {place % 4}",
            "annotation_kind": "ImageBoundingBox",
            "bounding_box": {"left": 200 * place, "top": 100 * place, "width": 400, "height": 300},
        }
        for place in range(_BOXES)
    ]
    annotations = {"objects": boxes, "classifications": [], "relationships": []}
    return {
        "data_row": {"id": f"row-{number}", "row_data": f"{number}.jpg"},
        "media_attributes": {"width": width, "height": height, "mime_type": "image/jpeg"},
        "projects": {"p": {"labels": [{"id": "l", "annotations": annotations}]}},
    }

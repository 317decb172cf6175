"""Scrolling through a hundred thousand objects cut out of their images: what a frame of the grid takes."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
from PIL import Image
from PySide6.QtCore import QEventLoop, QSettings

from tests.bench.crowd import FRAME_SECS
from tests.bench.figure import Figure
from tests.bench.walk import application, wait_until
from viewer.app import Application
from viewer.state.preferences import Preferences
from viewer.state.view_state import Page
from viewer.tasks import ThreadTasks

_ROWS, _OBJECTS = 1_000, 100
_PICTURES = 20
_FRAMES = 240


def scrolling_through_a_hundred_thousand_objects() -> Figure:
    """The longest turn of the loop in each frame, in which it scrolls and paints; 99th percentile."""
    turns = _turns_ms()
    name = f"a frame while scrolling through {_ROWS * _OBJECTS:,} crops, 99th percentile; against a sixtieth"
    return Figure(name, float(np.percentile(turns, 99)), "ms", FRAME_SECS * 1e3, at_most=50)


def _turns_ms() -> list[float]:
    qt = application()
    with TemporaryDirectory(prefix="annoscope-bench-") as place:
        folder = Path(place)
        preferences = Preferences(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
        program = Application(qt, preferences, ThreadTasks())
        program.window.resize(1600, 1000)
        program.window.show()
        program.garbage.take_over()
        program.session.open(_export(folder))
        wait_until(lambda: program.session.row is not None)
        program.session.update(page=Page.OBJECTS)
        page = program.window.stage.objects_page
        wait_until(lambda: page.listing.is_whole and page.grid.count == _ROWS * _OBJECTS)
        bar = page.grid.verticalScrollBar()
        turns = []
        for frame in range(_FRAMES):
            begin = perf_counter()
            program.garbage.stir()  # as a wheel would
            far = frame % 40 == 0
            bar.setValue(bar.value() + (bar.maximum() // 7 if far else 60))
            ends = [begin]
            while len(ends) == 1 or ends[-1] - begin < FRAME_SECS:
                qt.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 1)
                ends.append(perf_counter())
            turns.append(max(np.diff(ends)) * 1e3)
        program.window.close()
        program.close()
    return turns


def _export(folder: Path) -> Path:
    random = np.random.default_rng(2)
    for number in range(_PICTURES):
        pixels = random.integers(0, 256, (150, 200, 3), dtype=np.uint8)
        Image.fromarray(pixels).resize((1600, 1200)).save(folder / f"{number}.jpg", quality=80)
    path = folder / "export.ndjson"
    with path.open("w", encoding="utf-8") as lines:
        for row in range(_ROWS):
            lines.write(json.dumps(_row(row, random)) + "\n")
    return path


def _row(row: int, random: np.random.Generator) -> dict[str, object]:
    places = random.integers(0, (1500, 1100), (_OBJECTS, 2)).tolist()
    objects = [
        {
            "feature_id": f"{row}-{nth}",
            "name": f"class {nth % 12}",
            "annotation_kind": "ImageBoundingBox",
            "classifications": [],
            "bounding_box": {"left": left, "top": top, "width": 40 + nth % 50, "height": 60},
        }
        for nth, (left, top) in enumerate(places)
    ]
    annotations = {"classifications": [], "relationships": [], "objects": objects}
    return {
        "data_row": {"id": f"row-{row}", "row_data": f"{row % _PICTURES}.jpg"},
        "media_attributes": {"width": 1600, "height": 1200, "mime_type": "image/jpeg"},
        "projects": {"p": {"name": "P", "labels": [{"id": "l", "annotations": annotations}]}},
    }

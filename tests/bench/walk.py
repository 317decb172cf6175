"""A canvas with an export of remote pictures open in it, to walk through row by row."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

import numpy as np
from PIL import Image
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from tests.bench.server import serving
from viewer.canvas.colours import ClassColours
from viewer.canvas.view import CanvasView
from viewer.media.access import host_of
from viewer.media.disk_cache import DiskCache
from viewer.media.network import Network
from viewer.media.store import LIMIT_BYTES, MediaStore
from viewer.state.session import Session
from viewer.tasks import ThreadTasks

_PATIENCE_SECS = 300


class Walk:
    """The session and the canvas, and waiting for them."""

    def __init__(self, qt: QApplication, media: MediaStore, tasks: ThreadTasks) -> None:
        self._qt = qt
        self.media = media
        self.session = Session(tasks, media)
        colours = ClassColours()
        self.canvas = CanvasView(self.session, lambda: colours, keep_camera=lambda: False)
        self.canvas.resize(1600, 1000)
        self.canvas.show()

    def open(self, export: Path) -> None:
        """Show the first row."""
        self.session.open(export)
        wait_until(lambda: self.session.row is not None and self.has_picture())
        self.rest()

    def go(self, row: int) -> None:
        """Look at a row, and return when its picture is painted."""
        self.session.update(row=row)
        wait_until(self.has_picture)
        self.canvas.repaint()

    def has_picture(self) -> bool:
        """Whether the scene to paint has the picture of its row."""
        scene = self.canvas.scene
        return scene is not None and bool(scene.backdrop.levels)

    def rest(self) -> None:
        """Wait until everything that was asked for, ahead too, is there."""
        wait_until(lambda: self.media.progress.loads == 0)
        self._qt.processEvents()


def wait_until(there: Callable[[], bool]) -> None:
    """Let events happen until it is so.

    Raises:
        TimeoutError: it takes more than some minutes.
    """
    begin = monotonic()
    while not there():
        application().processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)
        if monotonic() - begin > _PATIENCE_SECS:
            raise TimeoutError("what is waited for does not come")


@contextmanager
def walking(
    rows: int, pictures: list[bytes], *, limit_bytes: int = LIMIT_BYTES, cached: bool = True
) -> Iterator[tuple[Walk, Path]]:
    """A walk and the export to open: so many rows, whose pictures come over the loopback in turns."""
    qt = application()
    with TemporaryDirectory(prefix="annoscope-bench-") as place:
        folder = Path(place) / "served"
        folder.mkdir()
        for number, picture in enumerate(pictures):
            (folder / f"{number}.jpg").write_bytes(picture)
        tasks = ThreadTasks()
        with serving(folder) as address:
            export = Path(place) / "export.ndjson"
            _write_export(export, [f"{address}/{row}/{row % len(pictures)}.jpg" for row in range(rows)])
            cache = DiskCache(Path(place) / "cache") if cached else None
            media = MediaStore(tasks, network=allowing(address), cache=cache, limit_bytes=limit_bytes)
            walk = Walk(qt, media, tasks)
            try:
                yield walk, export
            finally:
                media.cancel()
                tasks.close()
                walk.canvas.close()


def application() -> QApplication:
    """The one of this process."""
    qt = QApplication.instance() or QApplication([])
    assert isinstance(qt, QApplication)
    return qt


def allowing(address: str) -> Network:
    """A network in which this one host may be asked, whatever export is open."""
    network = Network()
    host = host_of(address)
    assert host is not None
    network.access.allow(host, always=True)
    return network


def photo(width: int, height: int, number: int) -> bytes:
    """A JPEG that takes as much decoding as a photograph: soft shapes under some noise, always the same."""
    random = np.random.default_rng(number)
    small = Image.fromarray(random.integers(0, 256, (height // 64 + 1, width // 64 + 1, 3), dtype=np.uint8))
    soft = np.asarray(small.resize((width, height), Image.Resampling.BICUBIC), dtype=np.int16)
    noise = random.integers(-12, 13, (height, width, 1), dtype=np.int16)
    file = BytesIO()
    Image.fromarray((soft + noise).clip(0, 255).astype(np.uint8)).save(file, "JPEG", quality=85)
    return file.getvalue()


def _write_export(export: Path, addresses: list[str]) -> None:
    with export.open("w", encoding="utf-8") as file:
        for number, address in enumerate(addresses):
            data_row = {"id": f"row-{number}", "row_data": address}
            row = {"data_row": data_row, "media_attributes": {"asset_type": "image"}, "projects": {}}
            file.write(json.dumps(row) + "\n")

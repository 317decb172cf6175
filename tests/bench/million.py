"""The whole program over a large file, in its own process.

Prints JSON: seconds until the first row was painted, the rows were listed and a complete catalogue was there;
the gaps in milliseconds between the heartbeats of the main thread meanwhile, with the tree being
scrolled; and the resident memory in MB at the end.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSettings, QTimer
from PySide6.QtWidgets import QTreeView

from tests.bench.big_exports import export_of
from tests.bench.figure import Figure
from tests.bench.memory import resident_mb
from tests.bench.walk import application
from viewer.app import Application
from viewer.state.preferences import Preferences

ROWS = 1_000_000
_BEAT_MS = 1
_SCROLL_MS = 40


class Watch(QObject):
    """What is noted of one opening."""

    def __init__(self, path: Path, settings: Path) -> None:
        super().__init__()
        self.qt = application()
        kept = QSettings(str(settings), QSettings.Format.IniFormat)
        self.program = Application(self.qt, Preferences(kept))
        self.program.window.resize(1280, 800)
        self.program.window.show()
        self.qt.processEvents()
        self.gaps: list[float] = []
        self.told: dict[str, float] = {}
        self._begin = self._beaten = time.perf_counter()
        session = self.program.session
        self.program.canvas.installEventFilter(self)
        session.rows_listed.connect(self._look_at_rows)
        session.catalog_changed.connect(self._look_at_catalog)
        self._beat = QTimer(interval=_BEAT_MS)
        self._beat.timeout.connect(self._note_gap)
        self._scroll = QTimer(interval=_SCROLL_MS)
        self._scroll.timeout.connect(self._scroll_on)
        session.open(path)
        self._beat.start()
        self._scroll.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - as Qt calls it
        """The first row is there when the canvas was painted with it."""
        if event.type() == QEvent.Type.Paint and self.program.session.row is not None:
            self.program.canvas.removeEventFilter(self)
            QTimer.singleShot(0, lambda: self._note("first row"))
        return False

    def _note(self, what: str) -> None:
        self.told.setdefault(what, time.perf_counter() - self._begin)

    def _note_gap(self) -> None:
        now = time.perf_counter()
        if "first row" in self.told:
            self.gaps.append((now - self._beaten) * 1e3)
        self._beaten = now

    def _look_at_rows(self) -> None:
        export = self.program.session.export
        if export is not None and export.is_listed:
            self._note("listed")

    def _look_at_catalog(self) -> None:
        catalog = self.program.session.catalog
        if catalog is not None and catalog.is_complete:
            self._note("catalogued")

    def _scroll_on(self) -> None:
        tree = self.program.window.findChild(QTreeView)
        bar = tree.verticalScrollBar() if tree is not None else None
        if bar is not None:
            bar.setValue((bar.value() + 7) % max(1, bar.maximum()))

    def until(self, what: str, limit_secs: float) -> None:
        """Let it run until that was noted."""
        QTimer.singleShot(int(limit_secs * 1000), self.qt.quit)
        check = QTimer(interval=20)
        check.timeout.connect(lambda: self.qt.quit() if what in self.told else None)
        check.start()
        self.qt.exec()
        check.stop()

    def close(self) -> None:
        """End the program."""
        self._beat.stop()
        self._scroll.stop()
        self.program.window.close()
        self.program.close()


def main(path: str, what: str, seconds: str) -> None:
    """Open the file and print what was noted."""
    with TemporaryDirectory() as folder:
        watch = Watch(Path(path), Path(folder) / "settings.ini")
        watch.until(what, float(seconds))
        gaps = sorted(watch.gaps)
        resident = resident_mb()
        watch.close()
    answer: dict[str, Any] = {**watch.told, "resident": resident}
    if gaps:
        answer |= {"worst gap": gaps[-1], "p99 gap": gaps[int(len(gaps) * 0.99)]}
    print(json.dumps(answer))


def opened(path: Path, cache: Path, what: str, seconds: float = 600) -> dict[str, float]:
    """Open a file in a fresh process with its cache in a folder."""
    environment = {**os.environ, "ANNOSCOPE_CACHE": str(cache), "QT_QPA_PLATFORM": "offscreen"}
    # As small as the program's own start, which the processes for work in the background go through too.
    start = "import sys; from tests.bench.million import main; main(*sys.argv[1:])"
    command = [sys.executable, "-c", start, str(path), what, str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


@lru_cache(maxsize=1)
def _a_million() -> tuple[dict[str, float], dict[str, float]]:
    """What was noted of the first opening of a million rows of about 1 kB, and of the second."""
    with (
        TemporaryDirectory(prefix="annoscope-bench-") as cache,
        export_of(ROWS, polygons=0, boxes=1) as path,
    ):
        first = opened(path, Path(cache), "catalogued")
        return first, opened(path, Path(cache), "catalogued")


def blocking_the_window() -> Figure:
    """The longest gap between two heartbeats of the main thread; the reference is their 99th percentile."""
    first, _ = _a_million()
    name = f"longest block of the window while {ROWS:,} rows are listed and catalogued (reference: its p99)"
    return Figure(name, first["worst gap"], "ms", first["p99 gap"], at_most=50.0)


def memory_of_a_million_rows() -> Figure:
    """Of the program with its window; the reference is what Python objects a row were measured to cost."""
    first, _ = _a_million()
    return Figure(
        f"resident memory with {ROWS:,} rows catalogued", first["resident"], "MB", 820.0, at_most=300.0
    )


def opening_a_remembered_catalogue() -> Figure:
    """Until the catalogue is there; the reference is the first opening."""
    first, second = _a_million()
    name = f"opening {ROWS:,} rows whose catalogue is remembered, against the first time"
    return Figure(name, second["catalogued"], "s", first["catalogued"], at_most=1.0)

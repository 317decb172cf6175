"""From the start of the process until the window is painted, against a process with a bare window.

`python -m tests.bench.starting ours` or `… bare` says so on its standard output when it is, and ends.
"""

from __future__ import annotations

import os
import subprocess
import sys
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.figure import Figure

_ROUNDS = 7
_PAINTED = "painted"


class _Ending(QObject):
    """Ends the program when a window was painted for the first time."""

    def __init__(self, qt: QApplication) -> None:
        super().__init__(qt)
        qt.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isWindow():
            QTimer.singleShot(0, self._end)
        return False

    def _end(self) -> None:
        print(_PAINTED, flush=True)
        QApplication.quit()


def main(which: str) -> None:
    """Show a window, ours as the command `annoscope` does."""
    qt = QApplication([])
    _Ending(qt)
    if which == "ours":
        from viewer.cli import main as annoscope

        annoscope([])
    else:
        window = QWidget()
        window.resize(1280, 800)
        window.show()
        qt.exec()


def showing_the_window() -> Figure:
    """In turns, each with settings and a cache of its own."""
    ours, bare = [], []
    _secs("ours"), _secs("bare")  # the first ones read the libraries from the disk
    for _ in range(_ROUNDS):
        ours.append(_secs("ours"))
        bare.append(_secs("bare"))
    name = "the window on the screen from the start of the process; against a bare PySide6 window"
    return Figure(name, median(ours) * 1e3, "ms", median(bare) * 1e3, goal=1 / 1.6)


def _secs(which: str) -> float:
    with TemporaryDirectory(prefix="annoscope-bench-") as folder:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_CONFIG_HOME": folder,
            "ANNOSCOPE_CACHE": folder,
            "DISPLAY": ":0",
        }
        begin = perf_counter()
        command = [sys.executable, "-m", "tests.bench.starting", which]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
            assert process.stdout is not None
            told = process.stdout.readline().strip()
            secs = perf_counter() - begin
    if told != _PAINTED:
        raise AssertionError("no window was painted")
    return secs


if __name__ == "__main__":
    main(sys.argv[1])

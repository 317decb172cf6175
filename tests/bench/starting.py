"""From the start of the process until the window is painted, against a process with a bare window.

`python -m tests.bench.starting ours`, `… furnished` or `… bare` says so on its standard output when it is,
and ends. Modules are compiled beforehand, as an installed program's are.
"""

from __future__ import annotations

import os
import subprocess
import sys
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QStatusBar, QWidget

from tests.bench.figure import Figure

_ROUNDS = 7
_PAINTED = "painted"


class _Ending(QObject):
    """Ends the program when something was painted for the first time: a window, or what stands in it."""

    def __init__(self, qt: QApplication, *, inside: bool) -> None:
        super().__init__(qt)
        self._inside = inside
        qt.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and self._ends(watched):
            QTimer.singleShot(0, self._end)
        return False

    def _ends(self, widget: QWidget) -> bool:
        return isinstance(widget, QStatusBar) if self._inside else widget.isWindow()

    def _end(self) -> None:
        print(_PAINTED, flush=True)
        QApplication.quit()


def main(which: str) -> None:
    """Show a window, ours as the command `annoscope` does."""
    qt = QApplication([])
    _Ending(qt, inside=which == "furnished")
    if which == "bare":
        window = QWidget()
        window.resize(1280, 800)
        window.show()
        qt.exec()
    else:
        from viewer.cli import main as annoscope

        annoscope([])


def showing_the_window() -> Figure:
    """In turns, each with settings and a cache of its own."""
    ours, bare = _medians_secs("ours")
    name = "the window on the screen from the start of the process; against a bare PySide6 window"
    return Figure(name, ours * 1e3, "ms", bare * 1e3, goal=1 / 1.6)


def showing_what_stands_in_the_window() -> Figure:
    """Until menus, toolbar, panels and the welcome are there; labelme takes five bare windows for it."""
    ours, bare = _medians_secs("furnished")
    name = "everything in the window from the start of the process; against a bare PySide6 window"
    return Figure(name, ours * 1e3, "ms", bare * 1e3, goal=1 / 5)


def _medians_secs(which: str) -> tuple[float, float]:
    ours, bare = [], []
    with TemporaryDirectory(prefix="annoscope-bench-") as compiled:
        _secs(which, compiled), _secs("bare", compiled)  # the first ones compile, and read from the disk
        for _ in range(_ROUNDS):
            ours.append(_secs(which, compiled))
            bare.append(_secs("bare", compiled))
    return median(ours), median(bare)


def _secs(which: str, compiled: str) -> float:
    with TemporaryDirectory(prefix="annoscope-bench-") as folder:
        environment = {
            **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
            "PYTHONPYCACHEPREFIX": compiled,
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

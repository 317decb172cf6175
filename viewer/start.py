"""The window first, the program behind it: importing the rest takes longer than showing an empty window."""

from __future__ import annotations

import gc
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from viewer import __version__
from viewer.assets import resource
from viewer.ui.shell import Shell

if TYPE_CHECKING:
    from viewer.app import Application


def open_window(path: Path | None, row: str | None) -> int:
    """Show the window, make what stands in it, open the export; the exit status when it is closed."""
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)
    qt.setApplicationName("Annoscope")
    qt.setApplicationVersion(__version__)
    qt.setDesktopFileName("annoscope")
    qt.setWindowIcon(QIcon(str(resource("annoscope.svg"))))
    signal.signal(
        signal.SIGINT, signal.SIG_DFL
    )  # Ctrl+C in the terminal ends the program as it does any other
    start = Start(qt, path, row)
    status = qt.exec()
    start.close()
    return status


class Start:
    """An empty window on the screen, and the program once that was painted."""

    def __init__(self, qt: QApplication, path: Path | None, row: str | None) -> None:
        self._qt = qt
        self._path = path
        self._row = row
        self._shell = Shell(qt)
        self.window = self._shell.window
        self.application: Application | None = None
        self.window.painted.connect(self._furnish)
        self.window.show()

    def close(self) -> None:
        """Let threads and file go, if there are any yet."""
        if self.application is not None:
            self.application.close()

    def _furnish(self) -> None:
        if not self.window.isVisible():
            return  # it was closed before there was anything in it
        gc.disable()  # what is made now lasts as long as the program: there is nothing to collect
        try:
            from viewer.app import Application
            from viewer.media.key_store import system_key_store

            self.application = Application(self._qt, shell=self._shell, key_store=system_key_store())
            gc.freeze()
            self.application.garbage.take_over(self.window.windowHandle())
        except BaseException:
            gc.enable()
            raise
        if self._path is not None:
            self.application.session.open(self._path, row=self._row)

"""Builds the objects and introduces them to each other; the only file that knows everybody."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from viewer import __version__
from viewer.assets import resource
from viewer.canvas.colours import ClassColours
from viewer.canvas.view import CanvasView
from viewer.media.access import Access
from viewer.media.credentials import Credentials
from viewer.media.disk_cache import open_cache
from viewer.media.key_store import KeyStore, system_key_store
from viewer.media.network import Network
from viewer.media.store import MediaStore
from viewer.state.preferences import Preferences
from viewer.state.session import Session
from viewer.tasks import Tasks, ThreadTasks
from viewer.ui.theme import Themes
from viewer.ui.window import MainWindow


class Application:
    """The program with one window; work runs on threads unless `tasks` says otherwise."""

    def __init__(
        self,
        qt: QApplication,
        preferences: Preferences | None = None,
        tasks: Tasks | None = None,
        *,
        key_store: KeyStore | None = None,
    ) -> None:
        self.preferences = preferences or Preferences()
        self.themes = Themes(qt, self.preferences)
        work = tasks or ThreadTasks()
        self._threads = work if isinstance(work, ThreadTasks) else None
        self.network = Network(Access(self.preferences), Credentials(work, store=key_store))
        self.media = MediaStore(work, network=self.network, cache=open_cache())
        self.session = Session(work, self.media, self.preferences.habits())
        self._colours = ClassColours()
        self.session.opened.connect(self._export_opened)
        self.session.catalog_changed.connect(self._load_key)
        self.canvas = CanvasView(self.session, self.colours, keep_camera=lambda: self.preferences.keep_camera)
        self.window = MainWindow(self.session, self.preferences, self.canvas, self.colours)
        self.window.faults.install()

    def colours(self) -> ClassColours:
        """The colours of the open export's classes."""
        return self._colours

    def close(self) -> None:
        """Let the threads and the file go."""
        self.media.cancel()
        if self._threads is not None:
            self._threads.close()
        if self.session.export is not None:
            self.session.export.close()

    def _load_key(self) -> None:
        """Read the key store, which may ask for a password, only for exports that want the key."""
        catalog, credentials = self.session.catalog, self.network.credentials
        if catalog is not None and any(credentials.takes_key(f"https://{host}/") for host in catalog.hosts):
            credentials.load()

    def _export_opened(self) -> None:
        self._colours = ClassColours(self.session.classes)
        export = self.session.export
        if export is not None:
            self.preferences.add_recent(export.path)
            folder = self.preferences.media_folder(export.path)
            if folder is not None:
                self.media.set_folder(folder)
            prefixes = self.preferences.media_prefixes(export.path)
            if prefixes.all:
                self.media.set_prefixes(prefixes)


def open_window(path: Path | None, row: str | None) -> int:
    """Show the window, then open the export in it; the exit status when it is closed."""
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)
    qt.setApplicationName("Annoscope")
    qt.setApplicationVersion(__version__)
    qt.setDesktopFileName("annoscope")
    qt.setWindowIcon(QIcon(str(resource("annoscope.svg"))))
    signal.signal(
        signal.SIGINT, signal.SIG_DFL
    )  # Ctrl+C in the terminal ends the program as it does any other
    application = Application(qt, key_store=system_key_store())
    application.window.show()
    if path is not None:
        QTimer.singleShot(0, lambda: application.session.open(path, row=row))
    status = qt.exec()
    application.close()
    return status

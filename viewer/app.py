"""Builds the objects and introduces them to each other; the only file that knows everybody."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from viewer.canvas.colours import ClassColours
from viewer.canvas.view import CanvasView
from viewer.media.access import Access
from viewer.media.cache_files import tiles_folder
from viewer.media.credentials import Credentials
from viewer.media.disk_cache import open_cache
from viewer.media.key_store import KeyStore
from viewer.media.network import Network
from viewer.media.store import MediaStore
from viewer.state.garbage import Garbage
from viewer.state.preferences import Preferences
from viewer.state.quiet import Quiet
from viewer.state.remembered import remember, with_habits
from viewer.state.session import Session
from viewer.state.view_state import ViewState
from viewer.tasks import Tasks, ThreadTasks
from viewer.ui.shell import Shell


class Application:
    """The program with one window; work runs on threads unless `tasks` says otherwise.

    `shell` is a window that is on the screen already, with the themes that colour it.
    """

    def __init__(
        self,
        qt: QApplication,
        preferences: Preferences | None = None,
        tasks: Tasks | None = None,
        *,
        key_store: KeyStore | None = None,
        shell: Shell | None = None,
    ) -> None:
        shell = shell or Shell(qt, preferences)
        self.preferences, self.themes, self.window = shell.preferences, shell.themes, shell.window
        work = tasks or ThreadTasks()
        self._threads = work if isinstance(work, ThreadTasks) else None
        self.network = Network(Access(self.preferences), Credentials(work, store=key_store))
        self.media = MediaStore(work, network=self.network, cache=open_cache(), tiles=tiles_folder())
        self.session = Session(work, self.media, self.preferences.habits())
        self.quiet = Quiet(self.session, self.session)  # before all that has something to do for a row
        self._colours = ClassColours()
        self._coloured: tuple[object, ...] = ()
        self.session.opened.connect(self._export_opened)
        self.session.catalog_changed.connect(self._load_key)
        self.canvas = CanvasView(
            self.session,
            self.colours,
            keep_camera=lambda: self.preferences.keep_camera,
            fit_rule=lambda: self.preferences.fit_rule,
        )
        self.session.apply(with_habits(self.session.state, self.preferences))
        self.session.changed.connect(self._remember)
        self.window.furnish(self.session, self.canvas, self.colours)
        self.window.faults.install()
        self.garbage = Garbage(self.session, self.session)
        self.canvas.zoom_changed.connect(self.garbage.stir)

    def colours(self) -> ClassColours:
        """The colours of the open export's classes; the same object until they change."""
        coloured = tuple(self.session.classes), self.session.state.apart
        if coloured != self._coloured:
            self._coloured = coloured
            self._colours = ClassColours(*coloured)
        return self._colours

    def close(self) -> None:
        """Let the threads and the file go."""
        self.garbage.give_back()
        self.media.cancel()
        if self._threads is not None:
            self._threads.close()
        if self.session.export is not None:
            self.session.export.close()

    def _remember(self, old: ViewState, new: ViewState) -> None:
        remember(old, new, self.preferences)

    def _load_key(self) -> None:
        """Read the key store, which may ask for a password, only for exports that want the key."""
        catalog, credentials = self.session.catalog, self.network.credentials
        if catalog is not None and any(credentials.takes_key(f"https://{host}/") for host in catalog.hosts):
            credentials.load()

    def _export_opened(self) -> None:
        export = self.session.export
        if export is not None:
            self.preferences.add_recent(export.path)
            folder = self.preferences.media_folder(export.path)
            if folder is not None:
                self.media.set_folder(folder)
            prefixes = self.preferences.media_prefixes(export.path)
            if prefixes.all:
                self.media.set_prefixes(prefixes)

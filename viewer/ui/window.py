"""The main window: puts menus, toolbar, panels, canvas and status bar together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QLineEdit, QMainWindow

from viewer.actions import Context, Menu
from viewer.assets import samples
from viewer.canvas.colours import ClassColours
from viewer.canvas.view import CanvasView
from viewer.formats import ExportError
from viewer.media.hosts import Host
from viewer.media.problem import Remedy
from viewer.state.preferences import Preferences
from viewer.state.remembered import remember, with_habits
from viewer.state.session import Session
from viewer.state.view_state import ViewState
from viewer.ui.commands import Commands
from viewer.ui.docks import Docks, Panel
from viewer.ui.faults import Faults
from viewer.ui.keys import KeyRules
from viewer.ui.menus import file_menu, fill_menu_bar, tool_bar
from viewer.ui.notice import Notice, sentence
from viewer.ui.panels import PANELS
from viewer.ui.requests import Requests
from viewer.ui.stage import Stage
from viewer.ui.status_bar import StatusBar

_LOOK_MSECS = 1_000
"""How often the open file is looked at: somebody may have changed it."""


class MainWindow(QMainWindow):
    """The window of the program; what actions ask of it is in `requests`, what is shown in its parts."""

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        canvas: CanvasView,
        colours: Callable[[], ClassColours],
        *,
        panels: Sequence[Panel] = PANELS,
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self._session = session
        self._preferences = preferences
        self.canvas = canvas
        session.apply(with_habits(session.state, preferences))
        self.stage = Stage(session, canvas, colours, self)
        self.setCentralWidget(self.stage)
        self.status = StatusBar(session, self)
        self.setStatusBar(self.status)
        self.docks = Docks(self, panels, session, colours)
        self.requests = Requests(self, session, preferences)
        self.commands = Commands(Context(session, canvas, self.requests), self, canvas)
        self.bar = tool_bar(self.commands, self)
        self.addToolBar(self.bar)
        self._fill_menus()
        self.keys = KeyRules(self.commands, self)
        self.keys.install()
        self.faults = Faults(self)
        self._connect()
        self._accept_drops()
        self._show_title()
        self.docks.restore(preferences)
        canvas.setFocus()

    # ------------------------------------------------------------- putting together

    def _fill_menus(self) -> None:
        recent = file_menu(
            "Open &recent", "recent", self, lambda: self._preferences.recent, self._session.open
        )
        bundled = file_menu("Open &sample", "folder", self, samples, self._session.open)
        views = [*(dock.toggleViewAction() for dock in self.docks), self.bar.toggleViewAction()]
        fill_menu_bar(
            self, self.commands, after={"open": recent, "open-sample": bundled}, last={Menu.WINDOW: views}
        )

    def _connect(self) -> None:
        session, welcome = self._session, self.stage.welcome
        session.changed.connect(self._apply)
        session.opened.connect(self._show_title)
        session.opened.connect(self.canvas.setFocus)
        session.row_read.connect(self._show_title)
        session.open_failed.connect(self._explain_failure)
        network = session.media.network
        for signal in (network.access.changed, network.credentials.changed):
            signal.connect(self.commands.refresh_soon)
        session.media.cache_failed.connect(self._tell_of_cache)
        session.file_changed.connect(self._tell_of_change)
        looking = QTimer(self)
        looking.setInterval(_LOOK_MSECS)
        looking.timeout.connect(session.look_at_file)
        looking.start()
        self.canvas.hovered.connect(self.status.show_hover)
        self.canvas.zoom_changed.connect(self.status.show_zoom)
        self.canvas.dots_changed.connect(self.status.show_dots)
        self.docks.when_zoom_is_asked(self.canvas.zoom_to)
        self.docks.when_help_is_asked(self.requests.show_query_help)
        self.status.issues_clicked.connect(lambda: self.docks.show("issues"))
        self.faults.told.connect(self.stage.show_fault)
        self.stage.remedy_asked.connect(self.remedy)
        welcome.open_asked.connect(self.requests.choose_export)
        welcome.demo_asked.connect(self.requests.open_sample)
        welcome.chosen.connect(session.open)
        self._preferences.recent_changed.connect(self._show_recent)
        self._show_recent()

    def _accept_drops(self) -> None:
        """A file dropped on a text field is opened as anywhere else, not pasted as its address."""
        self.setAcceptDrops(True)
        for field in self.findChildren(QLineEdit):
            field.setAcceptDrops(False)

    # ------------------------------------------------------------- from the session

    def _apply(self, old: ViewState, new: ViewState) -> None:
        if old.row != new.row:
            self._show_title()
        remember(old, new, self._preferences)

    def _show_title(self) -> None:
        export, read = self._session.export, self._session.read
        parts = [export.path.name] if export is not None else []
        if read is not None:
            parts.append(read.row.name)
        self.setWindowTitle(" — ".join((*parts, "Annoscope")))

    def _show_recent(self) -> None:
        self.stage.welcome.show_recent(self._preferences.recent)

    def _explain_failure(self, error: ExportError) -> None:
        self.requests.explain("This file could not be opened", error.what, error.remedy, error.where)

    def _tell_of_cache(self, text: str) -> None:
        self.stage.show_fault(Notice("warning", "The cache on disk", sentence(text), details=text))

    def _tell_of_change(self) -> None:
        """Rows that were read stay in sight; where others stand now nobody knows before it is read again."""
        export = self._session.export
        if export is not None:
            text = (
                f"{export.path.name} is no longer what was opened. What was read stays until it is reloaded."
            )
            self.stage.show_fault(Notice("reload", "The file was changed", text, (Remedy.RELOAD,)))

    def remedy(self, remedy: Remedy, host: Host | None) -> None:
        """Do what a person chose to do about a picture that is not there."""
        row, media = self._session.row, self._session.media
        match remedy:
            case Remedy.LOCATE:
                self.requests.choose_media_folder()
            case Remedy.ENTER_KEY:
                self.requests.enter_key()
            case Remedy.GO_ONLINE:
                media.network.access.offline = False
            case Remedy.RELOAD:
                self.stage.show_fault(None)
                self._session.reload()
            case Remedy.ALLOW_HOST if host is not None:
                media.network.access.allow(host)
            case Remedy.RETRY if row is not None:
                media.retry(row)
            case Remedy.OPEN_ANYWAY if row is not None:
                media.allow_huge(row)
            case Remedy.ALLOW_HOST | Remedy.RETRY | Remedy.OPEN_ANYWAY:
                pass  # what it was about is gone

    # ------------------------------------------------------------- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An Escape that a text field had no use for."""
        if event.key() == Qt.Key.Key_Escape:
            self.commands.run("escape")
            self.canvas.setFocus()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files of this computer can be dropped anywhere."""
        if _dropped(event):
            event.acceptProposedAction()
            self.stage.welcome.show_target(is_target=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It goes elsewhere."""
        self.stage.welcome.show_target(is_target=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open an export; a folder is where the images of the open export are."""
        self.stage.welcome.show_target(is_target=False)
        if path := _dropped(event):
            event.acceptProposedAction()
            self.requests.drop(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the layout, not that it filled the screen."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)
        self.docks.save(self._preferences)
        self.requests.fetching.stop()
        self.keys.uninstall()
        self.faults.uninstall()
        super().closeEvent(event)


def _dropped(event: QDropEvent) -> Path | None:
    """The first file or folder that is held over the window."""
    files = (url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile())
    return next((Path(file) for file in files if file), None)

"""The main window: shown empty at once, then furnished with menus, toolbar, panels, canvas and status bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QLineEdit, QMainWindow

from viewer.state.preferences import Preferences
from viewer.ui.placing import place

if TYPE_CHECKING:  # what stands in the window takes longer to import than a person likes to look at nothing
    from viewer.canvas.colours import ClassColours
    from viewer.canvas.view import CanvasView
    from viewer.state.session import Session
    from viewer.ui.docks import Panel

_LOOK_MSECS = 1_000
"""How often the open file is looked at: somebody may have changed it."""


class MainWindow(QMainWindow):
    """The window of the program; what actions ask of it is in `requests`, what is shown in its parts."""

    painted = Signal()
    """The window is on the screen for the first time; told once, after the paint."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Annoscope")
        self._preferences = preferences
        self._is_painted = False
        self._is_furnished = False
        self._was_placed = place(self, preferences)

    def furnish(
        self,
        session: Session,
        canvas: CanvasView,
        colours: Callable[[], ClassColours],
        panels: Sequence[Panel] | None = None,
    ) -> None:
        """Put everything in its place; `panels` are those of the program unless others are given."""
        from viewer.actions import Context
        from viewer.ui.commands import Commands
        from viewer.ui.docks import Docks
        from viewer.ui.faults import Faults
        from viewer.ui.keys import KeyRules
        from viewer.ui.menus import tool_bar
        from viewer.ui.panels import PANELS
        from viewer.ui.requests import Requests
        from viewer.ui.stage import Stage
        from viewer.ui.status_bar import StatusBar
        from viewer.ui.telling import Telling

        self._session = session
        self.canvas = canvas
        self.stage = Stage(session, canvas, colours, self)
        self.setCentralWidget(self.stage)
        self.status = StatusBar(session, self)
        self.setStatusBar(self.status)
        self.docks = Docks(self, PANELS if panels is None else panels, session, colours)
        self.requests = Requests(self, session, self._preferences)
        self.commands = Commands(Context(session, canvas, self.requests), self, canvas)
        self.bar = tool_bar(self.commands, self)
        self.addToolBar(self.bar)
        self._fill_menus()
        self.keys = KeyRules(self.commands, self)
        self.keys.install()
        self.faults = Faults(self)
        self.telling = Telling(self, session)
        self._connect()
        self._accept_drops()
        self.docks.restore(self._preferences, was_placed=self._was_placed)
        canvas.setFocus()
        self._is_furnished = True

    # ------------------------------------------------------------- putting together

    def _fill_menus(self) -> None:
        from viewer.actions import Menu
        from viewer.assets import samples
        from viewer.ui.menus import file_menu, fill_menu_bar

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
        session.opened.connect(self.canvas.setFocus)
        for signal in (session.media.network.access.changed, session.media.network.credentials.changed):
            signal.connect(self.commands.refresh_soon)
        looking = QTimer(self)
        looking.setInterval(_LOOK_MSECS)
        looking.timeout.connect(session.look_at_file)
        looking.start()
        self.canvas.hovered.connect(self.status.show_hover)
        self.canvas.zoom_changed.connect(self.status.show_zoom)
        self.canvas.dots_changed.connect(self.status.show_dots)
        self.canvas.menu_asked.connect(self.requests.list_here)
        self.docks.when_zoom_is_asked(self.canvas.zoom_to)
        self.docks.when_help_is_asked(self.requests.show_query_help)
        self.status.issues_clicked.connect(lambda: self.docks.show("issues"))
        self.faults.told.connect(self.stage.show_fault)
        self.stage.remedy_asked.connect(self.telling.remedy)
        welcome.open_asked.connect(self.requests.choose_export)
        welcome.demo_asked.connect(self.requests.open_sample)
        welcome.chosen.connect(session.open)
        self._preferences.recent_changed.connect(self._show_recent)
        self._show_recent()

    def _show_recent(self) -> None:
        self.stage.welcome.show_recent(self._preferences.recent)

    def _accept_drops(self) -> None:
        """A file dropped on a text field is opened as anywhere else, not pasted as its address."""
        self.setAcceptDrops(True)
        for field in self.findChildren(QLineEdit):
            field.setAcceptDrops(False)

    # ------------------------------------------------------------- Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first one: what is to stand in the window can be made now."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An Escape that a text field had no use for."""
        if self._is_furnished and event.key() == Qt.Key.Key_Escape:
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
        if not self._is_furnished:
            super().closeEvent(event)
            return
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

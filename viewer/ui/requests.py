"""What actions ask of the window: dialogs and places in it. Dialogs do not stop the window."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from viewer.assets import sample
from viewer.canvas.overlay import Visible
from viewer.media.fetching import Fetching, Stage
from viewer.media.prefixes import Prefixes
from viewer.model.annotation import format_path
from viewer.state import steps
from viewer.state.preferences import Preferences
from viewer.state.resolve import label_at, object_at
from viewer.state.session import Session
from viewer.tasks import Ticket
from viewer.ui.dialogs.about import AboutDialog
from viewer.ui.dialogs.api_key import ApiKeyDialog
from viewer.ui.dialogs.error import ErrorDialog
from viewer.ui.dialogs.fetch_all import FetchAllDialog
from viewer.ui.dialogs.files import ask_export, ask_folder, ask_picture
from viewer.ui.dialogs.go_to_row import GoToRowDialog
from viewer.ui.dialogs.keys import KeySheet
from viewer.ui.dialogs.media_folder import MediaFolderDialog
from viewer.ui.dialogs.palette import CommandPalette
from viewer.ui.dialogs.preferences import PreferencesDialog
from viewer.ui.dialogs.query_help import QueryHelp
from viewer.ui.dialogs.sample import SampleDialog
from viewer.ui.dialogs.why import WhyDialog
from viewer.ui.widgets.here_menu import here_menu

if TYPE_CHECKING:
    from viewer.ui.window import MainWindow

DEMO = "street.ndjson"
_UNFIT_FOR_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_LONGEST_NAME = 100


class Requests:
    """The `WindowPort` of the main window."""

    def __init__(self, window: MainWindow, session: Session, preferences: Preferences) -> None:
        self._window = window
        self._session = session
        self._preferences = preferences
        self.fetching = Fetching(session.media, session.tasks, window)
        self.fetching.changed.connect(self._tell_of_fetching)
        session.opened.connect(self.fetching.forget)

    # ------------------------------------------------------------- files

    def choose_export(self) -> None:
        """Ask for a file and open it."""
        if path := ask_export(self._window, self._likely_folder()):
            self._session.open(path)

    def open_sample(self) -> None:
        """Open the export that comes with the program."""
        self._session.open(sample(DEMO))

    def choose_media_folder(self) -> None:
        """Ask for the folders that hold the images."""
        self._locate(self._session.media.folder)

    def _locate(self, folder: Path | None) -> None:
        """Show what a folder holds, to be used or not."""

        def choose() -> Path | None:
            return ask_folder(self._window, dialog.folder or self._likely_folder())

        dialog = MediaFolderDialog(self._session, folder, choose, self._window)
        dialog.used.connect(self.use_media)
        self._show(dialog)

    def use_media(self, folder: Path | None, prefixes: Prefixes) -> None:
        """Look for the images of the open export in these folders, now and whenever it is opened."""
        export, media = self._session.export, self._session.media
        if export is None:
            return
        self._preferences.set_media_folder(export.path, folder)
        self._preferences.set_media_prefixes(export.path, prefixes)
        if prefixes != media.prefixes:
            media.set_prefixes(prefixes)
        media.set_folder(folder)

    def fetch_all(self) -> None:
        """Bring all images and masks here, to look at them offline."""

        def choose() -> Path | None:
            return ask_folder(self._window, self.fetching.wish.folder or self._likely_folder())

        dialog = FetchAllDialog(self._session, self.fetching, choose, self._window)
        dialog.used.connect(lambda folder: self.use_media(folder, self._session.media.prefixes))
        dialog.remedy_asked.connect(self._window.telling.remedy)
        self._show(dialog)

    def _tell_of_fetching(self) -> None:
        """The status bar says how far it is, the dialog being open or not."""
        fetching, work = self.fetching, self._session.long_work
        if fetching.stage is Stage.FETCHING and fetching.progress is not None:
            progress = fetching.progress
            work.note("fetch all", ("Fetching for offline", progress.done, progress.total), fetching.stop)
        else:
            work.end("fetch all")

    def enter_key(self) -> None:
        """Ask for the API key."""
        self._show(ApiKeyDialog(self._session.media.network.credentials, self._window))

    def forget_key(self) -> None:
        """Forget the API key, and say what became of it."""
        dialog = ApiKeyDialog(self._session.media.network.credentials, self._window)
        self._show(dialog)
        dialog.forget()

    def drop(self, path: Path) -> None:
        """Open an export; a folder is where the images of the open export are."""
        if not path.is_dir():
            self._session.open(path)
        elif self._session.export is not None:
            self._locate(path)
        else:
            what = "A folder is where the images of an export are, and no export is open"
            self.explain("Nothing to open", what, "Drop the export first, then the folder", str(path))

    def export_picture(self) -> None:
        """Ask for a file and write the view into it."""
        row = self._session.row
        name = _UNFIT_FOR_NAMES.sub("_", Path(row.name).stem if row is not None else "view")[:_LONGEST_NAME]
        path = ask_picture(self._window, (self._likely_folder() or Path()) / f"{name}.png")
        if path is not None and not self._window.canvas.picture().save(str(path)):
            remedy = "Choose a folder you may write to, and a name that ends in .png or .jpg"
            self.explain("The picture was not written", "The file could not be written", remedy, str(path))

    def copy_id(self) -> None:
        """Put the id or path of what is selected on the clipboard."""
        QGuiApplication.clipboard().setText("\n".join(self._ids()))

    # ------------------------------------------------------------- places

    def find(self) -> None:
        """Put the cursor into the search field."""
        self._window.docks.show("rows")
        self._window.docks.focus_search()

    def show_requests(self) -> None:
        """Show what was asked over the network."""
        self._window.docks.show("requests")

    def focus_picture(self) -> None:
        """Give the keys to the canvas."""
        self._window.canvas.setFocus()

    def go_to_row(self) -> None:
        """Ask for a row number or id."""
        dialog = GoToRowDialog(self._session.row_count, self._window)
        dialog.asked.connect(lambda key: self._look_up(key, dialog.accept, dialog.say_unknown))
        self._show(dialog)

    def sample_rows(self) -> None:
        """Ask for a sample of the rows found; a sample that is in force is drawn anew from all of them."""
        session = self._session
        found, request = session.state.found, session.state.request
        is_sample = request.sample is not None or found is None
        rows = session.row_count if is_sample or found is None else len(found)
        dialog = SampleDialog(rows, request.sample, self._window)
        dialog.asked.connect(lambda sample: session.ask(replace(session.state.request, sample=sample)))
        self._show(dialog)

    def show_panel(self, name: str) -> None:
        """Show a panel, in front of others in its place."""
        self._window.docks.show(name)

    def show_query_help(self) -> None:
        """Show how rows are asked for."""
        dialog = QueryHelp(self._window)
        dialog.tried.connect(self._session.search)
        self._show(dialog)

    def reset_layout(self) -> None:
        """Put every panel back where it was in the beginning."""
        self._window.bar.show()
        self._window.docks.reset()

    def toggle_full_screen(self) -> None:
        """Full screen, or back to what it was before, maximized too."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def close(self) -> bool:
        """Close the window."""
        return self._window.close()

    # ------------------------------------------------------------- dialogs

    def show_keys(self) -> None:
        """Show the sheet of all keys."""
        self._show(KeySheet(self._window.commands.actions, self._window))

    def show_palette(self) -> None:
        """Show the command palette, near the top of the canvas."""
        commands = self._window.commands
        palette = CommandPalette(commands.actions, commands.is_enabled, self._window)
        palette.chosen.connect(commands.run)
        self._show(palette)
        stage = self._window.stage
        palette.move(stage.mapToGlobal(palette.offset_in(stage.width())))

    def show_preferences(self) -> None:
        """Show the preferences."""
        self._show(PreferencesDialog(self._preferences, self._session, self._window))

    def explain_visibility(self) -> None:
        """Say why what is selected is not to be seen."""
        self._show(WhyDialog(self._session, self._window.canvas, self._window))

    def list_here(self, things: list[Visible], at: QPoint) -> None:
        """List what lies at a point of the canvas."""
        canvas = self._window.canvas
        here_menu(self._session, things, lambda it: canvas.zoom_to((it.thing.path,)), canvas).popup(at)

    def show_about(self) -> None:
        """Say what this is."""
        self._show(AboutDialog(self._window))

    def explain(self, title: str, what: str, remedy: str, where: str) -> None:
        """Tell of something that could not be done as a whole."""
        self._show(ErrorDialog(title, what, remedy, where, self._window))

    # ------------------------------------------------------------- helpers

    def _look_up(self, key: str, found_it: Callable[[], None], unknown: Callable[[str], None]) -> None:
        """Go to a row, found off the main thread: an id may stand at the end of a large file."""
        session, export = self._session, self._session.export
        if export is None:
            return

        def done(index: int | None) -> None:
            if index is None:
                unknown(key)
            elif session.export is export:
                found_it()
                session.apply(steps.go_to_row(session.state, index))

        def failed(error: Exception) -> None:
            unknown(key)
            raise error

        def work(ticket: Ticket) -> int | None:
            return export.find(key, ticket.check)

        session.tasks.start(work, done=done, failed=failed, key="go to row")

    def _ids(self) -> list[str]:
        """Ids of what is selected, paths where there are none; without a selection the row's key."""
        row = self._session.row
        if row is None:
            return []
        ids = []
        for path in self._session.state.selection:
            thing, label = object_at(row, path), label_at(row, path)
            own = thing.feature_id if thing is not None else label.id if label is not None else None
            ids.append(own or format_path(path))
        return ids or [row.name]

    def _likely_folder(self) -> Path | None:
        export = self._session.export
        known = (export.path,) if export is not None else self._preferences.recent[:1]
        return next((path.parent for path in known), None)

    def _show(self, dialog: QDialog) -> None:
        """Show a dialog in the place of any of its kind."""
        for old in self._window.findChildren(type(dialog)):
            if old is not dialog:
                old.close()
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

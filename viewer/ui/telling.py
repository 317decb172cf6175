"""What the window says of the session: its title, files that failed or changed, what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from viewer.formats import ExportError
from viewer.media.hosts import Host
from viewer.media.problem import Remedy
from viewer.state.session import Session
from viewer.state.view_state import ViewState
from viewer.ui.notice import Notice, sentence

if TYPE_CHECKING:
    from viewer.ui.window import MainWindow


class Telling(QObject):
    """Stands between the session and the parts of the window that show words."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        session.changed.connect(self._apply)
        session.opened.connect(self._show_title)
        session.row_read.connect(self._show_title)
        session.open_failed.connect(self._explain_failure)
        session.media.cache_failed.connect(self._tell_of_cache)
        session.file_changed.connect(self._tell_of_change)
        session.file_grown.connect(lambda: window.stage.show_fault(None))
        session.opened.connect(lambda: window.stage.show_fault(None))
        self._show_title()

    def _apply(self, old: ViewState, new: ViewState) -> None:
        if old.row != new.row:
            self._show_title()

    def _show_title(self) -> None:
        export, read = self._session.export, self._session.read
        parts = [export.path.name] if export is not None else []
        if read is not None:
            parts.append(read.row.name)
        self._window.setWindowTitle(" — ".join((*parts, "Annoscope")))

    def _explain_failure(self, error: ExportError) -> None:
        self._window.requests.explain("This file could not be opened", error.what, error.remedy, error.where)

    def _tell_of_cache(self, text: str) -> None:
        self._window.stage.show_fault(Notice("warning", "The cache on disk", sentence(text), details=text))

    def _tell_of_change(self) -> None:
        """Rows that were read stay in sight; where others stand now nobody knows before it is read again."""
        export = self._session.export
        if export is not None:
            text = (
                f"{export.path.name} is no longer what was opened. What was read stays until it is reloaded."
            )
            notice = Notice("reload", "The file was changed", text, (Remedy.RELOAD,))
            self._window.stage.show_fault(notice)

    def remedy(self, remedy: Remedy, host: Host | None) -> None:
        """Do what a person chose to do about a picture that is not there."""
        row, media, requests = self._session.row, self._session.media, self._window.requests
        match remedy:
            case Remedy.LOCATE:
                requests.choose_media_folder()
            case Remedy.ENTER_KEY:
                requests.enter_key()
            case Remedy.GO_ONLINE:
                media.network.access.offline = False
            case Remedy.RELOAD:
                self._session.reload()
            case Remedy.ALLOW_HOST if host is not None:
                media.network.access.allow(host)
            case Remedy.RETRY if row is not None:
                media.retry(row)
            case Remedy.OPEN_ANYWAY if row is not None:
                media.allow_huge(row)
            case Remedy.ALLOW_HOST | Remedy.RETRY | Remedy.OPEN_ANYWAY:
                pass  # what it was about is gone

"""While a row comes into sight workers of Python alone wait: the window needs the interpreter for itself."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from viewer.breathing import hush, unhush
from viewer.state.session import Session
from viewer.state.view_state import ViewState

SIGHT_MSECS = 10
"""From the change to the end of the turn in which all is painted: a turn that takes longer ends it."""


class Quiet(QObject):
    """To be made before whatever follows the session, so that it hears of a row first."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._end = QTimer(self, singleShot=True, interval=SIGHT_MSECS)
        self._end.timeout.connect(unhush)
        session.row_read.connect(self._begin)
        session.changed.connect(self._look)

    def _look(self, old: ViewState, new: ViewState) -> None:
        if (old.row, old.labels) != (new.row, new.labels):
            self._begin()

    def _begin(self) -> None:
        hush()
        self._end.start()

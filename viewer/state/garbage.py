"""Cyclic garbage is collected while nobody moves anything.

By itself Python looks for it whenever enough was made: every object of a crowded row is looked at then, which
takes longer than a frame, on whichever thread it happens to be.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QCursor, QGuiApplication, QWindow

from viewer.state.session import Session

LOOK_MSECS = 500
REST_LOOKS = 4
"""So many looks in a row nothing has moved."""
ENOUGH = 5_000
"""Objects made since the last time, less those that went by themselves, that are worth it."""
TOO_MANY = 5_000_000
"""With so many more it is done whatever moves: they take memory."""
_Type = QEvent.Type
_BY_HAND = frozenset(
    {
        *(_Type.Wheel, _Type.MouseMove, _Type.MouseButtonPress, _Type.MouseButtonRelease),
        *(_Type.KeyPress, _Type.KeyRelease, _Type.TouchUpdate, _Type.TabletMove, _Type.NativeGesture),
    }
)


class Garbage(QObject):
    """Collects it in the program with a window, once that has taken over; everywhere else Python does."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._before: tuple[object, ...] = ()
        self._looks = 0
        self._timer = QTimer(self, interval=LOOK_MSECS)
        self._timer.timeout.connect(self._look)

    def take_over(self, window: QWindow | None = None) -> None:
        """From now on; what a hand does in the window is a stir."""
        gc.disable()
        if window is not None:
            window.installEventFilter(self)
        self._timer.start()

    def give_back(self) -> None:
        """To Python."""
        self._timer.stop()
        gc.enable()

    def stir(self) -> None:
        """Something moves that is not in the state of the session."""
        self._looks = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - named by Qt
        """See input as it reaches the window, once each, not what becomes of it in there."""
        if event.type() in _BY_HAND:
            self._looks = 0
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        now = self._session.state, QCursor.pos().toTuple(), QGuiApplication.mouseButtons()
        self._looks = self._looks + 1 if now == self._before else 0
        self._before = now
        made = gc.get_count()[0]
        if made > TOO_MANY or (made > ENOUGH and self._looks >= REST_LOOKS):
            gc.collect()

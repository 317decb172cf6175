"""What time it is and being woken later, as one thing that tests can put another in place of."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Qt, QTimer


class Clock(QObject):
    """The clock of the system; call from the main thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._ring)
        self._act: Callable[[], None] | None = None

    def secs(self) -> float:
        """Seconds that only ever grow, for measuring and waiting."""
        return time.monotonic()

    def now(self) -> datetime:
        """The date, which a person may set back or forth at any time."""
        return datetime.now(UTC)

    def wake(self, after_secs: float, act: Callable[[], None]) -> None:
        """Call `act` then, and no longer what was to be called before."""
        self._act = act
        self._timer.start(max(0, round(after_secs * 1000)))

    def _ring(self) -> None:
        act, self._act = self._act, None
        if act is not None:
            act()

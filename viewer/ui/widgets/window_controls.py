"""Which values of a grey or deep picture are seen from black to white."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QWidget

from viewer.canvas.source import PICTURED
from viewer.canvas.windows import window_of
from viewer.media.decode import Picture
from viewer.media.loads import Ready
from viewer.media.windowing import Levels, number, told
from viewer.state.session import Session
from viewer.state.view_state import ViewState, Window
from viewer.ui.icons import icon
from viewer.ui.widgets.range_slider import RangeSlider

_FRACTIONS = 1000


class WindowControls(QWidget):
    """A slider over the values there are in the picture; nothing is seen of it where there are no levels."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._picture: Picture | None = None
        self.slider = RangeSlider()
        self.slider.setAccessibleName("Values seen from black to white")
        self.values = QLabel()
        self.values.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.reset = QToolButton(autoRaise=True)
        self.reset.setIcon(icon("reset"))
        self.reset.setToolTip("As the picture proposes (W)")
        self.reset.setAccessibleName("Reset window and level")
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 4, 8, 0)
        grid.setVerticalSpacing(0)
        grid.addWidget(QLabel("Window"), 0, 0)
        grid.addWidget(self.slider, 0, 1)
        grid.addWidget(self.reset, 0, 2)
        grid.addWidget(self.values, 1, 1, 1, 2)
        grid.setColumnStretch(1, 1)
        self.slider.moved.connect(self._move)
        self.reset.clicked.connect(lambda: session.update(window=None))
        session.changed.connect(self._apply)
        for signal in (session.row_read, session.opened, session.media.arrived):
            signal.connect(self._show)
        self._show()

    def _apply(self, old: ViewState, new: ViewState) -> None:
        if (old.row, old.window) != (new.row, new.window):
            self._show()

    def _show(self) -> None:
        """Take picture and state over; while a picture loads that of before stays, as on the canvas."""
        row = self._session.row
        if row is not None:
            media = self._session.media.image(row) if row.media.media_type in PICTURED else None
            self._picture = media.value if isinstance(media, Ready) else None
        levels = self._picture.levels if self._picture is not None else None
        self.setVisible(levels is not None)
        if self._picture is not None and levels is not None:
            window = window_of(self._picture, self._session.state)
            low, high = (window.low, window.high) if window is not None else (levels.low, levels.high)
            self.slider.show_range(_limits(levels, low, high), low, high, _least(levels))
            self.values.setToolTip(f"Proposed: {told(levels)}")
            self.values.setText(f"{number(low)} to {number(high)} of {_told(levels)}")
            self.reset.setEnabled(window is not None)

    def _move(self, low: float, high: float) -> None:
        levels = self._picture.levels if self._picture is not None else None
        if levels is None:
            return
        if _is_whole(levels):
            low, high = float(round(low)), float(round(high))
        proposed = (low, high) == (levels.low, levels.high)
        self._session.update(window=None if proposed else Window(low, high, levels.range))


def _is_whole(levels: Levels) -> bool:
    return bool(np.issubdtype(levels.samples.dtype, np.integer))


def _limits(levels: Levels, low: float, high: float) -> tuple[float, float]:
    """The values there are, not those there can be: of 65,536 a picture often has a few hundred."""
    least, most = min(levels.found[0], levels.low, low), max(levels.found[1], levels.high, high)
    return (least, most) if least < most else levels.range


def _least(levels: Levels) -> float:
    return 1.0 if _is_whole(levels) else (levels.found[1] - levels.found[0]) / _FRACTIONS


def _told(levels: Levels) -> str:
    return f"{number(levels.found[0])} to {number(levels.found[1])}"

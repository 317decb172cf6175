"""The line above a grid: how many there are, and how large they are shown."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from viewer.ui.lightbox.grid import SIDES
from viewer.ui.widgets.wrapped_label import quiet_label

_SLIDER_WIDTH = 140
_STEP = 20


class GridHead(QWidget):
    """A count at the left, a slider of sizes at the right; `side_asked` carries the width of a cell."""

    side_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QLabel()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(*SIDES)
        self.slider.setSingleStep(_STEP)
        self.slider.setPageStep(2 * _STEP)
        self.slider.setFixedWidth(_SLIDER_WIDTH)
        self.slider.setAccessibleName("Size of the thumbnails")
        self.slider.setToolTip("Size of the thumbnails (Ctrl+wheel)")
        self.slider.valueChanged.connect(self.side_asked)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(10, 4, 10, 4)
        self.row.addWidget(self.text)
        self.row.addStretch()
        self.row.addWidget(quiet_label("Size"))
        self.row.addWidget(self.slider)

    def set_text(self, text: str) -> None:
        """Say how many there are."""
        self.text.setText(text)

    def set_side(self, side: int) -> None:
        """Show the width of a cell."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(side)

"""The picture panel: how the image is seen, whatever the file says."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from viewer.canvas.colours import ClassColours
from viewer.media.adjusting import GAMMA_RANGE, Channel
from viewer.state import steps
from viewer.state.session import Session
from viewer.state.view_state import ViewState
from viewer.ui.icons import icon

_STEPS = 100
_CHANNELS = {
    Channel.ALL: "All colours",
    Channel.RED: "Red",
    Channel.GREEN: "Green",
    Channel.BLUE: "Blue",
    Channel.LUMINANCE: "Luminance",
    Channel.ALPHA: "Alpha",
}


class PicturePanel(QWidget):
    """Brightness, contrast, gamma, channel and invert, with a way back to the image as it is."""

    TITLE = "Image"
    OBJECT_NAME = "picture"
    AREA = Qt.DockWidgetArea.RightDockWidgetArea

    def __init__(
        self, session: Session, _colours: Callable[[], ClassColours], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.brightness = _Amount("Brightness", self._set("brightness"))
        self.contrast = _Amount("Contrast", self._set("contrast"))
        self.gamma = _Amount("Gamma", self._set("gamma"), span=GAMMA_RANGE, is_factor=True)
        self.channel = QComboBox()
        self.channel.setAccessibleName("Channel")
        for channel, text in _CHANNELS.items():
            self.channel.addItem(text, channel.value)
        self.inverted = QCheckBox("Inverted")
        self.keep = QCheckBox("Keep from row to row")
        self.reset = QPushButton(icon("reset"), "The image as it is")
        self.reset.setToolTip("Values under the cursor are always those of the file")
        self._lay_out()
        self.channel.activated.connect(lambda _: self._change(channel=Channel(self.channel.currentData())))
        self.inverted.toggled.connect(lambda on: self._change(inverted=on))
        self.keep.toggled.connect(lambda on: session.update(keep_adjustments=on))
        self.reset.clicked.connect(lambda: session.apply(steps.unadjusted(session.state)))
        session.changed.connect(self._apply)
        self._show()

    def sizeHint(self) -> QSize:
        """As wide as the panels above it."""
        return QSize(280, 260)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, amount in enumerate((self.brightness, self.contrast, self.gamma)):
            grid.addWidget(amount.title, row, 0)
            grid.addWidget(amount.slider, row, 1)
            grid.addWidget(amount.field, row, 2)
        title = QLabel("C&hannel")
        title.setBuddy(self.channel)
        grid.addWidget(title, 3, 0)
        grid.addWidget(self.channel, 3, 1, 1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addLayout(grid)
        layout.addWidget(self.inverted)
        layout.addWidget(self.reset)
        layout.addWidget(self.keep)
        layout.addStretch(1)

    def _set(self, field: str) -> Callable[[float], None]:
        return lambda value: self._change(**{field: value})

    def _change(self, **changes: object) -> None:
        self._session.apply(steps.adjust(self._session.state, **changes))

    def _apply(self, old: ViewState, new: ViewState) -> None:
        fields = (old.adjustments, old.window, old.keep_adjustments)
        if fields != (new.adjustments, new.window, new.keep_adjustments):
            self._show()

    def _show(self) -> None:
        state = self._session.state
        adjustments = state.adjustments
        self.brightness.show_value(adjustments.brightness)
        self.contrast.show_value(adjustments.contrast)
        self.gamma.show_value(adjustments.gamma)
        self.channel.setCurrentIndex(self.channel.findData(adjustments.channel.value))
        for box, checked in ((self.inverted, adjustments.inverted), (self.keep, state.keep_adjustments)):
            box.blockSignals(True)
            box.setChecked(checked)
            box.blockSignals(False)
        self.reset.setEnabled(not adjustments.is_plain or state.window is not None)


class _Amount:
    """A slider and a field for the same number; of a factor the slider goes by its logarithm."""

    def __init__(
        self,
        name: str,
        changed: Callable[[float], None],
        *,
        span: tuple[float, float] = (-1.0, 1.0),
        is_factor: bool = False,
    ) -> None:
        self._is_factor = is_factor
        self.title = QLabel(name)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(*(round(self._place(limit)) for limit in span))
        self.slider.setPageStep(_STEPS // 10)
        self.slider.setAccessibleName(name)
        self.field = QDoubleSpinBox()
        self.field.setRange(*span)
        self.field.setSingleStep(0.05)
        self.field.setDecimals(2)
        self.field.setKeyboardTracking(False)
        self.field.setAccessibleName(name)
        self.title.setBuddy(self.field)
        self.slider.valueChanged.connect(lambda place: changed(self._value(place)))
        self.field.valueChanged.connect(changed)

    def show_value(self, value: float) -> None:
        """Without telling of a change."""
        for widget, shown in ((self.slider, round(self._place(value))), (self.field, value)):
            widget.blockSignals(True)
            widget.setValue(shown)  # type: ignore[arg-type]  # each its own type of number
            widget.blockSignals(False)

    def _place(self, value: float) -> float:
        return _STEPS * (math.log10(value) if self._is_factor else value)

    def _value(self, place: int) -> float:
        return float(10 ** (place / _STEPS) if self._is_factor else place / _STEPS)

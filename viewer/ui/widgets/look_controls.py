"""How annotations look: opacity of fills, whose names are drawn, what a colour stands for."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QSlider, QWidget

from viewer.state.session import Session
from viewer.state.view_state import ColourBy, NameMode

_NAMES = {
    NameMode.OFF: "Off",
    NameMode.HOVER: "Under the cursor",
    NameMode.SELECTED: "Of the selection",
    NameMode.ALL: "All",
}
_COLOURS = {ColourBy.CLASS: "Class", ColourBy.INSTANCE: "Instance"}


class LookControls(QWidget):
    """A slider and two choices, which show the state and change it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(0, 100)
        self.opacity.setPageStep(10)
        self.opacity.setAccessibleName("Opacity of fills in percent")
        self._percent = QLabel()
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._percent.setMinimumWidth(self.fontMetrics().horizontalAdvance("100 %"))
        self.names = _choice(_NAMES, "Names")
        self.colour_by = _choice(_COLOURS, "Colour by")
        self._lay_out()
        self.show_state()
        self.opacity.valueChanged.connect(lambda value: session.update(opacity=value / 100))
        self.names.activated.connect(lambda _: session.update(names=NameMode(self.names.currentData())))
        self.colour_by.activated.connect(
            lambda _: session.update(colour_by=ColourBy(self.colour_by.currentData()))
        )

    def show_state(self) -> None:
        """Take the values of the state over."""
        state = self._session.state
        percent = round(state.opacity * 100)
        self.opacity.blockSignals(True)
        self.opacity.setValue(percent)
        self.opacity.blockSignals(False)
        self._percent.setText(f"{percent} %")
        self.names.setCurrentIndex(self.names.findData(state.names.value))
        self.colour_by.setCurrentIndex(self.colour_by.findData(state.colour_by.value))

    def _lay_out(self) -> None:
        slider = QHBoxLayout()
        slider.addWidget(self.opacity, 1)
        slider.addWidget(self._percent)
        form = QFormLayout(self)
        form.setContentsMargins(8, 4, 8, 8)
        form.setVerticalSpacing(4)
        form.addRow("Opacity", slider)
        form.addRow("Names", self.names)
        form.addRow("Colour by", self.colour_by)


def _choice(texts: dict[NameMode, str] | dict[ColourBy, str], name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    value: StrEnum
    for value, text in texts.items():
        box.addItem(text, value.value)
    return box

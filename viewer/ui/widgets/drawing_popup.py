"""How annotations are drawn, in a small window over the panel: the picture follows every change at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from viewer.state.drawing import PLAIN_DRAWING, WIDTHS, Drawing, TabPart
from viewer.state.session import Session
from viewer.state.view_state import ViewState
from viewer.ui.icons import icon

_STEPS_A_PIXEL = 2
_GAP = 2
_TABS = {
    TabPart.CLASS: "Class",
    TabPart.ANSWERS: "Answers",
    TabPart.CONFIDENCE: "Confidence",
    TabPart.SIZE: "Size",
    TabPart.ID: "Id",
}


class DrawingPopup(QFrame):
    """Fills, outlines, halos, line width, opacity of what is selected, and what names say.

    It is gone with the first click beside it, or Escape.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._session = session
        self.fill = self._box("Fills", lambda drawing, on: drawing.with_fill(on))
        self.outline = self._box("Outlines", lambda drawing, on: drawing.with_outline(on))
        self.halo = self._box("Halos", lambda drawing, on: replace(drawing, halo=on))
        self.halo.setToolTip(
            "Dark edges, or light ones of dark colours, that tell an outline from any background"
        )
        self.width_slider = self._slider("Line width in half pixels", _steps(WIDTHS[0]), _steps(WIDTHS[1]))
        self.selected = self._slider("Opacity of what is selected in percent", 0, 100)
        self.tabs = {part: self._box(text, _tab_change(part)) for part, text in _TABS.items()}
        self._width_text, self._selected_text = QLabel(), QLabel()
        self.reset = QPushButton(icon("reset"), "As in the beginning")
        self._lay_out()
        self._show()
        self.width_slider.valueChanged.connect(
            lambda value: self._change(lambda d: replace(d, line_width=value / _STEPS_A_PIXEL))
        )
        self.selected.valueChanged.connect(
            lambda value: self._change(lambda d: replace(d, selected_opacity=value / 100))
        )
        self.reset.clicked.connect(lambda: session.update(drawing=PLAIN_DRAWING))
        session.changed.connect(self._apply)

    def show_at(self, widget: QWidget) -> None:
        """Show it above or below a widget, wherever the screen has room, and give it the keys."""
        self.adjustSize()
        room = widget.screen().availableGeometry()
        place = widget.mapToGlobal(QPoint(0, widget.height() + _GAP))
        if place.y() + self.height() > room.bottom():
            place.setY(widget.mapToGlobal(QPoint(0, -self.height() - _GAP)).y())
        place.setX(min(place.x(), room.right() - self.width()))
        place.setY(max(place.y(), room.top()))
        self.move(place)
        self.show()
        self.fill.setFocus()

    def _box(self, text: str, change: Callable[[Drawing, bool], Drawing]) -> QCheckBox:
        box = QCheckBox(text)
        box.clicked.connect(lambda on: self._change(lambda drawing: change(drawing, on)))
        return box

    def _slider(self, name: str, low: int, high: int) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(low, high)
        slider.setPageStep((high - low) // 7 or 1)
        slider.setAccessibleName(name)
        slider.setMinimumWidth(120)
        return slider

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setColumnStretch(1, 1)
        rows = (
            ("Line width", self.width_slider, self._width_text),
            ("Selected", self.selected, self._selected_text),
        )
        for row, (title, slider, text) in enumerate(rows):
            grid.addWidget(QLabel(title), row, 0)
            grid.addWidget(slider, row, 1)
            grid.addWidget(text, row, 2)
            text.setMinimumWidth(text.fontMetrics().horizontalAdvance("as others"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        for box in (self.fill, self.outline, self.halo):
            layout.addWidget(box)
        layout.addLayout(grid)
        layout.addWidget(QLabel("Names say"))
        for tab in self.tabs.values():
            layout.addWidget(tab)
        layout.addWidget(self.reset)

    def _change(self, change: Callable[[Drawing], Drawing]) -> None:
        self._session.update(drawing=change(self._session.state.drawing))
        self._show()  # what would leave nothing to be seen is not taken

    def _apply(self, old: ViewState, new: ViewState) -> None:
        if old.drawing != new.drawing:
            self._show()

    def _show(self) -> None:
        drawing = self._session.state.drawing
        self.fill.setChecked(drawing.fill)
        self.outline.setChecked(drawing.outline)
        self.halo.setChecked(drawing.halo)
        self.halo.setEnabled(drawing.outline)
        for part, box in self.tabs.items():
            box.setChecked(part in drawing.tab)
        percent = round(drawing.selected_opacity * 100)
        for slider, value in ((self.width_slider, _steps(drawing.line_width)), (self.selected, percent)):
            slider.blockSignals(True)
            slider.setValue(value)
            slider.blockSignals(False)
        self._width_text.setText(f"{drawing.line_width:g} px")
        self._selected_text.setText(f"{percent} %" if percent else "as others")
        self.reset.setEnabled(drawing != PLAIN_DRAWING)


def _steps(width: float) -> int:
    return round(width * _STEPS_A_PIXEL)


def _tab_change(part: TabPart) -> Callable[[Drawing, bool], Drawing]:
    return lambda drawing, _: drawing.with_tab(part)

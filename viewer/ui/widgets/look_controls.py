"""How annotations look: opacity of fills, whose names are drawn, what a colour stands for."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from viewer.state import steps
from viewer.state.session import Session
from viewer.state.view_state import ColourBy, NameMode
from viewer.ui.icons import icon
from viewer.ui.models.wording import isolated, one_line
from viewer.ui.widgets.drawing_popup import DrawingPopup

_NAMES = {
    NameMode.OFF: "Off",
    NameMode.HOVER: "Under the cursor",
    NameMode.SELECTED: "Of the selection",
    NameMode.ALL: "All",
}
_COLOURS = {
    ColourBy.CLASS: "Class",
    ColourBy.INSTANCE: "Instance",
    ColourBy.ANNOTATOR: "Annotator",
    ColourBy.LABEL: "Label or prediction",
    ColourBy.CONFIDENCE: "Confidence",
    ColourBy.ONTOLOGY: "The ontology's own",
}
_LONGEST_QUESTION = 60


class LookControls(QWidget):
    """A slider and two choices, which show the state and change it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._questions: tuple[str, ...] = ()
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(0, 100)
        self.opacity.setPageStep(10)
        self.opacity.setAccessibleName("Opacity of fills in percent")
        self._percent = QLabel()
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._percent.setMinimumWidth(self.fontMetrics().horizontalAdvance("100 %"))
        self.names = _choice(_NAMES, "Names")
        self.colour_by = _choice(_COLOURS, "Colour by")
        self.drawing = QToolButton()
        self.drawing.setIcon(icon("settings"))
        self.drawing.setAutoRaise(True)
        self.drawing.setToolTip("Lines, fills and what names say")
        self.drawing.setAccessibleName("Lines, fills and what names say")
        self.drawing.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.drawing.clicked.connect(self._show_drawing)
        self._lay_out()
        self.show_state()
        self.opacity.valueChanged.connect(lambda value: session.update(opacity=value / 100))
        self.names.activated.connect(lambda _: session.update(names=NameMode(self.names.currentData())))
        self.colour_by.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.colour_by.activated.connect(self._colour)

    def show_state(self) -> None:
        """Take the values of the state over."""
        state = self._session.state
        percent = round(state.opacity * 100)
        self.opacity.blockSignals(True)
        self.opacity.setValue(percent)
        self.opacity.blockSignals(False)
        self._percent.setText(f"{percent} %")
        self.names.setCurrentIndex(self.names.findData(state.names.value))
        self._show_colouring()

    def show_questions(self, questions: tuple[str, ...]) -> None:
        """Offer the answers to these as well; the one chosen stays on offer in rows that do not ask it."""
        chosen = self._session.state.colour_question
        wanted = questions if chosen is None or chosen in questions else (*questions, chosen)
        if wanted == self._questions:
            return
        self._questions = wanted
        while self.colour_by.count() > len(_COLOURS):
            self.colour_by.removeItem(len(_COLOURS))
        for question in wanted:
            self.colour_by.addItem(f"Answer: {isolated(one_line(question, _LONGEST_QUESTION))}", question)
        self._show_colouring()

    def _show_colouring(self) -> None:
        state = self._session.state
        if state.colour_by is ColourBy.ANSWER and state.colour_question in self._questions:
            index = len(_COLOURS) + self._questions.index(state.colour_question)
        else:
            index = list(_COLOURS).index(state.colour_by) if state.colour_by in _COLOURS else -1
        self.colour_by.setCurrentIndex(index)

    def _colour(self, index: int) -> None:
        state = self._session.state
        if index < len(_COLOURS):
            self._session.apply(steps.colour_by(state, list(_COLOURS)[index]))
        else:
            question = self._questions[index - len(_COLOURS)]
            self._session.apply(steps.colour_by(state, ColourBy.ANSWER, question))

    def _show_drawing(self) -> None:
        DrawingPopup(self._session, self).show_at(self.drawing)

    def _lay_out(self) -> None:
        slider = QHBoxLayout()
        slider.addWidget(self.opacity, 1)
        slider.addWidget(self._percent)
        slider.addWidget(self.drawing)
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

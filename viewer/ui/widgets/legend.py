"""What the colours of the annotations stand for, where they are not those of classes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QLinearGradient, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.canvas.colours import ClassColours
from viewer.canvas.looks import colour_of_value, on_ramp
from viewer.model.row import Label
from viewer.state.colouring import LegendLine, legend_of
from viewer.state.resolve import are_same, shown_labels
from viewer.state.session import Session
from viewer.state.view_state import ColourBy, ViewState
from viewer.ui.models.wording import isolated, one_line

MOST_LINES = 10
_MARGIN = 8
_SWATCH = 12
_GAP = 8
_BAR = 12
_STOPS = 16
_NO_LEGEND = (ColourBy.CLASS, ColourBy.INSTANCE, ColourBy.ONTOLOGY)


class Legend(QWidget):
    """A line a value with its count; of numbers a bar from 0 to 1. Hidden where the classes say it all."""

    def __init__(
        self, session: Session, colours: Callable[[], ClassColours], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._colours = colours
        self.lines: tuple[LegendLine, ...] = ()
        self._counted: tuple[tuple[Label, ...], tuple[ColourBy, str | None] | None] = (), None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Legend of the colours")
        session.changed.connect(self._apply)
        session.row_read.connect(self._show)
        session.opened.connect(self._show)
        self._show()

    def texts(self) -> list[str]:
        """What is written, a line each."""
        texts = [f"{_words(line)}  {line.count:,}" for line in self.lines[:MOST_LINES]]
        if len(self.lines) > MOST_LINES:
            texts.append(f"and {len(self.lines) - MOST_LINES:,} more")
        return texts

    def colours(self) -> list[tuple[str, QColor]]:
        """Every value that is a word, and its colour."""
        by = self._session.state.colour_by
        words = [line.value for line in self.lines if isinstance(line.value, str)]
        return [(word, colour_of_value(word, by, self._colours())) for word in words]

    def _apply(self, old: ViewState, new: ViewState) -> None:
        fields = (old.row, old.labels, old.colour_by, old.colour_question, old.apart)
        if fields != (new.row, new.labels, new.colour_by, new.colour_question, new.apart):
            self._show()

    def _show(self) -> None:
        row, state = self._session.row, self._session.state
        has_legend = row is not None and state.colour_by not in _NO_LEGEND
        self._count(shown_labels(row, state) if row is not None and has_legend else (), state)
        self.setVisible(bool(self.lines))
        self.setToolTip("\n".join(f"{_words(line)}: {line.count:,}" for line in self.lines))
        self.updateGeometry()
        self.update()

    def _count(self, labels: tuple[Label, ...], state: ViewState) -> None:
        """Once for each row, of whose ten thousands of objects several signals may tell."""
        by, (counted, counted_by) = (state.colour_by, state.colour_question), self._counted
        if by != counted_by or not are_same(labels, counted):
            self.lines = legend_of(labels, state)
            self._counted = labels, by

    def sizeHint(self) -> QSize:
        """All lines, and the bar where there are numbers."""
        return QSize(120, len(self.texts()) * self._step + (_BAR + 4 if self._has_bar else 0) + _MARGIN)

    def minimumSizeHint(self) -> QSize:
        """Its height is not to be had for less."""
        return QSize(60, self.sizeHint().height())

    @property
    def _step(self) -> int:
        return max(self.fontMetrics().height() + 4, _SWATCH + 4)

    @property
    def _has_bar(self) -> bool:
        return any(isinstance(line.value, float) for line in self.lines)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Swatches, values, counts."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0
        for line in self.lines[:MOST_LINES]:
            if isinstance(line.value, float):
                self._paint_bar(painter, top)
                top += _BAR + 4
            self._paint_line(painter, line, top)
            top += self._step
        if len(self.lines) > MOST_LINES:
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(self._text_room(top), Qt.AlignmentFlag.AlignVCenter, self.texts()[-1])

    def _paint_bar(self, painter: QPainter, top: int) -> None:
        bar = QRectF(_MARGIN, top, self.width() - 2 * _MARGIN, _BAR)
        gradient = QLinearGradient(bar.topLeft(), bar.topRight())
        for stop in range(_STOPS + 1):
            gradient.setColorAt(stop / _STOPS, on_ramp(stop / _STOPS))
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.setBrush(gradient)
        painter.drawRoundedRect(bar, 2, 2)

    def _paint_line(self, painter: QPainter, line: LegendLine, top: int) -> None:
        palette = self.palette()
        room = self._text_room(top)
        count = f"{line.count:,}"
        metrics = QFontMetrics(self.font())
        if not isinstance(line.value, float):
            swatch = QRectF(_MARGIN, top + (self._step - _SWATCH) / 2, _SWATCH, _SWATCH)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour_of_value(line.value, self._session.state.colour_by, self._colours()))
            painter.drawRoundedRect(swatch, 4, 4)
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        wide = int(room.width()) - metrics.horizontalAdvance(count) - _GAP
        text = metrics.elidedText(_words(line), Qt.TextElideMode.ElideMiddle, wide)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _text_room(self, top: int) -> QRectF:
        left = _MARGIN + _SWATCH + _GAP
        return QRectF(left, top, self.width() - left - _MARGIN, self._step)


def _words(line: LegendLine) -> str:
    match line.value:
        case None:
            return "no value"
        case str():
            return isolated(one_line(line.value, 200)) or "(empty)"
        case _:
            return "confidence from 0 to 1"

"""A line of text that is cut with an ellipsis where it does not fit; its tooltip then tells the whole."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

PADDING = 4


class ElidedLabel(QFrame):
    """Plain text on one line: as wide as `sample` whatever it shows, or as the room there is without one."""

    def __init__(
        self,
        sample: str = "",
        parent: QWidget | None = None,
        *,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(parent)
        self._sample = sample
        self._align = align
        self._elide = elide
        self._text = ""
        self._tip = ""
        horizontal = QSizePolicy.Policy.Fixed if sample else QSizePolicy.Policy.Ignored
        self.setSizePolicy(horizontal, QSizePolicy.Policy.Preferred)

    @property
    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str, tip: str = "") -> None:
        """Show a text; `tip` says more about it than the text that was cut."""
        if (text, tip) != (self._text, self._tip):
            self._text, self._tip = text, tip
            self.setAccessibleName(text)
            self._explain()
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as the sample, and one more: its advance is rounded, and cutting goes by fractions."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._sample) + 1 + 2 * PADDING, metrics.height() + PADDING)

    def minimumSizeHint(self) -> QSize:
        """The same: what has a sample never becomes narrower."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        inside = self.contentsRect().adjusted(PADDING, 0, -PADDING, 0)
        cut = self.fontMetrics().elidedText(self._text, self._elide, inside.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(
            inside, self._align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is cut changes with the width."""
        super().resizeEvent(event)
        self._explain()

    def _explain(self) -> None:
        is_cut = self.fontMetrics().horizontalAdvance(self._text) > self.contentsRect().width() - 2 * PADDING
        self.setToolTip(self._tip or (self._text if is_cut else ""))

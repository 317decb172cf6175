"""A rounded box in the colours of a panel, to stand over the canvas."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

_RADIUS = 6


class Card(QWidget):
    """Paints the box; what is in it is laid out by its heirs."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A rounded box, lighter than the canvas behind it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Window))
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)

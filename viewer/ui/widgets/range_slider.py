"""A slider with two handles, for the lower and the upper end of what is chosen."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

_RADIUS = 6.0
_GROOVE = 4.0
_HEIGHT = 20
_STEPS = 256
_STEPPED = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_PageDown: -16,
    Qt.Key.Key_PageUp: 16,
}
_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)


class Grip(Enum):
    """What is held: a handle, or all between the two."""

    LOW = "low"
    HIGH = "high"
    BOTH = "both"


class RangeSlider(QWidget):
    """`moved(low, high)` follows the hand; the handles keep `least` between them.

    Between the handles both are dragged; the keys move the handle that was held last, with Shift both.
    """

    moved = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.limits = (0.0, 1.0)
        self.low, self.high = self.limits
        self.least = 0.0
        self._grip: Grip | None = None
        self._last = Grip.LOW
        self._from = (0.0, 0.0, 0.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """As high as other sliders."""
        return QSize(100, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Room to part the handles."""
        return QSize(60, _HEIGHT)

    def show_range(self, limits: tuple[float, float], low: float, high: float, least: float) -> None:
        """Stand at these values; nothing is told of it."""
        self.limits, self.low, self.high, self.least = limits, low, high, least
        self.update()

    # ----------------------------------------------------------------- values and places

    @property
    def _span(self) -> float:
        return max(self.limits[1] - self.limits[0], 1e-300)

    @property
    def _room(self) -> float:
        return max(self.width() - 2 * _RADIUS - 2, 1.0)

    def place_of(self, value: float) -> float:
        """Where a value stands, in pixels from the left."""
        return _RADIUS + 1 + (value - self.limits[0]) / self._span * self._room

    def _move(self, low: float, high: float) -> None:
        if (low, high) != (self.low, self.high):
            self.low, self.high = low, high
            self.update()
            self.moved.emit(low, high)

    def _shift(self, grip: Grip, by: float, low: float, high: float) -> None:
        """Move what is held by a difference from where it was, within the limits."""
        least, most = self.limits
        match grip:
            case Grip.LOW:
                self._move(min(max(low + by, least), high - self.least), high)
            case Grip.HIGH:
                self._move(low, max(min(high + by, most), low + self.least))
            case Grip.BOTH:
                by = min(max(by, least - low), most - high)
                self._move(low + by, high + by)

    # ----------------------------------------------------------------- Qt

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the handle that is near, or both; on the groove the nearer handle comes here."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x = event.position().x()
        to_low, to_high = x - self.place_of(self.low), x - self.place_of(self.high)
        if min(abs(to_low), abs(to_high)) > _RADIUS + 2 and to_low > 0 > to_high:
            self._grip = Grip.BOTH
        else:
            is_low = abs(to_low) < abs(to_high) or (abs(to_low) == abs(to_high) and to_low < 0)
            self._grip = self._last = Grip.LOW if is_low else Grip.HIGH
        self._from = (x, self.low, self.high)
        if (
            self._grip is not Grip.BOTH
            and abs(off := to_low if self._grip is Grip.LOW else to_high) > _RADIUS + 2
        ):
            self._shift(self._grip, off / self._room * self._span, self.low, self.high)
            self._from = (x, self.low, self.high)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the hand."""
        if self._grip is not None:
            begin, low, high = self._from
            self._shift(self._grip, (event.position().x() - begin) / self._room * self._span, low, high)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._grip = None
        self.update()

    def event(self, event: QEvent) -> bool:
        """The keys of a slider are its own while it has the focus, and do not walk through the rows."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and (event.key() in _STEPPED or event.key() in _ENDS)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the handle that was held last, with Shift both."""
        key = event.key()
        with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        grip = Grip.BOTH if with_shift else self._last
        steps = _STEPPED.get(Qt.Key(key), 0)
        if key in _ENDS:
            steps = -_STEPS if key == Qt.Key.Key_Home else _STEPS
        if not steps:
            super().keyPressEvent(event)
            return
        step = max(self._span / _STEPS, self.least)
        self._shift(grip, steps * step, self.low, self.high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Groove, what is chosen of it, and the handles."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        middle = self.height() / 2
        low, high = self.place_of(self.low), self.place_of(self.high)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1))
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        groove = QRectF(_RADIUS, middle - _GROOVE / 2, self.width() - 2 * _RADIUS, _GROOVE)
        painter.drawRoundedRect(groove, _GROOVE / 2, _GROOVE / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(QPalette.ColorRole.Accent))
        painter.drawRect(QRectF(low, middle - _GROOVE / 2, high - low, _GROOVE))
        for grip, at in ((Grip.LOW, low), (Grip.HIGH, high)):
            marked = self._grip in (grip, Grip.BOTH) or (self.hasFocus() and self._last is grip)
            role = QPalette.ColorRole.Accent if marked else QPalette.ColorRole.PlaceholderText
            painter.setPen(QPen(palette.color(role), 1.5 if marked else 1))
            painter.setBrush(palette.color(QPalette.ColorRole.Button))
            painter.drawEllipse(QPointF(at, middle), _RADIUS, _RADIUS)

"""The spread of a field's numbers as bars, of which a range is chosen with the mouse or with keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.catalog.histogram import Histogram
from viewer.ui.words import counted, number

_BARS_HEIGHT, _GAP, _MARGIN = 44, 2, 6
_LEAST_BAR = 2.0
_QUIET_ALPHA = 110
_KEYS = frozenset(
    (
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Space,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Backspace,
    )
)
HOW = (
    "Drag over a range to choose it; a double click takes it back.\n"
    "Keys: ← → move, Shift extends, Enter chooses, Delete takes it back"
)

Range = tuple[int, int]


class HistogramBars(QWidget):
    """Bars and their ends; below them what is pointed at, else what is chosen.

    `taken` are the bins in force. `chosen` carries the first and last bin of a range, `cleared` nothing.
    """

    chosen = Signal(int, int)
    cleared = Signal()

    def __init__(
        self, title: str, histogram: Histogram, taken: Range | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.histogram = histogram
        self.taken = taken
        self.ends: Range = (taken[0], taken[1]) if taken is not None else (0, 0)
        """Where a range begins, and its moving end."""
        self.is_dragging = False
        self._hovered: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Histogram: {title}")
        self.setToolTip(HOW)
        self._tell()

    def sizeHint(self) -> QSize:
        """Bars above a line of text."""
        return QSize(160, _BARS_HEIGHT + self.fontMetrics().height() + 2 * _GAP + _MARGIN)

    @property
    def text(self) -> str:
        """What the range pointed at or in force holds."""
        range_ = self._range_shown
        if range_ is None:
            return ""
        first, last = range_
        shown = self.histogram
        low, high = number(shown.first_of(first)), number(shown.last_of(last))
        rows = counted(shown.rows_in(first, last), "row")
        return f"{low}: {rows}" if low == high else f"{low} to {high}: {rows}"

    @property
    def _range_shown(self) -> Range | None:
        if self.is_dragging or self._is_picking:
            return min(self.ends), max(self.ends)
        if self._hovered is not None:
            return self._hovered, self._hovered
        return self.taken

    @property
    def _is_picking(self) -> bool:
        """Whether keys have moved the range away from what is in force."""
        return self.hasFocus() and (min(self.ends), max(self.ends)) != self.taken

    # ----------------------------------------------------------------- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a range."""
        if event.button() == Qt.MouseButton.LeftButton:
            place = self._place_at(event.position())
            self.is_dragging, self.ends = True, (place, place)
            self._tell()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend the range, or tell of what is pointed at."""
        place = self._place_at(event.position())
        if self.is_dragging:
            self.ends = self.ends[0], place
        self._hovered = place
        self._tell()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the range."""
        if event.button() == Qt.MouseButton.LeftButton and self.is_dragging:
            self.is_dragging = False
            self._choose()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Take it back."""
        self.cleared.emit()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at any more."""
        self._hovered = None
        self._tell()
        super().leaveEvent(event)

    def _place_at(self, position: QPointF) -> int:
        share = (position.x() - _MARGIN) / max(1, self.width() - 2 * _MARGIN)
        return max(0, min(len(self.histogram) - 1, int(share * len(self.histogram))))

    # ----------------------------------------------------------------- keys

    def event(self, event: QEvent) -> bool:
        """Claim its keys before a shortcut of the window gets them."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _KEYS
            and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, extend, choose, take back; Esc returns to what is in force first."""
        last = len(self.histogram) - 1
        match event.key():
            case Qt.Key.Key_Left:
                self._move(self.ends[1] - 1, event)
            case Qt.Key.Key_Right:
                self._move(self.ends[1] + 1, event)
            case Qt.Key.Key_Home:
                self._move(0, event)
            case Qt.Key.Key_End:
                self._move(last, event)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._choose()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.cleared.emit()
            case _:
                super().keyPressEvent(event)

    def _move(self, place: int, event: QKeyEvent) -> None:
        place = max(0, min(len(self.histogram) - 1, place))
        extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.ends = (self.ends[0], place) if extends else (place, place)
        self._tell()

    def _choose(self) -> None:
        self._tell()
        self.chosen.emit(min(self.ends), max(self.ends))

    def _tell(self) -> None:
        self.setAccessibleDescription(self.text)
        self.update()

    # ----------------------------------------------------------------- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Bars, the range, the numbers at both ends or what the range holds."""
        painter = QPainter(self)
        palette = self.palette()
        shown, counts = self._range_shown, self.histogram.counts
        strong = palette.color(QPalette.ColorRole.Link)  # seen on any background, unlike a pale highlight
        quiet = QColor(strong)
        quiet.setAlpha(_QUIET_ALPHA)
        floor, most = _GAP + _BARS_HEIGHT, max(counts)
        wide = (self.width() - 2 * _MARGIN) / len(counts)
        if shown is not None:
            left, right = _MARGIN + shown[0] * wide, _MARGIN + (shown[1] + 1) * wide
            back = QColor(strong)
            back.setAlpha(_QUIET_ALPHA // 3)
            painter.fillRect(QRectF(left, _GAP, right - left, _BARS_HEIGHT), back)
        for place, count in enumerate(counts):
            if count:
                tall = max(_LEAST_BAR, _BARS_HEIGHT * count / most)
                is_in = shown is not None and shown[0] <= place <= shown[1]
                bar = QRectF(_MARGIN + place * wide, floor - tall, max(1.0, wide - 1), tall)
                painter.fillRect(bar, strong if is_in else quiet)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1))
        painter.drawLine(QPointF(_MARGIN, floor + 0.5), QPointF(self.width() - _MARGIN, floor + 0.5))
        self._write(painter)
        if self.hasFocus():
            painter.setPen(QPen(strong, 1, Qt.PenStyle.DotLine))
            painter.drawRect(self.rect().adjusted(1, 0, -2, -1))

    def _write(self, painter: QPainter) -> None:
        area = self.rect().adjusted(_MARGIN, _BARS_HEIGHT + 2 * _GAP, -_MARGIN, 0)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        low, high = number(self.histogram.edges[0]), number(self.histogram.last_of(len(self.histogram) - 1))
        if not (text := self.text):
            painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, low)
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, high)
            return
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(area, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, text)

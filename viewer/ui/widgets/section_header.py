"""The line above a section that folds it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QSizePolicy,
    QStyle,
    QStyleOption,
    QStyleOptionFocusRect,
    QWidget,
)


class SectionHeader(QAbstractButton):
    """Title and note; Space, Enter, Left, Right and a click fold, Ctrl+C copies the section."""

    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = ""
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip("Ctrl+C copies this section")

    def sizeHint(self) -> QSize:
        """A line of text with some air."""
        return QSize(120, self.fontMetrics().height() + 10)

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys from the window, whose shortcuts they are, while the header has the focus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            folds = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            if (folds and not event.modifiers()) or event.matches(QKeySequence.StandardKey.Copy):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold, unfold or copy."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.key() == Qt.Key.Key_Left:
            self.setChecked(False)
        elif event.key() == Qt.Key.Key_Right:
            self.setChecked(True)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggle()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A strip with a triangle, the title and, at the right, the note."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))
        option = QStyleOption()
        option.initFrom(self)
        side = self.fontMetrics().height() // 2 + 2
        option.rect = QRect(6, (self.height() - side) // 2, side, side)
        arrows = QStyle.PrimitiveElement
        arrow = arrows.PE_IndicatorArrowDown if self.isChecked() else arrows.PE_IndicatorArrowRight
        self.style().drawPrimitive(arrow, option, painter, self)
        self._paint_texts(painter, self.rect().adjusted(12 + side, 0, -8, 0))
        if self.hasFocus():
            focus = QStyleOptionFocusRect()
            focus.initFrom(self)
            focus.rect = self.rect().adjusted(1, 1, -1, -1)
            self.style().drawPrimitive(arrows.PE_FrameFocusRect, focus, painter, self)

    def _paint_texts(self, painter: QPainter, place: QRect) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, self.note)
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignLeft, self.text())

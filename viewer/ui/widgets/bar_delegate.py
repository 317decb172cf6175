"""A line with a bar behind it as long as its share, its count at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

SHARE_ROLE = Qt.ItemDataRole.UserRole + 1
"""How long the bar is, 0 to 1."""
COUNT_ROLE = Qt.ItemDataRole.UserRole + 2
"""What stands at the right."""

_BAR_ALPHA = 46
_GAP, _PADDING = 6, 3


class BarDelegate(QStyledItemDelegate):
    """Paints names elided in the middle, never their counts."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Bar, then count, then what is left of the room for the check box and the name."""
        share, count = index.data(SHARE_ROLE), index.data(COUNT_ROLE)
        if not isinstance(count, str):
            super().paint(painter, option, index)
            return
        palette: QPalette = option.palette
        rect: QRect = option.rect
        if isinstance(share, float) and share > 0:
            bar = rect.adjusted(0, 1, 0, -1)
            bar.setWidth(max(2, round(rect.width() * share)))
            colour = palette.color(QPalette.ColorRole.Highlight)
            colour.setAlpha(_BAR_ALPHA)
            painter.fillRect(bar, colour)
        width = option.fontMetrics.horizontalAdvance(count)
        left = QStyleOptionViewItem(option)
        left.rect = rect.adjusted(0, 0, -width - 2 * _GAP, 0)
        super().paint(painter, left, index)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.PlaceholderText
        painter.save()
        painter.setPen(palette.color(role))
        place = rect.adjusted(0, 0, -_GAP, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """A little air around a line."""
        size = super().sizeHint(option, index)
        return QSize(size.width(), size.height() + _PADDING)

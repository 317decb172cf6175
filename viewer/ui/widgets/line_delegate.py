"""Paint lines of trees and lists: icon, swatch, text, quiet note, marks, count, and the eyes beside them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from viewer.ui.icons import icon
from viewer.ui.models.line import LINE_ROLE, Line

ICON = 16
"""Side of an icon in device-independent pixels."""

SWATCH = 11
GAP = 6
SHORT_NOTE = 0.3
"""The share of a line that a note may take from a long name."""

LEAST_NOTE = 48
"""Narrower than this a note is not worth its ellipsis."""

SAMPLE = 20
CHECK = 14
TICK = ((0.24, 0.52), (0.43, 0.72), (0.76, 0.3))
DASH = ((0.28, 0.5), (0.72, 0.5))
"""Marks of a check box, as shares of its side."""

DIMMED = 0.45
"""Opacity of what is drawn nowhere."""

Index = QModelIndex | QPersistentModelIndex
_State = QStyle.StateFlag
_Element = QStyle.SubElement
_Pen, _Cap, _Join = Qt.PenStyle, Qt.PenCapStyle, Qt.PenJoinStyle
_Role = QPalette.ColorRole


class LineDelegate(QStyledItemDelegate):
    """Paints what a model answers for `LINE_ROLE`; background, check box and focus are left to the style."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """High enough for the text and an icon, with air."""
        return QSize(120, line_height(option.fontMetrics))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One line."""
        line = index.data(LINE_ROLE)
        self.initStyleOption(option, index)
        option.text = ""
        style = _style(option)
        check = style.subElementRect(_Element.SE_ItemViewItemCheckIndicator, option, option.widget)
        area = style.subElementRect(_Element.SE_ItemViewItemText, option, option.widget)
        has_check = bool(option.features & QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator)
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        if not isinstance(line, Line):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(option.rect)
        pencil = _Pencil.of(painter, option)
        if has_check:
            pencil.check(QRectF(check), option.checkState)
        _paint_line(pencil, area.adjusted(2, 0, -4, 0), line)
        painter.restore()


class EyeDelegate(QStyledItemDelegate):
    """Paints a crossed eye where something was hidden, an open one under the mouse."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The eye of one line."""
        self.initStyleOption(option, index)
        _style(option).drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        line = index.data(LINE_ROLE)
        if not isinstance(line, Line) or line.hidden is None:
            return
        if line.hidden or option.state & (_State.State_MouseOver | _State.State_Selected):
            box = QRect(0, 0, ICON, ICON)
            box.moveCenter(option.rect.center())
            _Pencil.of(painter, option).icon(box, "eye-off" if line.hidden else "eye")


def check_rect(view: QAbstractItemView, index: QModelIndex) -> QRect:
    """Where the check box of a line is, in the viewport; empty when it has none."""
    if index.data(Qt.ItemDataRole.CheckStateRole) is None:
        return QRect()
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    option.rect = view.visualRect(index)
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    return view.style().subElementRect(_Element.SE_ItemViewItemCheckIndicator, option, view)


def line_height(metrics: QFontMetrics) -> int:
    """Height of every line in a font."""
    return max(metrics.height(), ICON) + 6


def paint_swatch(painter: QPainter, box: QRectF, colour: QColor, outline: QColor) -> None:
    """A small rounded square in a data colour, with a thin edge so that it shows on any background."""
    painter.setPen(QPen(outline, 1))
    painter.setBrush(colour)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)


def elided(metrics: QFontMetrics, text: str, width: int) -> str:
    """A text cut in the middle to fit a width: both ends of a name tell more than its first half."""
    return metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, width)


def _style(option: QStyleOptionViewItem) -> QStyle:
    widget: QWidget | None = option.widget
    return widget.style() if widget is not None else QApplication.style()


@dataclass(frozen=True, slots=True)
class _Pencil:
    """Draws the parts of one line in the colours of its state."""

    painter: QPainter
    metrics: QFontMetrics
    selected: bool
    text: QColor
    quiet: QColor

    @classmethod
    def of(cls, painter: QPainter, option: QStyleOptionViewItem) -> _Pencil:
        """One for the state of a line."""
        selected = bool(option.state & _State.State_Selected)
        if not selected:
            text, quiet = option.palette.color(_Role.Text), option.palette.color(_Role.PlaceholderText)
        else:
            text = quiet = option.palette.color(_Role.HighlightedText)
            quiet = _translucent(quiet, 0.75)
        return cls(painter, option.fontMetrics, selected, text, quiet)

    def write(self, box: QRect, text: str, colour: QColor) -> None:
        """A text at the left of a box, whatever direction it is written in."""
        self.painter.setPen(colour)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        self.painter.drawText(box, int(flags) | int(Qt.TextFlag.TextSingleLine), text)

    def icon(self, box: QRect, name: str) -> None:
        """An icon in the colour of the text."""
        mode = QIcon.Mode.Selected if self.selected else QIcon.Mode.Normal
        icon(name).paint(self.painter, box, Qt.AlignmentFlag.AlignCenter, mode)

    def check(self, box: QRectF, state: Qt.CheckState) -> None:
        """A check box that shows on dark and light alike, which that of the style does not."""
        side = min(box.width(), box.height(), CHECK)
        box = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
        self.painter.setPen(QPen(self.quiet, 1))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2.5, 2.5)
        if state != Qt.CheckState.Unchecked:
            marks = TICK if state == Qt.CheckState.Checked else DASH
            self.painter.setPen(QPen(self.text, 2, _Pen.SolidLine, _Cap.RoundCap, _Join.RoundJoin))
            self.painter.drawPolyline([box.topLeft() + QPointF(x, y) * side for x, y in marks])

    def sample(self, box: QRectF, style: Qt.PenStyle) -> None:
        """A stretch of the line that a label is drawn with; nothing for one that is not drawn."""
        self.painter.setPen(QPen(self.text, 2, style, Qt.PenCapStyle.FlatCap))
        y = box.center().y()
        self.painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))


def _paint_line(pencil: _Pencil, area: QRect, line: Line) -> None:
    pencil.painter.setOpacity(DIMMED if line.dimmed else 1.0)
    left = _paint_left(pencil, area, line)
    right = _paint_right(pencil, area, line)
    _paint_texts(pencil, QRect(left, area.top(), max(0, right - left), area.height()), line)


def _paint_left(pencil: _Pencil, area: QRect, line: Line) -> int:
    """Icon, swatch and sample; the x after them."""
    left = area.left()
    if line.icon:
        pencil.icon(_middle(left, ICON, area), line.icon)
        left += ICON + (GAP if line.swatch is None else GAP - 2)
    if line.swatch is not None:
        box = QRectF(_middle(left, SWATCH, area))
        paint_swatch(pencil.painter, box, line.swatch, _translucent(pencil.text, 0.35))
        left += SWATCH + GAP
    if line.sample is not None:
        pencil.sample(QRectF(left, area.top(), SAMPLE, area.height()), line.sample)
        left += SAMPLE + GAP
    return left


def _paint_right(pencil: _Pencil, area: QRect, line: Line) -> int:
    """Count, marks and warning, from the right edge inwards; the x before them."""
    right = area.right() + 1
    if line.count:
        width = pencil.metrics.horizontalAdvance(line.count)
        pencil.write(QRect(right - width, area.top(), width, area.height()), line.count, pencil.quiet)
        right -= max(width, pencil.metrics.horizontalAdvance("000")) + GAP
    for mark in (*reversed(line.marks), *(("warning",) if line.warning else ())):
        right -= ICON
        pencil.icon(_middle(right, ICON, area), mark)
        right -= GAP - 2
    return right


def _paint_texts(pencil: _Pencil, area: QRect, line: Line) -> None:
    """The halves of the text, then the note in what is left; a short note is not cut for a long name."""
    metrics = pencil.metrics
    noted = metrics.horizontalAdvance(line.note) + 1 if line.note else 0
    kept = noted + GAP if 0 < noted <= area.width() * SHORT_NOTE and not line.value else 0
    left = area.left()
    for part, width, colour in _parts(pencil, line, area.width() - kept):
        cut = elided(metrics, part, width)
        pencil.write(QRect(left, area.top(), width, area.height()), cut, colour)
        left += metrics.horizontalAdvance(cut)
    rest = area.right() + 1 - left - GAP
    if noted and rest >= min(noted, LEAST_NOTE):
        box = QRect(left + GAP, area.top(), rest, area.height())
        pencil.write(box, metrics.elidedText(line.note, Qt.TextElideMode.ElideRight, rest), pencil.quiet)


def _parts(pencil: _Pencil, line: Line, room: int) -> list[tuple[str, int, QColor]]:
    """(part, width, colour) of text, link and value: the longer half is cut first, down to half the room."""
    wanted = [pencil.metrics.horizontalAdvance(part) + 1 for part in (line.text, line.value)]
    if not line.link:
        return [(line.text, max(0, min(wanted[0], room)), pencil.text)]
    between = pencil.metrics.horizontalAdvance(line.link) + 1
    room = max(0, room - between)
    first = min(wanted[0], max(room // 2, room - wanted[1]))
    return [
        (line.text, first, pencil.text if line.is_pair else pencil.quiet),
        (line.link, between, pencil.quiet),
        (line.value, min(wanted[1], room - first), pencil.text),
    ]


def _middle(left: int, side: int, area: QRect) -> QRect:
    return QRect(left, area.top() + (area.height() - side) // 2, side, side)


def _translucent(colour: QColor, opacity: float) -> QColor:
    made = QColor(colour)
    made.setAlphaF(opacity)
    return made

"""Fusion, with check boxes and radio buttons that can be seen in both themes, and an Alt that only holds."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QWidget

_Element = QStyle.PrimitiveElement
_State = QStyle.StateFlag
_Role = QPalette.ColorRole
_BOXES = frozenset({_Element.PE_IndicatorCheckBox, _Element.PE_IndicatorItemViewItemCheck})
_TICK = (QPointF(0.24, 0.52), QPointF(0.43, 0.71), QPointF(0.77, 0.30))
_SIDE = 14.0


class Style(QProxyStyle):
    """Fusion's outlines are darker than the window, which nobody sees on dark: indicators are drawn here."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        """Alt let go after Alt+wheel is not to open the menu bar; Alt with a letter still does."""
        if hint is QStyle.StyleHint.SH_MenuBar_AltKeyNavigation:
            return 0
        return super().styleHint(hint, option, widget, returned)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw the indicators, leave the rest to Fusion."""
        if element in _BOXES:
            _draw_box(option, painter)
        elif element is _Element.PE_IndicatorRadioButton:
            _draw_radio(option, painter)
        else:
            super().drawPrimitive(element, option, painter, widget)


def _draw_box(option: QStyleOption, painter: QPainter) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = _place(option)
    is_marked = bool(option.state & (_State.State_On | _State.State_NoChange))
    _prepare(option, painter, is_marked=is_marked)
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(QPen(_mark_colour(option), 1.8))
    if option.state & _State.State_On:
        path = QPainterPath(_within(box, _TICK[0]))
        path.lineTo(_within(box, _TICK[1]))
        path.lineTo(_within(box, _TICK[2]))
        painter.drawPath(path)
    elif option.state & _State.State_NoChange:
        painter.drawLine(_within(box, QPointF(0.27, 0.5)), _within(box, QPointF(0.73, 0.5)))
    painter.restore()


def _draw_radio(option: QStyleOption, painter: QPainter) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = _place(option)
    is_marked = bool(option.state & _State.State_On)
    _prepare(option, painter, is_marked=is_marked)
    painter.drawEllipse(box)
    if is_marked:
        painter.setPen(QPen(_mark_colour(option), 0))
        painter.setBrush(_mark_colour(option))
        painter.drawEllipse(box.center(), box.width() * 0.2, box.width() * 0.2)
    painter.restore()


def _place(option: QStyleOption) -> QRectF:
    """A square in the middle of the room, on whole pixels and half a line in."""
    room = QRectF(option.rect)
    side = min(room.width(), room.height(), _SIDE)
    left = round(room.center().x() - side / 2)
    top = round(room.center().y() - side / 2)
    return QRectF(left + 0.5, top + 0.5, side - 1, side - 1)


def _prepare(option: QStyleOption, painter: QPainter, *, is_marked: bool) -> None:
    """Outline in the colour of quiet text; filled with the accent when there is a mark in it."""
    palette = option.palette
    if not option.state & _State.State_Enabled:
        painter.setPen(palette.color(QPalette.ColorGroup.Disabled, _Role.Text))
        painter.setBrush(palette.color(_Role.Window))
        return
    accent, quiet = palette.color(_Role.Accent), palette.color(_Role.PlaceholderText)
    is_pointed_at = bool(option.state & (_State.State_MouseOver | _State.State_HasFocus))
    painter.setPen(accent if is_marked or is_pointed_at else quiet)
    painter.setBrush(accent if is_marked else palette.color(_Role.Base))


def _mark_colour(option: QStyleOption) -> QColor:
    palette = option.palette
    if not option.state & _State.State_Enabled:
        return palette.color(QPalette.ColorGroup.Disabled, _Role.Text)
    return palette.color(_Role.Base)


def _within(box: QRectF, share: QPointF) -> QPointF:
    return QPointF(box.left() + share.x() * box.width(), box.top() + share.y() * box.height())

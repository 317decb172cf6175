"""How a cell of a grid is painted: a picture, or why there is none, and two lines of text below it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPalette, QPen, QTextOption

from viewer.media.problem import Problem, ProblemKind
from viewer.ui.icons import icon

_PADDING = 6
_MARK = 2.0
_ROUND = 4.0
_BADGE = 18
_ICON = 20
_SHORT: dict[ProblemKind, str] = {
    ProblemKind.NO_ADDRESS: "no address of an image",
    ProblemKind.MISSING: "image not found",
    ProblemKind.OUTSIDE: "image outside of the chosen folders",
    ProblemKind.UNSUPPORTED_ADDRESS: "address cannot be reached",
    ProblemKind.NOT_DRAWN: "not an image",
    ProblemKind.NOT_AN_IMAGE: "file is no image",
    ProblemKind.TRUNCATED: "file is cut off",
    ProblemKind.TOO_LARGE: "too large to be opened unasked",
    ProblemKind.UNREADABLE: "image is broken",
    ProblemKind.EXPIRED: "address has expired",
    ProblemKind.NO_KEY: "needs the API key",
    ProblemKind.WRONG_KEY: "API key not accepted",
    ProblemKind.FORBIDDEN: "access denied",
    ProblemKind.GONE: "no longer there",
    ProblemKind.RATE_LIMITED: "server asks to wait",
    ProblemKind.SERVER: "server failed",
    ProblemKind.UNREACHABLE: "server not reached",
    ProblemKind.TLS: "connection not secure",
    ProblemKind.TIMEOUT: "server too slow",
    ProblemKind.REDIRECTED: "redirected too often",
    ProblemKind.HOST_NOT_ALLOWED: "host not allowed yet",
    ProblemKind.OFFLINE: "offline",
    ProblemKind.CANCELLED: "stopped",
}


@dataclass(frozen=True, slots=True)
class CellContent:
    """`fault`, below its `icon`, stands over the frame of a picture that is not there."""

    title: str
    note: str = ""
    image: QImage | None = None
    fault: str = ""
    icon: str = "warning"
    is_lacking: bool = False


def short(problem: Problem) -> str:
    """A problem in so few words that they have room in a cell."""
    return _SHORT[problem.kind]


def cell_size(side: int, metrics: QFontMetrics, *, share: float = 0.75) -> QSize:
    """A cell `side` wide whose picture may be `share` as high, with its text."""
    return QSize(side, picture_height(side, share) + 2 * metrics.height() + 2 * _PADDING + 2)


def picture_height(side: int, share: float = 0.75) -> int:
    """The height of the room for a picture."""
    return round((side - 2 * _PADDING) * share) + _PADDING


def picture_room(side: int, share: float = 0.75) -> QSize:
    """What a picture is fitted into, in logical pixels."""
    return QSize(side - 2 * _PADDING, picture_height(side, share) - _PADDING)


def paint_cell(
    painter: QPainter,
    rect: QRect,
    content: CellContent,
    palette: QPalette,
    *,
    is_current: bool,
    share: float = 0.75,
) -> None:
    """Paint a cell; colours are those of the chrome, which follow the theme."""
    if is_current:
        _paint_mark(painter, rect, palette)
    room = QRect(rect.topLeft() + QPoint(_PADDING, _PADDING), picture_room(rect.width(), share))
    _paint_picture(painter, room, content, palette)
    text = QRect(room.left(), room.bottom() + 3, room.width(), painter.fontMetrics().height())
    role = QPalette.ColorRole.HighlightedText if is_current else QPalette.ColorRole.WindowText
    _paint_line(painter, text, content.title, palette.color(role), Qt.TextElideMode.ElideMiddle)
    text.translate(0, text.height())
    quiet = palette.color(role)
    quiet.setAlphaF(0.72)
    _paint_line(painter, text, content.note, quiet, Qt.TextElideMode.ElideRight)


def _paint_mark(painter: QPainter, rect: QRect, palette: QPalette) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent), _MARK))
    painter.drawRoundedRect(rect.marginsRemoved(QMargins(1, 1, 1, 1)), _ROUND, _ROUND)
    painter.restore()


def _paint_picture(painter: QPainter, room: QRect, content: CellContent, palette: QPalette) -> None:
    image = content.image
    if image is None:
        veil = QColor(palette.color(QPalette.ColorRole.Window))
        veil.setAlphaF(0.5)
        painter.fillRect(room, veil)
    else:
        size = image.deviceIndependentSize().toSize()
        target = QRect(QPoint(0, 0), size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio))
        target.moveCenter(room.center())
        if (target.size() - size).width() ** 2 <= 1 and (target.size() - size).height() ** 2 <= 1:
            painter.drawImage(target.topLeft(), image)
        else:
            painter.drawImage(target, image)
    if content.fault:
        _paint_fault(painter, room, content, palette)
    elif content.is_lacking:
        corner = room.topRight() - QPoint(_BADGE + 2, -4)
        icon("warning").paint(painter, QRect(corner, QSize(_BADGE, _BADGE)))


def _paint_fault(painter: QPainter, room: QRect, content: CellContent, palette: QPalette) -> None:
    """An icon above a few words, on a plate that keeps them readable over anything."""
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
    most = room.marginsRemoved(QMargins(8, 8, 8, 8))
    words = painter.fontMetrics().boundingRect(most, flags, content.fault)
    height = min(words.height() + _ICON + 12, room.height())
    plate = QRect(0, 0, min(max(words.width(), _ICON) + 16, room.width()), height)
    plate.moveCenter(room.center())
    painter.save()
    painter.setClipRect(room)
    colour = QColor(palette.color(QPalette.ColorRole.Window))
    colour.setAlphaF(0.85)
    painter.fillRect(plate, colour)
    spot = QRect(plate.center().x() - _ICON // 2, plate.top() + 4, _ICON, _ICON)
    icon(content.icon).paint(painter, spot)
    below = QRect(plate.left() + 8, spot.bottom() + 3, plate.width() - 16, plate.bottom() - spot.bottom() - 4)
    option = QTextOption(Qt.AlignmentFlag.AlignHCenter)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    painter.setPen(palette.color(QPalette.ColorRole.WindowText))
    painter.drawText(below, content.fault, option)
    painter.restore()


def _paint_line(painter: QPainter, rect: QRect, text: str, colour: QColor, mode: Qt.TextElideMode) -> None:
    if text:
        painter.setPen(colour)
        cut = painter.fontMetrics().elidedText(text, mode, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextSingleLine, cut)

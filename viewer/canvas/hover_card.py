"""The card beside the cursor: class, attributes and size of what is under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from viewer.canvas.drawn import Drawn, DrawnArrow
from viewer.canvas.overlay import Visible
from viewer.model.annotation import Checklist, Classification, Radio, Text
from viewer.model.geometry import Unreadable

OFFSET = QPoint(18, 20)
WIDTH = 320
RADIUS = 4
MOST_LINES = 9


class HoverCard(QLabel):
    """Plain text in the colours of a tool tip; the mouse goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent.rect
        self.setObjectName("hover-card")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self.setContentsMargins(8, 5, 8, 5)
        self.hide()

    def show_for(
        self, thing: Visible, cursor: QPoint, *, beneath: int, twins: Sequence[Visible] = ()
    ) -> None:
        """Say what `thing` is, beside the cursor.

        `beneath` is the number of things that lie under it, `twins` are those that have exactly its outline,
        itself included.
        """
        metrics = QFontMetrics(self.font())
        lines = [metrics.elidedText(line, Qt.TextElideMode.ElideMiddle, WIDTH) for line in describe(thing)]
        if len(lines) > MOST_LINES:
            lines[MOST_LINES - 1 :] = [f"and {len(lines) - MOST_LINES + 1} more"]
        if twins:
            names = ", ".join(dict.fromkeys(twin.thing.name for twin in twins))
            told = f"{len(twins)} exactly on each other: {names}"
            lines.append(metrics.elidedText(told, Qt.TextElideMode.ElideMiddle, WIDTH))
        if beneath:
            lines.append(f"{beneath + 1} here: U or Alt+wheel goes through them, a right click lists them")
        self.setText("\n".join(lines))
        self.adjustSize()
        self.move(self._beside(cursor))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rounded box behind the text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self.palette().color(QPalette.ColorRole.ToolTipBase))
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.end()
        super().paintEvent(event)

    def _beside(self, cursor: QPoint) -> QPoint:
        """Below and to the right of the cursor, on the other side where there is no room."""
        room = self._room()
        at = cursor + OFFSET
        if at.x() + self.width() > room.width():
            at.setX(max(cursor.x() - OFFSET.x() - self.width(), 0))
        if at.y() + self.height() > room.height():
            at.setY(max(cursor.y() - OFFSET.y() - self.height(), 0))
        return at


def describe(thing: Visible) -> Iterator[str]:
    """Lines of plain text: the class, its size, its attributes."""
    match thing:
        case Drawn(thing=drawn):
            sure = "" if drawn.confidence is None else f"  {drawn.confidence * 100:.0f} %"
            yield drawn.name + sure
            yield f"{drawn.kind}: {size_of(thing)}"
        case DrawnArrow(arrow=arrow):
            yield thing.thing.name
            yield "relationship, both ways" if arrow.both_ways else "relationship"
    yield from _answers(thing.thing.classifications)


def size_of(drawn: Drawn) -> str:
    """Width, height and area in image pixels, or the place of a point."""
    bounds = drawn.bounds
    if drawn.shape.is_point:
        return f"{drawn.shape.centre.x():.1f}, {drawn.shape.centre.y():.1f}"
    size = f"{bounds.width():.0f} × {bounds.height():.0f} px"
    return f"{size}, area {drawn.shape.area:,.0f} px²" if drawn.shape.encloses else size


def _answers(classifications: Iterable[Classification], indent: str = "") -> Iterator[str]:
    for question in classifications:
        match question.answer:
            case Radio(option):
                yield f"{indent}{question.name}: {option.name}"
                yield from _answers(option.classifications, indent + "   ")
            case Checklist(options):
                yield f"{indent}{question.name}: {', '.join(option.name for option in options) or 'none'}"
                for option in options:
                    yield from _answers(option.classifications, indent + "   ")
            case Text(content, nested):
                yield f"{indent}{question.name}: {' '.join(content.split())}"
                yield from _answers(nested, indent + "   ")
            case Unreadable(reason):
                yield f"{indent}{question.name}: {reason}"

"""Names as tabs: beside the shape rather than over it, and always within the view.

Of all names those are painted that have room: tabs over each other, or over what is small, help nobody. How
many are left out is said.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from viewer.canvas import style
from viewer.canvas.colours import text_colour
from viewer.canvas.drawn import Drawn, DrawnArrow
from viewer.canvas.overlay import Overlay, Visible
from viewer.canvas.scene import Scene
from viewer.canvas.viewport import Viewport
from viewer.state.colouring import answer_in_words
from viewer.state.drawing import Drawing, TabPart

MAX_WIDTH = 260.0
PADDING = 5.0
GAP = 3.0
POINT_SIZE = 9.0
SMALL = 48.0
"""View pixels: the names of others do not cover the middle of what is no larger."""
CELL = 64.0
REST_COLOUR = QColor(20, 24, 30)


def paint_names(painter: QPainter, scene: Scene, viewport: Viewport) -> None:
    """Paint the names of what is visible, as far as they have room, when all names are asked for."""
    if not scene.all_names:
        return
    seen = list(scene.seen(viewport, 0))
    room = _Room(_small_middles(seen, viewport))
    with _lettering(painter) as metrics:
        painted = 0
        for drawn in seen:
            text, tabs = _tabs(drawn, viewport, metrics, scene.drawing)
            tab = next((tab for tab in tabs if room.take(tab)), None)
            if tab is not None:
                _paint_tab(painter, tab, text, drawn.colour)
                painted += 1
        if painted < len(seen):
            _paint_rest(painter, f"{painted:,} of {len(seen):,} names have room: zoom in for more", viewport)


def paint_overlay_names(painter: QPainter, overlay: Overlay, viewport: Viewport) -> None:
    """Paint the names of what is selected or hovered, every one of them."""
    room = _Room(())
    with _lettering(painter) as metrics:
        for drawn in _seen(overlay.named, viewport):
            text, tabs = _tabs(drawn, viewport, metrics, overlay.drawing)
            tab = next((tab for tab in tabs if room.take(tab)), tabs[0])
            _paint_tab(painter, tab, text, drawn.colour)


@contextmanager
def _lettering(painter: QPainter) -> Iterator[QFontMetricsF]:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(painter.font())
    font.setPointSizeF(POINT_SIZE)
    painter.setFont(font)
    yield QFontMetricsF(font)
    painter.restore()


def _seen(things: Iterable[Visible], viewport: Viewport) -> list[Visible]:
    seen = viewport.seen
    return [drawn for drawn in things if seen.intersects(drawn.bounds.adjusted(-0.5, -0.5, 0.5, 0.5))]


def _small_middles(things: Iterable[Visible], viewport: Viewport) -> Iterator[QPointF]:
    """Where in the view the things are that a tab would hide."""
    for drawn in things:
        size = max(drawn.bounds.width(), drawn.bounds.height()) * viewport.scale
        if not isinstance(drawn, DrawnArrow) and size <= SMALL:
            yield viewport.to_view(drawn.bounds.center())


class _Room:
    """What tabs have taken of the view, by cells, so that thousands of them are placed in no time."""

    def __init__(self, kept_free: Iterable[QPointF]) -> None:
        self._taken: dict[tuple[int, int], list[QRectF]] = {}
        self._kept_free: dict[tuple[int, int], list[QPointF]] = {}
        for point in kept_free:
            cell = (int(point.x() // CELL), int(point.y() // CELL))
            self._kept_free.setdefault(cell, []).append(point)

    def take(self, tab: QRectF) -> bool:
        """Whether a tab has room, which is then taken."""
        cells = _cells(tab)
        for cell in cells:
            if any(tab.intersects(other) for other in self._taken.get(cell, ())):
                return False
            if any(tab.contains(point) for point in self._kept_free.get(cell, ())):
                return False
        for cell in cells:
            self._taken.setdefault(cell, []).append(tab)
        return True


def _cells(tab: QRectF) -> list[tuple[int, int]]:
    columns = range(int(tab.left() // CELL), int(tab.right() // CELL) + 1)
    rows = range(int(tab.top() // CELL), int(tab.bottom() // CELL) + 1)
    return [(column, row) for column in columns for row in rows]


def _tabs(
    drawn: Visible, viewport: Viewport, metrics: QFontMetricsF, drawing: Drawing
) -> tuple[str, tuple[QRectF, ...]]:
    """What a tab says and where it can stand, the best place first."""
    text = metrics.elidedText(tab_text(drawn, drawing.tab), Qt.TextElideMode.ElideMiddle, MAX_WIDTH)
    width, height = metrics.horizontalAdvance(text) + 2 * PADDING, metrics.height() + 2
    first = tab_rect(drawn, viewport, width, height)
    if isinstance(drawn, DrawnArrow):
        return text, (first,)
    place = viewport.view_from_image.mapRect(drawn.bounds)
    corners = (
        QPointF(place.right() + 1 - width, place.top() - height - GAP),
        QPointF(place.left() - 1, place.bottom() + GAP),
        QPointF(place.right() + 1 - width, place.bottom() + GAP),
        QPointF(place.right() + GAP, place.top()),
        QPointF(place.left() - width - GAP, place.top()),
    )
    return text, (first, *(_within(corner, viewport, width, height) for corner in corners))


def tab_text(drawn: Visible, parts: Collection[TabPart]) -> str:
    """What is to be said of a thing, as far as it has it; its class where it has nothing of that."""
    thing, texts = drawn.thing, []
    if TabPart.CLASS in parts:
        texts.append(thing.name)
    if TabPart.ANSWERS in parts:
        texts += [answer for asked in thing.classifications if (answer := answer_in_words(asked))]
    if TabPart.CONFIDENCE in parts and isinstance(drawn, Drawn) and drawn.thing.confidence is not None:
        texts.append(f"{drawn.thing.confidence * 100:.0f} %")
    if TabPart.SIZE in parts and isinstance(drawn, Drawn) and not drawn.shape.is_point:
        texts.append(f"{drawn.bounds.width():.0f} × {drawn.bounds.height():.0f}")
    if TabPart.ID in parts and thing.feature_id:
        texts.append(thing.feature_id)
    return " · ".join(texts) or thing.name


def _paint_tab(painter: QPainter, tab: QRectF, text: str, colour: QColor) -> None:
    painter.setPen(style.pen(style.CASING_COLOUR, 1))
    painter.setBrush(colour)
    painter.drawRoundedRect(tab, 3, 3)
    painter.setPen(text_colour(colour))
    painter.drawText(tab, Qt.AlignmentFlag.AlignCenter, text)


def _paint_rest(painter: QPainter, text: str, viewport: Viewport) -> None:
    """What the names leave unsaid, in the lower left corner."""
    metrics = QFontMetricsF(painter.font())
    width, height = metrics.horizontalAdvance(text) + 2 * PADDING, metrics.height() + 2 * GAP
    tab = QRectF(2 * GAP, viewport.view.height() - height - 2 * GAP, width, height)
    _paint_tab(painter, tab, text, REST_COLOUR)


def tab_rect(drawn: Visible, viewport: Viewport, width: float, height: float) -> QRectF:
    """Above the top left corner of a shape, beside the middle of an arrow; always within the view."""
    if isinstance(drawn, DrawnArrow):
        corner = _beside(drawn, viewport, width, height)
    else:
        corner = viewport.view_from_image.mapRect(drawn.bounds).topLeft() - QPointF(1, height + GAP)
    return _within(corner, viewport, width, height)


def _within(corner: QPointF, viewport: Viewport, width: float, height: float) -> QRectF:
    x = min(max(corner.x(), 2.0), max(viewport.view.width() - width - 2, 2.0))
    y = min(max(corner.y(), 2.0), max(viewport.view.height() - height - 2, 2.0))
    return QRectF(x, y, width, height)


def _beside(drawn: DrawnArrow, viewport: Viewport, width: float, height: float) -> QPointF:
    """The corner of a tab that just clears the line at its middle, above it or to its left."""
    middle = viewport.to_view(drawn.anchor)
    angle = math.radians(
        viewport.view_from_image.map(drawn.arrow.path).angleAtPercent(0.5)
    )  # counter-clockwise, y up
    aside = QPointF(math.sin(angle), math.cos(angle))
    if aside.y() > 0:
        aside = -aside
    clearance = (width * abs(aside.x()) + height * abs(aside.y())) / 2 + style.HEAD_WIDTH / 2 + GAP
    return middle + aside * clearance - QPointF(width / 2, height / 2)

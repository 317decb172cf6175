"""The other side of a comparison: its scene, and how both are painted.

Both sides are seen through one camera, so that they move together: side by side each has half of the canvas,
under a divider the other side lies over this one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from viewer.canvas import style
from viewer.canvas.badge import badge_size, paint_badge
from viewer.canvas.colours import ClassColours
from viewer.canvas.keeper import StillKeeper
from viewer.canvas.overlay import resolve_overlay
from viewer.canvas.painting import paint_backdrop, paint_overlay
from viewer.canvas.scene import Scene
from viewer.canvas.sides import GRIP, SidePlaces
from viewer.canvas.source import PICTURED, SceneSource
from viewer.canvas.still import View
from viewer.canvas.viewport import Viewport
from viewer.formats import ReadRow
from viewer.media.loads import Failed
from viewer.model.annotation import JsonPath
from viewer.model.row import DataRow, UnreadableRow
from viewer.state.comparing import Sides, sides, title_of
from viewer.state.resolve import shown_labels
from viewer.state.session import Session
from viewer.state.view_state import CompareMode, ViewState

_EDGE = 10.0
"""View pixels from the edge of a side to what is said in it."""


class Beside(QObject):
    """Of one canvas, whose own scene is `own()`; `changed` is called when there is more of the other side.

    The objects of another row are looked at, but not selected: a selection is of the row looked at.
    """

    def __init__(
        self,
        canvas: QWidget,
        session: Session,
        colours: Callable[[], ClassColours],
        own: Callable[[], Scene | None],
        changed: Callable[[], None],
    ) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._session = session
        self._colours = colours
        self._own = own
        self._changed = changed
        self._source: SceneSource | None = None
        self._stills: StillKeeper | None = None
        self._read: ReadRow | None = None
        self._asked: int | None = None
        self._is_asking = False
        self._sides: Sides | None = None
        self._hovered: JsonPath | None = None
        self.scene: Scene | None = None
        self.fault = ""
        """Why there is no other side to be seen, though one is asked for."""
        self.places = SidePlaces(canvas, lambda: self._mode, lambda: self._state.blink)

    # ------------------------------------------------------------- what is compared

    @property
    def _mode(self) -> CompareMode | None:
        compared = self._state.compared
        return compared.mode if compared is not None and (self.scene is not None or self.fault) else None

    @property
    def _state(self) -> ViewState:
        return self._session.state

    def own_state(self, row: DataRow) -> ViewState:
        """What this side shows of the row looked at, while something is compared."""
        other = self._other_row(row)
        if other is not None or not self._is_awaited:
            self._sides = sides(row, other, self._state)
        if self._sides is None:
            return self._state
        return replace(self._state, labels=tuple(label.path for label in self._sides.own))

    def refresh(self, row: DataRow | None) -> None:
        """Resolve the other side anew; until another row is read, the one before stays."""
        other = self._other_row(row) if row is not None else None
        if row is not None and other is None and self._is_awaited:
            return
        self.fault = self._fault() if row is not None and other is None else ""
        if row is None or other is None or self._sides is None:
            self.scene = None
            return
        if self._source is None:
            self._source = SceneSource(self._session.media, self._session.tasks, self._changed, beside=True)
            self._stills = StillKeeper(self)
            self._stills.renewed.connect(self._canvas.update)
        labels = tuple(label.path for label in self._sides.other)
        state = replace(self._state, row=other.index, labels=labels)
        self.scene = self._source.scene(other, state, self._colours())

    def clear(self) -> None:
        """Another export is open."""
        self._read = self._asked = self.scene = self._sides = self._hovered = None
        self.fault = ""

    def forget_row(self) -> None:
        """Another row is looked at."""
        compared = self._state.compared
        if (
            self._source is not None
            and self._stills is not None
            and (compared is None or compared.row is None)
        ):
            self._source.clear()
            self._stills.clear()

    @property
    def _is_awaited(self) -> bool:
        """Whether the row of the other side is being read."""
        return self._state.compared is not None and self._asked is not None and not self._is_asking

    @property
    def _other_index(self) -> int | None:
        """Which row is on the other side, where that is another one than the one looked at."""
        compared = self._state.compared
        if compared is None or compared.row is None or compared.row == self._state.row:
            return None
        return min(max(compared.row, 0), self._session.row_count - 1)

    def _fault(self) -> str:
        """Why the other row cannot be seen, as far as it was read."""
        row = self._read.row if self._read is not None and self._other_index is not None else None
        if not isinstance(row, UnreadableRow):
            return ""
        return f"Record {row.index + 1} cannot be read\n{row.reason}"

    def _other_row(self, row: DataRow) -> DataRow | None:
        """The row of the other side, which is read when it is another one."""
        if self._state.compared is None:
            return None
        if (wanted := self._other_index) is None:
            return row
        if self._read is None or self._read.row.index != wanted:
            self._ask(wanted)
        if self._read is None or self._read.row.index != wanted:
            return None
        return self._read.row if isinstance(self._read.row, DataRow) else None

    def _ask(self, wanted: int) -> None:
        """Have a row read, which may be there at once."""
        if self._asked != wanted:
            self._asked = wanted
            self._is_asking = True
            self._session.read_record(wanted, self._take, key="other row")
            self._is_asking = False

    def _take(self, read: ReadRow) -> None:
        self._read, self._asked = read, None
        if self._source is not None and self._stills is not None:
            self._source.clear()
            self._stills.clear()
        if not self._is_asking:
            self._changed()

    # ------------------------------------------------------------- under the cursor

    @property
    def is_foreign(self) -> bool:
        """Whether the cursor is on another row than the one looked at."""
        return self.places.on_other and self._other_index is not None

    def scene_under_cursor(self) -> Scene | None:
        """The scene of the side that the cursor is on."""
        return self.scene if self.places.on_other else self._own()

    def hover(self, path: JsonPath | None) -> None:
        """This object of another row lies under the cursor."""
        if path != self._hovered:
            self._hovered = path
            self._canvas.update()

    # ------------------------------------------------------------- painting

    def paint(self, painter: QPainter, viewport: Viewport, paint_own: Callable[[], None]) -> None:
        """Paint both sides, this one by `paint_own`, or while it is blinked the other one in its place."""
        mode, places = self._mode, self.places
        if mode is None:
            paint_own()
            return
        own, other = places.areas
        if not own.isEmpty():
            painter.save()
            painter.setClipRect(own)
            if self._state.blink:
                self._paint_other(painter, viewport)
            else:
                paint_own()
            painter.restore()
            self._paint_title(painter, own, 1 if self._state.blink else 0)
        painter.save()
        painter.setClipRect(other)
        painter.fillRect(other, self._canvas.palette().dark())
        if places.is_split:
            painter.translate(other.left(), 0)
        self._paint_other(painter, viewport)
        painter.restore()
        self._paint_title(painter, other, 1)
        self._paint_between(painter, own, other)

    def finish(self, viewport: Viewport) -> None:
        """Paint all that is missing of the other side now."""
        if self.scene is not None and self._stills is not None and self._state.overlays_shown:
            self._stills.finish(self._view(self.scene, viewport))

    def look(self, viewport: Viewport) -> None:
        """This is what is seen now: see to it that the other side is sharp, too."""
        if self.scene is not None and self._source is not None and self._mode is not None:
            seen = replace(viewport, image=self.scene.size)
            self._source.look(self.scene, seen, self._canvas.devicePixelRatioF())

    def pause(self) -> None:
        """What nobody sees is not painted."""
        if self._stills is not None:
            self._stills.pause()

    def _view(self, scene: Scene, viewport: Viewport) -> View:
        return View(scene, replace(viewport, image=scene.size), self._canvas.devicePixelRatioF())

    def _paint_other(self, painter: QPainter, viewport: Viewport) -> None:
        scene, stills = self.scene, self._stills
        if scene is None or stills is None:
            return
        view = self._view(scene, viewport)
        paint_backdrop(painter, scene, view.viewport)
        if self._state.overlays_shown:
            stills.paint(painter, view)
            state = self._state
            if self._other_index is not None:
                state = replace(state, selection=(), hover=self._hovered)
            paint_overlay(painter, resolve_overlay(scene, state), view.viewport)

    def _paint_between(self, painter: QPainter, own: QRectF, other: QRectF) -> None:
        if self.places.is_split:
            between = QRectF(own.right(), 0, other.left() - own.right(), own.height())
            painter.fillRect(between, self._canvas.palette().mid())
        elif not own.isEmpty() and not self._state.blink:
            x, height = other.left(), other.height()
            for pen in (QPen(style.CASING_COLOUR, 4), QPen(style.LIGHT, 2)):
                painter.setPen(pen)
                painter.drawLine(QPointF(x, 0), QPointF(x, height))
            painter.setPen(QPen(style.CASING_COLOUR, 1))
            painter.setBrush(style.LIGHT)
            painter.drawEllipse(QPointF(x, height / 2), GRIP, GRIP)

    # ------------------------------------------------------------- what is said in a side

    def _paint_title(self, painter: QPainter, side: QRectF, number: int) -> None:
        """At the top of a side what it shows, in its middle why there is nothing to be seen."""
        row = self._session.row
        other = self._other_row(row) if row is not None else None
        if row is None or (number == 1 and other is None):
            self._say(painter, self.fault, side, middle=True)
            return
        labels, of = (self._sides.own if self._sides is not None else shown_labels(row, self._state)), row
        if number == 1 and self._sides is not None and other is not None:
            labels, of = self._sides.other, other
        self._say(painter, title_of(labels, of, with_row=other is not row), side)
        if of is not row and of.media.media_type in PICTURED:
            image = self._session.media.image_beside(of)
            if isinstance(image, Failed) and image.early is None:
                self._say(painter, f"No image: {image.problem.reason}", side, middle=True)

    def _say(self, painter: QPainter, text: str, side: QRectF, *, middle: bool = False) -> None:
        """In the middle of a side, or at its top; what is too long for it is cut within."""
        metrics, room = QFontMetricsF(painter.font()), side.width() - 4 * _EDGE
        elide = Qt.TextElideMode.ElideRight if middle else Qt.TextElideMode.ElideMiddle
        text = "\n".join(metrics.elidedText(line, elide, room) for line in text.split("\n"))
        wide, high = badge_size(painter, text)
        top = (side.height() - high) / 2 if middle else _EDGE
        painter.save()
        painter.setClipRect(side)
        paint_badge(painter, text, QPointF(side.left() + max((side.width() - wide) / 2, 4), side.top() + top))
        painter.restore()

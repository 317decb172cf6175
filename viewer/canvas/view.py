"""The canvas widget: holds the scene, the viewport and the still, and leaves everything else to those who
know.

What is drawn stands in `layers`, where things are in `kinds`, hands in `gestures`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from viewer.canvas.colours import ClassColours
from viewer.canvas.gestures import Gestures
from viewer.canvas.hit import things_at
from viewer.canvas.hover_card import HoverCard
from viewer.canvas.overlay import Overlay, Visible, resolve_overlay
from viewer.canvas.painting import new_still, paint_overlay, paint_scene
from viewer.canvas.scene import Scene
from viewer.canvas.source import SceneSource
from viewer.canvas.style import HIT_TOLERANCE
from viewer.canvas.viewport import Viewport
from viewer.model.annotation import JsonPath
from viewer.state import steps
from viewer.state.resolve import things_of
from viewer.state.session import Session
from viewer.state.view_state import ViewState

OVER_ONLY = ("selection", "hover", "query", "matches")
"""Fields of a ViewState that change nothing in the scene itself."""


@dataclass(frozen=True, slots=True)
class Hover:
    """Where the cursor is: image coordinates, the colour of the pixel there, what lies there."""

    x: float
    y: float
    rgb: tuple[int, int, int] | None
    thing: Visible | None


class CanvasView(QWidget):
    """The picture with its annotations, to zoom, pan, click and point at.

    `hovered` carries a Hover, or None when the cursor leaves; `zoom_changed` image pixels to device pixels
    (1.0 is 100 %).
    """

    hovered = Signal(object)
    zoom_changed = Signal(float)

    def __init__(
        self,
        session: Session,
        colours: Callable[[], ClassColours],
        parent: QWidget | None = None,
        *,
        keep_camera: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._colours = colours
        self._keep_camera = keep_camera
        self._source = SceneSource(session.media, session.tasks, self.refresh)
        self._scene: Scene | None = None
        self._overlay = Overlay()
        self._viewport = Viewport(QSizeF(self.size()), QSizeF(1, 1))
        self._still: QImage | None = None
        self._cursor: QPointF | None = None
        self._gestures = Gestures(self, self.setCursor)
        self._card = HoverCard(self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 120)
        self.setAccessibleName("Image with annotations")
        session.changed.connect(self._apply)
        session.row_read.connect(self._show_row)
        session.opened.connect(self._forget)
        session.media.arrived.connect(self.refresh)

    # ------------------------------------------------------------- from the session

    @property
    def scene(self) -> Scene | None:
        """What is painted now; None without a readable data row."""
        return self._scene

    @property
    def viewport(self) -> Viewport:
        """What is seen of it."""
        return self._viewport

    def refresh(self) -> None:
        """Resolve the scene anew: something it is made of has changed."""
        row = self._session.row
        size = self._scene.size if self._scene is not None else None
        self._scene = None
        if row is not None:
            self._scene = self._source.scene(row, self._session.state, self._colours())
            if self._scene.size != size:
                self._frame_changed(self._scene.size)
        self._still = None
        self._resolve_overlay()

    def _forget(self) -> None:
        self._source.clear()
        self._viewport = replace(self._viewport, image=QSizeF(1, 1))
        self.refresh()

    def _show_row(self) -> None:
        self._source.clear()
        self._cursor = None
        self._card.hide()
        self.refresh()
        if not self._keep_camera():
            self.fit()

    def _apply(self, old: ViewState, new: ViewState) -> None:
        if old.row != new.row and self._session.row is None:
            return  # the picture of the old row stays until the new one is read
        if old.peek != new.peek:
            self._card.hide()
        if replace(old, **{field: getattr(new, field) for field in OVER_ONLY}) != new:
            self.refresh()
        elif old.selection != new.selection or old.hover != new.hover:
            self._resolve_overlay()
        if new.selection and old.selection != new.selection:
            self._bring_into_view(new.selection[-1])

    def _resolve_overlay(self) -> None:
        scene = self._scene
        self._overlay = resolve_overlay(scene, self._session.state) if scene is not None else Overlay()
        self.update()

    def _bring_into_view(self, path: JsonPath) -> None:
        drawn = self._scene.find(path) if self._scene is not None else None
        if drawn is not None:
            self._set_viewport(self._viewport.showing(drawn.bounds))

    # ------------------------------------------------------------- viewport

    def _set_viewport(self, viewport: Viewport) -> None:
        if viewport == self._viewport:
            return
        zoomed = viewport.scale != self._viewport.scale
        self._viewport = viewport
        self._still = None
        self.update()
        if zoomed:
            self.zoom_changed.emit(self.zoom)

    def _frame_changed(self, size: QSizeF) -> None:
        """Another image size: a fitted view is what anybody expects."""
        self._set_viewport(replace(self._viewport, image=size).fitted())

    @property
    def zoom(self) -> float:
        """Device pixels an image pixel."""
        return self._viewport.scale * self.devicePixelRatioF()

    def zoom_at(self, factor: float, in_view: QPointF) -> None:
        """Zoom; the image point under `in_view` stays there."""
        self._set_viewport(self._viewport.zoomed(factor, in_view))

    def zoom_by(self, factor: float) -> None:
        """Zoom about the cursor when it is over the canvas, else about the middle."""
        self.zoom_at(factor, self._cursor or QPointF(self.rect().center()))

    def pan_by(self, by: QPointF) -> None:
        """Move the image by view pixels."""
        self._set_viewport(self._viewport.panned(by))

    def fit(self) -> None:
        """Show the whole image."""
        self._set_viewport(self._viewport.fitted())

    def actual_size(self) -> None:
        """One image pixel a device pixel."""
        self.zoom_by(1 / self.zoom)

    def zoom_to(self, paths: tuple[JsonPath, ...]) -> None:
        """Bring these objects into view as large as is useful; all visible ones when there are none."""
        if self._scene is None:
            return
        found = [drawn for path in paths if (drawn := self._scene.find(path)) is not None]
        area = QRectF()
        for drawn in found or self._scene.things():
            area |= drawn.bounds.adjusted(-0.5, -0.5, 0.5, 0.5)
        if not area.isEmpty():
            self._set_viewport(self._viewport.framing(area))

    # ------------------------------------------------------------- what is under the hand

    def shown_paths(self) -> tuple[JsonPath, ...]:
        """Paths of the visible objects and relationships, in file order."""
        if self._scene is None:
            return ()
        visible = {drawn.thing.path for drawn in self._scene.things()}
        row = self._session.row
        labels = row.labels() if row is not None else ()
        return tuple(t.path for label in labels for t in things_of(label) if t.path in visible)

    def things_at(self, in_view: QPointF) -> list[Visible]:
        """What lies under a point of the view, the smallest first."""
        if self._scene is None:
            return []
        at = self._viewport.to_image(in_view)
        return things_at(self._scene, at.x(), at.y(), HIT_TOLERANCE / self._viewport.scale)

    def hover_at(self, in_view: QPointF | None) -> None:
        """The cursor is here, or has left."""
        self._cursor = in_view
        things = self.things_at(in_view) if in_view is not None else []
        state = self._session.state
        under = next((t for t in things if t.thing.path == state.current), things[0] if things else None)
        self._session.update(hover=under.thing.path if under is not None else None)
        if under is not None and in_view is not None:
            self._card.show_for(under, in_view.toPoint(), beneath=len(things) - 1)
        else:
            self._card.hide()
        self.hovered.emit(self._hover(in_view, under) if in_view is not None else None)

    def click_at(self, in_view: QPointF, *, add: bool) -> None:
        """Select what is here; a click on what is selected goes on to what lies beneath it."""
        things = [thing.thing.path for thing in self.things_at(in_view)]
        state = self._session.state
        if not add and state.current in things and len(things) > 1:
            self._session.apply(steps.select_next(state, things, 1))
        else:
            self._session.apply(steps.select(state, things[0] if things else None, add=add))

    def double_click_at(self, in_view: QPointF) -> None:
        """Zoom to what is here, or fit."""
        things = self.things_at(in_view)
        if things:
            self._session.apply(steps.select(self._session.state, things[0].thing.path))
            self.zoom_to((things[0].thing.path,))
        else:
            self.fit()

    def cycle_under_cursor(self, distance: int) -> None:
        """Select the next of the objects that lie on top of each other under the cursor."""
        if self._cursor is not None:
            things = [thing.thing.path for thing in self.things_at(self._cursor)]
            self._session.apply(steps.select_next(self._session.state, things, distance))

    def _hover(self, in_view: QPointF, thing: Visible | None) -> Hover | None:
        if self._scene is None:
            return None
        at = self._viewport.to_image(in_view)
        return Hover(at.x(), at.y(), self._colour_at(at), thing)

    def _colour_at(self, at: QPointF) -> tuple[int, int, int] | None:
        """The colour of the stored pixel under a point of the frame."""
        scene = self._scene
        if scene is None or not scene.backdrop.levels or scene.backdrop.turns or not scene.frame.contains(at):
            return None
        image = scene.backdrop.levels[0]
        pixel = QPoint(
            min(int(at.x() / scene.size.width() * image.width()), image.width() - 1),
            min(int(at.y() / scene.size.height() * image.height()), image.height() - 1),
        )
        colour = image.pixelColor(pixel)
        return colour.red(), colour.green(), colour.blue()

    # ------------------------------------------------------------- pictures

    def picture(self) -> QImage:
        """What is seen, selection included, at the screen's resolution."""
        picture = new_still(self.size(), self.devicePixelRatioF(), self._background())
        painter = QPainter(picture)
        painter.drawImage(0, 0, self._current_still())
        paint_overlay(painter, self._overlay, self._viewport)
        painter.end()
        return picture

    def copy_view(self) -> None:
        """Put what is seen on the clipboard, as a picture."""
        QGuiApplication.clipboard().setImage(self.picture())

    def _background(self) -> QColor:
        return self.palette().color(QPalette.ColorRole.Dark)

    def _current_still(self) -> QImage:
        if self._still is None or self._still.devicePixelRatioF() != self.devicePixelRatioF():
            self._still = new_still(self.size(), self.devicePixelRatioF(), self._background())
            if self._scene is not None:
                painter = QPainter(self._still)
                paint_scene(painter, self._scene, self._viewport)
                painter.end()
        return self._still

    # ------------------------------------------------------------- Qt

    def paintEvent(self, _: QPaintEvent) -> None:
        """Blit the still, paint selection and hover over it."""
        painter = QPainter(self)
        painter.drawImage(0, 0, self._current_still())
        if self._scene is not None and self._session.state.overlays_shown:
            paint_overlay(painter, self._overlay, self._viewport)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fitted stays fitted, else the middle stays in the middle."""
        self._still = None
        self._set_viewport(self._viewport.resized(QSizeF(event.size())))

    def changeEvent(self, event: QEvent) -> None:
        """Another theme has another background."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._still = None
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Let trackpad gestures through to the canvas."""
        if isinstance(event, QNativeGestureEvent) and self._gestures.native(event):
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom, pan or cycle."""
        self._gestures.wheel(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        self._gestures.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Hover or drag."""
        self._gestures.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Click, or end a drag."""
        self._gestures.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Zoom to an object, or fit."""
        self._gestures.double_click(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is hovered any more."""
        self._gestures.leave(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space pans."""
        if not self._gestures.key(event, down=True):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space no longer pans."""
        if not self._gestures.key(event, down=False):
            super().keyReleaseEvent(event)

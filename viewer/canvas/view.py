"""The canvas widget: joins scene, camera, stills and pointer, and leaves the rest to those who know.

What is drawn stands in `layers`, where things are in `kinds`, hands in `gestures` and `pointer`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QHideEvent,
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

from viewer.canvas.aids import Aids
from viewer.canvas.beside import Beside
from viewer.canvas.camera import Camera
from viewer.canvas.colours import ClassColours
from viewer.canvas.dots import DotCount
from viewer.canvas.gestures import Gestures
from viewer.canvas.hover_card import HoverCard
from viewer.canvas.keeper import StillKeeper
from viewer.canvas.overlay import Overlay, resolve_overlay
from viewer.canvas.painting import paint_backdrop, paint_overlay
from viewer.canvas.pointer import Pointer
from viewer.canvas.scene import Scene
from viewer.canvas.source import SceneSource
from viewer.canvas.still import View, new_still
from viewer.canvas.viewport import Viewport
from viewer.model.annotation import JsonPath
from viewer.state.fit_rule import FitRule
from viewer.state.resolve import things_of
from viewer.state.session import Session
from viewer.state.view_state import ViewState

OVER_ONLY = frozenset(
    {
        *("selection", "hover", "spotlight", "aids", "held_aid"),
        *("request", "found", "page", "object_order"),
    }
)
"""Fields of a ViewState that change nothing in the scene itself."""


class CanvasView(QWidget):
    """The picture with its annotations, to zoom, pan, click and point at.

    `hovered` carries a Hover, None when the cursor leaves; `zoom_changed` device pixels an image pixel,
    where 1.0 is 100 %; `dots_changed` how many objects are drawn as dots.
    """

    hovered = Signal(object)
    zoom_changed = Signal(float)
    dots_changed = Signal(int)
    menu_asked = Signal(object, object)
    """What lies where a menu is asked for (a list), and the place on the screen."""

    def __init__(
        self,
        session: Session,
        colours: Callable[[], ClassColours],
        parent: QWidget | None = None,
        *,
        keep_camera: Callable[[], bool] = lambda: True,
        fit_rule: Callable[[], FitRule] = lambda: FitRule.WHOLE,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._colours = colours
        self._keep_camera = keep_camera
        self._source = SceneSource(session.media, session.tasks, self.refresh)
        self._scene: Scene | None = None
        self._awaited: JsonPath | None = None
        self._overlay = Overlay()
        self._stills = StillKeeper(self)
        self._dots = DotCount(self)
        self._camera = Camera(self, fit_rule, lambda: 1 / self.devicePixelRatioF())
        self._card = HoverCard(self)
        self._beside = Beside(self, session, colours, lambda: self._scene, self.refresh)
        self._sides = self._beside.places
        self._pointer = Pointer(session, self._camera, self._card, self._beside, self._sides.on_canvas)
        self._aids = Aids(self, session, self._camera, lambda: self._scene, self._beside)
        self._gestures = Gestures(self._pointer, self.setCursor, self._aids.measure)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 120)
        self.setAccessibleName("Image with annotations")
        self._pointer.hovered.connect(self.hovered)
        self._pointer.hovered.connect(self._aids.point_at)
        self._camera.moved.connect(self.update)
        self._stills.renewed.connect(self.update)
        self._dots.changed.connect(self.dots_changed)
        self._camera.zoomed.connect(lambda: self.zoom_changed.emit(self.zoom))
        session.changed.connect(self._apply)
        session.row_read.connect(self._show_row)
        session.opened.connect(self._forget)
        session.media.arrived.connect(self.refresh)

    # ------------------------------------------------------------- from the session

    @property
    def scene(self) -> Scene | None:
        """What is painted now; None without a readable data row."""
        return self._scene

    def refresh(self) -> None:
        """Resolve the scene anew: something it is made of has changed."""
        row = self._session.row
        self._scene = None
        if row is not None:
            state = self._beside.own_state(row)
            self._scene = self._source.scene(row, state, self._colours())
            self._beside.refresh(row)
            self._camera.resize(self._sides.size_of_side(QSizeF(self.size())))
            self._camera.look_at(self._scene.size, self._session.state.orientation)
        else:
            self._beside.refresh(None)
        self._resolve_overlay()
        self._aids.look()
        self._zoom_to_awaited()

    def _forget(self) -> None:
        self._beside.clear()
        self._source.clear()
        self._stills.clear()
        self._camera.forget()
        self.refresh()

    def _show_row(self) -> None:
        self._beside.forget_row()
        self._source.clear()
        self._stills.clear()
        self._pointer.forget()
        self.refresh()
        if not self._keep_camera():
            self._camera.begin()

    def _apply(self, old: ViewState, new: ViewState) -> None:
        if old.row != new.row and self._session.row is None:
            return  # the picture of the old row stays until the new one is read
        if replace(old, **{field: getattr(new, field) for field in OVER_ONLY}) != new:
            self._card.hide()
            self.refresh()
        elif (old.selection, old.hover, old.spotlight) != (new.selection, new.hover, new.spotlight):
            self._resolve_overlay()
        if old.aids != new.aids:
            self._gestures.show_cursor()
        if new.selection and old.selection != new.selection:
            self._bring_into_view(new.selection[-1])

    def _resolve_overlay(self) -> None:
        scene = self._scene
        self._overlay = resolve_overlay(scene, self._session.state) if scene is not None else Overlay()
        self.update()

    def _bring_into_view(self, path: JsonPath) -> None:
        for drawn in self._scene.find(path)[:1] if self._scene is not None else ():
            self._camera.show_area(drawn.bounds)

    # ------------------------------------------------------------- for actions and the status bar

    @property
    def viewport(self) -> Viewport:
        """What is seen of the scene."""
        return self._camera.viewport

    @property
    def zoom(self) -> float:
        """Device pixels an image pixel."""
        return self.viewport.scale * self.devicePixelRatioF()

    def zoom_by(self, factor: float) -> None:
        """Zoom about the cursor when it is over the canvas, else about the middle of a side."""
        view = self.viewport.view
        self._camera.zoom_at(factor, self._pointer.place or QPointF(view.width() / 2, view.height() / 2))

    def fit(self) -> None:
        """Show the whole image."""
        self._camera.fit()

    def fit_width(self) -> None:
        """Show the whole width of the image."""
        self._camera.fit_across()

    def actual_size(self) -> None:
        """One image pixel a device pixel."""
        self.zoom_by(1 / self.zoom)

    def zoom_to(self, paths: tuple[JsonPath, ...]) -> None:
        """Bring these objects into view as large as is useful; all visible ones when there are none."""
        if self._scene is not None:
            found = [drawn.bounds for path in paths for drawn in self._scene.find(path)]
            self._camera.frame(found or self._scene.extents())

    def zoom_when_there(self, path: JsonPath) -> None:
        """Bring an object into view as soon as it is drawn: its row may still be read."""
        self._awaited = path
        self._zoom_to_awaited()

    def _zoom_to_awaited(self) -> None:
        if self._awaited is not None and self._scene is not None and self._scene.find(self._awaited):
            path, self._awaited = self._awaited, None
            self.zoom_to((path,))

    def cycle_under_cursor(self, distance: int) -> None:
        """Select the next of the objects that lie on top of each other under the cursor."""
        self._pointer.cycle_under_cursor(distance)

    def shown_paths(self) -> tuple[JsonPath, ...]:
        """Paths of the visible objects and relationships, in file order."""
        if self._scene is None:
            return ()
        visible = set(self._scene.paths())
        row = self._session.row
        labels = row.labels() if row is not None else ()
        return tuple(t.path for label in labels for t in things_of(label) if t.path in visible)

    def picture(self) -> QImage:
        """What is seen, selection included, at the screen's resolution."""
        picture = new_still(self.size(), self.devicePixelRatioF(), Qt.GlobalColor.transparent)
        if self._scene is not None and self._session.state.overlays_shown:
            self._stills.finish(self._view(self._scene))
            self._beside.finish(self.viewport)
        painter = QPainter(picture)
        self._paint(painter)
        painter.end()
        return picture

    def copy_view(self) -> None:
        """Put what is seen on the clipboard, as a picture."""
        QGuiApplication.clipboard().setImage(self.picture())

    # ------------------------------------------------------------- painting

    def _view(self, scene: Scene) -> View:
        return View(scene, self.viewport, self.devicePixelRatioF())

    def _background(self) -> QColor:
        return self.palette().color(QPalette.ColorRole.Dark)

    def _paint(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), self._background())
        if self._scene is None:
            return
        scene = self._scene
        self._beside.paint(painter, self.viewport, lambda: self._paint_own(painter, scene))

    def _paint_own(self, painter: QPainter, scene: Scene) -> None:
        paint_backdrop(painter, scene, self.viewport)
        if self._session.state.overlays_shown:
            self._stills.paint(painter, self._view(scene))
            paint_overlay(painter, self._overlay, self.viewport)

    # ------------------------------------------------------------- Qt

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the image, the still over it, selection and hover over both."""
        painter = QPainter(self)
        self._paint(painter)
        self._aids.paint(painter, self._overlay)
        painter.end()
        self._dots.look(self._scene, self.viewport)
        self._source.look(self._scene, self.viewport, self.devicePixelRatioF())
        self._beside.look(self.viewport)

    def hideEvent(self, _: QHideEvent) -> None:
        """What nobody sees is not painted."""
        self._stills.pause()
        self._beside.pause()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fitted stays fitted, else the middle stays in the middle."""
        self._camera.resize(self._sides.size_of_side(QSizeF(event.size())))

    def event(self, event: QEvent) -> bool:
        """Let trackpad gestures through to the canvas."""
        pinch = event if isinstance(event, QNativeGestureEvent) else None
        if pinch is not None and self._gestures.native(pinch, self._sides.in_side(pinch.position())):
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom, pan or cycle."""
        self._gestures.wheel(self._sides.wheel(event))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        if not self._sides.takes_hold(event):
            self._gestures.press(self._sides.mouse(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Hover or drag."""
        if not self._sides.drags(event):
            self._gestures.move(self._sides.mouse(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Click, or end a drag."""
        if not self._sides.lets_go():
            self._gestures.release(self._sides.mouse(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Zoom to an object, or fit."""
        self._gestures.double_click(self._sides.mouse(event))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """List what lies there; asked for by a key, what lies under the cursor."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        at = self._sides.in_side(QPointF(event.pos())) if by_mouse else None
        self._card.hide()
        if not self._beside.is_foreign:
            self.menu_asked.emit(self._pointer.things_here(at), event.globalPos())

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

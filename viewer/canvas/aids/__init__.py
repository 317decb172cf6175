"""Aids of the eye over the canvas: crosshair, rulers, a line to measure with, a loupe, a map of the whole.

`crosshair`, `rulers` and `measure` are painted over everything; `loupe` and `minimap` are small widgets on
the canvas. They belong to the screen: pictures that are copied or exported have none of them.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from viewer.canvas.aids.crosshair import paint_crosshair
from viewer.canvas.aids.loupe import Loupe
from viewer.canvas.aids.measure import Measure
from viewer.canvas.aids.minimap import Minimap
from viewer.canvas.aids.rulers import THICKNESS, paint_rulers
from viewer.canvas.beside import Beside
from viewer.canvas.camera import Camera
from viewer.canvas.overlay import Overlay
from viewer.canvas.pointer import Hover
from viewer.canvas.scene import Scene
from viewer.state.session import Session
from viewer.state.view_state import Aid, ViewState


class Aids(QObject):
    """Those of one canvas: it tells them where the cursor is and what is seen, and lets them paint."""

    def __init__(
        self,
        canvas: QWidget,
        session: Session,
        camera: Camera,
        scene: Callable[[], Scene | None],
        beside: Beside,
    ) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._session = session
        self._camera = camera
        self._scene = scene
        self._beside = beside
        self._hover: Hover | None = None
        self._loupe: Loupe | None = None
        self._minimap: Minimap | None = None
        self.measure = Measure(camera, lambda: Aid.MEASURE in self._on, canvas.update)
        camera.moved.connect(self.look)
        session.changed.connect(self._apply)

    @property
    def _on(self) -> frozenset[Aid]:
        return self._session.state.aids_shown

    def paint(self, painter: QPainter, overlay: Overlay) -> None:
        """Paint those that are on."""
        viewport, on = self._camera.viewport, self._on
        if self._scene() is None or not on:
            return
        painter.setClipRect(self._beside.places.areas[0])
        cursor = self._cursor()
        if Aid.CROSSHAIR in on and cursor is not None:
            paint_crosshair(painter, viewport, cursor)
        if Aid.MEASURE in on:
            left = THICKNESS if Aid.RULERS in on else 0.0
            self.measure.paint(painter, overlay, viewport, left=left)
        if Aid.RULERS in on:
            paint_rulers(painter, viewport, self._canvas.palette(), cursor)

    def point_at(self, hover: Hover | None) -> None:
        """The cursor is there, or elsewhere."""
        self._hover = hover
        if self._on & {Aid.CROSSHAIR, Aid.RULERS}:
            self._canvas.update()
        self._show_loupe()

    def look(self) -> None:
        """Something else is seen, or it is seen otherwise."""
        self._show_loupe()
        self._show_minimap()

    def _apply(self, old: ViewState, new: ViewState) -> None:
        if old.row != new.row:
            self.measure.clear()
        if old.aids_shown != new.aids_shown:
            self.look()
            self._canvas.update()

    def _cursor(self) -> QPointF | None:
        hover = self._hover
        return self._camera.viewport.to_view(QPointF(hover.x, hover.y)) if hover is not None else None

    def _show_loupe(self) -> None:
        scene, cursor = self._beside.scene_under_cursor(), self._cursor()
        is_shown = Aid.LOUPE in self._on and scene is not None and cursor is not None
        if is_shown and self._loupe is None:
            self._loupe = Loupe(self._canvas)
        if self._loupe is None:
            return
        self._loupe.setVisible(is_shown)
        if is_shown and scene is not None and self._hover is not None and cursor is not None:
            self._loupe.look(scene, self._camera.viewport, self._hover, self._beside.places.on_canvas(cursor))

    def _show_minimap(self) -> None:
        scene = self._scene()
        is_shown = Aid.MINIMAP in self._on and scene is not None
        if is_shown and self._minimap is None:
            self._minimap = Minimap(self._canvas, self._camera)
        if self._minimap is None:
            return
        self._minimap.setVisible(is_shown)
        if is_shown and scene is not None:
            self._minimap.look(scene)

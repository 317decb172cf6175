"""The cursor over the canvas: what lies under it, and what a click does to the selection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, Signal

from viewer.canvas.camera import Camera
from viewer.canvas.drawn import Drawn
from viewer.canvas.hit import things_at
from viewer.canvas.hover_card import HoverCard
from viewer.canvas.overlay import Visible
from viewer.canvas.scene import Scene, joined_to
from viewer.canvas.style import HIT_TOLERANCE
from viewer.model.annotation import JsonPath
from viewer.state import steps
from viewer.state.session import Session

Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Hover:
    """Where the cursor is: image coordinates, the colour of the pixel there, what lies there."""

    x: float
    y: float
    rgb: Rgb | None
    thing: Visible | None


class Pointed(Protocol):
    """What the cursor is on: a scene, perhaps of another row than the one looked at."""

    @property
    def is_foreign(self) -> bool:
        """Whether it is of another row, whose objects cannot be selected."""

    def scene_under_cursor(self) -> Scene | None:
        """What can be pointed at."""

    def hover(self, path: JsonPath | None) -> None:
        """This object of another row lies under the cursor."""


class Pointer(QObject):
    """Points into a scene; `hovered` carries a Hover, None when the cursor leaves.

    `on_canvas` gives the place on the canvas of a point of the view that the cursor is in.
    """

    hovered = Signal(object)

    def __init__(
        self,
        session: Session,
        camera: Camera,
        card: HoverCard,
        pointed: Pointed,
        on_canvas: Callable[[QPointF], QPointF],
    ) -> None:
        super().__init__(card)
        self._session = session
        self._camera = camera
        self._card = card
        self._pointed = pointed
        self._on_canvas = on_canvas
        self.place: QPointF | None = None

    def zoom_at(self, factor: float, in_view: QPointF) -> None:
        """Zoom; the image point under `in_view` stays there."""
        self._camera.zoom_at(factor, in_view)

    def pan_by(self, by: QPointF) -> None:
        """Move the image by view pixels."""
        self._card.hide()
        self._camera.pan_by(by)

    def hover_at(self, in_view: QPointF | None) -> None:
        """The cursor is here, or has left."""
        self.place = in_view
        things = self._things_at(in_view) if in_view is not None else []
        foreign = self._pointed.is_foreign
        current = self._session.state.current if not foreign else None
        under = next((thing for thing in things if thing.thing.path == current), next(iter(things), None))
        path = under.thing.path if under is not None else None
        self._session.update(hover=None if foreign else path)
        self._pointed.hover(path if foreign else None)
        if under is not None and in_view is not None:
            beneath = len(things) - 1 if not foreign else 0
            at = self._on_canvas(in_view).toPoint()
            self._card.show_for(under, at, beneath=beneath, twins=self._twins_of(under))
        else:
            self._card.hide()
        self.hovered.emit(self._hover(in_view, under) if in_view is not None else None)

    def click_at(self, in_view: QPointF, *, add: bool) -> None:
        """Select what is here; a click on what is selected goes on to what lies beneath it."""
        if self._pointed.is_foreign:
            return
        paths = [thing.thing.path for thing in self._things_at(in_view)]
        state = self._session.state
        if not add and state.current in paths and len(paths) > 1:
            self._session.apply(steps.select_next(state, paths, 1))
        else:
            self._session.apply(steps.select(state, paths[0] if paths else None, add=add))

    def double_click_at(self, in_view: QPointF) -> None:
        """Zoom to what is here, or fit."""
        things = self._things_at(in_view)
        if things:
            if not self._pointed.is_foreign:
                self._session.apply(steps.select(self._session.state, things[0].thing.path))
            self._camera.frame([things[0].bounds])
        else:
            self._camera.fit()

    def cycle_under_cursor(self, distance: int) -> None:
        """Select the next of the objects that lie on top of each other under the cursor."""
        if self.place is not None and not self._pointed.is_foreign:
            paths = [thing.thing.path for thing in self._things_at(self.place)]
            self._session.apply(steps.select_next(self._session.state, paths, distance))

    def _twins_of(self, thing: Visible) -> tuple[Visible, ...]:
        scene = self._pointed.scene_under_cursor()
        return scene.objects.twins_of(thing) if scene is not None and isinstance(thing, Drawn) else ()

    def forget(self) -> None:
        """Another row is shown: what was under the cursor is not there any more."""
        self._card.hide()
        self._pointed.hover(None)
        self.hovered.emit(None)

    def _things_at(self, in_view: QPointF) -> list[Visible]:
        scene, viewport = self._pointed.scene_under_cursor(), self._camera.viewport
        if scene is None:
            return []
        at = viewport.to_image(in_view)
        arrows = None
        if scene.arrows_apart:  # the others are not to be seen
            selection = self._session.state.selection if not self._pointed.is_foreign else ()
            selected = [drawn for path in selection for drawn in scene.find(path)]
            arrows = joined_to(scene, selected)
        return things_at(scene, at.x(), at.y(), HIT_TOLERANCE / viewport.scale, arrows)

    def things_here(self, in_view: QPointF | None) -> list[Visible]:
        """All that lies under a point of the view, or under the cursor."""
        place = self.place if in_view is None else in_view
        return self._things_at(place) if place is not None else []

    def _hover(self, in_view: QPointF, thing: Visible | None) -> Hover | None:
        scene = self._pointed.scene_under_cursor()
        if scene is None:
            return None
        at = self._camera.viewport.to_image(in_view)
        return Hover(at.x(), at.y(), colour_at(scene, at), thing)


def colour_at(scene: Scene, at: QPointF) -> Rgb | None:
    """The colour of the stored pixel under a point of the frame; None outside, and of turned pictures and of
    those that are not whole yet.
    """
    backdrop = scene.backdrop
    if not backdrop.levels or backdrop.turns or backdrop.early or not scene.frame.contains(at):
        return None
    across, down = at.x() / scene.size.width(), at.y() / scene.size.height()
    region = backdrop.region
    if region is not None and region.level == 0 and region.place.contains(across, down):
        image, place = region.values or region.image, region.place
    else:
        image, place = backdrop.values or backdrop.levels[0], QRectF(0, 0, 1, 1)
        if image.size() != backdrop.stored:
            return None  # what is there is the mean of many
    pixel = QPoint(
        min(int((across - place.left()) / place.width() * image.width()), image.width() - 1),
        min(int((down - place.top()) / place.height() * image.height()), image.height() - 1),
    )
    colour = image.pixelColor(pixel)
    return colour.red(), colour.green(), colour.blue()

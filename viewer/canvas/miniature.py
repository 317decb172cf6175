"""A row drawn small, with what the picture of it shows: made on a worker, from start to end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter

from viewer.canvas.colours import ClassColours
from viewer.canvas.mask_pictures import MaskPictures
from viewer.canvas.painting import annotation_steps, paint_backdrop
from viewer.canvas.resolving import Ingredients, Resolver
from viewer.canvas.scene import DrawnMasks, Scene
from viewer.canvas.still import new_still
from viewer.canvas.tables import Tables
from viewer.canvas.viewport import Viewport
from viewer.media.thumbnail import spread
from viewer.media.thumbnails import Small
from viewer.model.row import DataRow
from viewer.state.view_state import NameMode, SoloObjects, ViewState
from viewer.tasks import InlineTasks

FINER = 0.5
"""How thick lines and how large marks are beside those of the canvas, so that they hide less of little."""
_OF_ONE_ROW = frozenset(
    {
        *("row", "labels", "selection", "hover", "names", "turns", "orientation", "keep_adjustments"),
        *(
            "grid",
            "smooth",
            "window",
            "adjustments",
            "aids",
            "held_aid",
            "compared",
            "blink",
            "request",
            "found",
            "page",
        ),
    }
)
"""Fields of a ViewState that say nothing of how other rows look."""


def look_of(state: ViewState, row: int) -> ViewState:
    """How a row looks beside others: what is hidden everywhere, colours, opacity; its default labels."""
    kept = {it.name: getattr(state, it.name) for it in fields(state) if it.name not in _OF_ONE_ROW}
    kept["hidden_objects"] = frozenset(place for place in state.hidden_objects if place[0] == row)
    if isinstance(state.solo, SoloObjects):
        kept["solo"] = None
    return ViewState(row=row, names=NameMode.OFF, grid=False, **kept)


def small_scene(
    row: DataRow,
    small: Small,
    look: ViewState,
    colours: ClassColours,
    check: Callable[[], None],
    *,
    places: tuple[int, ...] | None = None,
) -> Scene:
    """The scene of a row whose picture and masks are small; of other than small tables off the main thread.

    `check` may raise to give it up. Of the label's objects it has those at `places`, or all.
    """
    picture = small.picture
    size = row.media.size or (picture.size_shown if picture is not None else None)
    check()
    ingredients = Ingredients(
        row=row,
        colours=colours,
        masks={
            path: [spread(layer, size) if size is not None else layer for layer in layers]
            for path, layers in small.layers.items()
        },
        levels=(picture.image,) if picture is not None else (),
        picture_size=picture.size_shown if picture is not None else None,
        places=places,
    )
    scene = Resolver(Tables(InlineTasks(), lambda: None), MaskPictures()).scene(ingredients, look)
    masks = tuple(DrawnMasks(masks.picture, scene.frame) for masks in scene.masks)
    check()
    return replace(scene, masks=masks)


def draw_fitted(scene: Scene, side: tuple[int, int], ratio: float, check: Callable[[], None]) -> QImage:
    """A scene fitted into (width, height) device pixels; as large as it then is."""
    width, height = scene.size.width(), scene.size.height()
    scale = min(side[0] / width, side[1] / height)
    size = QSizeF(max(1.0, round(width * scale)), max(1.0, round(height * scale)))
    return draw_part(scene, scene.frame, size, ratio, check)


def draw_part(scene: Scene, part: QRectF, size: QSizeF, ratio: float, check: Callable[[], None]) -> QImage:
    """A part of a scene over `size` device pixels, in small steps, between which `check` may give it up.

    Lines and marks are finer than on the canvas.
    """
    drawn_at = ratio * FINER
    seen = size / drawn_at
    scale = min(seen.width() / part.width(), seen.height() / part.height())
    viewport = Viewport(seen, scene.size, scale, -part.left() * scale, -part.top() * scale)
    image = new_still(seen.toSize(), drawn_at, Qt.GlobalColor.transparent)
    painter = QPainter(image)
    try:
        paint_backdrop(painter, scene, viewport)
        for _ in annotation_steps(painter, scene, viewport):
            check()
    finally:
        painter.end()
    image.setDevicePixelRatio(ratio)
    return image

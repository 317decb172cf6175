"""From a row and a ViewState to a scene, in stages; what a change leaves alone is kept.

Geometry (labels and masks) → visibility (what is hidden) → look (colours, dashes) → scene (opacity, names).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TypeAlias

import numpy as np
from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import QColor, QImage

from viewer.canvas.arrows import arrows_between
from viewer.canvas.colours import ClassColours
from viewer.canvas.drawn import Drawn, DrawnArrow, DrawnObjects
from viewer.canvas.index import Numbers
from viewer.canvas.kinds import Shape
from viewer.canvas.kinds.mask import MaskPixels
from viewer.canvas.looks import Looks, looks_of
from viewer.canvas.mask_pictures import MaskPictures, layer_rect
from viewer.canvas.scene import Backdrop, DrawnMasks, Region, Scene
from viewer.canvas.shapes import Entry, Part, ShapeTable
from viewer.canvas.tables import Tables
from viewer.media.masks import MaskLayer
from viewer.model.annotation import Ends, JsonPath, ObjectAnnotation, Relationship
from viewer.model.row import DataRow
from viewer.state.resolve import Hidden, hidden_by, origin_at_bottom, shown_labels
from viewer.state.view_state import NameMode, ViewState

Wanted: TypeAlias = Callable[[ObjectAnnotation | Relationship], bool]
PLAIN_SIZE = QSizeF(1280, 800)
"""The frame of a row whose size nothing tells."""
NOT_VISIBILITY = frozenset(
    [
        "selection",
        "hover",
        "request",
        "found",
        "names",
        "colour_by",
        "colour_question",
        "apart",
        "drawing",
        "spotlight",
        "arrows_of_selection",
        "opacity",
        "smooth",
        "grid",
        "turns",
        "orientation",
        "keep_adjustments",
        "window",
        "adjustments",
        "aids",
        "held_aid",
        "compared",
        "blink",
        "page",
        "object_order",
    ],
)
"""Fields of a ViewState that never hide an object; what is not named here may."""


@dataclass(frozen=True, slots=True, eq=False)
class Ingredients:
    """What a scene is made from beside the ViewState; `places` are those of the objects in it, or all."""

    row: DataRow
    colours: ClassColours
    masks: Mapping[JsonPath, Sequence[MaskLayer]]
    levels: tuple[QImage, ...] = ()
    picture_size: tuple[int, int] | None = None
    early: bool = False
    whole: QSize | None = None
    region: Region | None = None
    values: QImage | None = None
    places: tuple[int, ...] | None = None


class Resolver:
    """Resolves scenes of one row after another and keeps what the next one can share."""

    def __init__(self, tables: Tables, pictures: MaskPictures) -> None:
        self._tables = tables
        self._pictures = pictures
        self._objects: DrawnObjects | None = None
        self._arrows: tuple[DrawnObjects, tuple[DrawnArrow, ...]] | None = None
        self._masks: tuple[DrawnObjects, float, tuple[DrawnMasks, ...]] | None = None
        self._visible_by: tuple[object, ...] = ()
        self._looks_by: tuple[object, ...] = ()

    def clear(self) -> DrawnObjects | None:
        """Another row is looked at; what was made of the one before is for the caller to forget."""
        old, self._objects = self._objects, None
        self._arrows = self._masks = None
        self._visible_by = self._looks_by = ()
        return old

    def scene(self, ingredients: Ingredients, state: ViewState, wanted: Wanted | None = None) -> Scene:
        """The scene of a row as a ViewState asks for it; `wanted` narrows it to some annotations."""
        row = ingredients.row
        labels = shown_labels(row, state)
        layers, places = ingredients.masks, ingredients.places
        parts = [Part(label, tuple(layers.get(label.path, ())), places) for label in labels]
        size = self._frame_size(ingredients, parts)
        table = self._tables.table(parts, size.height() if origin_at_bottom(row, state) else None)
        scene = Scene(
            size=size,
            backdrop=_backdrop(ingredients, state),
            opacity=state.opacity if state.drawing.fill else 0.0,
            all_names=state.names is NameMode.ALL,
            drawing=state.drawing,
            arrows_apart=state.arrows_of_selection,
        )
        if not state.overlays_shown:
            return scene
        looks = looks_of(state, ingredients.colours, labels)
        objects = self._drawn(table, state, looks, wanted)
        if self._arrows is None or self._arrows[0] is not objects:
            self._arrows = objects, tuple(_arrows(table, state, looks, wanted))
        if self._masks is None or self._masks[:2] != (objects, scene.opacity):
            masks = _mask_layers(objects, self._pictures, scene.opacity)
            self._masks = objects, scene.opacity, masks
        return replace(scene, objects=objects, masks=self._masks[2], arrows=self._arrows[1])

    def _frame_size(self, ingredients: Ingredients, parts: Sequence[Part]) -> QSizeF:
        """The size annotations refer to: the export's, else the picture's, else what holds every shape."""
        for size in (ingredients.row.media.size, ingredients.picture_size):
            if size is not None:
                return QSizeF(*size)
        extent = self._tables.table(parts, None).extent.adjusted(0, 0, 1, 1)
        if extent.right() > 1 and extent.bottom() > 1:
            return QSizeF(extent.right(), extent.bottom())
        return PLAIN_SIZE

    def _drawn(
        self, table: ShapeTable, state: ViewState, looks: Looks, wanted: Wanted | None
    ) -> DrawnObjects:
        old = self._objects
        visible_by = (table, wanted, *_hiding(state))
        looks_by = (table, looks)
        visible = old.numbers if old and visible_by == self._visible_by else _visible(table, state, wanted)
        if old is None or looks_by != self._looks_by:
            self._objects = DrawnObjects(table, visible, _look(state, looks))
        elif visible is not old.numbers:
            self._objects = old.narrowed(visible)
        self._visible_by, self._looks_by = visible_by, looks_by
        assert self._objects is not None
        return self._objects


def _hiding(state: ViewState) -> tuple[object, ...]:
    """Everything in a ViewState that may hide an object."""
    return tuple(getattr(state, field.name) for field in fields(state) if field.name not in NOT_VISIBILITY)


def _visible(table: ShapeTable, state: ViewState, wanted: Wanted | None) -> Numbers:
    """Numbers of the entries that are drawn."""
    flags = (_is_wanted(entry.thing, state, wanted) for entry in table.entries)
    return np.flatnonzero(np.fromiter(flags, dtype=np.bool_, count=len(table)))


def _is_wanted(thing: ObjectAnnotation | Relationship, state: ViewState, wanted: Wanted | None) -> bool:
    return hidden_by(thing, state) is None and (wanted is None or wanted(thing))


def _look(state: ViewState, looks: Looks) -> Callable[[Entry, Shape], Drawn]:
    def drawn(entry: Entry, shape: Shape) -> Drawn:
        colour = looks.of(entry.thing, entry.part, entry.place, state)
        return Drawn(entry.thing, shape, colour, dashed=entry.part > 0)

    return drawn


def _arrows(
    table: ShapeTable,
    state: ViewState,
    looks: Looks,
    wanted: Wanted | None,
) -> list[DrawnArrow]:
    """Arrows whose ends are not hidden themselves; hiding a whole kind leaves its objects' arrows."""
    drawn = []
    for part, label in enumerate(looks.labels):
        relationships = label.annotations.relationships
        visible = [thing for thing in relationships if _is_wanted(thing, state, wanted)]
        if not visible:
            continue
        places = {thing.path: place for place, thing in enumerate(relationships)}
        for arrow in arrows_between(visible, _ends(table, part, visible, state)):
            thing = arrow.relationship
            colour = looks.of(thing, part, places[thing.path], state)
            drawn.append(DrawnArrow(thing, arrow, colour, dashed=part > 0))
    return drawn


def _ends(
    table: ShapeTable, part: int, relationships: Sequence[Relationship], state: ViewState
) -> dict[str, Shape]:
    """The shapes that relationships of a label join, by feature id."""
    wanted = {
        end for r in relationships if isinstance(r.ends, Ends) for end in (r.ends.source, r.ends.target)
    }
    shapes: dict[str, Shape] = {}
    for feature_id in wanted:
        for number in table.named(part, feature_id):
            if hidden_by(table.entries[number].thing, state) not in (Hidden.CLASS, Hidden.OBJECT):
                shapes[feature_id] = table.shape(number)
                break
    return shapes


def _backdrop(ingredients: Ingredients, state: ViewState) -> Backdrop:
    return Backdrop(
        ingredients.levels,
        state.turns,
        state.smooth,
        ingredients.early,
        state.grid,
        ingredients.whole,
        ingredients.region,
        ingredients.values,
    )


def _mask_layers(objects: DrawnObjects, pictures: MaskPictures, opacity: float) -> tuple[DrawnMasks, ...]:
    """The fills of the visible masks, layers in the order of their first object in the file."""
    from_layer: dict[int, tuple[MaskLayer, dict[int, QColor]]] = {}
    entries = objects.table.entries
    numbers = np.intersect1d(objects.table.masks, objects.numbers, assume_unique=True).tolist()
    for number in sorted(numbers, key=lambda number: (entries[number].part, entries[number].place)):
        pixels = entries[number].geometry
        assert isinstance(pixels, MaskPixels)
        _, colours = from_layer.setdefault(id(pixels.layer), (pixels.layer, {}))
        colours[pixels.instance] = objects.number(number).colour
    return tuple(
        DrawnMasks(pictures.picture(layer, colours, opacity), layer_rect(layer))
        for layer, colours in from_layer.values()
    )

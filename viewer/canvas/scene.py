"""What is to be painted, resolved once from a row, a ViewState and the media at hand, and frozen.

A scene has everything but selection and hover, which are painted over it (see `overlay`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QImage

from viewer.canvas.arrows import Arrow, arrows_between
from viewer.canvas.colours import ClassColours
from viewer.canvas.kinds import Shape
from viewer.canvas.kinds.mask import MaskPixels
from viewer.canvas.mask_pictures import MaskPictures, layer_rect
from viewer.canvas.shapes import ShapeCache
from viewer.media.masks import MaskLayer
from viewer.model.annotation import JsonPath, ObjectAnnotation, Relationship
from viewer.model.row import DataRow, Label
from viewer.state.resolve import Hidden, hidden_by, origin_at_bottom, shown_labels
from viewer.state.view_state import ColourBy, NameMode, ViewState

Wanted = Callable[[ObjectAnnotation | Relationship], bool]
PLAIN_SIZE = QSizeF(1280, 800)
"""The frame of a row whose size nothing tells."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """An object that is visible; `dashed` when it is of another label set than the first."""

    thing: ObjectAnnotation
    shape: Shape
    colour: QColor
    dashed: bool

    @property
    def bounds(self) -> QRectF:
        """The bounding box."""
        return self.shape.bounds

    @property
    def anchor(self) -> QPointF:
        """Where its name hangs."""
        return self.shape.bounds.topLeft()


@dataclass(frozen=True, slots=True, eq=False)
class DrawnArrow:
    """A relationship that is visible."""

    thing: Relationship
    arrow: Arrow
    colour: QColor
    dashed: bool

    @property
    def bounds(self) -> QRectF:
        """The bounding box."""
        return self.arrow.bounds

    @property
    def anchor(self) -> QPointF:
        """Where its name hangs."""
        return self.arrow.middle


@dataclass(frozen=True, slots=True, eq=False)
class DrawnMasks:
    """The fills of the visible masks of one layer, as a picture and the image pixels it covers."""

    picture: QImage
    target: QRectF


@dataclass(frozen=True, slots=True, eq=False)
class Backdrop:
    """The image under the annotations, in sizes halved from one to the next.

    It is mapped onto the frame and turned by `turns` quarters of a circle. Without levels there is no image,
    and the frame is drawn in its place.
    """

    levels: tuple[QImage, ...] = ()
    turns: int = 0
    smooth: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What is painted: `size` is the frame in image pixels, the tuples are in the order of painting."""

    size: QSizeF
    backdrop: Backdrop = Backdrop()
    masks: tuple[DrawnMasks, ...] = ()
    objects: tuple[Drawn, ...] = ()
    arrows: tuple[DrawnArrow, ...] = ()
    opacity: float = 0.4
    all_names: bool = False

    @property
    def frame(self) -> QRectF:
        """The image's rectangle."""
        return QRectF(QPointF(0, 0), self.size)

    def find(self, path: JsonPath) -> tuple[Drawn | DrawnArrow, ...]:
        """What is drawn of the object or relationship that a path leads to or into; of a WKT text several."""
        return tuple(drawn for drawn in self.things() if path[: len(drawn.thing.path)] == drawn.thing.path)

    def things(self) -> Iterator[Drawn | DrawnArrow]:
        """Everything that is visible."""
        yield from self.objects
        yield from self.arrows


@dataclass(frozen=True, slots=True, eq=False)
class Ingredients:
    """What a scene is made from beside the ViewState."""

    row: DataRow
    colours: ClassColours
    masks: Mapping[JsonPath, Sequence[MaskLayer]]
    levels: tuple[QImage, ...] = ()
    picture_size: tuple[int, int] | None = None


def resolve_scene(
    ingredients: Ingredients,
    state: ViewState,
    shapes: ShapeCache,
    pictures: MaskPictures,
    wanted: Wanted | None = None,
) -> Scene:
    """The scene of a row as a ViewState asks for it; `wanted` narrows it to some annotations."""
    row = ingredients.row
    labels = shown_labels(row, state)
    size = _frame_size(row, ingredients, labels, shapes)
    shapes.flip_height = size.height() if origin_at_bottom(row, state) else None
    backdrop = Backdrop(ingredients.levels, state.turns, state.smooth)
    objects, arrows = [], []
    if state.overlays_shown:
        for place, label in enumerate(labels):
            layers = ingredients.masks.get(label.path, ())
            resolved = _Resolved(label, ingredients.colours, state, wanted, dashed=place > 0)
            drawn = resolved.objects(shapes, layers)
            objects += drawn
            arrows += resolved.arrows(shapes, layers)
    return Scene(
        size=size,
        backdrop=backdrop,
        masks=_mask_layers(objects, pictures, state.opacity),
        objects=tuple(sorted(objects, key=_paint_order)),
        arrows=tuple(arrows),
        opacity=state.opacity,
        all_names=state.names is NameMode.ALL,
    )


@dataclass(frozen=True, slots=True)
class _Resolved:
    """What one label gives to a scene."""

    label: Label
    colours: ClassColours
    state: ViewState
    wanted: Wanted | None
    dashed: bool

    def objects(self, shapes: ShapeCache, layers: Sequence[MaskLayer]) -> list[Drawn]:
        drawn = []
        for index, thing in enumerate(self.label.annotations.objects):
            shape = shapes.shape(thing, layers)
            if shape is not None and self._is_wanted(thing):
                drawn.append(Drawn(thing, shape, self._colour(thing.name, index), self.dashed))
        return drawn

    def arrows(self, shapes: ShapeCache, layers: Sequence[MaskLayer]) -> list[DrawnArrow]:
        """Arrows whose ends are not hidden themselves; hiding a whole kind leaves its objects' arrows."""
        visible = [thing for thing in self.label.annotations.relationships if self._is_wanted(thing)]
        if not visible:
            return []
        by_id: dict[str, Shape] = {}
        for thing in self.label.annotations.objects:
            shape = shapes.shape(thing, layers)
            hidden = hidden_by(thing, self.state)
            if thing.feature_id and shape is not None and hidden not in (Hidden.CLASS, Hidden.OBJECT):
                by_id.setdefault(thing.feature_id, shape)
        places = {thing.path: index for index, thing in enumerate(self.label.annotations.relationships)}
        return [
            DrawnArrow(
                a.relationship, a, self._colour(a.relationship.name, places[a.relationship.path]), self.dashed
            )
            for a in arrows_between(visible, by_id)
        ]

    def _is_wanted(self, thing: ObjectAnnotation | Relationship) -> bool:
        return hidden_by(thing, self.state) is None and (self.wanted is None or self.wanted(thing))

    def _colour(self, name: str, index: int) -> QColor:
        if self.state.colour_by is ColourBy.INSTANCE:
            return self.colours.of_instance(index)
        return self.colours.of_class(name)


def _frame_size(
    row: DataRow, ingredients: Ingredients, labels: Sequence[Label], shapes: ShapeCache
) -> QSizeF:
    """The size annotations refer to: the export's, else the picture's, else what holds every shape."""
    for size in (row.media.size, ingredients.picture_size):
        if size is not None:
            return QSizeF(*size)
    extent = QRectF()
    shapes.flip_height = None
    for label in labels:
        for thing in label.annotations.objects:
            shape = shapes.shape(thing, ingredients.masks.get(label.path, ()))
            if shape is not None:
                extent |= shape.bounds.adjusted(0, 0, 1, 1)
    return (
        QSizeF(extent.right(), extent.bottom()) if extent.right() > 0 and extent.bottom() > 0 else PLAIN_SIZE
    )


def _mask_layers(objects: Sequence[Drawn], pictures: MaskPictures, opacity: float) -> tuple[DrawnMasks, ...]:
    """The fills of the visible masks, layers in the order of their first object."""
    from_layer: dict[int, tuple[MaskLayer, dict[int, QColor]]] = {}
    for drawn in objects:
        if isinstance(drawn.shape.geometry, MaskPixels):
            pixels = drawn.shape.geometry
            _, colours = from_layer.setdefault(id(pixels.layer), (pixels.layer, {}))
            colours[pixels.instance] = drawn.colour
    return tuple(
        DrawnMasks(pictures.picture(layer, colours, opacity), layer_rect(layer))
        for layer, colours in from_layer.values()
    )


def _paint_order(drawn: Drawn) -> tuple[int, float]:
    """Areas under lines under points, large areas first: what is small stays in sight and can be clicked."""
    if drawn.shape.encloses:
        return (0, -drawn.shape.area)
    return (2, 0.0) if drawn.shape.bounds.isEmpty() and drawn.shape.outline.isEmpty() else (1, 0.0)

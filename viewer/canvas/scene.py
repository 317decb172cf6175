"""What is to be painted, resolved once from a row, a ViewState and the media at hand, and frozen.

A scene has everything but selection and hover, which are painted over it (see `overlay`). What a change
leaves as it was is shared with the scene before (see `resolving`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, fields

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage

from viewer.canvas.drawn import Drawn, DrawnArrow, DrawnObjects, drawn_objects
from viewer.canvas.mask_pictures import Sampled
from viewer.canvas.viewport import Viewport
from viewer.model.annotation import Ends, JsonPath
from viewer.state.drawing import PLAIN_DRAWING, Drawing

REACH = 24.0
"""View pixels by which lines, marks and tabs may reach beyond the bounds of what they belong to."""


@dataclass(frozen=True, slots=True, eq=False)
class DrawnMasks:
    """The fills of the visible masks of one layer, as a picture and the image pixels it covers."""

    picture: QImage | Sampled
    target: QRectF


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """A part of a picture with more pixels than its levels have: `place` in shares of width and height."""

    image: QImage
    place: QRectF
    level: int
    values: QImage | None = None
    """The same as the file has it, where the image was adjusted."""

    def serves(self, level: int, place: QRectF) -> bool:
        """Whether it is as sharp as a level of the pyramid, wherever this place is."""
        slack = 1e-9
        return self.level <= level and self.place.adjusted(-slack, -slack, slack, slack).contains(place)


@dataclass(frozen=True, slots=True, eq=False)
class Backdrop:
    """The image under the annotations, in sizes halved from one to the next.

    It is mapped onto the frame and turned by `turns` quarters of a circle. Without levels there is no image,
    and the frame is drawn in its place. An `early` first sight has not every pixel; a `grid` tells
    large ones apart. Of a picture too large for the memory the levels are small ones, `whole` is its size and
    `region` what there is of its pixels. Where the levels were adjusted, `values` is the picture as it is.
    """

    levels: tuple[QImage, ...] = ()
    turns: int = 0
    smooth: bool = True
    early: bool = False
    grid: bool = False
    whole: QSize | None = None
    region: Region | None = None
    values: QImage | None = None

    @property
    def stored(self) -> QSize:
        """The size of the picture as it is stored; there must be one."""
        return self.whole or self.levels[0].size()


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What is painted: `size` is the frame in image pixels, the sequences are in the order of painting."""

    size: QSizeF
    backdrop: Backdrop = Backdrop()
    masks: tuple[DrawnMasks, ...] = ()
    objects: DrawnObjects = field(default_factory=drawn_objects)
    arrows: tuple[DrawnArrow, ...] = ()
    opacity: float = 0.4
    all_names: bool = False
    drawing: Drawing = PLAIN_DRAWING
    arrows_apart: bool = False
    """Arrows are painted over the rest, of what is selected or under the cursor alone."""

    @property
    def frame(self) -> QRectF:
        """The image's rectangle."""
        return QRectF(QPointF(0, 0), self.size)

    def looks_like(self, other: Scene) -> bool:
        """Whether both have the same annotations in the same look, whatever lies beneath them."""
        names = (field.name for field in fields(Scene) if field.name != "backdrop")
        return all(getattr(self, name) == getattr(other, name) for name in names)

    def find(self, path: JsonPath) -> tuple[Drawn | DrawnArrow, ...]:
        """What is drawn of the object or relationship that a path leads to or into; of a WKT text several."""
        arrows = (drawn for drawn in self.arrows if path[: len(drawn.thing.path)] == drawn.thing.path)
        return self.objects.find(path) or tuple(arrows)

    def things(self) -> Iterator[Drawn | DrawnArrow]:
        """Everything that is visible."""
        yield from self.objects
        yield from self.arrows

    def paths(self) -> Iterator[JsonPath]:
        """Paths of everything that is visible."""
        yield from self.objects.paths()
        yield from (drawn.thing.path for drawn in self.arrows)

    def extents(self) -> Iterator[QRectF]:
        """Areas of the image that hold everything visible."""
        if len(self.objects):
            yield self.objects.bounds
        yield from (drawn.bounds for drawn in self.arrows)

    def seen(self, viewport: Viewport, reach: float = REACH) -> Iterator[Drawn | DrawnArrow]:
        """What is within the view or no more than `reach` view pixels beside it, in the order of painting."""
        area = reached(viewport, reach)
        yield from map(self.objects.number, self.objects.touching(area).tolist())
        yield from self.arrows_seen(viewport, reach)

    def arrows_seen(self, viewport: Viewport, reach: float = REACH) -> Iterator[DrawnArrow]:
        """The arrows of those, unless they are painted apart."""
        if self.arrows_apart:
            return iter(())
        area = reached(viewport, reach)
        return (
            drawn for drawn in self.arrows if area.intersects(drawn.bounds.adjusted(-0.5, -0.5, 0.5, 0.5))
        )


def joined_to(scene: Scene, things: Collection[Drawn | DrawnArrow]) -> tuple[DrawnArrow, ...]:
    """The arrows that begin or end at these objects, and those among them."""
    if not things or not scene.arrows:
        return ()
    themselves = {thing.thing.path for thing in things}
    ends = {(thing.thing.path[:-2], thing.thing.feature_id) for thing in things if isinstance(thing, Drawn)}

    def joins(arrow: DrawnArrow) -> bool:
        two = arrow.thing.ends
        names = (two.source, two.target) if isinstance(two, Ends) else ()
        return any((arrow.thing.path[:-2], name) in ends for name in names)

    return tuple(arrow for arrow in scene.arrows if arrow.thing.path in themselves or joins(arrow))


def reached(viewport: Viewport, reach: float = REACH) -> QRectF:
    """The part of the image within `reach` view pixels of what is seen."""
    around = reach / viewport.scale
    return viewport.seen.adjusted(-around, -around, around, around)

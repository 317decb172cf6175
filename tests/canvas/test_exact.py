"""What the canvas shows is what the slow, exact painting of every vertex would be, within stated bounds."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtGui import QPainter

from tests import exports
from tests.canvas.crowd import polygons
from tests.canvas.exact import GROUND, Rgb, exactly, on_ground
from tests.canvas.golden import TOLERANCE
from tests.canvas.subjects import HEIGHT, RATIOS, WIDTH, ZOOMS, Draw
from viewer.canvas.drawn import drawn_objects
from viewer.canvas.keeper import StillKeeper
from viewer.canvas.kinds import Shape
from viewer.canvas.painting import annotation_steps
from viewer.canvas.patch import patched
from viewer.canvas.renewal import Renewal
from viewer.canvas.scene import Scene
from viewer.canvas.still import Still, View, new_still
from viewer.canvas.viewport import Viewport
from viewer.model.geometry import Polygon, Polyline
from viewer.state.drawing import Drawing

Resolve = Callable[..., Scene]
VIEW = QSizeF(140, 100)
NAMES = ("alpha", "beta", "gamma", "delta")


def blobs(folder: Path) -> tuple[exports.Json, ...]:
    """Masks with wobbling borders, two of them with a hole."""
    across, down = np.meshgrid(np.arange(WIDTH) + 0.5, np.arange(HEIGHT) + 0.5)
    picture = np.zeros((HEIGHT, WIDTH, 4), dtype=np.uint8)
    made = []
    for number, (x, y) in enumerate(((100, 90), (290, 90), (110, 220), (300, 220))):
        turn, away = np.arctan2(down - y, across - x), np.hypot(across - x, down - y)
        inside = away < 60 + 6 * np.sin(5 * turn + number) + 3 * np.sin(23 * turn)
        if number % 2:
            inside &= away > 25
        rgb = (10 + number, 200 - number, 7)
        picture[inside] = (*rgb, 255)
        made.append(exports.mask(f"m{number}", "blobs.png", rgb, name=NAMES[number]))
    Image.fromarray(picture).save(folder / "blobs.png")
    return tuple(made)


def boxes() -> tuple[exports.Json, ...]:
    places = ((37.3 * n % 300, 53.7 * n % 200, 85 + 7.3 * n, 100 - 4.1 * n) for n in range(12))
    return tuple(exports.box(f"b{n}", *place, name=NAMES[n % 4]) for n, place in enumerate(places))


def waves() -> tuple[exports.Json, ...]:
    x = np.arange(0.0, 400.0, 1.3)
    lines = (20 + 23 * n + 9 * np.sin(x / 11 + n) + np.sin(x) for n in range(12))
    zigzag = exports.line("z", *((20.5 * n, 150 + 40 * (-1) ** n) for n in range(20)), name="alpha")
    return (
        *(
            exports.line(f"l{n}", *zip(x.tolist(), y.tolist(), strict=True), name=NAMES[n % 4])
            for n, y in enumerate(lines)
        ),
        zigzag,
    )


def points() -> tuple[exports.Json, ...]:
    places = ((200 + 97.3 * n % 190, 150 + 61.7 * n % 140) for n in range(12))
    return tuple(exports.point(f"p{n}", *place, name=NAMES[n % 4]) for n, place in enumerate(places))


ENDS = (
    exports.box("a", 10.5, 20.2, 100, 90, name="alpha"),
    exports.polygon("b", (280, 30), (390, 90), (290, 120), name="beta"),
    exports.point("c", 60, 270, name="gamma"),
    exports.line("d", (220, 180), (370, 270), name="delta"),
)
ARROWS = (
    exports.relationship("r1", "a", "b", name="alpha"),
    exports.relationship("r2", "b", "a", name="beta"),
    exports.relationship("r3", "c", "d", name="gamma", kind="bidirectional"),
    exports.relationship("r4", "a", "c", name="delta"),
    exports.relationship("r5", "b", "b", name="delta"),
)


def with_holes(scene: Scene) -> Scene:
    """Each polygon with a hole of half its size."""
    made = []
    for drawn in scene.objects:
        geometry = drawn.shape.geometry
        assert isinstance(geometry, Polygon)
        middle = geometry.exterior.mean(axis=0)
        ring = Polygon(geometry.exterior, ((geometry.exterior + middle) / 2,))
        shape = Shape(ring, drawn.shape.bounds, drawn.shape.area)
        made.append(replace(drawn, thing=replace(drawn.thing, geometry=ring), shape=shape))
    return replace(scene, objects=drawn_objects(made))


@dataclass(frozen=True)
class Subject:
    """What is compared of a kind: a label, and where in the image it is looked at from near."""

    label: Callable[[Path], exports.Json]
    near: tuple[float, float] | None = None
    made_of: Callable[[Scene], Scene] = lambda scene: scene


def crowd() -> exports.Json:
    """Wobbling outlines, and a star, of whose corners none may be left out."""
    turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    away = np.where(np.arange(24) % 2, 60.0, 130.0)
    corners = zip((200 + away * np.cos(turn)).tolist(), (150 + away * np.sin(turn)).tolist(), strict=True)
    label = polygons(11, corners=400, radius=75)
    label["annotations"]["objects"].append(exports.polygon("star", *corners, name="delta"))
    return label


CROWD = crowd()
SUBJECTS = {
    "boxes": Subject(lambda _: exports.label(*boxes()), (37.3, 53.7)),
    "polygons": Subject(lambda _: CROWD),
    "rings": Subject(lambda _: CROWD, made_of=with_holes),
    "lines": Subject(lambda _: exports.label(*waves())),
    "points": Subject(lambda _: exports.label(*points()), (297.3, 211.7)),
    "masks": Subject(lambda folder: exports.label(*blobs(folder)), (290, 65)),
    "arrows": Subject(lambda _: exports.label(*ENDS, relationships=ARROWS), (277, 67)),
}
FILLED = ("boxes", "polygons", "rings", "masks")


@pytest.fixture
def subject(draw: Draw, tmp_path: Path) -> Resolve:
    """The scene of a kind; without outlines there are the fills alone."""

    def scene(kind: str, *, outline: bool = True) -> Scene:
        what = SUBJECTS[kind]
        drawing = Drawing(outline=outline)
        return what.made_of(draw(what.label(tmp_path), row_data="nowhere.png", drawing=drawing))

    return scene


def through(kind: str, scene: Scene, scale: float) -> Viewport:
    """The middle of the image, or from near a place or corner of a kind; edges lie between the pixels."""
    x, y = WIDTH / 2, HEIGHT / 2
    if scale >= 1:
        x, y = SUBJECTS[kind].near or a_corner(scene)
    left, top = VIEW.width() / 2 - x * scale, VIEW.height() / 2 - y * scale
    return Viewport(VIEW, scene.size, scale, math.floor(left) + 0.31, math.floor(top) + 0.23)


def a_corner(scene: Scene) -> tuple[float, float]:
    """Of what is painted last."""
    match scene.objects[-1].shape.geometry:
        case Polygon(exterior=corners) | Polyline(vertices=corners):
            x, y = corners[len(corners) // 2].tolist()
            return x, y
        case other:
            raise AssertionError(other)


def shown(keeper: StillKeeper, view: View) -> Rgb:
    """The frame that the canvas shows of a view now."""
    frame = new_still(view.viewport.view.toSize(), view.ratio, Qt.GlobalColor.transparent)
    painter = QPainter(frame)
    keeper.paint(painter, view)
    painter.end()
    return on_ground(frame)


def at_rest(scene: Scene, viewport: Viewport, ratio: float) -> Rgb:
    """The frame when all is painted."""
    keeper, view = StillKeeper(), View(scene, viewport, ratio)
    keeper.finish(view)
    return shown(keeper, view)


CASES = [(kind, True) for kind in SUBJECTS] + [(kind, False) for kind in FILLED]


@dataclass(frozen=True)
class Bounds:
    """Of a picture beside the exact one, a number a zoom.

    How far it may be `off` in the mean, in view pixels; what it may be off on its worst `spot`, as a share of
    what half a pixel makes there at most; the `share` of its pixels that may differ by more than `TOLERANCE`.
    """

    off: tuple[float, ...]
    spot: tuple[float, ...]
    share: tuple[float, ...]

    def hold(self, zoom: float, fast: Rgb, exact: Rgb, half_a_pixel_off: Rgb) -> None:
        """The yardstick is what half a pixel makes, so that so much is noticed wherever it can be seen."""
        yardstick, away = difference(half_a_pixel_off, exact), difference(fast, exact)
        assert yardstick.sum() > 1000, "there is something to be seen off"
        found = (
            0.5 * float(away.sum() / yardstick.sum()),
            worst(away) / worst(yardstick),
            float((away > TOLERANCE).sum() / ((fast != GROUND) | (exact != GROUND)).any(axis=2).sum()),
        )
        number = ZOOMS.index(zoom)
        bounds = (self.off[number], self.spot[number], self.share[number])
        assert all(value <= most for value, most in zip(found, bounds, strict=True)), (found, bounds)


def worst(away: NDArray[np.int16]) -> float:
    """The mean of the worst spot of 5 x 5 pixels."""
    high, wide = away.shape
    return float(away.reshape(high // 5, 5, wide // 5, 5).mean(axis=(1, 3)).max())


def difference(one: Rgb, other: Rgb) -> NDArray[np.int16]:
    """(h, w) of the channel that differs most."""
    return np.abs(one - other).max(axis=2)


EVERY_VERTEX = Bounds((0.07,) * 4, (0.2,) * 4, (0.01,) * 4)
"""Boxes, points and arrows are painted as they are: what differs is how Qt weighs the pixels of an edge."""
THINNED = Bounds((0.12, 0.07, 0.07, 0.05), (0.55, 0.25, 0.2, 0.1), (0.12, 0.01, 0.01, 0.01))
"""Vertices are left out within a quarter of a view pixel and corners of curves are bevelled: it is seen most
where hundreds of them share a few pixels, and hardly where each is seen.
"""
ENDED = Bounds((0.22, 0.07, 0.05, 0.04), (0.75, 0.6, 0.6, 0.6), (0.22, 0.03, 0.015, 0.015))
"""So it is with lines, whose ends are flat and whose sharpest corners are blunt where they have many."""
STEPPED = Bounds((0.23, 0.18, 0.12, 0.02), (0.45, 0.5, 0.5, 0.05), (0.23, 0.07, 0.02, 0.01))
"""Masks that are shrunk have a corner a view pixel, and at their own size every step of their outlines is a
bevelled corner.
"""
SAMPLED = Bounds((0,) * 4, (0,) * 4, (0,) * 4)
"""The fills of masks are the pixels of the file, and nothing else."""
BOUNDS = {"polygons": THINNED, "rings": THINNED, "lines": ENDED, "masks": STEPPED}
LARGER = 1.2
ENLARGED, ENLARGED_MARKS = 0.48, 1.2
"""How far a still may be off, in view pixels, that is shown this much larger until there is a new one: its
lines are as much thicker, and soft, and marks of 14 view pixels are 17.
"""


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("scale", ZOOMS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0] if case[1] else f"{case[0]}-filled")
def test_what_is_shown_at_rest_is_the_exact_painting_within_bounds(
    subject: Resolve, tmp_path: Path, case: tuple[str, bool], scale: float, ratio: float
) -> None:
    kind, outline = case
    scene = subject(kind, outline=outline)
    viewport = through(kind, scene, scale)
    exact, aside = (exactly(scene, viewport, ratio, tmp_path / "blobs.png", aside=by) for by in (0.0, 0.5))
    bounds = BOUNDS.get(kind, EVERY_VERTEX) if outline or kind != "masks" else SAMPLED
    bounds.hold(scale, at_rest(scene, viewport, ratio), exact, aside)


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("scale", ZOOMS)
@pytest.mark.parametrize("kind", SUBJECTS)
def test_a_still_that_was_moved_and_patched_is_what_it_is_at_rest(
    subject: Resolve, kind: str, scale: float, ratio: float
) -> None:
    scene = subject(kind)
    viewport = through(kind, scene, scale)
    before = replace(viewport, left=viewport.left - 37, top=viewport.top + 21)
    moved = patched(made_still(View(scene, before, ratio)), View(scene, viewport, ratio), math.inf)
    assert moved is not None
    away = difference(on_ground(moved.picture), at_rest(scene, viewport, ratio))
    assert away.max() <= TOLERANCE


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("kind", SUBJECTS)
def test_a_still_that_is_shown_larger_is_in_its_place(
    subject: Resolve, tmp_path: Path, kind: str, ratio: float
) -> None:
    scene = subject(kind)
    viewport = through(kind, scene, 2.5)
    middle = QPointF(VIEW.width() / 2, VIEW.height() / 2)
    still = made_still(View(scene, viewport.zoomed(1 / LARGER, middle), ratio))
    frame = new_still(VIEW.toSize(), ratio, Qt.GlobalColor.transparent)
    painter = QPainter(frame)
    still.paint(painter, viewport)
    painter.end()
    exact, aside = (exactly(scene, viewport, ratio, tmp_path / "blobs.png", aside=by) for by in (0.0, 0.5))
    off = 0.5 * difference(on_ground(frame), exact).sum() / difference(aside, exact).sum()
    assert off <= (ENLARGED_MARKS if kind == "points" else ENLARGED)


def made_still(view: View) -> Still:
    made = Renewal(view, annotation_steps).advance(math.inf)
    assert made is not None
    return made


@pytest.mark.parametrize("ratio", RATIOS)
def test_of_what_is_tiny_there_is_a_dot_or_a_hairline_where_the_exact_painting_is(
    draw: Draw, tmp_path: Path, ratio: float
) -> None:
    label = tiny()
    scene = draw(label, row_data="nowhere.png")
    viewport = Viewport(VIEW, scene.size, 0.1, 50.3, 35.2)
    fast, exact = at_rest(scene, viewport, ratio), exactly(scene, viewport, ratio, tmp_path / "none.png")
    seen = (fast != GROUND).any(axis=2)
    assert not (seen & (exact == GROUND).all(axis=2)).any(), "nothing is where nothing should be"
    for drawn in scene.objects:
        place = viewport.view_from_image.mapRect(drawn.bounds)
        left, top, right, bottom = (
            math.floor(edge * ratio)
            for edge in (place.left() - 1, place.top() - 1, place.right() + 2, place.bottom() + 2)
        )
        here = fast[top:bottom, left:right].reshape(-1, 3)
        near = np.abs(here - drawn.colour.getRgb()[:3]).max(axis=1)
        assert near.min() < 2 * TOLERANCE, drawn.thing.feature_id


def tiny() -> exports.Json:
    """Boxes, polygons and lines of less than 8 view pixels at a tenth, apart from each other."""
    made = []
    for number in range(12):
        x, y, side = 10.0 + 100 * (number % 4), 10.0 + 100 * (number // 4), 6.0 * (number + 1)
        box = exports.box(f"b{number}", x, y, side, side / 2, name="alpha")
        corners = ((x, y), (x + side, y), (x, y + side))
        polygon = exports.polygon(f"p{number}", *corners, name="beta")
        line = exports.line(f"l{number}", *corners, name="gamma")
        made.append((box, polygon, line)[number % 3])
    return exports.label(*made)

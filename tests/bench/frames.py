"""Frames of the canvas while a hand pans and zooms, against a graphics view that paints each frame whole.

A graphics view that is scrolled by whole pixels may also move what it has and paint the strip beside it; this
helps while panning alone, and is left off, so that every frame of the reference costs what an item a shape
costs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from time import perf_counter

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsView

from tests.bench.crowd import VIEW, Crowd, GraphicsView, crowded, frames_secs
from tests.bench.figure import Figure
from tests.bench.walk import wait_until
from viewer.canvas import style
from viewer.canvas.hit import things_at
from viewer.canvas.scene import Scene
from viewer.canvas.still import new_still
from viewer.canvas.viewport import Viewport

FEW, MANY = 10_000, 100_000
_MOVES = 100
_HOVERS = 50
_RESTS = 5


@dataclass(frozen=True, slots=True)
class _Seconds:
    """Of frames, ours and those of the reference; of coming to rest and of painting all; of hovering."""

    panning: list[float]
    zooming: list[float]
    view_panning: list[float]
    view_zooming: list[float]
    resting: list[float]
    painting: list[float]
    hovering: list[float]
    scanning: list[float]


def panning_over_ten_thousand_polygons() -> Figure:
    """The median frame."""
    secs = _measured(FEW)
    name = f"a frame while panning, {FEW:,} polygons, median; against one QGraphicsItem a shape"
    return Figure(name, median(secs.panning) * 1e3, "ms", median(secs.view_panning) * 1e3, goal=60)


def slowest_frames_of_panning() -> Figure:
    """Of the frames nineteen in twenty are as fast."""
    secs = _measured(FEW)
    return _slowest(f"panning, {FEW:,} polygons", secs.panning, secs.view_panning, 16)


def slowest_frames_of_zooming() -> Figure:
    """The same while zooming."""
    secs = _measured(FEW)
    return _slowest(f"zooming, {FEW:,} polygons", secs.zooming, secs.view_zooming, 16)


def slowest_frames_over_a_hundred_thousand() -> Figure:
    """The same of both, ten times as crowded."""
    secs = _measured(MANY)
    ours, reference = secs.panning + secs.zooming, secs.view_panning + secs.view_zooming
    return _slowest(f"panning and zooming, {MANY:,} polygons", ours, reference, 33)


def coming_to_rest() -> Figure:
    """From the last move until what is seen is exact, against painting every vertex of it once."""
    secs = _measured(FEW)
    name = f"full quality after the hand rests, {FEW:,} polygons; against painting all of them antialiased"
    return Figure(name, median(secs.resting) * 1e3, "ms", median(secs.painting) * 1e3, goal=1 / 0.6)


def hovering_over_a_hundred_thousand() -> Figure:
    """What lies under the cursor, against asking each outline."""
    secs = _measured(MANY)
    name = f"hover over {MANY:,} polygons; against a linear scan over the outlines"
    return Figure(name, median(secs.hovering) * 1e3, "ms", median(secs.scanning) * 1e3, goal=50)


def slowest_frame_of_a_graphics_view_ms() -> float:
    """Of those that pan and zoom over the fewer polygons."""
    secs = _measured(FEW)
    return max(secs.view_panning + secs.view_zooming) * 1e3


def _slowest(what: str, ours: list[float], reference: list[float], at_most_ms: float) -> Figure:
    name = f"a frame while {what}, 95th percentile; against one QGraphicsItem a shape"
    value, other = (float(np.percentile(secs, 95)) * 1e3 for secs in (ours, reference))
    return Figure(name, value, "ms", other, at_most=at_most_ms)


@lru_cache(maxsize=2)
def _measured(count: int) -> _Seconds:
    with crowded(count) as crowd:
        panning = frames_secs(
            crowd.canvas, _moves(_MOVES, lambda x, y: crowd.canvas._camera.pan_by(QPointF(x, y)))
        )
        crowd.canvas.fit()
        crowd.rest()
        middle = QPointF(VIEW.width() / 2, VIEW.height() / 2)
        zooms = _zooms(_MOVES, lambda factor: crowd.canvas._camera.zoom_at(factor, middle))
        zooming = frames_secs(crowd.canvas, zooms)
        resting, painting = _rests(crowd) if count == FEW else ([0.0], [0.0])
        hovering, scanning = _hovers(crowd) if count == MANY else ([0.0], [0.0])
    view = GraphicsView(count)
    view.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
    frames_secs(view.viewport(), _moves(1, view.pan_by))
    rounds = 10 if count == FEW else 2
    view_panning = frames_secs(view.viewport(), _moves(rounds, view.pan_by))
    view_zooming = frames_secs(view.viewport(), _zooms(rounds, view.zoom_by))
    view.close()
    return _Seconds(panning, zooming, view_panning, view_zooming, resting, painting, hovering, scanning)


def _moves(count: int, pan_by: Callable[[int, int], object]) -> list[Callable[[], object]]:
    """To and fro, and always down a little."""
    return [lambda x=13 if at % 40 < 20 else -13: pan_by(x, 7) for at in range(count)]  # type: ignore[misc]


def _zooms(count: int, zoom_by: Callable[[float], object]) -> list[Callable[[], object]]:
    """In and out by notches of a wheel."""
    return [lambda factor=1.1 if at % 40 < 20 else 1 / 1.1: zoom_by(factor) for at in range(count)]  # type: ignore[misc]


def _rests(crowd: Crowd) -> tuple[list[float], list[float]]:
    """The whole image in view each time, from a place aside."""
    ours, reference = [], []
    for _ in range(_RESTS):
        crowd.canvas.fit()
        crowd.canvas._camera.pan_by(QPointF(40, 30))
        crowd.rest()
        begin = perf_counter()
        crowd.canvas.fit()
        crowd.canvas.repaint()
        wait_until(lambda: crowd.stills.at_rest)
        ours.append(perf_counter() - begin)
        crowd.rest()
        assert crowd.canvas.scene is not None
        begin = perf_counter()
        _paint_every_vertex(crowd.canvas.scene, crowd.canvas.viewport)
        reference.append(perf_counter() - begin)
    return ours, reference


def _paint_every_vertex(scene: Scene, viewport: Viewport) -> None:
    still = new_still(viewport.view.toSize(), 1.0, Qt.GlobalColor.transparent)
    painter = QPainter(still)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for drawn in scene.objects:
        path = viewport.view_from_image.map(drawn.shape.outline)
        painter.fillPath(path, style.faded(drawn.colour, scene.opacity * style.FILL_SHARES[drawn.thing.kind]))
        painter.strokePath(path, style.pen(style.CASING_COLOUR, style.CASING))
        painter.strokePath(path, style.pen(drawn.colour, style.OUTLINE))
    painter.end()


def _hovers(crowd: Crowd) -> tuple[list[float], list[float]]:
    """Both give the same objects; the scan too asks an outline only where its bounds are hit."""
    crowd.canvas.actual_size()
    scene = crowd.canvas.scene
    assert scene is not None
    random = np.random.default_rng(2)
    places = random.uniform((0, 0), (scene.size.width(), scene.size.height()), (_HOVERS, 2)).tolist()
    tolerance = style.HIT_TOLERANCE / crowd.canvas.viewport.scale
    ours, reference = [], []
    for number, (x, y) in enumerate(places):
        begin = perf_counter()
        found = things_at(scene, x, y, tolerance)
        ours.append(perf_counter() - begin)
        if number < _RESTS:
            begin = perf_counter()
            near = [
                drawn
                for drawn in scene.objects
                if drawn.bounds.adjusted(-tolerance, -tolerance, tolerance, tolerance).contains(x, y)
                and drawn.shape.distance(x, y) <= tolerance
            ]
            reference.append(perf_counter() - begin)
            if {id(drawn) for drawn in near} != {id(drawn) for drawn in found}:
                raise AssertionError("the two do not find the same objects")
    return ours, reference

"""What lies under a point, the smallest first."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF

from viewer.canvas.drawn import Drawn, DrawnArrow
from viewer.canvas.overlay import Visible
from viewer.canvas.scene import Scene


def things_at(
    scene: Scene, x: float, y: float, tolerance: float, arrows: Iterable[DrawnArrow] | None = None
) -> list[Visible]:
    """What (x, y) hits: points, then lines and arrows, then areas, the smallest first; of arrows only these
    where any are given.

    Place and `tolerance` are image pixels. The border of an area counts within the tolerance; a mask is
    hit by its pixels alone.
    """
    hits: list[tuple[tuple[int, float, float], Visible]] = []
    around = QRectF(QPointF(x - tolerance, y - tolerance), QPointF(x + tolerance, y + tolerance))
    for number in scene.objects.touching(around).tolist():
        drawn = scene.objects.number(number)
        distance = drawn.shape.distance(x, y)
        if distance <= tolerance:
            hits.append(((_rank(drawn), drawn.shape.area, distance), drawn))
    for arrow in scene.arrows if arrows is None else arrows:
        if arrow.bounds.adjusted(-tolerance, -tolerance, tolerance, tolerance).contains(x, y):
            distance = arrow.arrow.distance(x, y)
            if distance <= tolerance:
                hits.append(((1, 0.0, distance), arrow))
    return [thing for _, thing in sorted(hits, key=lambda hit: hit[0])]


def _rank(drawn: Drawn) -> int:
    if drawn.shape.encloses:
        return 2
    return 0 if drawn.shape.is_point else 1

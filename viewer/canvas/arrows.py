"""Relationship arrows: from border to border, bent apart when several join the same two objects."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from viewer.canvas.kinds import Shape
from viewer.canvas.kinds.paths import distance_to
from viewer.model.annotation import Ends, Relationship
from viewer.model.geometry import vertices

BEND = 0.32
"""How far apart neighbouring arrows between the same two objects bow, as a share of their length."""
SAMPLES = 64


@dataclass(frozen=True, slots=True, eq=False)
class Arrow:
    """A relationship between two shapes, in image pixels.

    A head is drawn at the end of `path`, and another at its start when it goes both ways.
    """

    relationship: Relationship
    path: QPainterPath
    both_ways: bool

    @property
    def middle(self) -> QPointF:
        """Where its name is written."""
        return self.path.pointAtPercent(0.5)

    @property
    def bounds(self) -> QRectF:
        """The bounding box of the line."""
        return self.path.boundingRect()

    def distance(self, x: float, y: float) -> float:
        """Image pixels from (x, y) to the line."""
        shares = (step / SAMPLES for step in range(SAMPLES + 1))
        points = [self.path.pointAtPercent(share) for share in shares]
        return distance_to(vertices((p.x(), p.y()) for p in points), x, y)


def arrows_between(relationships: Iterable[Relationship], shapes: Mapping[str, Shape]) -> list[Arrow]:
    """An arrow a relationship whose two ends have a shape; `shapes` by feature id."""
    by_pair: dict[frozenset[str], list[tuple[Relationship, Ends]]] = defaultdict(list)
    for relationship in relationships:
        ends = relationship.ends
        if isinstance(ends, Ends) and ends.source in shapes and ends.target in shapes:
            by_pair[frozenset((ends.source, ends.target))].append((relationship, ends))
    return [arrow for joined in by_pair.values() for arrow in _bundle(joined, shapes)]


def _bundle(joined: Sequence[tuple[Relationship, Ends]], shapes: Mapping[str, Shape]) -> Iterable[Arrow]:
    """The arrows of one pair of objects, spread around the straight line."""
    for place, (relationship, ends) in enumerate(joined):
        source, target = shapes[ends.source], shapes[ends.target]
        if source is target:
            path = _loop(source, place)
        else:
            bow = (place - (len(joined) - 1) / 2) * BEND
            # The side is told by the pair, not by the direction: opposite arrows would bow onto each other.
            path = _between(source, target, bow if ends.source < ends.target else -bow)
        yield Arrow(relationship, path, ends.bidirectional)


def _between(source: Shape, target: Shape, bow: float) -> QPainterPath:
    """A quadratic curve between the centres, cut where it leaves the source and enters the target."""
    start, end = source.centre, target.centre
    control = (start + end) / 2 + QPointF(start.y() - end.y(), end.x() - start.x()) * bow
    leaves, enters = _visible_part(source, target, start, control, end)
    path = QPainterPath(_at(start, control, end, leaves))
    path.quadTo(_blossom(start, control, end, leaves, enters), _at(start, control, end, enters))
    return path


def _visible_part(
    source: Shape, target: Shape, start: QPointF, control: QPointF, end: QPointF
) -> tuple[float, float]:
    """Curve parameters of the last point inside the source and the first one after it inside the target."""

    def within(shape: Shape, share: float) -> bool:
        return shape.outline.contains(_at(start, control, end, share))

    shares = [step / SAMPLES for step in range(SAMPLES + 1)]
    leaves, enters = 0.0, 1.0
    if source.encloses:
        last = max((share for share in shares if within(source, share)), default=0.0)
        leaves = _bisect(lambda share: within(source, share), last, min(last + 1 / SAMPLES, 1.0))
    if target.encloses:
        first = min((share for share in shares if share > leaves and within(target, share)), default=1.0)
        enters = _bisect(lambda share: within(target, share), first, max(first - 1 / SAMPLES, leaves))
    # Of two shapes that lie in each other no border is between the centres.
    return (leaves, enters) if enters - leaves > 1 / SAMPLES else (0.0, 1.0)


def _bisect(inside: Callable[[float], bool], within: float, beyond: float) -> float:
    for _ in range(20):
        middle = (within + beyond) / 2
        within, beyond = (middle, beyond) if inside(middle) else (within, middle)
    return within


def _at(start: QPointF, control: QPointF, end: QPointF, share: float) -> QPointF:
    return _blossom(start, control, end, share, share)


def _blossom(start: QPointF, control: QPointF, end: QPointF, a: float, b: float) -> QPointF:
    """The polar form of a quadratic Bézier curve.

    It is the control point of the curve's part from a to b, and a point of the curve where a = b.
    """
    return start * ((1 - a) * (1 - b)) + control * ((1 - a) * b + a * (1 - b)) + end * (a * b)


def _loop(shape: Shape, place: int) -> QPainterPath:
    """An arrow from an object to itself: out of its top and back."""
    bounds = shape.bounds
    reach = max(min(math.hypot(bounds.width(), bounds.height()) * 0.4, 160.0), 16.0) * (1 + place * 0.35)
    x, y = bounds.center().x(), bounds.top()
    path = QPainterPath(QPointF(x - reach * 0.2, y))
    path.cubicTo(
        QPointF(x - reach * 0.9, y - reach), QPointF(x + reach * 0.9, y - reach), QPointF(x + reach * 0.2, y)
    )
    return path

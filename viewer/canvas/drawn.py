"""What is visible of a row, made when it is first asked for: thousands are counted and culled unmade."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from viewer.canvas.arrows import Arrow
from viewer.canvas.index import Numbers
from viewer.canvas.kinds import Shape
from viewer.canvas.kinds.measures import measured
from viewer.canvas.shapes import Entry, ShapeTable, forget
from viewer.canvas.twins import Groups
from viewer.model.annotation import JsonPath, ObjectAnnotation, Relationship


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


Look = Callable[[Entry, Shape], Drawn]
"""How an object looks: colour and dashes, without a look at others."""


class DrawnObjects(Sequence[Drawn]):
    """The visible objects in the order of painting.

    Those of one table and look share what was made of them, whatever else is hidden. `numbers` are the
    visible entries of the table, ascending.
    """

    def __init__(self, table: ShapeTable, numbers: Numbers, look: Look) -> None:
        self.table = table
        self.numbers = numbers
        self._look = look
        self._made: list[Drawn | None] = [None] * len(table)
        self._visible: NDArray[np.bool_] = np.zeros(len(table), dtype=np.bool_)
        self._visible[numbers] = True

    def narrowed(self, numbers: Numbers) -> DrawnObjects:
        """The same objects, of which others are visible."""
        other = DrawnObjects(self.table, numbers, self._look)
        other._made = self._made
        return other

    def forget(self, breathe: Callable[[], None]) -> None:
        """Let go what was made, in the table too; who still asks for something has it made again."""
        forget(self._made, breathe)
        self.table.forget(breathe)

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, place: int) -> Drawn: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Drawn]: ...
    def __getitem__(self, place: int | slice) -> Drawn | Sequence[Drawn]:
        """By place in the order of painting."""
        if isinstance(place, slice):
            return [self.number(number) for number in self.numbers[place].tolist()]
        return self.number(int(self.numbers[place]))

    def __iter__(self) -> Iterator[Drawn]:
        return (self.number(number) for number in self.numbers.tolist())

    def number(self, number: int) -> Drawn:
        """By number in the table."""
        drawn = self._made[number]
        if drawn is None:
            drawn = self._made[number] = self._look(self.table.entries[number], self.table.shape(number))
        return drawn

    def touching(self, area: QRectF) -> Numbers:
        """Numbers of the visible objects whose bounds share a point with a part of the image, ascending."""
        numbers = self.table.index.touching(area.left(), area.top(), area.right(), area.bottom())
        return numbers[self._visible[numbers]]

    def find(self, path: JsonPath) -> tuple[Drawn, ...]:
        """The visible ones that a path leads to or into."""
        return tuple(self.number(number) for number in self.table.find(path) if self._visible[number])

    def twins(self) -> Groups:
        """Numbers of the visible ones that lie exactly on each other, a group an outline."""
        seen = (tuple(n for n in group if self._visible[n]) for group in self.table.twins)
        return tuple(group for group in seen if len(group) > 1)

    def twins_of(self, drawn: Drawn) -> tuple[Drawn, ...]:
        """Those that lie exactly on one of them, itself included; none when it is alone."""
        path = drawn.thing.path
        for group in self.twins():
            if any(self.table.entries[number].thing.path == path for number in group):
                return tuple(self.number(number) for number in group)
        return ()

    def paths(self) -> Iterator[JsonPath]:
        """Paths of the visible ones."""
        entries = self.table.entries
        return (entries[number].thing.path for number in self.numbers.tolist())

    @property
    def bounds(self) -> QRectF:
        """What holds all of them."""
        if not len(self):
            return QRectF()
        boxes = self.table.boxes[self.numbers]
        low, high = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
        return QRectF(QPointF(*low.tolist()), QPointF(*high.tolist()))


def drawn_objects(drawn: Iterable[Drawn] = ()) -> DrawnObjects:
    """Objects that are made already, put into the order of painting."""
    given = {id(each.thing): each for each in drawn}
    entries = [Entry(each.thing, each.shape.geometry, 0, place) for place, each in enumerate(given.values())]
    table = ShapeTable(entries, *measured([entry.geometry for entry in entries]))
    return DrawnObjects(table, np.arange(len(table)), lambda entry, _: given[id(entry.thing)])

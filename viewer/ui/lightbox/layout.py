"""Where the cells of a grid are: worked out from their number and size, in the same time for any number."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect


@dataclass(frozen=True, slots=True)
class GridLayout:
    """`count` cells of `cell_width` x `cell_height` logical pixels within `width`, line after line.

    What is left of the width is spread between them. Places count from 0; y counts from the first line's top.
    """

    count: int
    width: int
    cell_width: int
    cell_height: int
    gap: int = 8

    @property
    def columns(self) -> int:
        """Cells a line, at least one."""
        return max(1, (self.width - self.gap) // (self.cell_width + self.gap))

    @property
    def lines(self) -> int:
        """Lines, the last of which may be short."""
        return -(-self.count // self.columns)

    @property
    def line_height(self) -> int:
        """From one line to the next."""
        return self.cell_height + self.gap

    @property
    def height(self) -> int:
        """All lines with the gaps around them."""
        return self.lines * self.line_height + self.gap if self.count else 0

    def rect(self, place: int) -> QRect:
        """The cell of a place."""
        line, column = divmod(place, self.columns)
        left = round(self.gap / 2 + (column + 0.5) * self._pitch - self.cell_width / 2)
        return QRect(left, self.gap + line * self.line_height, self.cell_width, self.cell_height)

    def place_at(self, x: int, y: int) -> int | None:
        """The place whose cell holds a point; None between and beside them."""
        line, column = (y - self.gap) // self.line_height, int((x + 0.5 - self.gap / 2) / self._pitch)
        if line < 0:
            return None
        column = min(max(column, 0), self.columns - 1)  # a single cell can be wider than its column
        place = line * self.columns + column
        return place if place < self.count and self.rect(place).contains(x, y) else None

    def places_between(self, top: int, bottom: int) -> range:
        """The places of the lines that have something between two heights."""
        first = max(0, (top - self.gap) // self.line_height)
        last = max(0, (bottom - self.gap) // self.line_height + 1)
        return range(min(first * self.columns, self.count), min(last * self.columns, self.count))

    @property
    def _pitch(self) -> float:
        return (self.width - self.gap) / self.columns

"""The rows of a filter as the top of the tree; in drawers when they are many, the drawers in shelves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from viewer.formats import Export
from viewer.ui.models.line import Line
from viewer.ui.models.nodes import DRAWER, FLAT_LIMIT, Node

DRAWERS_A_SHELF = 50
SHELVES_FROM = 100
"""From so many drawers on they stand in shelves: when rows are added a view asks for all at the top again."""


@dataclass(slots=True, eq=False)
class RowNode(Node):
    """A row of the export; `asked` once it is being read, `said` is its own line once it was.

    `failed`: it could not be read.
    """

    asked: bool = False
    said: Line | None = None
    failed: bool = False

    @property
    def is_leaf(self) -> bool:
        """Nobody knows before it is read, and there is always a line to be said."""
        return False

    @property
    def children(self) -> Sequence[Node]:
        """What was read, nothing until then."""
        return self._children or ()


def unit_of(count: int) -> int:
    """How many rows a line at the top stands for when there are so many: one, a drawer, or a shelf."""
    if count <= FLAT_LIMIT:
        return 1
    return DRAWER if count <= SHELVES_FROM * DRAWER else DRAWERS_A_SHELF * DRAWER


def unit_so_far(export: Export) -> int:
    """The unit of what an export is likely to hold, judged by its first rows while they are being listed."""
    count = len(export)
    if export.is_listed or not count:
        return unit_of(count)
    likely = count * export.size_bytes // export.end_of(count - 1)
    return unit_of(max(count, likely))


def shown_so_far(export: Export, unit: int) -> int:
    """How many rows are shown without a request: while they are being listed those that fill whole units."""
    count = len(export)
    if export.is_listed:
        return count
    return min(count, DRAWER) if count < unit or unit == 1 else count - count % unit


def top_level(rows: Sequence[int], unit: int) -> list[Node]:
    """The lines of these rows, or the drawers or shelves they are in."""
    return _lines(rows) if unit == 1 else _boxes(rows, unit)


def row_node(root: Node, rows: Sequence[int], row: int, unit: int) -> RowNode | None:
    """The line of a row below `root`, made by `top_level(rows, unit)`; None when it is not among them."""
    if row not in rows:
        return None
    above, place = root, rows.index(row)
    while unit > 1:
        box, place = divmod(place, unit)
        above, unit = above.children[box], _within(unit)
    node = above.children[place]
    return node if isinstance(node, RowNode) else None


def drawers_left(shown: int, unit: int) -> list[Node]:
    """What is missing in the first shelf, of which so many rows are shown, when it is full."""
    return _boxes(range(shown, unit), DRAWER) if shown < unit and shown % DRAWER == 0 else []


def title_of(rows: Sequence[int]) -> str:
    """What a drawer or shelf is called."""
    return f"Rows {rows[0] + 1:,} to {rows[-1] + 1:,}"


def _within(unit: int) -> int:
    """The unit of what is in a box: drawers in a shelf, rows in a drawer."""
    return DRAWER if unit > DRAWER else 1


def _lines(rows: Sequence[int]) -> list[Node]:
    return [RowNode(text="", row=row) for row in rows]


def _boxes(rows: Sequence[int], unit: int) -> list[Node]:
    return [_box(rows[start : start + unit], unit) for start in range(0, len(rows), unit)]


def _box(rows: Sequence[int], unit: int) -> Node:
    return Node(
        text=title_of(rows),
        icon="layers",
        count=len(rows),
        make=lambda: top_level(rows, _within(unit)),
    )

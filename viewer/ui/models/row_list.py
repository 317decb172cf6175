"""The rows of a filter as the top of the tree; in drawers when they are many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from viewer.ui.models.line import Line
from viewer.ui.models.nodes import DRAWER, FLAT_LIMIT, Node


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


def top_level(rows: Sequence[int]) -> list[Node]:
    """The lines of these rows, or the drawers they are in."""
    if len(rows) <= FLAT_LIMIT:
        return _lines(rows)
    return [_drawer(rows[start : start + DRAWER]) for start in range(0, len(rows), DRAWER)]


def row_node(root: Node, rows: Sequence[int], row: int) -> RowNode | None:
    """The line of a row below `root`, made by `top_level(rows)`; None when it is not among them."""
    if row not in rows:
        return None
    above, place = root, rows.index(row)
    if len(rows) > FLAT_LIMIT:
        drawer, place = divmod(place, DRAWER)
        above = root.children[drawer]
    node = above.children[place]
    return node if isinstance(node, RowNode) else None


def _lines(rows: Sequence[int]) -> list[Node]:
    return [RowNode(text="", row=row) for row in rows]


def _drawer(rows: Sequence[int]) -> Node:
    return Node(
        text=f"Rows {rows[0] + 1:,} to {rows[-1] + 1:,}",
        icon="layers",
        count=len(rows),
        make=lambda: _lines(rows),
    )

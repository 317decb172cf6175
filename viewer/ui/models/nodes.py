"""A line of the tree, made when the line above it is unfolded and not before."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from viewer.model.annotation import JsonPath, ObjectAnnotation, Relationship
from viewer.model.geometry import Kind
from viewer.model.row import Label

FLAT_LIMIT = 2000
"""Longer lists are put into drawers: a tree view asks for every line of what is unfolded, 20 µs a line."""

DRAWER = 500
"""Lines in a drawer."""


@dataclass(frozen=True, slots=True)
class KindGroup:
    """All objects of a kind."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class ClassGroup:
    """All objects of a class among those of a kind."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Track:
    """One feature through the frames of a video; `paths` lead to it in each of them."""

    name: str
    kind: Kind
    paths: tuple[JsonPath, ...]


Subject: TypeAlias = Label | ObjectAnnotation | Relationship | KindGroup | ClassGroup | Track | None
"""What a line stands for, as far as it can be shown and hidden."""

_ids = itertools.count(1)


@dataclass(slots=True, eq=False)
class Node:
    """A line of the tree.

    `path` leads to what it shows in the JSON of its row; groups have the path of the list they are cut from.
    `inside` are the paths of the things below a group, None where the path itself tells, but for `strays`
    that stand elsewhere in the JSON. A `text` of two halves goes on with `link` and `value`. `note` is said
    quietly after it, `count` at the right edge, `warning` is what is wrong. `instance` numbers an object
    among those of its label. `make` gives the lines below.
    """

    text: str
    link: str = ""
    value: str = ""
    icon: str = ""
    note: str = ""
    count: int | None = None
    warning: str = ""
    path: JsonPath | None = None
    subject: Subject = None
    instance: int | None = None
    inside: frozenset[JsonPath] | None = None
    strays: frozenset[JsonPath] = frozenset()
    make: Callable[[], Iterable[Node]] | None = None
    row: int = -1
    parent: Node | None = None
    place: int = 0
    id: int = field(default_factory=lambda: next(_ids))
    _children: list[Node] | None = None

    @property
    def is_leaf(self) -> bool:
        """Whether nothing is below, as far as one can tell without making it."""
        return not self._children if self._children is not None else self.make is None

    @property
    def children(self) -> Sequence[Node]:
        """The lines below, made at the first call."""
        if self._children is None:
            self.adopt(self.make() if self.make is not None else ())
        assert self._children is not None
        return self._children

    def adopt(self, children: Iterable[Node]) -> None:
        """Take these as the lines below."""
        self._children = list(children)
        for place, child in enumerate(self._children):
            child.parent, child.place = self, place
            if child.row < 0:
                child.row = self.row

    def extend(self, children: Iterable[Node]) -> None:
        """Put more lines behind those below."""
        assert self._children is not None
        for place, child in enumerate(children, len(self._children)):
            child.parent, child.place = self, place
            self._children.append(child)

    def forget(self) -> list[Node]:
        """Let go of everything below and return all of it."""
        gone = list(self.made())
        self._children = None
        return gone

    def made(self) -> Iterator[Node]:
        """Every line below that was made."""
        for child in self._children or ():
            yield child
            yield from child.made()

    def holds(self, path: JsonPath) -> bool:
        """Whether a path leads to this line or to something below it."""
        if self.inside is None and self.path is not None and path[: len(self.path)] == self.path:
            return True
        among = self.strays if self.inside is None else self.inside
        return any(path[:length] in among for length in range(1, len(path) + 1)) if among else False

    def find(self, path: JsonPath) -> Node:
        """The line of a path, or the nearest one above it that has a line."""
        below = next((child for child in self.children if child.holds(path)), None)
        if below is None:
            # A path into a list without a line of its own: the first group cut from that list.
            return next((child for child in self.children if child.path == path), self)
        return below if below.path == path and below.inside is None else below.find(path)


def in_drawers(nodes: Sequence[Node]) -> Sequence[Node]:
    """These lines, put into drawers by number when there are too many to unfold at once."""
    if len(nodes) <= FLAT_LIMIT:
        return nodes
    starts = range(0, len(nodes), DRAWER)
    return [_drawer(nodes[start : start + DRAWER], start) for start in starts]


def _drawer(nodes: Sequence[Node], start: int) -> Node:
    return Node(
        text=f"{start + 1:,} to {start + len(nodes):,}",
        icon="layers",
        path=nodes[0].path[:-1] if nodes[0].path else None,
        inside=frozenset(node.path for node in nodes if node.path is not None),
        make=lambda: nodes,
    )

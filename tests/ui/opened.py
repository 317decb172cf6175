"""A session over a small export that everything is read from at once, for tests of the window's parts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QModelIndex

from viewer.canvas.colours import ClassColours
from viewer.media.store import MediaStore
from viewer.state.session import Session
from viewer.tasks import InlineTasks


def opened(path: Path | None = None) -> Session:
    """A session with this export open, or with none."""
    tasks = InlineTasks()
    session = Session(tasks, MediaStore(tasks))
    if path is not None:
        session.open(path)
    return session


def colours() -> ClassColours:
    return ClassColours()


def outline(model: QAbstractItemModel, index: QModelIndex | None = None, depth: int = 0) -> list[str]:
    """Every line of a tree as text, two blanks a level, unfolding all of it."""
    index = QModelIndex() if index is None else index
    if model.canFetchMore(index):
        model.fetchMore(index)
    lines = []
    for place in range(model.rowCount(index)):
        child = model.index(place, 0, index)
        lines.append("  " * depth + str(child.data()))
        lines += outline(model, child, depth + 1)
    return lines


def find(model: QAbstractItemModel, text: str, index: QModelIndex | None = None) -> QModelIndex:
    """The first line with this text, in the order of the tree."""
    index = QModelIndex() if index is None else index
    if model.canFetchMore(index):
        model.fetchMore(index)
    for place in range(model.rowCount(index)):
        child = model.index(place, 0, index)
        found = child if child.data() == text else find(model, text, child)
        if found.isValid():
            return found
    return QModelIndex()

"""A JSON value as a tree, with ways to copy what stands in it."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QWidget

from viewer.model.annotation import JsonPath, format_path
from viewer.ui.models.json_tree import JsonTreeModel
from viewer.ui.widgets.clipboard import copy_text
from viewer.ui.widgets.key_tree import KeyTree

_INDENT = 12
_LEAST_KEY_WIDTH = 110
_VALUE_WIDTH = 140
_UNFOLDED_MEMBERS = 40


class JsonView(KeyTree):
    """`chosen(path)` says that a value was clicked, or Enter pressed on it."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.json = JsonTreeModel(self)
        self.setModel(self.json)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(_INDENT)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("Raw JSON")
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.header().resizeSection(1, _VALUE_WIDTH)
        self.json.set_palette(self.palette())
        self.expanded.connect(self._fit_keys)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def show_value(self, value: Any) -> None:
        """Show a value, its first level unfolded."""
        self.json.set_value(value)
        for row in range(min(self.json.rowCount(), _UNFOLDED_MEMBERS)):
            index = self.json.index(row, 0)
            if self.json.rowCount(index) <= 8:
                self.expand(index)
        self._fit_keys()

    def mark(self, path: JsonPath | None) -> None:
        """Mark what stands at a path, unfold it and bring it into view; a cursor already in it stays."""
        index = self.json.mark(path)
        if path is None or not index.isValid():
            return
        here = self.json.node(self.currentIndex()).path if self.currentIndex().isValid() else ()
        if here[: len(path)] != path:
            self.go_to(index)
            self.expand(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def go_to(self, index: QModelIndex) -> None:
        """Unfold what is above a node and put the cursor on it."""
        above = []
        parent = index.parent()
        while parent.isValid():
            above.append(parent)
            parent = parent.parent()
        blocked = self.blockSignals(True)  # widths are measured once, not at every level
        for parent in reversed(above):
            self.expand(parent)
        self.blockSignals(blocked)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self._fit_keys()
        self._scroll_across(index)

    def _fit_keys(self) -> None:
        """Keys in sight are shown whole, however deep they stand; values scroll."""
        self.header().resizeSection(0, max(self.sizeHintForColumn(0), _LEAST_KEY_WIDTH))

    def _scroll_across(self, index: QModelIndex) -> None:
        """Bring a deep key into view, which Qt does not: its column begins at the left."""
        width, left = self.viewport().width(), self.visualRect(index).left()
        if not 0 <= left <= width * 2 // 3:
            self.updateGeometries()
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + left - width // 3)

    def current_path(self) -> JsonPath:
        """Where the cursor is; nothing when it is nowhere."""
        index = self.currentIndex()
        return self.json.node(index).path if index.isValid() else ()

    # ----------------------------------------------------------------- copying

    def copy_value(self) -> None:
        """Copy the value under the cursor in full: a string as its text, anything else as JSON."""
        value = self.json.node(self.currentIndex()).value
        copy_text(value if isinstance(value, str) else as_json(value), self)

    def copy_json(self) -> None:
        """Copy the value under the cursor with all below it, as JSON."""
        copy_text(as_json(self.json.node(self.currentIndex()).value), self)

    def copy_path(self) -> None:
        """Copy where the value under the cursor stands."""
        copy_text(format_path(self.current_path()), self)

    def menu(self) -> QMenu:
        """What can be done with the value under the cursor."""
        menu = QMenu(self)
        copy = QAction("Copy value", menu, shortcut=QKeySequence(QKeySequence.StandardKey.Copy))
        copy.triggered.connect(self.copy_value)
        menu.addAction(copy)
        menu.addAction("Copy path", self.copy_path)
        menu.addAction("Copy as JSON, with all below", self.copy_json)
        menu.addSeparator()
        menu.addAction("Unfold all below", lambda: self.expandRecursively(self.currentIndex(), 4))
        menu.addAction("Fold all", self.collapseAll)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer them at the cursor."""
        if self.currentIndex().isValid():
            self.menu().popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies the value, not the line."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.currentIndex().isValid():
            self.copy_value()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of the new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.json.set_palette(self.palette())

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.json.node(index).path)


def as_json(value: Any) -> str:
    """A value as indented JSON; what is nested too deep for indents on one line."""
    try:
        return json.dumps(value, ensure_ascii=False, indent=2)
    except RecursionError:
        return json.dumps(value, ensure_ascii=False)

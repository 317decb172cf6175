"""The tree of rows as a widget: eyes and boxes that do not select."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QWidget

from viewer.ui.models.rows_model import EYE_COLUMN, RowsModel
from viewer.ui.widgets.key_tree import KeyTree
from viewer.ui.widgets.line_delegate import EyeDelegate, LineDelegate, check_rect

EYE_WIDTH = 26
INDENT = 12


class RowsView(KeyTree):
    """Shows a RowsModel. A press on an eye or a check box acts and selects nothing.

    A double press elsewhere, and Enter, are `preferred`.
    """

    preferred = Signal(QModelIndex)

    def __init__(self, model: RowsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegateForColumn(0, LineDelegate(self))
        self.setItemDelegateForColumn(EYE_COLUMN, EyeDelegate(self))
        self.setHeaderHidden(True)
        self.setIndentation(INDENT)
        self.setExpandsOnDoubleClick(False)
        self.doubleClicked.connect(self.preferred)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName("Rows and their annotations")
        header = self.header()
        header.setMinimumSectionSize(EYE_WIDTH)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(EYE_COLUMN, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(EYE_COLUMN, EYE_WIDTH)
        model.forgetting.connect(self.collapse)

    def expand_to(self, index: QModelIndex) -> None:
        """Unfold everything above a line."""
        above = index.parent()
        if above.isValid():
            self.expand_to(above)
            self.expand(above)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Eyes and check boxes first, then the tree's own."""
        if event.button() == Qt.MouseButton.LeftButton and self._act(event):
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A quick second press on an eye or a check box is one more press."""
        if event.button() == Qt.MouseButton.LeftButton and self._act(event):
            event.accept()
            return
        super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter prefers, the rest is as in any tree."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.preferred.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _act(self, event: QMouseEvent) -> bool:
        position = event.position().toPoint()
        index = self.indexAt(position)
        if index.column() == EYE_COLUMN and self._model.line(self._model.node(index)).hidden is not None:
            self._model.toggle(index)
            return True
        if check_rect(self, index).contains(position):
            self._model.setData(index, None, Qt.ItemDataRole.CheckStateRole)
            return True
        return False

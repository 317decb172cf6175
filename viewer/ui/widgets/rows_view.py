"""The tree of rows as a widget: eyes and boxes that do not select, keys shared fairly with the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from viewer.ui.models.rows_model import EYE_COLUMN, RowsModel
from viewer.ui.widgets.line_delegate import EyeDelegate, LineDelegate, check_rect

EYE_WIDTH = 26
INDENT = 14

_OWN_KEYS = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)
"""Keys that move in a tree, whatever they do in the window."""


class RowsView(QTreeView):
    """Shows a RowsModel. A press on an eye or a check box acts and selects nothing."""

    def __init__(self, model: RowsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegateForColumn(0, LineDelegate(self))
        self.setItemDelegateForColumn(EYE_COLUMN, EyeDelegate(self))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(INDENT)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QTreeView.Shape.NoFrame)
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

    def event(self, event: QEvent) -> bool:
        """Keep the keys that move in the tree from the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and signs belong to the window; the rest moves in the tree."""
        if event.text().isprintable() and event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing does not search here: the search field does, and letters are shortcuts."""


def _is_own(event: QKeyEvent) -> bool:
    plain = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
    return event.key() in _OWN_KEYS and plain == Qt.KeyboardModifier.NoModifier

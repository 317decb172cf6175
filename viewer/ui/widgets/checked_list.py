"""A list of lines with check boxes: a press on the box acts, a double press anywhere else is `preferred`."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QWidget

from viewer.ui.widgets.line_delegate import LineDelegate, check_rect, line_height


class CheckedList(QListView):
    """As high as its lines, up to `most`; without `most` it takes what room there is."""

    preferred = Signal(QModelIndex)

    def __init__(
        self, model: QAbstractListModel, name: str, parent: QWidget | None = None, *, most: int | None = None
    ) -> None:
        super().__init__(parent)
        self._most = most
        self.setModel(model)
        self.setItemDelegate(LineDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName(name)
        if most is not None:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            model.modelReset.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """High enough for every line, up to `most`."""
        if self._most is None:
            return super().sizeHint()
        return QSize(200, min(self.model().rowCount(), self._most) * line_height(self.fontMetrics()))

    def minimumSizeHint(self) -> QSize:
        """Never cut where it has a height of its own."""
        return super().minimumSizeHint() if self._most is None else QSize(80, self.sizeHint().height())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A quick second press on a check box is one more press, elsewhere it prefers."""
        position = event.position().toPoint()
        index = self.indexAt(position)
        super().mouseDoubleClickEvent(event)
        if index.isValid() and not check_rect(self, index).contains(position):
            self.preferred.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter prefers; letters and signs belong to the window."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.preferred.emit(self.currentIndex())
        elif event.text().isprintable() and event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing does not search here: letters are shortcuts."""

"""What addresses begin with, and the folders here that hold what comes after it: a list to edit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.media.prefixes import Prefix, Prefixes
from viewer.ui.icons import icon

_START, _FOLDER = 0, 1
_LINES = 4


class MappingTable(QWidget):
    """`changed` with every edit; lines of which a side is missing are not part of `prefixes`.

    `choose` asks for a folder; `likely_start` is what a new line begins with.
    """

    changed = Signal()

    def __init__(
        self,
        prefixes: Prefixes,
        likely_start: str,
        choose: Callable[[], Path | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._likely_start = likely_start
        self._choose = choose
        self.table = QTableWidget(0, 2)
        self.add_button = QPushButton(icon("link"), "Map addresses…")
        self.remove_button = QPushButton("Remove")
        self._lay_out()
        for prefix in prefixes.all:
            self._append(prefix.start, str(prefix.folder))
        self._enable()
        self.table.itemChanged.connect(lambda _: self.changed.emit())
        self.table.itemSelectionChanged.connect(self._enable)
        self.add_button.clicked.connect(self._add)
        self.remove_button.clicked.connect(self._remove)

    @property
    def prefixes(self) -> Prefixes:
        """The lines that are whole."""
        pairs = ((self._text(row, _START), self._text(row, _FOLDER)) for row in range(self.table.rowCount()))
        whole = [(start, folder) for start, folder in pairs if start and folder]
        return Prefixes(tuple(Prefix(start, Path(folder).expanduser()) for start, folder in whole))

    @property
    def is_whole(self) -> bool:
        """Whether no line lacks a side."""
        return len(self.prefixes.all) == self.table.rowCount()

    def _lay_out(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels(["Address begins with", "Folder"])
        table.setAccessibleName("Mapped addresses")
        table.verticalHeader().hide()
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        lines = _LINES * table.fontMetrics().height() * 3 // 2
        table.setFixedHeight(table.horizontalHeader().sizeHint().height() + lines)
        for button in (self.add_button, self.remove_button):
            button.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.remove_button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(table)
        layout.addLayout(buttons)

    def _text(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return item.text().strip() if item is not None else ""

    def _append(self, start: str, folder: str) -> None:
        row = self.table.rowCount()
        self.table.blockSignals(True)
        self.table.insertRow(row)
        for column, text in ((_START, start), (_FOLDER, folder)):
            self.table.setItem(row, column, QTableWidgetItem(text))
        self.table.blockSignals(False)

    def _add(self) -> None:
        """A new line for a folder; what its addresses begin with is proposed and can be typed over."""
        folder = self._choose()
        if folder is None:
            return
        self._append(self._likely_start, str(folder))
        row = self.table.rowCount() - 1
        self.table.setCurrentCell(row, _START)
        self.table.edit(self.table.currentIndex())
        self.changed.emit()

    def _remove(self) -> None:
        for row in sorted({index.row() for index in self.table.selectedIndexes()}, reverse=True):
            self.table.removeRow(row)
        self.changed.emit()

    def _enable(self) -> None:
        self.remove_button.setEnabled(bool(self.table.selectedIndexes()))

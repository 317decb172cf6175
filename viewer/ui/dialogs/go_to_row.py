"""Go to a row by number or id."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from viewer.ui.widgets.wrapped_label import breakable, wrapped_label

_WIDTH = 380


class GoToRowDialog(QDialog):
    """Asks for a row; `asked` carries what was typed; whoever looks it up closes it or answers."""

    asked = Signal(str)
    forced = Signal(int)
    """The filter is to be cleared for the row with this index."""

    def __init__(self, row_count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Go to row")
        self._row_count = row_count
        self._hidden = 0
        self.field = QLineEdit(placeholderText=f"1 to {row_count:,}, or an id")
        self._message = wrapped_label("By number, data row id, global key or external id.")
        self._buttons = QDialogButtonBox()
        self._go = self._buttons.addButton("Go", QDialogButtonBox.ButtonRole.AcceptRole)
        self.clear = self._buttons.addButton("Clear filter and go", QDialogButtonBox.ButtonRole.ActionRole)
        self.clear.hide()
        self.clear.clicked.connect(lambda: self.forced.emit(self._hidden))
        self._buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self._ask)
        self._buttons.rejected.connect(self.reject)
        self.field.textChanged.connect(self._renew)
        self._go.setEnabled(False)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self._message)
        layout.addWidget(self._buttons)
        self.setMinimumWidth(_WIDTH)

    @property
    def message(self) -> str:
        """What is said below the field."""
        return self._message.text().replace("\u200b", "")

    def _renew(self, text: str) -> None:
        self._go.setEnabled(bool(text.strip()))
        self.clear.hide()
        self._go.setDefault(True)

    def _ask(self) -> None:
        if text := self.field.text().strip():
            self._message.setText("Looking for it…")
            self.asked.emit(text)

    def say_hidden(self, index: int, found: int) -> None:
        """There is such a row, but the filter leaves it out."""
        self._hidden = index
        are = "1 row" if found == 1 else f"{found:,} rows"
        self._message.setText(f"Row {index + 1:,} is not among the {are} that the filter leaves.")
        self.clear.show()
        self.clear.setDefault(True)  # Return once more goes there, another row can be typed all the same
        self.field.selectAll()
        self.field.setFocus()

    def say_unknown(self, text: str) -> None:
        """There is no such row: say so and let it be typed again."""
        self._message.setText(
            breakable(f'No row "{text}". Rows go from 1 to {self._row_count:,}; ids must be whole and exact.')
        )
        self.field.selectAll()
        self.field.setFocus()

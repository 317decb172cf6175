"""Take a sample of the rows found: how many, by which seed, in proportion to which field."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from viewer.catalog.fields import FIELD, FieldKind
from viewer.catalog.found import Sample
from viewer.ui.widgets.wrapped_label import heading, quiet_label

_MOST = 999_999_999
_BY = tuple(
    field for field in FIELD.values() if field.kind in (FieldKind.SET, FieldKind.BAG) and field.id != "family"
)


class SampleDialog(QDialog):
    """`asked` carries the Sample, None for no sample any more."""

    asked = Signal(object)

    def __init__(self, rows: int, before: Sample | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Sample rows")
        sample = before or Sample(100)
        self.size_box = QSpinBox(minimum=1, maximum=_MOST, value=sample.size)
        self.seed = QSpinBox(minimum=0, maximum=_MOST, value=sample.seed)
        self.by = QComboBox()
        self.by.addItem("Nothing: plain", None)
        for field in _BY:
            self.by.addItem(field.title, field.id)
        self.by.setCurrentIndex(max(0, self.by.findData(sample.by)))
        form = QFormLayout()
        form.addRow("Rows:", self.size_box)
        form.addRow("Seed:", self.seed)
        form.addRow("In proportion to:", self.by)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.take = buttons.addButton("Sample", QDialogButtonBox.ButtonRole.AcceptRole)
        self.leave = buttons.addButton("All rows", QDialogButtonBox.ButtonRole.ResetRole)
        self.leave.setEnabled(before is not None)
        self.leave.clicked.connect(lambda: self._answer(None))
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(heading(f"A sample of {rows:,} rows", 1.1))
        layout.addLayout(form)
        layout.addWidget(quiet_label("The same seed gives the same rows on every computer."))
        layout.addWidget(buttons)

    def _take(self) -> None:
        self._answer(Sample(self.size_box.value(), self.seed.value(), self.by.currentData()))

    def _answer(self, sample: Sample | None) -> None:
        self.asked.emit(sample)
        self.accept()

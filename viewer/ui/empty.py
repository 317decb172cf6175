"""What stands in the place of the canvas before a file is open: where to drop one, and ways to open one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from viewer.assets import resource
from viewer.ui.icons import icon
from viewer.ui.widgets.wrapped_label import heading, quiet_label

_ICON_SIDE = 80
_MARGIN = 24
_SHOWN_RECENT = 5
_SHOWN_LETTERS = 64


class Welcome(QWidget):
    """Says what to do first; `chosen` carries the path of a recent export."""

    open_asked = Signal()
    demo_asked = Signal()
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self._is_target = False
        self._recent_widgets: list[QWidget] = []
        picture = QLabel()
        picture.setPixmap(QIcon(str(resource("annoscope.svg"))).pixmap(_ICON_SIDE, _ICON_SIDE))
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN * 2, _MARGIN, _MARGIN * 2, _MARGIN)
        layout.setSpacing(8)
        layout.addStretch(2)
        layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(4)
        layout.addWidget(heading("Drop a Labelbox export here", 1.5), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(quiet_label("NDJSON, JSON or CSV, gzipped or not"), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(12)
        layout.addLayout(self._buttons())
        layout.addSpacing(16)
        layout.addLayout(self._recent)
        layout.addStretch(3)

    def show_recent(self, paths: Sequence[Path]) -> None:
        """List the exports opened lately; those that are gone cannot be chosen."""
        for old in self._recent_widgets:
            self._recent.removeWidget(old)
            old.deleteLater()
        buttons = [self._recent_button(path) for path in paths[:_SHOWN_RECENT]]
        self._recent_widgets = [quiet_label("Recent"), *buttons] if buttons else []
        for new in self._recent_widgets:
            self._recent.addWidget(new, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_target(self, *, is_target: bool) -> None:
        """Stand out while a file is held over the window."""
        self._is_target = is_target
        self.update()

    def _buttons(self) -> QHBoxLayout:
        open_button = QPushButton(icon("open"), "Open export…")
        open_button.setDefault(True)
        open_button.clicked.connect(self.open_asked)
        demo_button = QPushButton(icon("image"), "Open the demo")
        demo_button.clicked.connect(self.demo_asked)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        for button in (open_button, demo_button):
            button.setMinimumHeight(button.sizeHint().height() + 6)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _recent_button(self, path: Path) -> QToolButton:
        there = path.is_file()
        name = path.name if there else f"{path.name} (no longer there)"
        button = QToolButton(autoRaise=True)
        button.setToolTip(str(path))
        button.setEnabled(there)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIcon(icon("recent"))
        text = button.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, _SHOWN_LETTERS * 8)
        button.setText(text.replace("&", "&&"))
        button.clicked.connect(lambda: self.chosen.emit(path))
        return button

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dashed frame: here something can be dropped."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = QPalette.ColorRole.Accent if self._is_target else QPalette.ColorRole.Mid
        painter.setPen(QPen(self.palette().color(role), 2, Qt.PenStyle.DashLine))
        inside = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        painter.drawRoundedRect(inside, 10, 10)

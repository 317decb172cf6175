"""Why a query cannot be read, below the field it is typed in; gently while it is only unfinished."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from viewer.catalog.query import QueryError
from viewer.ui.icons import icon
from viewer.ui.widgets.wrapped_label import breakable, wrapped_label

_ICON_SIDE = 16


class QueryFault(QWidget):
    """Takes no room while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = QLabel()
        self.text = wrapped_label()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 6)
        row.setSpacing(6)
        row.addWidget(self._sign)
        row.addWidget(self.text, 1)
        self.hide()

    def show_error(self, error: QueryError | None) -> None:
        """Say it; None hides it."""
        self.setVisible(error is not None)
        if error is None:
            return
        text = str(error)
        self.text.setText(breakable(f"{text[:1].upper()}{text[1:]}"))
        quiet = QPalette.ColorRole.PlaceholderText if error.unfinished else QPalette.ColorRole.WindowText
        self.text.setForegroundRole(quiet)
        self._sign.setVisible(not error.unfinished)
        self._sign.setPixmap(icon("warning").pixmap(QSize(_ICON_SIDE, _ICON_SIDE), self.devicePixelRatioF()))

"""Why what is selected is not to be seen, with a button a cause."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.canvas.view import CanvasView
from viewer.canvas.why import Cause, Deed, causes
from viewer.state.resolve import object_at
from viewer.state.session import Session
from viewer.ui.models.wording import isolated, one_line
from viewer.ui.widgets.wrapped_label import heading

_LONGEST_NAME = 60
_WIDTH = 460


class WhyDialog(QDialog):
    """Follows the selection and what is done about it, as long as it is open."""

    def __init__(self, session: Session, canvas: CanvasView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._canvas = canvas
        self.setWindowTitle("Why is it not visible?")
        self.setMinimumWidth(_WIDTH)
        self.title = heading("", 1.1)
        self.causes: tuple[Cause, ...] = ()
        self._list = QWidget()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(20, 18, 20, 14)
        self._layout.setSpacing(12)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self._layout.addWidget(self.title)
        self._layout.addWidget(self._list)
        self._layout.addStretch(1)
        self._layout.addWidget(buttons)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        for signal in (session.changed, session.media.arrived, session.row_read, canvas.zoom_changed):
            signal.connect(self._soon.start)
        self.refresh()

    def refresh(self) -> None:
        """Look again."""
        path, row = self._session.state.current, self._session.row
        thing = object_at(row, path) if row is not None and path is not None else None
        if path is None or thing is None:
            self.causes = ()
            self.title.setText("No object is selected")
            self._show((_line("Select one in the tree of rows."),))
            return
        name = isolated(one_line(thing.name, _LONGEST_NAME))
        self.causes = causes(self._session, self._canvas.scene, self._canvas.viewport, path)
        self.title.setText(f"“{name}” is not visible" if self.causes else f"“{name}” is visible")
        if self.causes:
            self._show(tuple(_line(cause.text) for cause in self.causes))
        else:
            self._show((_line("It is within the view, and nothing hides it."),))

    def _show(self, texts: tuple[QWidget, ...]) -> None:
        old, self._list = self._list, QWidget()
        grid = QGridLayout(self._list)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        for place, text in enumerate(texts):
            grid.addWidget(text, place, 0)
            cause = self.causes[place] if place < len(self.causes) else None
            if cause is not None and cause.remedy is not None:
                button = QPushButton(cause.title)
                button.clicked.connect(lambda _=False, cause=cause: self._remedy(cause))
                grid.addWidget(button, place, 1)
        self._layout.replaceWidget(old, self._list)
        old.hide()
        old.deleteLater()
        self.adjustSize()

    def _remedy(self, cause: Cause) -> None:
        state = self._session.state
        match cause.remedy:
            case Deed.ZOOM if state.current is not None:
                self._canvas.zoom_to((state.current,))
            case Deed.RETRY if self._session.row is not None:
                self._session.media.retry(self._session.row)
            case None | Deed():
                pass
            case step:
                self._session.apply(step(state))
        self._soon.start()


def _line(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label

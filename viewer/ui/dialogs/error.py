"""An export could not be opened: where, what, what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from viewer.ui.icons import icon
from viewer.ui.widgets.copy_button import CopyButton
from viewer.ui.widgets.wrapped_label import heading, wrapped_label

_WIDTH = 460
_ICON_SIDE = 32


class ErrorDialog(QDialog):
    """Says what happened and offers the details for the clipboard."""

    def __init__(self, title: str, what: str, remedy: str, where: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Annoscope")
        self.details = f"{title}\n{where}\n{what}\n{remedy}"
        picture = QLabel()
        picture.setPixmap(icon("error").pixmap(_ICON_SIDE, _ICON_SIDE))
        texts = QVBoxLayout()
        texts.setSpacing(8)
        texts.addWidget(heading(title, 1.15))
        for text in (_sentence(what), _sentence(remedy)):
            texts.addWidget(wrapped_label(text))
        place = wrapped_label(where)
        place.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        texts.addWidget(place)
        texts.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(texts, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(CopyButton(lambda: self.details), QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 18, 18, 14)
        layout.setSpacing(16)
        layout.addLayout(top)
        layout.addWidget(buttons)
        self.setMinimumWidth(_WIDTH)


def _sentence(text: str) -> str:
    text = text.strip()
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?')) else '.'}"

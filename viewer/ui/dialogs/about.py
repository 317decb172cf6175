"""What this is: version, licence, what it runs on."""

from __future__ import annotations

import platform

import PySide6
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from viewer import __version__
from viewer.assets import resource
from viewer.ui.widgets.copy_button import CopyButton
from viewer.ui.widgets.wrapped_label import heading, wrapped_label

_ICON_SIDE = 72


def versions() -> str:
    """What a bug report needs: ours, Python, Qt, system."""
    return (
        f"Annoscope {__version__}\n"
        f"Python {platform.python_version()}, PySide {PySide6.__version__}, Qt {qVersion()}\n"
        f"{platform.platform()}"
    )


class AboutDialog(QDialog):
    """The about box."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Annoscope")
        picture = QLabel()
        picture.setPixmap(QIcon(str(resource("annoscope.svg"))).pixmap(_ICON_SIDE, _ICON_SIDE))
        purpose = (
            "A desktop viewer of Labelbox exports: every data row, label, prediction and mask, drawn exactly."
        )
        licence = "Free software under the MIT licence."
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(CopyButton(versions), QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 14)
        layout.setSpacing(10)
        centred = (
            picture,
            heading(f"Annoscope {__version__}", 1.4),
            *map(wrapped_label, (purpose, versions(), licence)),
        )
        for widget in centred:
            widget.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(widget)
        layout.addWidget(buttons)
        self.setMinimumWidth(400)

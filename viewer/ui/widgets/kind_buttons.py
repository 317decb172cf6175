"""A row of buttons that show and hide whole kinds, with how many there are of each."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from viewer.actions.show import KINDS
from viewer.model.geometry import Kind
from viewer.state import steps
from viewer.state.session import Session
from viewer.ui.icons import icon
from viewer.ui.models.wording import KIND_NAMES


class KindButtons(QWidget):
    """One button a kind that can be drawn; pressed down while the kind is shown."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._buttons: dict[Kind, QToolButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 2, 6, 2)
        layout.setSpacing(2)
        for kind, _, key in KINDS:
            button = self._button(kind, key)
            self._buttons[kind] = button
            layout.addWidget(button)

    def button(self, kind: Kind) -> QToolButton:
        """The button of a kind."""
        return self._buttons[kind]

    def show_counts(self, counts: Mapping[Kind, int]) -> None:
        """Say how many there are; what there is none of cannot be switched."""
        for kind, button in self._buttons.items():
            count = counts.get(kind, 0)
            button.setText(short_count(count))
            button.setEnabled(bool(count))
            button.setAccessibleName(f"{KIND_NAMES[kind]}, {count:,}")

    def show_state(self) -> None:
        """Press down what is shown."""
        for kind, button in self._buttons.items():
            button.setChecked(kind not in self._session.state.hidden_kinds)

    def _button(self, kind: Kind, key: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(kind))
        button.setIconSize(QSize(18, 18))
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setToolTip(f"Show or hide {KIND_NAMES[kind].lower()} ({key})")
        button.clicked.connect(lambda: self._session.apply(steps.toggle_kind(self._session.state, kind)))
        return button


def short_count(count: int) -> str:
    """`950`, `12k`, `1.2M`: a number for a narrow place."""
    if count < 10_000:
        return str(count)
    return f"{count // 1000}k" if count < 1_000_000 else f"{count / 1e6:.1f}M"

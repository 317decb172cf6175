"""What is kept from one start to the next: theme, zoom, names, opacity, recent files. Changes act at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from viewer.state.fit_rule import FitRule
from viewer.state.preferences import Preferences, Theme
from viewer.state.session import Session
from viewer.state.view_state import NameMode
from viewer.ui.icons import icon

_THEMES = {Theme.SYSTEM: "As the system", Theme.LIGHT: "Light", Theme.DARK: "Dark"}
_NAMES = {
    NameMode.OFF: "Off",
    NameMode.HOVER: "Of what is under the cursor",
    NameMode.SELECTED: "Of what is selected",
    NameMode.ALL: "Of all",
}
_FIT_RULES = {
    FitRule.WHOLE: "Show the whole image",
    FitRule.WIDTH: "Show the whole width",
    FitRule.ACTUAL: "Show pixels as they are, 100 %",
    FitRule.KEEP: "Keep the zoom",
}


class PreferencesDialog(QDialog):
    """Edits the preferences; names and opacity are those of the view, remembered for the next start."""

    def __init__(self, preferences: Preferences, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Preferences")
        self._preferences = preferences
        self._session = session
        self._access = session.media.network.access
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(16)
        self.theme = self._theme_choice()
        self.names = self._name_choice()
        self.keep_camera = QCheckBox("Keep zoom and pan between rows of the same size")
        self.keep_camera.setChecked(preferences.keep_camera)
        self.keep_camera.toggled.connect(self._set_keep_camera)
        self.fit_rule = QComboBox()
        self.fit_rule.addItems(list(_FIT_RULES.values()))
        self.fit_rule.setCurrentIndex(list(_FIT_RULES).index(preferences.fit_rule))
        self.fit_rule.activated.connect(
            lambda place: setattr(preferences, "fit_rule", list(_FIT_RULES)[place])
        )
        self.clear_recent = QPushButton("Clear", autoDefault=False)
        self.clear_recent.clicked.connect(preferences.clear_recent)
        form.addRow("Theme", self.theme)
        form.addRow("Names of objects", self.names)
        form.addRow("Opacity of fills", self._opacity_row())
        form.addRow("Rows", self.keep_camera)
        form.addRow("Images of another size", self.fit_rule)
        form.addRow("Recent files", self._recent_row())
        form.addRow("Hosts", self._hosts_row())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(18)
        layout.addLayout(form)
        layout.addWidget(buttons)
        session.changed.connect(self._show)
        preferences.recent_changed.connect(self._count_recent)
        self._access.changed.connect(self._count_hosts)
        self._show()
        self._count_recent()
        self._count_hosts()

    def _theme_choice(self) -> QComboBox:
        box = QComboBox()
        for theme, title in _THEMES.items():
            box.addItem(icon(f"theme-{theme.value}"), title)
        box.setCurrentIndex(list(_THEMES).index(self._preferences.theme))
        box.activated.connect(lambda place: setattr(self._preferences, "theme", list(_THEMES)[place]))
        return box

    def _name_choice(self) -> QComboBox:
        box = QComboBox()
        box.addItems(list(_NAMES.values()))
        box.activated.connect(lambda place: self._session.update(names=list(_NAMES)[place]))
        return box

    def _opacity_row(self) -> QHBoxLayout:
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(0, 100)
        self.opacity.valueChanged.connect(lambda percent: self._session.update(opacity=percent / 100))
        self._percent = QLabel()
        self._percent.setMinimumWidth(self._percent.fontMetrics().horizontalAdvance("100 %"))
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout()
        row.addWidget(self.opacity, 1)
        row.addWidget(self._percent)
        return row

    def _recent_row(self) -> QHBoxLayout:
        self._recent = QLabel()
        row = QHBoxLayout()
        row.addWidget(self._recent, 1)
        row.addWidget(self.clear_recent)
        return row

    def _hosts_row(self) -> QHBoxLayout:
        self._hosts = QLabel()
        self.forget_hosts = QPushButton("Ask again", autoDefault=False)
        self.forget_hosts.clicked.connect(self._forget_hosts)
        row = QHBoxLayout()
        row.addWidget(self._hosts, 1)
        row.addWidget(self.forget_hosts)
        return row

    def _show(self) -> None:
        state = self._session.state
        self.names.setCurrentIndex(list(_NAMES).index(state.names))
        percent = round(state.opacity * 100)
        self.opacity.blockSignals(True)
        self.opacity.setValue(percent)
        self.opacity.blockSignals(False)
        self._percent.setText(f"{percent} %")

    def _set_keep_camera(self, keep: bool) -> None:
        self._preferences.keep_camera = keep

    def _count_recent(self) -> None:
        count = len(self._preferences.recent)
        self._recent.setText(f"{count} remembered" if count else "None")
        self.clear_recent.setEnabled(count > 0)

    def _count_hosts(self) -> None:
        """How many hosts are answered for good, and which."""
        always, never = self._access.hosts_always, self._access.hosts_never
        told = [
            f"{len(hosts)} {word}" for hosts, word in ((always, "always allowed"), (never, "never")) if hosts
        ]
        self._hosts.setText(", ".join(told) or "Asked about in each export")
        lines = [*(f"Always: {host}" for host in always), *(f"Never: {host}" for host in never)]
        self._hosts.setToolTip("\n".join(lines))
        self.forget_hosts.setEnabled(bool(lines))

    def _forget_hosts(self) -> None:
        for host in (*self._access.hosts_always, *self._access.hosts_never):
            self._access.forget(host)

"""Enter the API key, or forget it; says where it is kept and whom it is sent to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.media.credentials import KEY_VARIABLE, Credentials, KeySource
from viewer.ui.icons import icon
from viewer.ui.widgets.wrapped_label import heading, wrapped_label

_WIDTH = 460
_NO_STORE = (
    "Remembering it needs the package keyring (pip install 'annoscope[keyring]'). "
    "Without it the key is used until the program ends."
)
_IN_USE = {
    KeySource.NONE: "No API key is set.",
    KeySource.ENVIRONMENT: f"The key in use is that of {KEY_VARIABLE} in the environment.",
    KeySource.KEY_STORE: "The key in use is kept in the key store of the system.",
    KeySource.TYPED: "The key in use is the one you entered. It is gone when the program ends.",
}


class ApiKeyDialog(QDialog):
    """The field shows no letter of the key, and is empty again as soon as the key is taken."""

    def __init__(self, credentials: Credentials, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("API key")
        self._credentials = credentials
        self.source = wrapped_label()
        self.key = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.key.setPlaceholderText("Paste the key here")
        self.key.setAccessibleName("API key")
        self.remember = QCheckBox("Remember it in the key store of the system")
        self.remember.setEnabled(credentials.can_keep)
        self.remember.setChecked(credentials.can_keep)
        self.told = wrapped_label()
        self.use = QPushButton(icon("key"), "Use this key")
        self.forget_button = QPushButton("Forget the key")
        self._lay_out()
        self._connect()
        self._show()

    def forget(self) -> None:
        """Use no key any more and keep none."""
        had = self._credentials.source
        self.told.setText("")
        self._credentials.forget()
        if had is KeySource.ENVIRONMENT:
            self._tell(f"{KEY_VARIABLE} is still set: the next start takes the key from there again.")

    def _lay_out(self) -> None:
        hosts = " and ".join(self._credentials.hosts)
        goes = _quiet(
            f"Labelbox asks for it before it hands out masks. It is sent to {hosts} by https and nowhere "
            "else, and never written to a file of this program."
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(heading("API key of Labelbox", 1.15))
        layout.addWidget(self.source)
        layout.addWidget(self.key)
        layout.addWidget(self.remember)
        if not self._credentials.can_keep:
            layout.addWidget(_quiet(_NO_STORE))
        layout.addWidget(self.told)
        layout.addWidget(goes)
        layout.addSpacing(4)
        layout.addStretch(1)
        layout.addWidget(self._buttons())
        self.setMinimumWidth(_WIDTH)

    def _buttons(self) -> QDialogButtonBox:
        self.use.setDefault(True)
        self.forget_button.setAutoDefault(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.use, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.forget_button, QDialogButtonBox.ButtonRole.ResetRole)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        return buttons

    def _connect(self) -> None:
        self.key.textChanged.connect(self._show)
        self.use.clicked.connect(self._enter)
        self.forget_button.clicked.connect(self.forget)
        self._credentials.changed.connect(self._show)
        self._credentials.told.connect(self._tell)

    def _enter(self) -> None:
        self.told.setText("")
        try:
            self._credentials.enter(self.key.text(), keep=self.remember.isChecked())
        except ValueError as error:
            self._tell(f"This is no API key: {error}.")
            self.key.setFocus(Qt.FocusReason.OtherFocusReason)
            self.key.selectAll()
            return
        self.key.clear()

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def _show(self) -> None:
        source = self._credentials.source
        self.source.setText(self._credentials.fault or _IN_USE[source])
        self.told.setVisible(bool(self.told.text()))
        self.use.setEnabled(bool(self.key.text().strip()))
        self.forget_button.setEnabled(source is not KeySource.NONE)


def _quiet(text: str) -> QLabel:
    label = wrapped_label(text)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label

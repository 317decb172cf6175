"""The API key: entered where it is missing, kept where the person says, forgotten, and never shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests import exports
from tests.media.servers import Answer, Server, serving
from viewer.app import Application
from viewer.media.credentials import Credentials, KeySource
from viewer.media.hosts import host_named
from viewer.media.key_store import KeyStoreError
from viewer.ui.dialogs.api_key import ApiKeyDialog

KEY = "lbx-0123456789abcdef-secret"


class Store:
    """A key store that is a variable."""

    def __init__(self, key: str | None = None, fault: str = "") -> None:
        self.key = key
        self.fault = fault

    def read(self) -> str | None:
        return self.key

    def write(self, key: str) -> None:
        if self.fault:
            raise KeyStoreError(self.fault)
        self.key = key

    def delete(self) -> None:
        self.key = None


def dialog_of(credentials: Credentials, qtbot: QtBot) -> ApiKeyDialog:
    dialog = ApiKeyDialog(credentials)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def texts(widget: QWidget) -> str:
    """Everything that is to be read in a window."""
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    fields = [field.displayText() for field in widget.findChildren(QLineEdit)]
    return "\n".join((*labels, *fields, widget.windowTitle())).replace("\u200b", "")


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def type_in(dialog: ApiKeyDialog, text: str) -> None:
    QTest.keyClicks(dialog.key, text)
    assert text not in texts(dialog), "the field shows no letter of it"


# ----------------------------------------------------------------- the dialog alone


def test_a_key_is_kept_in_the_key_store_and_that_is_said(qtbot: QtBot) -> None:
    store = Store()
    credentials = Credentials(environ={}, store=store)
    dialog = dialog_of(credentials, qtbot)
    assert "No API key is set." in texts(dialog)
    assert not dialog.use.isEnabled()
    type_in(dialog, KEY)
    QTest.keyClick(dialog.key, Qt.Key.Key_Return)
    assert store.key == KEY
    assert dialog.key.text() == ""
    assert "The key in use is kept in the key store of the system." in texts(dialog)
    assert KEY not in texts(dialog)


def test_a_key_that_is_not_to_be_remembered_ends_with_the_program(qtbot: QtBot) -> None:
    store = Store()
    credentials = Credentials(environ={}, store=store)
    dialog = dialog_of(credentials, qtbot)
    click(dialog.remember)  # type: ignore[arg-type]
    type_in(dialog, KEY)
    click(dialog.use)
    assert (store.key, credentials.source) == (None, KeySource.TYPED)
    assert "It is gone when the program ends." in texts(dialog)


def test_without_a_key_store_remembering_is_not_offered_and_why_is_said(qtbot: QtBot) -> None:
    dialog = dialog_of(Credentials(environ={}), qtbot)
    assert not dialog.remember.isEnabled()
    assert not dialog.remember.isChecked()
    assert "pip install 'annoscope[keyring]'" in texts(dialog)


def test_a_key_store_that_fails_is_told(qtbot: QtBot) -> None:
    credentials = Credentials(environ={}, store=Store(fault="the key store is locked"))
    dialog = dialog_of(credentials, qtbot)
    type_in(dialog, KEY)
    click(dialog.use)
    assert "The key is used until the program ends: the key store is locked." in texts(dialog)
    assert credentials.source is KeySource.TYPED


def test_what_can_be_no_key_is_refused_in_place(qtbot: QtBot) -> None:
    credentials = Credentials(environ={}, store=Store())
    dialog = dialog_of(credentials, qtbot)
    type_in(dialog, "two words")
    click(dialog.use)
    assert "This is no API key: it holds blanks" in texts(dialog)
    assert credentials.source is KeySource.NONE
    assert dialog.isVisible()


def test_a_key_is_forgotten(qtbot: QtBot) -> None:
    store = Store(KEY)
    credentials = Credentials(environ={}, store=store)
    credentials.load()
    dialog = dialog_of(credentials, qtbot)
    click(dialog.forget_button)
    assert (store.key, credentials.source) == (None, KeySource.NONE)
    assert "The key is no longer in the key store of the system." in texts(dialog)
    assert not dialog.forget_button.isEnabled()


def test_the_key_of_the_environment_is_named_and_forgotten_for_this_time(qtbot: QtBot) -> None:
    dialog = dialog_of(Credentials(environ={"LABELBOX_API_KEY": KEY}), qtbot)
    assert "that of LABELBOX_API_KEY in the environment" in texts(dialog)
    click(dialog.forget_button)
    assert "LABELBOX_API_KEY is still set" in texts(dialog)


def test_it_says_where_the_key_goes(qtbot: QtBot) -> None:
    dialog = dialog_of(Credentials(environ={}, hosts=("api.labelbox.com", "labels.example:8443")), qtbot)
    assert "sent to api.labelbox.com and labels.example:8443 by https and nowhere else" in texts(dialog)


# ----------------------------------------------------------------- in the window


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server over TLS that this run trusts, which wants a key before it hands out a picture."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("ANNOSCOPE_CA_FILE", str(tmp_path / "ca.pem"))
    QImage(400, 300, QImage.Format.Format_RGB32).save(str(tmp_path / "there.png"))
    with serving(authority) as server:
        server.on("/a.png", Answer(401, b"no"), Answer(body=(tmp_path / "there.png").read_bytes()))
        yield server


def test_a_missing_key_is_told_at_the_picture_and_entered_there(
    application: Application, server: Server, tmp_path: Path, qtbot: QtBot
) -> None:
    credentials = application.network.credentials
    credentials._hosts = frozenset({("127.0.0.1", server.server_port)})
    host = host_named(server.host)
    assert host is not None
    application.network.access.allow(host, always=True)
    folder = tmp_path / "export"
    folder.mkdir()
    application.session.open(
        exports.write(
            folder, exports.row(exports.label(exports.box("b", 1, 2, 3, 4)), row_data=f"{server.url}/a.png")
        )
    )
    stage = application.window.stage
    qtbot.waitUntil(lambda: [card.notice.title for card in stage.cards] == ["The image cannot be shown"])
    assert "an API key is needed here and none is set (401)" in stage.cards[0].notice.text
    click(next(each for each in stage.cards[0].findChildren(QPushButton) if each.text() == "Enter key…"))
    (dialog,) = application.window.findChildren(ApiKeyDialog)
    type_in(dialog, KEY)
    QTest.keyClick(dialog.key, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(application.canvas.scene and application.canvas.scene.backdrop.levels))
    assert stage.cards == []
    first, second = server.asked
    assert "authorization" not in first.headers
    assert second.headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in texts(application.window)


def test_forgetting_by_the_menu_says_what_became_of_the_key(application: Application) -> None:
    application.network.credentials.enter(KEY)
    commands = application.window.commands
    commands.refresh()
    assert commands.qactions["forget-key"].isEnabled()
    commands.qactions["forget-key"].trigger()
    (dialog,) = application.window.findChildren(ApiKeyDialog)
    assert "No API key is set." in texts(dialog)
    assert application.network.credentials.source is KeySource.NONE

"""Going offline from the window: asked first, shown while it runs, told by cause, stopped, gone on with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from tests import exports
from tests.media.pictures import encoded, photo
from tests.media.servers import Answer, Server, serving
from viewer.app import Application
from viewer.media.access import host_named
from viewer.media.fetching import Stage
from viewer.ui import requests
from viewer.ui.consent import SETTLE_MSECS
from viewer.ui.dialogs.fetch_all import FetchAllDialog

PICTURE = Answer(body=encoded(photo()))


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


def open_rows(application: Application, folder: Path, server: Server, *answers: Answer) -> None:
    """An export with a row an answer; nothing of it may be asked yet."""
    rows = [
        exports.row(exports.label(), row_id=f"r{at}", row_data=server.on(f"/{at}.png", answer))
        for at, answer in enumerate(answers)
    ]
    application.session.open(exports.write(folder, *rows))


def allow(application: Application, server: Server) -> None:
    host = host_named(server.host)
    assert host is not None
    application.network.access.allow(host)


def asked_dialog(application: Application) -> FetchAllDialog:
    application.window.commands.run("fetch-all")
    (dialog,) = application.window.findChildren(FetchAllDialog)
    return dialog


def click(button: QPushButton | QToolButton) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def plain(text: str) -> str:
    return text.replace("\u200b", "")


def told(dialog: FetchAllDialog) -> list[tuple[str, str]]:
    return [(card.notice.title, card.notice.text) for card in dialog.cards]


def ended(application: Application, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: application.window.requests.fetching.stage is Stage.ENDED)


def test_nothing_is_asked_before_a_person_has_allowed_it(
    application: Application, server: Server, tmp_path: Path, qtbot: QtBot
) -> None:
    open_rows(application, tmp_path, server, *[PICTURE] * 5)
    dialog = asked_dialog(application)
    assert plain(dialog.summary.text()) == f"5 files to fetch from {server.host} (5)."
    assert not dialog.start_button.isEnabled()
    assert server.asked == []
    qtbot.wait(SETTLE_MSECS + 50)
    buttons = dialog.consent.findChildren(QPushButton)
    click(next(each for each in buttons if each.text() == "Allow" and each.isVisible()))
    click(dialog.start_button)
    ended(application, qtbot)
    assert plain(dialog.summary.text()).startswith("5 of 5 files are there: ")
    assert sorted(set(server.paths)) == [f"/{n}.png" for n in range(5)]
    assert told(dialog) == []
    assert not dialog.start_button.isEnabled()


def test_what_was_fetched_is_seen_offline(
    application: Application, server: Server, tmp_path: Path, qtbot: QtBot
) -> None:
    open_rows(application, tmp_path, server, *[PICTURE] * 3)
    allow(application, server)
    click(asked_dialog(application).start_button)
    ended(application, qtbot)
    asked = len(server.asked)
    application.network.access.offline = True
    application.session.update(row=2)
    qtbot.waitUntil(lambda: bool(application.canvas.scene and application.canvas.scene.backdrop.levels))
    assert len(server.asked) == asked


def test_failures_are_told_by_cause_and_going_on_asks_for_them_alone(
    application: Application, server: Server, tmp_path: Path, qtbot: QtBot
) -> None:
    gone = Answer(410, b"gone")
    open_rows(application, tmp_path, server, PICTURE, gone, gone, PICTURE)
    allow(application, server)
    dialog = asked_dialog(application)
    click(dialog.start_button)
    ended(application, qtbot)
    ((title, text),) = told(dialog)
    assert title == "2 files are missing"
    assert text.startswith(f"{server.host}: gone (410)")
    labels = [each.text() for each in dialog.cards[0].findChildren(QPushButton)]
    assert labels == ["Locate…", "Copy details"]
    for at in (1, 2):
        server.on(f"/{at}.png", PICTURE)
    before = len(server.asked)
    assert dialog.start_button.text() == "Go on"
    click(dialog.start_button)
    ended(application, qtbot)
    assert plain(dialog.summary.text()).startswith("4 of 4 files are there: 2 before, 2 fetched")
    assert sorted(server.paths[before:]) == ["/1.png", "/2.png"]


def test_a_folder_is_filled_and_can_be_used_from_then_on(
    application: Application,
    server: Server,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    open_rows(application, tmp_path, server, *[PICTURE] * 2)
    allow(application, server)
    media = tmp_path / "media"
    monkeypatch.setattr(requests, "ask_folder", lambda *_: media)
    dialog = asked_dialog(application)
    assert not dialog.use_button.isVisible()
    click(dialog.choose_button)
    assert dialog.into_folder.isChecked()
    click(dialog.start_button)
    ended(application, qtbot)
    assert sorted(path.name for path in (media / "images").iterdir()) == ["r0.png", "r1.png"]
    assert not (media / ".unfinished").exists()
    click(dialog.use_button)
    assert application.media.folder == media
    assert not dialog.use_button.isEnabled()


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_asked(
    application: Application, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_rows(application, tmp_path, server, PICTURE)
    allow(application, server)
    before = len(server.asked)
    a_file = tmp_path / "a-file"
    a_file.write_bytes(b"")
    monkeypatch.setattr(requests, "ask_folder", lambda *_: a_file)
    dialog = asked_dialog(application)
    click(dialog.choose_button)
    assert plain(dialog.summary.text()).startswith(f"Nothing can be kept there: {a_file}: ")
    assert not dialog.start_button.isEnabled()
    assert len(server.asked) == before


def test_only_the_rows_of_the_search_when_there_is_one(
    application: Application, server: Server, tmp_path: Path, qtbot: QtBot
) -> None:
    open_rows(application, tmp_path, server, *[PICTURE] * 4)
    application.session.search("key-r3")
    dialog = asked_dialog(application)
    assert dialog.filtered.text() == "Only the 1 row of the search"
    assert plain(dialog.summary.text()).startswith("1 file to fetch")
    QTest.mouseClick(dialog.filtered, Qt.MouseButton.LeftButton)
    assert plain(dialog.summary.text()).startswith("4 files to fetch")
    for check in dialog.kinds.values():
        QTest.mouseClick(check, Qt.MouseButton.LeftButton)
    assert plain(dialog.summary.text()) == "Choose what to fetch, and where to."
    assert not dialog.start_button.isEnabled()


def test_it_goes_on_behind_and_the_status_bar_tells_and_stops_it(
    application: Application, server: Server, tmp_path: Path, qtbot: QtBot
) -> None:
    held = Answer(body=PICTURE.body, held=True)
    open_rows(application, tmp_path, server, PICTURE, *[held] * 4)
    allow(application, server)
    dialog = asked_dialog(application)
    click(dialog.start_button)
    dialog.close()
    status = application.window.status
    qtbot.waitUntil(status.progress.isVisible)
    assert status.progress.text.text == "Fetching for offline"
    click(status.progress.cancel)
    ended(application, qtbot)
    qtbot.waitUntil(lambda: not status.progress.isVisible())
    again = asked_dialog(application)
    assert "Stopped; the next time it goes on from here." in plain(again.summary.text())
    assert again.start_button.text() == "Go on"


def test_another_export_ends_it(
    application: Application, server: Server, tmp_path: Path, qtbot: QtBot
) -> None:
    open_rows(application, tmp_path, server, *[Answer(body=PICTURE.body, held=True)] * 2)
    allow(application, server)
    dialog = asked_dialog(application)
    click(dialog.start_button)
    fetching = application.window.requests.fetching
    assert fetching.stage is Stage.FETCHING
    other = tmp_path / "other"
    other.mkdir()
    application.session.open(exports.write(other, exports.row(exports.label())))
    assert fetching.stage is Stage.IDLE
    assert not dialog.isVisible()


def test_offline_and_a_missing_key_are_told_before_it_begins(
    application: Application, server: Server, tmp_path: Path
) -> None:
    open_rows(application, tmp_path, server, PICTURE)
    allow(application, server)
    application.network.credentials._hosts = frozenset({("127.0.0.1", server.server_port)})
    application.network.credentials._environ = {}
    application.network.access.offline = True
    dialog = asked_dialog(application)
    titles = [title for title, _ in told(dialog)]
    assert "Annoscope is offline" in titles
    assert not dialog.start_button.isEnabled()
    click(next(b for b in dialog.cards[0].findChildren(QPushButton) if b.text() == "Go online"))
    assert "Annoscope is offline" not in [title for title, _ in told(dialog)]
    assert dialog.start_button.isEnabled()

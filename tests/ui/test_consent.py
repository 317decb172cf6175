"""The question whether hosts may be asked: who is named, what each answer does, and that it is put once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPushButton
from pytestqt.qtbot import QtBot

from tests import exports
from tests.media.servers import Answer as Reply
from tests.media.servers import Server, serving
from tests.ui import opened as sessions
from tests.ui.conftest import press
from viewer.app import Application
from viewer.media.access import Decision
from viewer.media.hosts import Host
from viewer.state import steps
from viewer.state.preferences import Preferences
from viewer.ui import consent as module
from viewer.ui.consent import Answer, Consent, ConsentCard, wanted_hosts
from viewer.ui.dialogs.preferences import PreferencesDialog

SHOP = Host("shop.example")
FARM = Host("farm.example", 8443)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SETTLE_MSECS", 0)


def png() -> bytes:
    picture = QImage(400, 300, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert picture.save(buffer, "PNG")
    return bytes(buffer.data().data())


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        server.on("/a.png", Reply(body=png()))
        server.on("/b.png", Reply(body=png()))
        yield server


@pytest.fixture
def remote(application: Application, server: Server, tmp_path: Path, qtbot: QtBot) -> Application:
    """Two rows with their pictures on the server, opened."""
    rows = [
        exports.row(
            exports.label(exports.box("b", 1, 2, 3, 4)), row_id=f"row-{n}", row_data=f"{server.url}/{n}.png"
        )
        for n in ("a", "b")
    ]
    application.session.open(exports.write(tmp_path, *rows))
    qtbot.waitUntil(lambda: asking(application) is not None)
    return application


def asking(application: Application) -> ConsentCard | None:
    return next((card for card in application.window.stage.consent.cards if card.isVisible()), None)


def card_of(application: Application) -> ConsentCard:
    card = asking(application)
    assert card is not None
    return card


def click(button: QAbstractButton, qtbot: QtBot) -> None:
    qtbot.waitUntil(button.isEnabled)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def has_picture(application: Application) -> bool:
    scene = application.canvas.scene
    return scene is not None and bool(scene.backdrop.levels)


def titles(application: Application) -> list[str]:
    return [card.notice.title for card in application.window.stage.cards]


# ----------------------------------------------------------------- in the window


def test_nothing_is_asked_of_a_host_before_it_is_allowed(
    remote: Application, server: Server, qtbot: QtBot
) -> None:
    card = card_of(remote)
    assert (
        card.title.text()
        == f"This export wants images from your own network or this computer: {server.host} (2)"
    )
    assert titles(remote) == [], "the question says already why there is no picture"
    assert remote.session.issues == (), "an open question is nothing wrong with the export"
    assert server.connections == 0
    click(card.buttons[Answer.ALLOW], qtbot)
    qtbot.waitUntil(lambda: has_picture(remote))
    assert asking(remote) is None
    assert set(server.paths) == {"/a.png", "/b.png"}


def test_allowed_is_for_this_export_and_always_for_all(
    remote: Application, preferences: Preferences, server: Server, qtbot: QtBot, tmp_path: Path
) -> None:
    click(card_of(remote).buttons[Answer.ALLOW], qtbot)
    qtbot.waitUntil(lambda: has_picture(remote))
    assert preferences.hosts_always == ()
    server.on("/new.png", Reply(body=png()))
    row = exports.row(exports.label(), row_data=f"{server.url}/new.png")
    other = exports.write(tmp_path, row, name="other.ndjson")
    remote.session.open(other)
    qtbot.waitUntil(lambda: asking(remote) is not None)
    click(card_of(remote).buttons[Answer.ALWAYS], qtbot)
    qtbot.waitUntil(lambda: has_picture(remote))
    assert preferences.hosts_always == (server.host,)
    remote.session.open(tmp_path / "export.ndjson")
    qtbot.waitUntil(lambda: has_picture(remote))
    assert asking(remote) is None


def test_what_is_put_off_is_not_asked_again_and_can_be_allowed_at_the_picture(
    remote: Application, server: Server, qtbot: QtBot
) -> None:
    click(card_of(remote).close_button, qtbot)
    assert asking(remote) is None
    assert titles(remote) == ["The image cannot be shown"]
    assert (
        f"{server.host}, a private address, was not allowed yet" in remote.window.stage.cards[0].notice.text
    )
    remote.session.apply(steps.go_by(remote.session.state, 1, 2))
    qtbot.waitUntil(lambda: titles(remote) == ["The image cannot be shown"])
    assert asking(remote) is None
    remote.session.reload()
    qtbot.waitUntil(lambda: titles(remote) == ["The image cannot be shown"])
    assert asking(remote) is None
    assert server.connections == 0
    buttons = remote.window.stage.cards[0].findChildren(QPushButton)
    click(next(button for button in buttons if button.text() == "Allow host"), qtbot)
    qtbot.waitUntil(lambda: has_picture(remote))
    assert titles(remote) == []


def test_never_is_remembered_and_told_in_the_place_of_the_picture(
    remote: Application, preferences: Preferences, server: Server, qtbot: QtBot
) -> None:
    click(card_of(remote).buttons[Answer.NEVER], qtbot)
    assert preferences.hosts_never == (server.host,)
    qtbot.waitUntil(lambda: titles(remote) == ["The image cannot be shown"])
    assert "on your list of hosts never to ask" in remote.window.stage.cards[0].notice.text
    assert server.connections == 0


def test_the_question_stands_over_the_canvas_and_leaves_the_keys_to_it(remote: Application) -> None:
    remote.canvas.setFocus()
    press(remote, Qt.Key.Key_D)
    assert remote.session.state.row == 1
    assert asking(remote) is not None


def test_offline_nothing_is_asked_and_online_again_the_question_is_put(
    remote: Application, server: Server, qtbot: QtBot
) -> None:
    remote.window.commands.run("offline")
    qtbot.waitUntil(lambda: titles(remote) == ["The image cannot be shown"])
    assert asking(remote) is None
    assert remote.window.commands.qactions["offline"].isChecked()
    buttons = remote.window.stage.cards[0].findChildren(QPushButton)
    click(next(button for button in buttons if button.text() == "Go online"), qtbot)
    qtbot.waitUntil(lambda: asking(remote) is not None)
    qtbot.waitUntil(lambda: not remote.window.commands.qactions["offline"].isChecked())
    assert server.connections == 0


def test_pictures_that_are_found_here_need_no_answer(
    application: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "a.png").write_bytes(png())
    path = exports.write(tmp_path, exports.row(exports.label(), row_data="https://shop.example/images/a.png"))
    application.session.open(path)
    qtbot.waitUntil(lambda: has_picture(application))
    assert asking(application) is None
    assert application.window.status.media.text == "Beside the export, by its file name in the address"


def test_a_redirect_to_another_host_is_asked_about_too(
    remote: Application, server: Server, qtbot: QtBot
) -> None:
    with serving() as other:
        other.on("/there.png", Reply(body=png()))
        server.on("/a.png", Reply(302, b"", {"Location": f"{other.url}/there.png"}))
        click(card_of(remote).buttons[Answer.ALLOW], qtbot)
        qtbot.waitUntil(lambda: asking(remote) is not None)
        assert other.host in card_of(remote).title.text()
        assert other.connections == 0
        click(card_of(remote).buttons[Answer.ALLOW], qtbot)
        qtbot.waitUntil(lambda: has_picture(remote))


# ----------------------------------------------------------------- the cards alone


@pytest.fixture
def alone(tmp_path: Path, qtbot: QtBot) -> Consent:
    """The question about an export whose pictures nobody looks at, so that nothing is fetched."""
    addresses = [
        "https://shop.example/1.png",
        "https://shop.example/2.png",
        "https://farm.example:8443/3.png",
    ]
    addresses.append("http://localhost:8000/4.png")
    rows = [
        exports.row(exports.label(), row_data=address, row_id=f"r{n}") for n, address in enumerate(addresses)
    ]
    session = sessions.opened(exports.write(tmp_path, *rows))
    consent = Consent(session)
    consent.resize(520, 400)
    qtbot.addWidget(consent)
    consent.need([SHOP])
    consent.show()
    return consent


def test_one_question_names_every_public_host_with_its_count(alone: Consent) -> None:
    public, private = alone.cards
    assert [check.text() for check in public.checks] == ["shop.example (2)", "farm.example:8443 (1)"]
    assert alone.asking == {SHOP, FARM}
    assert private.isHidden(), "a private address is asked about when it is needed, on a card of its own"
    alone.need([SHOP, Host("localhost", 8000, private=True)])
    assert private.title.text().endswith("this computer: localhost:8000 (1)")
    assert [check.text() for check in public.checks] == ["shop.example (2)", "farm.example:8443 (1)"]


def test_a_host_taken_out_of_the_list_is_put_off(alone: Consent, qtbot: QtBot) -> None:
    public = alone.cards[0]
    QTest.mouseClick(public.checks[1], Qt.MouseButton.LeftButton, pos=public.checks[1].rect().center() / 8)
    assert not public.checks[1].isChecked()
    click(public.buttons[Answer.ALLOW], qtbot)
    access = alone._access
    assert access.decide_host(SHOP) is Decision.ALLOW
    assert access.decide_host(FARM) is Decision.ASK
    alone.need([FARM])
    assert alone.asking == frozenset()


def test_with_nothing_chosen_there_is_nothing_to_allow(alone: Consent, qtbot: QtBot) -> None:
    public = alone.cards[0]
    qtbot.waitUntil(public.buttons[Answer.ALLOW].isEnabled)
    for check in public.checks:
        check.click()
    assert not public.buttons[Answer.ALLOW].isEnabled()
    assert public.close_button.isEnabled()


def test_a_button_that_has_just_appeared_takes_no_click(
    alone: Consent, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = ConsentCard(private=False)
    qtbot.addWidget(card)
    card._settling.setInterval(150)
    card.show_hosts(wanted_hosts([SHOP], {}))
    assert not card.buttons[Answer.ALLOW].isEnabled()
    qtbot.waitUntil(card.buttons[Answer.ALLOW].isEnabled)
    card.show_hosts(wanted_hosts([SHOP], {"shop.example": 3}))
    assert card.buttons[Answer.ALLOW].isEnabled(), "a count alone changes no meaning"
    card.show_hosts(wanted_hosts([SHOP, FARM], {}))
    assert not card.buttons[Answer.ALLOW].isEnabled()


def test_many_hosts_share_the_last_line(qtbot: QtBot) -> None:
    card = ConsentCard(private=False)
    qtbot.addWidget(card)
    counts = {f"h{n}.example": 10 - n for n in range(7)}
    card.show_hosts(wanted_hosts([], counts))
    assert [check.text() for check in card.checks][-2:] == ["h3.example (7)", "3 more hosts (15)"]
    answers: list[tuple[object, ...]] = []
    card.answered.connect(lambda *answer: answers.append(answer))
    click(card.buttons[Answer.NEVER], qtbot)
    assert [(answer, len(hosts), others) for answer, hosts, others in answers] == [(Answer.NEVER, 7, ())]  # type: ignore[arg-type]


def test_one_host_after_several_leaves_none_of_their_lines_to_be_seen(qtbot: QtBot) -> None:
    card = ConsentCard(private=False)
    qtbot.addWidget(card)
    card.show()
    card.show_hosts(wanted_hosts([SHOP, FARM], {}))
    several = list(card.checks)
    assert all(check.isVisible() for check in several)
    card.show_hosts(wanted_hosts([SHOP], {}))
    assert not any(check.isVisible() for check in several)


def test_a_long_name_keeps_its_end_which_says_whose_it_is(qtbot: QtBot) -> None:
    card = ConsentCard(private=False)
    qtbot.addWidget(card)
    card.show_hosts(wanted_hosts([], {f"storage.googleapis.com.{'x' * 60}.evil.example": 1}))
    assert card.title.text().endswith("xxx.evil.example (1)")
    assert "storage.googleapis.com" not in card.title.text()


def test_spellings_of_one_host_are_counted_together() -> None:
    counts = {"shop.example": 2, "shop.example:443": 1, "127.1": 1, "no host!": 5}
    assert [str(each) for each in wanted_hosts([], counts)] == ["shop.example (3)", "127.0.0.1 (1)"]


def test_the_card_says_where_the_key_goes(qtbot: QtBot) -> None:
    card = ConsentCard(private=False)
    qtbot.addWidget(card)
    card.key_hosts = ("api.labelbox.com",)
    card.show_hosts(wanted_hosts([], {"api.labelbox.com": 1, "shop.example": 1}))
    assert "Your API key is sent to api.labelbox.com alone." in card.note.text().replace("\u200b", "")


# ----------------------------------------------------------------- afterwards


def test_answers_for_good_are_taken_back_in_the_preferences(
    remote: Application, server: Server, qtbot: QtBot
) -> None:
    click(card_of(remote).buttons[Answer.NEVER], qtbot)
    remote.window.commands.run("preferences")
    (dialog,) = remote.window.findChildren(PreferencesDialog)
    assert dialog._hosts.text() == "1 never"
    assert dialog._hosts.toolTip() == f"Never: {server.host}"
    click(dialog.forget_hosts, qtbot)
    assert dialog._hosts.text() == "Asked about in each export"
    assert not dialog.forget_hosts.isEnabled()
    qtbot.waitUntil(lambda: asking(remote) is not None)


def test_masks_that_fail_for_one_cause_are_told_once_with_their_number(
    remote: Application, server: Server, tmp_path: Path, qtbot: QtBot
) -> None:
    masks = [exports.mask(f"m{n}", f"{server.url}/{n}.png", (1, 2, 3)) for n in range(5)]
    for n in range(5):
        server.on(f"/{n}.png", Reply(410, b""))
    path = exports.write(
        tmp_path, exports.row(exports.label(*masks), row_data=f"{server.url}/a.png"), name="m.ndjson"
    )
    click(card_of(remote).buttons[Answer.ALWAYS], qtbot)
    remote.session.open(path)
    qtbot.waitUntil(lambda: titles(remote) == ["5 masks cannot be shown"])
    (card,) = remote.window.stage.cards
    assert card.notice.text.startswith("Gone (410)")
    assert all(f"/{n}.png: gone" in card.notice.details for n in range(5))

"""Nobody is asked whom a person has not allowed, and no file is read outside of the chosen folders."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSettings, QUrl
from pytestqt.qtbot import QtBot

from tests.media.test_hosts import tricky_addresses, web_like_addresses
from viewer.media.access import Access, Decision, Forgetful, file_below, file_of
from viewer.media.hosts import Host, host_of
from viewer.state.preferences import Preferences

FAR = "https://storage.googleapis.com/bucket/a.png?Signature=x"
NEAR = "http://127.0.0.1:8000/a.png"


def host(url: str) -> Host:
    found = host_of(url)
    assert found is not None
    return found


@pytest.mark.parametrize("url", [FAR, NEAR, "https://api.labelbox.com/masks/1", "http://localhost/"])
def test_a_host_nobody_has_decided_on_is_asked_for(url: str) -> None:
    assert Access().decide(url) is Decision.ASK


def test_a_host_that_is_allowed_is_allowed_under_its_own_name_and_port_alone() -> None:
    access = Access()
    access.allow(host(FAR))
    assert access.decide(FAR) is Decision.ALLOW
    assert access.decide("http://STORAGE.googleapis.com./other") is Decision.ALLOW
    for other in (
        "https://storage.googleapis.com:8443/a",
        "https://googleapis.com/a",
        "https://evil.storage.googleapis.com/a",
        "https://storage.googleapis.com@evil.example/a",
        "https://storage.googleapis.com.evil.example/a",
    ):
        assert access.decide(other) is Decision.ASK


def test_what_was_allowed_for_an_export_ends_with_it() -> None:
    access = Access()
    access.open(Path("/data/one.ndjson"))
    access.allow(host(FAR))
    access.open(Path("/data/one.ndjson"))
    assert access.decide(FAR) is Decision.ALLOW, "reading the same export again asks nothing again"
    access.open(Path("/data/two.ndjson"))
    assert access.decide(FAR) is Decision.ASK


def test_always_and_never_outlive_the_export_and_the_program() -> None:
    memory = Forgetful()
    first = Access(memory)
    first.allow(host(FAR), always=True)
    first.refuse(host("https://ads.example/"))
    second = Access(memory)
    second.open(Path("/data/two.ndjson"))
    assert second.decide(FAR) is Decision.ALLOW
    assert second.decide("https://ads.example/a.png") is Decision.NEVER
    assert second.hosts_always == (host(FAR),)
    assert second.hosts_never == (host("https://ads.example/"),)


def test_the_last_word_holds() -> None:
    access = Access()
    access.allow(host(FAR), always=True)
    access.refuse(host(FAR))
    assert (access.decide(FAR), access.hosts_always) == (Decision.NEVER, ())
    access.allow(host(FAR))
    assert (access.decide(FAR), access.hosts_never) == (Decision.ALLOW, ())
    access.forget(host(FAR))
    assert access.decide(FAR) is Decision.ASK


def test_allowing_one_private_host_covers_no_other() -> None:
    access = Access()
    access.allow(host(NEAR), always=True)
    access.allow(host(FAR), always=True)
    assert access.decide("http://127.1:8000/b.png") is Decision.ALLOW, "the same number spelled otherwise"
    others = [
        "http://127.0.0.1:8001/",
        "http://127.0.0.2:8000/",
        "http://localhost:8000/",
        "http://[::1]:8000/",
    ]
    assert [access.decide(other) for other in others] == [Decision.ASK] * 4


def test_offline_cuts_everything_that_goes_over_the_network(tmp_path: Path) -> None:
    access = Access()
    access.allow(host(FAR), always=True)
    access.folders = (tmp_path,)
    access.offline = True
    for url in (FAR, NEAR, "https://new.example/"):
        assert access.decide(url) is Decision.OFFLINE
    assert access.decide((tmp_path / "a.png").as_uri()) is Decision.ALLOW
    access.offline = False
    assert access.decide(FAR) is Decision.ALLOW


def test_every_decision_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    access = Access()
    for act in (
        lambda: access.allow(host(FAR)),
        lambda: access.refuse(host(FAR)),
        lambda: access.forget(host(FAR)),
        lambda: setattr(access, "offline", True),
        lambda: setattr(access, "folders", (tmp_path,)),
        lambda: access.open(tmp_path / "a.ndjson"),
    ):
        with qtbot.waitSignal(access.changed, timeout=100):
            act()


@pytest.mark.parametrize(
    "url", ["", "a.png", "gs://b/a.png", "s3://b/a", "ftp://h/a", "javascript:1", "https://"]
)
def test_what_is_neither_file_nor_web_address_is_never_opened(url: str) -> None:
    assert Access().decide(url) is Decision.NEVER


@given(tricky_addresses | web_like_addresses | st.text())
def test_no_address_is_allowed_but_those_of_the_allowed_host(url: str) -> None:
    access = Access()
    access.allow(Host("api.labelbox.com"))
    if access.decide(url) is Decision.ALLOW:
        assert QUrl(url).host().removesuffix(".") == "api.labelbox.com"
        assert QUrl(url).port(443) in (80, 443)


@given(tricky_addresses | web_like_addresses | st.text())
def test_nothing_is_allowed_when_nothing_was_decided(url: str) -> None:
    assert Access().decide(url) in (Decision.ASK, Decision.NEVER)


def test_files_are_read_below_the_chosen_folders_alone(tmp_path: Path) -> None:
    chosen, other = tmp_path / "chosen", tmp_path / "chosen too"
    access = Access()
    assert access.decide((chosen / "a.png").as_uri()) is Decision.NEVER
    access.folders = (chosen,)
    assert access.decide((chosen / "in" / "a b.png").as_uri()) is Decision.ALLOW
    assert access.decide(str(chosen / "a.png")) is Decision.ALLOW
    for outside in (
        other / "a.png",
        chosen,
        chosen / ".." / "chosen too" / "a.png",
        Path("/etc/passwd"),
    ):
        assert access.decide(str(outside)) is Decision.NEVER
        assert access.decide(f"file://{outside}") is Decision.NEVER
    assert access.decide(f"file://{chosen}/%2e%2e/secret.png") is Decision.NEVER
    assert access.decide(f"file://{chosen}%2F..%2Fsecret.png") is Decision.NEVER


def test_a_path_is_opened_as_it_was_judged(tmp_path: Path) -> None:
    (tmp_path / "elsewhere" / "deep").mkdir(parents=True)
    chosen = tmp_path / "chosen"
    chosen.mkdir()
    (chosen / "link").symlink_to(tmp_path / "elsewhere" / "deep")
    # The system would read `link/..` as the folder elsewhere; what is handed out has no `..` in it.
    assert file_below(chosen / "link" / ".." / "a.png", [chosen]) == chosen / "a.png"
    assert file_below(chosen / "link" / "a.png", [chosen]) == chosen / "link" / "a.png"


def test_a_folder_reached_by_another_name_is_the_same_folder(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "short").symlink_to(tmp_path / "real")
    assert file_below(tmp_path / "real" / "a.png", [tmp_path / "short"]) is not None


@pytest.mark.parametrize(
    "url",
    [
        "//server/share/a.png",
        "\\\\server\\share\\a.png",
        "file://server/share/a.png",
        "file:////server/share/a.png",
        "\\\\?\\UNC\\server\\share\\a.png",
    ],
)
def test_nothing_is_read_of_a_share_to_find_out_about_it(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[object] = []
    access = Access()
    access.folders = (Path("/data"), Path.cwd())
    with monkeypatch.context() as watch:
        watch.setattr("os.path.realpath", lambda path, **_: looked_at.append(path) or str(path))
        decision = access.decide(url)
    assert (decision, looked_at) == (Decision.NEVER, [])


def test_a_share_that_was_chosen_is_read() -> None:
    assert file_below(Path("//server/share/in/a.png"), [Path("//server/share")]) is not None


@pytest.mark.parametrize("url", ["file:", "file:a.png", "file:///a%00.png", "a.png", "", "gs://b/a"])
def test_some_addresses_mean_no_file(url: str) -> None:
    assert file_of(url) is None


def test_the_preferences_are_the_memory(tmp_path: Path) -> None:
    def preferences() -> Preferences:
        return Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))

    access = Access(preferences())
    assert (access.offline, access.hosts_always, access.hosts_never) == (False, (), ())
    access.allow(host(FAR), always=True)
    access.allow(host("http://[::1]:8000/"), always=True)
    access.refuse(host("https://ads.example/"))
    access.offline = True
    again = Access(preferences())
    assert again.offline
    assert again.hosts_always == (host(FAR), host("http://[::1]:8000/"))
    assert again.hosts_never == (host("https://ads.example/"),)

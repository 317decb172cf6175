"""The key goes over https to the hosts of the list alone, and is kept where the system keeps keys."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QUrl

from tests.media.test_hosts import tricky_addresses, web_like_addresses
from viewer.media.credentials import Credentials, KeySource, sound_key
from viewer.media.key_store import KeyStoreError

KEY = "eyJhbGciOiJIUzI1NiJ9.c2VjcmV0LWtleQ.c2ln"
HEADER = (b"Authorization", b"Bearer " + KEY.encode())
MASK_URL = "https://api.labelbox.com/api/v1/tasks/t/masks/c/index/1"


class Store:
    """A key store in memory that fails when told to."""

    def __init__(self, key: str | None = None, fault: Exception | None = None) -> None:
        self.key = key
        self.fault = fault

    def read(self) -> str | None:
        self._check()
        return self.key

    def write(self, key: str) -> None:
        self._check()
        self.key = key

    def delete(self) -> None:
        self._check()
        self.key = None

    def _check(self) -> None:
        if self.fault is not None:
            raise self.fault


def with_key(**options: object) -> Credentials:
    return Credentials(environ={"LABELBOX_API_KEY": KEY}, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "url",
    [
        MASK_URL,
        "https://api.labelbox.com",
        "https://api.labelbox.com:443/x",
        "HTTPS://API.Labelbox.Com/x",
        "https://api.labelbox.com?x=@evil.example",
        "https://api.labelbox.com#@evil.example",
        "https://api.labelbox.com/@evil.example",
    ],
)
def test_the_key_goes_to_the_host_of_the_list(url: str) -> None:
    assert with_key().header_for(url) == HEADER


@pytest.mark.parametrize(
    "url",
    [
        "http://api.labelbox.com/x",
        "ftp://api.labelbox.com/x",
        "//api.labelbox.com/x",
        "api.labelbox.com/x",
        "https://api.labelbox.com:8443/x",
        "https://api.labelbox.com:80/x",
        "https://labelbox.com/x",
        "https://app.labelbox.com/x",
        "https://www.api.labelbox.com/x",
        "https://api.labelbox.com.evil.example/x",
        "https://api-labelbox.com/x",
        "https://api.labelbox.com@evil.example/",
        "https://api.labelbox.com:443@evil.example/",
        "https://user@api.labelbox.com/x",
        "https://user:password@api.labelbox.com/x",
        "https://@api.labelbox.com/x",
        "https://evil.example\\@api.labelbox.com/",
        "https://api.labelbox.com\\@evil.example/",
        "https://evil.example/\\api.labelbox.com",
        "https://evil.example#api.labelbox.com",
        "https://evil.example?api.labelbox.com",
        "https://api.labelbox.com./x",
        "https://api%2elabelbox.com/x",
        "https://%61pi.labelbox.com/x",
        "https://api\uff0elabelbox.com/x",
        "https://api\u3002labelbox.com/x",
        "https://\u0430pi.labelbox.com/x",
        "https://xn--pi-6kc.labelbox.com/x",
        "https://api\u00ad.labelbox.com/x",
        "https://api.labelbox.com%00.evil.example/",
        "https://api.labelbox.com\x00.evil.example/",
        "https://api.labelbox.com\n/x",
        "https://api.labelbox.com\t.evil.example/x",
        " https://api.labelbox.com/x",
        "https:// api.labelbox.com/x",
        "https:/api.labelbox.com/x",
        "https:///api.labelbox.com/x",
        "https:api.labelbox.com/x",
        "https://[api.labelbox.com]/x",
        "https://[::1]/x",
        "https://127.0.0.1/x",
        "https://api.labelbox.com:443:443/x",
        "https://api.labelbox.com:99999/x",
        "https://storage.googleapis.com/api.labelbox.com",
        "",
    ],
)
def test_the_key_goes_nowhere_else(url: str) -> None:
    assert with_key().header_for(url) is None


@given(tricky_addresses | web_like_addresses | st.text())
@example("https://api.labelbox.com")
def test_what_gets_the_key_is_plainly_the_host(url: str) -> None:
    if with_key().header_for(url) is not None:
        assert re.match(r"(?i:https://api\.labelbox\.com)(:443|:)?([/?#]|\Z)", url)
        assert QUrl(url).host() == "api.labelbox.com"


def test_an_address_with_a_token_of_its_own_gets_no_key() -> None:
    credentials = with_key()
    for query in ("token=abc", "feature=1&token=abc", "%74oken=abc", "TOKEN=abc"):
        url = f"https://api.labelbox.com/masks/feature/1?{query}"
        assert credentials.header_for(url) is None
        assert credentials.takes_key(url), "and a refusal is still told as one of a host of the key"


def test_other_hosts_can_be_listed_with_their_very_port() -> None:
    credentials = with_key(hosts=("127.0.0.1:8443", "[::1]:9000", "Labels.Example"))
    for url in ("https://127.0.0.1:8443/x", "https://[::1]:9000/x", "https://labels.example/x"):
        assert credentials.header_for(url) == HEADER
    for url in ("https://127.0.0.1/x", "http://127.0.0.1:8443/x", "https://labels.example:8443/x", MASK_URL):
        assert credentials.header_for(url) is None


def test_without_a_key_there_is_no_header() -> None:
    credentials = Credentials(environ={})
    assert credentials.header_for(MASK_URL) is None
    assert credentials.source is KeySource.NONE
    assert credentials.takes_key(MASK_URL)


@pytest.mark.parametrize("typed", [KEY, f"  {KEY}\n", f"Bearer {KEY}", f"bearer   {KEY} "])
def test_a_key_is_taken_without_what_was_copied_with_it(typed: str) -> None:
    assert sound_key(typed) == KEY
    assert Credentials(environ={"LABELBOX_API_KEY": typed}).header_for(MASK_URL) == HEADER


@pytest.mark.parametrize(
    "bad", ["abc def", "abc\r\nX-Evil: 1", "abc\x00", "schlüssel", "k" * 9000, "Bearer "]
)
def test_a_key_that_no_header_can_carry_is_refused_without_being_quoted(bad: str) -> None:
    with pytest.raises(ValueError, match=r"^it (is|holds)") as refusal:
        Credentials(environ={}).enter(bad)
    assert bad not in str(refusal.value)
    credentials = Credentials(environ={"LABELBOX_API_KEY": bad})
    assert credentials.source is KeySource.NONE
    assert credentials.fault.startswith("LABELBOX_API_KEY is not used: it")
    assert bad not in credentials.fault


def test_an_empty_variable_is_as_good_as_none() -> None:
    credentials = Credentials(environ={"LABELBOX_API_KEY": " "})
    assert (credentials.source, credentials.fault) == (KeySource.NONE, "")


def test_the_environment_goes_before_the_key_store() -> None:
    credentials = with_key(store=Store("other"))
    credentials.load()
    assert (credentials.source, credentials.header_for(MASK_URL)) == (KeySource.ENVIRONMENT, HEADER)


def test_the_key_store_is_read_when_asked() -> None:
    credentials = Credentials(environ={}, store=Store(KEY))
    changes: list[None] = []
    credentials.changed.connect(lambda: changes.append(None))
    assert credentials.source is KeySource.NONE
    credentials.load()
    assert (credentials.source, credentials.header_for(MASK_URL)) == (KeySource.KEY_STORE, HEADER)
    assert len(changes) == 1


@pytest.mark.parametrize(
    "store", [Store(), Store(""), Store("no\nkey"), Store(fault=KeyStoreError("locked"))]
)
def test_a_key_store_without_a_usable_key_leaves_none(store: Store) -> None:
    credentials = Credentials(environ={}, store=store)
    credentials.load()
    assert credentials.source is KeySource.NONE


def entered(store: Store | None, *, keep: bool) -> tuple[Credentials, list[str]]:
    credentials = Credentials(environ={}, store=store)
    told: list[str] = []
    credentials.told.connect(told.append)
    credentials.enter(KEY, keep=keep)
    return credentials, told


def test_a_typed_key_is_used_at_once_and_kept_only_when_asked() -> None:
    store = Store()
    credentials, told = entered(store, keep=False)
    assert (credentials.source, credentials.header_for(MASK_URL)) == (KeySource.TYPED, HEADER)
    assert (store.key, told) == (None, [])


def test_a_typed_key_is_kept_in_the_key_store() -> None:
    store = Store()
    _, told = entered(store, keep=True)
    assert store.key == KEY
    assert told == ["The key is kept in the key store of the system."]


@pytest.mark.parametrize(
    ("store", "why"),
    [
        (None, "there is no key store"),
        (Store(fault=KeyStoreError("the key store is locked")), "the key store is locked"),
        (Store(fault=RuntimeError(f"cannot keep {KEY}")), "RuntimeError"),
    ],
)
def test_without_a_key_store_the_key_lives_for_the_session_and_that_is_told(
    store: Store | None, why: str
) -> None:
    credentials, told = entered(store, keep=True)
    assert credentials.header_for(MASK_URL) == HEADER
    assert told == [f"The key is used until the program ends: {why}."]


def test_a_key_that_is_forgotten_is_gone_from_the_store_too() -> None:
    store = Store(KEY)
    credentials = Credentials(environ={}, store=store)
    credentials.load()
    credentials.forget()
    assert (credentials.source, credentials.header_for(MASK_URL), store.key) == (KeySource.NONE, None, None)


def test_a_store_that_cannot_forget_is_told() -> None:
    credentials = Credentials(environ={}, store=Store(KEY, KeyStoreError("it is locked")))
    told: list[str] = []
    credentials.told.connect(told.append)
    credentials.forget()
    assert told == ["The key may still be kept: it is locked."]


def test_the_key_is_hidden_wherever_it_stands() -> None:
    credentials = Credentials(environ={"LABELBOX_API_KEY": "plain+key/1"})
    for text in ("key plain+key/1.", "a=plain%2Bkey%2F1&b", f"{credentials!r} {vars(credentials)}"):
        hidden = credentials.hide(text)
        assert "plain+key" not in hidden
        assert "plain%2Bkey" not in hidden
    assert credentials.hide("nothing here") == "nothing here"
    assert "tik" not in credentials.hide("https://h/x?token=tik")


def test_nothing_that_shows_an_object_shows_the_key() -> None:
    credentials = with_key()
    assert KEY not in repr(credentials) + str(credentials) + repr(vars(credentials))

"""The system's key store through `keyring`, with backends of the tests in place of the system's."""

import sys
from collections.abc import Iterator

import pytest

from viewer.media.key_store import KeyStoreError, SystemKeyStore

keyring = pytest.importorskip("keyring")
from keyring.backend import KeyringBackend  # noqa: E402 - only where the package is installed
from keyring.backends import fail, null  # noqa: E402

KEY = "a-key"


class InMemory(KeyringBackend):
    """Keeps what it is given."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Broken(InMemory):
    """Fails with the key in its text."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError(f"cannot read {KEY}")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError(f"cannot write {password}")


class Sieve(InMemory):
    """Takes everything and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        return


class InFiles(InMemory):
    """One that would write the key into a file."""

    __module__ = "keyrings.alt.file"


class Several(InMemory):
    """Passes calls on, as keyring does when a system has several stores."""

    def __init__(self, *backends: KeyringBackend) -> None:
        super().__init__()
        self.backends = backends


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def test_a_key_is_kept_read_and_deleted() -> None:
    backend = InMemory()
    keyring.set_keyring(backend)
    store = SystemKeyStore()
    assert store.read() is None
    store.write(KEY)
    assert SystemKeyStore().read() == KEY
    assert list(backend.kept.values()) == [KEY]
    store.delete()
    store.delete()
    assert (store.read(), backend.kept) == (None, {})


@pytest.mark.parametrize("backend", [null.Keyring(), fail.Keyring(), InFiles(), Several(InFiles())])
def test_what_is_no_key_store_of_a_system_is_not_used(backend: KeyringBackend) -> None:
    keyring.set_keyring(backend)
    for act in (SystemKeyStore().read, SystemKeyStore().delete, lambda: SystemKeyStore().write(KEY)):
        with pytest.raises(KeyStoreError, match="no key store"):
            act()


def test_of_several_stores_the_first_safe_one_is_used() -> None:
    safe = InMemory()
    keyring.set_keyring(Several(InFiles(), safe, InMemory()))
    SystemKeyStore().write(KEY)
    assert list(safe.kept.values()) == [KEY]


def test_a_store_that_keeps_nothing_is_found_out() -> None:
    keyring.set_keyring(Sieve())
    with pytest.raises(KeyStoreError, match="did not keep"):
        SystemKeyStore().write(KEY)


def test_a_failure_is_told_without_its_text_which_may_quote_the_key() -> None:
    keyring.set_keyring(Broken())
    for act in (SystemKeyStore().read, SystemKeyStore().delete, lambda: SystemKeyStore().write(KEY)):
        with pytest.raises(KeyStoreError, match="RuntimeError") as failure:
            act()
        assert KEY not in str(failure.value)
        assert failure.value.__suppress_context__


def test_without_the_package_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(KeyStoreError, match=r"pip install 'annoscope\[keyring\]'"):
        SystemKeyStore().read()

"""The key store of the operating system, by the optional package `keyring`.

Everything here may block, for a password of the person too: never call it on the main thread. The package is
imported at the first call.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE = "annoscope"
_USER = "Labelbox API key"
_INSTALL = "pip install 'annoscope[keyring]'"


class KeyStoreError(Exception):
    """Raised with a reason, without the key, when the store cannot be used."""


class KeyStore(Protocol):
    """Where a key outlives the program; every method raises `KeyStoreError`."""

    def read(self) -> str | None:
        """The key kept, if there is one."""
        ...

    def write(self, key: str) -> None:
        """Keep a key in place of any other."""
        ...

    def delete(self) -> None:
        """Keep none any more."""
        ...


class SystemKeyStore:
    """Keychain, Credential Manager, Secret Service or KWallet: whichever `keyring` finds."""

    def read(self) -> str | None:
        """The key kept, if there is one."""
        backend = _backend()
        try:
            return backend.get_password(_SERVICE, _USER)
        except Exception as error:  # backends raise what their system raises
            raise _failed("read", error) from None

    def write(self, key: str) -> None:
        """Keep a key, and see that it is there: some stores take everything and keep nothing."""
        backend = _backend()
        try:
            backend.set_password(_SERVICE, _USER, key)
            kept = backend.get_password(_SERVICE, _USER)
        except Exception as error:  # as above
            raise _failed("written", error) from None
        if kept != key:
            raise KeyStoreError("the key store of the system did not keep the key")

    def delete(self) -> None:
        """Keep none any more."""
        backend = _backend()
        try:
            if backend.get_password(_SERVICE, _USER) is not None:
                backend.delete_password(_SERVICE, _USER)
        except Exception as error:  # as above
            raise _failed("changed", error) from None


def system_key_store() -> KeyStore | None:
    """The key store of the system, unless the package for it is not installed; imports nothing."""
    return SystemKeyStore() if find_spec("keyring") is not None else None


def _backend() -> KeyringBackend:
    try:
        import keyring  # noqa: PLC0415 - optional, and slow to import
    except ImportError:
        raise KeyStoreError(f"the package keyring is not installed ({_INSTALL})") from None
    try:
        usable = [backend for backend in _each(keyring.get_keyring()) if _is_safe(backend)]
    except Exception as error:  # a store that is configured but not there
        raise _failed("found", error) from None
    if not usable:
        raise KeyStoreError("this system has no key store that keyring knows")
    return usable[0]


def _is_safe(backend: KeyringBackend) -> bool:
    """Neither one of those that keep nothing nor one that writes keys into files, as keyrings.alt does."""
    return backend.priority > 0 and not type(backend).__module__.startswith("keyrings.alt")


def _each(backend: KeyringBackend) -> Iterator[KeyringBackend]:
    """The backend, or those behind one that only passes calls on."""
    yield from getattr(backend, "backends", (backend,))


def _failed(what: str, error: Exception) -> KeyStoreError:
    # The text of the error is left out: a backend may quote what it was given.
    return KeyStoreError(f"the key store of the system could not be {what} ({type(error).__name__})")

"""The API key: where it comes from, which hosts it may go to, and how it is kept out of every text.

It comes from the environment, from the key store of the operating system, or from a person who typed it.
It is never written into a file: without a key store it lives as long as the program.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from urllib.parse import parse_qsl, urlsplit

from PySide6.QtCore import QObject, QUrl, Signal

from viewer.media.hosts import WEB_PORTS, web_address
from viewer.media.key_store import KeyStore, KeyStoreError
from viewer.media.secrets import Secret, masked
from viewer.tasks import InlineTasks, Tasks, Ticket

KEY_VARIABLE = "LABELBOX_API_KEY"
KEY_HOSTS = ("api.labelbox.com",)
_TASK = "api key"
_LONGEST_KEY = 8192


class KeySource(StrEnum):
    """Where the key in use comes from."""

    NONE = "none"
    ENVIRONMENT = "environment"
    KEY_STORE = "key store"
    TYPED = "typed"


class Credentials(QObject):
    """The API key of the session; call from the main thread, except `hide`."""

    changed = Signal()
    """There is another key now, or none any more."""

    told = Signal(str)
    """A sentence on what became of a key that was to be kept, forgotten or read."""

    def __init__(
        self,
        tasks: Tasks | None = None,
        *,
        environ: Mapping[str, str] | None = None,
        store: KeyStore | None = None,
        hosts: Iterable[str] = KEY_HOSTS,
        parent: QObject | None = None,
    ) -> None:
        """`hosts` are exact names, with a port where it is not 443; they alone ever get the key."""
        super().__init__(parent)
        self._tasks = tasks or InlineTasks()
        self._store = store
        self._hosts = frozenset(_name_and_port(host) for host in hosts)
        self._key: Secret | None = None
        self._source = KeySource.NONE
        typed = (os.environ if environ is None else environ).get(KEY_VARIABLE, "")
        self._fault = ""
        if typed.strip():
            try:
                self._key, self._source = Secret(sound_key(typed)), KeySource.ENVIRONMENT
            except ValueError as error:
                self._fault = f"{KEY_VARIABLE} is not used: {error}"

    def __repr__(self) -> str:
        return f"Credentials(source={self._source.value!r})"

    @property
    def source(self) -> KeySource:
        """Where the key in use comes from."""
        return self._source

    @property
    def fault(self) -> str:
        """Why the key in the environment is not used, else nothing."""
        return self._fault

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts that alone get the key, with a port where it is not 443."""
        port = WEB_PORTS["https"]
        return tuple(name if at == port else f"{name}:{at}" for name, at in sorted(self._hosts))

    @property
    def can_keep(self) -> bool:
        """Whether there is a key store that a key may be put into."""
        return self._store is not None

    def load(self) -> None:
        """Read the key store, in the background, when the environment has no key."""
        store = self._store
        if store is None or self._key is not None:
            return
        self._tasks.start(
            lambda _ticket: _read(store),
            done=self._loaded,
            failed=lambda _error: None,  # that there is no key is told where one is needed
            key=_TASK,
        )

    def enter(self, key: str, *, keep: bool = False) -> None:
        """Use a key from now on; with `keep` put it into the key store too, and tell by `told` how that went.

        Raises:
            ValueError: no server could take it for a key; the reason does not quote it.
        """
        secret = Secret(sound_key(key))
        self._use(secret, KeySource.TYPED)
        if not keep:
            return
        store = self._store
        if store is None:
            self.told.emit("The key is used until the program ends: there is no key store.")
            return

        def write(_ticket: Ticket) -> None:
            store.write(secret.reveal())

        self._tasks.start(
            write,
            done=lambda _: self._kept(secret),
            failed=lambda error: self.told.emit(f"The key is used until the program ends: {_reason(error)}."),
            key=_TASK,
        )

    def forget(self) -> None:
        """Use no key any more, and take it out of the key store."""
        self._use(None, KeySource.NONE)
        store = self._store
        if store is None:
            return
        self._tasks.start(
            lambda _ticket: store.delete(),
            done=lambda _: self.told.emit("The key is no longer in the key store of the system."),
            failed=lambda error: self.told.emit(f"The key may still be kept: {_reason(error)}."),
            key=_TASK,
        )

    def header_for(self, url: str) -> tuple[bytes, bytes] | None:
        """The header that signs a request in: only over https, only for an exact host of the list.

        An address that carries a token of its own needs no key and gets none.
        """
        if self._key is None or not self.takes_key(url) or signs_itself_in(url):
            return None
        return b"Authorization", b"Bearer " + self._key.reveal().encode("ascii")

    def takes_key(self, url: str) -> bool:
        """Whether the key may go to this address, be there one or not.

        Two parsers must agree on the host as it is written: nothing encoded, no user, no final dot.
        """
        parsed = web_address(url)
        if parsed is None or parsed.scheme() != "https" or parsed.userInfo():
            return False
        try:
            parts = urlsplit(url)
            written = (parts.hostname, parts.port or WEB_PORTS["https"])
        except ValueError:
            return False
        asked = (parsed.host(QUrl.ComponentFormattingOption.FullyEncoded), parsed.port(WEB_PORTS["https"]))
        return "@" not in parts.netloc and written == asked and asked in self._hosts

    @staticmethod
    def hide(text: str) -> str:
        """A text without the key and without anything else that is secret in it; from any thread."""
        return masked(text)

    def _use(self, key: Secret | None, source: KeySource) -> None:
        self._key, self._source = key, source
        self.changed.emit()

    def _kept(self, key: Secret) -> None:
        if self._key is key:
            self._source = KeySource.KEY_STORE
            self.changed.emit()
        self.told.emit("The key is kept in the key store of the system.")

    def _loaded(self, key: Secret | None) -> None:
        if key is not None and self._key is None:
            self._use(key, KeySource.KEY_STORE)


def sound_key(text: str) -> str:
    """A key as typed or pasted, without blanks and a `Bearer` around it.

    Raises:
        ValueError: a header could not carry it; the reason does not quote it.
    """
    key = re.sub(r"^Bearer(\s+|$)", "", text.strip(), flags=re.IGNORECASE)
    if not key:
        raise ValueError("it is empty")
    if len(key) > _LONGEST_KEY:
        raise ValueError("it is too long for a key")
    if not re.fullmatch(r"[\x21-\x7e]+", key):
        raise ValueError("it holds blanks, line breaks or letters that no key has")
    return key


def _read(store: KeyStore) -> Secret | None:
    key = store.read()
    return Secret(sound_key(key)) if key else None


def _reason(error: Exception) -> str:
    """Why the store failed; of any other error only the name, as its text may quote the key."""
    return str(error) if isinstance(error, KeyStoreError) else type(error).__name__


def signs_itself_in(url: str) -> bool:
    """Whether an address carries its own `token`, as those of old exports do; it gets no key besides."""
    return any(name.lower() == "token" for name, _value in parse_qsl(urlsplit(url).query))


def _name_and_port(host: str) -> tuple[str, int]:
    parts = urlsplit(f"https://{host}")
    return parts.hostname or "", parts.port or WEB_PORTS["https"]

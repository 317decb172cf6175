"""A fetcher whose time is the test's, and ways to hear its answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.media.servers import Server
from viewer.media.access import Access, host_of
from viewer.media.clock import Clock
from viewer.media.credentials import Credentials
from viewer.media.fetch import Fetcher
from viewer.media.journal import Journal, Request
from viewer.media.manners import Manners
from viewer.media.problem import Problem

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Hurried(Clock):
    """A clock that begins at `NOON`, and that jumps over every wait; `waits` are those it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float] = []
        self._begin = time.monotonic()
        self._ahead = 0.0

    def secs(self) -> float:
        return time.monotonic() - self._begin + self._ahead

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.secs())

    def leap(self, secs: float) -> None:
        """Let time pass in which nothing happens."""
        self._ahead += secs

    def wake(self, after_secs: float, act: Callable[[], None]) -> None:
        self.waits.append(after_secs)
        self._ahead += after_secs
        QTimer.singleShot(0, act)


class Stopped(Hurried):
    """One that leaps over a wait only when it is told to."""

    def wake(self, after_secs: float, act: Callable[[], None]) -> None:
        self._next = after_secs, act

    def ring(self) -> None:
        after_secs, act = self._next
        self.leap(after_secs)
        act()


class Net:
    """A fetcher with everything that it is built from."""

    def __init__(
        self,
        *servers: Server,
        key: str | None = None,
        key_hosts: tuple[str, ...] = (),
        clock: Clock | None = None,
        chance: float = 1.0,
        environ: Mapping[str, str] | None = None,
        **manners: Any,
    ) -> None:
        """Allows the servers; `chance` 1 makes pauses the longest they can be."""
        self.access = Access()
        self.credentials = Credentials(
            environ={"LABELBOX_API_KEY": key} if key else {}, hosts=key_hosts or ("api.labelbox.com",)
        )
        self.journal = Journal()
        self.clock = clock or Hurried()
        self.fetcher = Fetcher(
            self.access,
            self.credentials,
            self.journal,
            manners=Manners(**manners),
            clock=self.clock,
            chance=lambda: chance,
            environ=environ or {},
        )
        self.allowed: list[str] = []
        for server in servers:
            self.allow(server.url)

    def allow(self, url: str) -> None:
        host = host_of(url)
        assert host is not None
        self.allowed.append(url)
        self.access.allow(host)

    @property
    def waits(self) -> list[float]:
        """The waits asked for, rounded to a tenth of a second; those of no length left out."""
        assert isinstance(self.clock, Hurried)
        return [rounded for secs in self.clock.waits if (rounded := round(secs, 1))]

    @property
    def requests(self) -> tuple[Request, ...]:
        return self.journal.requests

    def get(self, url: str, qtbot: QtBot) -> bytes | Problem:
        """The answer, waited for."""
        answers: list[bytes | Problem] = []
        self.fetcher.get(url, done=answers.append, failed=answers.append)
        assert answers == [], "never before get has returned"
        qtbot.waitUntil(lambda: len(answers) == 1)
        return answers[0]

    def problem(self, url: str, qtbot: QtBot) -> Problem:
        answer = self.get(url, qtbot)
        assert isinstance(answer, Problem), answer
        return answer


def unwanted(answer: object) -> None:
    pytest.fail(str(answer))

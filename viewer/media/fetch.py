"""Bring bytes over the network: who is asked is decided anew at each step, and politely.

Runs on the main thread, asynchronously. Each request is one of `Transfer`; redirects and further tries go
through the same line and the same decision as the first request, so that nothing reaches a host, nor the key,
by a way round.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtNetwork import QNetworkProxyFactory

from viewer.media import reasons
from viewer.media.access import Access, Decision
from viewer.media.answers import (
    Arrived,
    Asked,
    Busy,
    Denied,
    Failing,
    Moved,
    Outcome,
    is_whole_picture,
    outcome_of,
    redirected,
)
from viewer.media.clock import Clock
from viewer.media.credentials import Credentials, signs_itself_in
from viewer.media.expiry import is_over
from viewer.media.hop import Hop, hop_to
from viewer.media.journal import Journal, Request, path_shown
from viewer.media.manners import Manners
from viewer.media.problem import Problem, ProblemKind, problem
from viewer.media.resolve import shown
from viewer.media.tls import Trust, trust_of
from viewer.media.transfer import Answer, Transfer, Transport, request_of
from viewer.media.turns import Turns

_NOWHERE = Hop()


@dataclass(eq=False, slots=True)
class Fetch:
    """A request under way or waiting for its turn; `at` is the address it is asked from now."""

    url: str
    done: Callable[[bytes], None]
    failed: Callable[[Problem], None]
    progress: Callable[[int, int], None] | None = None
    urgent: bool = True
    at: Hop = _NOWHERE
    tries: int = 0
    hops: int = 0


class _UnderWay(NamedTuple):
    transfer: Transfer
    signed_in: bool
    started_at: datetime
    started_secs: float


class Fetcher(QObject):
    """Gets http and https addresses; answers come on the main thread, never before `get` has returned."""

    def __init__(
        self,
        access: Access,
        credentials: Credentials,
        journal: Journal,
        *,
        manners: Manners | None = None,
        clock: Clock | None = None,
        chance: Callable[[], float] = random.random,
        environ: Mapping[str, str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._access = access
        self._credentials = credentials
        self._journal = journal
        self._manners = manners or Manners()
        self._clock = clock or Clock(self)
        self._chance = chance
        self._environ = environ
        QNetworkProxyFactory.setUseSystemConfiguration(True)
        self._transport = _transport()
        self._turns: Turns[Fetch] = Turns(at_once=self._manners.at_once, per_host=self._manners.per_host)
        self._under_way: dict[Fetch, _UnderWay] = {}
        self._refused: dict[Fetch, Problem] = {}
        self._busy_status: dict[str, int] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._go_on)
        access.changed.connect(self._access_changed)

    @property
    def idle(self) -> bool:
        """Whether nothing waits or is under way."""
        return not (self._under_way or self._refused or self._turns.waiting)

    def get(
        self,
        url: str,
        *,
        done: Callable[[bytes], None],
        failed: Callable[[Problem], None],
        progress: Callable[[int, int], None] | None = None,
        urgent: bool = True,
    ) -> Fetch:
        """Ask for an address, before all that is not `urgent`; `progress(bytes, total or 0)`."""
        fetch = Fetch(url, done, failed, progress, urgent)
        self._line_up(fetch, url)
        return fetch

    def hasten(self, fetch: Fetch) -> None:
        """Make a request urgent that was not."""
        fetch.urgent = True
        self._turns.hasten(fetch)
        self._go_on_soon()

    def cancel(self, fetch: Fetch) -> None:
        """Give a request up; neither `done` nor `failed` is called."""
        if self._refused.pop(fetch, None) is None and not self._turns.remove(fetch):
            self._break_off(fetch, problem(ProblemKind.CANCELLED, "stopped", shown(fetch.url)))

    # ----------------------------------------------------------------- whose turn it is

    def _line_up(
        self, fetch: Fetch, url: str, *, first: bool = False, rest_secs: float | None = None
    ) -> None:
        fetch.at = hop_to(url)
        self._go_on_soon()
        if (fault := self._refusal(fetch)) is not None:
            self._refused[fetch] = fault
            return
        not_before = self._clock.secs() + rest_secs if rest_secs is not None else None
        self._turns.add(fetch, fetch.at.host_name, urgent=fetch.urgent, first=first, not_before=not_before)

    def _go_on_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _go_on(self) -> None:
        """Tell what was refused, begin what may begin, and come back when something else may."""
        while self._refused:
            fetch = next(iter(self._refused))
            fetch.failed(self._refused.pop(fetch))
        now = self._begin_waiting()
        if (at := self._turns.next_at(now)) is not None:
            self._clock.wake(max(0.0, at - now), self._go_on_soon)

    def _begin_waiting(self) -> float:
        """Begin what may begin, at this moment in seconds."""
        now = self._clock.secs()
        while (next_one := self._turns.take(now)) is not None:
            self._begin(next_one)
        return now

    def _access_changed(self) -> None:
        self._decide_anew((*self._turns.waiting, *self._under_way))

    def _decide_anew(self, fetches: Iterable[Fetch]) -> None:
        """Stop those that may no longer be asked for."""
        for fetch in fetches:
            if (fault := self._refusal(fetch)) is not None:
                if not self._turns.remove(fetch):
                    self._break_off(fetch, fault)
                self._refused[fetch] = fault
                self._go_on_soon()

    def _refusal(self, fetch: Fetch) -> Problem | None:
        """Why an address is not even asked for."""
        host, end = fetch.at.host, fetch.at.ends_at
        if host is None:
            reason = "not a sound http or https address"
            return problem(ProblemKind.UNSUPPORTED_ADDRESS, reason, shown(fetch.url))
        if end is not None and is_over(end, self._clock.now()):
            return reasons.expired(end, shown(fetch.url), host)
        match self._access.decide_host(host):
            case Decision.OFFLINE:
                return reasons.offline(shown(fetch.url), host)
            case Decision.ASK:
                return reasons.not_allowed(host, shown(fetch.url))
            case Decision.NEVER:
                return reasons.not_allowed(host, shown(fetch.url), never=True)
            case Decision.ALLOW:
                pass
        open_at, now_secs = self._turns.open_at(fetch.at.host_name), self._clock.secs()
        if open_at - now_secs <= self._manners.patience_secs:
            return None
        until = self._clock.now() + timedelta(seconds=open_at - now_secs)
        status = self._busy_status[fetch.at.host_name]
        return reasons.rate_limited(until, status, shown(fetch.url), host)

    # ----------------------------------------------------------------- one request

    @cached_property
    def _trust(self) -> Trust:
        """Read when it is first needed: there are many certificates."""
        return trust_of(self._environ)

    def _begin(self, fetch: Fetch) -> None:
        if (fault := self._refusal(fetch)) is not None:  # the link has expired in the line
            self._turns.give_back(fetch.at.host_name)
            self._refused[fetch] = fault
            self._go_on_soon()
            return
        url = fetch.at.url
        header = self._credentials.header_for(url)
        trust = self._trust.configuration if url[:6].lower() == "https:" else None
        transfer = self._transport.get(
            request_of(url, header, trust, silence_msecs=self._manners.silence_msecs, read=fetch.at.address),
            limit_bytes=self._manners.limit_bytes,
            ended=lambda answer: self._ended(fetch, answer),
            progress=fetch.progress,
        )
        signed_in = header is not None
        self._under_way[fetch] = _UnderWay(transfer, signed_in, self._clock.now(), self._clock.secs())

    def _break_off(self, fetch: Fetch, why: Problem) -> None:
        if (under_way := self._under_way.get(fetch)) is not None:
            under_way.transfer.cancel()
            self._close(fetch, None, under_way.transfer.received_bytes, why)

    def _close(self, fetch: Fetch, status: int | None, received_bytes: int, fault: Problem | None) -> None:
        """The request is over, be the fetch or not: its place is free, and it goes into the journal."""
        under_way = self._under_way.pop(fetch)
        hop = fetch.at
        self._turns.give_back(hop.host_name)
        self._go_on_soon()
        path = path_shown(hop.address) if hop.address is not None else ""
        seconds = self._clock.secs() - under_way.started_secs
        self._journal.add(
            Request(under_way.started_at, hop.host_name, path, status, received_bytes, False, seconds, fault)
        )

    def _ended(self, fetch: Fetch, answer: Answer) -> None:
        if is_whole_picture(answer):
            self._close(fetch, answer.status, answer.received_bytes, None)
            fetch.done(answer.body)
        else:
            self._act_on(self._outcome(fetch, answer), fetch, answer)
        self._begin_waiting()  # at once: by way of the timer its connection would stand idle

    def _act_on(self, outcome: Outcome, fetch: Fetch, answer: Answer) -> None:
        fault = outcome.problem if isinstance(outcome, Denied | Failing | Busy) else None
        if fault is not None and fault.kind is ProblemKind.TLS:
            fault = self._with_trust_faults(fault)
        self._close(fetch, answer.status, answer.received_bytes, fault)
        match outcome:
            case Arrived(data):
                fetch.done(data)
            case Moved(url):
                self._follow(fetch, url)
            case Denied():
                fetch.failed(fault or outcome.problem)
            case Failing():
                self._try_again(fetch, outcome)
            case Busy():
                self._wait(fetch, outcome)

    def _outcome(self, fetch: Fetch, answer: Answer) -> Outcome:
        """What an answer means that is no picture as it should be."""
        url, signed_in = fetch.at.url, self._under_way[fetch].signed_in
        lacks_key = not signed_in and self._credentials.takes_key(url) and not signs_itself_in(url)
        asked = Asked(shown(fetch.url), signed_in, lacks_key)
        return outcome_of(answer, asked, limit_bytes=self._manners.limit_bytes, now=self._clock.now())

    def _with_trust_faults(self, fault: Problem) -> Problem:
        reason = "; ".join((fault.reason, *self._trust.faults))
        return problem(fault.kind, reason, fault.url_shown, fault.host)

    def _follow(self, fetch: Fetch, url: str) -> None:
        fetch.hops += 1
        if fetch.hops > self._manners.most_redirects:
            why = f"more than {self._manners.most_redirects} times"
            fetch.failed(redirected(why, shown(fetch.url), fetch.at.host))
        else:
            self._line_up(fetch, url, first=True)

    def _try_again(self, fetch: Fetch, failing: Failing) -> None:
        fetch.tries += 1
        if fetch.tries >= self._manners.most_tries:
            if failing.data is not None:
                fetch.done(failing.data)
            else:
                fetch.failed(failing.problem)
            return
        fetch.hops = 0
        self._line_up(fetch, fetch.url, rest_secs=self._manners.pause_secs(fetch.tries, self._chance()))

    def _wait(self, fetch: Fetch, busy: Busy) -> None:
        """Leave a host alone as long as it asks, with everything that waits for it."""
        fetch.tries += 1
        least_secs = self._manners.pause_secs(fetch.tries, self._chance())
        wait_secs = max(least_secs, busy.wait_secs or 0.0)
        host = fetch.at.host_name
        self._turns.pause(host, self._clock.secs() + wait_secs)
        self._busy_status[host] = busy.status
        if wait_secs > self._manners.patience_secs:
            self._decide_anew(self._turns.waiting)
        if wait_secs > self._manners.patience_secs or fetch.tries >= self._manners.most_tries:
            fetch.failed(busy.problem)
            return
        fetch.hops = 0
        self._line_up(fetch, fetch.url, first=True)


@lru_cache(maxsize=1)
def _transport() -> Transport:
    """That of the whole program, whose manager lives as long as Qt does.

    One that dies earlier leaves its thread's last messages to objects that are gone: Qt then aborts with
    "pure virtual method called", about once in thirty runs of a test that makes a manager of its own.
    """
    return Transport(QCoreApplication.instance())

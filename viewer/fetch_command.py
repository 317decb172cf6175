"""`annoscope fetch`: the media of an export brought here without a window, for looking at it offline.

Nobody can be asked whether a host may be contacted, so only those are that were named, or that a person has
allowed for every export before.
"""

from __future__ import annotations

import shutil
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TextIO

from PySide6.QtCore import QCoreApplication, QEventLoop

from viewer.catalog.finding import find
from viewer.catalog.found import Request
from viewer.catalog.gathering import gather
from viewer.catalog.query import QueryError
from viewer.catalog.query.needs import needs_issues
from viewer.fetch_request import FetchRequest
from viewer.formats import Export, ExportError, open_export
from viewer.media.access import Access, Forgetful
from viewer.media.cache_files import catalogues_folder
from viewer.media.causes import Cause
from viewer.media.credentials import Credentials
from viewer.media.disk_cache import open_cache
from viewer.media.fetch_all import FetchAll
from viewer.media.fetch_plan import FetchPlan, plan_fetch
from viewer.media.fetch_told import FetchProgress, FetchSummary
from viewer.media.hosts import host_named
from viewer.media.keepers import InCache, InFolder, Keeper
from viewer.media.key_store import system_key_store
from viewer.media.network import Network
from viewer.media.problem import ProblemKind
from viewer.media.resolve import Places
from viewer.media.wanted import MediaKind
from viewer.state.preferences import Preferences
from viewer.tasks import Cancelled, Processes, ThreadTasks, Ticket

_LINE_SECS = 5.0
_REWRITTEN_SECS = 0.2
_STOPPED = "stopped; the same command goes on from here"


class FetchError(Exception):
    """Nothing can be fetched; the text says why, and what to do."""


def fetch_to_disk(request: FetchRequest) -> tuple[int, str]:
    """Fetch what is missing; (exit status, what to tell). Progress and failures go to standard error.

    The status is 0 when everything is there, 1 when something is missing, 2 when nothing could be read.
    """
    application = QCoreApplication.instance() or QCoreApplication(["annoscope"])
    try:
        with open_export(request.file) as export, _keeper(request.to) as keeper, closing(Meter()) as meter:
            summary = _fetch(export, keeper, request, meter)
    except (ExportError, FetchError) as error:
        _tell(f"annoscope: {error}")
        return 2, ""
    except Cancelled:
        _tell(f"annoscope: {_STOPPED}")
        return 1, ""
    for failure in summary.failures(_advice):
        _tell(f"annoscope: {failure}")
    del application
    return (0 if summary.complete else 1), str(summary)


@contextmanager
def _keeper(to: Path | None) -> Iterator[Keeper]:
    cache = open_cache()
    if to is None:
        yield InCache(cache)
        return
    try:
        folder = InFolder(to, cache)
    except OSError as error:
        reason = error.strerror or str(error)
        raise FetchError(f"{to}: {reason}; --to names a folder that can be written to") from error
    try:
        yield folder
    finally:
        folder.close()


def _fetch(export: Export, keeper: Keeper, request: FetchRequest, meter: Meter) -> FetchSummary:
    ticket = Ticket(lambda done, total: meter.show(f"looking at row {done:,} of {total:,}"))
    with _given_up_by_interrupt(ticket):
        places = Places(beside=export.path.parent.absolute())
        kinds = [MediaKind(kind) for kind in request.media]
        plan = plan_fetch(export, keeper, places, kinds, ticket, rows=_rows_of(export, request.where, ticket))
        return _carry_out(plan, export, keeper, _network(request, plan), meter=meter, ticket=ticket)


def _rows_of(export: Export, where: str, ticket: Ticket) -> Sequence[int] | None:
    """The rows that a query means, None for all."""
    if not where.strip():
        return None
    try:
        thorough = needs_issues(where, ())
        with closing(Processes()) as processes:
            catalog = gather(export, catalogues_folder(), ticket, processes.map, thorough=thorough)
        return find(catalog, Request(where), check=ticket.check)
    except QueryError as error:
        raise FetchError(f"--where: {error}") from error


def _carry_out(
    plan: FetchPlan, export: Export, keeper: Keeper, network: Network, *, meter: Meter, ticket: Ticket
) -> FetchSummary:
    """Fetch what the plan says until it is done or the ticket is given up."""
    summaries: list[FetchSummary] = []
    loop, tasks = QEventLoop(), ThreadTasks()

    def finished(summary: FetchSummary) -> None:
        summaries.append(summary)
        loop.quit()

    def progressed(progress: FetchProgress) -> None:
        meter.show(str(progress))
        if ticket.cancelled:
            fetching.cancel(_STOPPED)

    fetching = FetchAll(
        plan,
        export,
        keeper,
        fetcher=network.fetcher(),
        tasks=tasks,
        progressed=progressed,
        finished=finished,
    )
    fetching.start()
    loop.exec()
    tasks.close()
    return summaries[0]


def _network(request: FetchRequest, plan: FetchPlan) -> Network:
    """What a person has decided in the window holds here too; what is allowed here, for this time alone."""
    kept = Preferences()
    access = Access(Forgetful(kept.hosts_always, kept.hosts_never, kept.offline))
    for name in request.allow_hosts:
        host = host_named(name)
        if host is None:
            raise FetchError(f"--allow-host {name}: expected a host as in example.com or 127.0.0.1:8080")
        access.allow(host)
    credentials = Credentials(store=system_key_store())
    if credentials.fault:
        _tell(f"annoscope: {credentials.fault}")
    if any(credentials.takes_key(f"https://{host}/") for host in plan.by_host):
        credentials.load()
    return Network(access, credentials)


def _advice(cause: Cause) -> str:
    match cause.kind:
        case ProblemKind.HOST_NOT_ALLOWED:
            return f"allow it with --allow-host {cause.host}"
        case ProblemKind.OFFLINE:
            return "the switch is in the window"
        case _:
            return ""


@contextmanager
def _given_up_by_interrupt(ticket: Ticket) -> Iterator[None]:
    """Ctrl+C gives the ticket up and does no more: it can come in the middle of anything."""
    before = signal.signal(signal.SIGINT, lambda _number, _frame: ticket.cancel())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class Meter:
    """Shows how far it is: one line written anew on a terminal, a line now and then elsewhere."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream if stream is not None else sys.stderr
        self._is_terminal = self._stream is not None and self._stream.isatty()
        self._shown_secs = time.monotonic()
        self._shown = ""
        self._width = 0

    def show(self, text: str) -> None:
        """Show a text unless one was shown just before, or the same."""
        now = time.monotonic()
        least_secs = _REWRITTEN_SECS if self._is_terminal else _LINE_SECS
        if text == self._shown or now - self._shown_secs < least_secs:
            return
        self._shown, self._shown_secs = text, now
        if not self._is_terminal:
            _tell(text, self._stream)
            return
        text = text[: shutil.get_terminal_size().columns - 1]
        _tell("\r" + text.ljust(self._width), self._stream, end="")
        self._width = len(text)

    def close(self) -> None:
        """Let what is written next begin a line."""
        if self._width:
            _tell("", self._stream)


def _tell(text: str, stream: TextIO | None = None, *, end: str = "\n") -> None:
    """Write a line on standard error, with escapes for what its encoding lacks; nobody may be listening."""
    stream = stream if stream is not None else sys.stderr
    if stream is None:
        return
    encoding = stream.encoding or "utf-8"
    try:
        print(text.encode(encoding, "backslashreplace").decode(encoding), file=stream, end=end, flush=True)
    except OSError:
        return

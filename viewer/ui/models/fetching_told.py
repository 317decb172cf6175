"""What there is to say of fetching a whole export: in a sentence, and as notices with what to do next."""

from __future__ import annotations

from collections.abc import Iterator

from viewer.media.causes import Cause
from viewer.media.credentials import KeySource
from viewer.media.fetching import Fetching, Stage
from viewer.media.network import Network
from viewer.media.problem import ProblemKind, Remedy
from viewer.ui.notice import Notice, sentence
from viewer.ui.words import counted

_NOT_HERE = frozenset((Remedy.RETRY, Remedy.OPEN_ANYWAY))
"""Remedies of one row; here *Go on* asks again for all that is missing."""


def summary_of(fetching: Fetching) -> str:
    """How much there is to fetch, or what has become of it."""
    plan, summary = fetching.plan, fetching.summary
    if fetching.fault:
        return f"Nothing can be kept there: {fetching.fault}"
    if fetching.stage is Stage.ENDED and summary is not None:
        return f"{summary}." if not summary.stopped else f"{summary}. {sentence(summary.stopped)}."
    if plan is None:
        return ""
    if not plan.total:
        return "This export names no file that can be fetched."
    here = f"{plan.held:,} of {counted(plan.total, 'file')} are there. " if plan.held else ""
    if not plan.needed:
        return f"{here}There is nothing to fetch."
    hosts = ", ".join(f"{host} ({count:,})" for host, count in plan.by_host.items())
    return f"{here}{counted(len(plan.needed), 'file')} to fetch from {hosts}."


def notices_of_fetching(fetching: Fetching, network: Network) -> tuple[Notice, ...]:
    """What is in the way before it begins; afterwards why files are missing, a notice a cause."""
    plan, summary = fetching.plan, fetching.summary
    if fetching.stage is Stage.ENDED and summary is not None:
        unreadable = _of_unreadable(summary.unreadable)
        return (*map(_of_cause, summary.causes), *unreadable)
    if fetching.stage is Stage.LOOKED and plan is not None:
        in_the_way = tuple(_in_the_way(tuple(plan.by_host), network))
        return (*in_the_way, *map(_of_cause, plan.problems.causes), *_of_unreadable(plan.unreadable))
    return ()


def _in_the_way(hosts: tuple[str, ...], network: Network) -> Iterator[Notice]:
    if hosts and network.access.offline:
        text = "Nothing is asked for over the network until you go online."
        yield Notice("offline", "Annoscope is offline", text, (Remedy.GO_ONLINE,), alone=True)
    credentials = network.credentials
    takers = [host for host in hosts if credentials.takes_key(f"https://{host}/")]
    if takers and credentials.source is KeySource.NONE:
        text = f"Masks of {' and '.join(takers)} are handed out to those who have a key."
        yield Notice("key", "An API key is needed", text, (Remedy.ENTER_KEY,), alone=True)


def _of_cause(cause: Cause) -> Notice:
    title = f"{counted(cause.count, 'file')} {'is' if cause.count == 1 else 'are'} missing"
    is_named = cause.host is None or cause.kind is ProblemKind.HOST_NOT_ALLOWED
    where = "" if is_named else f"{cause.host}: "
    text = sentence(f"{where}{'' if cause.alike else 'for example, '}{cause.reason}")
    remedies = tuple(each for each in cause.remedies if each not in _NOT_HERE)
    details = f"{title}\n{cause}"
    return Notice("warning", title, text, remedies, details, alone=True, host=cause.host)


def _of_unreadable(count: int) -> tuple[Notice, ...]:
    if not count:
        return ()
    title = f"{counted(count, 'record')} of the export cannot be read"
    return (Notice("unreadable", title, "The issues panel says why.", alone=True),)

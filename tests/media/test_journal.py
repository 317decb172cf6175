"""The list of requests: bounded, counted, and without secrets."""

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from viewer.media.journal import Journal, Request, Totals, place_shown
from viewer.media.problem import Problem, ProblemKind, problem

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def request(number: int, fault: Problem | None = None, *, from_cache: bool = False) -> Request:
    return Request(NOON, "example.com", f"/{number}.png", 200, 10, from_cache, 0.1, fault)


def test_requests_are_listed_in_their_order_and_told(qtbot: QtBot) -> None:
    journal = Journal()
    with qtbot.waitSignal(journal.added) as told:
        journal.add(request(1))
    journal.add(request(2))
    assert told.args == [request(1)]
    assert journal.requests == (request(1), request(2))


def test_the_oldest_give_way_and_are_still_counted() -> None:
    journal = Journal(kept=3)
    for number in range(10):
        journal.add(request(number))
    assert journal.requests == (request(7), request(8), request(9))
    assert journal.totals == Totals(requests=10, received_bytes=100)


def test_failures_and_hits_of_the_cache_are_counted() -> None:
    journal = Journal()
    journal.add(request(1, problem(ProblemKind.GONE, "gone", "example.com/1.png")))
    journal.add(request(2, from_cache=True))
    assert journal.totals == Totals(requests=2, failed=1, from_cache=1, received_bytes=20)


def test_a_cleared_list_begins_anew(qtbot: QtBot) -> None:
    journal = Journal()
    journal.add(request(1))
    with qtbot.waitSignal(journal.cleared):
        journal.clear()
    assert (journal.requests, journal.totals) == ((), Totals())


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.com/a/b.png?token=s3cret", ("example.com", "/a/b.png")),
        ("https://user:s3cret@example.com:8443/a.png#s3cret", ("example.com:8443", "/a.png")),
        ("https://example.com", ("example.com", "/")),
        ("https://example.com/a%3Ftoken=s3cret", ("example.com", "/a?token=•••")),
        ("https://example.com/b%C3%BCcher%0A%20x", ("example.com", "/bücher%0A x")),
        ("no address", ("", "")),
    ],
)
def test_a_place_is_shown_without_what_is_secret(url: str, shown: tuple[str, str]) -> None:
    assert place_shown(url) == shown

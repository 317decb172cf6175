"""Each cause is told in its own words with its own next step, once for many files, never with a secret."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from viewer.media import reasons
from viewer.media.causes import Tally
from viewer.media.hosts import Host
from viewer.media.problem import REMEDIES, Problem, ProblemKind, Remedy, problem

HOST = Host("api.labelbox.com")
NEAR = Host("127.0.0.1", 8000, private=True)
AT = "api.labelbox.com/masks/1"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
S = "s3cretVALUE"


def test_every_kind_says_what_can_be_done() -> None:
    assert set(REMEDIES) == set(ProblemKind)
    without = {kind for kind, remedies in REMEDIES.items() if not remedies}
    assert without == {ProblemKind.NOT_DRAWN}


@pytest.mark.parametrize(
    ("told", "kind", "said", "remedy"),
    [
        (reasons.expired(NOON, AT, HOST), "expired", "expired on 2026-03-01 12:00 UTC", Remedy.LOCATE),
        (reasons.unsigned(401, AT, HOST), "no-key", "an API key is needed here and none", Remedy.ENTER_KEY),
        (reasons.wrong_key(401, AT, HOST), "wrong-key", "the API key was refused (401)", Remedy.ENTER_KEY),
        (reasons.forbidden(403, AT, HOST), "forbidden", "the server forbids it (403)", Remedy.LOCATE),
        (reasons.forbidden(401, AT, HOST), "forbidden", "the server asks who you are (401)", Remedy.LOCATE),
        (reasons.gone(404, AT, HOST), "gone", "not found (404)", Remedy.LOCATE),
        (reasons.gone(410, AT, HOST, composite=True), "gone", "kept 30 days", Remedy.LOCATE),
        (
            reasons.rate_limited(NOON, 429, AT, HOST),
            "rate-limited",
            "until 2026-03-01 12:00 UTC",
            Remedy.RETRY,
        ),
        (reasons.rate_limited(None, 429, AT, HOST), "rate-limited", "to wait for a while", Remedy.RETRY),
        (reasons.server_failed(502, AT, HOST), "server", "the server failed (502)", Remedy.RETRY),
        (reasons.server_failed(418, AT, HOST), "server", "the server refused (418)", Remedy.RETRY),
        (
            reasons.unreachable("no network", AT, HOST),
            "unreachable",
            "cannot be reached: no network",
            Remedy.RETRY,
        ),
        (reasons.untrusted("self-signed", AT, HOST), "tls", "api.labelbox.com: self-signed", Remedy.RETRY),
        (reasons.too_large(5 << 20, AT, HOST), "too-large", "more than 5 MB", Remedy.OPEN_ANYWAY),
        (reasons.not_an_image(b"<html>", "text/html", AT, HOST), "not-an-image", "“<html>”", Remedy.LOCATE),
        (reasons.cut_off(1000, 5000, AT, HOST), "truncated", "1,000 of 5,000 bytes", Remedy.RETRY),
        (reasons.not_allowed(HOST, AT), "host-not-allowed", "not allowed yet", Remedy.ALLOW_HOST),
        (reasons.not_allowed(NEAR, AT), "host-not-allowed", "127.0.0.1:8000, a private", Remedy.ALLOW_HOST),
        (reasons.not_allowed(HOST, AT, never=True), "host-not-allowed", "never to ask", Remedy.ALLOW_HOST),
        (reasons.offline(AT, HOST), "offline", "offline", Remedy.GO_ONLINE),
    ],
)
def test_a_cause_is_told_with_its_next_step(told: Problem, kind: str, said: str, remedy: Remedy) -> None:
    assert told.kind == kind
    assert said in told.reason
    assert remedy in told.remedies
    assert told.host in (HOST, NEAR)
    assert str(told) == f"{AT}: {told.reason}"


def test_no_certificate_that_does_not_hold_can_be_clicked_away() -> None:
    assert not {Remedy.OPEN_ANYWAY, Remedy.ALLOW_HOST} & set(REMEDIES[ProblemKind.TLS])


def test_moments_are_told_in_the_time_of_the_world() -> None:
    assert reasons.moment(NOON.astimezone(timezone(timedelta(hours=9)))) == "2026-03-01 12:00 UTC"


def test_the_texts_of_a_problem_never_hold_a_secret() -> None:
    told = problem(ProblemKind.SERVER, f"cannot open https://h/x?token={S}", f"https://u:{S}@h/?sig={S}")
    assert S not in str(told)


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (b"", "“”"),
        (b"<html>\n  <body>", "“<html> <body>”"),
        (b"x" * 50, "“" + "x" * 40 + "…”"),
        (b"\x00\x01\xff", "the bytes 00 01 ff"),
        (b"\x00token=abcdefgh", "the bytes 00 74 6f 6b 65 6e 3d 3f"),
        (f'{{"error":"the token eyJhbGciOiJI.{S}'.encode(), '“{"error":"the token •••”'),
        (f"Signature={S}".encode(), "“Signature=•••”"),
        (b"x" * 34 + f" https://h/?token={S}".encode(), "“" + "x" * 34 + " https…”"),
    ],
)
def test_first_bytes_are_shown_on_one_line_without_secrets(data: bytes, shown: str) -> None:
    assert reasons.beginning(data) == shown


def test_one_cause_is_told_once_with_its_count() -> None:
    tally = Tally([reasons.gone(410, f"{AT}{n}", HOST) for n in range(1240)])
    tally.add(reasons.offline(AT, HOST))
    (gone, offline) = tally.causes
    assert str(gone).startswith("1,240 files of api.labelbox.com: gone (410)")
    assert gone.remedies == REMEDIES[ProblemKind.GONE]
    assert str(offline) == "offline: nothing is asked over the network"
    assert tally.count == 1241


def test_reasons_that_differ_are_told_by_an_example() -> None:
    days = (NOON, NOON + timedelta(days=1), NOON)
    (cause,) = Tally(reasons.expired(day, AT, HOST) for day in days).causes
    assert str(cause).startswith(
        "3 files of api.labelbox.com: for example, the signed link expired on 2026-03-01"
    )


def test_causes_of_two_hosts_are_two_and_the_most_frequent_comes_first() -> None:
    tally = Tally([reasons.not_allowed(NEAR, AT), *[reasons.not_allowed(HOST, AT)] * 2])
    assert [(cause.host, cause.count) for cause in tally.causes] == [(HOST, 2), (NEAR, 1)]

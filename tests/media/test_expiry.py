"""When a link ends, by links built after the papers of those who issue them."""

import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.media.expiry import expired_at, expires_at

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
NOON_SECS = 1_772_366_400  # date -u -d 2026-03-01T12:00:00Z +%s


def token(claims: object) -> str:
    """A JSON Web Token, as RFC 7519 puts it together."""
    parts = ({"alg": "HS256", "typ": "JWT"}, claims)
    head, body = (urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts)
    return f"{head}.{body}.c2ln"


ENDING_AT_NOON = {
    "labelbox, seconds": f"Expires={NOON_SECS}&KeyName=k&Signature=s",
    "labelbox, milliseconds": f"Expires={NOON_SECS}000&KeyName=k&Signature=s",
    "amazon, version 2": f"AWSAccessKeyId=a&Signature=s&Expires={NOON_SECS}",
    "amazon, version 4": "X-Amz-Algorithm=A&X-Amz-Date=20260301T110000Z&X-Amz-Expires=3600&X-Amz-Signature=s",
    "google, version 2": f"GoogleAccessId=a&Expires={NOON_SECS}&Signature=s",
    "google, version 4": "X-Goog-Date=20260222T120000Z&X-Goog-Expires=604800&X-Goog-Signature=s",
    "azure": "sv=2022-11-02&se=2026-03-01T12%3A00%3A00Z&sr=b&sp=r&sig=s",
    "azure, another zone": "se=2026-03-01T14:00:00%2B02:00&sig=s",
    "labelbox, token": f"token={token({'sub': 'x', 'iat': 1, 'exp': NOON_SECS})}",
    "token beside a feature": f"feature=1&token={token({'exp': NOON_SECS})}",
    "token with a fraction": f"token={token({'exp': float(NOON_SECS)})}",
    "lower case": f"expires={NOON_SECS}&signature=s",
    "the earlier of two": f"Expires={NOON_SECS}&token={token({'exp': NOON_SECS + 5})}",
}


@pytest.mark.parametrize("query", ENDING_AT_NOON.values(), ids=ENDING_AT_NOON)
def test_a_link_says_when_it_ends(query: str) -> None:
    assert expires_at(f"https://example.com/a.png?{query}") == NOON


@pytest.mark.parametrize("query", ENDING_AT_NOON.values(), ids=ENDING_AT_NOON)
def test_a_link_is_expired_once_its_end_is_past_by_more_than_clocks_differ(query: str) -> None:
    url = f"https://example.com/a.png?{query}"
    assert expired_at(url, now=NOON - timedelta(days=1)) is None
    assert expired_at(url, now=NOON + timedelta(seconds=60)) is None
    assert expired_at(url, now=NOON + timedelta(minutes=10)) == NOON
    assert expired_at(url, now=NOON + timedelta(days=9000)) == NOON


def test_an_azure_date_without_a_time_is_midnight() -> None:
    assert expires_at("https://h/x?se=2026-03-01&sig=s") == NOON - timedelta(hours=12)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "width=10",
        "Expires=",
        "Expires=3600",
        "Expires=tomorrow",
        "Expires=-1772366400",
        "Expires=" + "9" * 16,
        "Expires=" + "9" * 400,
        "Expires=١٧٧٢٣٦٦٤٠٠",
        "Expires=1e10",
        "Expires=nan",
        "X-Amz-Date=20260301T110000Z",
        "X-Amz-Expires=3600",
        "X-Amz-Date=20261301T110000Z&X-Amz-Expires=3600",
        "X-Amz-Date=20260301T110000Z&X-Amz-Expires=" + "9" * 30,
        "X-Amz-Date=20260301T110000Z&X-Amz-Expires=" + "9" * 5000,
        "X-Goog-Date=2026&X-Goog-Expires=1",
        "se=2026-03-01",
        "se=soon&sig=s",
        "se=0001-01-01T00:00:00%2B14:00&sig=s",
        "token=abc",
        "token=a.b.c",
        "token=a.%FF.c",
        f"token={token({'sub': 'x'})}",
        f"token={token({'exp': 'soon'})}",
        f"token={token({'exp': True})}",
        f"token={token({'exp': None})}",
        f"token={token([1, 2])}",
        f"token={token({'exp': 1e300})}",
        f"token={token({'exp': float('nan')})}",
        f"token={token({'exp': -1})}",
    ],
)
def test_a_link_that_does_not_say_has_no_end(query: str) -> None:
    assert expires_at(f"https://example.com/a.png?{query}") is None


@pytest.mark.parametrize("url", ["", "https://[::1/?Expires=1772366400", "a.png", "data:,x"])
def test_what_is_no_address_has_no_end(url: str) -> None:
    assert expires_at(url) is None


PIECES = [
    "Expires=",
    "&",
    "se=",
    "sig=",
    "token=",
    "eyJ",
    ".",
    "9",
    "1772366400",
    "X-Amz-Date=",
    "X-Amz-Expires=",
]


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_address_is_read_without_a_fault(query: str) -> None:
    end = expires_at(f"https://example.com/?{query}")
    assert end is None or end.tzinfo is UTC


@given(st.integers(1_000_000_000, 99_999_999_999))
def test_seconds_and_milliseconds_mean_the_same_moment(secs: int) -> None:
    by_secs, by_millis = (expires_at(f"https://h/?Expires={number}") for number in (secs, secs * 1000))
    assert by_secs == by_millis == datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=secs)

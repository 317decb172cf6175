"""Durations, dates and addresses as text."""

from datetime import timedelta, timezone

import pytest

from viewer.ui.details.fields import CopyText, OpenUrl
from viewer.ui.details.values import address_link, as_json, duration, is_web_address, local_date, shortened

BERLIN = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2024-04-08T16:21:26.000+00:00", "8 Apr 2024, 18:21:26"),
        ("2020-04-17T19:22:10.412Z", "17 Apr 2020, 21:22:10"),
        ("2023-02-08", "8 Feb 2023"),
        ("2023-02-08T10:00:00", "8 Feb 2023, 10:00:00"),
        ("1587151330412", "17 Apr 2020, 21:22:10"),
    ],
)
def test_a_date_is_shown_in_local_time(text: str, shown: str) -> None:
    assert local_date(text, BERLIN) == shown


@pytest.mark.parametrize(
    "text", ["yesterday", "", "2024-13-45", "0001-01-01T00:00:00+14:00", "99999999999999999999", "12"]
)
def test_what_is_no_date_stands_as_it_is(text: str) -> None:
    assert local_date(text, timezone(timedelta(hours=-12))) == text


def test_durations_are_told_in_the_units_that_fit() -> None:
    assert [duration(secs) for secs in (18, 12.5, 60, 125, 3780, -1)] == [
        "18 s",
        "12.5 s",
        "1 min",
        "2 min 5 s",
        "1 h 3 min",
        "-1 s",
    ]


@pytest.mark.parametrize(
    ("address", "opens"),
    [
        ("https://example.com/a.png?x=1", True),
        ("HTTP://example.com", True),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("https:///no-host", False),
        ("https://exa mple.com", False),
        ("https://[broken", False),
        ("pictures/a.png", False),
    ],
)
def test_only_web_addresses_are_opened_and_others_copied(address: str, opens: bool) -> None:
    assert is_web_address(address) is opens
    assert address_link(address).target == (OpenUrl(address) if opens else CopyText(address))


def test_a_signature_is_cut_out_of_the_middle_and_kept_in_the_target() -> None:
    address = (
        "https://storage.labelbox.com/bucket/asset.jpeg?Expires=1773000000000&KeyName=k&Signature=" + "A" * 80
    )
    link = address_link(address)
    assert link.text.startswith("https://storage.labelbox.com/bucket/asset.jpeg?Expires")
    assert len(link.text) < 75
    assert "…" in link.text
    assert link.target == OpenUrl(address)


def test_a_long_text_keeps_its_two_ends() -> None:
    assert shortened("abcdefghij", 5) == "ab…ij"
    assert shortened("abc", 5) == "abc"


def test_a_value_too_deep_for_json_is_told_so() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    assert "too deep" in as_json(deep)

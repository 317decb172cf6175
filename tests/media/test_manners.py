"""Waiting, pauses and whose turn it is, in a time that the test tells."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.media.manners import Manners, wait_asked_secs
from viewer.media.turns import Turns

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class TestWaitAsked:
    @pytest.mark.parametrize(
        ("text", "secs"),
        [
            ("0", 0),
            (" 120 ", 120),
            ("Sun, 01 Mar 2026 12:00:30 GMT", 30),
            ("Sun, 01 Mar 2026 13:00:30 +0100", 30),
            ("Sunday, 01-Mar-26 12:01:00 GMT", 60),
            ("Sun Mar  1 12:00:05 2026", 5),
            ("Sun, 01 Mar 2026 11:59:00 GMT", 0),
            ("9" * 400, 999_999_999),
        ],
    )
    def test_seconds_or_a_date_in_each_of_its_spellings(self, text: str, secs: float) -> None:
        assert wait_asked_secs(text, NOON) == secs

    @pytest.mark.parametrize("text", ["", "soon", "-5", "1.5", "٣", "Sun, 99 Mar 2026 12:00:00 GMT"])
    def test_anything_else_asks_for_nothing(self, text: str) -> None:
        assert wait_asked_secs(text, NOON) is None

    @given(st.text())
    def test_no_text_breaks_it(self, text: str) -> None:
        secs = wait_asked_secs(text, NOON)
        assert secs is None or secs >= 0


class TestPauses:
    def test_they_double_up_to_the_longest(self) -> None:
        manners = Manners(first_pause_secs=1, longest_pause_secs=10)
        assert [manners.pause_secs(tries, 1.0) for tries in range(1, 7)] == [1, 2, 4, 8, 10, 10]

    def test_chance_takes_away_up_to_half(self) -> None:
        manners = Manners(first_pause_secs=1)
        assert [manners.pause_secs(1, chance) for chance in (0.0, 0.5, 1.0)] == [0.5, 0.75, 1.0]


def taken(turns: Turns[str], now: float = 0.0) -> str:
    """Everything that may begin now."""
    items = []
    while (item := turns.take(now)) is not None:
        items.append(item)
    return "".join(items)


class TestTurns:
    def test_first_come_first_served(self) -> None:
        turns: Turns[str] = Turns(at_once=8, per_host=8)
        for item in "abc":
            turns.add(item, "web", urgent=True)
        assert taken(turns) == "abc"
        assert turns.take(0) is None

    def test_what_is_urgent_goes_before_what_is_not_on_every_host(self) -> None:
        turns: Turns[str] = Turns(at_once=8, per_host=8)
        turns.add("a", "web", urgent=False)
        turns.add("b", "net", urgent=True)
        turns.add("c", "web", urgent=True)
        assert taken(turns) == "cba"

    def test_places_are_limited_for_a_host_and_in_all(self) -> None:
        turns: Turns[str] = Turns(at_once=3, per_host=2)
        for item in "abcd":
            turns.add(item, "web", urgent=True)
        for item in "ef":
            turns.add(item, "net", urgent=True)
        assert sorted(taken(turns)) == ["a", "b", "e"]
        turns.give_back("web")
        assert taken(turns) == "f"
        turns.give_back("net")
        assert taken(turns) == "c"

    def test_one_place_of_each_is_kept_for_what_is_urgent(self) -> None:
        turns: Turns[str] = Turns(at_once=4, per_host=3)
        for item in "abcd":
            turns.add(item, "web", urgent=False)
        for item in "ef":
            turns.add(item, "net", urgent=False)
        assert taken(turns) == "aeb"
        turns.add("u", "web", urgent=True)
        assert taken(turns) == "u"

    def test_a_single_place_is_for_all(self) -> None:
        turns: Turns[str] = Turns(at_once=1, per_host=1)
        turns.add("a", "web", urgent=False)
        assert taken(turns) == "a"

    def test_hosts_take_turns(self) -> None:
        turns: Turns[str] = Turns(at_once=8, per_host=8)
        for item in "abc":
            turns.add(item, "web", urgent=True)
            turns.add(item.upper(), "net", urgent=True)
        assert taken(turns) == "aAbBcC"

    def test_one_may_come_first(self) -> None:
        turns: Turns[str] = Turns(at_once=8, per_host=8)
        turns.add("a", "web", urgent=True)
        turns.add("b", "web", urgent=True, first=True)
        assert taken(turns) == "ba"

    def test_one_that_rests_comes_first_when_it_has(self) -> None:
        turns: Turns[str] = Turns(at_once=8, per_host=8)
        turns.add("later", "web", urgent=True, not_before=7.0)
        turns.add("sooner", "web", urgent=True, not_before=5.0)
        assert taken(turns, 4.9) == ""
        assert turns.next_at(4.9) == 5.0
        turns.add("a", "web", urgent=True)
        assert taken(turns, 5.0) == "soonera"
        assert taken(turns, 7.0) == "later"
        assert turns.next_at(7.0) is None

    def test_a_host_that_is_left_alone_keeps_its_line(self) -> None:
        turns: Turns[str] = Turns(at_once=8, per_host=8)
        turns.add("a", "web", urgent=True)
        turns.add("b", "net", urgent=True)
        turns.pause("web", 60.0)
        turns.pause("web", 30.0)
        assert (turns.open_at("web"), turns.open_at("net")) == (60.0, 0.0)
        assert taken(turns, 59.0) == "b"
        assert turns.next_at(59.0) == 60.0
        assert taken(turns, 60.0) == "a"

    def test_what_is_taken_out_never_has_its_turn(self) -> None:
        turns: Turns[str] = Turns(at_once=8, per_host=8)
        turns.add("a", "web", urgent=True)
        turns.add("b", "web", urgent=False)
        turns.add("c", "web", urgent=True, not_before=1.0)
        assert turns.waiting == ("a", "b", "c")
        assert all(turns.remove(item) for item in "abc")
        assert not turns.remove("a")
        assert taken(turns, 2.0) == ""

    def test_one_that_is_hastened_is_urgent_also_after_its_rest(self) -> None:
        turns: Turns[str] = Turns(at_once=8, per_host=8)
        turns.add("a", "web", urgent=False)
        turns.add("b", "web", urgent=False)
        turns.add("c", "web", urgent=False, not_before=1.0)
        for item in ("b", "c", "elsewhere"):
            turns.hasten(item)
        assert taken(turns, 1.0) == "cba"

    @given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=40), st.integers(1, 6))
    def test_everything_has_its_turn_once_and_no_more_than_the_limits_allow(
        self, items: list[tuple[str, bool]], at_once: int
    ) -> None:
        turns: Turns[int] = Turns(at_once=at_once, per_host=2)
        for number, (host, urgent) in enumerate(items):
            turns.add(number, host, urgent=urgent)
        seen: list[int] = []
        under_way: list[int] = []
        while True:
            while (item := turns.take(0.0)) is not None:
                under_way.append(item)
                hosts = [items[each][0] for each in under_way]
                assert len(hosts) <= at_once
                assert max(map(hosts.count, hosts)) <= 2
            if not under_way:
                break
            seen.append(under_way.pop(0))
            turns.give_back(items[seen[-1]][0])
        assert sorted(seen) == list(range(len(items)))


def test_a_date_without_a_zone_is_in_the_worlds_time() -> None:
    later = NOON + timedelta(seconds=90)
    assert wait_asked_secs(later.strftime("%a, %d %b %Y %H:%M:%S"), NOON) == 90

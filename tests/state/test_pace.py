"""What is said of how fast a file is read."""

from __future__ import annotations

from viewer.state.pace import Pace


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def pace(clock: Clock) -> Pace:
    return Pace("Listing", lambda done: done // 1_000, clock)


def test_rows_speed_and_what_is_left_are_told() -> None:
    clock = Clock()
    told = pace(clock)
    assert told.words(0, 400_000_000) == "Listing"
    clock.now += 1
    assert told.words(80_000_000, 400_000_000) == "Listing: 4 s left, 80 MB/s, 80,000 rows"


def test_the_words_stay_for_half_a_second() -> None:
    clock = Clock()
    told = pace(clock)
    told.words(0, 400_000_000)
    clock.now += 1
    before = told.words(80_000_000, 400_000_000)
    clock.now += 0.3
    assert told.words(90_000_000, 400_000_000) == before
    clock.now += 0.3
    assert told.words(160_000_000, 400_000_000) == "Listing: 2 s left, 100 MB/s, 160,000 rows"


def test_only_the_last_seconds_count() -> None:
    clock = Clock()
    told = pace(clock)
    done = 0
    for _ in range(20):  # fast at first, slow then
        told.words(done, 10_000_000_000)
        clock.now, done = clock.now + 1, done + 100_000_000
    for _ in range(6):
        told.words(done, 10_000_000_000)
        clock.now, done = clock.now + 1, done + 10_000_000
    assert ", 10 MB/s, " in told.words(done, 10_000_000_000)


def test_of_a_file_of_unknown_size_the_rest_is_not_told() -> None:
    clock = Clock()
    told = pace(clock)
    told.words(0, 0)
    clock.now += 2
    assert told.words(50_000_000, 0) == "Listing: 25 MB/s, 50,000 rows"


def test_nothing_is_guessed_from_a_moment_or_without_progress() -> None:
    clock = Clock()
    told = pace(clock)
    assert told.words(5_000, 10_000) == "Listing: 5 rows"
    clock.now += 3
    assert told.words(5_000, 10_000) == "Listing: 5 rows"

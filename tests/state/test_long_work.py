"""What is told of long work: what began last, what is left, and that nothing is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from viewer.state.long_work import LongWork, Told
from viewer.tasks import InlineTasks, Ticket


class WaitingTasks(InlineTasks):
    """Keeps the callbacks of what was started, for a test to call."""

    def __init__(self) -> None:
        self.done: dict[str, Callable[[Any], None]] = {}
        self.failed: dict[str, Callable[[Exception], None]] = {}
        self.progress: dict[str, Callable[[int, int], None]] = {}
        self.cancelled: list[str] = []

    def start(self, work: Any, **asked: Any) -> Ticket:
        key = asked["key"]
        self.done[key], self.failed[key] = asked["done"], asked["failed"]
        self.progress[key] = asked["progress"]
        return Ticket()

    def cancel(self, key: str) -> None:
        self.cancelled.append(key)


@pytest.fixture
def told() -> list[Told]:
    return []


@pytest.fixture
def tasks() -> WaitingTasks:
    return WaitingTasks()


@pytest.fixture
def work(tasks: WaitingTasks, told: list[Told]) -> LongWork:
    return LongWork(tasks, lambda text, steps, total: told.append((text, steps, total)))


def start(work: LongWork, key: str, answers: list[object] | None = None) -> None:
    work.start(key, f"Doing {key}", lambda _: None, done=(answers if answers is not None else []).append)


def test_work_is_told_of_from_its_beginning_to_its_end(
    work: LongWork, tasks: WaitingTasks, told: list[Told]
) -> None:
    answers: list[object] = []
    start(work, "a", answers)
    tasks.progress["a"](3, 4)
    tasks.done["a"]("answer")
    assert told == [("Doing a", 0, 0), ("Doing a", 3, 4), ("", 0, 0)]
    assert answers == ["answer"]


def test_when_one_ends_the_other_is_told_of_again(
    work: LongWork, tasks: WaitingTasks, told: list[Told]
) -> None:
    start(work, "a")
    tasks.progress["a"](1, 9)
    start(work, "b")
    tasks.done["b"](None)
    assert told[-1] == ("Doing a", 1, 9)


def test_what_is_given_up_is_told_of_no_more(work: LongWork, tasks: WaitingTasks, told: list[Told]) -> None:
    start(work, "a")
    work.give_up("a")
    work.give_up("never begun")
    assert told == [("Doing a", 0, 0), ("", 0, 0)]
    assert tasks.cancelled == ["a", "never begun"]


def test_an_error_ends_the_telling_before_it_is_raised(
    work: LongWork, tasks: WaitingTasks, told: list[Told]
) -> None:
    start(work, "a")
    with pytest.raises(ValueError, match="broken"):
        tasks.failed["a"](ValueError("broken"))
    assert told[-1] == ("", 0, 0)


def test_what_runs_by_itself_is_told_of_until_it_ends_and_can_be_stopped(
    work: LongWork, told: list[Told]
) -> None:
    stopped: list[str] = []

    def stop() -> None:
        stopped.append("a")
        work.end("a")

    start(work, "b")
    work.note("a", ("Fetching", 1, 9), stop)
    assert told[-1] == ("Fetching", 1, 9)
    work.stop_noted()
    work.stop_noted()
    assert stopped == ["a"]
    assert told[-1] == ("Doing b", 0, 0)

"""Work off the main thread: who gets an answer, where, and who gets none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from viewer.tasks import Cancelled, InlineTasks, Processes, ThreadTasks, Ticket


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[ThreadTasks]:
    tasks = ThreadTasks(threads=2)
    yield tasks
    tasks.close()


def unwanted(error: Exception) -> None:
    pytest.fail(f"failed with {error!r}")


class Gate:
    """Work that lasts until the test lets it go."""

    def __init__(self, answer: str) -> None:
        self.answer = answer
        self.begun = threading.Event()
        self.open = threading.Event()

    def __call__(self, ticket: Ticket) -> str:
        self.begun.set()
        assert self.open.wait(10)
        return self.answer


def test_an_answer_comes_on_the_thread_that_asked(tasks: ThreadTasks, qtbot: QtBot) -> None:
    threads: dict[str, int] = {}

    def work(ticket: Ticket) -> int:
        threads["work"] = threading.get_ident()
        return 6 * 7

    def done(answer: int) -> None:
        threads["done"] = threading.get_ident()
        answers.append(answer)

    answers: list[int] = []
    tasks.start(work, done=done, failed=unwanted)
    assert not tasks.idle
    qtbot.waitUntil(lambda: tasks.idle)
    assert answers == [42]
    assert threads["done"] == threading.get_ident()
    assert threads["work"] != threading.get_ident()


def test_the_newest_of_a_key_wins_even_when_an_older_one_ends_later(tasks: ThreadTasks, qtbot: QtBot) -> None:
    answers: list[str] = []
    old, new = Gate("old"), Gate("new")
    tasks.start(old, done=answers.append, failed=unwanted, key="image")
    assert old.begun.wait(10)
    tasks.start(new, done=answers.append, failed=unwanted, key="image")
    new.open.set()
    qtbot.waitUntil(lambda: answers == ["new"])
    old.open.set()
    tasks.close()
    qtbot.wait(10)
    assert answers == ["new"]


def test_an_answer_on_its_way_is_dropped_when_newer_work_begins(tasks: ThreadTasks, qtbot: QtBot) -> None:
    answers: list[str] = []
    ended = threading.Event()

    def old(ticket: Ticket) -> str:
        ended.set()
        return "old"

    tasks.start(old, done=answers.append, failed=unwanted, key="image")
    assert ended.wait(10)  # its answer now waits in the queue of the main thread
    tasks.start(lambda ticket: "new", done=answers.append, failed=unwanted, key="image")
    qtbot.waitUntil(lambda: tasks.idle)
    qtbot.wait(10)
    assert answers == ["new"]


def test_work_of_different_keys_and_of_none_does_not_replace_each_other(
    tasks: ThreadTasks, qtbot: QtBot
) -> None:
    answers: list[str] = []
    for name, key in (("a", "image"), ("b", "masks"), ("c", None), ("d", None)):
        tasks.start(lambda ticket, name=name: name, done=answers.append, failed=unwanted, key=key)
    qtbot.waitUntil(lambda: tasks.idle)
    assert sorted(answers) == ["a", "b", "c", "d"]


def test_a_failure_is_handed_to_the_one_who_asked_and_costs_nobody_else(
    tasks: ThreadTasks, qtbot: QtBot
) -> None:
    def broken(ticket: Ticket) -> str:
        raise ValueError("no such picture")

    errors: list[Exception] = []
    answers: list[str] = []
    tasks.start(broken, done=answers.append, failed=errors.append)
    tasks.start(lambda ticket: "other", done=answers.append, failed=unwanted)
    qtbot.waitUntil(lambda: tasks.idle)
    assert answers == ["other"]
    assert [str(error) for error in errors] == ["no such picture"]


@pytest.mark.parametrize("how", ["key", "ticket"])
def test_cancelled_work_stops_at_its_next_look_and_gives_no_answer(
    tasks: ThreadTasks, qtbot: QtBot, how: str
) -> None:
    begun, stopped = threading.Event(), threading.Event()

    def work(ticket: Ticket) -> str:
        begun.set()
        try:
            while True:
                ticket.check()
        except Cancelled:
            stopped.set()
            raise

    ticket = tasks.start(work, done=lambda _: pytest.fail("delivered"), failed=unwanted, key="rows")
    assert begun.wait(10)
    if how == "key":
        tasks.cancel("rows")
    else:
        ticket.cancel()
    assert stopped.wait(10)
    assert tasks.idle
    qtbot.wait(10)


def test_cancelling_a_key_that_is_unknown_or_done_is_no_mistake(tasks: ThreadTasks, qtbot: QtBot) -> None:
    tasks.cancel("never")
    answers: list[int] = []
    tasks.start(lambda ticket: 1, done=answers.append, failed=unwanted, key="rows")
    qtbot.waitUntil(lambda: tasks.idle)
    tasks.cancel("rows")
    assert answers == [1]


def test_closing_gives_up_what_is_under_way_and_what_waits(qtbot: QtBot) -> None:
    tasks = ThreadTasks(threads=1)
    ran: list[str] = []
    begun = threading.Event()

    def endless(ticket: Ticket) -> None:
        begun.set()
        while True:
            ticket.check()

    tasks.start(endless, done=ran.append, failed=unwanted)
    tasks.start(lambda ticket: ran.append("waiting"), done=ran.append, failed=unwanted)
    assert begun.wait(10)
    tasks.close()
    late = tasks.start(lambda ticket: ran.append("late"), done=ran.append, failed=unwanted)
    qtbot.wait(10)
    assert ran == []
    assert late.cancelled
    assert tasks.idle


def test_progress_arrives_before_the_answer_and_the_last_step_always(
    tasks: ThreadTasks, qtbot: QtBot
) -> None:
    heard: list[Any] = []

    def work(ticket: Ticket) -> str:
        for n in range(1, 1001):
            ticket.progress(n, 1000)
        return "done"

    def progress(n: int, total: int) -> None:
        assert threading.current_thread() is threading.main_thread()
        heard.append((n, total))

    tasks.start(work, done=heard.append, failed=unwanted, progress=progress)
    qtbot.waitUntil(lambda: tasks.idle)
    assert heard[-2:] == [(1000, 1000), "done"]
    assert len(heard) < 100, "a thousand steps in a moment are not a thousand messages"


def test_cancelled_work_reports_no_progress() -> None:
    heard: list[tuple[int, int]] = []
    ticket = Ticket(lambda n, total: heard.append((n, total)))
    ticket.progress(1, 2)
    ticket.cancel()
    ticket.progress(2, 2)
    assert heard == [(1, 2)]


def test_inline_work_answers_before_start_returns() -> None:
    heard: list[Any] = []
    InlineTasks().start(
        lambda ticket: ticket.progress(1, 1) or "answer",
        done=heard.append,
        failed=unwanted,
        progress=lambda n, total: heard.append((n, total)),
    )
    assert heard == [(1, 1), "answer"]


def test_inline_work_that_fails_or_is_given_up_says_so_or_nothing() -> None:
    def broken(ticket: Ticket) -> None:
        raise OSError("disk")

    def given_up(ticket: Ticket) -> None:
        ticket.cancel()
        ticket.check()

    def given_up_unheard(ticket: Ticket) -> str:
        ticket.cancel()
        return "late"

    errors: list[Exception] = []
    never: Callable[[Any], None] = lambda answer: pytest.fail("delivered")  # noqa: E731
    InlineTasks().start(broken, done=never, failed=errors.append)
    assert [str(error) for error in errors] == ["disk"]
    for work in (given_up, given_up_unheard):
        assert InlineTasks().start(work, done=never, failed=unwanted).cancelled
    InlineTasks().cancel("anything")


def test_an_error_that_nobody_foresaw_is_raised_where_the_work_was_asked_for(
    tasks: ThreadTasks, qtbot: QtBot
) -> None:
    def work(_: Ticket) -> None:
        raise ValueError("unforeseen")

    with qtbot.capture_exceptions() as raised:
        tasks.start(work, done=lambda _: pytest.fail("delivered"))
        qtbot.waitUntil(lambda: tasks.idle)
    assert [str(error) for _, error, _ in raised] == ["unforeseen"]
    with pytest.raises(ValueError, match="unforeseen"):
        InlineTasks().start(work, done=lambda _: pytest.fail("delivered"))


# ----------------------------------------------------------------- other processes


def squared(number: int) -> int:
    return number * number


def its_process(_: int) -> int:
    return os.getpid()


def killed_once(marker: str) -> str:
    """Dies the first time, with the whole process."""
    path = Path(marker)
    if not path.exists():
        path.write_text("x")
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def all_below(number: int) -> list[int]:
    return list(range(number))


def killed_elsewhere(parent: int) -> str:
    if os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return "here"


def nothing() -> None:
    return


@pytest.fixture
def processes() -> Iterator[Processes]:
    processes = Processes(2)
    yield processes
    processes.close()


def test_jobs_are_answered_in_their_order_by_other_processes(processes: Processes) -> None:
    assert list(processes.map(squared, range(20), nothing)) == [number * number for number in range(20)]
    workers = set(processes.map(its_process, range(8), nothing))
    assert os.getpid() not in workers
    assert len(workers) <= 2


def test_few_jobs_are_under_way_however_many_there_are(processes: Processes) -> None:
    begun: list[int] = []

    def jobs() -> Iterator[int]:
        for number in range(50):
            begun.append(number)
            yield number

    answers = processes.map(squared, jobs(), nothing)
    next(answers)
    assert len(begun) <= 4
    answers.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_the_job_of_a_process_that_was_killed_is_done_again(processes: Processes, tmp_path: Path) -> None:
    jobs = [str(tmp_path / name) for name in ("a", "b", "c")]
    assert list(processes.map(killed_once, jobs, nothing)) == ["done"] * 3


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_what_kills_every_process_is_done_here(processes: Processes) -> None:
    assert list(processes.map(killed_elsewhere, [os.getpid()], nothing)) == ["here"]


def test_work_that_nobody_waits_for_ends_between_two_jobs(processes: Processes) -> None:
    ticket = Ticket()
    answers = processes.map(squared, range(1000), ticket.check)
    assert next(answers) == 0
    ticket.cancel()
    with pytest.raises(Cancelled):
        list(answers)


def test_one_job_alone_starts_no_process(tasks: ThreadTasks) -> None:
    assert list(tasks.spread(its_process, [1], nothing)) == [os.getpid()]
    assert os.getpid() not in set(tasks.spread(its_process, [1, 2], nothing))


def test_a_large_job_is_answered_by_another_process(tasks: ThreadTasks) -> None:
    assert tasks.elsewhere(its_process, 1, nothing) != os.getpid()
    assert InlineTasks().elsewhere(its_process, 1, nothing) == os.getpid()


def test_a_large_answer_comes_as_it_was_and_leaves_the_window_its_turns(
    tasks: ThreadTasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("viewer.breathing.time.sleep", pauses.append)
    assert tasks.elsewhere(all_below, 200_000, nothing) == list(range(200_000))
    assert len(pauses) > 3


def test_a_large_job_that_nobody_waits_for_ends(tasks: ThreadTasks) -> None:
    def given_up() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        tasks.elsewhere(its_process, 1, given_up)


def test_a_part_of_the_answer_can_be_told_before_it(tasks: ThreadTasks, qtbot: QtBot) -> None:
    heard: list[object] = []

    def work(ticket: Ticket) -> str:
        ticket.tell("part")
        return "whole"

    tasks.start(work, done=heard.append, told=heard.append)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == ["part", "whole"]


KILLED = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
from tests.test_tasks import its_process, nothing
from viewer.tasks import Processes
if __name__ == "__main__":
    print(*set(Processes(2).map(its_process, range(8), nothing)), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_processes_end_with_a_program_that_was_killed(qtbot: QtBot, tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(KILLED, encoding="utf-8")
    with (tmp_path / "out").open("w+") as out:  # a pipe would be open as long as any of them lives
        root = str(Path(__file__).parent.parent)
        done = subprocess.run([sys.executable, str(script), root], stdout=out, timeout=60, check=False)
        out.seek(0)
        workers = [int(word) for word in out.read().split()]
    assert done.returncode == -signal.SIGKILL
    assert workers
    qtbot.waitUntil(lambda: not any(map(is_alive, workers)), timeout=15_000)

"""Work that leaves the interpreter to the window."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from viewer import breathing
from viewer.breathing import breathe, hush, packed, unhush, unpacked
from viewer.tasks import Cancelled


@pytest.fixture(autouse=True)
def calm_again() -> Iterator[None]:
    yield
    unhush()


def leave() -> None:
    raise Cancelled


def test_a_breath_is_where_work_is_given_up() -> None:
    with pytest.raises(Cancelled):
        breathe(leave)


def test_hushed_workers_wait_until_they_may_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(breathing, "MOST_HUSHED_SECS", 30)
    went_on = threading.Event()

    def work() -> None:
        breathe(lambda: None)
        went_on.set()

    hush()
    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    assert not went_on.wait(0.2)
    unhush()
    assert went_on.wait(5)
    worker.join()


def test_nobody_is_hushed_for_long() -> None:
    hush()
    begin = time.monotonic()
    worker = threading.Thread(target=breathe)
    worker.start()
    worker.join()
    assert breathing.MOST_HUSHED_SECS * 0.9 <= time.monotonic() - begin < 20


def test_the_window_does_not_wait_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(breathing, "MOST_HUSHED_SECS", 30)
    hush()
    begin = time.monotonic()
    breathe()
    assert time.monotonic() - begin < 20


def test_an_answer_is_the_same_after_packing_and_breathes_on_the_way() -> None:
    answer = [bytes([n % 256]) * 1000 + str(n).encode() for n in range(2000)]
    breaths = []
    assert unpacked(packed(list, answer), lambda: breaths.append(1)) == answer
    assert len(breaths) > 5
    with pytest.raises(Cancelled):
        unpacked(packed(list, answer), leave)

"""Workers leave the interpreter to the window while a row comes into sight."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests import exports
from viewer import breathing
from viewer.breathing import breathe
from viewer.media.store import MediaStore
from viewer.state.quiet import Quiet
from viewer.state.session import Session
from viewer.tasks import InlineTasks


@pytest.fixture
def breaths(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """When workers are asked to wait and to go on, in their order."""
    told: list[str] = []
    for name in ("hush", "unhush"):
        plain = getattr(breathing, name)
        monkeypatch.setattr(f"viewer.state.quiet.{name}", lambda n=name, f=plain: (told.append(n), f()))
    return told


@pytest.fixture
def session(breaths: list[str], tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    """At the first of three rows, and calm."""
    tasks = InlineTasks()
    session = Session(tasks, MediaStore(tasks))
    Quiet(session, session)
    rows = [exports.row(exports.label(), row_id=f"row-{n}") for n in range(3)]
    session.open(exports.write(tmp_path, *rows))
    qtbot.waitUntil(lambda: breaths[-1:] == ["unhush"])
    breaths.clear()
    yield session
    breathing.unhush()


def test_workers_wait_for_a_change_of_the_row_and_go_on_after_it(
    breaths: list[str], session: Session, qtbot: QtBot
) -> None:
    session.update(row=1)
    assert set(breaths) == {"hush"}
    went_on = threading.Event()
    worker = threading.Thread(target=lambda: (breathe(lambda: None), went_on.set()), daemon=True)
    worker.start()
    qtbot.waitUntil(went_on.is_set)
    qtbot.waitUntil(lambda: breaths[-1] == "unhush")
    worker.join()


def test_what_leaves_the_row_alone_hushes_nobody(breaths: list[str], session: Session) -> None:
    session.update(opacity=0.3)
    assert breaths == []
    session.update(labels=())
    assert breaths == ["hush"]

"""Cyclic garbage waits until nothing moves."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QCursor, QWheelEvent, QWindow
from pytestqt.qtbot import QtBot

from viewer.media.store import MediaStore
from viewer.state import garbage as module
from viewer.state.garbage import Garbage
from viewer.state.session import Session
from viewer.tasks import InlineTasks


class Cycle:
    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    return Session(InlineTasks(), MediaStore(InlineTasks()))


@pytest.fixture
def garbage(session: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[Garbage]:
    monkeypatch.setattr(module, "LOOK_MSECS", 5)
    monkeypatch.setattr(module, "ENOUGH", 0)
    QCursor.setPos(QPoint(7, 7))
    garbage = Garbage(session, session)
    garbage.take_over()
    yield garbage
    garbage.give_back()


def litter() -> "weakref.ref[Cycle]":
    return weakref.ref(Cycle())


def test_it_goes_once_nothing_has_moved_for_a_while(garbage: Garbage, qtbot: QtBot) -> None:
    assert not gc.isenabled()
    left = litter()
    kept = [object() for _ in range(100)]
    qtbot.waitUntil(lambda: left() is None)
    assert len(kept) == 100


def test_it_waits_while_the_view_zooms_or_the_state_changes(
    garbage: Garbage, session: Session, qtbot: QtBot
) -> None:
    left = litter()
    for number in range(20):
        if number % 2:
            garbage.stir()
        else:
            session.update(opacity=number / 20)
        qtbot.wait(6)
    assert left() is not None
    qtbot.waitUntil(lambda: left() is None)


def test_a_wheel_over_the_window_is_a_stir(garbage: Garbage, qtbot: QtBot) -> None:
    window = QWindow()
    garbage.take_over(window)
    left = litter()
    at = QPointF(3, 3)
    for _ in range(20):
        event = QWheelEvent(
            at,
            at,
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QCoreApplication.sendEvent(window, event)
        qtbot.wait(6)
    assert left() is not None
    qtbot.waitUntil(lambda: left() is None)


def test_it_goes_whatever_moves_once_there_is_too_much(
    garbage: Garbage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TOO_MANY", 1000)
    left = litter()
    kept = [[] for _ in range(5000)]  # type: ignore[var-annotated]

    def stirred() -> bool:
        garbage.stir()
        return left() is None

    qtbot.waitUntil(stirred)
    assert len(kept) == 5000


def test_python_does_it_again_afterwards(garbage: Garbage) -> None:
    garbage.give_back()
    assert gc.isenabled()

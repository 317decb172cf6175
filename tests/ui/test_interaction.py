"""A hand that pans, zooms, points and changes rows: nothing is parsed, decoded or waited for in a paint.

How long a turn of the loop takes is measured by `make bench`; this holds what would make it long.
"""

from __future__ import annotations

import builtins
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from PIL import Image, ImageFile
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.bench.interaction import Hand
from viewer.app import Application
from viewer.assets import sample
from viewer.canvas.view import CanvasView
from viewer.media import by_qt
from viewer.state.preferences import Preferences
from viewer.state.view_state import Page
from viewer.tasks import ThreadTasks
from viewer.ui.lightbox.grid import GridView

_SLOW = (
    (orjson, "loads"),
    (Image, "open"),
    (ImageFile.ImageFile, "load"),
    (by_qt, "_reader_of"),
    (builtins, "open"),
    (time, "sleep"),
    (threading.Event, "wait"),
)
_FRAMES = 500
"""Each kind of movement twice, and the row changed four times."""


class Watch:
    """Notes what takes long and is called by the main thread while it must not be."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.paints = 0
        self.caught: list[str] = []
        self.forbidden = ""
        for owner, name in _SLOW:
            patch.setattr(owner, name, self._noting(name, getattr(owner, name)))
        for kind in (CanvasView, GridView):
            patch.setattr(kind, "paintEvent", self._painting(kind.paintEvent))

    def _noting(self, name: str, plain: Callable[..., Any]) -> Callable[..., Any]:
        def noting(*args: Any, **more: Any) -> Any:
            if self.forbidden and threading.current_thread() is threading.main_thread():
                self.caught.append(f"{name} in {self.forbidden}")
            return plain(*args, **more)

        return noting

    def _painting(self, plain: Callable[..., Any]) -> Callable[..., Any]:
        def painting(*args: Any) -> None:
            before, self.forbidden = self.forbidden, "a paint"
            try:
                plain(*args)
            finally:
                self.forbidden = before
            self.paints += 1

        return painting


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    return Watch(monkeypatch)


@pytest.fixture
def program(watch: Watch, qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[Application]:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    program = Application(qapp, Preferences(settings), ThreadTasks())
    program.window.resize(1200, 800)
    program.window.show()
    program.session.open(sample("crowd.ndjson"))
    session = program.session
    qtbot.waitUntil(lambda: session.catalog is not None and session.catalog.is_checked, timeout=30_000)
    qtbot.waitUntil(lambda: program.canvas.scene is not None and len(program.canvas.scene.objects) > 0)
    yield program
    program.window.close()
    program.close()


def test_nothing_is_parsed_decoded_or_waited_for_while_the_canvas_is_moved_and_painted(
    watch: Watch, program: Application
) -> None:
    hand = Hand(program)
    watch.paints = 0
    for frame in range(_FRAMES):
        changes_row = frame % 120 < 20  # and what belongs to it comes, of which a little is read at once
        watch.forbidden = "" if changes_row else "a turn"
        hand.move(frame)
        QApplication.processEvents()
    watch.forbidden = ""
    assert watch.paints > _FRAMES / 4
    assert watch.caught == []


def test_nothing_is_parsed_decoded_or_waited_for_while_a_grid_is_scrolled(
    watch: Watch, program: Application, qtbot: QtBot
) -> None:
    program.session.update(page=Page.OBJECTS)
    page = program.window.stage.objects_page
    qtbot.waitUntil(lambda: page.listing.is_whole and page.grid.count > 300, timeout=30_000)
    bar, watch.paints = page.grid.verticalScrollBar(), 0
    for _ in range(100):
        watch.forbidden = "a turn"
        bar.setValue(bar.value() + 45)
        QApplication.processEvents()
    watch.forbidden = ""
    assert watch.paints > 50
    assert watch.caught == []

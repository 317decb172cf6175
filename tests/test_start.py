"""The window is on the screen before the program is in memory."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from tests import exports
from viewer.start import Start
from viewer.state.preferences import Preferences
from viewer.ui.shell import Shell

HEAVY = ("numpy", "PIL", "msgspec", "orjson", "PySide6.QtNetwork", "viewer.canvas", "viewer.catalog")


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Start]:
    start = Start(qapp, exports.write(tmp_path, exports.row(exports.label())), None)
    yield start
    start.close()


def test_a_first_sight_imports_nothing_that_takes_its_time() -> None:
    """Each of them is needed once something stands in the window, and costs what a person waits for."""
    code = f"import sys, viewer.start; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_empty_window_is_furnished_after_it_was_painted_and_opens_the_export(
    start: Start, qtbot: QtBot
) -> None:
    window = start.window
    qtbot.addWidget(window)
    assert window.isVisible()
    assert start.application is None
    assert window.centralWidget() is None
    qtbot.waitUntil(lambda: start.application is not None, timeout=10_000)
    assert start.application is not None
    assert start.application.window is window
    qtbot.waitUntil(lambda: "export" in window.windowTitle(), timeout=10_000)
    window.close()


def test_a_window_closed_at_once_ends_quietly(start: Start, qtbot: QtBot) -> None:
    window = start.window
    qtbot.addWidget(window)
    window.close()
    qtbot.wait(200)
    assert start.application is None


def test_the_empty_window_stands_where_it_was_left(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    preferences = Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    left = QMainWindow()
    qtbot.addWidget(left)
    left.setGeometry(40, 50, 700, 500)
    left.show()
    preferences.set_layout(left.saveGeometry(), left.saveState())
    shell = Shell(qapp, preferences)
    qtbot.addWidget(shell.window)
    assert shell.window.size().toTuple() == (700, 500)

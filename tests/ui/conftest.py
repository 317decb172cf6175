"""A window as a person has it before them, with work done at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings
from PySide6.QtGui import QImage, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import exports
from viewer.app import Application
from viewer.state.preferences import Preferences
from viewer.tasks import InlineTasks
from viewer.ui.window import MainWindow


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def application(qtbot: QtBot, qapp: QApplication, preferences: Preferences) -> Iterator[Application]:
    """The whole program with its window on the (offscreen) screen, nothing open."""
    application = Application(qapp, preferences, InlineTasks())
    qtbot.addWidget(application.window)
    application.window.faults.uninstall()  # an error in a slot fails the test
    application.window.resize(1280, 800)
    application.window.show()
    qtbot.waitExposed(application.window)
    application.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is application.window)
    yield application
    application.window.close()
    application.close()


@pytest.fixture
def window(application: Application) -> MainWindow:
    return application.window


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Three rows with a picture each; the first has two boxes, the last is an empty label."""
    picture = QImage(400, 300, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    picture.save(str(tmp_path / "picture.png"))
    first = exports.label(exports.box("b1", 10, 20, 100, 50), exports.box("b2", 200, 100, 40, 40))
    second = exports.label(exports.box("b3", 5, 5, 50, 50), label_id="label-2")
    rows = [
        exports.row(labels, row_id=f"row-{n}", row_data="picture.png")
        for n, labels in enumerate((first, second, exports.label()), start=1)
    ]
    return exports.write(tmp_path, *rows)


@pytest.fixture
def opened(application: Application, export: Path, qtbot: QtBot) -> Application:
    """The program with the three rows open and the canvas in focus."""
    application.session.open(export)
    qtbot.wait(20)
    assert application.session.row is not None
    return application


def press(
    application: Application, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """A key pressed and let go where the focus is."""
    widget = QApplication.focusWidget() or application.window
    QTest.keyClick(widget, key, modifiers)
    QApplication.processEvents()


def middle(application: Application) -> QPoint:
    return application.canvas.rect().center()

"""The whole program: a file opened in the real window, by threads, and looked at."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import exports
from viewer.app import Application
from viewer.assets import sample, samples
from viewer.state.preferences import Preferences


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, preferences: Preferences) -> Iterator[Application]:
    program = Application(qapp, preferences)
    qtbot.addWidget(program.window)
    program.window.resize(1280, 800)
    program.window.show()
    yield program
    program.window.close()
    program.close()


def complete(program: Application) -> Callable[[], bool]:
    """Whether row, image and masks of what was opened are there, and all rows were read."""

    def check() -> bool:
        row, media = program.session.row, program.media
        return (
            row is not None
            and program.session.catalog is not None
            and not media.progress.loads
            and not any(media.masks(row, label).waiting for label in row.labels())
        )

    return check


def test_the_demo_shows_every_object_of_the_street(program: Application, qtbot: QtBot) -> None:
    program.session.open(sample("street.ndjson"))
    qtbot.waitUntil(complete(program), timeout=10_000)
    scene = program.canvas.scene
    assert scene is not None
    assert (len(scene.objects), len(scene.arrows), len(scene.masks)) == (12, 1, 1)
    assert scene.backdrop.levels[0].size().toTuple() == (2560, 1707)
    assert "street.ndjson" in program.window.windowTitle()


@pytest.mark.parametrize("path", samples(), ids=lambda path: path.name)
def test_every_sample_can_be_walked_row_by_row(program: Application, qtbot: QtBot, path: Path) -> None:
    faults: list[object] = []
    program.window.faults.told.connect(faults.append)
    program.session.open(path)
    qtbot.waitUntil(lambda: program.session.catalog is not None, timeout=10_000)
    program.canvas.setFocus()
    for row in range(program.session.row_count):
        assert program.session.state.row == row
        qtbot.waitUntil(lambda: program.session.read is not None, timeout=5_000)
        QApplication.processEvents()
        qtbot.keyClick(program.canvas, Qt.Key.Key_D)
    assert program.session.state.row == program.session.row_count - 1
    assert faults == []


def test_recent_files_and_the_media_folder_are_remembered(
    program: Application, preferences: Preferences, tmp_path: Path, qtbot: QtBot
) -> None:
    path = exports.write(tmp_path, exports.row(exports.label()))
    preferences.set_media_folder(path, tmp_path)
    program.session.open(path)
    qtbot.waitUntil(lambda: program.session.export is not None, timeout=5_000)
    assert preferences.recent == (path,)
    assert program.media.folder == tmp_path


def test_closing_while_something_loads_ends_cleanly(
    qapp: QApplication, qtbot: QtBot, preferences: Preferences
) -> None:
    program = Application(qapp, preferences)
    qtbot.addWidget(program.window)
    program.window.show()
    program.session.open(sample("crowd.ndjson"))
    program.window.close()
    program.close()
    QApplication.processEvents()
    assert program.session.export is None

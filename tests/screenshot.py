"""Draw the pictures of the README: the real window with the demo open in it, light and dark.

    python -m tests.screenshot

Settings are those of a new user, wherever this runs.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1.5")

from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from viewer.app import Application
from viewer.assets import sample
from viewer.canvas.scene import Scene
from viewer.state.preferences import Preferences, Theme

RESOURCES = Path(__file__).parent.parent / "resources"
SIZE = (1280, 800)
SELECTED = "bbox_with_radio_subclass"


def main() -> int:
    """Write resources/screenshot.png and resources/screenshot-dark.png."""
    application = QApplication(sys.argv[:1])
    for theme, name in ((Theme.LIGHT, "screenshot.png"), (Theme.DARK, "screenshot-dark.png")):
        _draw(application, theme, RESOURCES / name)
    return 0


def _draw(application: QApplication, theme: Theme, out: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        preferences = Preferences(settings)
        preferences.theme = theme
        program = Application(application, preferences)
        program.window.resize(*SIZE)
        program.window.show()
        program.session.open(sample("street.ndjson"))
        _wait(lambda: is_complete(program.canvas.scene))
        scene = program.canvas.scene
        assert scene is not None
        selected = next(drawn for drawn in scene.objects if drawn.thing.name == SELECTED)
        program.session.update(selection=(selected.thing.path,))
        QTest.qWait(500)
        if not program.window.grab().save(str(out)):
            raise SystemExit(f"{out} cannot be written")
        print(out)
        program.window.close()
        program.close()


def is_complete(scene: Scene | None) -> bool:
    """Whether image and masks have arrived."""
    return scene is not None and bool(scene.backdrop.levels) and bool(scene.masks)


def _wait(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not done():
        if time.monotonic() > deadline:
            raise SystemExit("the demo did not open within 20 seconds")
        QTest.qWait(20)


if __name__ == "__main__":
    raise SystemExit(main())

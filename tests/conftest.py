"""What holds for every test: no display, a home of its own, and properties that take the time they need."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

_HOME = Path(tempfile.mkdtemp(prefix="annoscope-tests-"))


def _isolate() -> None:
    """Point every place of settings and caches at a directory of this run; before Qt is loaded."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_FONT_DPI"] = "96"
    for scale in ("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_ENABLE_HIGHDPI_SCALING"):
        os.environ.pop(scale, None)
    for own in ("LABELBOX_API_KEY", "ANNOSCOPE_CACHE"):
        os.environ.pop(own, None)
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    for home in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        os.environ[home] = str(_HOME)
    for kind in ("CONFIG", "CACHE", "DATA", "STATE"):
        os.environ[f"XDG_{kind}_HOME"] = str(_HOME / kind.lower())


_isolate()

settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session", autouse=True)
def _settings_in_files() -> None:
    """On systems with a registry of settings too, QSettings are files below the home of the run."""
    from PySide6.QtCore import QSettings, QStandardPaths

    QStandardPaths.setTestModeEnabled(True)
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(_HOME / "config"))


@pytest.fixture(autouse=True)
def _fresh_home() -> Iterator[None]:
    """A test finds no settings, caches or recent files of the one before it."""
    yield
    for leftover in _HOME.iterdir():
        if leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)
        else:
            leftover.unlink(missing_ok=True)


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(_HOME, ignore_errors=True)

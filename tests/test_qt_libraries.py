"""A missing system library of Qt is named with the command that installs it."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / ".ci" / "qt_libraries.py"


@pytest.fixture
def qt_libraries(monkeypatch):
    """The script as a module, on a Linux where `libEGL.so.1` is missing and nobody is root."""
    spec = importlib.util.spec_from_file_location("qt_libraries", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module.sys, "platform", "linux")
    monkeypatch.setattr(module.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(module, "_loads", lambda library: library != "libEGL.so.1")
    return module


def having(*managers: str):
    return lambda name: f"/usr/bin/{name}" if name in managers else None


def test_a_machine_that_runs_the_tests_has_what_drawing_needs():
    assert subprocess.run([sys.executable, str(SCRIPT)], check=False).returncode == 0


def test_without_root_the_exact_command_is_printed(qt_libraries, monkeypatch, capsys):
    monkeypatch.setattr(qt_libraries.shutil, "which", having("apt-get"))
    assert qt_libraries.main([]) == 1
    message = capsys.readouterr().err
    assert "missing: libEGL.so.1" in message
    assert "sudo apt-get install --yes --no-install-recommends libegl1\n" in message


def test_fedora_is_asked_for_the_library_itself(qt_libraries, monkeypatch, capsys):
    monkeypatch.setattr(qt_libraries.shutil, "which", having("dnf"))
    assert qt_libraries.main([]) == 1
    assert "sudo dnf install 'libEGL.so.1()(64bit)'\n" in capsys.readouterr().err


def test_root_on_debian_installs_without_asking(qt_libraries, monkeypatch):
    commands: list[list[str]] = []
    monkeypatch.setattr(qt_libraries.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(qt_libraries.shutil, "which", having("apt-get"))

    def apt(command, **_):
        commands.append(command)
        monkeypatch.setattr(qt_libraries, "_loads", lambda library: True)

    monkeypatch.setattr(qt_libraries.subprocess, "run", apt)
    monkeypatch.setattr(qt_libraries, "_import_qt", lambda: 0)
    assert qt_libraries.main(["window"]) == 0
    assert commands[-1] == ["apt-get", "install", "--yes", "--no-install-recommends", "libegl1"]


def test_other_systems_bring_their_own(qt_libraries, monkeypatch):
    monkeypatch.setattr(qt_libraries.sys, "platform", "darwin")
    assert qt_libraries.main([]) == 0

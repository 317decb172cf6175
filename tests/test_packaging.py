"""An installed wheel answers, shows its icons and opens its samples, far from any checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

import viewer

ROOT = Path(viewer.__file__).parents[1]


@dataclass(frozen=True)
class Installation:
    """A virtual environment with the wheel in it; Qt and the rest are borrowed from the one of the tests."""

    folder: Path

    @property
    def scripts(self) -> Path:
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        return subprocess.run(
            [str(self.scripts / program), *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def python(self, code: str) -> str:
        process = self.run("python", "-c", code)
        assert process.returncode == 0, process.stderr
        return process.stdout.strip()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    process = subprocess.run(command, capture_output=True, text=True, check=False)
    assert process.returncode == 0, process.stdout + process.stderr
    return next(folder.glob("annoscope-*.whl"))


@pytest.fixture(scope="module")
def installation(wheel, tmp_path_factory) -> Installation:
    installed = Installation(tmp_path_factory.mktemp("far away") / "venv")
    venv.create(installed.folder, with_pip=False)
    python = str(installed.scripts / "python")
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, str(wheel)], check=True)
    packages = Path(installed.python("import sysconfig; print(sysconfig.get_path('purelib'))"))
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (packages / "borrowed.pth").write_text("\n".join(sorted(borrowed)), encoding="utf-8")
    return installed


@pytest.fixture(scope="module")
def street(installation) -> str:
    return installation.python("from viewer.assets import sample; print(sample('street.ndjson'))")


def files_below(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def test_the_wheel_holds_every_resource_and_sample(wheel):
    names = set(ZipFile(wheel).namelist())
    icons = {
        f"viewer/_resources/{name}" for name in files_below(ROOT / "resources") if "screenshot" not in name
    }
    samples = {
        f"viewer/_samples/{name}"
        for name in files_below(ROOT / "samples")
        if name != "make.py" and not name.startswith("_make/") and "__pycache__" not in name
    }
    assert "viewer/_resources/icons/box.svg" in icons
    assert "viewer/_samples/street.ndjson" in samples
    assert icons | samples <= names


def test_the_wheel_holds_nothing_but_the_package(wheel):
    names = ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"viewer", f"annoscope-{viewer.__version__}.dist-info"}
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [
        name for name in names if name.startswith(("viewer/_samples/_make", "viewer/_samples/make.py"))
    ]


def test_the_installed_package_is_the_one_that_runs(installation):
    found = Path(installation.python("import viewer; print(viewer.__file__)")).resolve()
    assert found.is_relative_to(installation.folder.resolve())


def test_the_command_tells_its_version(installation):
    process = installation.run("annoscope", "--version")
    assert (process.returncode, process.stderr) == (0, "")
    assert viewer.__version__ in process.stdout


def test_icons_of_the_installed_package_are_drawn(installation):
    script = """
from PySide6.QtGui import QGuiApplication, QIcon
from viewer.assets import resource
application = QGuiApplication([])
for name in ("icons/box.svg", "annoscope.svg", "annoscope.png"):
    image = QIcon(str(resource(name))).pixmap(32).toImage()
    print(any(image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height())))
"""
    assert installation.python(script).split() == ["True"] * 3


def test_the_installed_command_reads_the_bundled_sample(installation, street):
    process = installation.run("annoscope", "inspect", street, "--json")
    assert process.returncode == 0, process.stderr
    answer = json.loads(process.stdout)
    assert answer["container"] == "ndjson"
    assert answer["families"] == {"project": answer["data_rows"]}
    assert answer["issues"] == []


def test_the_installed_command_draws_the_bundled_sample(installation, street, tmp_path):
    picture = tmp_path / "street.png"
    process = installation.run("annoscope", "render", street, "--row", "1", "--out", str(picture))
    assert process.returncode == 0, process.stderr
    width, height = (int.from_bytes(picture.read_bytes()[at : at + 4], "big") for at in (16, 20))
    assert (width, height) == (2560, 1707)

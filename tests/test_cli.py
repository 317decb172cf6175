"""The command line answers with the right words on the right stream and the right exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from viewer import __version__
from viewer.cli import main
from viewer.render_request import RenderRequest

ROW = '{"data_row": {"id": "id-1"}, "projects": {"p": {"labels": []}}}\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "export.ndjson"
    path.write_text(ROW)
    return path


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the window or the picture was asked for, without either."""
    asked: list[Any] = []
    start, render = ModuleType("viewer.start"), ModuleType("viewer.render")
    vars(start)["open_window"] = lambda path, row: asked.append((path, row)) or 0
    vars(render)["render_to_file"] = lambda request: asked.append(request) or 0
    monkeypatch.setitem(sys.modules, "viewer.start", start)
    monkeypatch.setitem(sys.modules, "viewer.render", render)
    return asked


class TestInspect:
    def test_rows_without_issues_are_status_0(self, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["inspect", str(file)]) == 0
        answer = capsys.readouterr()
        assert "data rows       1" in answer.out
        assert not answer.err

    def test_errors_beside_rows_are_status_1(self, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        file.write_text(ROW + "oops\n")
        assert main(["inspect", "--json", str(file)]) == 1
        counts = json.loads(capsys.readouterr().out)
        assert (counts["data_rows"], counts["unreadable"], counts["issues"][0]["line"]) == (1, 1, 2)

    def test_warnings_alone_are_status_0(self, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        file.write_text(ROW.replace("}\n", ', "unknown": NaN}\n'))
        assert main(["inspect", "--json", str(file)]) == 0
        assert [issue["severity"] for issue in json.loads(capsys.readouterr().out)["issues"]] == ["warning"]

    def test_nothing_readable_is_status_2_with_one_line_on_stderr(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        missing = tmp_path / "missing.json"
        assert main(["inspect", str(missing), "--json"]) == 2
        answer = capsys.readouterr()
        assert not answer.out
        assert answer.err == f"annoscope: {missing}: there is no such file. Check its name and folder.\n"

    def test_json_is_ascii_whatever_the_names(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "ä\udcff.json"
        path.write_text(ROW)
        assert main(["inspect", str(path), "--json"]) == 0
        out = capsys.readouterr().out
        assert out.isascii()
        assert json.loads(out)["file"] == str(path)
        assert main(["inspect", str(path)]) == 0
        assert "ä\\udcff.json" in capsys.readouterr().out


class TestWindow:
    def test_a_file_and_a_row_open_the_window(self, app: list[Any]) -> None:
        assert main(["a.ndjson", "--row", "7"]) == 0
        assert main([]) == 0
        assert app == [(Path("a.ndjson"), "7"), (None, None)]

    def test_a_file_that_is_called_like_a_command_can_be_opened(self, app: list[Any]) -> None:
        main(["./inspect"])
        assert app == [(Path("./inspect"), None)]

    def test_the_demo_is_a_bundled_sample(self, app: list[Any]) -> None:
        main(["demo"])
        ((path, row),) = app
        assert (path.name, path.is_file(), row) == ("street.ndjson", True, None)

    @pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a display")
    def test_without_a_display_a_picture_is_advised(
        self, app: list[Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
            monkeypatch.delenv(name, raising=False)
        assert main(["a.ndjson"]) == 2
        assert "no display" in capsys.readouterr().err
        monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
        assert main(["a.ndjson"]) == 0
        assert app == [(Path("a.ndjson"), None)]

    def test_a_row_without_a_file_is_refused(
        self, app: list[Any], capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit) as caught:
            main(["--row", "1"])
        assert caught.value.code == 2
        assert "--row needs a FILE" in capsys.readouterr().err
        assert not app


class TestRender:
    def test_everything_asked_for_is_handed_on(self, app: list[Any]) -> None:
        options = (
            "--row id-1 --out b.png --label l --size 640x480 --media m --only box,ImagePolygon --no-image"
        )
        assert main(["render", "a.ndjson", "--names", *options.split()]) == 0
        assert app == [
            RenderRequest(
                file=Path("a.ndjson"),
                row="id-1",
                out=Path("b.png"),
                label="l",
                size=(640, 480),
                media=Path("m"),
                only=("box", "ImagePolygon"),
                no_image=True,
                names=True,
            )
        ]

    def test_what_is_not_asked_for_has_its_default(self, app: list[Any]) -> None:
        main(["render", "a.ndjson", "--row", "1", "--out", "b.png"])
        assert app == [RenderRequest(file=Path("a.ndjson"), row="1", out=Path("b.png"))]

    @pytest.mark.parametrize(
        ("option", "message"),
        [
            ("--size=big", "expected WxH in pixels as in 1280x720, found 'big'"),
            ("--size=0x5", "expected WxH"),
            ("--only=,", "expected one or more kinds"),
        ],
    )
    def test_a_wrong_option_is_told(
        self, option: str, message: str, app: list[Any], capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit) as caught:
            main(["render", "a.ndjson", "--row", "1", "--out", "b.png", option])
        assert caught.value.code == 2
        assert message in capsys.readouterr().err
        assert not app


WITHOUT_QT = """
import sys
from viewer.cli import main
try:
    status = main(sys.argv[1:])
except SystemExit as end:
    status = end.code
assert not any(name.startswith("PySide6") for name in sys.modules), "Qt was imported"
sys.exit(status)
"""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--help"], "annoscope inspect FILE"),
        (["--version"], f"annoscope {__version__}"),
        (["inspect", "--help"], "Exit status: 0"),
        (["render", "--help"], "--out PNG"),
        (["inspect", "FILE"], "data rows       1"),
    ],
)
def test_answers_in_words_need_no_qt(arguments: list[str], words: str, file: Path) -> None:
    arguments = [str(file) if each == "FILE" else each for each in arguments]
    answer = subprocess.run(
        [sys.executable, "-c", WITHOUT_QT, *arguments], capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    assert words in answer.stdout


def test_a_reader_that_leaves_early_is_no_error(file: Path) -> None:
    command = [sys.executable, "-m", "viewer", "inspect", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_without_an_output_nothing_is_printed(file: Path) -> None:
    script = "import sys; sys.stdout = None; from viewer.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", script, "inspect", str(file)], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told(file: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "viewer", "inspect", str(file)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "annoscope: the answer cannot be written: No space left on device\n"


def test_the_package_runs_as_a_module(file: Path) -> None:
    command = [sys.executable, "-m", "viewer", "inspect", str(file), "--json"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(answer.stdout)["data_rows"] == 1

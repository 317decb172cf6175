"""`annoscope fetch`, as a person types it: status, words, going on after it was killed, looking offline."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from tests import exports
from tests.media.pictures import encoded
from tests.media.servers import Answer, Server, serving
from tests.test_cli import WITHOUT_QT
from viewer.cli import main
from viewer.fetch_command import Meter
from viewer.media.fetched_index import INDEX_NAME
from viewer.state.preferences import Preferences

BLUE, RED = (10, 120, 200), (255, 0, 0)
MASKS = "/api/v1/tasks/{}/masks/c{}/index/1"


def picture() -> bytes:
    return encoded(Image.new("RGB", exports.SIZE, BLUE))


def masks() -> bytes:
    image = Image.new("RGBA", exports.SIZE)
    image.paste((*RED, 255), (100, 100, 200, 200))
    return encoded(image)


@dataclass
class Fetched:
    status: int
    out: str
    err: str


@dataclass
class Place:
    """An export whose files a server has, and a computer to bring them to."""

    server: Server
    folder: Path
    export: Path
    said: pytest.CaptureFixture[str]

    def fetch(self, *arguments: str, allowed: bool = True) -> Fetched:
        """The command and what it said."""
        self.said.readouterr()
        status = main(self.command(*arguments, allowed=allowed))
        return Fetched(status, *self.said.readouterr())

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """The command in a process of its own."""
        command = [sys.executable, "-m", "viewer", *self.command(*arguments)]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True)

    def command(self, *arguments: str, allowed: bool = True) -> list[str]:
        allow = ("--allow-host", self.server.host) if allowed else ()
        return ["fetch", str(self.export), *arguments, *allow]

    def offer(self, count: int, *, task: str = "t1") -> None:
        """An export of so many rows, each with an image and a composite."""
        rows = []
        for at in range(count):
            image = self.server.on(f"/{at}.png", Answer(body=picture()))
            composite = self.server.on(MASKS.format(task, at), Answer(body=masks()))
            label = exports.label(exports.mask("f", composite, RED))
            rows.append(exports.row(label, row_id=f"r{at}", row_data=image + "?X-Goog-Signature=s3cret"))
        exports.write(self.folder, *rows)


@pytest.fixture
def place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], qapp: QApplication
) -> Iterator[Place]:
    monkeypatch.setenv("ANNOSCOPE_CACHE", str(tmp_path / "cache"))
    with serving() as server:
        place = Place(server, tmp_path, tmp_path / "export.ndjson", capsys)
        place.offer(3)
        yield place


def test_all_there_is_status_0_and_told(place: Place) -> None:
    first = place.fetch()
    assert (first.status, first.err) == (0, "")
    assert first.out.startswith("6 of 6 files are there: 6 fetched (")
    again = place.fetch(allowed=False)
    assert (again.status, again.out) == (0, "6 of 6 files are there: 6 before\n")
    assert len(place.server.asked) == 6


def test_a_host_that_was_not_allowed_is_refused_and_told(place: Place) -> None:
    refused = place.fetch(allowed=False)
    host = place.server.host
    assert (refused.status, refused.out) == (1, "0 of 6 files are there\n")
    assert refused.err == (
        f"annoscope: 6 files of {host}: {host}, a private address, was not allowed yet; "
        f"allow it with --allow-host {host}\n"
    )
    assert place.server.asked == []


def test_something_missing_is_status_1_told_by_cause(place: Place) -> None:
    for at in range(2):
        place.server.on(MASKS.format("t1", at), Answer(410))
    fetched = place.fetch("--to", str(place.folder / "media"))
    assert fetched.status == 1
    assert fetched.out.startswith("4 of 6 files are there: 4 fetched (")
    assert fetched.err.startswith(
        f"annoscope: 2 files of {place.server.host}: gone (410): composite masks are"
    )
    assert len(fetched.err.splitlines()) == 1


def test_images_or_masks_alone(place: Place) -> None:
    assert place.fetch("--media", "masks").out.startswith("3 of 3 files")
    assert all("/masks/" in path for path in place.server.paths)
    assert place.fetch("--media", "images,masks").out.startswith("6 of 6 files are there: 3 before")


def test_the_rows_of_a_query_alone(place: Place) -> None:
    assert place.fetch("--where", "id:r1 or id:r2").out.startswith("4 of 4 files are there: 4 fetched")
    assert {path[:3] for path in place.server.paths if path.endswith(".png")} == {"/1.", "/2."}
    refused = place.fetch("--where", "clas:x")
    assert refused.status == 2
    assert "--where: there is no field clas; did you mean class?" in refused.err


def test_nothing_readable_is_status_2(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fetch", str(tmp_path / "none.ndjson")]) == 2
    assert "there is no such file" in capsys.readouterr().err
    assert main(["fetch", str(place.export), "--to", str(place.export)]) == 2
    assert "--to names a folder that can be written to" in capsys.readouterr().err
    assert main(["fetch", str(place.export), "--allow-host", "http://a/b"]) == 2
    assert "--allow-host http://a/b: expected a host as in" in capsys.readouterr().err


@pytest.mark.parametrize("media", ["", ",", "videos", "images,videos"])
def test_media_of_no_kind_are_refused(place: Place, media: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["fetch", str(place.export), "--media", media])
    assert caught.value.code == 2
    assert "expected images,masks or some of them" in capsys.readouterr().err


def test_a_row_that_cannot_be_read_is_told(place: Place) -> None:
    with place.export.open("a") as file:
        file.write("no row\n")
    fetched = place.fetch()
    assert fetched.status == 1
    assert "1 records of the export cannot be read" in fetched.err


def test_what_was_decided_in_the_window_holds(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    kept = Preferences()
    kept.hosts_never = (place.server.host,)
    assert main(["fetch", str(place.export)]) == 1
    assert "never to ask" in capsys.readouterr().err
    kept.hosts_never, kept.hosts_always = (), (place.server.host,)
    kept.offline = True
    assert main(["fetch", str(place.export)]) == 1
    assert (
        "offline: nothing is asked over the network; the switch is in the window" in capsys.readouterr().err
    )
    kept.offline = False
    assert main(["fetch", str(place.export)]) == 0
    assert Preferences().hosts_always == (place.server.host,)


def test_a_host_allowed_here_is_allowed_once(place: Place) -> None:
    Preferences().hosts_never = (place.server.host,)
    assert main(["fetch", str(place.export), "--allow-host", place.server.host]) == 0
    assert (Preferences().hosts_never, Preferences().hosts_always) == ((place.server.host,), ())


def test_offline_afterwards_a_row_is_drawn_from_the_folder(place: Place, tmp_path: Path) -> None:
    media = tmp_path / "media"
    assert place.fetch("--to", str(media)).status == 0
    place.offer(3, task="another-export")
    asked = len(place.server.asked)
    out = tmp_path / "out.png"
    place.server.shutdown()
    assert main(["render", str(place.export), "--row", "2", "--out", str(out), "--media", str(media)]) == 0
    with Image.open(out) as drawn:
        pixels = np.asarray(drawn.convert("RGB"))
    assert tuple(pixels[10, 10]) == BLUE
    assert tuple(pixels[150, 150]) != BLUE, "the mask"
    assert len(place.server.asked) == asked


def test_offline_afterwards_a_row_is_drawn_from_the_cache(place: Place, tmp_path: Path) -> None:
    assert place.fetch().status == 0
    place.server.shutdown()
    out = tmp_path / "out.png"
    assert main(["render", str(place.export), "--row", "3", "--out", str(out)]) == 0
    with Image.open(out) as drawn:
        assert drawn.convert("RGB").getpixel((150, 150)) != BLUE


@pytest.mark.parametrize("to", ["cache", "folder"])
def test_killed_it_goes_on_with_what_is_missing(place: Place, to: str) -> None:
    place.offer(60)
    place.server.on("/50.png", Answer(body=picture(), stalled=True))
    media = place.folder / "media"
    arguments = ("--to", str(media)) if to == "folder" else ()
    process = place.start(*arguments)
    kept = media / "images" if to == "folder" else place.folder / "cache"
    deadline = time.monotonic() + 10
    while sum(1 for path in kept.rglob("*") if path.is_file()) < 25 and time.monotonic() < deadline:
        time.sleep(0.005)
    process.kill()
    process.communicate()
    place.server.let_go.set()
    asked = len(place.server.asked)
    again = place.fetch(*arguments)
    assert (again.status, again.err) == (0, "")
    before = int(again.out.partition("are there: ")[2].split()[0])
    assert before >= 20
    assert len(place.server.asked) - asked == 120 - before
    if to == "folder":
        whole = [path.read_bytes() for path in (media / "images").iterdir()]
        assert whole == [picture()] * 60
        assert len((media / INDEX_NAME).read_text().splitlines()) >= 120
        assert not any(b"s3cret" in path.read_bytes() for path in media.rglob("*") if path.is_file())


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
def test_interrupted_it_ends_in_order_and_goes_on(place: Place) -> None:
    place.offer(20)
    place.server.on("/15.png", Answer(body=picture(), held=True))
    process = place.start()
    deadline = time.monotonic() + 10
    while not place.server.holding and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate(timeout=10)
    assert process.returncode == 1
    assert "annoscope: stopped; the same command goes on from here; " in err
    assert "Traceback" not in err
    place.server.let_go.set()
    assert place.fetch().status == 0


def test_the_list_says_which_file_is_whose(place: Place) -> None:
    media = place.folder / "media"
    place.fetch("--to", str(media))
    listed = [json.loads(line) for line in (media / INDEX_NAME).read_text().splitlines()]
    assert {each["file"] for each in listed if each["file"].startswith("images/")} == {
        f"images/r{at}.png" for at in range(3)
    }
    assert all((media / each["file"]).stat().st_size == each["bytes"] for each in listed)


def test_help_needs_no_qt() -> None:
    command = [sys.executable, "-c", WITHOUT_QT, "fetch", "--help"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "--allow-host" in answer.stdout


def test_a_terminal_sees_one_line_that_grows_and_shrinks(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    now = iter((0.0, 0.1, 1.0, 2.0, 3.0))
    monkeypatch.setattr("viewer.fetch_command.time.monotonic", lambda: next(now))
    meter = Meter(terminal)
    for text in ("too soon", "12 of 20 files, 3 s left", "short", "x" * 500):
        meter.show(text)
    meter.close()
    width = shutil.get_terminal_size().columns - 1
    assert terminal.getvalue() == "\r12 of 20 files, 3 s left\r" + "short".ljust(24) + f"\r{'x' * width}\n"


def test_elsewhere_a_line_is_written_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.StringIO()
    now = iter((0.0, 1.0, 5.0, 6.0, 10.5))
    monkeypatch.setattr("viewer.fetch_command.time.monotonic", lambda: next(now))
    meter = Meter(file)
    for text in "abcd":
        meter.show(text)
    meter.close()
    assert file.getvalue() == "b\nd\n"


def test_elsewhere_no_line_is_written_twice_while_nothing_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.StringIO()
    now = iter((0.0, 5.0, 10.0, 15.0, 20.0))
    monkeypatch.setattr("viewer.fetch_command.time.monotonic", lambda: next(now))
    meter = Meter(file)
    for text in ("waiting", "waiting", "waiting", "done"):
        meter.show(text)
    assert file.getvalue() == "waiting\ndone\n"


class Terminal(io.StringIO):
    """A file that says it is a terminal."""

    def isatty(self) -> bool:
        return True

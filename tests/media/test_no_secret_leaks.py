"""A session with a key, tokens and signatures; then everything that was written or told is searched for them.

Not only whole secrets are looked for but every piece of them that is long enough to be no accident.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import trustme
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from tests.media.network import Hurried
from tests.media.pictures import RED, composite, encoded, in_composite, in_file, label, photo, row
from tests.media.servers import Answer, Server, moved, serving
from viewer.media.access import Access, host_of
from viewer.media.causes import Tally
from viewer.media.credentials import Credentials
from viewer.media.disk_cache import DiskCache
from viewer.media.fetch import Fetcher
from viewer.media.loads import Failed, Ready, Waiting
from viewer.media.manners import Manners
from viewer.media.network import Network
from viewer.media.problem import Problem, ProblemKind
from viewer.media.store import MediaStore
from viewer.model.row import DataRow
from viewer.state.preferences import Preferences
from viewer.tasks import InlineTasks
from viewer.ui.faults import Faults

KEY = "lb-Zq7Wv2Kp9Xr4Tn6Yb3Md8Hs5Jc1Fg0"
CLAIMS = (
    urlsafe_b64encode(json.dumps({"exp": 4_000_000_000, "sub": "owner-Gd62"}).encode()).decode().rstrip("=")
)
TOKEN = f"eyJhbGciOiJIUzI1NiJ9.{CLAIMS}.Uu8Oo3Ee5Ii7Aa1Ss9Dd2Ff4Gg6Hh0"
SIGNATURE = "Mn5Bv4Cx3Zl2Kj1Hg0Fd9Sa8Po7Iu6Yt"
CREDENTIAL = "AKIAPq1Lw2Mz3Xn4Cb5V"
PASSWORD = "hunter-Rt6Yg7Uh8Ij9Ok"
SECRETS = (KEY, CLAIMS, TOKEN.rpartition(".")[2], SIGNATURE, CREDENTIAL, PASSWORD)
PIECE = 10
PIECES = sorted({secret[at : at + PIECE] for secret in SECRETS for at in range(len(secret) - PIECE + 1)})
SIGNED = f"Expires=4000000000&KeyName=k&Signature={SIGNATURE}"
AMAZON = f"X-Amz-Credential={CREDENTIAL}%2F20260101&X-Amz-Signature={SIGNATURE}"
COMPOSITE = "/api/v1/tasks/task/masks/{}/index/1"


def leaked(text: str | bytes) -> list[str]:
    """Pieces of secrets in a text or the bytes of a file, also as wide characters."""
    data = text.encode() if isinstance(text, str) else text
    ways = (data, data.replace(b"\0", b""))
    return [piece for piece in PIECES if any(piece.encode() in way for way in ways)]


def test_the_search_finds_what_it_looks_for(tmp_path: Path) -> None:
    for secret in SECRETS:
        assert leaked(f"some text {secret[:PIECE]} and more")
        assert leaked(secret.encode("utf-16"))
    assert leaked("some text of the program, 1,240 files of api.labelbox.com") == []


@dataclass
class Session:
    """What stands between the servers and a person, and all that was said."""

    home: Path
    network: Network
    cache: DiskCache
    store: MediaStore
    labelbox: Server
    storage: Server
    said: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def look_at(self, row: DataRow, qtbot: QtBot) -> None:
        """Wait for the picture and masks of a row, and note every word that is said of them."""

        def is_there() -> bool:
            masks = [self.store.masks(row, label) for label in row.labels()]
            return not isinstance(self.store.image(row), Waiting) and not any(mask.waiting for mask in masks)

        qtbot.waitUntil(is_there)
        match self.store.image(row):
            case Failed(problem):
                self.problems.append(problem)
            case Ready(picture):
                self.said += [picture.came_from, *picture.notes]
            case Waiting():
                pytest.fail("still waiting")
        for each in row.labels():
            self.problems += self.store.masks(row, each).failed.values()
        self.said += [repr(issue) for issue in self.store.issues(row)]

    def texts(self) -> list[str]:
        """Everything that could be shown."""
        problems = [repr(problem) for problem in self.problems]
        requests = [repr(request) for request in self.network.journal.requests]
        causes = [f"{cause} {cause!r}" for cause in Tally(self.problems).causes]
        objects = [repr(self.network), repr(vars(self.network.credentials)), repr(vars(self.network.access))]
        return [*self.said, *problems, *requests, *causes, *objects]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    environ = {"ANNOSCOPE_CA_FILE": str(tmp_path / "ca.pem")}
    preferences = Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    with serving(authority) as labelbox, serving(authority) as storage:
        credentials = Credentials(environ={"LABELBOX_API_KEY": KEY}, hosts=(labelbox.host,))
        network = Network(Access(preferences), credentials)
        fetcher = Fetcher(
            network.access,
            credentials,
            network.journal,
            manners=Manners(most_tries=2),
            clock=Hurried(),
            environ=environ,
        )
        cache = DiskCache(tmp_path / "cache")
        store = MediaStore(InlineTasks(), network=network, fetcher=fetcher, cache=cache)
        store.open(tmp_path / "export.ndjson")
        for server in (labelbox, storage):
            host = host_of(server.url)
            assert host is not None
            network.access.allow(host, always=True)
        session = Session(tmp_path, network, cache, store, labelbox, storage)
        store.cache_failed.connect(session.said.append)
        credentials.told.connect(session.said.append)
        yield session
        store.cancel()


def rows_of(session: Session) -> list[DataRow]:
    """Good rows, and one for each way in which a server says too much or fails."""
    labelbox, storage = session.labelbox, session.storage
    picture, masks = Answer(body=encoded(photo())), Answer(body=encoded(composite()))
    echo = f"<html>GET /x?token={TOKEN} HTTP/1.1 Authorization: Bearer {KEY}</html>"
    page = {"Content-Type": "text/html"}
    storage.on("/a.png", picture)
    storage.on("/signed.png", masks)
    labelbox.on(COMPOSITE.format("good"), masks)
    labelbox.on(COMPOSITE.format("moved"), moved(f"{storage.url}/signed.png?{AMAZON}"))
    labelbox.on(COMPOSITE.format("elsewhere"), moved(f"https://u:{PASSWORD}@storage.example/m.png?{AMAZON}"))
    labelbox.on(COMPOSITE.format("echo"), Answer(body=f'{{"key":"{KEY}","detail":"unknown"}}'.encode()))
    labelbox.on(COMPOSITE.format("page"), Answer(body=echo.encode(), headers=page))
    labelbox.on(COMPOSITE.format("type"), Answer(body=b"\1" + KEY.encode(), headers={"Content-Type": KEY}))
    for status in (401, 403, 404, 410, 418, 429, 500):
        labelbox.on(COMPOSITE.format(status), Answer(status, echo.encode(), {**page, "Retry-After": "9999"}))
    labelbox.on("/masks/feature/f", masks)
    labelbox.on("/masks/feature/gone", Answer(410, echo.encode(), page))
    storage.on("/cut.png", Answer(body=encoded(photo()), cut_at=20))
    storage.on("/text.png", Answer(body=f"{storage.url}/x?{AMAZON} is no picture".encode()))
    pictures = [
        f"{storage.url}/a.png?{SIGNED}",
        f"{storage.url}/old.png?{AMAZON}&X-Amz-Date=20100101T000000Z&X-Amz-Expires=60",
        f"{storage.url}/cut.png?{SIGNED}",
        f"{storage.url}/text.png?{SIGNED}",
        f"https://user:{PASSWORD}@{storage.host}/a.png?{SIGNED}",
        f"https://user:{PASSWORD}@storage.example/a.png?{SIGNED}",
        f"gs://bucket/a.png?{AMAZON}",
        f"file:///nowhere/a.png?{SIGNED}",
        f"ftp://user:{PASSWORD}@storage.example/a.png?{AMAZON}",
        f"https://storage.example:99999/a.png?{SIGNED}",
        f"a.png?{SIGNED}",
        f"{storage.url}/a.png%3F{SIGNED}",
    ]
    composites = ["good", "moved", "elsewhere", "echo", "page", "type", 401, 403, 404, 410, 418, 500]
    singles = ["f", "gone"]
    urls = [f"{labelbox.url}{COMPOSITE.format(name)}" for name in composites]
    labels = [label(in_composite(0, RED, url)) for url in urls]
    labels += [label(in_file(0, f"{labelbox.url}/masks/feature/{name}?token={TOKEN}")) for name in singles]
    labels.append(label(in_composite(0, RED, labelbox.url + COMPOSITE.format(429))))  # then it wants no more
    rows = [row(url, index=index) for index, url in enumerate(pictures)]
    return rows + [row(pictures[0], each, index=len(rows) + n) for n, each in enumerate(labels)]


def files_below(*folders: Path) -> dict[str, bytes]:
    """Every file by its path, which can hold a secret as well."""
    found = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    return {str(file): file.read_bytes() for file in found}


def test_a_session_leaves_no_secret_behind(
    session: Session,
    qtbot: QtBot,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    qtlog: Any,
) -> None:
    caplog.set_level(logging.DEBUG)
    rows = rows_of(session)
    for each in (*rows, *rows):
        session.look_at(each, qtbot)
    network = session.network
    network.credentials.enter(f"{KEY}-typed", keep=True)
    network.access.offline = True
    session.store.open(session.home / "other.ndjson")
    for each in rows:
        session.look_at(each, qtbot)
    network.credentials.forget()
    for name in ("settings.ini", "cache"):
        assert (session.home / name).exists()

    _check_that_secrets_were_in_use(session)
    out, err = capfd.readouterr()
    by_qt = [record.message for record in qtlog.records]
    for text in (out, err, caplog.text, *by_qt, *session.texts()):
        assert leaked(text) == [], text
    for file, content in files_below(session.home, Path(os.environ["HOME"])).items():
        assert leaked(file) == []
        assert leaked(content) == [], file


def _check_that_secrets_were_in_use(session: Session) -> None:
    """A session in which nothing secret happened would prove nothing."""
    asked = session.labelbox.asked
    assert {request.headers.get("authorization") for request in asked} == {f"Bearer {KEY}", None}
    assert any(TOKEN in request.query for request in asked)
    assert {request.path for request in session.storage.asked if SIGNATURE in request.query} >= {
        "/a.png",
        "/signed.png",  # where the key's host sends to
    }
    assert not any("authorization" in request.headers for request in session.storage.asked)
    kinds = {problem.kind for problem in session.problems}
    assert kinds >= {
        ProblemKind.EXPIRED,
        ProblemKind.WRONG_KEY,
        ProblemKind.GONE,
        ProblemKind.RATE_LIMITED,
        ProblemKind.SERVER,
        ProblemKind.NOT_AN_IMAGE,
        ProblemKind.HOST_NOT_ALLOWED,
        ProblemKind.OFFLINE,
        ProblemKind.UNSUPPORTED_ADDRESS,
        ProblemKind.MISSING,
    }
    assert session.cache.size_bytes > 0
    assert any(request.from_cache for request in session.network.journal.requests)


def test_an_error_of_the_program_is_reported_without_secrets(capsys: pytest.CaptureFixture[str]) -> None:
    Credentials(environ={"LABELBOX_API_KEY": KEY})
    faults = Faults()
    notices: list[object] = []
    faults.told.connect(notices.append)
    try:
        raise RuntimeError(f"cannot open https://u:{PASSWORD}@h/x?token={TOKEN}&{SIGNED} with {KEY}")
    except RuntimeError as error:
        faults.take(type(error), error, error.__traceback__)
    report = capsys.readouterr().err + repr(notices)
    assert "RuntimeError: cannot open https://" in report
    # The lines of this test's own code are in the report; they name the secrets, not spell them.
    assert leaked(report) == []


@pytest.mark.parametrize(
    "command", [["inspect"], ["inspect", "--json"], ["render", "--row", "1", "--out", "o.png"]]
)
def test_the_command_line_says_and_writes_no_secret(tmp_path: Path, command: list[str]) -> None:
    home = tmp_path / "home"
    home.mkdir()
    address = f"https://user:{PASSWORD}@storage.example/a.png?{SIGNED}"
    composite_mask = {
        "url": f"https://api.labelbox.com/masks/feature/f?token={TOKEN}",
        "color_rgb": [1, 2, 3],
    }
    thing = {
        "feature_id": "f",
        "name": "thing",
        "annotation_kind": "ImageSegmentationMask",
        "classifications": [],
        "composite_mask": composite_mask,
    }
    data_row = {"id": "r", "external_id": "x", "row_data": address}
    annotations = {"objects": [thing], "classifications": [], "relationships": []}
    labels = [{"id": "l", "annotations": annotations}]
    export = tmp_path / "export.ndjson"
    export.write_text(
        json.dumps(
            {
                "data_row": data_row,
                "media_attributes": {"width": 8, "height": 6, "asset_type": "image"},
                "projects": {"p": {"name": "p", "labels": labels}},
            }
        )
        + "\n"
    )
    environ = os.environ | {
        "LABELBOX_API_KEY": KEY,
        "HOME": str(home),
        **{f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "CACHE", "DATA", "STATE")},
    }
    answer = subprocess.run(
        [sys.executable, "-m", "viewer", command[0], str(export), *command[1:]],
        cwd=home,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert answer.stdout + answer.stderr
    assert leaked(answer.stdout) == []
    assert leaked(answer.stderr) == []
    for file, content in files_below(home).items():
        assert leaked(file) + leaked(content) == [], file

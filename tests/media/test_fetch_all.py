"""A whole export fetched: once each, politely, told by cause, stopped and gone on with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests import exports
from tests.media.network import Hurried, Net
from tests.media.pictures import composite, encoded, photo
from tests.media.servers import Answer, Server, serving
from viewer.formats import Export, open_export
from viewer.media.disk_cache import DiskCache
from viewer.media.fetch_all import IN_HAND, FetchAll
from viewer.media.fetch_plan import FetchPlan, plan_fetch
from viewer.media.fetch_told import FetchProgress, FetchSummary, Speed
from viewer.media.keepers import InCache, InFolder, Keeper, KeepError
from viewer.media.problem import ProblemKind
from viewer.media.resolve import Places
from viewer.media.wanted import MediaKind, Wanted
from viewer.tasks import InlineTasks, Tasks, ThreadTasks, Ticket

PICTURE = Answer(body=encoded(photo()))
MASKS = Answer(body=encoded(composite()))


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@dataclass
class Run:
    """One run, and what was told of it."""

    plan: FetchPlan
    fetching: FetchAll
    net: Net
    summaries: list[FetchSummary] = field(default_factory=list)
    progress: list[FetchProgress] = field(default_factory=list)

    def summary(self, qtbot: QtBot) -> FetchSummary:
        qtbot.waitUntil(lambda: bool(self.summaries))
        assert len(self.summaries) == 1
        return self.summaries[0]


@contextmanager
def running(path: Path, keeper: Keeper, net: Net, tasks: Tasks | None = None) -> Iterator[Run]:
    with open_export(path) as export:
        yield started(export, keeper, net, tasks or InlineTasks())


def started(export: Export, keeper: Keeper, net: Net, tasks: Tasks) -> Run:
    plan = plan_fetch(export, keeper, Places(beside=export.path.parent), tuple(MediaKind), Ticket())
    summaries: list[FetchSummary] = []
    progress: list[FetchProgress] = []
    fetching = FetchAll(
        plan,
        export,
        keeper,
        fetcher=net.fetcher,
        tasks=tasks,
        finished=summaries.append,
        progressed=progress.append,
        clock=Hurried(),
    )
    fetching.start()
    assert not summaries, "never before start has returned"
    return Run(plan, fetching, net, summaries, progress)


def fetched(path: Path, keeper: Keeper, net: Net, qtbot: QtBot) -> FetchSummary:
    with running(path, keeper, net) as run:
        return run.summary(qtbot)


def rows_of(server: Server, count: int) -> list[dict[str, Any]]:
    """Rows with a picture and a composite each."""
    rows = []
    for at in range(count):
        image = server.on(f"/{at}.png", PICTURE)
        masks = server.on(f"/api/v1/tasks/t/masks/c{at}/index/1", MASKS)
        rows.append(
            exports.row(exports.label(exports.mask("f", masks, (255, 0, 0))), row_id=f"r{at}", row_data=image)
        )
    return rows


def images(server: Server, *answers: Answer) -> list[dict[str, Any]]:
    """A row for each answer."""
    return [
        exports.row(row_id=f"r{at}", row_data=server.on(f"/{at}.png", answer))
        for at, answer in enumerate(answers)
    ]


def test_everything_is_fetched_once_and_the_second_time_nothing(
    server: Server, tmp_path: Path, qtbot: QtBot
) -> None:
    path = exports.write(tmp_path, *rows_of(server, 40))
    root = tmp_path / "media"
    summary = fetched(path, InFolder(root), Net(server), qtbot)
    assert (summary.total, summary.fetched, summary.held, summary.missing) == (80, 80, 0, 0)
    assert summary.complete
    assert summary.received_bytes == 40 * (len(PICTURE.body) + len(MASKS.body))
    assert sorted(server.paths) == sorted(set(server.paths))
    assert len(list((root / "images").iterdir())) == len(list((root / "masks").iterdir())) == 40
    again = fetched(path, InFolder(root), Net(server), qtbot)
    assert (again.held, again.fetched, again.complete, len(server.asked)) == (80, 0, True, 80)


def test_rows_that_share_an_image_fetch_it_once(server: Server, tmp_path: Path, qtbot: QtBot) -> None:
    url = server.on("/a.png", PICTURE)
    rows = (exports.row(row_id=f"r{at}", row_data=f"{url}?X-Goog-Signature={at}") for at in range(5))
    summary = fetched(exports.write(tmp_path, *rows), InCache(DiskCache(tmp_path / "c")), Net(server), qtbot)
    assert (summary.total, summary.fetched, len(server.asked)) == (1, 1, 1)


def test_a_folder_takes_what_the_cache_has(server: Server, tmp_path: Path, qtbot: QtBot) -> None:
    path = exports.write(tmp_path, *images(server, PICTURE, PICTURE))
    cache = DiskCache(tmp_path / "cache")
    cache.put(server.url + "/0.png", PICTURE.body)
    summary = fetched(path, InFolder(tmp_path / "media", cache), Net(server), qtbot)
    assert (summary.copied, summary.fetched, server.paths) == (1, 1, ["/1.png"])
    assert str(summary).startswith("2 of 2 files are there: 1 from the cache, 1 fetched (")


def test_failures_are_counted_by_cause(server: Server, tmp_path: Path, qtbot: QtBot) -> None:
    gone, page = Answer(410), Answer(body=b"<html>sorry</html>", headers={"Content-Type": "text/html"})
    half = Answer(body=PICTURE.body[:-20], length=None)
    expired = "/old.png?Expires=1600000000&KeyName=k&Signature=s"
    old = exports.row(row_id="old", row_data=server.url + expired)
    rows = images(server, PICTURE, gone, gone, Answer(403), page, half, Answer(body=b"nothing known"))
    root = tmp_path / "media"
    summary = fetched(exports.write(tmp_path, *rows, old), InFolder(root), Net(server), qtbot)
    assert {cause.kind: cause.count for cause in summary.causes} == {
        ProblemKind.GONE: 2,
        ProblemKind.FORBIDDEN: 1,
        ProblemKind.NOT_AN_IMAGE: 2,
        ProblemKind.TRUNCATED: 1,
        ProblemKind.EXPIRED: 1,
    }
    assert (summary.total, summary.missing, summary.complete) == (8, 7, False)
    assert [file.name for file in (root / "images").iterdir()] == ["r0.png"], "nothing that is no picture"
    assert any("2 files of" in text and "gone (410)" in text for text in summary.failures())
    assert "/old.png" not in server.paths


def test_what_fails_does_not_add_to_the_plan(server: Server, tmp_path: Path, qtbot: QtBot) -> None:
    path = exports.write(tmp_path, *images(server, PICTURE, Answer(410), Answer(403)))
    with running(path, InFolder(tmp_path / "media"), Net(server)) as run:
        assert run.summary(qtbot).missing == 2
        assert (run.plan.total, run.plan.problems.count) == (3, 0)


def test_hosts_that_were_not_allowed_are_not_asked(server: Server, tmp_path: Path, qtbot: QtBot) -> None:
    path = exports.write(tmp_path, *rows_of(server, 100))
    summary = fetched(path, InFolder(tmp_path / "media"), Net(), qtbot)
    (cause,) = summary.causes
    assert (cause.kind, str(cause.host), cause.count) == (ProblemKind.HOST_NOT_ALLOWED, server.host, 200)
    assert (summary.missing, server.asked) == (200, [])


def test_a_pause_that_a_server_asks_for_is_kept(server: Server, tmp_path: Path, qtbot: QtBot) -> None:
    server.on("/0.png", Answer(429, headers={"Retry-After": "7"}), PICTURE)
    rows = [exports.row(row_id=f"r{at}", row_data=f"{server.url}/{at}.png") for at in range(10)]
    for at in range(1, 10):
        server.on(f"/{at}.png", PICTURE)
    net = Net(server, per_host=2)
    summary = fetched(exports.write(tmp_path, *rows), InFolder(tmp_path / "media"), net, qtbot)
    assert summary.complete
    assert any(6 < wait <= 7 for wait in net.waits)


def test_a_server_that_stays_busy_is_asked_again_later(server: Server, tmp_path: Path, qtbot: QtBot) -> None:
    """More often than for one picture that is looked at: rates are of minutes."""
    busy = [Answer(429)] * 5
    path = exports.write(tmp_path, exports.row(row_data=server.on("/0.png", *busy, PICTURE)))
    summary = fetched(path, InFolder(tmp_path / "a"), Net(server, most_tries=2), qtbot)
    assert (summary.complete, len(server.asked)) == (True, 6)


def test_a_server_that_is_busy_for_ever_is_given_up(server: Server, tmp_path: Path, qtbot: QtBot) -> None:
    rows = images(server, *[Answer(429)] * 3)
    summary = fetched(
        exports.write(tmp_path, *rows), InFolder(tmp_path / "a"), Net(server, most_tries=1), qtbot
    )
    (cause,) = summary.causes
    assert (cause.kind, cause.count, summary.missing) == (ProblemKind.RATE_LIMITED, 3, 3)
    assert len(server.asked) == 18, "each once, and once after each of five pauses"


def test_masks_of_objects_stand_in_for_a_composite(server: Server, tmp_path: Path, qtbot: QtBot) -> None:
    gone = server.on("/api/v1/tasks/t/masks/c/index/1", Answer(404))
    singles = [server.on(f"/s{at}.png", MASKS) for at in range(3)]
    objects = [
        exports.mask(f"f{at}", gone, (at + 1, 0, 0), mask={"url": url}) for at, url in enumerate(singles)
    ]
    path = exports.write(
        tmp_path, exports.row(exports.label(*objects), row_data=server.on("/a.png", PICTURE))
    )
    keeper = InFolder(tmp_path / "media")
    summary = fetched(path, keeper, Net(server), qtbot)
    assert (summary.total, summary.fetched, summary.missing) == (5, 4, 1)
    assert all(keeper.holds(url) for url in singles)
    again = fetched(path, InFolder(tmp_path / "media"), Net(server), qtbot)
    assert (again.held, again.fetched, again.missing) == (4, 0, 1)


def test_for_a_composite_of_a_refused_host_nothing_stands_in(
    server: Server, tmp_path: Path, qtbot: QtBot
) -> None:
    objects = [exports.mask("f", server.url + "/c", (1, 0, 0), mask={"url": server.url + "/s"})]
    path = exports.write(tmp_path, exports.row(exports.label(*objects), row_data="data:image/png;base64,AA"))
    assert fetched(path, InFolder(tmp_path / "media"), Net(), qtbot).total == 1


def test_stopped_it_tells_how_far_it_got_and_goes_on_from_there(
    server: Server, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = rows_of(server, 30)
    server.on("/7.png", Answer(body=PICTURE.body, held=True))
    path = exports.write(tmp_path, *rows)
    tasks = ThreadTasks()
    with running(path, InFolder(tmp_path / "media"), Net(server), tasks) as run:
        qtbot.waitUntil(lambda: run.fetching.progress.done >= 30)
        run.fetching.cancel()
        run.fetching.cancel()
        summary = run.summary(qtbot)
        told = len(run.progress)
        server.let_go.set()
        qtbot.wait(50)
        assert (len(run.summaries), len(run.progress)) == (1, told)
    tasks.close()
    assert summary.stopped == "stopped"
    assert 0 < summary.missing <= 30
    assert next(summary.failures()) == f"stopped; {summary.missing:,} files were not asked for"
    before = len(server.asked)
    again = fetched(path, InFolder(tmp_path / "media"), Net(server), qtbot)
    assert again.complete
    assert again.held >= summary.fetched
    assert len(server.asked) - before == again.fetched


class Full:
    """Takes a few files."""

    def __init__(self, room: int) -> None:
        self.room = room

    def holds(self, url: str) -> bool:
        return False

    def at_hand(self, url: str) -> bytes | None:
        return None

    def keep(self, wanted: Wanted, data: bytes, suffix: str) -> None:
        self.room -= 1
        if self.room < 0:
            raise KeepError("no space left")


def test_a_disk_that_is_full_ends_it(server: Server, tmp_path: Path, qtbot: QtBot) -> None:
    path = exports.write(tmp_path, *rows_of(server, 200))
    summary = fetched(path, Full(10), Net(server), qtbot)
    assert (summary.fetched, summary.missing, summary.stopped) == (10, 390, "no space left")
    assert len(server.asked) < 100


def test_few_files_are_in_hand_however_many_there_are(
    server: Server, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = exports.write(tmp_path, *rows_of(server, 300))
    net, most = Net(server), 0
    get: Callable[..., Any] = net.fetcher.get

    with running(path, InCache(DiskCache(tmp_path / "c")), net) as run:

        def counted(*args: Any, **options: Any) -> Any:
            nonlocal most
            most = max(most, len(run.fetching._fetches) + len(run.fetching._queue))
            return get(*args, **options)

        monkeypatch.setattr(net.fetcher, "get", counted)
        assert run.summary(qtbot).complete
    assert IN_HAND <= most <= 2 * IN_HAND
    assert server.most_open <= 8


def test_progress_only_grows_and_tells_the_rate(server: Server, tmp_path: Path, qtbot: QtBot) -> None:
    path = exports.write(tmp_path, *rows_of(server, 400))
    with running(path, InCache(DiskCache(tmp_path / "c")), Net(server)) as run:
        assert run.summary(qtbot).complete
        assert run.fetching.progress.done == run.fetching.progress.total == 800
    done = [each.done for each in run.progress]
    assert done == sorted(done)


def test_speed_is_that_of_the_last_seconds() -> None:
    speed = Speed()
    assert (speed.of_files(), speed.of_bytes()) == (0.0, 0.0)
    for secs in range(30):
        speed.look(float(secs), secs if secs < 15 else 15 + 3 * (secs - 15), 1_000 * secs)
    assert speed.of_files() == 3.0
    assert speed.of_bytes() == 1_000.0


@pytest.mark.parametrize(
    ("progress", "text"),
    [
        (FetchProgress(0, 0), "0 of 0 files, 0 bytes"),
        (
            FetchProgress(1_204, 5_000, 3, 340_000_000, 12_100_000.0, 130.0),
            "1,204 of 5,000 files, 340 MB, 12.1 MB/s, 2 min left, 3 failed",
        ),
        (FetchProgress(1, 2, 0, 7, 0.0, None, True), "1 of 2 files, 7 bytes, waiting as servers asked"),
        (FetchProgress(1, 2, 0, 1_500, 0.0, 12_345.0), "1 of 2 files, 1.5 kB, 3 h 26 min left"),
        (FetchProgress(1, 2, 0, 1_500, 0.0, 12.3), "1 of 2 files, 1.5 kB, 12 s left"),
    ],
)
def test_progress_in_words(progress: FetchProgress, text: str) -> None:
    assert str(progress) == text

"""What was fetched once is not fetched again: through the store, with a cache on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.media.pictures import RED, composite, encoded, in_composite, label, path_of, photo, row
from viewer.media import guard
from viewer.media.access import Access
from viewer.media.cache_files import Usage
from viewer.media.credentials import Credentials
from viewer.media.decode import Picture
from viewer.media.disk_cache import DiskCache
from viewer.media.fetch import Fetcher
from viewer.media.journal import Journal
from viewer.media.loads import Failed, Media, Ready
from viewer.media.problem import Problem, ProblemKind
from viewer.media.store import MediaStore
from viewer.tasks import InlineTasks, Tasks, ThreadTasks

PICTURE = "https://web/a.png?Expires={}&KeyName=k&Signature=s3cr3t"
MASK = "https://api.labelbox.com/api/v1/tasks/{}/masks/c/index/1"


class Web(Fetcher):
    """A network that gives the same page for every address when told to answer."""

    def __init__(self, page: bytes) -> None:
        super().__init__(Access(), Credentials(), Journal())
        self.page = page
        self.asked: list[str] = []
        self._waiting: list[Callable[[bytes], None]] = []

    def get(
        self,
        url: str,
        *,
        done: Callable[[bytes], None],
        failed: Callable[[Problem], None],
        progress: Callable[[int, int], None] | None = None,
        urgent: bool = True,
    ) -> None:
        self.asked.append(url)
        self._waiting.append(done)

    def cancel(self, fetch: object) -> None:
        pass

    def answer(self) -> None:
        waiting, self._waiting = self._waiting, []
        for done in waiting:
            done(self.page)


@pytest.fixture
def cache(tmp_path: Path) -> DiskCache:
    return DiskCache(tmp_path / "cache")


@pytest.fixture
def threads(qtbot: QtBot) -> Iterator[ThreadTasks]:
    tasks = ThreadTasks()
    yield tasks
    tasks.close()


def store_of(cache: DiskCache, page: bytes = b"", tasks: Tasks | None = None) -> tuple[MediaStore, Web]:
    web = Web(page)
    store = MediaStore(tasks or InlineTasks(), fetcher=web, cache=cache)
    store.open(None)
    return store, web


def fetched(cache: DiskCache, page: bytes, url: str = PICTURE.format(1)) -> None:
    """Let a first session look at a picture."""
    store, web = store_of(cache, page)
    store.image(row(url))
    web.answer()


def size_of(media: Media[Picture]) -> tuple[int, int]:
    assert isinstance(media, Ready)
    return media.value.size


pytestmark = pytest.mark.usefixtures("qapp")


def test_the_next_session_needs_no_network_though_the_signature_is_another(cache: DiskCache) -> None:
    fetched(cache, encoded(photo()))
    store, web = store_of(cache)
    assert size_of(store.image(row(PICTURE.format(2)))) == (8, 6)
    assert web.asked == []


def test_composites_of_a_new_export_need_no_network(cache: DiskCache) -> None:
    def look(task: str, page: bytes = b"") -> tuple[MediaStore, Web]:
        marked = label(in_composite(0, RED, MASK.format(task)))
        store, web = store_of(cache, page)
        store.masks(row(None, marked), marked)
        web.answer()
        assert store.masks(row(None, marked), marked).find(path_of(0)) is not None
        return store, web

    _store, first = look("may", encoded(composite()))
    assert first.asked == [MASK.format("may")]
    _store, second = look("june")
    assert second.asked == []


def test_from_threads_too(cache: DiskCache, threads: ThreadTasks, qtbot: QtBot) -> None:
    store, web = store_of(cache, encoded(photo()), threads)
    there = row(PICTURE.format(1))
    store.image(there)
    qtbot.waitUntil(lambda: web.asked == [PICTURE.format(1)])
    web.answer()
    qtbot.waitUntil(lambda: isinstance(store.image(there), Ready))
    qtbot.waitUntil(lambda: cache.usage().entries == 1)
    store, web = store_of(cache, b"", threads)
    qtbot.waitUntil(lambda: isinstance(store.image(there), Ready))
    assert web.asked == []


def test_what_is_no_picture_is_not_kept(cache: DiskCache) -> None:
    fetched(cache, b"<html>expired</html>")
    assert cache.usage() == Usage()


def test_a_local_picture_is_not_kept(cache: DiskCache, tmp_path: Path) -> None:
    photo().save(tmp_path / "a.png")
    store, _web = store_of(cache)
    store.open(tmp_path / "export.ndjson")
    assert size_of(store.image(row("a.png"))) == (8, 6)
    assert cache.usage() == Usage()


def test_a_damaged_entry_is_fetched_again_and_told(cache: DiskCache, qtbot: QtBot) -> None:
    fetched(cache, encoded(photo()))
    (entry,) = (path for path in cache.folder.glob("??/*"))
    entry.write_bytes(entry.read_bytes()[:50])
    store, web = store_of(cache, encoded(photo()))
    with qtbot.waitSignal(store.cache_failed) as told:
        store.image(row(PICTURE.format(1)))
    assert "damaged" in told.args[0]
    assert len(web.asked) == 1
    web.answer()
    assert size_of(store.image(row(PICTURE.format(1)))) == (8, 6)
    assert cache.usage().entries == 1


def test_an_entry_that_cannot_be_decoded_is_fetched_again(cache: DiskCache) -> None:
    cache.put(PICTURE.format(1), b"an error page that an earlier version took for a picture")
    store, web = store_of(cache, encoded(photo()))
    store.image(row(PICTURE.format(1)))
    assert cache.usage() == Usage()
    web.answer()
    assert size_of(store.image(row(PICTURE.format(1)))) == (8, 6)


def test_a_huge_picture_is_not_fetched_again_to_say_so(
    cache: DiskCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched(cache, encoded(photo()))
    monkeypatch.setattr(guard, "MAX_PIXELS", 40)
    store, web = store_of(cache)
    answer = store.image(row(PICTURE.format(1)))
    assert isinstance(answer, Failed)
    assert answer.problem.kind is ProblemKind.TOO_LARGE
    store.allow_huge(row(PICTURE.format(1)))
    assert size_of(store.image(row(PICTURE.format(1)))) == (8, 6)
    assert web.asked == []


def test_a_cache_that_cannot_be_written_costs_no_picture_and_is_told_once(
    tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "file").write_bytes(b"")
    store, web = store_of(DiskCache(tmp_path / "file" / "cache"), encoded(photo()))
    told: list[str] = []
    store.cache_failed.connect(told.append)
    for index in range(3):
        there = row(f"https://web/{index}", index=index)
        store.image(there)
        web.answer()
        assert size_of(store.image(there)) == (8, 6)
    assert len(told) == 1
    assert "cannot be kept in the cache" in told[0]


def test_a_hit_is_in_the_journal_without_its_signature(cache: DiskCache) -> None:
    page = encoded(photo())
    fetched(cache, page)
    store, _web = store_of(cache)
    store.image(row(PICTURE.format(1)))
    (request,) = store.network.journal.requests
    assert (request.path_shown, request.status, request.received_bytes) == ("/a.png", None, len(page))
    assert request.from_cache
    assert "s3cr3t" not in repr(request)

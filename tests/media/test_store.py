"""Pictures and masks of a row through the one door, inline and on threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from tests.media.pictures import (
    DARK,
    GREEN,
    LABEL_PATH,
    RED,
    composite,
    encoded,
    in_composite,
    in_file,
    label,
    path_of,
    photo,
    row,
    write,
)
from viewer.media import guard
from viewer.media.access import Access
from viewer.media.credentials import Credentials
from viewer.media.decode import Picture
from viewer.media.fetch import Fetch, Fetcher
from viewer.media.journal import Journal
from viewer.media.loads import Failed, Media, Progress, Ready, Waiting
from viewer.media.prefixes import Prefix, Prefixes
from viewer.media.problem import Problem, ProblemKind, Remedy, problem
from viewer.media.store import MediaStore
from viewer.model.issue import Issue
from viewer.model.row import DataRow, MediaType
from viewer.tasks import InlineTasks, ThreadTasks


class Web(Fetcher):
    """A network of a few addresses that answers when told."""

    def __init__(self, **pages: bytes | Problem) -> None:
        super().__init__(Access(), Credentials(), Journal())
        self.pages = {f"https://web/{name}": page for name, page in pages.items()}
        self.asked: list[str] = []
        self.waiting: list[Fetch] = []

    def get(
        self,
        url: str,
        *,
        done: Callable[[bytes], None],
        failed: Callable[[Problem], None],
        progress: Callable[[int, int], None] | None = None,
        urgent: bool = True,
    ) -> Fetch:
        fetch = Fetch(url, done, failed, progress)
        self.asked.append(url)
        self.waiting.append(fetch)
        return fetch

    def cancel(self, fetch: Fetch) -> None:
        if fetch in self.waiting:
            self.waiting.remove(fetch)

    def answer(self) -> None:
        waiting, self.waiting = self.waiting, []
        for fetch in waiting:
            page = self.pages[fetch.url]
            if isinstance(page, Problem):
                fetch.failed(page)
            else:
                fetch.done(page)


GONE = problem(ProblemKind.GONE, "gone (410)", "web/x")


@pytest.fixture
def export(tmp_path: Path) -> Path:
    write(tmp_path / "a.png", photo())
    write(tmp_path / "c.png", composite())
    return tmp_path / "export.ndjson"


@pytest.fixture
def threads(qtbot: QtBot) -> Iterator[ThreadTasks]:
    tasks = ThreadTasks()
    yield tasks
    tasks.close()


def store_of(export: Path, fetcher: Fetcher | None = None, **options: int) -> MediaStore:
    store = MediaStore(InlineTasks(), fetcher=fetcher, **options)
    store.open(export)
    return store


def picture_of(media: Media[Picture]) -> Picture:
    assert isinstance(media, Ready)
    return media.value


def problem_of(media: Media[Picture]) -> Problem:
    assert isinstance(media, Failed)
    return media.problem


pytestmark = pytest.mark.usefixtures("qapp")


class TestPictures:
    def test_a_picture_beside_the_export_is_there(self, export: Path) -> None:
        assert picture_of(store_of(export).image(row())).size == (8, 6)

    def test_it_arrives_from_a_thread_and_that_is_told(
        self, export: Path, threads: ThreadTasks, qtbot: QtBot
    ) -> None:
        store = MediaStore(threads)
        store.open(export)
        with qtbot.waitSignal(store.arrived):
            assert store.image(row()) == Waiting()
            assert store.image(row()) == Waiting()
            assert store.progress == Progress(1)
        assert picture_of(store.image(row())).size == (8, 6)
        assert store.progress == Progress()

    def test_many_arrivals_are_told_as_one(self, export: Path, qtbot: QtBot) -> None:
        store = store_of(export)
        told: list[None] = []
        store.arrived.connect(lambda: told.append(None))
        for index in range(5):
            store.image(row(index=index))
        qtbot.waitUntil(lambda: bool(told))
        qtbot.wait(10)
        assert len(told) == 1

    def test_one_failure_does_not_disturb_the_others(self, export: Path) -> None:
        store = store_of(export)
        fault = problem_of(store.image(row("none.png")))
        assert (fault.kind, fault.url_shown) == (ProblemKind.MISSING, "none.png")
        assert fault.remedies == (Remedy.LOCATE, Remedy.RETRY)
        assert picture_of(store.image(row(index=1))).size == (8, 6)

    def test_what_failed_is_tried_again_only_when_told(self, export: Path) -> None:
        store = store_of(export)
        late = row("late.png")
        problem_of(store.image(late))
        write(export.parent / "late.png", photo())
        problem_of(store.image(late))
        store.retry(late)
        assert picture_of(store.image(late)).size == (8, 6)

    def test_a_picture_is_fetched_once_and_decoded(self, export: Path) -> None:
        web = Web(far=encoded(photo()))
        store = store_of(export, web)
        there = row("https://web/far")
        assert store.image(there) == Waiting()
        assert store.image(there) == Waiting()
        web.answer()
        assert picture_of(store.image(there)).size == (8, 6)
        assert web.asked == ["https://web/far"]
        assert picture_of(store.image(there)).came_from == "the network: web"

    def test_an_error_page_in_place_of_a_picture_is_quoted(self, export: Path) -> None:
        web = Web(far=b"<html>expired</html>")
        store = store_of(export, web)
        store.image(row("https://web/far?Signature=secret"))
        web.pages = {web.asked[0]: b"<html>expired</html>"}
        web.answer()
        fault = problem_of(store.image(row("https://web/far?Signature=secret")))
        assert str(fault) == "web/far: not an image: it starts with “<html>expired</html>”"

    def test_a_bomb_opens_for_this_row_when_a_person_says_so(
        self, export: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(guard, "MAX_PIXELS", 40)
        store = store_of(export)
        fault = problem_of(store.image(row()))
        assert (fault.kind, fault.remedies) == (ProblemKind.TOO_LARGE, (Remedy.OPEN_ANYWAY,))
        store.allow_huge(row())
        assert picture_of(store.image(row())).size == (8, 6)
        assert problem_of(store.image(row(index=1))).kind is ProblemKind.TOO_LARGE

    def test_an_asset_that_is_no_image_says_so(self, export: Path) -> None:
        fault = problem_of(store_of(export).image(row(media_type=MediaType.VIDEO)))
        assert (fault.kind, fault.remedies) == (ProblemKind.NOT_DRAWN, ())

    def test_a_size_unlike_the_exports_is_an_issue_and_the_picture_is_kept(self, export: Path) -> None:
        store = store_of(export)
        odd = row(size=(9, 6))
        assert picture_of(store.image(odd)).size_shown == (8, 6)
        (issue,) = store.issues(odd)
        assert (issue.found, issue.expected, issue.row) == ("8 x 6", "9 x 6", 0)

    def test_opening_another_export_forgets_everything(self, export: Path, tmp_path: Path) -> None:
        store = store_of(export)
        store.image(row())
        store.open(tmp_path / "elsewhere" / "export.ndjson")
        assert problem_of(store.image(row())).kind is ProblemKind.MISSING
        store.open(None)
        assert problem_of(store.image(row())).kind is ProblemKind.MISSING


class TestChosenFolder:
    def test_it_goes_before_the_address(self, export: Path, tmp_path: Path) -> None:
        write(tmp_path / "chosen" / "deep" / "key.png", photo((4, 4)))
        store = store_of(export)
        named = row(global_key="key", size=(4, 4))
        assert picture_of(store.image(named)).size == (8, 6)
        store.set_folder(tmp_path / "chosen")
        assert store.folder == tmp_path / "chosen"
        assert picture_of(store.image(named)).size == (4, 4)
        store.set_folder(None)
        assert picture_of(store.image(named)).size == (8, 6)

    def test_pictures_wait_until_it_has_been_read(
        self, export: Path, tmp_path: Path, threads: ThreadTasks, qtbot: QtBot
    ) -> None:
        write(tmp_path / "chosen" / "key.png", photo((4, 4)))
        store = MediaStore(threads)
        store.open(export)
        store.set_folder(tmp_path / "chosen")
        named = row(global_key="key")
        assert store.image(named) == Waiting()
        qtbot.waitUntil(lambda: isinstance(store.image(named), Ready))
        assert picture_of(store.image(named)).size == (4, 4)

    def test_a_picture_put_there_later_is_found_on_retry(self, export: Path, tmp_path: Path) -> None:
        store = store_of(export)
        store.set_folder(tmp_path / "chosen")
        named = row("gs://bucket/late.png")
        assert "the chosen folder has no file of that name" in problem_of(store.image(named)).reason
        write(tmp_path / "chosen" / "late.png", photo())
        store.retry(named)
        assert picture_of(store.image(named)).size == (8, 6)

    def test_mapped_addresses_are_read_from_their_folder_until_another_export_is_opened(
        self, export: Path, tmp_path: Path
    ) -> None:
        write(tmp_path / "mirror" / "mapped.png", photo((4, 4)))
        store = store_of(export)
        mapped = row("gs://bucket/mapped.png")
        assert "map gs://bucket" in problem_of(store.image(mapped)).reason
        store.set_prefixes(Prefixes((Prefix("gs://bucket", tmp_path / "mirror"),)))
        assert picture_of(store.image(mapped)).size == (4, 4)
        assert "mapped from gs://bucket" in picture_of(store.image(mapped)).came_from
        assert store.network.access.folders == (tmp_path / "mirror", export.parent)
        store.open(export)
        problem_of(store.image(mapped))

    def test_ambiguity_is_an_issue_of_the_picture_and_part_of_a_problem(
        self, export: Path, tmp_path: Path
    ) -> None:
        for place in ("x", "y"):
            write(tmp_path / "chosen" / place / "img.png", photo((4, 4)))
        web = Web(b=GONE)
        store = store_of(export, web)
        store.set_folder(tmp_path / "chosen")
        here = row(external_id="img.png")
        assert picture_of(store.image(here)).size == (8, 6)
        assert 'fit "img.png": x/img.png, y/img.png' in store.issues(here)[0].message
        there = row("https://web/b", external_id="img.png", index=1)
        store.image(there)
        web.answer()
        assert "gone (410); several files" in problem_of(store.image(there)).reason


class TestMasks:
    def test_a_composite_is_cut_into_its_objects(self, export: Path) -> None:
        store = store_of(export)
        marked = label(in_composite(0, RED), in_composite(1, DARK))
        masks = store.masks(row("a.png", marked), marked)
        assert (len(masks.layers), masks.waiting, masks.failed, masks.issues) == (1, False, {}, ())
        layer, instance = masks.find(path_of(1)) or pytest.fail("not there")
        assert layer.box(instance) == (4, 0, 7, 1)

    def test_they_arrive_from_threads(self, export: Path, threads: ThreadTasks, qtbot: QtBot) -> None:
        store = MediaStore(threads)
        store.open(export)
        marked = label(in_composite(0, RED), in_composite(1, DARK), in_file(2, "c.png"))
        there = row("a.png", marked)
        assert store.masks(there, marked).waiting
        qtbot.waitUntil(lambda: not store.masks(there, marked).waiting)
        assert {path for layer in store.masks(there, marked).layers for path in layer.instances} == {
            path_of(0),
            path_of(1),
            path_of(2),
        }

    def test_they_are_the_same_object_until_something_changes(self, export: Path) -> None:
        store = store_of(export)
        marked = label(in_composite(0, RED))
        there = row("a.png", marked)
        assert store.masks(there, marked) is store.masks(there, marked)

    def test_an_object_without_a_pixel_is_empty_and_foreign_colours_are_told(self, export: Path) -> None:
        store = store_of(export)
        marked = label(in_composite(0, RED), in_composite(1, GREEN))
        there = row("a.png", marked)
        masks = store.masks(there, marked)
        assert masks.empty == {path_of(1)}
        assert {(issue.path, issue.message) for issue in masks.issues} == {
            (path_of(1), "empty mask: no pixel of the composite has its colour (0, 255, 0)"),
            (LABEL_PATH, "the composite has colours that no object claims: (5, 32, 7) (3 px)"),
        }
        assert store.issues(there) == masks.issues

    def test_a_blank_file_is_an_empty_mask(self, export: Path) -> None:
        write(export.parent / "blank.png", Image.new("L", (8, 6)))
        marked = label(in_file(0, "blank.png"))
        masks = store_of(export).masks(row("a.png", marked), marked)
        assert masks.empty == {path_of(0)}
        assert "no pixel that is not zero" in masks.issues[0].message

    def test_single_masks_stand_in_for_a_composite_that_failed(self, export: Path) -> None:
        marked = label(
            in_composite(0, RED, "none.png", single="c.png"),
            in_composite(1, DARK, "none.png"),
            in_file(2, "c.png"),
        )
        masks = store_of(export).masks(row("a.png", marked), marked)
        assert masks.failed.keys() == {path_of(1)}
        assert masks.failed[path_of(1)].kind is ProblemKind.MISSING
        assert masks.find(path_of(0)) is not None
        assert masks.find(path_of(2)) is not None
        (issue,) = masks.issues
        assert issue.message.startswith(
            "the composite is not to be had, single masks stand in for it: none.png"
        )

    def test_an_object_whose_every_file_failed_says_why(self, export: Path) -> None:
        marked = label(in_composite(0, RED, "none.png", single="gs://b/0.png"))
        masks = store_of(export).masks(row("a.png", marked), marked)
        assert masks.failed[path_of(0)].kind is ProblemKind.UNSUPPORTED_ADDRESS

    @pytest.mark.parametrize("size", [(16, 12), None])
    def test_masks_of_another_size_than_the_image_are_scaled_and_that_is_an_issue(
        self, export: Path, size: tuple[int, int] | None
    ) -> None:
        write(export.parent / "large.png", photo((16, 12)))
        store = store_of(export)
        marked = label(in_composite(0, RED), in_composite(1, DARK), in_file(2, "c.png"))
        there = row("large.png", marked, size=size)
        if size is None:
            assert store.masks(there, marked).layers[0].size == (8, 6), "the image is not known yet"
        store.image(there)
        masks = store.masks(there, marked)
        assert [layer.size for layer in masks.layers] == [(16, 12), (16, 12)]
        assert masks.layers[0].box(0) == (2, 4, 6, 10)
        told = {(issue.found, issue.expected) for issue in masks.issues if issue.found}
        assert told == {("8 x 6", "16 x 12")}

    def test_an_absurd_size_in_the_export_costs_the_masks_alone(self, export: Path) -> None:
        marked = label(in_composite(0, RED))
        masks = store_of(export).masks(row("a.png", marked, size=(900_000, 900_000)), marked)
        assert masks.failed[path_of(0)].kind is ProblemKind.TOO_LARGE

    def test_issues_are_told_once_for_a_row(self, export: Path, qtbot: QtBot) -> None:
        store = store_of(export)
        marked = label(in_composite(0, RED), in_composite(1, DARK), in_composite(2, GREEN))
        there = row("a.png", marked)
        heard: list[tuple[int, tuple[Issue, ...]]] = []
        store.issues_found.connect(lambda index, issues: heard.append((index, issues)))
        for _ in range(3):
            store.image(there)
            store.masks(there, marked)
            store.retry(there)
            qtbot.wait(5)
        ((index, issues),) = heard
        assert index == 0
        assert [issue.path for issue in issues] == [path_of(2)]


class TestMemoryAndOrder:
    """Pictures here take 8 x 6 x 4 = 192 bytes."""

    def rows(self, count: int) -> list[DataRow]:
        return [row(f"https://web/{index}", index=index) for index in range(count)]

    def web(self, count: int) -> Web:
        return Web(**{str(index): encoded(photo()) for index in range(count)})

    def look(self, store: MediaStore, web: Web, there: DataRow) -> None:
        store.image(there)
        web.answer()

    def test_what_was_used_least_recently_goes_first(self, export: Path) -> None:
        web, rows = self.web(4), self.rows(4)
        store = store_of(export, web, limit_bytes=2 * 192)
        for index in (0, 1, 0, 2):
            self.look(store, web, rows[index])
        web.asked.clear()
        self.look(store, web, rows[0])
        assert web.asked == []
        self.look(store, web, rows[1])
        assert web.asked == ["https://web/1"]

    def test_what_is_looked_at_is_never_dropped(self, export: Path) -> None:
        web, rows = self.web(4), self.rows(4)
        store = store_of(export, web, limit_bytes=1)
        self.look(store, web, rows[0])
        store.prefetch(rows[1:])
        web.answer()
        picture_of(store.image(rows[0]))
        web.asked.clear()
        self.look(store, web, rows[1])
        assert web.asked == ["https://web/1"], "what was loaded ahead found no room"

    def test_rows_loaded_ahead_are_there_when_they_are_looked_at(self, export: Path) -> None:
        marked = label(in_composite(0, RED, "https://web/c"))
        ahead = row("https://web/0", marked, index=1)
        web = self.web(1)
        web.pages["https://web/c"] = encoded(composite())
        store = store_of(export, web)
        store.prefetch([ahead])
        web.answer()
        picture_of(store.image(ahead))
        assert not store.masks(ahead, marked).waiting

    def test_what_nobody_waits_for_any_more_is_given_up(self, export: Path) -> None:
        web, rows = self.web(5), self.rows(5)
        store = store_of(export, web)
        store.image(rows[0])
        store.prefetch(rows[1:3])
        store.image(rows[2])
        assert [fetch.url[-1] for fetch in web.waiting] == ["1", "2"]
        store.prefetch(rows[3:])
        assert [fetch.url[-1] for fetch in web.waiting] == ["2", "3", "4"]
        assert store.progress.loads == 3

    def test_a_person_can_stop_everything(self, export: Path) -> None:
        web, rows = self.web(1), self.rows(1)
        store = store_of(export, web)
        store.image(rows[0])
        store.cancel()
        assert web.waiting == []
        fault = problem_of(store.image(rows[0]))
        assert (fault.kind, fault.remedies) == (ProblemKind.CANCELLED, (Remedy.RETRY,))
        store.retry(rows[0])
        assert store.image(rows[0]) == Waiting()

    def test_bytes_under_way_are_told(self, export: Path, qtbot: QtBot) -> None:
        web, rows = self.web(2), self.rows(2)
        store = store_of(export, web)
        heard: list[Progress] = []
        store.progressed.connect(heard.append)
        store.prefetch(rows)
        for fetch in web.waiting:
            assert fetch.progress is not None
            fetch.progress(100, 250)
        qtbot.waitUntil(lambda: heard == [Progress(2, 200, 500)])
        web.answer()
        qtbot.waitUntil(lambda: heard[-1] == Progress())

    def test_another_export_does_not_get_answers_meant_for_the_last(self, export: Path) -> None:
        web, rows = self.web(1), self.rows(1)
        store = store_of(export, web)
        store.image(rows[0])
        (fetch,) = web.waiting
        store.open(export)
        fetch.done(encoded(photo()))
        fetch.failed(GONE)
        assert store.progress.loads == 0
        assert store.image(rows[0]) == Waiting()


def large_jpeg(folder: Path) -> DataRow:
    picture = photo((4000, 3200))
    (folder / "large.jpg").write_bytes(encoded(picture, "JPEG"))
    return row("large.jpg", size=picture.size)


def test_a_large_picture_has_a_first_sight_before_it_is_there(tmp_path: Path, qtbot: QtBot) -> None:
    tasks = ThreadTasks()
    store = MediaStore(tasks)
    store.open(tmp_path / "export.ndjson")
    large = large_jpeg(tmp_path)
    seen: list[Media[Picture]] = []
    store.arrived.connect(lambda: seen.append(store.image(large)))
    store.image(large)
    qtbot.waitUntil(lambda: bool(seen) and isinstance(seen[-1], Ready), timeout=10_000)
    tasks.close()
    first, last = seen[0], seen[-1]
    assert isinstance(first, Waiting)
    assert first.early.image.width() == 2000
    assert isinstance(last, Ready)
    assert (last.value.image.width(), last.value.is_early) == (4000, False)


def test_what_is_loaded_ahead_has_no_first_sight(tmp_path: Path, qtbot: QtBot) -> None:
    store = MediaStore(InlineTasks())
    store.open(tmp_path / "export.ndjson")
    seen: list[object] = []
    large = large_jpeg(tmp_path)
    tasks_told = store._loads._note_early
    store._loads._note_early = lambda load, early: (seen.append(early), tasks_told(load, early))  # type: ignore[method-assign,assignment]
    store.prefetch((large,))
    assert seen == []
    assert isinstance(store.image(large), Ready)


@pytest.fixture
def unasked(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> tuple[MediaStore, DataRow]:
    """A store, and a row whose picture is too large for it to be opened unasked."""
    monkeypatch.setattr(guard, "MAX_PIXELS", 1_000_000)
    store = MediaStore(InlineTasks())
    store.open(tmp_path / "export.ndjson")
    return store, large_jpeg(tmp_path)


def test_a_picture_too_large_to_be_opened_unasked_is_seen_small(
    unasked: tuple[MediaStore, DataRow],
) -> None:
    store, large = unasked
    store.prefetch((large,))  # which must not keep it from being seen later
    media = store.image(large)
    assert isinstance(media, Failed)
    assert media.problem.kind is ProblemKind.TOO_LARGE
    assert media.early.size_shown == (4000, 3200)
    assert media.early.image.width() == 2000
    store.allow_huge(large)
    whole = store.image(large)
    assert isinstance(whole, Ready)
    assert whole.value.image.width() == 4000


def test_the_first_sight_of_what_is_too_large_is_let_go_with_its_row(
    unasked: tuple[MediaStore, DataRow], tmp_path: Path
) -> None:
    store, large = unasked
    store.image(large)
    write(tmp_path / "small.png", photo())
    store.image(row("small.png", index=1))
    assert not any(it.early for it in store._loads._failed.values())
    again = store.image(large)
    assert isinstance(again, Failed)
    assert again.early is not None

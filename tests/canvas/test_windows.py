"""Window and level: the picture is drawn through the window of the state, made in the background."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests import exports
from tests.media.pictures import encoded
from viewer.canvas.colours import ClassColours
from viewer.canvas.levels import build_levels
from viewer.canvas.pointer import colour_at
from viewer.canvas.view import CanvasView
from viewer.canvas.windows import Look, LookCache
from viewer.media.adjusting import PLAIN, Adjustments, Channel, adjusted
from viewer.media.decode import Picture, decode_picture
from viewer.media.store import MediaStore
from viewer.state.session import Session
from viewer.state.steps import go_to_row
from viewer.state.view_state import Window
from viewer.tasks import InlineTasks, Tasks, ThreadTasks, Ticket, Work

DEEP = (0.0, 65_535.0)
ROWS = ("deep.png", "other.png", "plain.png", "colours.png")


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Rows of 400 x 300: two of 16 bits, dark left and light right, one of 8, one in colour."""
    ramp = np.tile(np.linspace(1000, 3000, 400).astype(np.uint16), (300, 1))
    Image.fromarray(ramp).save(tmp_path / ROWS[0])
    Image.fromarray(ramp + np.uint16(500)).save(tmp_path / ROWS[1])
    Image.fromarray((ramp >> 4).astype(np.uint8)).save(tmp_path / ROWS[2])
    Image.new("RGB", (400, 300), (10, 120, 200)).save(tmp_path / ROWS[3])
    return exports.write(tmp_path, *(exports.row(row_id=name, row_data=name) for name in ROWS))


def canvas_of(tasks: Tasks, export: Path, qtbot: QtBot) -> tuple[Session, CanvasView]:
    session = Session(tasks, MediaStore(tasks))
    canvas = CanvasView(session, ClassColours)
    qtbot.addWidget(canvas)
    canvas.resize(420, 320)
    canvas.show()
    session.open(export)
    return session, canvas


def grey(canvas: CanvasView, x: int) -> int:
    """The red of the picture that is drawn, at a column of the image."""
    assert canvas.scene is not None
    return canvas.scene.backdrop.levels[0].pixelColor(x, 150).red()


def look_through(session: Session, low: float, high: float, limits: tuple[float, float] = DEEP) -> None:
    session.update(window=Window(low, high, limits))


@pytest.fixture
def opened(qtbot: QtBot, export: Path) -> tuple[Session, CanvasView]:
    return canvas_of(InlineTasks(), export, qtbot)


def test_the_window_of_the_state_is_what_is_drawn(opened: tuple[Session, CanvasView]) -> None:
    session, canvas = opened
    plain = [grey(canvas, x) for x in (0, 200, 399)]
    assert plain[0] == 0
    assert plain[2] == 255
    look_through(session, 0, 4000)
    assert grey(canvas, 0) == round(1000 / 4000 * 255)
    assert grey(canvas, 399) == round(3000 / 4000 * 255)
    look_through(session, 2000, 2001)
    assert (grey(canvas, 190), grey(canvas, 210)) == (0, 255)
    session.update(window=None)
    assert [grey(canvas, x) for x in (0, 200, 399)] == plain


def test_it_is_painted_too(opened: tuple[Session, CanvasView]) -> None:
    session, canvas = opened
    look_through(session, 0, 65_535)
    middle = canvas.picture().pixelColor(canvas.width() // 2, canvas.height() // 2)
    assert middle.red() == pytest.approx(2000 / 65_535 * 255, abs=2)


def test_rows_of_the_same_range_keep_it_and_others_do_not_know_it(
    opened: tuple[Session, CanvasView],
) -> None:
    session, canvas = opened
    look_through(session, 0, 4000)
    session.apply(go_to_row(session.state, 1))
    assert grey(canvas, 0) == round(1500 / 4000 * 255)
    session.apply(go_to_row(session.state, 2))
    assert grey(canvas, 0) == 1000 >> 4
    session.apply(go_to_row(session.state, 3))
    assert grey(canvas, 0) == 10
    session.apply(go_to_row(session.state, 0))
    assert grey(canvas, 0) == round(1000 / 4000 * 255)


def test_greys_of_8_bits_have_a_window_too(opened: tuple[Session, CanvasView]) -> None:
    session, canvas = opened
    session.apply(go_to_row(session.state, 2))
    look_through(session, 62, 187, (0.0, 255.0))
    assert (grey(canvas, 0), grey(canvas, 399)) == (0, 255)


def test_another_export_begins_without_a_window(opened: tuple[Session, CanvasView], export: Path) -> None:
    session, _canvas = opened
    look_through(session, 0, 4000)
    session.open(export)
    assert session.state.window is None


class Later:
    """Work that runs when the test says so."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], object]] = []
        self.inline = InlineTasks()

    def start(self, work: Work[object], **answers: object) -> Ticket:
        self.waiting.append(lambda: self.inline.start(work, **answers))
        return Ticket()

    def cancel(self, key: str) -> None:
        self.waiting.clear()

    def run(self) -> None:
        waiting, self.waiting = self.waiting, []
        for act in waiting:
            act()


class TestCache:
    @pytest.fixture
    def picture(self, export: Path) -> Picture:
        return decode_picture(export.parent / ROWS[0])

    @pytest.fixture
    def tasks(self) -> Later:
        return Later()

    @pytest.fixture
    def arrived(self) -> list[None]:
        return []

    @pytest.fixture
    def cache(self, tasks: Later, arrived: list[None]) -> LookCache:
        return LookCache(tasks, lambda: arrived.append(None))

    def test_what_was_there_stays_until_the_new_one_is(
        self, cache: LookCache, tasks: Later, arrived: list[None], picture: Picture
    ) -> None:
        assert cache.levels(picture, (picture.image,), Look((0, 4000))) == ()
        tasks.run()
        assert len(arrived) == 1
        first = cache.levels(picture, (picture.image,), Look((0, 4000)))
        assert len(first) == 1
        assert cache.levels(picture, (picture.image,), Look((0, 5000))) is first
        tasks.run()
        assert cache.levels(picture, (picture.image,), Look((0, 5000))) is not first

    def test_a_quick_row_of_windows_never_starves(
        self, cache: LookCache, tasks: Later, picture: Picture
    ) -> None:
        seen: set[int] = set()
        for high in range(1000, 1020):
            for level in cache.levels(picture, (picture.image,), Look((0, high))):
                seen.add(level.cacheKey())
            assert len(tasks.waiting) <= 1
            if high % 4 == 3:
                tasks.run()
        assert len(seen) == 4

    def test_a_picture_that_was_let_go_does_not_come_back(
        self, cache: LookCache, tasks: Later, arrived: list[None], picture: Picture
    ) -> None:
        cache.levels(picture, (picture.image,), Look((0, 4000)))
        cache.clear()
        tasks.run()
        assert arrived == []
        other = decode_picture(_png(picture))
        assert cache.levels(other, (other.image,), Look((0, 4000))) == ()
        tasks.run()
        assert len(cache.levels(other, (other.image,), Look((0, 4000)))) == 1
        assert cache.levels(picture, (picture.image,), Look((0, 4000))) == ()


def _png(picture: Picture) -> bytes:
    assert picture.levels is not None
    return encoded(Image.fromarray(picture.levels.samples))


@pytest.fixture
def threads(qtbot: QtBot) -> Iterator[ThreadTasks]:
    tasks = ThreadTasks()
    yield tasks
    tasks.close()


def test_from_threads_the_picture_is_never_gone(qtbot: QtBot, export: Path, threads: ThreadTasks) -> None:
    session, canvas = canvas_of(threads, export, qtbot)
    qtbot.waitUntil(lambda: canvas.scene is not None and bool(canvas.scene.backdrop.levels))
    before = grey(canvas, 200)
    look_through(session, 0, 65_535)
    assert grey(canvas, 200) == before
    for high in range(60_000, 4_000, -4_000):
        look_through(session, 0, high)
    qtbot.waitUntil(lambda: grey(canvas, 200) == pytest.approx(2000 / 8000 * 255, abs=2))


class TestAdjustments:
    def test_the_image_is_drawn_so_and_its_values_stay_those_of_the_file(
        self, opened: tuple[Session, CanvasView]
    ) -> None:
        session, canvas = opened
        session.update(row=3)
        session.update(adjustments=Adjustments(inverted=True))
        assert canvas.scene is not None
        drawn = canvas.scene.backdrop.levels[0].pixelColor(5, 5).getRgb()[:3]
        assert drawn == (245, 135, 55)
        assert colour_at(canvas.scene, QPointF(5.5, 5.5)) == (10, 120, 200)
        session.update(adjustments=Adjustments(channel=Channel.BLUE))
        assert canvas.scene.backdrop.levels[0].pixelColor(5, 5).getRgb()[:3] == (200, 200, 200)
        session.update(adjustments=PLAIN)
        assert canvas.scene.backdrop.levels[0].pixelColor(5, 5).getRgb()[:3] == (10, 120, 200)

    def test_they_hold_for_the_next_row_as_long_as_that_is_wished(
        self, opened: tuple[Session, CanvasView]
    ) -> None:
        session, _ = opened
        adjustments = Adjustments(gamma=2.0)
        session.update(adjustments=adjustments)
        session.apply(go_to_row(session.state, 1))
        assert session.state.adjustments == adjustments
        session.update(keep_adjustments=False)
        session.apply(go_to_row(session.state, 2))
        assert session.state.adjustments.is_plain

    def test_deep_values_are_bent_before_they_become_few(self, opened: tuple[Session, CanvasView]) -> None:
        """A third of a window stretched over all greys has more of them than a third of 256."""
        session, canvas = opened
        look_through(session, 0, 6000)
        few = {grey(canvas, x) for x in range(400)}
        assert len(few) <= 256 / 3 + 1
        session.update(adjustments=Adjustments(brightness=0.5, contrast=0.6))
        assert len({grey(canvas, x) for x in range(400)}) > 200


LARGE = (2400, 1800)


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A row of a picture in colour that is large beside what a slider waits for, and one of 16 bits."""
    width, height = LARGE
    rows = []
    for name, picture in (
        ("large.png", Image.new("RGB", LARGE, (10, 120, 200))),
        ("deep.png", Image.fromarray(np.full((height, width), 2000, np.uint16))),
    ):
        picture.save(tmp_path / name, compress_level=1)
        row = exports.row(row_id=name, row_data=name)
        row["media_attributes"].update(width=width, height=height)
        rows.append(row)
    return exports.write(tmp_path, *rows)


class TestLargePictures:
    @pytest.fixture(autouse=True)
    def _no_rest(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("viewer.canvas.windows.REST_SECS", 0.0)

    @staticmethod
    def levels(picture: Picture) -> tuple[QImage, ...]:
        return build_levels(picture.image, Ticket())

    def test_the_small_levels_are_there_before_all_of_them_are(self, large: Path) -> None:
        picture, tasks = decode_picture(large.parent / "large.png"), Later()
        plain, cache = self.levels(picture), LookCache(tasks, lambda: None)
        look = Look(adjustments=Adjustments(inverted=True))
        assert cache.levels(picture, plain, look) == ()
        tasks.run()
        small = cache.levels(picture, plain, look)
        assert [level.size() for level in small] == [level.size() for level in plain[2:]]
        assert small[0].pixelColor(5, 5).getRgb()[:3] == (245, 135, 55)
        tasks.run()
        whole = cache.levels(picture, plain, look)
        assert [level.size() for level in whole] == [level.size() for level in plain]
        assert whole[0].pixelColor(5, 5).getRgb()[:3] == (245, 135, 55)
        assert tasks.waiting == []

    def test_through_a_window_too(self, large: Path) -> None:
        picture, tasks = decode_picture(large.parent / "deep.png"), Later()
        plain, cache = self.levels(picture), LookCache(tasks, lambda: None)
        cache.levels(picture, plain, Look((0, 4000)))
        tasks.run()
        (small,) = cache.levels(picture, plain, Look((0, 4000)))
        assert small.size() == plain[2].size()
        assert small.pixelColor(5, 5).red() == round(2000 / 4000 * 255)

    def test_while_a_slider_is_dragged_each_step_is_seen_and_none_is_made_whole(self, large: Path) -> None:
        picture, tasks = decode_picture(large.parent / "large.png"), Later()
        plain, cache = self.levels(picture), LookCache(tasks, lambda: None)
        for step in range(1, 6):
            look = Look(adjustments=Adjustments(brightness=step / 10))
            cache.levels(picture, plain, look)
            del tasks.waiting[:-1]  # the newest of a key wins
            tasks.run()
            shown = cache.levels(picture, plain, look)
            assert len(shown) == 1
            assert shown[0].pixelColor(5, 5).red() == pytest.approx(10 + 25.5 * step, abs=1)

    def test_the_pixels_of_the_file_are_told_and_the_frame_stays_while_the_small_ones_are_seen(
        self, large: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        make = LookCache._make

        def make_small(cache: LookCache, picture: Picture, plain: tuple[QImage, ...], making: Any) -> None:
            if making[1]:
                make(cache, picture, plain, making)

        monkeypatch.setattr(LookCache, "_make", make_small)
        session, canvas = canvas_of(InlineTasks(), large, qtbot)
        session.update(adjustments=Adjustments(inverted=True))
        assert canvas.scene is not None
        backdrop = canvas.scene.backdrop
        assert backdrop.levels[0].width() < LARGE[0]
        assert backdrop.stored.toTuple() == LARGE
        assert colour_at(canvas.scene, QPointF(2399.5, 1799.5)) == (10, 120, 200)

    def test_done_at_once_all_of_it_is_there_at_once(self, large: Path) -> None:
        picture = decode_picture(large.parent / "large.png")
        plain, cache = self.levels(picture), LookCache(InlineTasks(), lambda: None)
        whole = cache.levels(picture, plain, Look(adjustments=Adjustments(inverted=True)))
        assert [level.size() for level in whole] == [level.size() for level in plain]

    def test_nothing_of_it_is_done_on_the_main_thread(
        self, large: Path, qtbot: QtBot, threads: ThreadTasks, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made: list[tuple[int, bool]] = []

        def told(image: QImage, adjustments: Adjustments, check: Callable[[], None]) -> QImage:
            made.append((image.width(), threading.current_thread() is threading.main_thread()))
            return adjusted(image, adjustments, check)

        monkeypatch.setattr("viewer.canvas.windows.adjusted", told)
        session, canvas = canvas_of(threads, large, qtbot)
        qtbot.waitUntil(lambda: canvas.scene is not None and len(canvas.scene.backdrop.levels) > 1)
        for brightness in (0.1, 0.2, 0.3):
            session.update(adjustments=Adjustments(brightness=brightness))
        qtbot.waitUntil(lambda: grey(canvas, 5) == pytest.approx(10 + 76.5, abs=1))
        qtbot.waitUntil(lambda: canvas.scene is not None and len(canvas.scene.backdrop.levels) > 1)
        assert made[0][0] < LARGE[0]
        assert made[-1][0] < LARGE[0] <= max(width for width, _ in made)
        assert not any(on_main for _, on_main in made)

"""Stills move with the view at once, and become what a plain painting is."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QPalette
from pytestqt.qtbot import QtBot

from tests import exports
from tests.canvas.crowd import polygons
from tests.canvas.golden import pixels
from viewer.canvas import keeper
from viewer.canvas.colours import ClassColours
from viewer.canvas.keeper import StillKeeper
from viewer.canvas.painting import paint_annotations, paint_backdrop
from viewer.canvas.still import new_still
from viewer.canvas.view import CanvasView
from viewer.media.store import MediaStore
from viewer.state.session import Session
from viewer.tasks import InlineTasks

MANY = 400
"""Polygons that take longer to paint than a frame has."""
Open = Callable[..., CanvasView]


@pytest.fixture
def show(tmp_path: Path, qtbot: QtBot) -> Open:
    """A canvas that shows a row of one label after another; the session is its `session`."""

    def canvas(*labels: exports.Json) -> CanvasView:
        tasks = InlineTasks()
        session = Session(tasks, MediaStore(tasks))
        view = CanvasView(session, ClassColours)
        view.resize(500, 400)
        qtbot.addWidget(view)
        rows = (exports.row(label, row_id=f"row-{number}") for number, label in enumerate(labels))
        session.open(exports.write(tmp_path, *rows))
        view.show()
        view.grab()
        return view

    return canvas


def stills(canvas: CanvasView) -> StillKeeper:
    (kept,) = canvas.findChildren(StillKeeper)
    return kept


def seen(canvas: CanvasView) -> NDArray[np.int16]:
    """What a frame shows now."""
    return pixels(canvas.grab().toImage())


def plain(canvas: CanvasView) -> NDArray[np.int16]:
    """What painting everything over the bare canvas gives."""
    scene = canvas.scene
    assert scene is not None
    picture = canvas_without_annotations(canvas)
    still = new_still(canvas.size(), canvas.devicePixelRatioF(), Qt.GlobalColor.transparent)
    painter = QPainter(still)
    paint_annotations(painter, scene, canvas.viewport)
    painter.end()
    painter = QPainter(picture)
    painter.drawImage(0, 0, still)
    painter.end()
    return pixels(picture)


def canvas_without_annotations(canvas: CanvasView) -> QImage:
    assert canvas.scene is not None
    bare = new_still(
        canvas.size(), canvas.devicePixelRatioF(), canvas.palette().color(QPalette.ColorRole.Dark)
    )
    painter = QPainter(bare)
    paint_backdrop(painter, canvas.scene, canvas.viewport)
    painter.end()
    return bare


def test_few_objects_are_exact_in_the_first_frame(show: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper, "AT_ONCE_SECS", 5.0)  # whatever else the machine has to do meanwhile
    canvas = show(polygons(20))
    np.testing.assert_array_equal(seen(canvas), plain(canvas))
    assert stills(canvas).at_rest


def test_many_objects_are_seen_coarsely_at_once_and_exactly_soon(show: Open, qtbot: QtBot) -> None:
    canvas = show(polygons(MANY))
    assert not stills(canvas).at_rest
    with qtbot.waitSignal(stills(canvas).renewed):
        pass
    assert np.corrcoef(seen(canvas).ravel(), plain(canvas).ravel())[0, 1] > 0.5
    qtbot.waitUntil(lambda: stills(canvas).at_rest, timeout=20_000)
    np.testing.assert_array_equal(seen(canvas), plain(canvas))


def test_slices_are_short_while_the_view_moves_and_longer_at_rest(
    show: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    canvas = show(polygons(MANY))
    qtbot.waitUntil(lambda: stills(canvas).at_rest, timeout=20_000)
    asked: list[float] = []
    monkeypatch.setattr(stills(canvas), "_advance", lambda secs: bool(asked.append(secs)))
    canvas._camera.zoom_at(3, QPointF(250, 200))
    canvas.repaint()
    asked.clear()  # what was painted in the frame itself
    stills(canvas)._go_on()
    assert asked == [keeper.MOVING_SLICE_SECS]
    qtbot.waitUntil(lambda: asked[-1] == keeper.SLICE_SECS, timeout=5000)
    assert keeper.MOVING_SLICE_SECS < keeper.SLICE_SECS


def test_a_still_moves_with_the_hand_before_anything_is_painted_anew(show: Open, qtbot: QtBot) -> None:
    canvas = show(polygons(MANY))
    canvas.zoom_by(2)
    qtbot.waitUntil(lambda: stills(canvas).at_rest, timeout=20_000)
    before = seen(canvas)
    canvas._camera.pan_by(QPointF(-200, -150))
    after = seen(canvas)
    assert not stills(canvas).at_rest
    np.testing.assert_array_equal(after[:240, :290], before[150:390, 200:490])
    qtbot.waitUntil(lambda: stills(canvas).at_rest, timeout=20_000)
    np.testing.assert_array_equal(seen(canvas), plain(canvas))


def test_a_still_is_shown_larger_until_the_exact_one_is_there(show: Open, qtbot: QtBot) -> None:
    canvas = show(polygons(MANY))
    qtbot.waitUntil(lambda: stills(canvas).settled, timeout=20_000)
    bare = canvas_without_annotations(canvas)
    canvas.zoom_by(1.5)
    shown = seen(canvas)
    assert not stills(canvas).at_rest
    covered = (np.abs(shown - pixels(bare)).max(axis=2) > 8).mean()
    assert covered > 0.3
    qtbot.waitUntil(lambda: stills(canvas).at_rest, timeout=20_000)
    np.testing.assert_array_equal(seen(canvas), plain(canvas))


def test_what_comes_into_view_is_seen_before_it_is_painted_exactly(show: Open, qtbot: QtBot) -> None:
    canvas = show(polygons(MANY))
    canvas.zoom_by(4)
    qtbot.waitUntil(lambda: stills(canvas).settled, timeout=20_000)
    canvas._camera.pan_by(QPointF(-700, -500))  # farther than the view is wide
    shown, exact = seen(canvas), plain(canvas)
    inside = np.s_[60:-60, 60:-60]
    assert np.corrcoef(shown[inside].ravel(), exact[inside].ravel())[0, 1] > 0.8


def test_another_row_shows_nothing_of_the_one_before(show: Open, qtbot: QtBot) -> None:
    canvas = show(polygons(MANY), polygons(MANY, seed=2))
    qtbot.waitUntil(lambda: stills(canvas).settled, timeout=20_000)
    canvas._session.update(row=1)
    np.testing.assert_array_equal(seen(canvas), pixels(canvas_without_annotations(canvas)))
    qtbot.waitUntil(lambda: stills(canvas).at_rest, timeout=20_000)
    np.testing.assert_array_equal(seen(canvas), plain(canvas))


def test_a_hidden_class_is_gone_when_the_hand_rests(show: Open, qtbot: QtBot) -> None:
    canvas = show(polygons(MANY))
    qtbot.waitUntil(lambda: stills(canvas).settled, timeout=20_000)
    before = seen(canvas)
    canvas._session.update(hidden_classes=frozenset({"beta"}))
    canvas.repaint()
    qtbot.waitUntil(lambda: stills(canvas).at_rest, timeout=20_000)
    np.testing.assert_array_equal(seen(canvas), plain(canvas))
    assert (seen(canvas) != before).any()


def test_a_picture_for_others_is_exact_whatever_is_shown_meanwhile(show: Open) -> None:
    canvas = show(polygons(MANY))
    assert not stills(canvas).at_rest
    picture = pixels(canvas.picture())
    np.testing.assert_array_equal(picture, plain(canvas))


def test_when_all_is_painted_nothing_goes_on(show: Open, qtbot: QtBot) -> None:
    canvas = show(polygons(MANY))
    kept = stills(canvas)
    qtbot.waitUntil(lambda: kept.settled, timeout=20_000)
    with qtbot.assertNotEmitted(kept.renewed, wait=200):
        canvas.repaint()
    assert kept.settled


def test_the_count_of_dots_follows_the_zoom(show: Open, qtbot: QtBot) -> None:
    canvas = show(polygons(30, radius=8))
    with qtbot.waitSignal(canvas.dots_changed, timeout=2000) as told:
        canvas.zoom_by(0.05)
        canvas.repaint()
    assert told.args == [30]
    with qtbot.waitSignal(canvas.dots_changed, timeout=2000) as told:
        canvas.fit()
        canvas.repaint()
    assert told.args == [0]

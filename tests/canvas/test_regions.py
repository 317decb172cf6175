"""A very large picture on the canvas: sharp where it is looked at, however the view is turned."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QTransform
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import exports
from tests.ui.conftest import application, preferences  # noqa: F401
from viewer.app import Application
from viewer.canvas.pointer import colour_at
from viewer.canvas.regions import MARGIN, area_of, level_for_zoom, unturned
from viewer.media import tiling
from viewer.media.adjusting import Adjustments
from viewer.media.decode import Picture
from viewer.media.pyramid import Area

WIDTH, HEIGHT = 2600, 1800
shares = st.floats(0, 1)


def place(left: float, top: float, right: float, bottom: float) -> QRectF:
    left, right = sorted((left, right))
    top, bottom = sorted((top, bottom))
    return QRectF(left, top, right - left, bottom - top)


places = st.builds(place, shares, shares, shares, shares)


@given(places, st.integers(0, 3))
def test_unturning_undoes_what_a_painter_turns(in_picture: QRectF, turns: int) -> None:
    turn = QTransform().translate(0.5, 0.5).rotate(90 * turns).translate(-0.5, -0.5)
    back = unturned(turn.mapRect(in_picture), turns)
    assert np.allclose(back.getRect(), in_picture.getRect(), atol=1e-9)


@given(places, st.tuples(st.integers(1, 5000), st.integers(1, 5000)))
def test_an_area_holds_its_place_and_lies_in_its_level(seen: QRectF, size: tuple[int, int]) -> None:
    assume(not seen.isEmpty())
    width, height = size
    x, y, wide, high = area_of(seen, (width, height))
    assert 0 <= x < x + wide <= width
    assert 0 <= y < y + high <= height
    slack = 1e-6
    assert x <= seen.left() * width + slack or x + 1 == width
    assert x + wide >= seen.right() * width - slack
    assert y + high >= seen.bottom() * height - slack
    assert wide <= (1 + 2 * MARGIN) * seen.width() * width + 2


@given(st.floats(0.001, 64), st.integers(1, 12))
def test_a_level_is_never_enlarged_while_there_is_a_larger_one(zoom: float, levels: int) -> None:
    level = level_for_zoom(zoom, levels)
    assert 0 <= level < levels
    assert level == 0 or zoom * 2**level <= 1.0 + 1e-9
    assert level == levels - 1 or zoom >= 1 or zoom * 2 ** (level + 1) > 1.0 - 1e-9


@pytest.fixture
def large(application: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Application:  # noqa: F811
    """A picture of lines a pixel wide, which only its own pixels show."""
    monkeypatch.setattr(tiling, "TILED_PIXELS", 500_000)
    monkeypatch.setattr(tiling, "BASE_SIDE", 400)
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    pixels = np.dstack((x % 2 * 255, y % 3 * 100, x // 13 % 256)).astype(np.uint8)
    Image.fromarray(pixels).save(tmp_path / "large.png")
    size = {"width": WIDTH, "height": HEIGHT, "mime_type": "image/png"}
    row = exports.row(exports.label(), row_data="large.png", media_attributes=size)
    application.session.open(exports.write(tmp_path, row))
    QApplication.processEvents()
    return application


def pixel(program: Application, x: int, y: int) -> tuple[int, int, int]:
    """The colour on the canvas in the middle of a pixel of the image."""
    canvas = program.canvas
    picture = canvas.grab().toImage()
    at = canvas.viewport.to_view(QPointF(x + 0.5, y + 0.5))
    red, green, blue, _ = picture.pixelColor(int(at.x()), int(at.y())).getRgb()
    return red, green, blue


def show(program: Application, x: int, y: int, zoom: float) -> None:
    canvas = program.canvas
    canvas._camera.frame([QRectF(x - 20, y - 15, 40, 30)])
    canvas._camera.zoom_at(zoom / canvas.zoom, QPointF(canvas.rect().center()))
    settle()


def settle() -> None:
    for _ in range(6):
        QApplication.processEvents()


def expected(x: int, y: int) -> tuple[int, int, int]:
    return x % 2 * 255, y % 3 * 100, x // 13 % 256


@pytest.mark.parametrize("zoom", [1.0, 4.0])
def test_every_pixel_is_its_own_where_it_is_looked_at(large: Application, zoom: float) -> None:
    show(large, 1700, 1300, zoom)
    for x, y in ((1700, 1300), (1701, 1300), (1703, 1302), (1695, 1309)):
        assert pixel(large, x, y) == expected(x, y)


def test_no_more_is_read_than_can_be_seen(large: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def read(picture: Picture, level: int, area: Area) -> QImage:
        asked.append(level)
        return tiling.part_of(picture, level, area)

    monkeypatch.setattr("viewer.canvas.regions.part_of", read)
    large.canvas.zoom_by(0.1 / large.canvas.zoom)
    settle()
    assert asked == [], "the small picture has as many pixels"
    large.canvas.fit()
    settle()
    assert asked == [], "what is seen at fit is there since it was opened"
    show(large, 1300, 900, 1.0)
    assert asked[-1] == 0
    asked.clear()
    large.canvas._camera.pan_by(QPointF(20, 10))
    settle()
    assert asked == [], "the margin has it"


@pytest.mark.parametrize("key", [Qt.Key.Key_Period, Qt.Key.Key_Bar])
def test_it_stays_sharp_in_a_view_that_is_turned_or_mirrored(
    large: Application, qtbot: QtBot, key: Qt.Key
) -> None:
    large.canvas.setFocus()
    QTest.keyClick(large.canvas, key, Qt.KeyboardModifier.NoModifier)
    settle()
    assert not large.session.state.orientation.is_upright
    show(large, 900, 700, 4.0)
    for x, y in ((900, 700), (901, 702), (893, 705)):
        assert pixel(large, x, y) == expected(x, y)


def test_the_status_bar_tells_the_file_s_own_colour(large: Application, qtbot: QtBot) -> None:
    show(large, 1700, 1300, 8.0)
    told = []
    large.canvas.hovered.connect(told.append)
    at = large.canvas.viewport.to_view(QPointF(1703.5, 1302.5)).toPoint()
    QTest.mouseMove(large.canvas, at + QPoint(9, 9))
    QTest.mouseMove(large.canvas, at)
    settle()
    assert told[-1].rgb == expected(1703, 1302)


def test_a_part_is_adjusted_as_the_rest_is(large: Application) -> None:
    show(large, 1700, 1300, 8.0)
    large.session.update(adjustments=Adjustments(inverted=True))
    settle()
    for x, y in ((1700, 1300), (1701, 1302)):
        red, green, blue = expected(x, y)
        assert pixel(large, x, y) == (255 - red, 255 - green, 255 - blue)
        scene = large.canvas.scene
        assert scene is not None
        assert colour_at(scene, QPointF(x + 0.5, y + 0.5)) == expected(x, y)


def test_a_part_that_cannot_be_read_is_told_once_and_the_small_picture_stays(
    large: Application, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def spoilt(*_: object) -> QImage:
        raise OSError("gone")

    monkeypatch.setattr("viewer.canvas.regions.part_of", spoilt)
    with qtbot.captureExceptions() as faults:
        show(large, 1700, 1300, 4.0)
    assert len(faults) == 1
    assert large.canvas.scene is not None
    assert large.canvas.scene.backdrop.levels
    assert large.canvas.viewport.view != QSizeF()

"""A grid of cells that scrolls: what it paints, and how little of it again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.ui.lightbox.grid import GridView

CELLS = 1_000


class Painted:
    """Paints each cell in a colour of its own and remembers which it was asked for."""

    def __init__(self) -> None:
        self.places: list[int] = []
        self.shift = 0
        self.marked = False

    def __call__(self, painter: QPainter, rect: QRect, place: int) -> None:
        self.places.append(place)
        painter.fillRect(rect, self.colour(place))
        mark = QRect(0, 0, 60, 61)
        mark.moveCenter(rect.center() - QPoint(0, 15))
        if self.marked:
            painter.fillRect(mark, QColor(255, 255, 255))

    def colour(self, place: int) -> QColor:
        return QColor((place * 37 + self.shift) % 256, place % 200, place // 200 * 40)

    def since(self) -> list[int]:
        QApplication.processEvents()
        places, self.places = self.places, []
        return places


@pytest.fixture
def painted() -> Painted:
    return Painted()


@pytest.fixture
def grid(painted: Painted, qtbot: QtBot) -> GridView:
    grid = GridView(painted, str, lambda side: QSize(side, side))
    qtbot.addWidget(grid)
    grid.resize(800, 600)
    grid.set_side(100)
    grid.set_count(CELLS)
    grid.show()
    qtbot.waitExposed(grid)
    QApplication.processEvents()
    return grid


def on_screen(grid: GridView) -> QImage:
    return grid.screen().grabWindow(grid.winId()).toImage()


def middle(grid: GridView, place: int) -> QPoint:
    return grid.layout_now.rect(place).center() - QPoint(0, grid.verticalScrollBar().value())


def test_scrolling_paints_what_comes_into_sight_and_moves_the_rest(grid: GridView, painted: Painted) -> None:
    in_sight = len(painted.since() and grid.in_sight())
    columns = grid.layout_now.columns
    for _ in range(10):
        grid.verticalScrollBar().setValue(grid.verticalScrollBar().value() + 37)
        again = painted.since()
        assert 0 < len(again) <= 2 * columns < in_sight
    image = on_screen(grid)
    for place in grid.in_sight():
        at = middle(grid, place)
        if grid.viewport().rect().contains(at):
            assert image.pixelColor(grid.viewport().mapTo(grid, at)) == painted.colour(place)
    grid.viewport().update()
    painted.since()
    assert on_screen(grid) == image, "as if all had been painted anew"


def test_a_cell_that_is_scrolled_in_again_fits_together(grid: GridView, painted: Painted) -> None:
    painted.marked = True
    bar = grid.verticalScrollBar()
    bar.setValue(183)
    grid.viewport().update()
    painted.since()
    for _ in range(14):
        bar.setValue(bar.value() - 13)
        painted.since()
    image = on_screen(grid)
    grid.viewport().update()
    painted.since()
    assert on_screen(grid) == image


def test_going_far_paints_all_that_is_seen(grid: GridView, painted: Painted) -> None:
    painted.since()
    QTest.keyClick(grid, Qt.Key.Key_End)
    assert set(painted.since()) >= set(grid.in_sight())
    assert on_screen(grid).pixelColor(middle(grid, CELLS - 1)) == painted.colour(CELLS - 1)


def test_a_mark_that_moves_in_sight_paints_the_two_cells_it_is_about(
    grid: GridView, painted: Painted
) -> None:
    QTest.keyClick(grid, Qt.Key.Key_Home)
    painted.since()
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert sorted(set(painted.since())) == [0, 1]
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert sorted(set(painted.since())) == [1, 1 + grid.layout_now.columns]


def test_cells_that_show_another_thing_are_painted_and_no_others(grid: GridView, painted: Painted) -> None:
    painted.since()
    painted.shift = 90
    grid.update_places([3, 9])
    assert sorted(painted.since()) == [3, 9]
    image = on_screen(grid)
    assert image.pixelColor(middle(grid, 9)) == painted.colour(9)
    assert image.pixelColor(middle(grid, 8)) != painted.colour(8)

"""The lightbox as a person uses it: keys, wheel, clicks, and what is said where there is nothing to see."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import exports
from tests.ui.conftest import press
from viewer.app import Application
from viewer.state.view_state import Page
from viewer.ui.lightbox.grid import GridView
from viewer.ui.lightbox.rows_page import RowsPage

COUNT = 60


@pytest.fixture
def many(application: Application, tmp_path: Path, qtbot: QtBot) -> Application:
    """Sixty rows with a picture; the classes of their boxes go round by threes."""
    picture = QImage(400, 300, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    picture.save(str(tmp_path / "picture.png"))
    rows = [
        exports.row(
            exports.label(exports.box("b", 10, 20, 100, 50, name=("car", "dog", "tree")[n % 3])),
            row_id=f"row-{n}",
            row_data="picture.png",
        )
        for n in range(COUNT)
    ]
    application.session.open(exports.write(tmp_path, *rows))
    qtbot.wait(20)
    application.canvas.setFocus()
    press(application, Qt.Key.Key_E)
    return application


def page(application: Application) -> RowsPage:
    return application.window.stage.rows_page


def grid(application: Application) -> GridView:
    return page(application).grid


def middle_of(application: Application, place: int) -> QPoint:
    view = grid(application)
    return view.layout_now.rect(place).center() - QPoint(0, view.verticalScrollBar().value())


def click(application: Application, place: int) -> None:
    QTest.mouseClick(
        grid(application).viewport(), Qt.MouseButton.LeftButton, pos=middle_of(application, place)
    )


def turn_wheel(application: Application, notches: int, modifiers: Qt.KeyboardModifier) -> None:
    view = grid(application).viewport()
    at = QPointF(view.rect().center())
    event = QWheelEvent(
        at,
        QPointF(view.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_a_key_brings_the_lightbox_and_takes_it_away(many):
    assert page(many).isVisible()
    assert not many.canvas.isVisible()
    press(many, Qt.Key.Key_E)
    assert many.canvas.isVisible()
    assert many.canvas.hasFocus()


def test_it_shows_all_rows_with_names_and_counts(many):
    assert grid(many).count == COUNT
    assert page(many).head.text.text() == "60 rows"
    content = page(many).content(1)
    assert "key-row-1" in content.title
    assert content.title.startswith("2 ")
    assert content.note.startswith("1 object")
    assert content.image is not None
    assert not content.fault


def test_pictures_are_made_of_what_is_in_sight_alone(many):
    assert page(many).miniatures.find(0) is not None
    assert page(many).miniatures.find(COUNT - 1) is None
    QTest.keyClick(grid(many), Qt.Key.Key_End)
    assert page(many).miniatures.find(COUNT - 1) is not None


def test_a_cell_is_painted_with_its_picture(many):
    shown = grid(many).viewport().grab().toImage()
    assert shown.pixelColor(middle_of(many, 1)) == QColor(Qt.GlobalColor.darkCyan)


def test_a_click_looks_at_a_row_and_a_double_click_opens_it(many):
    click(many, 4)
    assert many.session.state.row == 4
    assert page(many).isVisible()
    QTest.mouseDClick(grid(many).viewport(), Qt.MouseButton.LeftButton, pos=middle_of(many, 5))
    assert many.session.state.row == 5
    assert many.canvas.isVisible()


def test_arrows_go_by_cells_and_lines_and_enter_opens(many):
    columns = grid(many).layout_now.columns
    assert columns > 1
    for key, row in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Down, 1 + columns),
        (Qt.Key.Key_Left, columns),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_End, COUNT - 1),
        (Qt.Key.Key_Down, COUNT - 1),
        (Qt.Key.Key_Home, 0),
    ):
        press(many, key)
        assert many.session.state.row == row
    press(many, Qt.Key.Key_Right)
    press(many, Qt.Key.Key_Return)
    assert many.session.state.page is Page.PICTURE
    assert many.session.state.row == 1


def test_page_down_goes_by_what_is_in_sight(many):
    lines = max(1, grid(many).viewport().height() // grid(many).layout_now.line_height)
    press(many, Qt.Key.Key_PageDown)
    assert many.session.state.row == lines * grid(many).layout_now.columns
    press(many, Qt.Key.Key_PageUp)
    assert many.session.state.row == 0


def test_the_row_looked_at_is_marked_and_scrolled_to(many):
    many.session.update(row=50)
    assert grid(many).current == 50
    assert 50 in grid(many).in_sight()
    rect = grid(many).layout_now.rect(50).translated(0, -grid(many).verticalScrollBar().value())
    assert grid(many).viewport().rect().contains(rect)


def test_ctrl_and_wheel_the_slider_and_plus_change_the_size(many):
    before = grid(many).side
    turn_wheel(many, 2, Qt.KeyboardModifier.ControlModifier)
    wheeled = grid(many).side
    assert wheeled > before
    assert page(many).head.slider.value() == wheeled
    page(many).head.slider.setValue(120)
    assert grid(many).side == 120
    press(many, Qt.Key.Key_Plus)
    assert grid(many).side == 150
    press(many, Qt.Key.Key_Minus)
    assert grid(many).side == 120


def test_the_wheel_alone_scrolls(many):
    side = grid(many).side
    turn_wheel(many, -2, Qt.KeyboardModifier.NoModifier)
    assert grid(many).verticalScrollBar().value() > 0
    assert grid(many).side == side


def test_a_change_of_size_keeps_the_marked_row_in_sight(many):
    many.session.update(row=40)
    page(many).head.slider.setValue(300)
    assert 40 in grid(many).in_sight()


def test_the_size_is_remembered(many):
    page(many).head.slider.setValue(240)
    press(many, Qt.Key.Key_E)
    again = RowsPage(many.session, many.colours)
    assert again.grid.side == 240


def test_a_search_leaves_what_it_found(many, qtbot):
    many.session.search("class:dog")
    qtbot.waitUntil(lambda: grid(many).count == COUNT // 3)
    assert page(many).head.text.text() == "20 of 60 rows"
    assert "key-row-4" in page(many).content(1).title
    press(many, Qt.Key.Key_End)
    assert many.session.state.row == COUNT - 2


def test_a_search_without_a_hit_is_said(many, qtbot):
    many.session.search("class:unicorn")
    qtbot.waitUntil(page(many).empty.isVisible)
    assert "No row" in page(many).empty.text()


def test_escape_leaves_the_search_then_the_lightbox(many, qtbot):
    many.session.search("class:dog")
    qtbot.waitUntil(lambda: grid(many).count == COUNT // 3)
    press(many, Qt.Key.Key_Escape)
    assert grid(many).count == COUNT
    press(many, Qt.Key.Key_Escape)
    assert many.canvas.isVisible()


def test_a_missing_image_says_so_in_its_place(application, tmp_path, qtbot):
    rows = [exports.row(exports.label(), row_id=f"r{n}") for n in range(2)]
    application.session.open(exports.write(tmp_path, *rows))
    qtbot.wait(20)
    application.session.update(page=Page.ROWS)
    content = page(application).content(1)
    assert content.fault == "image not found"
    assert content.image is not None
    assert "missing.png" in page(application)._tip(1)


def test_an_asset_that_is_no_image_shows_what_it_is(application, tmp_path, qtbot):
    row = exports.row(exports.label(), row_data="clip.mp4")
    row["media_attributes"] = {"mime_type": "video/mp4"}
    application.session.open(exports.write(tmp_path, row))
    qtbot.wait(20)
    application.session.update(page=Page.ROWS)
    content = page(application).content(0)
    assert (content.fault, content.icon) == ("video", "video")


def test_hosts_of_pictures_in_sight_are_asked_about(application, tmp_path, qtbot):
    hosts = ("a.example.com", "b.example.com")
    rows = [exports.row(exports.label(), row_id=host, row_data=f"https://{host}/x.png") for host in hosts]
    application.session.open(exports.write(tmp_path, *rows))
    qtbot.wait(20)
    application.session.update(page=Page.ROWS)
    qtbot.waitUntil(lambda: {host.name for host in page(application).hosts} == set(hosts))
    assert {host.name for host in application.window.stage.consent.asking} >= set(hosts)


def test_a_host_is_asked_about_that_only_another_row_in_sight_needs(application, tmp_path, qtbot):
    QImage(*exports.SIZE, QImage.Format.Format_RGB32).save(str(tmp_path / "here.png"))
    rows = [
        exports.row(exports.label(), row_id=name, row_data=name)
        for name in ("here.png", "https://a.example.com/x.png")
    ]
    application.session.open(exports.write(tmp_path, *rows))
    qtbot.wait(20)
    consent = application.window.stage.consent
    assert not consent.asking
    press(application, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: {host.name for host in consent.asking} == {"a.example.com"})
    press(application, Qt.Key.Key_E)
    assert not consent.asking


def test_what_is_wrong_with_the_row_looked_at_does_not_cover_the_grid(application, tmp_path, qtbot):
    application.session.open(exports.write(tmp_path, exports.row(exports.label())))
    qtbot.wait(20)
    assert application.window.stage.cards
    press(application, Qt.Key.Key_E)
    assert not application.window.stage.cards
    press(application, Qt.Key.Key_E)
    assert application.window.stage.cards


def test_nothing_is_made_while_the_lightbox_is_not_seen(many):
    press(many, Qt.Key.Key_E)
    made = page(many).miniatures.size_bytes
    many.session.update(opacity=0.8, row=30)
    assert page(many).miniatures.size_bytes == made
    assert not page(many).miniatures.waiting

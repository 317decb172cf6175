"""The lightbox of objects as a person uses it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import exports
from tests.ui.conftest import press
from viewer.app import Application
from viewer.catalog.objects import ObjectOrder
from viewer.state.view_state import Page
from viewer.ui.lightbox.objects_page import ObjectsPage

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def many(application: Application, tmp_path: Path, qtbot: QtBot) -> Application:
    """Twenty rows of two boxes each, on the red half and on the blue one of their image."""
    picture = QImage(400, 300, QImage.Format.Format_RGB32)
    picture.fill(QColor(200, 0, 0))
    for x in range(200, 400):
        for y in range(300):
            picture.setPixelColor(x, y, QColor(0, 0, 200))
    picture.save(str(tmp_path / "picture.png"))
    rows = [
        exports.row(
            exports.label(
                exports.box(f"red {n}", 50, 100, 40 + n, 40, name="red", confidence=n / 100),
                exports.box(f"blue {n}", 300, 100, 30, 30, name="blue"),
            ),
            row_id=f"row-{n}",
            row_data="picture.png",
        )
        for n in range(20)
    ]
    application.session.open(exports.write(tmp_path, *rows))
    qtbot.wait(20)
    application.session.update(opacity=0.0)
    application.canvas.setFocus()
    press(application, Qt.Key.Key_E, SHIFT)
    return application


def page(program: Application) -> ObjectsPage:
    return program.window.stage.objects_page


def titles(program: Application, count: int) -> list[str]:
    return [
        page(program).content(place).title.replace("\u2068", "").replace("\u2069", "")
        for place in range(count)
    ]


def test_every_object_has_a_cell_with_what_it_is_in_its_middle(many: Application, qtbot: QtBot) -> None:
    assert many.session.state.page is Page.OBJECTS
    assert page(many).head.text.text() == "40 objects"
    assert titles(many, 21)[:20] == ["blue"] * 20
    assert titles(many, 21)[20] == "red"
    assert page(many).content(0).note == "row 1 · 30 × 30"
    qtbot.waitUntil(lambda: page(many).content(0).image is not None)
    image = page(many).content(0).image
    assert image is not None
    middle = image.pixelColor(image.width() // 2, image.height() // 2)
    assert (middle.red(), middle.blue()) == (0, 200)


def test_the_order_is_chosen_in_the_head(many: Application) -> None:
    page(many).order.setFocus()
    QTest.keyClick(page(many).order, Qt.Key.Key_Down)
    assert many.session.state.object_order is ObjectOrder.SIZE
    assert page(many).content(0).note.startswith("row 20 · 59 × 40")
    QTest.keyClick(page(many).order, Qt.Key.Key_Down)
    assert many.session.state.object_order is ObjectOrder.CONFIDENCE
    assert page(many).content(0).note.endswith("19 %")
    assert titles(many, 40)[20:] == ["blue"] * 20, "which have no confidence"


def test_enter_opens_the_row_at_that_object(many: Application, qtbot: QtBot) -> None:
    press(many, Qt.Key.Key_End)
    press(many, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: many.session.state.page is Page.PICTURE)
    QApplication.processEvents()
    assert many.session.state.row == 19
    assert many.session.state.current is not None
    assert many.session.state.current[-1] == 0
    seen = many.canvas.viewport.seen
    assert seen.width() < 200, "as large as is useful"
    assert seen.contains(79, 120)


def test_only_objects_of_the_rows_found_are_there(many: Application, qtbot: QtBot) -> None:
    many.session.search("row-7")
    qtbot.waitUntil(lambda: page(many).grid.count == 2)
    assert page(many).head.text.text() == "2 of 40 objects"
    many.session.search("nothing like it")
    qtbot.waitUntil(lambda: page(many).grid.count == 0)
    assert page(many).empty.text() == "The rows found have no objects."


def test_escape_and_the_key_lead_back_and_another_export_is_listed_anew(
    many: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    many.session.open(exports.write(tmp_path, exports.row(exports.label()), name="empty.ndjson"))
    qtbot.waitUntil(lambda: page(many).listing.is_whole)
    assert page(many).empty.text() == "No row has an object."
    press(many, Qt.Key.Key_Escape)
    assert many.session.state.page is Page.PICTURE
    press(many, Qt.Key.Key_E, SHIFT)
    assert many.session.state.page is Page.OBJECTS
    press(many, Qt.Key.Key_E)
    assert many.session.state.page is Page.ROWS


def test_an_image_that_is_missing_is_said_in_the_cell(
    application: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    application.session.open(
        exports.write(tmp_path, exports.row(exports.label(exports.box("b", 1, 2, 30, 40))))
    )
    qtbot.wait(20)
    application.canvas.setFocus()
    press(application, Qt.Key.Key_E, SHIFT)
    qtbot.waitUntil(lambda: page(application).content(0).fault == "image not found")
    assert page(application).content(0).image is not None, "its outline is drawn all the same"

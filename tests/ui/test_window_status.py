"""The status bar: where one is, what is under the cursor, what takes long."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from viewer.app import Application
from viewer.state import steps
from viewer.ui.status_bar import SHOW_PROGRESS_MS


def test_it_tells_row_size_labels_and_picture(opened: Application) -> None:
    status = opened.window.status
    assert status.row.text == "Row 1 of 3"
    assert status.size_label.text == "400 × 300"
    assert status.labels.text == "1 label"
    assert status.media.text == "Beside the export"


def test_with_a_filter_it_counts_what_is_left(opened: Application) -> None:
    opened.session.search("row-2")
    assert opened.window.status.row.text == "Row 1, not among the 1 found"
    opened.session.apply(steps.go_to_row(opened.session.state, 1))
    assert opened.window.status.row.text == "Row 1 of 1 (from 3)"


def test_it_tells_what_is_under_the_cursor(opened: Application) -> None:
    canvas, status = opened.canvas, opened.window.status
    opened.window.resize(1600, 800)  # room for any font
    canvas.fit()
    at = canvas.viewport.to_view(QPointF(60.5, 45.5))
    QTest.mouseMove(canvas, at.toPoint())
    QTest.qWait(50)
    x, y = (float(part) for part in status.place.text.split("   ")[0].split(", "))
    assert abs(x - 60.5) < 2
    assert abs(y - 45.5) < 2
    assert status.place.text.endswith("0 128 128")  # Qt's dark cyan
    assert status.thing.text == "boundingbox: 100 × 50 px, area 5,000 px²"
    assert not status.thing.toolTip()  # nothing of it is cut


def test_it_tells_the_zoom(opened: Application) -> None:
    opened.window.commands.run("actual-size")
    assert opened.window.status.zoom.text == "100 %"


def test_sections_keep_their_width(opened: Application) -> None:
    status = opened.window.status
    sections = (status.row, status.size_label, status.place, status.labels, status.zoom, status.issues)
    sections += (status.dots,)
    before = [section.width() for section in sections]
    status.row.set_text("Row 1,000,000 of 9,999,999 (from 99,999,999)")
    status.labels.set_text("")
    status.show_zoom(123.456)
    status.issues.show_count(12, 34567)
    opened.session.progressed.emit("Reading all rows", 1, 2)
    QTest.qWait(SHOW_PROGRESS_MS + 50)
    assert [section.width() for section in sections] == before


def test_what_is_cut_is_told_whole_by_the_tooltip(opened: Application) -> None:
    status = opened.window.status
    text = "Row 1,000,000 of 9,999,999 (from 99,999,999)"
    status.row.set_text(text)
    assert status.row.toolTip() == text


def test_progress_shows_late_and_can_be_cancelled(opened: Application, qtbot: QtBot) -> None:
    status = opened.window.status
    opened.session.progressed.emit("Reading all rows", 1, 4)
    assert not status.progress.isVisible()
    qtbot.waitUntil(status.progress.isVisible, timeout=1000)
    assert status.progress.text.text == "Reading all rows"
    assert (status.progress.bar.value(), status.progress.bar.maximum()) == (1, 4)
    QTest.mouseClick(status.progress.cancel, Qt.MouseButton.LeftButton)
    assert not status.progress.isVisible()


def test_what_is_quick_shows_no_progress(opened: Application) -> None:
    opened.session.progressed.emit("Reading all rows", 0, 0)
    opened.session.progressed.emit("", 0, 0)
    QTest.qWait(SHOW_PROGRESS_MS + 50)
    assert not opened.window.status.progress.isVisible()


@pytest.mark.parametrize("total", [1 << 40, 3])
def test_progress_counts_further_than_32_bits(opened: Application, total: int) -> None:
    progress = opened.window.status.progress
    progress.tell("Opening", total // 2, total)
    assert progress.bar.value() == pytest.approx(progress.bar.maximum() / 2, abs=0.6)


def test_it_tells_how_much_is_drawn_as_dots(opened: Application) -> None:
    status = opened.window.status
    opened.canvas.dots_changed.emit(1234)
    assert status.dots.text == "1,234 dots"
    assert status.dots.toolTip().startswith("1,234 objects are too small at this zoom")
    opened.canvas.dots_changed.emit(0)
    assert (status.dots.text, status.dots.toolTip()) == ("", "")


def test_a_rotated_or_flipped_view_is_told(opened: Application) -> None:
    look = opened.window.status.look
    assert not look.isVisible()
    opened.window.commands.run("rotate-left")
    opened.window.commands.run("flip-across")
    assert look.isVisible()
    assert look.text == "90°, mirrored"
    opened.window.commands.run("upright")
    assert not look.isVisible()

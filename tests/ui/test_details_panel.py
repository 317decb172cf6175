"""The details panel: what it shows, folds, opens and copies."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QGuiApplication, QPalette
from pytestqt.qtbot import QtBot

from tests import exports
from viewer.canvas.colours import ClassColours
from viewer.media.store import MediaStore
from viewer.model.annotation import JsonPath
from viewer.state import steps
from viewer.state.session import Session
from viewer.tasks import InlineTasks, Ticket
from viewer.ui.panels.details import DetailsPanel
from viewer.ui.widgets.section_box import SHOWN_FIELDS

OBJECTS: JsonPath = ("projects", "project-1", "labels", 0, "annotations", "objects")

Open = Callable[..., tuple[Session, DetailsPanel]]


@pytest.fixture
def open_rows(qtbot: QtBot, tmp_path: Path) -> Open:
    def opened(*rows: exports.Json) -> tuple[Session, DetailsPanel]:
        tasks = InlineTasks()
        session = Session(tasks, MediaStore(tasks))
        panel = DetailsPanel(session, ClassColours)
        qtbot.addWidget(panel)
        panel.resize(340, 700)
        panel.show()
        if rows:
            session.open(exports.write(tmp_path, *rows))
        return session, panel

    return opened


def text_of(panel: DetailsPanel, section: str) -> str:
    box = panel.view.box(section)
    return box.body.toPlainText() if box is not None else ""


def click_link(panel: DetailsPanel, section: str, href: str = "target:0") -> None:
    box = panel.view.box(section)
    assert box is not None
    box.body.anchorClicked.emit(QUrl(href))


def test_without_an_export_a_sentence_says_so(open_rows: Open) -> None:
    _, panel = open_rows()
    assert panel.message.isVisible()
    assert panel.message.text() == "No export is open."


def test_selecting_shows_the_object_and_deselecting_the_row_alone(open_rows: Open) -> None:
    session, panel = open_rows(exports.row(exports.label(exports.box("b", 20, 30, 40, 60, name="car"))))
    assert panel.view.box("geometry") is None
    session.apply(steps.select(session.state, (*OBJECTS, 0)))
    assert "car" in text_of(panel, "object")
    assert "20, 30 px" in text_of(panel, "geometry")
    session.apply(steps.select(session.state, None))
    assert panel.view.box("object") is None
    assert "key-row-1" in text_of(panel, "data-row")


def test_going_to_another_row_shows_that_row(open_rows: Open) -> None:
    session, panel = open_rows(*(exports.row(exports.label(), row_id=f"row-{n}") for n in (1, 2)))
    session.apply(steps.go_to_row(session.state, 1))
    assert "row-2" in text_of(panel, "data-row")


def test_what_is_out_of_sight_catches_up_when_it_is_shown(open_rows: Open) -> None:
    session, panel = open_rows(exports.row(exports.label(exports.box("b", 1, 2, 3, 4))))
    panel.hide()
    session.apply(steps.select(session.state, (*OBJECTS, 0)))
    assert panel.view.box("object") is None
    panel.show()
    assert panel.view.box("object") is not None


def test_markup_in_a_file_is_shown_as_text(open_rows: Open) -> None:
    name = '<b>bold</b><img src="file:///etc/passwd">'
    session, panel = open_rows(exports.row(exports.label(exports.box("b", 1, 2, 3, 4, name=name))))
    session.apply(steps.select(session.state, (*OBJECTS, 0)))
    box = panel.view.box("object")
    assert box is not None
    assert name in box.body.toPlainText()
    assert box.body.document().toRawText().count("\ufffc") == 1  # the swatch of the class


def test_a_click_on_the_header_folds_and_the_next_row_stays_folded(open_rows: Open, qtbot: QtBot) -> None:
    session, panel = open_rows(*(exports.row(exports.label(), row_id=f"row-{n}") for n in (1, 2)))
    box = panel.view.box("data-row")
    assert box is not None
    qtbot.mouseClick(box.header, Qt.MouseButton.LeftButton)
    assert not box.body.isVisible()
    session.apply(steps.go_to_row(session.state, 1))
    after = panel.view.box("data-row")
    assert after is not None
    assert not after.body.isVisible()


def test_arrow_keys_fold_and_unfold_a_header(open_rows: Open, qtbot: QtBot) -> None:
    _, panel = open_rows(exports.row(exports.label()))
    box = panel.view.box("data-row")
    assert box is not None
    box.header.setFocus()
    qtbot.keyClick(box.header, Qt.Key.Key_Left)
    assert not box.body.isVisible()
    qtbot.keyClick(box.header, Qt.Key.Key_Right)
    assert box.body.isVisible()


def test_ctrl_c_on_a_header_copies_the_section(open_rows: Open, qtbot: QtBot) -> None:
    _, panel = open_rows(exports.row(exports.label()))
    box = panel.view.box("data-row")
    assert box is not None
    qtbot.keyClick(box.header, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "Global key: key-row-1" in QGuiApplication.clipboard().text()


def test_a_web_address_is_opened_only_when_it_is_clicked(
    open_rows: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or True)
    row = exports.row(exports.label(), row_data="https://example.com/a.png?Signature=abc")
    row["media_attributes"] = {"mime_type": "text/html"}
    _, panel = open_rows(row)
    assert opened == []
    click_link(panel, "asset")
    assert opened == ["https://example.com/a.png?Signature=abc"]


def test_any_other_address_is_copied(open_rows: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    _, panel = open_rows(exports.row(exports.label(), row_data="file:///etc/passwd"))
    click_link(panel, "asset")
    assert opened == []
    assert QGuiApplication.clipboard().text() == "file:///etc/passwd"


def test_the_end_of_a_relationship_selects_its_object(open_rows: Open) -> None:
    two = (exports.box("a", 1, 2, 3, 4), exports.box("b", 5, 5, 3, 4))
    label = exports.label(*two, relationships=[exports.relationship("r", "a", "b")])
    session, panel = open_rows(exports.row(label))
    session.apply(steps.select(session.state, (*OBJECTS[:-1], "relationships", 0)))
    click_link(panel, "object", "target:1")
    assert session.state.current == (*OBJECTS, 1)


def test_the_numbers_of_an_embedding_are_read_when_asked_for(open_rows: Open, qtbot: QtBot) -> None:
    numbers = [{"value": [0.5, 1.5, 2.5]}]
    row = exports.row(exports.label(), embeddings=[{"name": "clip", "dimensions": 3, "values": numbers}])
    _, panel = open_rows(row)
    box = panel.view.box("embeddings")
    assert box is not None
    qtbot.mouseClick(box.header, Qt.MouseButton.LeftButton)
    assert "0.5" not in text_of(panel, "embeddings")
    click_link(panel, "embeddings")
    assert "0.5, 1.5, 2.5" in text_of(panel, "embeddings")
    click_link(panel, "embeddings")
    assert json.loads(QGuiApplication.clipboard().text()) == [0.5, 1.5, 2.5]


class LateTasks(InlineTasks):
    """Keeps what is started back until it is asked for."""

    def __init__(self) -> None:
        self.late: list[Callable[[], object]] = []

    def start(self, work: Any, **asked: Any) -> Ticket:
        self.late.append(lambda: InlineTasks().start(work, **asked))
        return Ticket()

    def catch_up(self) -> None:
        while self.late:
            self.late.pop(0)()


def test_numbers_that_arrive_when_another_file_is_open_are_not_shown(tmp_path: Path, qtbot: QtBot) -> None:
    tasks = LateTasks()
    session = Session(tasks, MediaStore(InlineTasks()))
    panel = DetailsPanel(session, ClassColours)
    qtbot.addWidget(panel)
    panel.show()

    def open_with(number: float) -> None:
        values = [{"value": [number]}]
        row = exports.row(exports.label(), embeddings=[{"name": "clip", "dimensions": 1, "values": values}])
        session.open(exports.write(tmp_path, row, name=f"{number}.ndjson"))

    open_with(0.25)
    tasks.catch_up()
    box = panel.view.box("embeddings")
    assert box is not None
    qtbot.mouseClick(box.header, Qt.MouseButton.LeftButton)
    click_link(panel, "embeddings")
    asked_in_the_old_file = tasks.late.pop()
    open_with(0.75)
    tasks.catch_up()
    asked_in_the_old_file()
    assert "0.25" not in text_of(panel, "embeddings")
    assert "cannot be read" not in text_of(panel, "embeddings")


def test_a_long_section_shows_its_beginning_until_all_is_asked_for(open_rows: Open) -> None:
    fields = [{"schema_name": f"field-{n}", "value": str(n)} for n in range(SHOWN_FIELDS + 50)]
    _, panel = open_rows(exports.row(exports.label(), metadata_fields=fields))
    assert f"field-{SHOWN_FIELDS}" not in text_of(panel, "metadata")
    assert "Show 50 more" in text_of(panel, "metadata")
    click_link(panel, "metadata")
    assert f"field-{SHOWN_FIELDS + 49}" in text_of(panel, "metadata")


def test_an_unreadable_record_is_shown_with_its_beginning(open_rows: Open, tmp_path: Path) -> None:
    session, panel = open_rows()
    path = exports.write(tmp_path, exports.row(exports.label()))
    path.write_bytes(path.read_bytes() + b'{"errors": "<i>no</i> row"}\n')
    session.open(path, row="2")
    assert "<i>no</i> row" in text_of(panel, "unreadable")


def test_every_body_is_as_high_as_its_text(open_rows: Open, qtbot: QtBot) -> None:
    _, panel = open_rows(exports.row(exports.label(), row_data="https://example.com/" + "long/" * 200))
    panel.resize(180, 500)
    box = panel.view.box("asset")
    assert box is not None
    qtbot.waitUntil(lambda: box.body.height() >= box.body.document().size().height())
    assert box.body.document().idealWidth() <= box.body.viewport().width()


def test_a_change_of_theme_changes_the_text(open_rows: Open) -> None:
    _, panel = open_rows(exports.row(exports.label()))
    palette = QPalette(panel.palette())
    palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.magenta)
    panel.setPalette(palette)
    box = panel.view.box("data-row")
    assert box is not None
    document = box.body.document()
    found = document.find("key-row-1")
    assert found.charFormat().foreground().color() == QColor(Qt.GlobalColor.magenta)

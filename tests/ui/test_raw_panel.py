"""The raw JSON panel: follows the selection and leads it, copies, finds, shows the text of the file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests import exports
from viewer.canvas.colours import ClassColours
from viewer.media.store import MediaStore
from viewer.model.annotation import JsonPath
from viewer.state import steps
from viewer.state.session import INLINE_READ_BYTES, Session
from viewer.tasks import InlineTasks, ThreadTasks
from viewer.ui.panels.raw import RawPanel
from viewer.ui.widgets.source_text import SHOWN_BYTES, FoldedText

OBJECTS: JsonPath = ("projects", "project-1", "labels", 0, "annotations", "objects")

Open = Callable[..., tuple[Session, RawPanel]]


@pytest.fixture
def open_rows(qtbot: QtBot, tmp_path: Path) -> Open:
    def opened(*rows: exports.Json) -> tuple[Session, RawPanel]:
        tasks = InlineTasks()
        session = Session(tasks, MediaStore(tasks))
        panel = RawPanel(session, ClassColours)
        qtbot.addWidget(panel)
        panel.resize(420, 600)
        panel.show()
        if rows:
            session.open(exports.write(tmp_path, *rows))
        return session, panel

    return opened


def one_box() -> exports.Json:
    return exports.row(exports.label(exports.box("b", 20, 30, 40, 60, name="car")))


def is_seen(panel: RawPanel, index: QModelIndex) -> bool:
    return panel.tree.viewport().rect().intersects(panel.tree.visualRect(index))


def test_without_an_export_a_sentence_says_so(open_rows: Open) -> None:
    _, panel = open_rows()
    assert panel.message.isVisible()
    assert panel.message.text() == "No export is open."


def test_what_is_selected_is_marked_unfolded_and_in_view(open_rows: Open) -> None:
    objects = [exports.box(f"b{n}", n, 2, 3, 4) for n in range(150)]
    session, panel = open_rows(exports.row(exports.label(*objects)))
    session.apply(steps.select(session.state, (*OBJECTS, 140)))
    index = panel.tree.json.index_of((*OBJECTS, 140))
    assert index.data(Qt.ItemDataRole.FontRole).bold()
    assert panel.tree.isExpanded(index)
    assert is_seen(panel, index)
    session.apply(steps.select(session.state, None))
    assert index.data(Qt.ItemDataRole.FontRole) is None


def test_a_click_on_a_value_selects_its_annotation_and_the_cursor_stays(
    open_rows: Open, qtbot: QtBot
) -> None:
    session, panel = open_rows(one_box())
    index = panel.tree.json.index_of((*OBJECTS, 0, "bounding_box", "top"))
    panel.tree.go_to(index)
    panel.tree.expand(index.parent())
    place = panel.tree.visualRect(index).center()
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert session.state.current == (*OBJECTS, 0)
    assert panel.tree.current_path() == (*OBJECTS, 0, "bounding_box", "top")


def test_a_click_on_a_value_of_no_annotation_selects_nothing(open_rows: Open, qtbot: QtBot) -> None:
    session, panel = open_rows(one_box())
    index = panel.tree.json.index_of(("data_row",))
    qtbot.mouseClick(
        panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=panel.tree.visualRect(index).center()
    )
    assert session.state.current is None


def test_another_row_shows_that_row_with_the_selection_gone(open_rows: Open) -> None:
    session, panel = open_rows(one_box(), exports.row(exports.label(), row_id="row-2"))
    session.apply(steps.go_to_row(session.state, 1))
    assert panel.tree.json.index_of(("data_row", "id")).siblingAtColumn(1).data() == '"row-2"'


def test_out_of_sight_nothing_is_parsed_until_it_is_shown(open_rows: Open) -> None:
    session, panel = open_rows(one_box(), exports.row(exports.label(), row_id="row-2"))
    panel.hide()
    session.apply(steps.go_to_row(session.state, 1))
    assert panel.tree.json.index_of(("data_row", "id")).siblingAtColumn(1).data() == '"row-1"'
    panel.show()
    assert panel.tree.json.index_of(("data_row", "id")).siblingAtColumn(1).data() == '"row-2"'


def test_a_large_record_is_parsed_off_the_main_thread(qtbot: QtBot, tmp_path: Path) -> None:
    tasks = ThreadTasks()
    session = Session(tasks, MediaStore(tasks))
    panel = RawPanel(session, ClassColours)
    qtbot.addWidget(panel)
    panel.show()
    big = exports.row(exports.label(), notes=["x" * 1000] * (INLINE_READ_BYTES // 1000 + 100))
    with qtbot.waitSignal(session.opened):
        session.open(exports.write(tmp_path, big))
    assert panel.message.isVisible()
    qtbot.waitUntil(panel.tree.isVisible)
    assert panel.tree.json.index_of(("notes", 5)).siblingAtColumn(1).data() == '"' + "x" * 1000 + '"'
    tasks.close()


def test_values_paths_and_subtrees_can_be_copied(open_rows: Open, qtbot: QtBot) -> None:
    text = "x" * 3000
    _, panel = open_rows(exports.row(exports.label(exports.box("b", 20, 30, 40, 60, name=text))))
    panel.tree.go_to(panel.tree.json.index_of((*OBJECTS, 0, "name")))
    qtbot.keyClick(panel.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == text
    panel.tree.go_to(panel.tree.json.index_of((*OBJECTS, 0, "bounding_box")))
    panel.tree.copy_path()
    assert QGuiApplication.clipboard().text() == (
        "projects.project-1.labels[0].annotations.objects[0].bounding_box"
    )
    panel.tree.copy_json()
    copied = json.loads(QGuiApplication.clipboard().text())
    assert copied == {"left": 20, "top": 30, "width": 40, "height": 60}


def test_typing_and_enter_go_to_the_next_match(open_rows: Open, qtbot: QtBot) -> None:
    two = (exports.box("a", 1, 2, 3, 4, name="needle"), exports.box("b", 1, 2, 3, 4, name="Needle too"))
    _, panel = open_rows(exports.row(exports.label(*two)))
    qtbot.keyClicks(panel.finder.field, "needle")
    qtbot.keyClick(panel.finder.field, Qt.Key.Key_Return)
    assert panel.tree.current_path() == (*OBJECTS, 0, "name")
    qtbot.keyClick(panel.finder.field, Qt.Key.Key_Return)
    assert panel.tree.current_path() == (*OBJECTS, 1, "name")
    assert is_seen(panel, panel.tree.currentIndex())
    qtbot.keyClick(panel.finder.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert panel.tree.current_path() == (*OBJECTS, 0, "name")


def test_a_text_that_is_nowhere_is_said(open_rows: Open, qtbot: QtBot) -> None:
    _, panel = open_rows(one_box())
    qtbot.keyClicks(panel.finder.field, "no such thing")
    qtbot.mouseClick(panel.finder.next, Qt.MouseButton.LeftButton)
    assert panel.finder.note.text() == "not found"


def test_the_text_of_the_file_is_shown_as_it_stands_and_copied_without_folds(
    open_rows: Open, qtbot: QtBot
) -> None:
    row = one_box() | {"long": "word " * 2000}
    _, panel = open_rows(row)
    qtbot.mouseClick(panel.as_text, Qt.MouseButton.LeftButton)
    assert panel.source.text.isVisible()
    panel.source.text.selectAll()
    panel.source.text.copy()
    assert QGuiApplication.clipboard().text() == json.dumps(row)


def test_a_part_of_a_folded_line_is_copied_as_it_stands(qtbot: QtBot) -> None:
    view = FoldedText()
    qtbot.addWidget(view)
    line = "".join(chr(ord("a") + n % 26) for n in range(4500))
    view.show_text(f"first\n{line}\nlast")
    cursor = view.textCursor()
    cursor.setPosition(3)
    cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    view.copy()
    assert QGuiApplication.clipboard().text() == f"st\n{line}\nlast"


def test_a_text_beyond_the_limit_is_cut_with_a_note_and_saved_whole(
    open_rows: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = one_box() | {"long": "x" * SHOWN_BYTES}
    _, panel = open_rows(row)
    qtbot.mouseClick(panel.as_text, Qt.MouseButton.LeftButton)
    assert f"The first {SHOWN_BYTES:,} of" in panel.source.note.text()
    target = tmp_path / "saved.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    qtbot.mouseClick(panel.source.save, Qt.MouseButton.LeftButton)
    assert json.loads(target.read_text()) == row
    panel.source.save_to(tmp_path / "no" / "folder.json")
    assert "not saved" in panel.source.note.text()


def test_a_record_that_is_no_json_is_told_and_shown_as_text(
    open_rows: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    session, panel = open_rows()
    path = exports.write(tmp_path, one_box())
    path.write_bytes(path.read_bytes() + b'{"data_row": {"id": "broken\n')
    session.open(path, row="2")
    assert "no JSON" in panel.message.text()
    qtbot.mouseClick(panel.as_text, Qt.MouseButton.LeftButton)
    assert panel.source.text.toPlainText() == '{"data_row": {"id": "broken'


@pytest.mark.parametrize("key", [Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_PageDown, Qt.Key.Key_End])
def test_the_tree_keeps_the_keys_that_move_in_it(open_rows: Open, key: Qt.Key) -> None:
    _, panel = open_rows(one_box())
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    panel.tree.event(event)
    assert event.isAccepted()


@pytest.mark.parametrize(("key", "text"), [(Qt.Key.Key_B, "b"), (Qt.Key.Key_D, "d"), (Qt.Key.Key_N, "n")])
def test_the_tree_leaves_letters_to_the_window(open_rows: Open, key: Qt.Key, text: str) -> None:
    _, panel = open_rows(one_box())
    panel.tree.setCurrentIndex(panel.tree.json.index_of(("media_attributes",)))
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier, text)
    event.ignore()
    panel.tree.event(event)
    assert not event.isAccepted()
    panel.tree.keyboardSearch(text)
    assert panel.tree.current_path() == ("media_attributes",)


def test_left_and_right_fold_in_the_tree(open_rows: Open, qtbot: QtBot) -> None:
    _, panel = open_rows(one_box())
    index = panel.tree.json.index_of(("data_row",))
    panel.tree.setCurrentIndex(index)
    qtbot.keyClick(panel.tree, Qt.Key.Key_Left)
    assert not panel.tree.isExpanded(index)
    qtbot.keyClick(panel.tree, Qt.Key.Key_Right)
    assert panel.tree.isExpanded(index)


def test_a_value_two_hundred_levels_down_is_brought_into_view(open_rows: Open) -> None:
    deep: object = "bottom"
    for _ in range(200):
        deep = {"in": deep}
    _, panel = open_rows(one_box() | {"deep": deep})
    index = panel.tree.json.index_of(("deep", *("in",) * 200))
    panel.tree.go_to(index)
    assert index.siblingAtColumn(1).data() == '"bottom"'
    assert 0 <= panel.tree.visualRect(index).left() < panel.tree.viewport().width()
    assert is_seen(panel, index)

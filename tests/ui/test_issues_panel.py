"""The issues panel: groups, filters, and the way from an issue to its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests import exports
from viewer.canvas.colours import ClassColours
from viewer.catalog import catalog
from viewer.media.store import MediaStore
from viewer.model.annotation import JsonPath
from viewer.model.issue import Issue, Severity
from viewer.state.session import INLINE_READ_BYTES, Session
from viewer.tasks import InlineTasks, ThreadTasks
from viewer.ui.models.issue_table import LINE, ROW, WHAT, WHERE
from viewer.ui.panels.issues import IssuesPanel

NO_PICTURE = "a text, with no address of a picture\nthat could be missing"
OBJECTS: JsonPath = ("projects", "project-1", "labels", 0, "annotations", "objects")

Open = Callable[..., tuple[Session, IssuesPanel]]


@pytest.fixture
def open_rows(qtbot: QtBot, tmp_path: Path) -> Open:
    def opened(*rows: exports.Json) -> tuple[Session, IssuesPanel]:
        tasks = InlineTasks()
        session = Session(tasks, MediaStore(tasks))
        panel = IssuesPanel(session, ClassColours)
        qtbot.addWidget(panel)
        panel.resize(900, 300)
        panel.show()
        if rows:
            session.open(exports.write(tmp_path, *rows))
        wait(qtbot)
        return session, panel

    return opened


def wait(qtbot: QtBot) -> None:
    """Until coalesced updates are shown."""
    qtbot.wait(250)


def bad_row(row_id: str, *tops: object) -> exports.Json:
    """A row with one good box and one whose top is no number for each of `tops`."""
    bad = [exports.box(f"bad-{at}", 1, 2, 3, 4) for at in range(len(tops))]
    for each, top in zip(bad, tops, strict=True):
        each["bounding_box"]["top"] = top
    label = exports.label(exports.box("good", 1, 2, 3, 4), *bad)
    return exports.row(label, row_id=row_id, row_data=NO_PICTURE)


def good_row() -> exports.Json:
    return exports.row(exports.label(exports.box("b", 1, 2, 3, 4)), row_id="good", row_data=NO_PICTURE)


def cell(panel: IssuesPanel, column: int, row: int, parent: QModelIndex | None = None) -> str:
    return str(panel.model.index(row, column, parent or QModelIndex()).data())


def press(panel: IssuesPanel, qtbot: QtBot, index: QModelIndex) -> None:
    place = panel.tree.visualRect(index).center()
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_without_an_export_and_without_issues_a_sentence_says_so(open_rows: Open) -> None:
    _, nothing = open_rows()
    assert nothing.empty.text() == "No export is open."
    _, fine = open_rows(good_row())
    assert fine.empty.isVisible()
    assert fine.empty.text() == "No issues"


def test_a_repeated_cause_is_one_line_that_unfolds(open_rows: Open) -> None:
    _, panel = open_rows(bad_row("one", "x", "y"), good_row(), bad_row("three", "z"))
    assert panel.model.rowCount() == 1
    assert cell(panel, WHAT, 0) == "expected a number — 3 times"
    assert cell(panel, ROW, 0) == "2 rows"
    group = panel.model.index(0, 0)
    assert [cell(panel, LINE, at, group) for at in range(3)] == ["1", "1", "3"]
    assert [cell(panel, ROW, at, group) for at in range(3)] == ["key-one", "key-one", "key-three"]
    assert cell(panel, WHERE, 1, group).endswith("objects[2].bounding_box.top")
    assert panel.count.text() == "3"


def test_qt_finds_no_fault_with_the_model(open_rows: Open) -> None:
    _, panel = open_rows(bad_row("one", "x", "y"), exports.row({"id": 7, "annotations": 3}))
    tester = QAbstractItemModelTester(panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert tester.model() is panel.model


def test_a_click_goes_to_the_row_and_selects_the_nearest_object(open_rows: Open, qtbot: QtBot) -> None:
    session, panel = open_rows(good_row(), bad_row("two", "x", "y"))
    panel.tree.expandAll()
    press(panel, qtbot, panel.model.index(1, WHAT, panel.model.index(0, 0)))
    assert session.state.row == 1
    assert session.state.current == (*OBJECTS, 2)


def test_enter_goes_there_too(open_rows: Open, qtbot: QtBot) -> None:
    session, panel = open_rows(good_row(), bad_row("two", "x"))
    panel.tree.setCurrentIndex(panel.model.index(0, 0))
    qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    assert (session.state.row, session.state.current) == (1, (*OBJECTS, 1))


def test_going_there_is_two_steps_that_back_undoes(open_rows: Open, qtbot: QtBot) -> None:
    session, panel = open_rows(good_row(), bad_row("two", "x"))
    press(panel, qtbot, panel.model.index(0, 0))
    while session.can_go_back:
        session.travel(-1)
    assert (session.state.row, session.state.current) == (0, None)


def test_a_large_row_is_selected_in_once_it_is_read(qtbot: QtBot, tmp_path: Path) -> None:
    tasks = ThreadTasks()
    session = Session(tasks, MediaStore(tasks))
    panel = IssuesPanel(session, ClassColours)
    qtbot.addWidget(panel)
    panel.show()
    large = bad_row("large", "x") | {"notes": ["x" * 1000] * (INLINE_READ_BYTES // 1000 + 100)}
    session.open(exports.write(tmp_path, good_row(), large))
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1)
    press(panel, qtbot, panel.model.index(0, 0))
    qtbot.waitUntil(lambda: session.state.current == (*OBJECTS, 1))
    tasks.close()


def test_the_filters_leave_what_was_asked_for(open_rows: Open, qtbot: QtBot) -> None:
    session, panel = open_rows(bad_row("one", "12"), bad_row("two", "x"))
    assert {issue.severity for issue in session.issues} == {Severity.WARNING, Severity.ERROR}
    qtbot.keyClick(panel.severity, Qt.Key.Key_Down)
    assert panel.severity.currentText() == "Errors"
    assert (panel.model.rowCount(), cell(panel, ROW, 0)) == (1, "key-two")
    qtbot.keyClick(panel.severity, Qt.Key.Key_Up)
    qtbot.keyClick(panel.here, Qt.Key.Key_Space)
    assert (panel.model.rowCount(), cell(panel, ROW, 0)) == (1, "key-one")
    assert panel.count.text() == "1 of 2"
    qtbot.keyClick(panel.here, Qt.Key.Key_Space)
    qtbot.keyClicks(panel.search, "key-two")
    wait(qtbot)
    assert (panel.model.rowCount(), cell(panel, ROW, 0)) == (1, "key-two")
    qtbot.keyClicks(panel.search, " nothing")
    wait(qtbot)
    assert panel.empty.text() == "No issue is left by this filter."


def test_this_row_only_follows_the_row(open_rows: Open, qtbot: QtBot) -> None:
    session, panel = open_rows(bad_row("one", "x"), bad_row("two", "y"))
    panel.here.setChecked(True)
    session.update(row=1)
    wait(qtbot)
    assert (panel.model.rowCount(), cell(panel, ROW, 0)) == (1, "key-two")


def test_all_that_is_shown_is_copied_as_text(open_rows: Open, qtbot: QtBot) -> None:
    _, panel = open_rows(bad_row("one", "x", "y"))
    qtbot.mouseClick(panel.copy, Qt.MouseButton.LeftButton)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("error: line 1, projects.project-1.labels[0].annotations.objects[1]")


def test_beyond_the_limit_the_total_is_told(open_rows: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog, "MOST_ISSUES", 5)
    _, panel = open_rows(*(bad_row(f"r{n}", "x") for n in range(12)))
    assert panel.count.text() == "showing the first 5 of 12"


def test_many_changes_are_shown_once(open_rows: Open, qtbot: QtBot) -> None:
    session, panel = open_rows(good_row())
    resets: list[None] = []
    panel.model.modelReset.connect(lambda: resets.append(None))
    for n in range(50):
        session.media.issues_found.emit(0, (Issue(Severity.WARNING, f"finding {n}", row=0),))
    wait(qtbot)
    assert len(resets) == 1
    assert cell(panel, WHAT, 0) == "finding 49"

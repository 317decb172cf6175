"""A file that is still being listed, that grows, that is replaced while it is open."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests import exports
from viewer.app import Application
from viewer.formats import containers, source
from viewer.state.preferences import Preferences
from viewer.tasks import ThreadTasks
from viewer.ui.models.nodes import DRAWER, FLAT_LIMIT
from viewer.ui.models.row_table import RowTable
from viewer.ui.models.rows_model import RowsModel
from viewer.ui.panels.issues import IssuesPanel
from viewer.ui.panels.rows import RowsPanel
from viewer.ui.panels.table import TablePanel

COUNT = FLAT_LIMIT + 3 * DRAWER + 7


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """The file comes in small pieces, and the later part only when the gate is open."""
    for module in (source, containers):
        monkeypatch.setattr(module, "CHUNK_BYTES", 4_000)
    opened, read_at = threading.Event(), source.Source.read_at

    def held(self: source.Source, offset: int, size: int) -> bytes:
        if offset > 400_000:
            assert opened.wait(20)
        return read_at(self, offset, size)

    monkeypatch.setattr(source.Source, "read_at", held)
    return opened


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, preferences: Preferences) -> Iterator[Application]:
    program = Application(qapp, preferences, ThreadTasks())
    qtbot.addWidget(program.window)
    program.window.faults.uninstall()
    program.window.resize(1280, 800)
    program.window.show()
    yield program
    program.window.close()
    program.close()


def many(folder: Path, count: int = COUNT) -> Path:
    rows = [exports.row(exports.label(), row_id=f"r{at}") for at in range(count)]
    return exports.write(folder, *rows)


def top(model: RowsModel) -> int:
    return model.rowCount(QModelIndex())


def test_the_first_row_is_shown_before_the_file_was_read(
    program: Application, gate: threading.Event, tmp_path: Path, qtbot: QtBot
) -> None:
    program.session.open(many(tmp_path))
    qtbot.waitUntil(lambda: program.canvas.scene is not None)
    assert program.session.row is not None
    export = program.session.export
    assert export is not None
    qtbot.waitUntil(lambda: len(export) > 800)
    assert len(export) < FLAT_LIMIT
    assert not export.is_listed
    panel = program.window.findChild(RowsPanel)
    assert isinstance(panel, RowsPanel)
    assert 0 < top(panel.model) <= len(export)
    program.session.update(row=5)
    qtbot.waitUntil(lambda: program.session.row is not None and program.session.row.id == "r5")
    index = panel.model.index_of_row(5)
    assert panel.tree.isExpanded(index)
    gate.set()
    qtbot.waitUntil(lambda: export.is_listed and program.session.row_count == COUNT)
    qtbot.waitUntil(lambda: panel.count.text() == f"{COUNT:,}")
    drawers = -(-COUNT // DRAWER)
    qtbot.waitUntil(lambda: top(panel.model) == drawers)
    assert panel.model.index_of_row(COUNT - 1).isValid()
    assert program.session.state.row == 5
    table = program.window.findChild(TablePanel)
    assert isinstance(table, TablePanel)
    assert isinstance(table.model, RowTable)
    assert table.model.rowCount() == COUNT
    qtbot.waitUntil(lambda: program.session.catalog is not None and len(program.session.catalog) == COUNT)


def test_listing_is_cancelled_and_what_was_listed_stays(
    program: Application, gate: threading.Event, tmp_path: Path, qtbot: QtBot
) -> None:
    program.session.open(many(tmp_path))
    qtbot.waitUntil(lambda: program.session.row is not None)
    program.session.cancel()
    gate.set()
    export = program.session.export
    assert export is not None
    listed = len(export)
    qtbot.wait(200)
    assert len(export) <= listed + 60
    assert program.session.row_count >= 1
    assert export.read(0).row == program.session.row


def test_a_file_that_grew_is_noticed_and_read_on_reload(
    program: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    path = many(tmp_path, 30)
    program.session.open(path, row="21")
    qtbot.waitUntil(lambda: program.session.row is not None and program.session.row_count == 30)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(exports.row(row_id="late")) + "\n")
    stage = program.window.stage
    qtbot.waitUntil(lambda: any(card.notice.title == "The file was changed" for card in stage.cards))
    assert program.session.row is not None, "what was read stays in sight"
    reload = next(each for each in stage.cards[-1].findChildren(QPushButton) if each.text() == "Reload")
    QTest.mouseClick(reload, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.session.row_count == 31)
    assert program.session.state.row == 20
    assert not any(card.notice.title == "The file was changed" for card in stage.cards)


@pytest.mark.parametrize("how", ["replaced", "removed"])
def test_a_file_that_was_replaced_or_removed_is_noticed(
    how: str, program: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    path = many(tmp_path, 5)
    program.session.open(path)
    qtbot.waitUntil(lambda: program.session.row is not None)
    told: list[Any] = []
    program.session.file_changed.connect(lambda: told.append(how))
    if how == "replaced":
        (tmp_path / "new").write_text(json.dumps(exports.row(row_id="new")) + "\n")
        (tmp_path / "new").replace(path)
    else:
        path.unlink()
    qtbot.waitUntil(lambda: told == [how])
    assert program.session.row is not None
    (tmp_path / "another").write_text("")
    qtbot.wait(1500)
    assert told == [how], "other files in the folder are none of its business"


def add(path: Path, *rows: Any) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def reading(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The offsets from which pieces of files are read one after the other, from now on."""
    begun: list[int] = []
    chunks = source.Source.chunks

    def noted(self: source.Source, offset: int) -> Iterator[tuple[int, bytes]]:
        begun.append(offset)
        return chunks(self, offset)

    monkeypatch.setattr(source.Source, "chunks", noted)
    return begun


def test_reloading_a_file_that_has_grown_reads_the_new_part_alone_and_leaves_all_else(
    program: Application, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = exports.box("b", 1, 2, 30, 40, name="car")
    path = exports.write(tmp_path, *(exports.row(exports.label(box), row_id=f"r{at}") for at in range(30)))
    session = program.session
    session.open(path)
    qtbot.waitUntil(lambda: session.catalog is not None and len(session.catalog) == 30)
    session.update(row=20)
    qtbot.waitUntil(lambda: session.row is not None and session.row.id == "r20")
    (picked,) = [each.path for each in next(session.row.labels()).annotations.objects]
    session.update(selection=(picked,), hidden_classes=frozenset({"tree"}))
    session.search("class:car")
    qtbot.waitUntil(lambda: session.state.found is not None and len(session.state.found) == 30)
    read, opened = session.read, []
    session.opened.connect(lambda: opened.append(True))
    begun = reading(monkeypatch)
    size = path.stat().st_size
    add(path, exports.row(exports.label(box), row_id="late"), exports.row(row_id="later"))
    qtbot.waitUntil(lambda: bool(program.window.stage.cards))
    QTest.keyClick(program.window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: session.row_count == 32)
    qtbot.waitUntil(lambda: session.state.found is not None and len(session.state.found) == 31)
    assert opened == [], "nothing is opened anew"
    assert begun
    assert min(begun) > size * 28 / 30
    assert session.read is read
    assert (session.state.row, session.state.selection) == (20, (picked,))
    assert session.state.hidden_classes == {"tree"}
    assert session.catalog is not None
    assert session.catalog.summary(30).name == "key-late"
    assert session.catalog.is_complete
    assert not program.window.stage.cards or all(
        card.notice.title != "The file was changed" for card in program.window.stage.cards
    )
    panel = program.window.findChild(RowsPanel)
    assert isinstance(panel, RowsPanel)
    assert panel.count.text() == "31 of 32"


def test_a_row_that_could_not_be_read_meanwhile_is_read_after_reloading(
    program: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    path = many(tmp_path, 60)
    program.session.open(path)
    qtbot.waitUntil(lambda: program.session.row is not None and program.session.row_count == 60)
    panel = program.window.findChild(RowsPanel)
    assert isinstance(panel, RowsPanel)
    add(path, exports.row(row_id="late"))
    panel.tree.expand(panel.model.index_of_row(9))
    qtbot.waitUntil(lambda: panel.model.node(panel.model.index_of_row(9)).failed)  # type: ignore[attr-defined]
    program.session.reload()
    qtbot.waitUntil(lambda: program.session.row_count == 61)
    panel.tree.expand(panel.model.index_of_row(9))
    node = panel.model.node(panel.model.index_of_row(9))
    qtbot.waitUntil(lambda: bool(node.children) and not node.failed)  # type: ignore[attr-defined]


def test_a_longer_file_with_other_rows_is_opened_anew(
    program: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    path = many(tmp_path, 30)
    program.session.open(path)
    qtbot.waitUntil(lambda: program.session.row is not None and program.session.row_count == 30)
    rows = [exports.row(exports.label(), row_id=f"s{at}") for at in range(40)]
    exports.write(tmp_path, *rows)
    with qtbot.waitSignal(program.session.opened):
        program.session.reload()
    qtbot.waitUntil(lambda: program.session.row is not None and program.session.row.id == "s0")


def test_a_cancelled_listing_says_how_far_it_came_and_goes_on_when_asked(
    program: Application, gate: threading.Event, tmp_path: Path, qtbot: QtBot
) -> None:
    program.session.open(many(tmp_path))
    qtbot.waitUntil(lambda: program.session.row is not None)
    export = program.session.export
    assert export is not None
    qtbot.waitUntil(lambda: len(export) > 800)
    panel = program.window.findChild(RowsPanel)
    assert isinstance(panel, RowsPanel)
    assert not panel.stopped.isVisible()
    qtbot.waitUntil(program.window.status.progress.isVisible)
    QTest.mouseClick(program.window.status.progress.cancel, Qt.MouseButton.LeftButton)
    assert panel.stopped.isVisible()
    gate.set()
    qtbot.wait(200)
    assert not export.is_listed
    assert "Listing was cancelled: only the first " in panel.stopped.text.text()
    QTest.mouseClick(panel.stopped.button, Qt.MouseButton.LeftButton)
    assert not panel.stopped.isVisible()
    qtbot.waitUntil(lambda: export.is_listed and program.session.row_count == COUNT)
    qtbot.waitUntil(lambda: program.session.catalog is not None and len(program.session.catalog) == COUNT)


def test_shelves_fill_while_rows_are_listed_and_what_is_unfolded_stays(
    program: Application, gate: threading.Event, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("FLAT_LIMIT", 200), ("DRAWER", 50), ("DRAWERS_A_SHELF", 10), ("SHELVES_FROM", 20)):
        monkeypatch.setattr(f"viewer.ui.models.row_list.{name}", value)
    monkeypatch.setattr("viewer.ui.models.rows_model.DRAWER", 50)
    program.session.open(many(tmp_path))
    qtbot.waitUntil(lambda: program.session.row is not None)
    panel = program.window.findChild(RowsPanel)
    assert isinstance(panel, RowsPanel)
    qtbot.waitUntil(lambda: len(panel.model._rows) >= 500)
    model, resets = panel.model, []
    model.modelReset.connect(lambda: resets.append(len(model._rows)))
    program.session.update(row=7)
    shelf = model.index(0, 0)
    assert shelf.data() == "Rows 1 to 500"
    assert [model.index(at, 0, shelf).data() for at in (0, 9)] == ["Rows 1 to 50", "Rows 451 to 500"]
    gate.set()
    qtbot.waitUntil(lambda: len(model._rows) == COUNT)
    assert top(model) == -(-COUNT // 500)
    assert resets == []
    assert panel.tree.isExpanded(model.index_of_row(7))
    for row in (0, 49, 50, 499, 500, 2_345, COUNT - 1):
        index = model.index_of_row(row)
        assert model.node(index).row == row
        assert model.node(index.parent().parent()).text.startswith(f"Rows {row // 500 * 500 + 1:,} to ")


def test_the_window_is_closed_while_rows_are_listed(
    program: Application, gate: threading.Event, tmp_path: Path, qtbot: QtBot
) -> None:
    program.session.open(many(tmp_path))
    qtbot.waitUntil(lambda: program.session.row is not None)
    export = program.session.export
    assert export is not None
    assert not export.is_listed
    gate.set()
    program.window.close()
    program.close()
    assert not any(thread.name.startswith("annoscope") for thread in threading.enumerate())


def test_ten_thousand_broken_lines_are_told_once_with_their_count(
    program: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "broken.ndjson"
    good = json.dumps(exports.row(exports.label(), row_id="good"))
    path.write_text("".join(f'{good}\n{{"data_row": {{"id": "x"\n' for _ in range(10_000)), encoding="utf-8")
    program.session.open(path)
    qtbot.waitUntil(
        lambda: program.session.catalog is not None and program.session.catalog.is_checked, timeout=60_000
    )
    program.window.docks.show("issues")
    panel = program.window.findChild(IssuesPanel)
    assert isinstance(panel, IssuesPanel)
    qtbot.waitUntil(lambda: panel.model.rowCount() > 0 and panel.count.text().startswith("10,0"))
    lines = [panel.model.index(at, 0) for at in range(panel.model.rowCount())]
    broken = max(lines, key=panel.model.rowCount)
    assert panel.model.rowCount(broken) >= 9_900, "each place on demand"
    assert len(lines) < 20
    program.session.update(row=1)
    assert program.session.row is None, "a row in its place, with its reason"

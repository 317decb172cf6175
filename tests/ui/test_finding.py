"""Finding rows in the window: typing a query, facets, the table, samples."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import exports
from viewer.app import Application
from viewer.catalog.found import Request, Sample, SortKey
from viewer.state.preferences import Preferences
from viewer.state.saved_queries import SavedQuery
from viewer.ui.dialogs.query_help import QueryHelp
from viewer.ui.dialogs.sample import SampleDialog
from viewer.ui.models.row_table import COLUMNS, next_sort
from viewer.ui.panels.facets import FacetsPanel
from viewer.ui.panels.rows import RowsPanel
from viewer.ui.panels.table import TablePanel
from viewer.ui.widgets.histogram_bars import HistogramBars

NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def found(application: Application, tmp_path: Path) -> Application:
    """Twelve rows: row n has n cars, every third is done, some hold a long name from the right."""
    rows = []
    for at in range(12):
        boxes = [exports.box(f"b{n}", 1, 2, 3, 4, name="car") for n in range(at)]
        boxes += [exports.box("x", 1, 2, 3, 4, name="שלט " + "long " * 20)] if at % 4 == 1 else []
        row = exports.row(exports.label(*boxes), row_id=f"r{at:02}")
        row["projects"]["project-1"]["project_details"] = {
            "workflow_status": "IN_REVIEW" if at % 3 else "DONE"
        }
        rows.append(row)
    application.session.open(exports.write(tmp_path, *rows))
    assert application.session.catalog is not None
    return application


def rows_panel(application: Application) -> RowsPanel:
    panel = application.window.findChild(RowsPanel)
    assert isinstance(panel, RowsPanel)
    return panel


def shown(application: Application) -> list[int] | None:
    rows = application.session.state.found
    return None if rows is None else list(rows)


# ----------------------------------------------------------------- the field


def test_a_query_is_completed_while_it_is_typed(found: Application, qtbot: QtBot) -> None:
    field = rows_panel(found).search
    field.setFocus()
    QTest.keyClicks(field, "stat")
    assert field.offered == ("status:",)
    QTest.keyClick(field.popup, Qt.Key.Key_Tab)
    assert field.text() == "status:"
    assert field.offered == ("IN_REVIEW", "DONE")
    QTest.keyClicks(field, "d")
    assert field.offered == ("DONE",)
    QTest.keyClick(field.popup, Qt.Key.Key_Down)
    QTest.keyClick(field.popup, Qt.Key.Key_Return)
    assert field.text() == "status:DONE "
    assert field.offered == ()
    qtbot.waitUntil(lambda: shown(found) == [0, 3, 6, 9])
    assert rows_panel(found).count.text() == "4 of 12"


def test_escape_closes_the_list_and_a_second_one_the_search(found: Application, qtbot: QtBot) -> None:
    field = rows_panel(found).search
    field.setFocus()
    QTest.keyClicks(field, "cla")
    assert field.offered == ("class:",)
    QTest.keyClick(field.popup, Qt.Key.Key_Escape)
    assert (field.text(), field.offered) == ("cla", ())
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    qtbot.waitUntil(lambda: shown(found) is None)


def test_enter_is_about_what_was_typed_unless_a_line_was_chosen(found: Application) -> None:
    field = rows_panel(found).search
    field.setFocus()
    QTest.keyClicks(field, "objects>1")
    QTest.keyClicks(field, " clas")
    assert field.offered == ("class:",)
    for _ in "clas":
        QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert found.session.state.row == 1
    assert rows_panel(found).saved.recent[:1] == ("objects>1 ",)


def test_what_cannot_be_read_is_told_below_the_field_and_the_rows_stay(found: Application) -> None:
    panel = rows_panel(found)
    found.session.search("status:done")
    assert not panel.fault.isVisible()
    found.session.search("clas:car")
    assert panel.fault.isVisible()
    assert panel.fault.text.text().replace("\u200b", "") == "There is no field clas; did you mean class?"
    assert shown(found) == [0, 3, 6, 9]
    found.session.search("class:car")
    assert not panel.fault.isVisible()


def test_a_press_on_an_example_of_the_lesson_tries_it(found: Application) -> None:
    found.window.commands.run("query-help")
    (lesson,) = found.window.findChildren(QueryHelp)
    example = next(each for each in lesson.examples if each.text() == "class:car>3")
    QTest.mouseClick(example, Qt.MouseButton.LeftButton)
    assert shown(found) == list(range(4, 12))
    assert rows_panel(found).search.text() == "class:car>3"


def test_queries_are_saved_under_names_and_survive_the_program(
    found: Application, preferences: Preferences, qapp: QApplication
) -> None:
    saved = rows_panel(found).saved
    saved.save("Mine", "status:done")
    saved.save("all cars", "class:car")
    saved.rename("Mine", "Done ones")
    saved.save("gone", "x")
    saved.forget("gone")
    again = Application(qapp, preferences)
    try:
        kept = rows_panel(again).saved.all
    finally:
        again.close()
    assert kept == (SavedQuery("all cars", "class:car"), SavedQuery("Done ones", "status:done"))
    menu = rows_panel(found).queries
    menu.fill()
    actions = {action.text(): action for action in menu.menu().actions()}
    assert not actions["Save this query…"].isEnabled()
    actions["Done ones"].trigger()
    assert shown(found) == [0, 3, 6, 9]


# ----------------------------------------------------------------- facets


@pytest.fixture
def facets(found: Application, qtbot: QtBot) -> FacetsPanel:
    found.window.commands.run("show-facets")
    panel = found.window.findChild(FacetsPanel)
    assert isinstance(panel, FacetsPanel)
    qtbot.waitUntil(lambda: panel.model.rowCount() > 0)
    return panel


def lines(panel: FacetsPanel, title: str) -> dict[str, QModelIndex]:
    for row in range(panel.model.rowCount()):
        head = panel.model.item(row)
        if head.text() == title:
            items = [head.child(n) for n in range(head.rowCount())]
            return {each.text().strip("\u2068\u2069"): each.index() for each in items}
    return {}


def counts(panel: FacetsPanel, title: str) -> dict[str, str]:
    return {name: index.data(Qt.ItemDataRole.UserRole + 2) for name, index in lines(panel, title).items()}


def press(panel: FacetsPanel, index: QModelIndex, keys: Qt.KeyboardModifier = NONE) -> None:
    panel.tree.scrollTo(index)
    place = panel.tree.visualRect(index).center()
    assert place != QPoint()
    QTest.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, keys, place)


def test_facets_count_what_was_found_and_write_the_query(
    found: Application, facets: FacetsPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert counts(facets, "Status") == {"IN_REVIEW": "8", "DONE": "4"}
    assert counts(facets, "Classes")["car"] == "11"
    press(facets, lines(facets, "Status")["DONE"])
    assert rows_panel(found).search.text() == "status=DONE"
    assert shown(found) == [0, 3, 6, 9]
    qtbot.waitUntil(lambda: counts(facets, "Classes")["car"] == "3")
    assert counts(facets, "Status") == {"DONE": "4", "IN_REVIEW": "8"}, "the others can still be chosen"
    monkeypatch.setattr(QApplication, "keyboardModifiers", lambda: CTRL)
    press(facets, lines(facets, "Status")["IN_REVIEW"])
    assert rows_panel(found).search.text() == "status=DONE or status=IN_REVIEW"
    monkeypatch.setattr(QApplication, "keyboardModifiers", lambda: SHIFT)
    qtbot.waitUntil(lambda: counts(facets, "Classes")["car"] == "11")
    press(facets, lines(facets, "Classes")["car"])
    assert shown(found) == [0]


def bars_of(facets: FacetsPanel, field: str, qtbot: QtBot) -> HistogramBars:
    qtbot.waitUntil(lambda: field in facets.histograms)
    bars = facets.histograms[field]
    head = next(
        each for each in map(facets.model.item, range(facets.model.rowCount())) if each.text() == "Objects"
    )
    facets.tree.setExpanded(head.index(), True)
    facets.tree.scrollTo(head.index(), facets.tree.ScrollHint.PositionAtTop)
    QApplication.processEvents()
    assert bars.isVisible()
    return bars


def place_in(bars: HistogramBars, place: int) -> QPoint:
    return QPoint(6 + round((place + 0.5) * (bars.width() - 12) / len(bars.histogram)), 20)


def test_dragging_over_a_histogram_writes_a_range_into_the_query(
    found: Application, facets: FacetsPanel, qtbot: QtBot
) -> None:
    found.session.search("status:IN_REVIEW")
    qtbot.waitUntil(lambda: shown(found) is not None and len(shown(found) or ()) == 8)
    qtbot.wait(150)
    bars = bars_of(facets, "objects", qtbot)
    assert sum(bars.histogram.counts) == 8
    low = bars.histogram.places(4, 4)
    high = bars.histogram.places(8, 8)
    assert low is not None
    assert high is not None
    QTest.mousePress(bars, Qt.MouseButton.LeftButton, NONE, place_in(bars, high[0]))
    QTest.mouseMove(bars, place_in(bars, low[0]))
    assert bars.text == "4 to 8: 4 rows"
    QTest.mouseRelease(bars, Qt.MouseButton.LeftButton, NONE, place_in(bars, low[0]))
    assert found.session.state.request.query == "status:IN_REVIEW objects:4..8"
    qtbot.waitUntil(lambda: shown(found) == [4, 5, 7, 8])
    qtbot.waitUntil(lambda: facets.histograms["objects"].taken == (low[0], high[0]))
    again = bars_of(facets, "objects", qtbot)
    assert again.text == "4 to 8: 4 rows", "what is chosen can be changed: the others are counted too"
    QTest.mouseDClick(again, Qt.MouseButton.LeftButton, NONE, place_in(again, 0))
    assert found.session.state.request.query == "status:IN_REVIEW"


def test_keys_choose_a_range_of_a_histogram_as_the_mouse_does(
    found: Application, facets: FacetsPanel, qtbot: QtBot
) -> None:
    bars = bars_of(facets, "objects", qtbot)
    row = found.session.state.row
    bars.setFocus()
    QTest.keyClick(bars, Qt.Key.Key_Right)
    QTest.keyClick(bars, Qt.Key.Key_Right)
    for _ in range(3):
        QTest.keyClick(bars, Qt.Key.Key_Right, SHIFT)
    assert bars.text == "2 to 5: 4 rows"
    assert bars.accessibleDescription() == bars.text
    QTest.keyClick(bars, Qt.Key.Key_Return)
    assert found.session.state.request.query == "objects:2..5"
    qtbot.waitUntil(lambda: facets.histograms["objects"].taken == (2, 5))
    again = facets.histograms["objects"]
    qtbot.waitUntil(again.hasFocus)
    QTest.keyClick(again, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(again, Qt.Key.Key_Space)
    assert found.session.state.request.query == "objects:2..6"
    qtbot.waitUntil(lambda: facets.histograms["objects"].taken == (2, 6))
    QTest.keyClick(facets.histograms["objects"], Qt.Key.Key_Delete)
    assert not found.session.state.request.query
    assert found.session.state.row == row, "the arrows are those of the histogram"


def test_a_value_is_found_among_many(found: Application, facets: FacetsPanel) -> None:
    QTest.keyClicks(facets.search, "LONG")
    QTest.keyClick(facets.search, Qt.Key.Key_Return)
    assert [facets.model.item(row).text() for row in range(facets.model.rowCount())] == ["Classes"]
    assert len(lines(facets, "Classes")) == 1


def test_folded_facets_stay_folded(found: Application, facets: FacetsPanel, qtbot: QtBot) -> None:
    head = facets.model.item(0)
    assert facets.tree.isExpanded(head.index())
    press(facets, head.index())
    found.session.search("class:car")
    qtbot.waitUntil(lambda: counts(facets, "Classes")["car"] == "11")
    assert not facets.tree.isExpanded(facets.model.item(0).index())


# ----------------------------------------------------------------- the table


@pytest.fixture
def table(found: Application) -> TablePanel:
    found.window.commands.run("show-table")
    panel = found.window.findChild(TablePanel)
    assert isinstance(panel, TablePanel)
    return panel


def column(panel: TablePanel, name: str) -> list[str]:
    section = COLUMNS.index(name)
    texts = (panel.model.index(line, section).data() for line in range(panel.model.rowCount()))
    return [str(text).strip("\u2068\u2069") for text in texts]


def press_head(panel: TablePanel, name: str) -> None:
    header = panel.table.horizontalHeader()
    section = COLUMNS.index(name)
    place = QPoint(header.sectionViewportPosition(section) + header.sectionSize(section) // 2, 5)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, NONE, place)


def test_the_table_shows_fields_side_by_side_and_sorts_by_them(
    found: Application, table: TablePanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert column(table, "row")[:3] == ["1", "2", "3"]
    assert column(table, "status")[:4] == ["DONE", "IN_REVIEW", "IN_REVIEW", "DONE"]
    press_head(table, "objects")
    press_head(table, "objects")
    assert found.session.state.request.sort == (SortKey("objects", descending=True),)
    assert column(table, "row")[:3] == ["12", "10", "11"]
    monkeypatch.setattr(QApplication, "keyboardModifiers", lambda: SHIFT)
    press_head(table, "status")
    assert [key.field for key in found.session.state.request.sort] == ["objects", "status"]
    monkeypatch.setattr(QApplication, "keyboardModifiers", lambda: NONE)
    press_head(table, "objects")
    assert column(table, "row")[0] == "1"


def test_the_table_leads_and_follows(found: Application, table: TablePanel) -> None:
    found.session.search("status:done")
    index = table.model.index(2, table._first_shown())
    QTest.mouseClick(
        table.table.viewport(), Qt.MouseButton.LeftButton, NONE, table.table.visualRect(index).center()
    )
    assert found.session.state.row == 6
    found.window.commands.run("next-row")
    assert found.session.state.row == 9
    assert table.table.currentIndex().row() == 3
    found.session.search("objects<2")
    assert table.table.selectionModel().selectedRows() == []


def test_going_on_follows_the_sorted_order(found: Application) -> None:
    found.session.ask(Request(sort=(SortKey("objects", descending=True),)))
    found.window.commands.run("first-row")
    assert found.session.state.row == 11
    found.window.commands.run("next-row")
    assert found.session.state.row == 9


def test_columns_of_choice_are_remembered(
    found: Application, table: TablePanel, preferences: Preferences, qapp: QApplication
) -> None:
    table.show_column("id", shown=True)
    table.show_column("status", shown=False)
    menu = table.column_menu("objects")
    assert [action.text() for action in menu.actions()][:2] == ["Sort up", "Sort down"]
    again = Application(qapp, preferences)
    try:
        panel = again.window.findChild(TablePanel)
        assert isinstance(panel, TablePanel)
        assert "id" in panel.shown
        assert "status" not in panel.shown
        assert panel.shown == table.shown
    finally:
        again.close()


def test_selected_lines_are_copied_as_tab_separated_text(found: Application, table: TablePanel) -> None:
    for name in list(table.shown):
        table.show_column(name, shown=name in ("row", "objects"))
    table.table.selectRow(1)
    table.copy()
    assert QApplication.clipboard().text() == "Row\tObjects\n2\t2"


def test_a_head_sorts_up_then_down_then_not_at_all() -> None:
    up = next_sort((), "objects", add=False)
    down = next_sort(up, "objects", add=False)
    assert (up, down) == ((SortKey("objects"),), (SortKey("objects", descending=True),))
    assert next_sort(down, "objects", add=False) == ()
    both = next_sort(down, "status", add=True)
    assert both == (*down, SortKey("status"))
    assert next_sort(both, "status", add=True) == (*down, SortKey("status", descending=True))
    assert next_sort(both, "row", add=False) == ()


# ----------------------------------------------------------------- samples


def test_a_sample_is_taken_walked_through_and_left(found: Application) -> None:
    found.window.commands.run("sample-rows")
    (dialog,) = found.window.findChildren(SampleDialog)
    dialog.size_box.setValue(3)
    dialog.seed.setValue(7)
    dialog.by.setCurrentIndex(dialog.by.findData("status"))
    dialog.take.click()
    rows = shown(found)
    assert rows is not None
    assert len(rows) == 3
    assert sum(row % 3 == 0 for row in rows) == 1
    count = rows_panel(found).count
    assert count.text() == "3 of 12 (sample)"
    assert count.toolTip() == "A sample of 3, seed 7, in proportion to Status"
    assert found.session.state.request.sample == Sample(3, 7, "status")
    found.window.commands.run("last-row")
    assert found.session.state.row == rows[-1]
    found.window.commands.run("escape")
    assert shown(found) is None


def test_showing_all_rows_takes_back_search_sample_and_order(found: Application) -> None:
    found.session.ask(Request("car", (SortKey("objects"),), Sample(2)))
    found.window.commands.refresh()
    found.window.commands.run("all-rows")
    assert (found.session.state.request, shown(found)) == (Request(), None)

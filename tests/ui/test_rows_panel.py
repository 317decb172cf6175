"""The panel of rows, used with mouse and keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QMenu
from pytestqt.qtbot import QtBot

from tests.exports import box, label, row, write
from tests.ui.opened import colours, find, opened
from viewer.state import steps
from viewer.state.session import Session
from viewer.ui.panels.rows import RowsPanel
from viewer.ui.widgets.line_delegate import check_rect
from viewer.ui.widgets.row_menu import row_menu

OBJECTS = ("projects", "project-1", "labels", 0, "annotations", "objects")
LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def export(tmp_path: Path) -> Path:
    first = [box("a", 0, 0, 10, 20, name="dog"), box("b", 50, 50, 30, 40, name="cat")]
    return write(
        tmp_path,
        row(label(*first), row_id="one"),
        row(label(box("a", 0, 0, 1, 1, name="cat")), row_id="two"),
        row(
            label(*first, label_id="x"), label(box("z", 0, 0, 2, 2, name="owl"), label_id="y"), row_id="three"
        ),
    )


@pytest.fixture
def session(qapp: object, export: Path) -> Session:
    return opened(export)


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> RowsPanel:
    return shown(qtbot, RowsPanel(session, colours))


def shown(qtbot: QtBot, panel: RowsPanel) -> RowsPanel:
    qtbot.addWidget(panel)
    panel.resize(320, 600)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def click(
    qtbot: QtBot,
    panel: RowsPanel,
    index: QModelIndex,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    place = panel.tree.visualRect(index)
    assert not place.isEmpty(), "the line is not unfolded"
    qtbot.mouseClick(panel.tree.viewport(), LEFT, keys, place.center())


def key(qtbot: QtBot, panel: RowsPanel, pressed: Qt.Key) -> None:
    qtbot.keyClick(panel.tree, pressed)


def selected(panel: RowsPanel) -> list[str]:
    return [str(index.data()) for index in panel.tree.selectionModel().selectedRows(0)]


class TestSelecting:
    def test_a_click_on_an_object_selects_it(self, qtbot: QtBot, session: Session, panel: RowsPanel) -> None:
        click(qtbot, panel, find(panel.model, "cat"))
        assert session.state.selection == ((*OBJECTS, 1),)

    def test_ctrl_click_adds_another(self, qtbot: QtBot, session: Session, panel: RowsPanel) -> None:
        click(qtbot, panel, find(panel.model, "cat"))
        click(qtbot, panel, find(panel.model, "dog"), CONTROL)
        assert session.state.selection == ((*OBJECTS, 1), (*OBJECTS, 0))
        assert sorted(selected(panel)) == ["cat", "dog"]

    def test_a_click_on_another_row_goes_there_and_unfolds_it(
        self, qtbot: QtBot, session: Session, panel: RowsPanel
    ) -> None:
        click(qtbot, panel, panel.model.index_of_row(1))
        assert session.state.row == 1
        assert session.state.selection == ()
        assert panel.tree.isExpanded(panel.model.index_of_row(1))

    def test_what_the_canvas_selects_is_unfolded_selected_and_brought_into_view(
        self, session: Session, panel: RowsPanel
    ) -> None:
        panel.tree.collapseAll()
        session.apply(steps.select(session.state, (*OBJECTS, 1)))
        assert selected(panel) == ["cat"]
        assert panel.tree.viewport().rect().contains(panel.tree.visualRect(panel.tree.currentIndex()))

    def test_the_next_row_is_unfolded_and_the_last_one_folded_again(
        self, session: Session, panel: RowsPanel
    ) -> None:
        session.apply(steps.go_to_row(session.state, 1))
        assert panel.tree.isExpanded(panel.model.index_of_row(1))
        assert not panel.tree.isExpanded(panel.model.index_of_row(0))
        assert selected(panel) == [str(panel.model.index_of_row(1).data())]

    def test_down_walks_through_the_lines_and_selects_them(
        self, qtbot: QtBot, session: Session, panel: RowsPanel
    ) -> None:
        for _ in range(5):
            key(qtbot, panel, Qt.Key.Key_Down)
        assert selected(panel) == ["cat"]  # project, label, boxes, dog, cat
        assert session.state.selection == ((*OBJECTS, 1),)

    def test_stepping_into_a_label_that_is_not_shown_shows_it_alone(
        self, qtbot: QtBot, session: Session, panel: RowsPanel
    ) -> None:
        session.apply(steps.go_to_row(session.state, 2))
        click(qtbot, panel, find(panel.model, "Label 2"))
        assert session.state.labels == (("projects", "project-1", "labels", 1),)

    def test_a_press_on_a_check_box_shows_a_label_and_selects_nothing(
        self, qtbot: QtBot, session: Session, panel: RowsPanel
    ) -> None:
        session.apply(steps.go_to_row(session.state, 2))
        second = find(panel.model, "Label 2")
        qtbot.mouseClick(panel.tree.viewport(), LEFT, pos=check_rect(panel.tree, second).center())
        assert session.state.labels is not None
        assert len(session.state.labels) == 2
        assert session.state.selection == ()

    def test_a_press_on_an_eye_hides_and_selects_nothing(
        self, qtbot: QtBot, session: Session, panel: RowsPanel
    ) -> None:
        eye = find(panel.model, "dog").siblingAtColumn(1)
        qtbot.mouseClick(panel.tree.viewport(), LEFT, pos=panel.tree.visualRect(eye).center())
        assert session.state.hidden_objects == {(0, (*OBJECTS, 0))}
        assert session.state.selection == ()


class TestKeys:
    @pytest.fixture
    def window(self, qtbot: QtBot) -> QMainWindow:
        window = QMainWindow()
        qtbot.addWidget(window)
        return window

    @pytest.fixture
    def pressed(self, qtbot: QtBot, session: Session, window: QMainWindow) -> tuple[RowsPanel, list[str]]:
        """The panel in a window with shortcuts, and those that fired."""
        fired: list[str] = []
        for keys in ("Right", "Home", "D", "H"):
            action = QAction(keys, window)
            action.setShortcut(keys)
            action.triggered.connect(lambda _=False, keys=keys: fired.append(keys))
            window.addAction(action)
        panel = RowsPanel(session, colours)
        window.setCentralWidget(panel)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        panel.tree.setFocus()
        return panel, fired

    def test_letters_are_the_windows_and_arrows_the_trees(
        self, qtbot: QtBot, pressed: tuple[RowsPanel, list[str]]
    ) -> None:
        panel, fired = pressed
        for name in (Qt.Key.Key_D, Qt.Key.Key_Right, Qt.Key.Key_H, Qt.Key.Key_Home):
            key(qtbot, panel, name)
        assert fired == ["D", "H"]

    def test_left_folds_and_right_unfolds(self, qtbot: QtBot, panel: RowsPanel) -> None:
        top = panel.model.index_of_row(0)
        key(qtbot, panel, Qt.Key.Key_Left)
        assert not panel.tree.isExpanded(top)
        key(qtbot, panel, Qt.Key.Key_Right)
        assert panel.tree.isExpanded(top)

    def test_letters_typed_into_the_search_field_fire_nothing(
        self, qtbot: QtBot, pressed: tuple[RowsPanel, list[str]]
    ) -> None:
        panel, fired = pressed
        panel.focus_search()
        qtbot.keyClicks(panel.search, "dH")
        assert panel.search.text() == "dH"
        assert not fired


class TestSearching:
    def test_typing_narrows_the_rows_after_a_pause(
        self, qtbot: QtBot, session: Session, panel: RowsPanel
    ) -> None:
        assert panel.count.text() == "3"
        qtbot.keyClicks(panel.search, "dog")
        assert session.state.found is None
        qtbot.waitUntil(lambda: list(session.state.found or ()) == [0, 2])
        assert panel.count.text() == "2 of 3"
        assert panel.model.rowCount() == 2

    def test_enter_goes_to_the_first_hit(self, qtbot: QtBot, session: Session, panel: RowsPanel) -> None:
        qtbot.keyClicks(panel.search, "two")
        qtbot.keyClick(panel.search, Qt.Key.Key_Return)
        assert session.state.row == 1
        assert panel.tree.isExpanded(panel.model.index_of_row(1))

    def test_escape_clears_the_search(self, qtbot: QtBot, session: Session, panel: RowsPanel) -> None:
        session.search("two")
        assert panel.search.text() == "two"
        qtbot.keyClick(panel.search, Qt.Key.Key_Escape)
        assert panel.search.text() == ""
        assert session.state.found is None
        assert panel.model.rowCount() == 3

    def test_no_hit_offers_to_clear_the_filter(
        self, qtbot: QtBot, session: Session, panel: RowsPanel
    ) -> None:
        session.search("nowhere to be found")
        assert panel.no_hits.isVisible()
        assert "0 of 3" in panel.no_hits.text()
        panel.no_hits.linkActivated.emit("clear")
        assert panel.tree.isVisible()
        assert panel.search.text() == ""

    def test_without_a_file_the_panel_says_so(self, qtbot: QtBot) -> None:
        panel = shown(qtbot, RowsPanel(opened(), colours))
        assert panel.no_file.isVisible()
        assert panel.count.text() == ""

    def test_another_file_is_listed_from_its_first_row(
        self, tmp_path: Path, session: Session, panel: RowsPanel
    ) -> None:
        session.apply(steps.go_to_row(session.state, 2))
        session.open(write(tmp_path, row(label(), row_id="lone"), name="other.ndjson"))
        assert panel.model.rowCount() == 1
        assert panel.count.text() == "1"
        assert selected(panel) == ["1  \u2068key-lone\u2069"]


class TestMenu:
    def test_ids_and_paths_can_be_copied(self, qapp: object, session: Session, panel: RowsPanel) -> None:
        actions = self.actions(session, panel, "dog")
        actions["Copy id"].trigger()
        assert QGuiApplication.clipboard().text() == "a"
        actions["Copy JSON path"].trigger()
        assert QGuiApplication.clipboard().text() == "projects.project-1.labels[0].annotations.objects[0]"

    def test_a_class_can_be_soloed_and_an_object_hidden(self, session: Session, panel: RowsPanel) -> None:
        actions = self.actions(session, panel, "dog")
        actions["Solo \u2068dog\u2069"].trigger()
        assert session.state.solo is not None
        actions["Hide object"].trigger()
        assert session.state.hidden_objects == {(0, (*OBJECTS, 0))}

    def test_one_label_can_be_shown_alone(self, session: Session, panel: RowsPanel) -> None:
        session.apply(steps.go_to_row(session.state, 2))
        self.actions(session, panel, "Label 2")["Show only this label"].trigger()
        assert session.state.labels == (("projects", "project-1", "labels", 1),)

    def test_it_opens_on_a_line_and_nowhere_else(
        self, panel: RowsPanel, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        places: list[QPoint] = []
        monkeypatch.setattr(QMenu, "popup", lambda _, place: places.append(place))
        panel.tree.customContextMenuRequested.emit(QPoint(40, 5))
        panel.tree.customContextMenuRequested.emit(QPoint(40, panel.tree.height() - 2))
        assert places == [panel.tree.viewport().mapToGlobal(QPoint(40, 5))]

    @staticmethod
    def actions(session: Session, panel: RowsPanel, text: str) -> dict[str, QAction]:
        menu = row_menu(session, panel.model, find(panel.model, text), panel)
        return {action.text(): action for action in menu.actions()}

"""The panel of labels, kinds and classes, used with mouse and keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from tests.exports import box, label, point, polygon, relationship, row, v1_row, write
from tests.ui.opened import colours, opened
from viewer.canvas.colours import ClassColours
from viewer.model.geometry import Kind
from viewer.state import steps
from viewer.state.session import Session
from viewer.state.view_state import ColourBy, NameMode, SoloClasses
from viewer.ui.models.alike import alike
from viewer.ui.models.contents import contents_of
from viewer.ui.models.line import LINE_ROLE
from viewer.ui.panels.objects import ObjectsPanel
from viewer.ui.widgets.checked_list import CheckedList
from viewer.ui.widgets.kind_buttons import short_count
from viewer.ui.widgets.line_delegate import check_rect

OBJECTS = ("projects", "project-1", "labels", 0, "annotations", "objects")
Check = Qt.ItemDataRole.CheckStateRole
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Session:
    things = [
        box("a", 0, 0, 10, 20, name="dog"),
        box("b", 50, 50, 30, 40, name="dog"),
        polygon("c", (0, 0), (9, 0), (9, 9), name="Cat"),
        point("d", 5, 5, name="nose"),
    ]
    first = label(*things, label_id="x", relationships=[relationship("r", "a", "b", name="plays with")])
    second = label(box("z", 0, 0, 2, 2, name="owl"), label_id="y", label_details={"created_by": "A person"})
    return opened(
        write(
            tmp_path,
            row(first, second, row_id="one"),
            row(label(), row_id="two"),
            row(label(performance_details={"skipped": True}), row_id="three"),
            row(row_id="four", projects={}),
        )
    )


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> ObjectsPanel:
    panel = ObjectsPanel(session, colours)
    qtbot.addWidget(panel)
    panel.resize(300, 600)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def at(shown: CheckedList, text: str) -> QModelIndex:
    model = shown.model()
    found = [model.index(place, 0) for place in range(model.rowCount())]
    return next(index for index in found if index.data() == text)


def press(qtbot: QtBot, shown: CheckedList, text: str) -> None:
    qtbot.mouseClick(shown.viewport(), LEFT, pos=check_rect(shown, at(shown, text)).center())


def prefer(qtbot: QtBot, shown: CheckedList, text: str) -> None:
    place = shown.visualRect(at(shown, text)).center()
    qtbot.mouseClick(shown.viewport(), LEFT, pos=place)
    qtbot.mouseDClick(shown.viewport(), LEFT, pos=place)


def names(panel: ObjectsPanel) -> list[str]:
    return [found.name for found in panel.classes.classes]


class TestClasses:
    def test_the_classes_of_the_shown_label_are_listed_by_name_with_counts(self, panel: ObjectsPanel) -> None:
        assert names(panel) == ["Cat", "dog", "nose", "plays with"]
        assert at(panel.class_list, "dog").data(LINE_ROLE).count == "2"
        assert at(panel.class_list, "plays with").data(LINE_ROLE).marks == (Kind.RELATIONSHIP,)

    def test_a_row_is_counted_once_however_many_signals_tell_of_it(
        self, session: Session, panel: ObjectsPanel, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        counted: list[int] = []
        monkeypatch.setattr(
            "viewer.ui.panels.objects.contents_of",
            lambda labels: (counted.append(len(labels)), contents_of(labels))[1],
        )
        session.update(row=1)
        assert names(panel) == []
        session.update(row=0)
        assert names(panel) == ["Cat", "dog", "nose", "plays with"]
        assert len(counted) <= 3, "of two rows, and of none while one is read"

    def test_polygons_of_one_text_count_as_many_as_they_are(self, qtbot: QtBot, tmp_path: Path) -> None:
        text = "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)), ((10 10, 19 10, 19 19, 10 10)))"
        old = {"ID": "x", "Labeled Data": "a.png", "Label": {"Car": text}}
        panel = ObjectsPanel(opened(write(tmp_path, old)), colours)
        qtbot.addWidget(panel)
        assert at(panel.class_list, "Car").data(LINE_ROLE).count == "2"
        assert panel.kinds.button(Kind.POLYGON).text() == "2"

    def test_a_box_hides_and_shows_a_class(self, qtbot: QtBot, session: Session, panel: ObjectsPanel) -> None:
        press(qtbot, panel.class_list, "dog")
        assert session.state.hidden_classes == {"dog"}
        assert at(panel.class_list, "dog").data(Check) == Qt.CheckState.Unchecked
        press(qtbot, panel.class_list, "dog")
        assert at(panel.class_list, "dog").data(Check) == Qt.CheckState.Checked

    def test_a_class_of_which_some_is_hidden_is_shown_whole_first(
        self, qtbot: QtBot, session: Session, panel: ObjectsPanel
    ) -> None:
        session.apply(steps.toggle_objects(session.state, [(*OBJECTS, 0)]))
        assert at(panel.class_list, "dog").data(Check) == Qt.CheckState.PartiallyChecked
        press(qtbot, panel.class_list, "dog")
        assert not session.state.hidden_objects
        assert at(panel.class_list, "dog").data(Check) == Qt.CheckState.Checked

    def test_a_double_click_on_a_name_solos_the_class_and_again_all_are_back(
        self, qtbot: QtBot, session: Session, panel: ObjectsPanel
    ) -> None:
        prefer(qtbot, panel.class_list, "nose")
        assert session.state.solo == SoloClasses(frozenset({"nose"}))
        assert at(panel.class_list, "dog").data(Check) == Qt.CheckState.Unchecked
        prefer(qtbot, panel.class_list, "nose")
        assert session.state.solo is None

    def test_a_box_during_a_solo_takes_the_class_in(
        self, qtbot: QtBot, session: Session, panel: ObjectsPanel
    ) -> None:
        session.update(solo=SoloClasses(frozenset({"nose"})))
        press(qtbot, panel.class_list, "dog")
        assert session.state.solo == SoloClasses(frozenset({"nose", "dog"}))
        assert not session.state.hidden_classes

    def test_two_quick_presses_on_a_box_are_two_presses(
        self, qtbot: QtBot, session: Session, panel: ObjectsPanel
    ) -> None:
        press(qtbot, panel.class_list, "dog")
        box_of_dog = check_rect(panel.class_list, at(panel.class_list, "dog")).center()
        qtbot.mouseDClick(panel.class_list.viewport(), LEFT, pos=box_of_dog)
        assert session.state.solo is None

    def test_the_others_can_be_hidden_from_the_menu(self, session: Session, panel: ObjectsPanel) -> None:
        menu = panel.menu_of(at(panel.class_list, "dog"))
        actions = {action.text(): action for action in menu.actions()}
        actions["Hide the others"].trigger()
        assert session.state.hidden_classes == {"Cat", "nose", "plays with"}
        actions["Show everything"].trigger()
        assert not session.state.hidden_classes

    def test_space_switches_the_class_that_has_the_focus(
        self, qtbot: QtBot, session: Session, panel: ObjectsPanel
    ) -> None:
        panel.class_list.setCurrentIndex(at(panel.class_list, "nose"))
        qtbot.keyClick(panel.class_list, Qt.Key.Key_Space)
        assert session.state.hidden_classes == {"nose"}


class TestKindsAndLabels:
    def test_kinds_are_counted_and_switched(
        self, qtbot: QtBot, session: Session, panel: ObjectsPanel
    ) -> None:
        boxes = panel.kinds.button(Kind.BOX)
        assert (boxes.text(), boxes.isChecked()) == ("2", True)
        assert not panel.kinds.button(Kind.MASK).isEnabled()
        qtbot.mouseClick(boxes, LEFT)
        assert session.state.hidden_kinds == {Kind.BOX}
        session.apply(steps.show_everything(session.state))
        assert boxes.isChecked()

    def test_another_label_is_shown_beside_the_first_with_dashes(
        self, qtbot: QtBot, session: Session, panel: ObjectsPanel
    ) -> None:
        press(qtbot, panel.label_list, "Label 2")
        line = at(panel.label_list, "Label 2").data(LINE_ROLE)
        assert line.sample is Qt.PenStyle.DashLine
        assert line.note == "A person"
        assert names(panel) == ["Cat", "dog", "nose", "owl", "plays with"]

    def test_a_double_click_shows_one_label_alone(
        self, qtbot: QtBot, session: Session, panel: ObjectsPanel
    ) -> None:
        prefer(qtbot, panel.label_list, "Label 2")
        assert session.state.labels == (("projects", "project-1", "labels", 1),)
        assert names(panel) == ["owl"]

    @pytest.mark.parametrize(
        ("count", "text"), [(0, "0"), (9999, "9999"), (12_345, "12k"), (1_250_000, "1.2M")]
    )
    def test_large_counts_are_short(self, count: int, text: str) -> None:
        assert short_count(count) == text


class TestLook:
    def test_the_controls_change_the_state(self, qtbot: QtBot, session: Session, panel: ObjectsPanel) -> None:
        panel.look.opacity.setValue(75)
        assert session.state.opacity == 0.75
        panel.look.names.setFocus()
        qtbot.keyClick(panel.look.names, Qt.Key.Key_End)
        assert session.state.names is NameMode.ALL
        qtbot.keyClick(panel.look.colour_by, Qt.Key.Key_Down)
        assert session.state.colour_by is ColourBy.INSTANCE

    def test_the_controls_follow_the_state(self, session: Session, panel: ObjectsPanel) -> None:
        session.apply(replace(session.state, opacity=0.1, names=NameMode.OFF))
        assert panel.look.opacity.value() == 10
        assert panel.look.names.currentText() == "Off"


class TestEmptyStates:
    @pytest.mark.parametrize(
        ("index", "words"),
        [
            (1, "Nothing annotated."),
            (2, "Skipped: nothing annotated."),
            (3, "The export holds no labels of this row."),
        ],
    )
    def test_nothing_to_list_is_said_in_words(
        self, session: Session, panel: ObjectsPanel, index: int, words: str
    ) -> None:
        session.apply(steps.go_to_row(session.state, index))
        assert panel.nothing.isVisible()
        assert panel.nothing.text() == words

    def test_no_label_shown_asks_to_check_one(self, session: Session, panel: ObjectsPanel) -> None:
        session.apply(steps.show_labels(session.state, ()))
        assert panel.nothing.text() == "No label is shown. Check one above."

    def test_no_file(self, qtbot: QtBot) -> None:
        panel = ObjectsPanel(opened(), colours)
        qtbot.addWidget(panel)
        assert panel.nothing.text() == "Open an export to see its classes."


class TestColoursThatLookAlike:
    def test_two_visible_classes_of_one_colour_are_named(
        self, qtbot: QtBot, session: Session, panel: ObjectsPanel, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        same = {"dog": QColor("#123456"), "nose": QColor("#123457")}
        others = {"Cat": QColor("#ffffff"), "plays with": QColor("#ff0000")}
        monkeypatch.setattr(ClassColours, "of_class", lambda _, name: (same | others)[name])
        session.apply(steps.change_opacity(session.state, 0.1))
        session.apply(steps.toggle_class(session.state, "Cat"))
        assert panel.warning.text() == "“\u2068dog\u2069” and “\u2068nose\u2069” look alike."
        session.apply(steps.toggle_class(session.state, "nose"))
        assert not panel.warning.isVisible()

    def test_the_warning_stays_short_whatever_the_names(
        self, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(ClassColours, "of_class", lambda *_: QColor("red"))
        things = [box(str(n), n, n, 9, 9, name=f"a class whose name goes on {n}" * 20) for n in range(2)]
        panel = ObjectsPanel(opened(write(tmp_path, row(label(*things)))), colours)
        qtbot.addWidget(panel)
        assert len(panel.warning.text()) < 120

    def test_red_and_green_are_said_to_look_alike_to_some(
        self, qtbot: QtBot, session: Session, panel: ObjectsPanel, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        near = {"dog": QColor("#c08000"), "nose": QColor("#909000")}
        others = {"Cat": QColor("#ffffff"), "plays with": QColor("#0000ff")}
        monkeypatch.setattr(ClassColours, "of_class", lambda _, name: (near | others)[name])
        session.apply(steps.toggle_class(session.state, "Cat"))
        expected = "“dog” and “nose” look alike to red-green colour-blind eyes."
        assert _plain(panel.warning.text()) == expected


class TestColouring:
    def test_a_question_of_the_row_can_be_chosen_and_its_answers_are_in_the_legend(
        self, qtbot: QtBot, tmp_path: Path
    ) -> None:
        def answered(feature_id: str, answer: str | None) -> dict[str, object]:
            asked = {"name": "state", "radio_answer": {"name": answer, "classifications": []}}
            return box(feature_id, 0, 0, 9, 9, classifications=[asked] if answer else [])

        things = [answered("a", "open"), answered("b", "shut"), answered("c", "open"), answered("d", None)]
        session = opened(write(tmp_path, row(label(*things))))
        panel = ObjectsPanel(session, colours)
        qtbot.addWidget(panel)
        panel.show()
        panel.look.colour_by.setFocus()
        qtbot.keyClick(panel.look.colour_by, Qt.Key.Key_End)
        assert session.state.colour_by is ColourBy.ANSWER
        assert session.state.colour_question == "state"
        assert panel.legend.isVisible()
        assert list(map(_plain, panel.legend.texts())) == ["open  2", "shut  1", "no value  1"]
        qtbot.keyClick(panel.look.colour_by, Qt.Key.Key_Home)
        assert not panel.legend.isVisible()

    def test_the_legend_draws_what_the_canvas_does(self, qtbot: QtBot, session: Session) -> None:
        panel = ObjectsPanel(session, colours)
        qtbot.addWidget(panel)
        panel.resize(300, 700)
        panel.show()
        session.apply(steps.show_labels(session.state, tuple(each.path for each in panel.labels.labels)))
        session.update(colour_by=ColourBy.LABEL)
        picture = panel.legend.grab().toImage()
        seen = {picture.pixelColor(14, y).name() for y in range(picture.height())}
        assert {colour.name() for _, colour in panel.legend.colours()} <= seen
        assert [_plain(text) for text in panel.legend.texts()] == ["label 1  4", "label 2  1"]

    def test_classes_that_look_alike_are_told_apart_with_one_click_and_back(
        self, qtbot: QtBot, tmp_path: Path
    ) -> None:
        names = _alike_names()
        things = [box(name, 0, 0, 9, 9, name=name) for name in names]
        session = opened(write(tmp_path, row(label(*things))))

        def own_colours() -> ClassColours:
            return ClassColours((), session.state.apart)

        panel = ObjectsPanel(session, own_colours)
        qtbot.addWidget(panel)
        panel.show()
        assert panel.warning.isVisible()
        qtbot.mouseClick(panel.tell_apart, LEFT)
        assert not panel.warning.isVisible()
        assert alike([(name, own_colours().of_class(name)) for name in names]) is None
        qtbot.mouseClick(panel.tell_apart, LEFT)
        assert session.state.apart == ()
        assert panel.warning.isVisible()

    def test_answers_of_one_colour_are_told_apart_and_no_class_changes_for_it(
        self, qtbot: QtBot, tmp_path: Path
    ) -> None:
        answers = _alike_names()
        things = [
            box(answer, 0, 0, 9, 9, classifications=[{"name": "q", "radio_answer": {"name": answer}}])
            for answer in answers
        ]
        session = opened(write(tmp_path, row(label(*things))))

        def own_colours() -> ClassColours:
            return ClassColours(session.classes, session.state.apart)

        panel = ObjectsPanel(session, own_colours)
        qtbot.addWidget(panel)
        panel.show()
        of_classes = [own_colours().of_class(name) for name in session.classes]
        session.apply(steps.colour_by(session.state, ColourBy.ANSWER, "q"))
        assert "look alike" in panel.warning.text()
        qtbot.mouseClick(panel.tell_apart, LEFT)
        assert session.state.apart == answers
        assert not panel.warning.isVisible()
        assert [own_colours().of_class(name) for name in session.classes] == of_classes

    def test_the_ontologys_own_colours_are_listed_warned_of_and_told_apart(
        self, qtbot: QtBot, tmp_path: Path
    ) -> None:
        session = opened(write(tmp_path, v1_row(dog="#ff0000", cat="#ff0000")))
        panel = ObjectsPanel(session, lambda: ClassColours((), session.state.apart))
        qtbot.addWidget(panel)
        panel.show()
        session.apply(steps.colour_by(session.state, ColourBy.ONTOLOGY))
        assert at(panel.class_list, "dog").data(LINE_ROLE).swatch == QColor("#ff0000")
        assert "look alike" in panel.warning.text()
        qtbot.mouseClick(panel.tell_apart, LEFT)
        assert not panel.warning.isVisible()
        assert at(panel.class_list, "dog").data(LINE_ROLE).swatch != QColor("#ff0000")

    def test_when_there_are_more_classes_than_colours_that_is_said(
        self, qtbot: QtBot, tmp_path: Path
    ) -> None:
        things = [box(str(n), n, 0, 9, 9, name=f"class {n:02}") for n in range(20)]
        session = opened(write(tmp_path, row(label(*things))))
        panel = ObjectsPanel(session, lambda: ClassColours((), session.state.apart))
        qtbot.addWidget(panel)
        panel.show()
        qtbot.mouseClick(panel.tell_apart, LEFT)
        assert _plain(panel.warning.text()) == (
            "“class 00” and “class 16” look alike, and 3 more pairs. "
            "There are 16 colours that everybody tells apart."
        )
        qtbot.mouseClick(panel.tell_apart, LEFT)
        assert session.state.apart == ()


def _plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def _alike_names() -> tuple[str, str]:
    """Two classes whose names have the same colour."""
    first = "class 0"
    same = ClassColours().of_class(first)
    return first, next(
        name for name in (f"class {n}" for n in range(1, 500)) if ClassColours().of_class(name) == same
    )

"""The tree of rows: what it lists, in which words, how little it reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.exports import box, label, point, polygon, relationship, row, write
from tests.ui.opened import colours, find, opened, outline
from viewer.formats import ReadRow
from viewer.model.geometry import Kind
from viewer.state import steps
from viewer.state.session import Session
from viewer.ui.models import nodes, rows_model
from viewer.ui.models.line import LINE_ROLE, Line
from viewer.ui.models.rows_model import RowsModel

OBJECTS = ("projects", "project-1", "labels", 0, "annotations", "objects")
Check = Qt.ItemDataRole.CheckStateRole


def tree_of(path: Path) -> tuple[Session, RowsModel]:
    session = opened(path)
    return session, RowsModel(session, colours)


def line_of(index: QModelIndex) -> Line:
    line = index.data(LINE_ROLE)
    assert isinstance(line, Line)
    return line


def radio(question: str, answer: str, *below: dict[str, Any]) -> dict[str, Any]:
    return {"name": question, "radio_answer": {"name": answer, "classifications": list(below)}}


def checklist(question: str, *answers: str) -> dict[str, Any]:
    return {"name": question, "checklist_answers": [{"name": answer} for answer in answers]}


def text(question: str, content: str) -> dict[str, Any]:
    return {"name": question, "text_answer": {"content": content}}


def with_answers(made: dict[str, Any], *questions: dict[str, Any]) -> dict[str, Any]:
    made["annotations"]["classifications"] = list(questions)
    return made


@pytest.mark.usefixtures("qapp")
class TestWhatIsListed:
    def test_objects_stand_by_kind_and_class_and_a_class_of_one_needs_no_group(self, tmp_path: Path) -> None:
        cars = [box(f"c{n}", 10 * n, 0, 5, 5, name="car") for n in range(3)]
        things = [*cars, box("t", 0, 0, 9, 9, name="tree"), point("p", 1, 2, name="nose")]
        _, model = tree_of(write(tmp_path, row(label(*things))))

        assert outline(model) == [
            "1  \u2068key-row-1\u2069",
            "  A project",
            "    Label",
            "      Boxes",
            "        car",
            "          car",
            "          car",
            "          car",
            "        tree",
            "      Points",
            "        nose",
        ]
        assert line_of(find(model, "Boxes")).count == "4"
        assert line_of(find(model, "car")).count == "3"

    def test_questions_are_answered_in_one_line_and_nest(self, tmp_path: Path) -> None:
        nested = radio("Sky", "cloudy", text("How much", "half\nof it"))
        made = with_answers(label(), nested, checklist("Seen", "sun", "moon"), checklist("Heard"))
        _, model = tree_of(write(tmp_path, row(made)))

        assert outline(model)[3:] == [
            "      Classifications",
            "        Sky: cloudy",
            "          How much: “half of it”",
            "        Seen",
            "          sun",
            "          moon",
            "        Heard",
        ]
        assert line_of(find(model, "Heard")).note == "nothing chosen"

    def test_answers_of_an_object_stand_under_it(self, tmp_path: Path) -> None:
        _, model = tree_of(
            write(tmp_path, row(label(box("a", 0, 0, 1, 1, classifications=[radio("Colour", "red")]))))
        )
        assert outline(model)[-2:] == ["        boundingbox", "          Colour: red"]

    def test_a_relationship_names_its_ends_and_warns_when_one_is_missing(self, tmp_path: Path) -> None:
        ends = [box("a", 0, 0, 1, 1, name="dog"), box("b", 5, 5, 1, 1, name="kite")]
        arrows = [relationship("r", "a", "b"), relationship("s", "b", "gone")]
        _, model = tree_of(write(tmp_path, row(label(*ends, relationships=arrows))))

        assert not line_of(find(model, "dog → kite")).warning
        assert "gone" in line_of(find(model, "kite → missing")).warning

    def test_what_cannot_be_read_stands_in_its_place_with_the_reason(self, tmp_path: Path) -> None:
        path = write(tmp_path, row(label(polygon("p", name="shard"))), row(row_id="row-2"))
        path.write_text(path.read_text() + '{"data_row": \n')
        session, model = tree_of(path)

        assert "        shard" in outline(model)
        assert line_of(find(model, "shard")).warning
        broken = line_of(model.index_of_row(2))
        assert broken.text == "3  Unreadable record"
        assert broken.note
        assert session.row_count == 3

    def test_nothing_is_said_in_words(self, tmp_path: Path) -> None:
        skipped = label(performance_details={"skipped": True})
        path = write(tmp_path, row(skipped), row(label(), row_id="2"), row(projects={}, row_id="3"))
        _, model = tree_of(path)

        lines = outline(model)
        assert lines.count("      Skipped") == 1
        assert lines.count("      Nothing annotated") == 1
        assert "  The export holds no labels of this row" in lines
        assert line_of(model.index_of_row(0)).note == "skipped"
        assert line_of(model.index_of_row(1)).note == "nothing annotated"

    def test_runs_hold_labels_and_predictions_with_the_same_id(self, tmp_path: Path) -> None:
        run = {
            "name": "run one",
            "labels": [label(box("a", 0, 0, 1, 1), label_id="same")],
            "predictions": [label(box("a", 0, 0, 2, 2, confidence=0.874), label_id="same")],
        }
        experiments = {"e": {"name": "an experiment", "runs": {"r": run}}}
        _, model = tree_of(write(tmp_path, row(experiments=experiments, projects={})))

        assert outline(model)[1:5] == ["  an experiment", "    run one", "      Label", "        Boxes"]
        prediction = find(model, "Prediction")
        assert line_of(find(model, "boundingbox", prediction)).note == "87 % · 2 × 2"

    def test_the_winner_of_a_consensus_is_marked_and_shown(self, tmp_path: Path) -> None:
        labels = [label(box("a", 0, 0, 1, 1), label_id=name) for name in ("one", "two")]
        made = row(*labels)
        made["projects"]["project-1"]["project_details"] = {"selected_label_id": "two"}
        _, model = tree_of(write(tmp_path, made))

        first, second = find(model, "Label 1"), find(model, "Label 2")
        assert line_of(second).icon == "star"
        assert line_of(second).note.startswith("selected")
        assert first.data(Check) == Qt.CheckState.Unchecked
        assert second.data(Check) == Qt.CheckState.Checked
        assert line_of(second).sample is Qt.PenStyle.SolidLine

    def test_a_video_is_listed_by_tracks_with_their_frames(self, tmp_path: Path) -> None:
        frames = {
            str(n): {"objects": {"f": {**box("f", n, 0, 5, 5, name="boat"), "annotation_kind": kind}}}
            for n, kind in ((13, "VideoBoundingBox"), (1, "VideoBoundingBox"))
        }
        video = {"id": "l", "label_kind": "Video", "annotations": {"frames": frames}}
        made = row(video, media_attributes={"mime_type": "video/mp4"})
        _, model = tree_of(write(tmp_path, made))

        assert outline(model)[3:] == [
            "      Tracks",
            "        boat",
            "          Frame 1",
            "          Frame 13",
        ]
        assert line_of(find(model, "boat")).note == "frames 1 to 13, 2 of them"


@pytest.mark.usefixtures("qapp")
class TestHowLittleIsRead:
    def test_rows_can_be_unfolded_before_any_is_read(self, tmp_path: Path) -> None:
        _, model = tree_of(write(tmp_path, *(row(label(), row_id=f"{n}") for n in range(5))))
        for place in range(5):
            index = model.index(place, 0)
            assert model.hasChildren(index)
            assert model.rowCount(index) == 0
            assert model.canFetchMore(index)

    def test_a_large_row_says_that_it_is_being_read_until_it_is_there(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        session, model = tree_of(write(tmp_path, row(row_id="a"), row(label(), row_id="b")))
        waiting: list[Callable[[ReadRow], None]] = []
        monkeypatch.setattr(session, "read_record", lambda _, show, key: waiting.append(show))
        second = model.index_of_row(1)
        model.fetchMore(second)
        assert outline(model, second) == ["Reading…"]
        assert not model.canFetchMore(second)

        assert session.export is not None
        waiting[0](session.export.read(1))
        assert outline(model, second)[0] == "A project"

    def test_an_answer_that_comes_after_another_file_was_opened_is_dropped(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        session, model = tree_of(write(tmp_path, row(row_id="a"), row(label(), row_id="b")))
        assert session.export is not None
        late = session.export.read(1)
        waiting: list[Callable[[ReadRow], None]] = []
        with monkeypatch.context() as patch:
            patch.setattr(session, "read_record", lambda _, show, key: waiting.append(show))
            model.fetchMore(model.index_of_row(1))
        session.open(write(tmp_path, row(row_id="c"), row(row_id="d"), name="other.ndjson"))
        waiting[0](late)
        assert model.rowCount(model.index_of_row(1)) == 0

    def test_many_rows_are_put_into_drawers(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("viewer.ui.models.row_list.FLAT_LIMIT", 20)
        monkeypatch.setattr("viewer.ui.models.row_list.DRAWER", 10)
        session, model = tree_of(write(tmp_path, *(row(row_id=f"{n}") for n in range(25))))

        drawers = [str(model.index(place, 0).data()) for place in range(model.rowCount())]
        assert drawers == ["Rows 1 to 10", "Rows 11 to 20", "Rows 21 to 25"]
        assert str(model.index_of_row(17).data()).startswith("18  ")
        session.search("key-2")
        assert model.rowCount() == 6  # 2 and 20 to 24
        assert not model.index_of_row(17).isValid()

    def test_drawers_of_very_many_rows_are_put_into_shelves(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name, value in (("FLAT_LIMIT", 4), ("DRAWER", 2), ("DRAWERS_A_SHELF", 3), ("SHELVES_FROM", 5)):
            monkeypatch.setattr(f"viewer.ui.models.row_list.{name}", value)
        session, model = tree_of(write(tmp_path, *(row(row_id=f"{n}") for n in range(15))))

        shelves = [model.index(place, 0) for place in range(model.rowCount())]
        assert [shelf.data() for shelf in shelves] == ["Rows 1 to 6", "Rows 7 to 12", "Rows 13 to 15"]
        drawers = [model.index(place, 0, shelves[2]).data() for place in range(model.rowCount(shelves[2]))]
        assert drawers == ["Rows 13 to 14", "Rows 15 to 15"]
        for at in range(15):
            index = model.index_of_row(at)
            assert str(index.data()).startswith(f"{at + 1}  ")
            assert model.node(index).row == at
            assert index.parent().parent() == shelves[at // 6]
        session.search("key-1")
        assert [model.index(place, 0).data() for place in range(model.rowCount())] == [
            "Rows 2 to 11",
            "Rows 12 to 13",
            "Rows 14 to 15",
        ]

    def test_many_objects_are_put_into_drawers_and_found_in_them(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(nodes, "FLAT_LIMIT", 20)
        monkeypatch.setattr(nodes, "DRAWER", 10)
        boxes = [box(f"f{n}", n, 0, 1, 1 + n, name="crate") for n in range(35)]
        _, model = tree_of(write(tmp_path, row(label(*boxes))))
        model.fetchMore(model.index_of_row(0))

        index = model.index_for((*OBJECTS, 27))
        assert line_of(index).note == "1 × 28"
        assert index.parent().data() == "21 to 30"

    def test_a_path_without_a_line_leads_to_the_line_above_it(self, tmp_path: Path) -> None:
        _, model = tree_of(write(tmp_path, row(label(box("a", 0, 0, 7, 8), box("b", 0, 0, 9, 10)))))
        assert model.index_for((*OBJECTS, 1)) == model.index_of_row(0)
        model.fetchMore(model.index_of_row(0))
        assert line_of(model.index_for((*OBJECTS, 1, "bounding_box", "left"))).note == "9 × 10"
        assert model.index_for(OBJECTS[:3]).data() == "A project"
        assert not model.index_for((*OBJECTS, 1), row=9).isValid()

    def test_masks_of_2018_are_found_though_they_stand_outside_of_their_label(self, tmp_path: Path) -> None:
        ring = [{"x": 1, "y": 1}, {"x": 9, "y": 1}, {"x": 9, "y": 9}]
        old = {
            "ID": "one",
            "Labeled Data": "a.png",
            "Label": {"Boat": [{"geometry": ring}]},
            "Masks": {"Boat": "b.png"},
        }
        _, model = tree_of(write(tmp_path, old))
        model.fetchMore(model.index_of_row(0))
        assert model.index_for(("Masks", "Boat")).parent().data() == "Masks"

    def test_what_was_unfolded_longest_ago_is_let_go(
        self, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(rows_model, "KEPT_ROWS", 2)
        session, model = tree_of(
            write(tmp_path, *(row(label(box("a", 0, 0, 1, 1)), row_id=f"{n}") for n in range(4)))
        )
        session.apply(steps.go_to_row(session.state, 1))
        for place in (1, 0, 2, 3):
            model.fetchMore(model.index(place, 0))
        qtbot.waitUntil(lambda: model.rowCount(model.index(0, 0)) == 0)
        kept = [model.rowCount(model.index(place, 0)) for place in range(4)]
        assert kept == [0, 1, 0, 1]  # the row looked at stays, however old
        assert model.canFetchMore(model.index(0, 0))

    def test_the_model_keeps_the_promises_of_qt(self, tmp_path: Path) -> None:
        boxes = [box(f"f{n}", n, 0, 1, 1, name="crate") for n in range(3)]
        session, model = tree_of(write(tmp_path, row(label(*boxes)), row(label(), row_id="other")))
        for query in ("", "other", ""):
            session.search(query)
            # A new one each time: it unfolds rows while it hears of a reset, and then objects to that.
            tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
            outline(model)
            session.apply(steps.go_to_row(session.state, 1 - session.state.row))
            tester.deleteLater()
            QCoreApplication.sendPostedEvents(tester, QEvent.Type.DeferredDelete)


@pytest.mark.usefixtures("qapp")
class TestHidingAndShowing:
    def test_an_eye_hides_an_object_a_class_or_a_kind(self, tmp_path: Path) -> None:
        boxes = [box(f"f{n}", n, 0, 1, 1, name="crate") for n in range(2)]
        session, model = tree_of(write(tmp_path, row(label(*boxes))))
        group = find(model, "crate")
        thing = model.index(0, 0, group)

        model.toggle(thing)
        assert session.state.hidden_objects == {(0, (*OBJECTS, 0))}
        assert line_of(thing).hidden
        model.toggle(thing)
        assert not line_of(thing).hidden

        model.toggle(group)
        assert session.state.hidden_classes == {"crate"}
        assert line_of(thing).dimmed
        assert not line_of(thing).hidden

        model.toggle(find(model, "Boxes"))
        assert session.state.hidden_kinds == {Kind.BOX}

    def test_a_box_shows_one_more_label_and_its_dashes(self, tmp_path: Path) -> None:
        labels = [label(box("a", 0, 0, 1, 1), label_id=name) for name in ("one", "two")]
        session, model = tree_of(write(tmp_path, row(*labels)))
        second = find(model, "Label 2")
        assert line_of(model.index(0, 0, second)).dimmed

        assert model.setData(second, None, Check)
        assert session.state.labels is not None
        assert len(session.state.labels) == 2
        assert line_of(second).sample is Qt.PenStyle.DashLine
        assert not line_of(model.index(0, 0, second)).dimmed

    def test_objects_of_other_rows_have_no_eye(self, tmp_path: Path) -> None:
        session, model = tree_of(
            write(tmp_path, *(row(label(box("a", 0, 0, 1, 1, name=n)), row_id=n) for n in ("here", "there")))
        )
        there = find(model, "there")
        assert line_of(there).hidden is None
        model.toggle(there)
        assert not session.state.hidden_objects

"""Which labels are shown, and what hides an object."""

from typing import Any

from tests import exports
from viewer.formats.row import read_row
from viewer.model.geometry import Kind
from viewer.model.row import DataRow, Label, LabelRole
from viewer.state import resolve
from viewer.state.resolve import Hidden
from viewer.state.view_state import SoloClasses, SoloObjects, ViewState

CAR = exports.box("car-1", 10, 10, 50, 40, name="car")
DOG = exports.point("dog-1", 5, 5, name="dog")
LINK = exports.relationship("link-1", "car-1", "dog-1", name="near")


def data_row(value: Any) -> DataRow:
    row = read_row(value, 0).row
    assert isinstance(row, DataRow)
    return row


def consensus(selected: str | None) -> DataRow:
    labels = [exports.label(CAR, label_id=f"label-{n}") for n in (1, 2, 3)]
    value = exports.row(*labels)
    if selected is not None:
        value["projects"]["project-1"]["project_details"] = {"selected_label_id": selected}
    return data_row(value)


def ids(labels: tuple[Label, ...]) -> list[str | None]:
    return [label.id for label in labels]


def test_the_winner_of_a_consensus_is_shown_alone() -> None:
    assert ids(resolve.shown_labels(consensus("label-2"), ViewState())) == ["label-2"]


def test_without_a_winner_the_first_label_is_shown_alone() -> None:
    assert ids(resolve.shown_labels(consensus(None), ViewState())) == ["label-1"]


def test_an_empty_label_is_not_preferred_to_one_with_content() -> None:
    row = data_row(exports.row(exports.label(label_id="empty"), exports.label(CAR, label_id="full")))
    assert ids(resolve.shown_labels(row, ViewState())) == ["full"]


def test_a_model_run_shows_a_label_and_its_prediction() -> None:
    run = {"name": "r", "labels": [exports.label(CAR)], "predictions": [exports.label(DOG)]}
    row = data_row({"data_row": {"id": "r"}, "experiments": {"e": {"name": "e", "runs": {"run": run}}}})
    roles = [label.role for label in resolve.shown_labels(row, ViewState())]
    assert roles == [LabelRole.LABEL, LabelRole.PREDICTION]


def test_labels_chosen_are_shown_in_file_order() -> None:
    row = consensus("label-2")
    paths = tuple(label.path for label in row.labels())
    shown = resolve.shown_labels(row, ViewState(labels=(paths[2], paths[0])))
    assert ids(shown) == ["label-1", "label-3"]


def test_a_path_into_a_sub_classification_leads_to_its_object() -> None:
    row = data_row(exports.row(exports.label(CAR, DOG, relationships=[LINK])))
    label = next(row.labels())
    inside = (*label.annotations.objects[1].path, "classifications", 0)
    assert resolve.object_at(row, inside) is label.annotations.objects[1]
    assert (
        resolve.object_at(row, label.annotations.relationships[0].path) is label.annotations.relationships[0]
    )
    assert resolve.object_at(row, ("projects",)) is None


def test_the_first_reason_for_hiding_is_told() -> None:
    row = data_row(exports.row(exports.label(CAR, relationships=[LINK])))
    annotations = next(row.labels()).annotations
    car, link = annotations.objects[0], annotations.relationships[0]
    assert resolve.hidden_by(car, ViewState()) is None
    assert resolve.hidden_by(car, ViewState(hidden_kinds=frozenset({Kind.BOX}))) is Hidden.KIND
    assert resolve.hidden_by(link, ViewState(hidden_kinds=frozenset({Kind.RELATIONSHIP}))) is Hidden.KIND
    assert resolve.hidden_by(car, ViewState(hidden_classes=frozenset({"car"}))) is Hidden.CLASS
    assert resolve.hidden_by(car, ViewState(hidden_objects=frozenset({(0, car.path)}))) is Hidden.OBJECT
    assert resolve.hidden_by(car, ViewState(row=1, hidden_objects=frozenset({(0, car.path)}))) is None
    assert resolve.hidden_by(car, ViewState(solo=SoloObjects(frozenset({link.path})))) is Hidden.SOLO
    assert resolve.hidden_by(car, ViewState(solo=SoloClasses(frozenset({"dog"})))) is Hidden.SOLO
    assert resolve.hidden_by(car, ViewState(solo=SoloClasses(frozenset({"car"})))) is None


def test_only_rows_of_2018_count_from_the_bottom_and_it_can_be_swapped() -> None:
    old = data_row({"ID": "1", "Labeled Data": "a.jpg", "Label": {"Car": [[{"x": 1, "y": 2}] * 3]}})
    new = data_row(exports.row())
    assert resolve.origin_at_bottom(old, ViewState())
    assert not resolve.origin_at_bottom(old, ViewState(origin_swapped=True))
    assert not resolve.origin_at_bottom(new, ViewState())
    assert resolve.origin_at_bottom(new, ViewState(origin_swapped=True))

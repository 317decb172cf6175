"""Steps from one view to the next."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from viewer.catalog.found import Found, Request, Sample, SortKey
from viewer.model.geometry import Kind
from viewer.state import steps
from viewer.state.view_state import NameMode, SoloClasses, SoloObjects, ViewState

CAR = Request("car")


def found(*rows: int, request: Request = CAR) -> Found:
    return Found(request, np.array(rows, np.int32), 100)


A, B, C = ("objects", 0), ("objects", 1), ("objects", 2)


def test_going_on_stops_at_the_last_row() -> None:
    assert steps.go_by(ViewState(row=8), 5, 10).row == 9


def test_going_back_stops_at_the_first_row() -> None:
    assert steps.go_by(ViewState(row=1), -5, 10).row == 0


def test_going_on_in_an_empty_export_stays() -> None:
    assert steps.go_by(ViewState(), 1, 0).row == 0


def test_going_on_keeps_to_the_rows_that_match() -> None:
    state = ViewState(row=3, found=found(1, 3, 7))
    assert steps.go_by(state, 1, 10).row == 7
    assert steps.go_by(state, -1, 10).row == 1


def test_from_a_row_that_the_filter_left_the_next_match_is_one_step_away() -> None:
    state = ViewState(row=5, found=found(1, 3, 7))
    assert steps.go_by(state, 1, 10).row == 7
    assert steps.go_by(state, -1, 10).row == 3


@given(st.integers(0, 99), st.integers(-300, 300), st.sets(st.integers(0, 99), min_size=1))
def test_going_anywhere_ends_at_a_row_that_matches(row: int, distance: int, matches: set[int]) -> None:
    state = ViewState(row=row, found=found(*sorted(matches)))
    if distance:
        assert steps.go_by(state, distance, 100).row in matches


def test_going_on_follows_the_order_of_what_was_found() -> None:
    state = ViewState(row=7, found=found(9, 7, 2, request=Request(sort=(SortKey("objects"),))))
    assert steps.go_by(state, 1, 10).row == 2
    assert steps.go_by(state, -1, 10).row == 9


def test_an_answer_to_what_is_no_longer_asked_for_is_none() -> None:
    state = steps.ask_for(ViewState(), Request("bus"))
    assert steps.show_found(state, found(1)) == state
    answer = found(2, request=Request("bus"))
    assert steps.show_found(state, answer).found is answer
    assert steps.ask_for(steps.show_found(state, answer), Request()).found is None


def test_what_was_found_stays_until_the_next_answer() -> None:
    answer = found(2, request=Request("bus"))
    asked = steps.ask_for(ViewState(request=Request("bus"), found=answer), Request("bus", sample=Sample(3)))
    assert asked.found is answer


def test_another_row_drops_what_belonged_to_the_old_one() -> None:
    state = ViewState(selection=(A,), hover=A, labels=(A,), solo=SoloObjects(frozenset({A})))
    after = steps.go_to_row(state, 4)
    assert (after.selection, after.hover, after.labels, after.solo) == ((), None, None, None)


def test_another_row_keeps_habits() -> None:
    state = ViewState(
        opacity=0.9,
        names=NameMode.ALL,
        hidden_kinds=frozenset({Kind.BOX}),
        solo=SoloClasses(frozenset({"car"})),
    )
    after = steps.go_to_row(state, 4)
    assert (after.opacity, after.names, after.hidden_kinds, after.solo) == (
        state.opacity,
        state.names,
        state.hidden_kinds,
        state.solo,
    )


def test_selecting_replaces_and_adding_adds_and_adding_again_takes_out() -> None:
    state = steps.select(ViewState(), A)
    assert steps.select(state, B).selection == (B,)
    both = steps.select(state, B, add=True)
    assert both.selection == (A, B)
    assert steps.select(both, A, add=True).selection == (B,)


def test_selecting_nothing_clears_but_adding_nothing_does_not() -> None:
    state = ViewState(selection=(A,))
    assert steps.select(state, None).selection == ()
    assert steps.select(state, None, add=True).selection == (A,)


def test_the_next_object_goes_round() -> None:
    paths = (A, B, C)
    assert steps.select_next(ViewState(selection=(C,)), paths, 1).current == A
    assert steps.select_next(ViewState(selection=(A,)), paths, -1).current == C
    assert steps.select_next(ViewState(), paths, -1).current == C
    assert steps.select_next(ViewState(selection=(A,)), (), 1).current == A


def test_hiding_the_hidden_shows_them() -> None:
    hidden = steps.toggle_objects(ViewState(row=2), (A, B))
    assert hidden.hidden_objects == {(2, A), (2, B)}
    assert steps.toggle_objects(hidden, (A, B)).hidden_objects == frozenset()


def test_hiding_one_more_hides_all_named() -> None:
    hidden = steps.toggle_objects(ViewState(), (A,))
    assert steps.toggle_objects(hidden, (A, B)).hidden_objects == {(0, A), (0, B)}


def test_solo_goes_from_objects_to_their_classes_to_nothing() -> None:
    first = steps.cycle_solo(ViewState(selection=(A,)), frozenset({"car"}))
    assert first.solo == SoloObjects(frozenset({A}))
    second = steps.cycle_solo(first, frozenset({"car"}))
    assert second.solo == SoloClasses(frozenset({"car"}))
    assert steps.cycle_solo(second, frozenset({"car"})).solo is None


def test_solo_without_a_selection_does_nothing() -> None:
    assert steps.cycle_solo(ViewState(), frozenset()).solo is None


def test_taking_a_label_away_lets_its_objects_go() -> None:
    label, other = ("labels", 0), ("labels", 1)
    state = ViewState(selection=((*label, "objects", 1), (*other, "objects", 0)))
    after = steps.toggle_label(state, (label, other), label)
    assert after.labels == (other,)
    assert after.selection == ((*other, "objects", 0),)
    assert steps.toggle_label(after, (other,), label).labels == (other, label)


def test_escape_leaves_one_thing_at_a_time() -> None:
    state = ViewState(
        peek=True,
        request=Request("car"),
        found=found(1),
        solo=SoloClasses(frozenset({"car"})),
        selection=(A,),
    )
    state = steps.escape(state)
    assert not state.peek
    assert state.request.query
    state = steps.escape(state)
    assert (state.request, state.found) == (Request(), None)
    assert state.solo is not None
    state = steps.escape(state)
    assert state.solo is None
    assert state.selection
    assert steps.escape(state).selection == ()


@given(st.floats(-3, 3))
def test_opacity_stays_between_0_and_1(change: float) -> None:
    assert 0 <= steps.change_opacity(ViewState(), change).opacity <= 1


def test_names_go_through_every_mode_and_round() -> None:
    state = ViewState()
    seen = []
    for _ in NameMode:
        state = steps.cycle_names(state)
        seen.append(state.names)
    assert set(seen) == set(NameMode)
    assert state == ViewState()


def test_show_everything_undoes_every_hiding() -> None:
    state = steps.toggle_kind(steps.toggle_class(ViewState(overlays=False), "car"), Kind.MASK)
    state = steps.cycle_solo(steps.toggle_objects(steps.select(state, A), (B,)), frozenset())
    shown = steps.show_everything(state)
    assert shown == ViewState(selection=(A,))


def test_showing_one_label_lets_go_of_what_was_selected_in_another() -> None:
    state = ViewState(selection=(("labels", 0, "x"), ("labels", 1, "y")))
    assert steps.show_labels(state, (("labels", 1),)).selection == (("labels", 1, "y"),)
    assert steps.show_labels(state, None).selection == state.selection

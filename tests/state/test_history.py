"""Back and forward."""

from dataclasses import replace

from viewer.state.history import LIMIT, History
from viewer.state.view_state import ViewState


def test_back_and_forward_return_to_places() -> None:
    history = History(ViewState(row=0))
    history.record(ViewState(row=1))
    history.record(ViewState(row=2))
    assert history.go(-1).row == 1
    assert history.go(-1).row == 0
    assert not history.can_go_back
    assert history.go(1).row == 1
    assert history.can_go_forward


def test_what_changes_at_one_place_is_kept_with_it() -> None:
    history = History(ViewState(row=0))
    history.record(ViewState(row=0, opacity=0.9))
    history.record(ViewState(row=1))
    assert history.go(-1).opacity == 0.9
    assert not history.can_go_back


def test_a_new_place_forgets_what_lay_ahead() -> None:
    history = History(ViewState(row=0))
    history.record(ViewState(row=1))
    history.go(-1)
    history.record(ViewState(row=5))
    assert not history.can_go_forward
    assert history.go(-1).row == 0


def test_what_was_held_is_not_held_when_one_comes_back() -> None:
    history = History(ViewState())
    history.record(replace(ViewState(), peek=True, hover=("a",)))
    history.record(ViewState(row=1))
    back = history.go(-1)
    assert not back.peek
    assert back.hover is None


def test_the_history_is_bounded() -> None:
    history = History(ViewState())
    for row in range(1, LIMIT + 50):
        history.record(ViewState(row=row))
    assert history.go(-10 * LIMIT).row == 50

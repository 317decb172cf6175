"""Back and forward through what was looked at."""

from __future__ import annotations

from dataclasses import replace

from viewer.state.view_state import ViewState

LIMIT = 200


class History:
    """The places looked at, newest last; a place is a row with the labels and filter it was seen with.

    What changes at one place (selection, opacity, hidden classes …) is kept with it and makes no new one.
    """

    def __init__(self, first: ViewState) -> None:
        self._states = [first]
        self._at = 0

    def record(self, state: ViewState) -> None:
        """Take a new state in: at the same place it replaces the newest, else what lay ahead is forgotten."""
        if _place(state) == _place(self._states[self._at]):
            self._states[self._at] = state
            return
        del self._states[self._at + 1 :]
        self._states.append(state)
        del self._states[:-LIMIT]
        self._at = len(self._states) - 1

    @property
    def can_go_back(self) -> bool:
        """Whether there is an earlier place."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a later place."""
        return self._at < len(self._states) - 1

    def go(self, distance: int) -> ViewState:
        """The place `distance` steps away (clamped), now the current one; peek and hover are not kept."""
        self._at = max(0, min(self._at + distance, len(self._states) - 1))
        return replace(self._states[self._at], peek=False, hover=None)


def _place(state: ViewState) -> tuple[object, ...]:
    return (state.row, state.labels, state.request)

"""Two of a kind side by side: labels of one row, a label and a prediction, or two rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from viewer.model.row import DataRow, Label
from viewer.state.resolve import shown_labels
from viewer.state.view_state import Compared, CompareMode, ViewState


@dataclass(frozen=True, slots=True)
class Sides:
    """The labels of the row looked at on this side, and those of the other side's row on the other."""

    own: tuple[Label, ...]
    other: tuple[Label, ...]


def others_of(row: DataRow, state: ViewState) -> tuple[Label, ...]:
    """The labels and predictions that can stand beside the first one shown, the next one first."""
    labels = tuple(row.labels())
    own = shown_labels(row, state)[:1]
    place = next((n for n, label in enumerate(labels) if own and label.path == own[0].path), -1)
    return (*labels[place + 1 :], *labels[: max(place, 0)])


def sides(row: DataRow, other: DataRow | None, state: ViewState) -> Sides | None:
    """What stands on both sides of a comparison; None when there is nothing to compare with.

    `other` is the row of the other side where two rows are compared.
    """
    compared = state.compared
    if compared is None:
        return None
    if compared.row is not None:
        return Sides(shown_labels(row, state), default_of(other)) if other is not None else None
    choice = others_of(row, state)
    if not choice:
        return None
    return Sides(shown_labels(row, state)[:1], (choice[compared.turn % len(choice)],))


def default_of(row: DataRow) -> tuple[Label, ...]:
    """What is shown of a row by itself."""
    return shown_labels(row, ViewState())


def toggled(state: ViewState, row: DataRow, row_count: int) -> ViewState:
    """Compare, or no longer: with the next label, in a row that has one alone with the next row."""
    if state.compared is not None:
        return replace(state, compared=None, blink=False)
    return replace(state, compared=begun(state, row, row_count))


def begun(state: ViewState, row: DataRow, row_count: int) -> Compared | None:
    """A comparison as it begins; None where there is nothing to compare with."""
    if others_of(row, state):
        return Compared()
    beside = state.row + 1 if state.row + 1 < row_count else state.row - 1
    return Compared(row=beside) if beside >= 0 else None


def other_mode(state: ViewState) -> ViewState:
    """Side by side, or one over the other behind a divider."""
    if state.compared is None:
        return state
    modes = tuple(CompareMode)
    mode = modes[(modes.index(state.compared.mode) + 1) % len(modes)]
    return replace(state, compared=replace(state.compared, mode=mode))


def next_other(state: ViewState, row_count: int) -> ViewState:
    """Another label on the other side, or the row after that one; round and round, past the row looked at."""
    compared = state.compared
    if compared is None:
        return state
    if compared.row is None:
        return replace(state, compared=replace(compared, turn=compared.turn + 1))
    row = (compared.row + 1) % max(row_count, 1)
    if row == state.row:
        row = (row + 1) % max(row_count, 1)
    return replace(state, compared=replace(compared, row=row))


def with_row_kept(state: ViewState) -> ViewState:
    """This row on the other side from now on, whichever is looked at."""
    mode = state.compared.mode if state.compared is not None else CompareMode.SPLIT
    return replace(state, compared=Compared(mode=mode, row=state.row))


def title_of(labels: Sequence[Label], row: DataRow, *, with_row: bool) -> str:
    """What stands on a side, in words."""
    told = []
    for label in labels:
        made_by = label.details.created_by if label.details is not None else None
        told.append(f"{label.role.value} by {made_by}" if made_by else label.role.value)
    words = ", ".join(told) or "no label"
    return f"{row.name}: {words}" if with_row else words


def blinked(state: ViewState, row: DataRow, row_count: int) -> ViewState:
    """The other side in the place of this one, of what is compared or would be."""
    if state.compared is not None:
        return replace(state, blink=True)
    begins = begun(state, row, row_count)
    held = replace(begins, mode=CompareMode.SWIPE, held=True) if begins is not None else None
    return replace(state, compared=held, blink=held is not None)


def unblinked(state: ViewState) -> ViewState:
    """This side again; what was compared for the while of it no longer is."""
    compared = state.compared if state.compared is not None and not state.compared.held else None
    return replace(state, compared=compared, blink=False)

"""Queries that a person has given names to, and those asked lately."""

from __future__ import annotations

from dataclasses import dataclass

from viewer.state.habits import Habits

RECENT = 20
_SAVED, _RECENT = "queries/saved", "queries/recent"


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query under a name."""

    name: str
    text: str


class SavedQueries:
    """Names and texts stand in turn in one list of habits."""

    def __init__(self, habits: Habits) -> None:
        self._habits = habits

    @property
    def all(self) -> tuple[SavedQuery, ...]:
        """By name, without regard to case."""
        texts = self._habits.read(_SAVED) or []
        found = (SavedQuery(*pair) for pair in zip(texts[::2], texts[1::2], strict=False))
        return tuple(sorted(found, key=lambda query: query.name.casefold()))

    @property
    def recent(self) -> tuple[str, ...]:
        """Queries asked lately, the newest first."""
        return tuple(self._habits.read(_RECENT) or ())[:RECENT]

    def save(self, name: str, text: str) -> None:
        """Keep a query, in the place of any of that name."""
        self._write([*(query for query in self.all if query.name != name), SavedQuery(name, text)])

    def rename(self, name: str, new: str) -> None:
        """Give a query another name, in the place of any that has it."""
        for query in self.all:
            if query.name == name and name != new:
                others = (each for each in self.all if each.name not in (name, new))
                self._write([*others, SavedQuery(new, query.text)])

    def forget(self, name: str) -> None:
        """Keep a query no longer."""
        self._write([query for query in self.all if query.name != name])

    def note(self, text: str) -> None:
        """A query was asked and answered."""
        if text.strip() and text != next(iter(self.recent), None):
            others = [each for each in self.recent if each != text]
            self._habits.write(_RECENT, [text, *others][:RECENT])

    def _write(self, queries: list[SavedQuery]) -> None:
        self._habits.write(_SAVED, [part for query in queries for part in (query.name, query.text)])

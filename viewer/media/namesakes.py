"""Files that share a name, kept so that the one nearest to a path is found without looking at them all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

_FEW = 3

_End: TypeAlias = tuple[str, ...]
_AFTER_ALL = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Fitting:
    """How many files fit equally well, and the first few of them."""

    count: int
    paths: tuple[str, ...]


class Namesakes:
    """Paths of files with one name, sorted by the folders above them, the nearest first."""

    __slots__ = ("_ends", "_paths", "_spelled")

    def __init__(self, paths: Iterable[str], *, by_stem: bool) -> None:
        named = [(_folders(path), path, _name(path, by_stem=by_stem)) for path in paths]
        named.sort()
        self._ends = [end for end, _, _ in named]
        self._paths = [path for _, path, _ in named]
        spellings: dict[str, list[str]] = {}
        for _, path, name in named:
            spellings.setdefault(name, []).append(path)
        alike = len(spellings) == 1
        self._spelled = None if alike else {k: _Sorted.of(paths) for k, paths in spellings.items()}

    def closest(self, name: str, *, spelled: str) -> Fitting:
        """The files that share most folders with the path `name`, of these rather those `spelled` like it."""
        wanted = _folders(name)
        everyone = _Sorted(self._ends, self._paths)
        shared = everyone.most_shared(wanted)
        if self._spelled is not None and (alike := self._spelled.get(spelled)) is not None:
            fitting = alike.sharing(wanted[:shared])
            if fitting.count:
                return fitting
        return everyone.sharing(wanted[:shared])


@dataclass(frozen=True, slots=True)
class _Sorted:
    """`paths`, and what they are sorted by: their folders in small letters, the nearest first."""

    ends: list[_End]
    paths: list[str]

    @classmethod
    def of(cls, paths: list[str]) -> _Sorted:
        return cls([_folders(path) for path in paths], paths)

    def most_shared(self, wanted: _End) -> int:
        """How many folders the nearest of them shares; it stands beside where the wanted one would."""
        place = bisect_left(self.ends, wanted)
        return max(_alike(wanted, end) for end in self.ends[max(0, place - 1) : place + 1])

    def sharing(self, folders: _End) -> Fitting:
        """Those whose nearest folders are just these."""
        first = bisect_left(self.ends, folders)
        last = bisect_right(self.ends, (*folders, _AFTER_ALL))
        return Fitting(last - first, tuple(sorted(self.paths[first : min(last, first + _FEW)])))


def _folders(path: str) -> _End:
    return tuple(reversed(path.casefold().split("/")[:-1]))


def _name(path: str, *, by_stem: bool) -> str:
    name = path.rpartition("/")[2]
    return stem_of(name) if by_stem else name


def stem_of(name: str) -> str:
    """A file name without its suffix."""
    stem, _, _ = name.rpartition(".")
    return stem or name


def _alike(one: _End, other: _End) -> int:
    count = 0
    for mine, its in zip(one, other, strict=False):
        if mine != its:
            break
        count += 1
    return count

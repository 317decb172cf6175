"""What a family of exports is to the reader of rows: how to tell it, and how to read its containers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from viewer.formats.reader import Node
from viewer.model.row import Experiment, Family, Project


@dataclass(frozen=True, slots=True)
class Containers:
    """The labels that one family finds in a row."""

    projects: tuple[Project, ...] = ()
    experiments: tuple[Experiment, ...] = ()


@dataclass(frozen=True, slots=True)
class FamilyReader:
    """One family: `holds` looks at the row's JSON object, `read` at the same as a node."""

    family: Family
    holds: Callable[[dict[str, Any]], bool]
    read: Callable[[Node], Containers]


def holds_container(row: dict[str, Any], key: str) -> bool:
    """Whether there is at least one project, experiment or model under `key`; an empty one says nothing."""
    container = row.get(key)
    return isinstance(container, dict) and bool(container)

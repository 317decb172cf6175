"""Rows that someone converted: the parts of the annotations stand at the top level, beside `data_row`."""

from __future__ import annotations

from typing import Any

from viewer.formats.annotations import PARTS, read_annotations
from viewer.formats.family import Containers, FamilyReader, holds_container
from viewer.formats.reader import Node
from viewer.model.row import Family, Label, LabelRole, Project


def _holds(row: dict[str, Any]) -> bool:
    whole = any(holds_container(row, key) for key in ("projects", "experiments", "models"))
    parts = (key for key, types in PARTS.items() if row.get(key) and isinstance(row[key], types))
    return isinstance(row.get("data_row"), dict) and not whole and next(parts, None) is not None


def _read(row: Node) -> Containers:
    parts = Node({key: row.value[key] for key in PARTS if row.has(key)}, row.path, row.issues)
    label = Label(LabelRole.LABEL, read_annotations(parts), row.path)
    return Containers(projects=(Project((label,), row.path),))


FAMILY = FamilyReader(Family.PROJECT, _holds, _read)

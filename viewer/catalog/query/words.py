"""The words of the language, and the table that teaches it."""

from __future__ import annotations

from viewer.catalog.fields import FIELD, Field, FieldKind
from viewer.model.geometry import Kind

IS = ("skipped", "empty", "readable", "unreadable", "labelled", "predicted")
HAS = (
    *("label", "prediction", "object", "relationship", "answer", "issue", "error", "warning"),
    *("key", "external"),
    *(kind.value for kind in Kind if kind not in (Kind.RELATIONSHIP, Kind.UNREADABLE)),
    "unreadable",
)
OPERATORS = ("and", "or", "not")
SAMPLE = "sample"

LESSON: tuple[tuple[str, str], ...] = (
    ("car", "in an id, key, name or class"),
    ("class:car", "an object of a class that holds “car”; class=car is exactly that class"),
    ("class:car>3", "more than three of them"),
    ("kind:mask  has:relationship", "kinds of annotations; two terms side by side are both meant"),
    (
        "status:in_review  by:user1@",
        "workflow status, annotator; also dataset, project, run, split, batch, task",
    ),
    ('answer:"weather=rain"', "an option that was chosen; quotes hold blanks together"),
    ("objects>20  seconds<3", "numbers: > >= < <= = !=, and objects:5..20"),
    ("created>2024-04-01", "dates; created:2024-04 is that month"),
    ("is:skipped  is:empty  has:issue", "what a row is or has"),
    ("(bus or truck) -class:car", "or, parentheses, and - or not for the opposite"),
    ("status:done | sample 100 seed 7", "a sample of them, the same each time; by class: in proportion"),
)
"""An example and what it means, a line each."""


def searchable(field: Field) -> bool:
    """Whether a query can name the field; flags are asked for by `is:`."""
    return field.kind is not FieldKind.FLAG


FIELD_WORDS = (*(field.id for field in FIELD.values() if searchable(field)), "is", "has")

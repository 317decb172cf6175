"""Relationships: arrows between objects of one label.

The kind of the two-headed arrow is not documented: every key that ends in `_relationship` and every kind that
ends in `Relationship` is taken, and both heads drawn when the word says "bidirectional".
"""

from __future__ import annotations

from viewer.formats.classifications import read_classifications, read_name
from viewer.formats.findings import UnfitError
from viewer.formats.objects import UNKNOWN_KIND, read_kind
from viewer.formats.reader import Node
from viewer.model.annotation import Ends, Relationship
from viewer.model.geometry import Unreadable


def is_relationship(node: Node) -> bool:
    """Whether this is an object that says it is a relationship, wherever it stands."""
    kind = node.value.get("annotation_kind") if isinstance(node.value, dict) else None
    return isinstance(kind, str) and kind.endswith("Relationship")


def read_relationship(node: Node) -> Relationship:
    """One relationship; ends that cannot be read are `Unreadable`."""
    if not isinstance(node.value, dict):
        ends = _unreadable(node, node.unfit("an object"))
        return Relationship("unreadable", UNKNOWN_KIND, ends, node.path)
    kind = read_kind(node)
    return Relationship(
        name=read_name(node),
        annotation_kind=kind,
        ends=_read_ends(node, kind),
        path=node.path,
        value=node.text("value"),
        feature_id=node.text("feature_id"),
        schema_id=node.text("feature_schema_id"),
        classifications=read_classifications(node),
    )


def _read_ends(node: Node, kind: str) -> Ends | Unreadable:
    key = next((key for key in node.value if key.endswith("_relationship")), "unidirectional_relationship")
    try:
        ends = node.need_object(key)
        both = _says_both_ways(key) or _says_both_ways(kind)
        return Ends(ends.need_text("source"), ends.need_text("target"), bidirectional=both)
    except UnfitError as unfit:
        return _unreadable(node, unfit)


def _says_both_ways(word: str) -> bool:
    word = word.lower()
    return "idirectional" in word and "unidirectional" not in word  # bi-, or a word for more


def _unreadable(node: Node, unfit: UnfitError) -> Unreadable:
    node.issues.error(unfit)
    return Unreadable(unfit.reason, node.value)

"""Questions and answers, which nest in each other without a limit in the format."""

from __future__ import annotations

from collections.abc import Callable

from viewer.formats.findings import UnfitError
from viewer.formats.reader import Node
from viewer.model.annotation import Answer, Checklist, Classification, Option, Radio, Text
from viewer.model.geometry import Unreadable

MAX_DEPTH = 64
"""Deeper questions are kept as they are: no ontology nests so far, and whoever walks a model may recurse."""


def read_classifications(
    parent: Node, depth: int = 0, key: str = "classifications"
) -> tuple[Classification, ...]:
    """Every classification of the list under `key`, in file order."""
    return tuple(read_classification(node, depth) for node in parent.list(key))


def read_classification(node: Node, depth: int = 0) -> Classification:
    """One question with its answer; what cannot be read is an `Unreadable` answer."""
    answer = answer_or_reason(node, depth, _read_answer)
    if not isinstance(node.value, dict):
        return Classification("unreadable", answer, node.path)
    return Classification(
        name=read_name(node),
        answer=answer,
        path=node.path,
        value=node.text("value"),
        feature_id=node.text("feature_id"),
        schema_id=node.text("feature_schema_id"),
        message_id=node.text("message_id"),
        confidence=node.number("confidence"),
    )


def answer_or_reason(node: Node, depth: int, read: Callable[[Node, int], Answer]) -> Answer:
    """The answer that `read` finds in a question, or why there is none; too deep a question is not read."""
    try:
        if depth >= MAX_DEPTH:
            expected = f"at most {MAX_DEPTH} levels of questions"
            raise UnfitError(node.path, expected, "more", f"questions nest deeper than {MAX_DEPTH} levels")
        return read(node.as_object(), depth)
    except UnfitError as unfit:
        node.issues.error(unfit)
        return Unreadable(unfit.reason, node.value)


def read_name(node: Node) -> str:
    """The display text of a feature: its `name`, or with a warning the next best."""
    name = node.text("name")
    if name is not None:
        return name
    node.issues.warn(node.missing("name", "text"))
    return node.text("value") or node.text("feature_id") or "unnamed"


def unreadable_option(node: Node) -> Option:
    """What stands in the place of an answer and is none; a mere text gives it its name."""
    node.issues.error(node.unfit("an object"))
    return Option(node.value if isinstance(node.value, str) else "unreadable", node.path)


def _read_answer(node: Node, depth: int) -> Answer:
    for prefix in ("", "conversational_"):
        if node.has(f"{prefix}radio_answer"):
            return Radio(_read_option(node.need_object(f"{prefix}radio_answer"), depth))
        if node.has(f"{prefix}checklist_answers"):
            chosen = node.need_list(f"{prefix}checklist_answers")
            return Checklist(tuple(_read_option(option, depth) for option in chosen.elements()))
        if node.has(f"{prefix}text_answer"):
            text = node.need_object(f"{prefix}text_answer")
            return Text(text.need_text("content"), read_classifications(text, depth + 1))
    raise node.missing("radio_answer", "a radio_answer, checklist_answers or a text_answer")


def _read_option(node: Node, depth: int) -> Option:
    if not isinstance(node.value, dict):
        return unreadable_option(node)
    return Option(
        name=read_name(node),
        path=node.path,
        value=node.text("value"),
        feature_id=node.text("feature_id"),
        schema_id=node.text("feature_schema_id"),
        classifications=read_classifications(node, depth + 1),
        confidence=node.number("confidence"),
    )

"""Questions of the first version: `{title, answer}` with a text or an option, or `{title, answers: […]}`."""

from __future__ import annotations

from collections.abc import Iterator

from viewer.formats.classifications import answer_or_reason, unreadable_option
from viewer.formats.reader import Node
from viewer.model.annotation import Answer, Checklist, Classification, Option, Radio, Text


def read_v1_classifications(parent: Node, depth: int = 0) -> tuple[Classification, ...]:
    """Every classification of the list under `classifications`; a list within the list is taken apart."""
    return tuple(_read_classification(node, depth) for node in _unwrapped(parent.list("classifications")))


def read_title(node: Node) -> str:
    """The display text of a feature: its `title`, or with a warning the next best."""
    title = node.text("title")
    if title is not None:
        return title
    node.issues.warn(node.missing("title", "text"))
    return node.text("value") or node.text("featureId") or "unnamed"


def _read_classification(node: Node, depth: int) -> Classification:
    answer = answer_or_reason(node, depth, _read_answer)
    if not isinstance(node.value, dict):
        return Classification("unreadable", answer, node.path)
    return Classification(
        name=read_title(node),
        answer=answer,
        path=node.path,
        value=node.text("value"),
        feature_id=node.text("featureId"),
        schema_id=node.text("schemaId"),
    )


def _read_answer(node: Node, depth: int) -> Answer:
    if node.has("answers"):
        return Checklist(_read_options(node.need_list("answers"), depth))
    answer = node.need("answer", "an answer")
    match answer.value:
        case str():
            return Text(answer.value)
        case dict():
            return Radio(_read_option(answer, depth))
        case list():  # a dropdown, which holds one option; several can only be a checklist
            options = _read_options(answer, depth)
            return Radio(options[0]) if len(options) == 1 else Checklist(options)
        case _:
            return Text(answer.as_text())


def _read_options(answers: Node, depth: int) -> tuple[Option, ...]:
    return tuple(_read_option(option, depth) for option in _unwrapped(answers.elements()))


def _unwrapped(nodes: Iterator[Node]) -> Iterator[Node]:
    """Lists within the list are taken apart: some answers of published files are wrapped twice."""
    for node in nodes:
        if isinstance(node.value, list):
            yield from node.elements()
        else:
            yield node


def _read_option(node: Node, depth: int) -> Option:
    if not isinstance(node.value, dict):
        return unreadable_option(node)
    return Option(
        name=read_title(node),
        path=node.path,
        value=node.text("value"),
        feature_id=node.text("featureId"),
        schema_id=node.text("schemaId"),
        classifications=read_v1_classifications(node, depth + 1),
    )

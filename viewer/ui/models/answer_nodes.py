"""Questions and their answers as lines of the tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from viewer.model.annotation import Checklist, Classification, Option, Radio, Text
from viewer.model.geometry import Unreadable
from viewer.ui.models.line import QUESTION_LINK
from viewer.ui.models.nodes import Node
from viewer.ui.models.wording import confidence, joined, named, one_line, option_name, question_note


def question_nodes(questions: Iterable[Classification]) -> Iterator[Node]:
    """A line a question: with its answer when that is one, above its answers when they are several."""
    for question in questions:
        yield _question(question)


def _question(question: Classification) -> Node:
    match question.answer:
        case Radio(option):
            below = option.classifications
            return _answered(question, "radio", option_name(option), below)
        case Text(content, below):
            return _answered(
                question, "text", f"“{one_line(content)}”" if content.strip() else "(empty)", below
            )
        case Checklist(options):
            return Node(
                text=named(question.name),
                icon="checklist",
                note=joined(question_note(question), "" if options else "nothing chosen"),
                count=len(options) or None,
                path=question.path,
                make=(lambda: map(_option, options)) if options else None,
            )
        case Unreadable(reason):
            return Node(
                text=named(question.name),
                icon="unreadable",
                note=one_line(reason),
                warning=f"The answer could not be read: {reason}",
                path=question.path,
            )


def _answered(question: Classification, icon: str, answer: str, below: tuple[Classification, ...]) -> Node:
    return Node(
        text=named(question.name),
        link=QUESTION_LINK,
        value=answer,
        icon=icon,
        note=question_note(question),
        path=question.path,
        make=(lambda: question_nodes(below)) if below else None,
    )


def _option(option: Option) -> Node:
    return Node(
        text=named(option.name),
        icon="answer",
        note=confidence(option.confidence),
        path=option.path,
        make=(lambda: question_nodes(option.classifications)) if option.classifications else None,
    )

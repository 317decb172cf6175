"""How things are called in the tree: short, in words, whatever the language and direction of the names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from viewer.model.annotation import Classification, Option
from viewer.model.geometry import (
    Box,
    Geo,
    Geometry,
    Kind,
    Mask,
    MessageChoice,
    PageBox,
    PageTokens,
    Point,
    Polygon,
    Polyline,
    TextSpan,
    Unreadable,
)
from viewer.model.row import Label, LabelRole
from viewer.ui.words import counted, score

LONGEST = 200
"""Characters of a text that a line of the tree takes in; an answer can be as long as a book."""

KIND_NAMES: dict[Kind, str] = {
    Kind.BOX: "Boxes",
    Kind.POLYGON: "Polygons",
    Kind.LINE: "Lines",
    Kind.POINT: "Points",
    Kind.MASK: "Masks",
    Kind.RELATIONSHIP: "Relationships",
    Kind.TEXT: "Text entities",
    Kind.PAGE: "Page entities",
    Kind.GEO: "Map shapes",
    Kind.MESSAGE: "Message choices",
    Kind.UNREADABLE: "Unreadable",
}

_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"


def one_line(text: str, longest: int = LONGEST) -> str:
    """A text of any length and number of lines as one line that is not too long."""
    line = " ".join(text[: 2 * longest].split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def named(name: str) -> str:
    """A name as a line of its own; an empty one is said."""
    return one_line(name) or "(no name)"


def isolated(name: str) -> str:
    """A name inside a longer text, so that a right-to-left one does not turn its surroundings round."""
    return f"{_ISOLATE}{named(name)}{_END_ISOLATE}"


def joined(*parts: str) -> str:
    """Those parts that say something, with dots between."""
    return " · ".join(part for part in parts if part)


def confidence(value: float | None) -> str:
    """What is said of a confidence, nothing when there is none."""
    return "" if value is None else score(value)


def length(pixels: float) -> str:
    """A length in pixels without needless decimals."""
    return f"{pixels:.1f}".rstrip("0").rstrip(".") if abs(pixels) < 1e6 else f"{pixels:.3g}"


def extent(geometry: Geometry) -> str:
    """What tells a geometry from others of its class at a glance."""
    match geometry:
        case Box():
            return _size(geometry)
        case Polygon():
            return counted(len(geometry.exterior), "vertex", "vertices")
        case Polyline():
            return counted(len(geometry.vertices), "vertex", "vertices")
        case Point():
            return f"{length(geometry.x)}, {length(geometry.y)}"
        case Mask():
            return "" if geometry.composite is not None else "single mask"
        case TextSpan():
            return f"characters {geometry.start:,} to {geometry.end:,}"
        case PageBox():
            return joined(f"page {geometry.page}", _size(geometry.box))
        case PageTokens():
            return _pages(geometry)
        case Geo():
            return geometry.shape
        case MessageChoice():
            return counted(len(geometry.messages), "message")
        case Unreadable():
            return one_line(geometry.reason)


def _size(box: Box) -> str:
    return f"{length(box.width)} × {length(box.height)}"


def _pages(tokens: PageTokens) -> str:
    pages = sorted({group.page for group in tokens.groups if group.page is not None})
    words = counted(sum(len(group.tokens) for group in tokens.groups), "word")
    where = f"page {pages[0]}" if len(pages) == 1 else f"pages {pages[0]} to {pages[-1]}" if pages else ""
    return joined(where, words)


def option_name(option: Option) -> str:
    """An answer as it is shown, with its confidence."""
    return joined(named(option.name), confidence(option.confidence))


def question_note(question: Classification) -> str:
    """What is said quietly after a question."""
    message = f"message {question.message_id}" if question.message_id else ""
    return joined(message, confidence(question.confidence))


def titles(labels: Sequence[Label]) -> list[str]:
    """`Label`, `Prediction` for each, numbered from 1 when there are several of a role."""
    names = {LabelRole.LABEL: "Label", LabelRole.PREDICTION: "Prediction"}
    total = Counter(label.role for label in labels)
    seen: Counter[LabelRole] = Counter()
    found = []
    for label in labels:
        seen[label.role] += 1
        number = f" {seen[label.role]}" if total[label.role] > 1 else ""
        found.append(names[label.role] + number)
    return found


def label_note(label: Label) -> str:
    """By whom, how well it agrees, and in words whether it is empty."""
    by = label.details.created_by if label.details and label.details.created_by else ""
    consensus = label.performance.consensus_score if label.performance else None
    benchmark = label.performance.benchmark_score if label.performance else None
    state = "skipped" if label.is_skipped else "nothing annotated" if label.annotations.is_empty else ""
    return joined(
        "selected" if label.is_selected else "",
        state,
        "" if consensus is None else f"consensus {score(consensus)}",
        "" if benchmark is None else f"benchmark {score(benchmark)}",
        by,
    )

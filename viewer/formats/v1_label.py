"""What the first version says of a label beside its annotations: the columns of the row.

`Agreement` is a score, null, an empty text, or -1 for none. Times are numbers; in 2018 and in tables, text.
"""

from __future__ import annotations

from collections.abc import Iterator

from viewer.formats.reader import Node
from viewer.model.annotation import Annotations, JsonPath
from viewer.model.row import Label, LabelDetails, LabelRole, Performance, Project, Review


def v1_project(row: Node, label_path: JsonPath, annotations: Annotations, skipped: bool = False) -> Project:
    """The one project of a row, of which the file tells the name alone, with the row's one label."""
    label = Label(
        role=LabelRole.LABEL,
        annotations=annotations,
        path=label_path,
        id=row.text("ID"),
        details=LabelDetails(
            created_at=row.word("Created At"),
            updated_at=row.word("Updated At"),
            created_by=row.text("Created By"),
            reviews=tuple(_read_reviews(row)),
        ),
        performance=Performance(
            seconds_to_label=row.quoted_number("Seconds to Label"),
            skipped=skipped or row.quoted_flag("Skipped"),
            consensus_score=_read_score(row, "Agreement"),
            benchmark_score=_read_score(row, "Benchmark Agreement"),
            benchmark_id=row.text("Benchmark ID") or row.text("Benchmark Reference ID"),
        ),
    )
    return Project(labels=(label,), path=row.path, name=row.text("Project Name"))


def _read_score(row: Node, key: str) -> float | None:
    score = row.quoted_number(key)
    return score if score is not None and score >= 0 else None


def _read_reviews(row: Node) -> Iterator[Review]:
    if row.value.get("Reviews") in ("", "[]"):
        return
    for node in row.objects("Reviews"):
        yield Review(
            score=node.number("score"),
            created_at=node.word("createdAt"),
            created_by=_read_reviewer(node),
            id=node.text("id"),
        )


def _read_reviewer(review: Node) -> str | None:
    person = review.value.get("createdBy")
    return review.at("createdBy").text("email") if isinstance(person, dict) else review.text("createdBy")

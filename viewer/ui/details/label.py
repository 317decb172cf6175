"""A label or prediction: who made it, how long it took, how it scored, and what happened to it."""

from __future__ import annotations

from datetime import UTC, datetime

from viewer.model.row import Label, LabelRole, Performance, Project, Review
from viewer.ui.details.annotation import questions_section
from viewer.ui.details.fields import Cell, Field, Link, Section, SelectPath, Table, Text, text_field
from viewer.ui.details.values import date_field, duration, local_date, parse_date, shortened
from viewer.ui.words import counted, number

_LEAST = datetime.min.replace(tzinfo=UTC)
_SHOWN_ORDER = 100


def label_sections(label: Label) -> tuple[Section, ...]:
    """A label, its performance and its own classifications."""
    title = "Label" if label.role is LabelRole.LABEL else "Prediction"
    parts = label.annotations
    details = label.details
    made = () if details is None else _made(label)
    own = (
        *(_said("Consensus", "selected") if label.is_selected else ()),
        *(_said("Skipped", "yes, the annotator skipped the asset") if label.is_skipped else ()),
        *_said("Holds", _contents(label)),
        *made,
        *text_field("Kind", label.label_kind),
        *text_field("Version", label.version),
        *text_field("Label id", label.id),
        *text_field("Frames file", parts.frames_url),
        *_z_order(label),
    )
    performance = () if label.performance is None else performance_section(label.performance)
    return (Section("label", title, own), *performance, *questions_section(parts.classifications, "label"))


def performance_section(performance: Performance) -> tuple[Section, ...]:
    """Times and scores; no section when the export has none."""
    times = (
        ("Labelling", performance.seconds_to_label),
        ("Review", performance.seconds_to_review),
        ("Rework", performance.seconds_to_rework),
        ("Total", performance.seconds_total),
    )
    scores = (
        ("Consensus score", performance.consensus_score),
        ("Benchmark score", performance.benchmark_score),
    )
    fields = (
        *(
            Field(key, Text(duration(secs), tip=f"{number(secs)} s"))
            for key, secs in times
            if secs is not None
        ),
        *(Field(key, Text(number(score))) for key, score in scores if score is not None),
        *text_field("Benchmark id", performance.benchmark_id),
    )
    return (Section("performance", "Performance", fields),) if fields else ()


def consensus_section(labels: tuple[Label, ...], here: Label | None) -> tuple[Section, ...]:
    """The labels of a container side by side, when there are several; the first column selects."""
    if len(labels) < 2:
        return ()
    rows = tuple(_score_row(number_from_one, label) for number_from_one, label in enumerate(labels, 1))
    marked = next((index for index, label in enumerate(labels) if label is here), None)
    table = Table(("Label", "By", "Objects", "Score"), rows, marked)
    return (Section("consensus", "Labels side by side", (Field("", table),), note=str(len(labels))),)


def timeline_section(project: Project, labels: tuple[Label, ...]) -> tuple[Section, ...]:
    """Workflow history of a project and reviews of labels, newest first; undated ones last, in file order."""
    entries: list[tuple[str | None, str]] = []
    for step in project.details.workflow_history if project.details else ():
        way = " → ".join(name for name in (step.previous_task_name, step.next_task_name) if name)
        entries.append((step.created_at, _sentence(step.action, step.created_by, way)))
    for label in labels:
        for review in label.details.reviews if label.details else ():
            entries.append((review.created_at, _sentence(_verdict(review), review.created_by, "")))
    entries.sort(key=lambda entry: _moment(entry[0]), reverse=True)
    fields = tuple(
        Field(local_date(date) if date else "no date", Text(text, tip=date or "")) for date, text in entries
    )
    return (Section("timeline", "Timeline", fields, note=str(len(fields))),) if fields else ()


def _said(key: str, text: str) -> tuple[Field, ...]:
    return (Field(key, Text(text)),)


def _made(label: Label) -> tuple[Field, ...]:
    details = label.details
    if details is None:
        return ()
    return (
        *text_field("Created by", details.created_by),
        *date_field("Created", details.created_at),
        *date_field("Updated", details.updated_at),
        *date_field("Content updated", details.content_last_updated_at),
        *text_field("Reviews", len(details.reviews) or None),
    )


def _contents(label: Label) -> str:
    parts = label.annotations
    counts = (
        (len(parts.objects), "object", None),
        (len(parts.frames), "frame", None),
        (len(parts.classifications), "classification", None),
        (len(parts.relationships), "relationship", None),
        (len(parts.misfits), "unreadable part", None),
    )
    texts = [counted(count, one, many) for count, one, many in counts if count]
    if not texts:
        return "frames in a file of their own" if parts.frames_url else "nothing"
    return ", ".join(texts)


def _z_order(label: Label) -> tuple[Field, ...]:
    if not label.z_order:
        return ()
    names = {thing.feature_id: thing.name for thing in label.annotations.objects}
    shown = [names.get(feature_id, feature_id) for feature_id in label.z_order[:_SHOWN_ORDER]]
    more = len(label.z_order) - len(shown)
    text = ", ".join(shown) + (f" and {more:,} more" if more else "")
    return (
        Field("Z-order", Text(text, tip="In the order of the file; which end is on top is not documented")),
    )


def _score_row(place: int, label: Label) -> tuple[Cell, ...]:
    by = label.details.created_by if label.details else None
    score = label.performance.consensus_score if label.performance else None
    state = " ★ selected" if label.is_selected else " (skipped)" if label.is_skipped else ""
    role = "Label" if label.role is LabelRole.LABEL else "Prediction"
    return (
        Link(f"{role} {place}{state}", SelectPath(label.path), tip=label.id or ""),
        shortened(by, 40) if by else "",
        str(len(label.annotations.objects)),
        "" if score is None else number(score),
    )


def _sentence(action: str, by: str | None, way: str) -> str:
    return "\n".join(part for part in (action or "(no action)", way, f"by {by}" if by else "") if part)


def _verdict(review: Review) -> str:
    if review.score is None:
        return "Review"
    return f"Review: {'thumbs up' if review.score > 0 else 'thumbs down' if review.score < 0 else 'score 0'}"


def _moment(date: str | None) -> datetime:
    moment = parse_date(date) if date else None
    if moment is None:
        return _LEAST
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

"""A label or a prediction: who made it, how long it took, and its annotations."""

from __future__ import annotations

from collections.abc import Iterator

from viewer.formats.annotations import read_annotations
from viewer.formats.misfits import misfit
from viewer.formats.reader import Node
from viewer.model.annotation import Annotations
from viewer.model.row import Label, LabelDetails, LabelRole, Performance, Review


def read_labels(parent: Node, key: str, role: LabelRole, selected_id: str | None = None) -> tuple[Label, ...]:
    """The labels of the list under `key`; what is no label is a label that holds nothing but a misfit."""
    return tuple(_read_label(node, role, selected_id) for node in parent.list(key))


def _read_label(node: Node, role: LabelRole, selected_id: str | None) -> Label:
    if not isinstance(node.value, dict):
        return Label(role, Annotations(misfits=(misfit(node, node.unfit("a label (an object)")),)), node.path)
    label_id = node.text("id")
    return Label(
        role=role,
        annotations=_read_annotations(node),
        path=node.path,
        id=label_id,
        label_kind=node.text("label_kind"),
        version=node.text("version"),
        details=_read_details(node),
        performance=_read_performance(node),
        z_order=tuple(node.texts("z_order")),
        is_selected=selected_id is not None and label_id == selected_id,
    )


def _read_annotations(label: Node) -> Annotations:
    if not label.has("annotations"):
        return Annotations()
    node = label.at("annotations")
    if not isinstance(node.value, dict):
        return Annotations(misfits=(misfit(node, node.unfit("an object")),))
    return read_annotations(node)


def _read_details(label: Node) -> LabelDetails | None:
    node = label.object("label_details")
    if node is None:
        return None
    return LabelDetails(
        created_at=node.text("created_at"),
        updated_at=node.text("updated_at"),
        created_by=node.text("created_by"),
        content_last_updated_at=node.text("content_last_updated_at"),
        reviews=tuple(_read_reviews(node)),
    )


def _read_reviews(details: Node) -> Iterator[Review]:
    for node in details.objects("reviews"):
        yield Review(
            score=node.number("score"),
            created_at=node.text("created_at"),
            created_by=node.text("created_by"),
            id=node.text("id"),
        )


def _read_performance(label: Node) -> Performance | None:
    """Both generations of performance details in one; where they disagree the newer holds."""
    old, new = label.object("performance_details"), label.object("performance_details_v2")
    blocks = [block for block in (new, old) if block]
    if not blocks:
        return None

    def number(*keys: str) -> float | None:
        found = (block.number(key) for block in blocks for key in keys)
        return next((value for value in found if value is not None), None)

    return Performance(
        seconds_to_label=number("seconds_to_label", "seconds_to_create"),
        seconds_to_review=number("seconds_to_review"),
        seconds_to_rework=number("seconds_to_rework"),
        seconds_total=number("seconds_total"),
        skipped=any(block.flag("skipped") for block in blocks),
        consensus_score=number("consensus_score"),
        benchmark_score=number("benchmark_score"),
        benchmark_id=next((name for block in blocks if (name := _benchmark_id(block))), None),
    )


def _benchmark_id(block: Node) -> str | None:
    return block.text("benchmark_id") or block.text("benchmark_reference_label")

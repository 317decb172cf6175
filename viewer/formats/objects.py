"""One object: a geometry with a class, sub-classifications and, in predictions, a confidence."""

from __future__ import annotations

from viewer.formats.classifications import read_classifications, read_name
from viewer.formats.findings import UnfitError
from viewer.formats.geometries.kinds import read_geometry
from viewer.formats.reader import Node
from viewer.model.annotation import Metric, ObjectAnnotation
from viewer.model.geometry import Unreadable

UNKNOWN_KIND = "unknown"
"""What stands for an `annotation_kind` that the file does not tell."""


def read_object(node: Node, feature_id: str | None = None) -> ObjectAnnotation:
    """One object; `feature_id` is the key it stands under in a frame, in case it does not name itself."""
    if not isinstance(node.value, dict):
        return unreadable_object(node, node.unfit("an object"), feature_id)
    kind = read_kind(node)
    return ObjectAnnotation(
        name=read_name(node),
        annotation_kind=kind,
        geometry=read_geometry(node, kind),
        path=node.path,
        value=node.text("value"),
        feature_id=node.text("feature_id") or feature_id,
        schema_id=node.text("feature_schema_id"),
        classifications=read_classifications(node),
        confidence=node.number("confidence"),
        metrics=tuple(_read_metrics(node)),
    )


def unreadable_object(node: Node, unfit: UnfitError, feature_id: str | None = None) -> ObjectAnnotation:
    """What stands in the place of an object and is none."""
    node.issues.error(unfit)
    geometry = Unreadable(unfit.reason, node.value)
    return ObjectAnnotation("unreadable", UNKNOWN_KIND, geometry, node.path, feature_id=feature_id)


def read_kind(node: Node) -> str:
    """The `annotation_kind`, the file's own word."""
    try:
        return node.need_text("annotation_kind")
    except UnfitError as unfit:
        node.issues.error(unfit)
        return UNKNOWN_KIND


def _read_metrics(node: Node) -> list[Metric]:
    metrics = []
    for metric in node.list("custom_metrics"):
        try:
            metrics.append(Metric(metric.as_object().need_text("name"), metric.need_number("value")))
        except UnfitError as unfit:
            node.issues.error(unfit)
    return metrics
